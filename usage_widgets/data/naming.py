"""What people call whom. Stored rows keep the ids beside the names, because a name may change after they were read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = pa.schema({"kind": pa.string(), "id": pa.string(), "name": pa.string()})
ID, UNNAMED = "_id", "_unnamed"
"""A named column `user` stands beside `user_id`, and `user_unnamed` for those whose id has no name."""


@dataclass(frozen=True)
class Names:
    """The names of ids, each id at most once a kind; a kind is a column of the rows.

    Args:
        table: `kind`, `id` and `name`, none of them null.
    """

    table: pa.Table

    @cached_property
    def digest(self) -> str:
        """The same for the same names, in whatever order they came."""
        rows = sorted(zip(*(self.table[column].to_pylist() for column in COLUMNS.names), strict=True))
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    @cached_property
    def _by_kind(self) -> dict[str, pa.Table]:
        kinds = self.table["kind"].unique().to_pylist()
        return {kind: self.table.filter(pc.field("kind") == kind).combine_chunks() for kind in kinds}

    def given_to(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """The rows with everyone under today's name."""
        for kind in (name.removesuffix(UNNAMED) for name in rows.schema.names if name.endswith(UNNAMED)):
            names = self._by_kind.get(kind, COLUMNS.empty_table())
            place = pc.index_in(rows[kind + ID], names["id"])
            known = pc.coalesce(names["name"].combine_chunks().take(place), rows[kind + UNNAMED])
            rows = rows.set_column(rows.schema.get_field_index(kind), kind, known)
        return rows

    def are_new_to(self, batches: Iterable[pa.RecordBatch]) -> bool:
        """Whether somebody has another name there."""
        return any(not self.given_to(rows).equals(rows) for rows in batches)
