"""What a question can be split by, declared once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal

import ibis

from usage_widgets.errors import InvalidArgument, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ibis.expr import types as ir

    from usage_widgets.data.calendar import LocalClock
    from usage_widgets.selection import Value

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNASKABLE = re.compile("[\\x00\\ud800-\\udfff]")
"""What no engine takes in a question: NUL, which ends a text, and half a pair of UTF-16."""


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

    def checked(self, values: Any) -> tuple[Value, ...]:
        """One value or several, as plain texts or, for the hour of the day, numbers from 0 to 23; None is unknown.

        >>> Dimension("model").checked(["gpt-4o", None])
        ('gpt-4o', None)

        Raises:
            InvalidArgument: a value is none of these.
        """
        plain = values.tolist() if hasattr(values, "tolist") else values  # of numpy and pandas
        several = plain if isinstance(plain, (list, tuple, set, frozenset)) else [plain]
        return tuple(self._checked(value) for value in several)

    def _checked(self, value: Any) -> Value:
        if value is None:
            return None
        is_number = isinstance(value, Integral) and not isinstance(value, bool)
        if self.kind == "hour_of_day":
            if is_number and 0 <= value < 24:
                return int(value)
            raise InvalidArgument.expected(self.name, "a whole number from 0 to 23, None or a list of them", value)
        if isinstance(value, str) and not UNASKABLE.search(value):
            return str(value)
        expected = "a text without NUL or unpaired surrogates" if isinstance(value, str) else "a text"
        fix = f"Give it as a text, {str(value)!r}" if is_number else ""
        raise InvalidArgument.expected(self.name, f"{expected}, None or a list of them", value, fix=fix)

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
    tagged = rows.tags.filter(lambda tag: tag.isin(known)).length() > 0 if known else nothing
    return tagged.fill_null(False) | (untagged if unknown else nothing)  # noqa: FBT003


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
        fix = "" if isinstance(name, str) else "Give one name, as a text"
        raise UnknownName.among("dimension", name, dimensions, fix=fix)
    return dimensions[name]


def checked_names(argument: str, given: Any, find: Callable[[str], object], *, least: int = 1) -> tuple[str, ...]:
    """Make sure that one name or several are given, each once and of something that is there.

    Args:
        argument: What they are given as.
        given: The names.
        find: Finds what has a name; raises UnknownName.
        least: How many there must be.

    >>> checked_names("by", ["team", "model"], lambda name: dimension_named(name, BUILT_IN))
    ('team', 'model')

    Raises:
        InvalidArgument: there are too few, one stands there twice, or it is no list.
        UnknownName: there is no such thing.
    """
    names = (given,) if isinstance(given, str) else tuple(given) if isinstance(given, Iterable) else None
    if names is None or len(names) < least or len({*map(str, names)}) < len(names):
        raise InvalidArgument.expected(argument, "one name or a list of several, each once", given)
    for name in names:
        find(name)
    return names
