"""A log whose rows bear countries for addresses as soon as they have come, before anything stores them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from usage_widgets.data.sources.litellm import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from ibis.expr import schema as sch
    from ibis.expr import types as ir

    from usage_widgets.data.geoip import Countries


class Located:
    """As much of an Ibis table as a local copy asks for: filtered, in order, in batches, and without the address."""

    def __init__(self, rows: ir.Table, countries: Countries) -> None:
        self._rows, self._countries = rows, countries

    def schema(self) -> sch.Schema:
        """The columns of a batch."""
        return self._rows.drop(ADDRESS).schema()

    def __getitem__(self, column: str) -> ir.Value:
        return self._rows[column]

    def filter(self, *conditions: ir.BooleanValue) -> Located:
        """The rows for which all conditions hold."""
        return Located(self._rows.filter(*conditions), self._countries)

    def order_by(self, column: str) -> Located:
        """The rows in the order of a column."""
        return Located(self._rows.order_by(column), self._countries)

    def to_pyarrow_batches(self, *, chunk_size: int) -> Iterator[pa.RecordBatch]:
        """Read the rows."""
        for batch in self._rows.to_pyarrow_batches(chunk_size=chunk_size):
            told = self._countries.of(batch[ADDRESS])
            country = pc.if_else(pc.equal(told, ""), None, told)
            place = batch.schema.get_field_index("country")
            yield batch.set_column(place, "country", country).drop_columns([ADDRESS])
