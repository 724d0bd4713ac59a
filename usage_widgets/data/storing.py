"""Stores a raw table as the usage table: checked, cast once, priced where no cost was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import ibis

from usage_widgets.data.canonical import canonical
from usage_widgets.data.engine import settle
from usage_widgets.data.fetch import fetch
from usage_widgets.data.name_repair import has_nul, without_nul
from usage_widgets.data.origin import Origin
from usage_widgets.data.pricing import with_prices
from usage_widgets.data.reading import findings_of_reading
from usage_widgets.errors import InvalidUsageTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibis.expr import types as ir

    from usage_widgets.data.canonical import Fields
    from usage_widgets.data.engine import Engine
    from usage_widgets.data.origin import Kind


def open_stored(
    engine: Engine,
    raw: ir.Table,
    fields: Fields,
    kind: Kind,
    name: str,
    reopen: Callable[[Origin], Origin] | None = None,
) -> Origin:
    """Keep the usage table of a raw table, and say what was found while reading it.

    Raises:
        InvalidUsageTable: values cannot be read as what their column holds.
    """
    findings = findings_of_reading(engine, raw, fields)
    table = store(engine, raw, fields)
    return Origin(engine, table, kind, name, tuple(fields.dimensions), findings=findings, reopen=reopen)


def store(engine: Engine, raw: ir.Table, fields: Fields) -> ir.Table:
    """Keep the usage table of a raw table in our own DuckDB, ordered by time, its names such as can be asked for.

    Raises:
        InvalidUsageTable: values cannot be read as what their column holds.
    """
    table = canonical(raw, fields)
    try:
        return _repaired(engine, keep(engine, table))
    except duckdb.DataError as error:
        raise InvalidUsageTable(str(error).splitlines()[0]) from None


def keep(engine: Engine, table: ir.Table) -> ir.Table:
    """Store a canonical table, with prices where no cost was reported."""
    backend = engine.backend
    reported = backend.create_table(ibis.util.gen_name("usage"), table.order_by(table.start_time))
    unpriced = reported.aggregate(count=reported.count(where=reported.cost.isnull()))
    if fetch(engine, unpriced)["count"].iloc[0] == 0:
        stored = reported
    else:
        priced = with_prices(reported, backend)
        stored = backend.create_table(ibis.util.gen_name("usage"), priced.order_by("start_time"))
        backend.drop_table(reported.op().name)
    settle(backend)
    return stored


def _repaired(engine: Engine, stored: ir.Table) -> ir.Table:
    """Look first, as hardly any source needs it."""
    if not fetch(engine, stored.aggregate(found=has_nul(stored)))["found"].iloc[0]:
        return stored
    repaired = engine.backend.create_table(ibis.util.gen_name("usage"), without_nul(stored).order_by("start_time"))
    engine.backend.drop_table(stored.op().name)
    settle(engine.backend)
    return repaired
