"""Opens an Ibis table as a usage log that stays as it is, also while the table grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import ibis
import pandas as pd
from ibis.expr.operations import PhysicalTable, UnboundTable

from usage_widgets.data import calendar, listing
from usage_widgets.data.canonical import canonical
from usage_widgets.data.engine import Engine
from usage_widgets.data.origin import Origin
from usage_widgets.data.pricing import with_prices
from usage_widgets.data.reading import findings_of_reading
from usage_widgets.errors import InvalidArgument

if TYPE_CHECKING:
    from usage_widgets.data.canonical import Fields


def open_table(table: ibis.Table, fields: Fields, name: str | None) -> Origin:
    """Ask a table where it lies.

    Raises:
        InvalidArgument: it is not an Ibis table of a backend.
        InvalidUsageTable: there is no start_time, or values in DuckDB cannot be read.
    """
    if not isinstance(table, ibis.Table) or table.op().find(UnboundTable):
        raise InvalidArgument.expected("table", "an Ibis table that is connected to a backend", type(table))
    engine = Engine(table.get_backend())
    _refuse_unseen(engine, table)
    return _as_it_is(engine, table, fields, name or _own_name(table))


def refuse_addresses(**arguments: object) -> None:
    """Say of what looks addresses up why it is not for a table.

    Raises:
        InvalidArgument: one of the arguments is given.
    """
    for argument, given in arguments.items():
        if given is not None:
            expected = "nothing, as a table is asked where it lies and its backend looks no address up"
            fix = 'Give the table a column "country", or read it with Usage.from_frame'
            raise InvalidArgument.expected(argument, expected, given, fix=fix)


def _as_it_is(engine: Engine, table: ibis.Table, fields: Fields, name: str) -> Origin:
    findings = findings_of_reading(engine, table, fields)
    rows = with_prices(_so_far(engine, canonical(table, fields)), engine.backend)

    def reopen(_: Origin) -> Origin:
        return _as_it_is(engine, table, fields, name)

    return Origin(engine, rows, "table", name, tuple(fields.dimensions), findings=findings, reopen=reopen)


def _own_name(table: ibis.Table) -> str:
    return table.op().name if isinstance(table.op(), PhysicalTable) else "table"


def _so_far(engine: Engine, rows: ibis.Table) -> ibis.Table:
    """The rows up to the last there is now: while a table grows, its prices, span and `as_of` stay those of its rows."""
    found = listing.bounds(engine, rows)
    last = found[1] if found else calendar.to_utc(pd.Timestamp.now("UTC"))
    return rows.filter((rows.start_time <= last) | rows.start_time.isnull())


def _refuse_unseen(engine: Engine, table: ibis.Table) -> None:
    try:
        engine.to_arrow(table.limit(0))
    except duckdb.CatalogException:
        expected = "a table that every connection to its database sees, not a temporary one"
        raise InvalidArgument.expected("table", expected, list(table.columns)) from None
