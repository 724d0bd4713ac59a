"""Frames: whatever narwhals reads becomes Arrow with plain types, then a table in our own DuckDB."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
import pyarrow as pa

from usage_widgets.data.geoip import PLACE
from usage_widgets.errors import InvalidArgument, InvalidUsageTable

if TYPE_CHECKING:
    from usage_widgets.data.canonical import Fields
    from usage_widgets.data.geoip import Addresses


def read_frame(frame: Any, fields: Fields, addresses: Addresses | None = None) -> pa.Table:
    """Turn the needed columns of a frame into Arrow: times naive UTC, texts plain, countries in place of addresses.

    Raises:
        InvalidArgument: it is not a frame that narwhals reads.
        InvalidUsageTable: column names or the types in a column are ambiguous.
        SourceError: the database of countries cannot be read.
    """
    if isinstance(frame, pd.DataFrame):
        _check_names([*frame.columns])  # narwhals has other words for odd ones
    try:
        native = nw.from_native(frame)
    except TypeError:
        raise InvalidArgument.expected(
            "frame", "a pandas, polars or pyarrow frame (`Usage.from_files` reads files)", type(frame)
        ) from None
    if isinstance(native, nw.LazyFrame):
        native = native.collect()
    fields.check(_check_names(native.columns))
    names = fields.needed(native.columns)
    if addresses is None:
        return _table(native, names, fields)
    addresses.check(fields, native.columns)
    table = _table(native, [name for name in names if name != addresses.column], fields)
    return table.append_column(PLACE, _places(native, addresses))


def _table(frame: nw.DataFrame[Any], names: list[str], fields: Fields) -> pa.Table:
    return pa.table({name: column for name in names if (column := _read(frame, name, fields)) is not None})


def _places(frame: nw.DataFrame[Any], addresses: Addresses) -> pa.Array:
    texts = [None if value is None else str(value) for value in frame[addresses.column].to_list()]
    with addresses.countries() as countries:
        return countries.of(pa.array(texts, pa.string()))


def _read(frame: nw.DataFrame[Any], name: str, fields: Fields) -> pa.ChunkedArray | None:
    try:
        return _plain(name, _to_arrow(frame, name))
    except InvalidUsageTable:
        if fields.names(name):
            raise
        return None  # only something computed could want it, and would say that it is missing


def _check_names(names: list[Any]) -> list[str]:
    for name in names:
        if not isinstance(name, str):
            raise InvalidUsageTable(
                f"column {name!r}: expected names that are texts, got {type(name).__name__}. Rename it first"
            )
    folded = Counter(name.lower() for name in names)
    twice = [name for name in names if folded[name.lower()] > 1]
    if twice:
        raise InvalidUsageTable(
            f"columns {', '.join(map(repr, twice))}: expected names that differ by more than case. Drop or rename one"
        )
    return names


def _to_arrow(frame: nw.DataFrame[Any], name: str) -> pa.ChunkedArray:
    try:
        return frame.select(name).to_arrow()[name]
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        expected = "expected values of one type, got a mixture or a type that Arrow does not know"
        raise InvalidUsageTable(f"column {name!r}: {expected} ({error}). Convert it first") from None


def _plain(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if column.null_count == len(column):  # pandas makes it a number, a text or an object, as it likes
        return pa.chunked_array([pa.nulls(len(column), pa.string())])
    if pa.types.is_dictionary(kind):
        return _plain(name, column.cast(kind.value_type))
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us", "UTC"), safe=False).cast(pa.timestamp("us"))
    if isinstance(kind, pa.BaseExtensionType):
        return _extension(name, column)
    if pa.types.is_decimal(kind):
        return _decimal(name, column)
    if pa.types.is_list(kind) and pa.types.is_null(kind.value_type):
        kind = pa.list_(pa.string())
    return column.cast(pa.string() if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) else kind)


def _extension(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not isinstance(column.type, pa.UuidType):
        raise InvalidUsageTable(
            f"column {name!r}: expected texts, numbers or times, got {column.type}. Convert it first"
        )
    return pa.chunked_array([[None if value is None else str(value) for value in column.to_pylist()]], pa.string())


def _decimal(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return column.cast(pa.decimal128(27, 9), safe=False)
    except pa.ArrowInvalid as error:
        raise InvalidUsageTable(f"column {name!r}: expected amounts below 1e18, got {error}") from None
