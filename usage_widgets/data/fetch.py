"""Fetched answers: Arrow from the engine becomes pandas at the edge, money float64, unknown text None."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis

    from usage_widgets.data.engine import Engine


def fetch(engine: Engine, expression: ibis.Table, *, keys: Collection[str] = ()) -> pd.DataFrame:
    """Run a table expression; decimals arrive as float64, texts and keys as objects with None for unknown.

    Returns:
        One row per row of the expression.
    """
    table = engine.to_arrow(expression)
    return pd.DataFrame({name: _column(table[name], is_key=name in keys) for name in table.column_names})


def _column(column: pa.ChunkedArray, *, is_key: bool) -> pd.Series:
    kind = column.type
    if is_key:
        return pd.Series(column.to_pylist(), dtype=object)
    if pa.types.is_decimal(kind):
        return column.cast(pa.string()).cast(pa.float64()).to_pandas()  # straight to float64 can be off in the last bit
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind):
        return pd.Series(column.to_pylist(), dtype=object)
    return column.to_pandas()
