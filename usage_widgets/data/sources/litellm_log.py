"""Opens LiteLLM's request log: through the local copy that all viewers share, or in place."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from usage_widgets import schema
from usage_widgets.data.calendar import to_utc
from usage_widgets.data.canonical import TYPES
from usage_widgets.data.engine import Engine, local_backend
from usage_widgets.data.local_copy import LocalCopy, folder_for
from usage_widgets.data.origin import Origin
from usage_widgets.data.sources.litellm import MAPPING_VERSION, canonical, names, with_ids
from usage_widgets.data.sources.located import Located
from usage_widgets.data.sources.postgres import connect, place
from usage_widgets.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis
    import pyarrow as pa
    from ibis.expr import types as ir

    from usage_widgets.data.geoip import Addresses
    from usage_widgets.data.local_copy import Progress

    Since = Callable[[], pd.Timestamp]
    Reopen = Callable[[Origin], Origin]

MAX_AGE = timedelta(minutes=1)
SLACK = timedelta(minutes=1)  # "90d" moves with the clock
ADDRESS_COLUMN = "requester_ip_address"


class CopyEngine(Engine):
    """Asks the copy's files; those that a later read replaced are gone after some hours."""

    def to_arrow(self, expression: ibis.Expr) -> pa.Table:
        """Run an expression and fetch all of its rows.

        Raises:
            SourceError: the files were replaced long ago.
        """
        try:
            return super().to_arrow(expression)
        except (duckdb.IOException, duckdb.CatalogException):  # the latter on a cursor that no longer finds them
            raise SourceError(
                "the local copy was read anew since this usage was opened: refresh or open the usage again"
            ) from None


@dataclass(frozen=True, repr=False)
class Log:
    """A request log: where it is, how far back it is asked for, and how its rows are told a country, if at all."""

    url: str
    since: Since
    addresses: Addresses | None = None

    @property
    def copy(self) -> LocalCopy:
        """The copy of its rows: another one for each way in which they are told a country."""
        told = f", countries by {self.addresses}" if self.addresses else ""
        return LocalCopy(folder_for(f"{place(self.url)}{told}"), MAPPING_VERSION)


def open_log(
    url: str, *, since: Since, copy: bool, progress: Progress | None, addresses: Addresses | None = None
) -> Origin:
    """Open the log from an instant on; `progress` is called while the copy is read, which bears countries for addresses.

    Raises:
        SourceError: the database, or that of countries, cannot be reached or read.
    """
    if addresses:
        with addresses.countries():  # told before a database is asked
            pass
    return _open_copy(Log(url, since, addresses), progress) if copy else _open_in_place(url, since)


def _open_copy(log: Log, progress: Progress | None) -> Origin:
    start, held = to_utc(log.since()), log.copy
    _freshen(held, log, start, progress, asked=_now(), max_age=MAX_AGE)
    return _of_copy(log, start, held)


def _of_copy(log: Log, start: pd.Timestamp, held: LocalCopy) -> Origin:
    contents = held.contents()
    if contents is None:
        raise SourceError(f"the local copy in {held.folder} was taken away while it was opened: open the usage again")
    engine = CopyEngine(local_backend())
    table = _rows(engine, [str(held.folder / part.file) for part in contents.parts])

    def reopen(origin: Origin) -> Origin:
        start, now = to_utc(log.since()), _now()
        _freshen(held, log, start, None, asked=now, max_age=_this_minute(now))
        is_known = held.read_at is not None and pd.Timestamp(held.read_at) == origin.read_at
        return origin if is_known else _of_copy(log, start, held)

    return _origin(engine, table, log.url, start, pd.Timestamp(contents.read_at).as_unit("us"), reopen)


def _this_minute(now: pd.Timestamp) -> timedelta:
    """How old a reading may be for one that refreshes: a minute of the clock has one, however many ask."""
    return timedelta(seconds=now.second, microseconds=now.microsecond)


def _open_in_place(url: str, since: Since) -> Origin:
    start, engine = to_utc(since()), Engine(connect(url))
    log = canonical(engine.backend)

    def reopen(origin: Origin) -> Origin:
        if engine.backend.con.closed:  # the server was away
            return _open_in_place(url, since)
        now = _now()
        if origin.read_at is not None and now - origin.read_at <= _this_minute(now):
            return origin
        again = _origin(engine, log, url, to_utc(since()), now, reopen)
        again.bounds  # noqa: B018 - tells at once when the server does not answer
        return again

    return _origin(engine, log, url, start, _now(), reopen)


def _origin(
    engine: Engine, log: ir.Table, url: str, since: pd.Timestamp, read_at: pd.Timestamp, reopen: Reopen
) -> Origin:
    """What started up to the read: a log that goes on growing, or has a row of the future, changes no answer."""
    rows = log.filter(log.start_time >= since, log.start_time <= read_at)
    return Origin(engine, rows, "litellm", place(url), read_at=read_at, reopen=reopen)


def _freshen(
    held: LocalCopy,
    log: Log,
    since: pd.Timestamp,
    progress: Progress | None,
    *,
    asked: pd.Timestamp,
    max_age: timedelta,
) -> None:
    """Extend the copy; a fresh one is taken as it is, without as much as a connection: who waited finds it so."""

    def is_fresh() -> bool:
        contents = held.contents()
        is_current = contents is not None and contents.version == MAPPING_VERSION
        return bool(contents and is_current and contents.is_fresh(since + SLACK, asked, asked=asked, max_age=max_age))

    if is_fresh():
        return
    with held.turn():
        if not is_fresh():
            _extend(held, log, since, progress, asked=asked, max_age=max_age)


def _extend(
    held: LocalCopy,
    log: Log,
    since: pd.Timestamp,
    progress: Progress | None,
    *,
    asked: pd.Timestamp,
    max_age: timedelta,
) -> None:
    database = connect(log.url)
    try:
        known, rows = names(database), with_ids(database, log.addresses.column if log.addresses else None)
        with log.addresses.countries() if log.addresses else nullcontext() as countries:
            source = Located(rows, countries) if countries else rows
            held.extend(source, names=known, since=since, asked=asked, max_age=max_age, progress=progress)
    finally:
        database.disconnect()


def _rows(engine: Engine, files: list[str]) -> ir.Table:
    if files:
        return engine.backend.read_parquet(files, table_name="usage").select(*schema.NAMES)
    columns = {column.name: TYPES[column.kind] for column in schema.COLUMNS}
    return engine.backend.create_table("usage", schema=columns)


def _now() -> pd.Timestamp:
    return pd.Timestamp.now("UTC").tz_localize(None).as_unit("us")
