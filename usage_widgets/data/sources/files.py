"""Files: CSV, JSON lines and Parquet, read by DuckDB as they lie; CSV as text, so that nothing is guessed."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from usage_widgets.errors import InvalidArgument, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibis.backends.duckdb import Backend
    from ibis.expr import types as ir

FORMATS = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
}


def find_files(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    """Resolve names, patterns and folders to files.

    Raises:
        SourceError: nothing is there.
        InvalidArgument: it is no path.
    """
    several = _listed(paths)
    found = [file for path in several for file in _resolve(Path(path).expanduser())]
    if not found:
        raise SourceError(
            f"no files: {', '.join(map(str, several))}: expected a file, a folder or a pattern such as logs/*.parquet"
        )
    return found


def _listed(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    if isinstance(paths, (str, Path)):
        return [paths]
    several = [*paths] if isinstance(paths, Iterable) else []
    if not isinstance(paths, Iterable) or not all(isinstance(path, (str, Path)) for path in several):
        raise InvalidArgument.expected("paths", "a path or several", paths)
    return several


def _resolve(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        return sorted(file for file in path.iterdir() if _format(file) and not file.name.startswith("."))
    return sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207 - patterns may be absolute


def _format(path: Path) -> str | None:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() not in (".gz", ".zst")]
    return FORMATS.get(suffixes[-1]) if suffixes else None


def format_of(files: list[Path]) -> str:
    """The one format of some files: "csv", "json" or "parquet".

    Raises:
        InvalidArgument: the formats are mixed or not known.
    """
    formats = {_format(file) for file in files}
    if len(formats) != 1 or None in formats:
        names = [file.name for file in files]
        raise InvalidArgument.expected("paths", "files of one format: .csv, .jsonl or .parquet", names)
    return str(formats.pop())


def read_files(backend: Backend, files: list[Path]) -> ir.Table:
    """Open files of one format as one raw table.

    Raises:
        InvalidArgument: the formats are mixed or not known.
        SourceError: a file cannot be read.
    """
    written_as = format_of(files)
    is_lines = not any(".json" in file.suffixes for file in files)
    names = [glob.escape(str(file)) for file in files]  # DuckDB reads patterns too
    with reading(files):
        match written_as:
            case "csv":
                return backend.read_csv(names, all_varchar=True, union_by_name=True)
            case "json":
                return backend.read_json(names, format="newline_delimited" if is_lines else "auto", union_by_name=True)
            case _:
                return backend.read_parquet(names, union_by_name=True)


@contextmanager
def reading(files: list[Path]) -> Iterator[None]:
    """Say which files could not be read, in the first line of what the reader said.

    Raises:
        SourceError: a file is gone, broken or of another format.
    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        names = ", ".join(file.name for file in files[:5])
        raise SourceError(f"cannot read {names}: {str(error).splitlines()[0]}") from None
