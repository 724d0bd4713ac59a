"""`save`: what a widget shows as a file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from usage_widgets.errors import InvalidArgument
from usage_widgets.widgets._csv import to_csv
from usage_widgets.widgets._whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

    from usage_widgets.widgets._base import UsageWidget

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8


def save(widget: UsageWidget, path: str | os.PathLike[str]) -> Path:
    """Write a widget to a file of the kind that the name's ending says.

    Args:
        widget: What to write.
        path: A file ending in .svg, .csv or .html.

    Returns:
        Where it is.

    Raises:
        InvalidArgument: the ending is not known, or there can be no such file.
        OSError: it cannot be written; an old file is as it was.
    """
    target = checked_path(path, FORMATS)
    write_whole(target, FORMATS[target.suffix.lower()](widget))
    return target


def csv_of(frame: pd.DataFrame) -> str:
    """A frame as the text of a CSV file, its numbers exact."""
    columns = [frame[name].astype(object) for name in frame]
    return BYTE_ORDER_MARK + to_csv([frame.columns, *zip(*columns, strict=True)])


FORMATS: dict[str, Callable[[UsageWidget], str]] = {
    ".svg": lambda widget: widget.picture(),
    ".csv": lambda widget: csv_of(widget.table()),
    ".html": lambda widget: widget._page(),  # noqa: SLF001 - the widget's own way to be written
}


def checked_path(path: str | os.PathLike[str], endings: Collection[str]) -> Path:
    """Make sure that a file can be written there; a link is followed to its file.

    Raises:
        InvalidArgument: it is no path, has another ending, lies in no folder or names something else than a file.
    """
    expected = f"a file ending in {', '.join(endings)}"
    if not isinstance(path, (str, os.PathLike)):
        raise InvalidArgument.expected("path", expected, path)
    try:
        target = Path(path).expanduser().resolve()
        is_taken = target.exists() and not target.is_file()
    except (ValueError, RuntimeError, OSError):  # a zero byte, nobody's home, too long a name
        raise InvalidArgument.expected("path", expected, path) from None
    if target.suffix.lower() not in endings:
        raise InvalidArgument.expected("path", expected, str(path))
    if not target.parent.is_dir():
        raise InvalidArgument.expected("path", "a file in a folder that exists", str(path), fix="Make the folder first")
    if is_taken:
        raise InvalidArgument.expected("path", f"{expected}, not something else of that name", str(path))
    return target
