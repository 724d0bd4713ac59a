"""Stores a raw table as the usage table: checked, cast once, priced where no cost was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import ibis

from usage_widgets.data.canonical import canonical, unreadable
from usage_widgets.data.fetch import fetch
from usage_widgets.data.pricing import with_prices
from usage_widgets.errors import InvalidUsageTable

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from usage_widgets.data.canonical import Fields
    from usage_widgets.data.engine import Engine


def store(engine: Engine, raw: ir.Table, fields: Fields) -> ir.Table:
    """Keep the usage table of a raw table in our own DuckDB, ordered by time.

    Raises:
        InvalidUsageTable: values cannot be read as what their column holds, or a request has no time.
    """
    table = canonical(raw, fields)
    try:
        _refuse_unreadable(engine, raw, fields)
        return keep(engine, table)
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
    backend.raw_sql("CHECKPOINT")
    return stored


def _refuse_unreadable(engine: Engine, raw: ir.Table, fields: Fields) -> None:
    found = fetch(engine, raw.aggregate(**unreadable(raw, fields), rows=raw.count())).iloc[0]
    problems = [
        f"{name}: {int(found[f'{name}__count']):,} of {int(found['rows']):,} values cannot be read, such as {found[f'{name}__example']!r}"
        for name in (column.removesuffix("__count") for column in found.index if column.endswith("__count"))
        if found[f"{name}__count"] > 0
    ]
    if problems:
        raise InvalidUsageTable("; ".join(problems) + ". Convert them first, or map another column")
