"""The ways to open a `Usage`: the demo, a frame, files, a LiteLLM database, any Ibis table."""

from __future__ import annotations

import os
import sys
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.data import SOURCE_VARIABLE, calendar
from usage_widgets.data.canonical import Fields
from usage_widgets.data.engine import Engine, local_backend, put
from usage_widgets.data.geoip import addresses_in, filled
from usage_widgets.data.sources.address import kind_of_source
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.options import CURRENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Self

    import ibis

    from usage_widgets.data.local_copy import Progress
    from usage_widgets.data.origin import Origin


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
            end: The instant the data go up to, exclusive. "now" is the clock: the days then end at the last midnight (UTC),
                today's requests come in as time passes, and what was there stays as it was for a week.
            time_zone: Whose days count; None is UTC.

        Raises:
            InvalidArgument: `days`, `requests`, `seed` or `end` cannot be used.
        """
        from usage_widgets.data.demo_log import open_demo, open_demo_of_today  # noqa: PLC0415 - only the demo needs it

        for name, value, least in (("days", days, 1), ("requests", requests, 0), ("seed", seed, 0)):
            if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
                raise InvalidArgument.expected(name, f"a whole number from {least}", value)
        drawn = {"days": int(days), "requests": int(requests), "seed": int(seed)}
        if isinstance(end, str) and end == "now":
            return cls._open(open_demo_of_today(**drawn), time_zone)
        stop = calendar.instant("end", end, calendar.zone_named(None))
        return cls._open(open_demo(**drawn, end=calendar.to_utc(stop)), time_zone)

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
        ip: str | None = None,
        geoip: str | os.PathLike[str] | None = None,
        proxies: Iterable[str] = (),
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
            ip: The column with the IP address that asked, or a list as in X-Forwarded-For, of which the last that is neither
                private nor a proxy's counts. It is dropped once its country is known; a `country` that is given stays.
            geoip: A Country or City database in MaxMind's format (.mmdb), which knows the country of an address. Private
                and reserved addresses have none.
            proxies: Networks of your own proxies, such as "203.0.113.0/24": theirs is nobody's country.

        Raises:
            InvalidUsageTable: there is no start_time, or values cannot be read.
            InvalidArgument: `ip` and `geoip` are not both given, or one of the three cannot be used.
            SourceError: the database of countries cannot be read.
            UnknownName: the mapping names something that is not there.

        >>> import pandas as pd, usage_widgets as uw
        >>> frame = pd.DataFrame({"when": ["2026-03-01T09:00:00Z"], "model_name": ["gpt-4o"], "cost": [0.25]})
        >>> uw.Usage.from_frame(frame, columns={"start_time": "when", "model": "model_name"}).total("cost")
        0.25
        """
        from usage_widgets.data.sources.frame import read_frame  # noqa: PLC0415 - only frames need narwhals
        from usage_widgets.data.storing import open_stored  # noqa: PLC0415

        fields = Fields(columns or {}, dimensions or {}, input_tokens_include_cache)
        addresses = addresses_in(ip, geoip, proxies)
        engine = Engine(local_backend())
        raw = put(engine.backend, "raw", read_frame(frame, fields, addresses))
        origin = open_stored(engine, raw, filled(fields) if addresses else fields, "frame", name)
        engine.backend.drop_table("raw")
        return cls._open(origin, time_zone)

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
        ip: str | None = None,
        geoip: str | os.PathLike[str] | None = None,
        proxies: Iterable[str] = (),
    ) -> Self:
        """Read CSV, JSON lines or Parquet files with one row a request; the options are those of `from_frame` but `name`.

        Args:
            paths: A file, a folder, a pattern such as "logs/*.parquet", or several.
            columns: Canonical name to the files' name.
            dimensions: Dimensions of your own to the files' names.
            time_zone: Whose days count; None is UTC.
            input_tokens_include_cache: Whether a column `input_tokens` includes the cached tokens.
            ip: The column with the IP address that asked; it is dropped once its country is known.
            geoip: A Country or City database in MaxMind's format (.mmdb).
            proxies: Networks of your own proxies.

        Raises:
            SourceError: nothing is there, or a file or the database of countries cannot be read.
        """
        from usage_widgets.data.sources.files_log import open_files  # noqa: PLC0415

        fields = Fields(columns or {}, dimensions or {}, input_tokens_include_cache)
        return cls._open(open_files(paths, fields, addresses_in(ip, geoip, proxies)), time_zone)

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
        ip: str | None = None,
        geoip: str | os.PathLike[str] | None = None,
        proxies: Iterable[str] = (),
    ) -> Self:
        """Read the request log of a LiteLLM proxy from its PostgreSQL. Prompts and answers are never read.

        The needed columns are read once into a local Parquet copy that all processes of this user share, and that later
        reads extend. `as_of` is the time of the read.

        Args:
            url: "postgresql://user:password@host:port/database". It stays in memory for `refreshed`; neither user nor
                password is ever stored or shown.
            since: How far back: a length such as "90d", counted anew whenever the log is read, or a date.
            copy: False asks the database itself, for every question.
            time_zone: Whose days count; None is UTC.
            progress: Called while reading with the rows so far and the share of the span; None is silent.
            ip: The column of "LiteLLM_SpendLogs" with the IP address that asked; None is `requester_ip_address`. It is read
                only where `geoip` is given, and dropped before a row is stored.
            geoip: A Country or City database in MaxMind's format (.mmdb). A row keeps the country it was given when it was
                read. Not with `copy=False`.
            proxies: Networks of your own proxies, such as "203.0.113.0/24": theirs is nobody's country.

        Raises:
            InvalidArgument: `ip` or `proxies` without `geoip`, or one of the three cannot be used.
            SourceError: the database, or that of countries, cannot be reached or read; the copy is as it was.
        """
        from usage_widgets.data.sources.litellm_log import ADDRESS_COLUMN, open_log  # noqa: PLC0415 - needs psycopg

        if not isinstance(url, str):
            raise InvalidArgument.expected(
                "url", "a text such as postgresql://user:password@host:port/database", type(url)
            )
        addresses = addresses_in(ADDRESS_COLUMN if geoip is not None and ip is None else ip, geoip, proxies)
        if addresses and not copy:
            raise InvalidArgument.expected("copy", "True beside geoip, as a database looks no address up", copy)
        log = open_log(url, since=partial(_since, since), copy=copy, progress=progress, addresses=addresses)
        return cls._open(log, time_zone)

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
        ip: None = None,
        geoip: None = None,
        proxies: None = None,
    ) -> Self:
        """Ask an Ibis table where it lies: the work happens in its backend. The options are those of `from_frame`.

        Requests later than the last one there is now are not in view until it is `refreshed`.

        Args:
            table: Any Ibis table that is connected to a backend.
            columns: Canonical name to the table's name.
            dimensions: Dimensions of your own to the table's names.
            time_zone: Whose days count; None is UTC.
            input_tokens_include_cache: Whether a column `input_tokens` includes the cached tokens.
            name: What to call the data on a page.
            ip: Not for a table: its backend looks no address up. Give it a column `country`.
            geoip: The same.
            proxies: The same.

        Raises:
            InvalidArgument: it is not an Ibis table of a backend, or `ip`, `geoip` or `proxies` is given.
            InvalidUsageTable: there is no start_time, or values in DuckDB cannot be read.
        """
        from usage_widgets.data.sources.table_log import open_table, refuse_addresses  # noqa: PLC0415

        refuse_addresses(ip=ip, geoip=geoip, proxies=proxies)
        fields = Fields(columns or {}, dimensions or {}, input_tokens_include_cache)
        return cls._open(open_table(table, fields, name), time_zone)

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
        match kind_of_source(named):
            case "demo":
                return cls.demo(**{"end": "now", **options})
            case "litellm":
                return cls.from_litellm(named, **options)
            case _:
                return cls.from_files(named, **options)
