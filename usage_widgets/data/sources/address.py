"""What a text names as a source: a LiteLLM database, or files; told, and checked, without opening it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from usage_widgets.errors import InvalidArgument

if TYPE_CHECKING:
    from usage_widgets.data.origin import Kind

KNOWN = "a postgresql:// URL, a file, a folder or a pattern"


def kind_of_source(source: str) -> Kind:
    """What a source is.

    Raises:
        InvalidArgument: it is none; a password in it is not repeated.

    >>> [kind_of_source(source) for source in ("", "logs/*.parquet", "postgresql://db/litellm")]
    ['demo', 'files', 'litellm']
    """
    if not source:
        return "demo"
    if source.startswith(("postgresql://", "postgres://")):
        return "litellm"
    if scheme := re.match(r"[a-zA-Z][\w+.-]*://", source):
        raise InvalidArgument.expected("source", KNOWN, f"{scheme[0]}…")
    if _may_hold_secret(source):
        raise InvalidArgument(f"source: expected {KNOWN}, got something with a password, which is not repeated here")
    return "files"


def check_source(source: str) -> None:
    """Make sure that a source can be one. A database is not asked, a file not opened.

    Raises:
        InvalidArgument: it is none.
        SourceError: there are no such files.
    """
    kind = kind_of_source(source)
    if kind == "files":
        from usage_widgets.data.sources.files import find_files, format_of  # noqa: PLC0415 - loads DuckDB

        format_of(find_files(source))
    elif kind == "litellm":
        from psycopg import Error, conninfo  # noqa: PLC0415 - only a database needs it

        try:
            conninfo.conninfo_to_dict(source)
        except Error:
            raise InvalidArgument(
                "source: expected a database URL such as postgresql://user@host:5432/litellm, got a broken one, which is not repeated here"
            ) from None


def _may_hold_secret(source: str) -> bool:
    """Whether a source that is no proper URL looks like a mistyped one, or like libpq's `password=…`."""
    return re.search(r"password\s*=|:.*@", source, re.IGNORECASE) is not None and not Path(source).exists()
