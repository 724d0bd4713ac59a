"""Opens LiteLLM's request log: through the local copy that all viewers share, or in place."""

from __future__ import annotations

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
from usage_widgets.data.sources.postgres import connect, place
from usage_widgets.errors import SourceError

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa
    from ibis.expr import types as ir

    from usage_widgets.data.local_copy import Progress

MAX_AGE = timedelta(minutes=1)


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
                "the local copy was read anew since this usage was opened: open the usage again"
            ) from None


def open_log(url: str, *, since: pd.Timestamp, copy: bool, progress: Progress | None) -> Origin:
    """Open the log from an instant on; `progress` is called while the copy is read.

    Raises:
        SourceError: the database cannot be reached or read.
    """
    if not copy:
        engine = Engine(connect(url))
        return _origin(engine, canonical(engine.backend), url, to_utc(since), _now())
    held = LocalCopy(folder_for(place(url)), MAPPING_VERSION)
    _freshen(held, url, to_utc(since), progress)
    engine = CopyEngine(local_backend())
    table = _rows(engine, held.files())
    return _origin(engine, table, url, to_utc(since), pd.Timestamp(held.read_at).as_unit("us"))


def _origin(engine: Engine, log: ir.Table, url: str, since: pd.Timestamp, read_at: pd.Timestamp) -> Origin:
    """What started up to the read: a log that goes on growing, or has a row of the future, changes no answer."""
    rows = log.filter(log.start_time >= since, log.start_time <= read_at)
    return Origin(engine, rows, "litellm", place(url), read_at=read_at)


def _freshen(held: LocalCopy, url: str, since: pd.Timestamp, progress: Progress | None) -> None:
    """Extend the copy; a fresh one is taken as it is, without as much as a connection."""
    now, contents = _now(), held.contents()
    is_current = contents is not None and contents.version == MAPPING_VERSION
    if contents and is_current and contents.is_fresh(since + MAX_AGE, now, asked=now, max_age=MAX_AGE):
        return
    database = connect(url)
    try:
        held.extend(with_ids(database), names=names(database), since=since, max_age=MAX_AGE, progress=progress)
    finally:
        database.disconnect()


def _rows(engine: Engine, files: list[str]) -> ir.Table:
    if files:
        return engine.backend.read_parquet(files, table_name="usage").select(*schema.NAMES)
    columns = {column.name: TYPES[column.kind] for column in schema.COLUMNS}
    return engine.backend.create_table("usage", schema=columns)


def _now() -> pd.Timestamp:
    return pd.Timestamp.now("UTC").tz_localize(None).as_unit("us")
