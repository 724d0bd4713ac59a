"""The ways to open a `Usage`: the demo, a frame, files, a LiteLLM database, any Ibis table."""

from __future__ import annotations

import os
import re
import sys
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pandas as pd
from ibis.expr.operations import PhysicalTable, UnboundTable

from usage_widgets.data import SOURCE_VARIABLE, calendar, listing
from usage_widgets.data.canonical import Fields, canonical
from usage_widgets.data.engine import Engine, local_backend, put
from usage_widgets.data.origin import Origin
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.options import CURRENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from usage_widgets.data.local_copy import Progress
    from usage_widgets.data.origin import Kind


def print_progress(rows: int, share: float) -> None:
    """Say on one line of the error stream how far a read has come."""
    sys.stderr.write(f"\rReading requests: {rows:,} ({share:.0%}) ")


def _since(since: object) -> pd.Timestamp:
    now = pd.Timestamp.now("UTC")
    if isinstance(since, str) and not since[:4].isdigit():
        return calendar.before(now, since, "since")
    return calendar.instant("since", since, calendar.zone_named(None))


class Opening:
    """What makes a usage out of a source."""

    @classmethod
    def _open(cls, origin: Origin, time_zone: str | None) -> Self:
        zone = time_zone or CURRENT.time_zone
        calendar.zone_named(zone)
        return cls(origin, zone)  # type: ignore[call-arg]

    @classmethod
    @known_keywords
    def demo(
        cls,
        *,
        days: int = 120,
        requests: int = 200_000,
        seed: int = 7,
        end: object = "2026-06-30",
        time_zone: str | None = None,
    ) -> Self:
        """Invented usage of a made-up company: deterministic, and it says "Demo data" everywhere.

        Args:
            days: How many days before the end.
            requests: How many rows.
            seed: The same seed gives the same rows.
            end: The instant the data go up to, exclusive; "now" is the clock.
            time_zone: Whose days count; None is UTC.

        Raises:
            InvalidArgument: `days`, `requests`, `seed` or `end` cannot be used.
        """
        from usage_widgets.data.demo import demo_table  # noqa: PLC0415 - only the demo needs it

        for name, value, least in (("days", days, 1), ("requests", requests, 0), ("seed", seed, 0)):
            if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
                raise InvalidArgument.expected(name, f"a whole number from {least}", value)
        stop = (
            pd.Timestamp.now("UTC").floor("min")
            if isinstance(end, str) and end == "now"
            else calendar.instant("end", end, calendar.zone_named(None))
        )
        engine = Engine(local_backend())
        ends_at = calendar.to_utc(stop)
        table = put(
            engine.backend, "usage", demo_table(days=int(days), requests=int(requests), seed=int(seed), end=ends_at)
        )
        return cls._open(Origin(engine, table, "demo", "demo", ends_at=ends_at), time_zone)

    @classmethod
    @known_keywords
    def from_frame(
        cls,
        frame: Any,
        *,
        columns: Mapping[str, Any] | None = None,
        dimensions: Mapping[str, Any] | None = None,
        time_zone: str | None = None,
        input_tokens_include_cache: bool = True,
        name: str = "frame",
    ) -> Self:
        """Read a pandas, polars or pyarrow frame with one row a request.

        Args:
            frame: The frame. It is not changed. Times without a zone are UTC.
            columns: Canonical name to the frame's name; columns of a canonical name are found by themselves. A function
                of the raw Ibis table computes a column.
            dimensions: Dimensions of your own to the frame's names.
            time_zone: Whose days count; None is UTC.
            input_tokens_include_cache: Whether a column `input_tokens` includes the cached tokens, as most gateways count.
            name: What to call the data on a page.

        Raises:
            InvalidUsageTable: there is no start_time, or values cannot be read.
            UnknownName: the mapping names something that is not there.

        >>> import pandas as pd, usage_widgets as uw
        >>> frame = pd.DataFrame({"when": ["2026-03-01T09:00:00Z"], "model_name": ["gpt-4o"], "cost": [0.25]})
        >>> uw.Usage.from_frame(frame, columns={"start_time": "when", "model": "model_name"}).total("cost")
        0.25
        """
        from usage_widgets.data.sources.frame import read_frame  # noqa: PLC0415 - only frames need narwhals

        fields = Fields(columns or {}, dimensions or {}, input_tokens_include_cache)
        engine = Engine(local_backend())
        raw = put(engine.backend, "raw", read_frame(frame, fields))
        usage = cls._stored(engine, raw, fields, "frame", name, time_zone)
        engine.backend.drop_table("raw")
        return usage

    @classmethod
    @known_keywords
    def from_files(
        cls,
        paths: str | Path | Iterable[str | Path],
        *,
        columns: Mapping[str, Any] | None = None,
        dimensions: Mapping[str, Any] | None = None,
        time_zone: str | None = None,
        input_tokens_include_cache: bool = True,
    ) -> Self:
        """Read CSV, JSON lines or Parquet files with one row a request; the options are those of `from_frame`.

        Args:
            paths: A file, a folder, a pattern such as "logs/*.parquet", or several.
            columns: Canonical name to the files' name.
            dimensions: Dimensions of your own to the files' names.
            time_zone: Whose days count; None is UTC.
            input_tokens_include_cache: Whether a column `input_tokens` includes the cached tokens.

        Raises:
            SourceError: nothing is there, or a file cannot be read.
        """
        from usage_widgets.data.sources.files import find_files, read_files, reading  # noqa: PLC0415

        fields = Fields(columns or {}, dimensions or {}, input_tokens_include_cache)
        files = find_files(paths)
        engine = Engine(local_backend())
        name = files[0].name if len(files) == 1 else f"{len(files)} files in {files[0].parent.name}"
        raw = read_files(engine.backend, files)
        with reading(files):
            return cls._stored(engine, raw, fields, "files", name, time_zone)

    @classmethod
    @known_keywords
    def from_litellm(
        cls,
        url: str,
        *,
        since: object = "90d",
        copy: bool = True,
        time_zone: str | None = None,
        progress: Progress | None = print_progress,
    ) -> Self:
        """Read the request log of a LiteLLM proxy from its PostgreSQL. Prompts and answers are never read.

        The needed columns are read once into a local Parquet copy that all processes of this user share, and that later
        reads extend. `as_of` is the time of the read.

        Args:
            url: "postgresql://user:password@host:port/database". Neither user nor password is kept or shown.
            since: How far back: a length such as "90d", or a date.
            copy: False asks the database itself, for every question.
            time_zone: Whose days count; None is UTC.
            progress: Called while reading with the rows so far and the share of the span; None is silent.

        Raises:
            SourceError: the database cannot be reached or read; the copy is as it was.
        """
        from usage_widgets.data.sources.litellm_log import open_log  # noqa: PLC0415 - needs psycopg

        if not isinstance(url, str):
            raise InvalidArgument.expected(
                "url", "a text such as postgresql://user:password@host:port/database", type(url)
            )
        return cls._open(open_log(url, since=_since(since), copy=copy, progress=progress), time_zone)

    @classmethod
    @known_keywords
    def from_table(
        cls,
        table: ibis.Table,
        *,
        columns: Mapping[str, Any] | None = None,
        dimensions: Mapping[str, Any] | None = None,
        time_zone: str | None = None,
        input_tokens_include_cache: bool = True,
        name: str | None = None,
    ) -> Self:
        """Ask an Ibis table where it lies: the work happens in its backend. The options are those of `from_frame`.

        Requests later than the last one there is now are never in view: open the table again to see them.

        Args:
            table: Any Ibis table that is connected to a backend.
            columns: Canonical name to the table's name.
            dimensions: Dimensions of your own to the table's names.
            time_zone: Whose days count; None is UTC.
            input_tokens_include_cache: Whether a column `input_tokens` includes the cached tokens.
            name: What to call the data on a page.

        Raises:
            InvalidArgument: it is not an Ibis table of a backend.
            InvalidUsageTable: there is no start_time, or values in DuckDB cannot be read.
        """
        from usage_widgets.data.pricing import with_prices  # noqa: PLC0415
        from usage_widgets.data.reading import findings_of_reading  # noqa: PLC0415

        if not isinstance(table, ibis.Table) or table.op().find(UnboundTable):
            raise InvalidArgument.expected("table", "an Ibis table that is connected to a backend", type(table))
        fields = Fields(columns or {}, dimensions or {}, input_tokens_include_cache)
        engine = Engine(table.get_backend())
        _refuse_unseen(engine, table)
        findings = findings_of_reading(engine, table, fields)
        priced = with_prices(_so_far(engine, canonical(table, fields)), engine.backend)
        title = name or (table.op().name if isinstance(table.op(), PhysicalTable) else "table")
        return cls._open(Origin(engine, priced, "table", title, tuple(fields.dimensions), findings=findings), time_zone)

    @classmethod
    def connect(cls, source: str | Path | None = None, **options: Any) -> Self:
        """Open whatever a source names: a PostgreSQL URL of LiteLLM, a file, a folder or a pattern; else the demo.

        Args:
            source: The source; None takes the environment variable USAGE_WIDGETS_SOURCE, and without it the demo.
            **options: Passed on to the source's own way in.

        Raises:
            SourceError: it cannot be reached or read.
            InvalidArgument: it is none of these; a password in it is not repeated.
        """
        if not isinstance(source, (str, os.PathLike, type(None))):
            raise InvalidArgument.expected("source", "a text, a path or None", type(source))
        named = os.fspath(source or os.environ.get(SOURCE_VARIABLE, "").strip())
        if not named:
            return cls.demo(**{"end": "now", **options})
        if named.startswith(("postgresql://", "postgres://")):
            return cls.from_litellm(named, **options)
        known = "a postgresql:// URL, a file, a folder or a pattern"
        if scheme := re.match(r"[a-zA-Z][\w+.-]*://", named):
            raise InvalidArgument.expected("source", known, f"{scheme[0]}…")
        if _may_hold_secret(named):
            raise InvalidArgument(
                f"source: expected {known}, got something with a password, which is not repeated here"
            )
        return cls.from_files(named, **options)

    @classmethod
    def _stored(cls, engine: Engine, raw: ibis.Table, fields: Fields, kind: Kind, name: str, zone: str | None) -> Self:
        from usage_widgets.data.reading import findings_of_reading  # noqa: PLC0415
        from usage_widgets.data.storing import store  # noqa: PLC0415

        findings = findings_of_reading(engine, raw, fields)
        table = store(engine, raw, fields)
        return cls._open(Origin(engine, table, kind, name, tuple(fields.dimensions), findings=findings), zone)


def _so_far(engine: Engine, rows: ibis.Table) -> ibis.Table:
    """The rows up to the last there is now: while a table grows, its prices, span and `as_of` stay those of its rows."""
    found = listing.bounds(engine, rows)
    last = found[1] if found else calendar.to_utc(pd.Timestamp.now("UTC"))
    return rows.filter((rows.start_time <= last) | rows.start_time.isnull())


def _may_hold_secret(source: str) -> bool:
    """Whether a source that is no proper URL looks like a mistyped one, or like libpq's `password=…`."""
    return re.search(r"password\s*=|:.*@", source, re.IGNORECASE) is not None and not Path(source).exists()


def _refuse_unseen(engine: Engine, table: ibis.Table) -> None:
    try:
        engine.to_arrow(table.limit(0))
    except duckdb.CatalogException:
        expected = "a table that every connection to its database sees, not a temporary one"
        raise InvalidArgument.expected("table", expected, list(table.columns)) from None
