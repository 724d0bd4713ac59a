"""The file of a dashboard: JSON that people can read, compare and merge, and that is never half-written."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from usage_widgets.errors import InvalidDashboard, UnknownName
from usage_widgets.widgets._whole_file import write_whole

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

VERSION = 1
FIELDS = ("version", "title", "description", "tiles")
MOST_BYTES = 1_000_000


def read(file: Path) -> dict[str, Any]:
    """The fields of a dashboard file of a known version.

    Raises:
        InvalidDashboard: it is not there, too large, not valid JSON, or not a dashboard of this version.
    """
    try:
        with file.open("rb") as stream:
            written = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidDashboard(f"cannot be read: {error.strerror}") from None
    _check_size(written)
    return checked(_parsed(written))


def checked(document: object) -> dict[str, Any]:
    """Make sure that a value has the fields of a dashboard.

    Raises:
        InvalidDashboard: it has not.
    """
    if not isinstance(document, dict):
        raise InvalidDashboard.expected("document", "an object with version, title and tiles", document)
    version = document.get("version")
    if version != VERSION or isinstance(version, bool):
        fix = "A newer usage_widgets may be able to read it" if isinstance(version, int) and version > VERSION else ""
        raise InvalidDashboard.expected("version", str(VERSION), version, fix=fix)
    for name in document:
        if name not in FIELDS:
            raise InvalidDashboard(f"{UnknownName.among('field', name, FIELDS)}")
    if not isinstance(document.get("tiles"), list):
        raise InvalidDashboard.expected("tiles", "a list of tiles", document.get("tiles"))
    return document


def text_of(title: str, description: str, tiles: Sequence[dict[str, Any]]) -> str:
    """The document as it is written: one field a line, three lines a tile.

    >>> print(text_of("Team", "", []), end="")
    {
      "version": 1,
      "title": "Team",
      "description": "",
      "tiles": []
    }
    """
    head = {"version": VERSION, "title": title, "description": description}
    lines = [f"  {_json(name)}: {_json(value)}," for name, value in head.items()]
    drawn = ",\n".join(map(_tile_text, tiles))
    return "\n".join(["{", *lines, f'  "tiles": [\n{drawn}\n  ]' if tiles else '  "tiles": []', "}", ""])


def write(file: Path, text: str) -> None:
    """Put a document in place of the file in one step: whatever happens, the old or the new one is there.

    Raises:
        InvalidDashboard: a file that is no dashboard is in the way, it is too large to be read again, or nothing can be
            written there.
    """
    _check_size(text.encode())
    try:
        place = file.resolve()  # a link stays one
        if place.exists():
            read(place)
        write_whole(place, text)
    except OSError as error:
        raise InvalidDashboard(f"cannot be written: {error.strerror or error}") from error


def file_of(path: str | os.PathLike[str]) -> Path:
    """The file that a path names.

    Raises:
        InvalidDashboard: it names none.
    """
    try:
        file = Path(path).expanduser()
    except (TypeError, RuntimeError):
        file = None
    if file is None or "\0" in str(file):
        raise InvalidDashboard.expected("path", "the path of a file", path)
    return file


def _check_size(written: bytes) -> None:
    if len(written) > MOST_BYTES:
        raise InvalidDashboard(f"is too large: expected at most {MOST_BYTES:,} bytes")


def _tile_text(tile: dict[str, Any]) -> str:
    named, placed = ("id", "kind"), ("row", "column", "height", "width")
    lines = [", ".join(f"{_json(name)}: {_json(tile[name])}" for name in names) for names in (named, placed)]
    return f'    {{\n      {lines[0]},\n      {lines[1]},\n      "options": {_json(tile["options"])}\n    }}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _parsed(written: bytes) -> object:
    try:
        text = written.decode()
        return json.loads(text, object_pairs_hook=_distinct, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidDashboard(f"is not valid JSON: {error.msg} at {place}") from None
    except UnicodeDecodeError:
        raise InvalidDashboard("is not valid JSON: it is not written in UTF-8") from None
    except InvalidDashboard:
        raise
    except (RecursionError, ValueError):
        raise InvalidDashboard("is not a dashboard: values are nested too deeply, or a number is too long") from None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1:
            raise InvalidDashboard(f"field {name!r}: expected once in an object, got it {count} times")
    return dict(pairs)


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidDashboard(f"is not valid JSON: it has no number {name}")
