"""What a question can be split by, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Literal

import ibis

from usage_widgets.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ibis.expr import types as ir

    from usage_widgets.data.calendar import LocalClock
    from usage_widgets.selection import Value

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Dimension:
    """One way to split the usage: a column, each of a request's tags, or a part of the local time."""

    name: str
    kind: Literal["column", "tag", "hour_of_day", "weekday"] = "column"
    own: bool = False

    @property
    def is_local(self) -> bool:
        """Whether its values depend on the time zone."""
        return self.kind in ("hour_of_day", "weekday")

    def expand(self, rows: ir.Table) -> ir.Table:
        """Make a row of each tag; a request without tags keeps one row."""
        if self.kind != "tag":
            return rows
        untagged = rows.tags.isnull() | (rows.tags.length() == 0)
        nothing = ibis.literal([None], type="array<string>")
        return rows.mutate(tag=untagged.ifelse(nothing, rows.tags).unnest())

    def of(self, rows: ir.Table, clock: LocalClock | None) -> ir.Value:
        """The value of each row; `clock` is needed for parts of the local time."""
        if not self.is_local:
            return rows[self.name]
        local = clock.local(rows.start_time)  # type: ignore[union-attr]
        if self.kind == "hour_of_day":
            return local.hour().cast("int64")
        index = local.day_of_week.index()
        return ibis.cases(*((index == number, name) for number, name in enumerate(WEEKDAYS)))

    def matches(self, rows: ir.Table, clock: LocalClock | None, values: Iterable[Value]) -> ir.BooleanValue:
        """Whether each row has one of the values; None is unknown."""
        known = [value for value in values if value is not None]
        unknown = any(value is None for value in values)
        if self.kind == "tag":
            return _tag_matches(rows, known, unknown=unknown)
        column = self.of(rows, clock)
        is_known = column.isin(known).fill_null(False) if known else ibis.literal(False)  # noqa: FBT003
        return is_known | column.isnull() if unknown else is_known


def _tag_matches(rows: ir.Table, known: Sequence[Value], *, unknown: bool) -> ir.BooleanValue:
    untagged = rows.tags.isnull() | (rows.tags.length() == 0)
    nothing = ibis.literal(False)  # noqa: FBT003
    tagged = (rows.tags.contains(value).fill_null(False) for value in known)  # noqa: FBT003
    return reduce(or_, tagged, untagged if unknown else nothing)


BUILT_IN = {
    dimension.name: dimension
    for dimension in (
        *map(
            Dimension,
            (
                "model",
                "deployment",
                "provider",
                "user",
                "team",
                "organization",
                "project",
                "api_key",
                "end_user",
                "operation",
                "status",
                "service_tier",
                "country",
            ),
        ),
        Dimension("tag", "tag"),
        Dimension("hour_of_day", "hour_of_day"),
        Dimension("weekday", "weekday"),
    )
}


def dimension_named(name: str, dimensions: dict[str, Dimension]) -> Dimension:
    """Find a dimension, or name the known ones."""
    if not isinstance(name, str) or name not in dimensions:
        raise UnknownName.among("dimension", name, dimensions)
    return dimensions[name]
