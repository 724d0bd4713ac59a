"""Opens files as a usage log, and reads them anew once they have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from usage_widgets.data.engine import Engine, local_backend
from usage_widgets.data.sources.files import find_files, read_files, reading
from usage_widgets.data.storing import open_stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from usage_widgets.data.canonical import Fields
    from usage_widgets.data.origin import Origin


class State(NamedTuple):
    """What tells that a file was not written to."""

    file: Path
    size: int
    modified_ns: int


def open_files(paths: str | Path | Iterable[str | Path], fields: Fields) -> Origin:
    """Read all files that there are.

    Raises:
        SourceError: nothing is there, or a file cannot be read.
    """
    listed = paths if isinstance(paths, str) or not hasattr(paths, "__iter__") else [*paths]
    files = find_files(listed)
    states = _states(files)

    def reopen(origin: Origin) -> Origin:
        found = find_files(listed)
        return origin if _states(found) == states else open_files(listed, fields)

    engine = Engine(local_backend())
    name = files[0].name if len(files) == 1 else f"{len(files)} files in {files[0].parent.name}"
    raw = read_files(engine.backend, files)
    with reading(files):
        return open_stored(engine, raw, fields, "files", name, reopen)


def _states(files: list[Path]) -> list[State]:
    with reading(files):
        return [State(file, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
