"""What a usage looks at: which source, whose days, up to when, narrowed to what. Narrowing gives another view."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from usage_widgets.data import calendar
from usage_widgets.data.calendar import Span
from usage_widgets.data.dimensions import Dimension, dimension_named
from usage_widgets.data.labels import labels_left
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import value_label
from usage_widgets.selection import TIME, Clause, Selection, filters_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self
    from zoneinfo import ZoneInfo

    import pandas as pd
    from ibis.expr import types as ir

    from usage_widgets.data.calendar import LocalClock
    from usage_widgets.data.origin import Origin
    from usage_widgets.selection import Value


@dataclass(frozen=True, repr=False, eq=False)
class View:
    """A source, a time zone, `as_of` and filters."""

    origin: Origin
    zone_name: str | None = None
    fixed_as_of: pd.Timestamp | None = None
    clauses: tuple[Clause, ...] = ()
    labels: Mapping[str, Mapping[Value, str]] = field(default_factory=dict)

    @property
    def time_zone(self) -> str | None:
        """The zone whose days count; None is UTC."""
        return self.zone_name

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose days count."""
        return calendar.zone_named(self.zone_name)

    @property
    def as_of(self) -> pd.Timestamp:
        """Now, as far as this usage is concerned: the end of the data, or when a live source was read."""
        if self.fixed_as_of is not None:
            return self.fixed_as_of.tz_convert(self.zone)
        return calendar.from_utc(self.origin.now, self.zone)

    @property
    def filters(self) -> dict[str, Any]:
        """What this view is narrowed to, by dimension; "time" is a half-open (start, end) pair."""
        return filters_of(self.clauses)

    @property
    def source(self) -> str:
        """What the data come from, without any secret."""
        return text("data.demo") if self.origin.is_demo else self.origin.name

    @property
    def is_demo(self) -> bool:
        """Whether the data are invented."""
        return self.origin.is_demo

    @property
    def dimensions(self) -> list[str]:
        """The names of everything that can be split by, the source's own included."""
        return list(self.origin.dimensions)

    @known_keywords
    def refreshed(self) -> Self:
        """The same view of what the source has now; this one itself when nothing can have changed.

        Zone, filters, labels and an `as_of` that was set stay as they are: `last("30d")` goes on meaning the 30 days that
        it meant when it was called. A LiteLLM database is read once a minute, however many ask.

        Raises:
            SourceError: the source cannot be reached or read; this view still answers.

        >>> import usage_widgets as uw
        >>> fixed = uw.Usage.demo(days=7, requests=500, end="2026-06-30")
        >>> fixed.refreshed() is fixed
        True
        """
        return self.over(self.origin.refreshed())

    def over(self, origin: Origin) -> Self:
        """The same view of another reading of the source."""
        return self if origin is self.origin else dataclasses.replace(self, origin=origin)

    @known_keywords
    def between(self, start: object = None, end: object = None) -> Self:
        """Narrow to a half-open range of local time; None leaves that side open.

        Raises:
            InvalidArgument: a bound is not a date or time, or the end is not after the start.

        >>> import usage_widgets as uw
        >>> demo = uw.Usage.demo(days=9, requests=90, end="2026-06-30")
        >>> demo.between("2026-06-24", "2026-06-25").series("requests")["time"].dt.date.astype(str).tolist()
        ['2026-06-24']
        """
        edges = [
            None if edge is None else calendar.instant(name, edge, self.zone)
            for name, edge in (("start", start), ("end", end))
        ]
        if edges[0] is not None and edges[1] is not None and edges[1] <= edges[0]:
            raise InvalidArgument.expected("end", f"a time after the start, {start!r}", end)
        return self._and(Clause(TIME, tuple(edges)))

    @known_keywords
    def last(self, length: str) -> Self:
        """Narrow to the time before `as_of`, such as "30d"; days follow the wall clock.

        Raises:
            InvalidArgument: it is no length such as "30d", "12w", "3mo", "1y", "24h" or "15min".

        >>> import usage_widgets as uw
        >>> uw.Usage.demo(days=9, requests=90, end="2026-06-30").last("2d").filters["time"][0].isoformat()
        '2026-06-28T00:00:00+00:00'
        """
        return self.between(calendar.before(self.as_of, length), self.as_of)

    def where(self, selection: Selection | None = None, /, *, ignoring: object = None, **values: Any) -> Self:
        """Keep requests whose dimensions have the values; None is unknown, a list is any of them.

        Args:
            selection: Filter by everything that is selected together.
            ignoring: Leave out the clauses of this owner.
            **values: A value or a list of values by dimension. Twice the same dimension is the intersection.

        Raises:
            UnknownName: there is no such dimension.
            InvalidArgument: a value is not a text, a whole number or None.
        """
        if selection is not None:
            if not isinstance(selection, Selection):
                raise InvalidArgument.expected("selection", "a Selection", selection)
            return self.narrowed(selection.clauses(ignoring=ignoring)).where(**values)
        return self._for_good(self._clause(name, value, excluded=False) for name, value in values.items())

    def exclude(self, **values: Any) -> Self:
        """Leave out requests whose dimensions have the values; None is unknown, a list is any of them.

        Raises:
            UnknownName: there is no such dimension.
            InvalidArgument: a value is not a text, a whole number or None.
        """
        return self._for_good(self._clause(name, value, excluded=True) for name, value in values.items())

    def narrowed(self, clauses: Iterable[Clause]) -> Self:
        """Narrow by clauses as a selection holds them."""
        return reduce(View._narrowed_by, clauses, self)

    @known_keywords
    def in_time_zone(self, name: str | None) -> Self:
        """See the same requests in the days of another IANA zone; None is UTC.

        Raises:
            UnknownName: there is no such zone.
        """
        calendar.zone_named(name)
        return dataclasses.replace(self, zone_name=name)

    @known_keywords
    def with_as_of(self, moment: object) -> Self:
        """Count relative time from another instant. No request is left out by it.

        Raises:
            InvalidArgument: it is not a date or time.
        """
        return dataclasses.replace(self, fixed_as_of=calendar.instant("as_of", moment, self.zone))

    @known_keywords
    def label(self, dimension: str, labels: Mapping[Value, str]) -> Self:
        """Give the values of a dimension names for people; filters keep using the values.

        Values that `where` or `exclude` leave out of the same dimension get none, before or after.

        Raises:
            UnknownName: there is no such dimension.
            InvalidArgument: the labels are not a mapping.
        """
        self.dimension(dimension)
        if not isinstance(labels, Mapping):
            raise InvalidArgument.expected("labels", 'a mapping such as {"u-1": "Ada"}', labels)
        named = {**self.labels.get(dimension, {}), **labels}
        return dataclasses.replace(self, labels=labels_left({**self.labels, dimension: named}, self.clauses))

    def label_of(self, dimension: str, value: Value, *, locale: str | None = None) -> str:
        """What people read for a value, in the page's language unless told."""
        if value in (given := self.labels.get(dimension, {})):
            return str(given[value])
        return value_label(dimension, value, locale)

    def rows(self) -> ir.Table:
        """The rows in view, as an Ibis expression over the canonical table."""
        rows = self.origin.table
        for clause in self.clauses:
            rows = rows.filter(*self._predicates(rows, clause))
        return rows

    def dimension(self, name: str) -> Dimension:
        """Find a dimension of this usage, or name the known ones."""
        return dimension_named(name, self.origin.dimensions)

    @property
    def clock(self) -> LocalClock:
        """The offsets of the usage's zone over the data."""
        return self.origin.clock(self.zone)

    def covered(self) -> Span | None:
        """The half-open range that a series of this view runs over; None without data."""
        if self.origin.bounds is None:
            return None
        start, end = self.filters.get(TIME, (None, None))
        last = max(calendar.from_utc(self.origin.now, self.zone), self.as_of)
        first = calendar.from_utc(self.origin.bounds[0], self.zone)
        span = Span(
            first if start is None else start.tz_convert(self.zone),
            last if end is None else min(end.tz_convert(self.zone), last),
        )
        return span if span.start < span.end else None

    def _narrowed_by(self, clause: Clause) -> Self:
        if clause.dimension == TIME:
            return self.between(*clause.values)
        return self._and(self._clause(clause.dimension, clause.values, excluded=clause.excluded))

    def _and(self, *clauses: Clause) -> Self:
        return dataclasses.replace(self, clauses=(*self.clauses, *clauses))

    def _for_good(self, clauses: Iterable[Clause]) -> Self:
        """Narrow as the author of a page does, not as a selection that may change again."""
        added = tuple(clauses)
        return dataclasses.replace(self._and(*added), labels=labels_left(self.labels, added))

    def _clause(self, name: str, values: Any, *, excluded: bool) -> Clause:
        return Clause(name, self.dimension(name).checked(values), excluded=excluded)

    def _predicates(self, rows: ir.Table, clause: Clause) -> list[ir.BooleanValue]:
        if clause.dimension == TIME:
            start, end = (None if edge is None else calendar.to_utc(edge) for edge in clause.values)
            return [
                *([] if start is None else [rows.start_time >= start]),
                *([] if end is None else [rows.start_time < end]),
            ]
        matches = self.dimension(clause.dimension).matches(rows, self.clock, clause.values)
        return [~matches if clause.excluded else matches]

    def __repr__(self) -> str:
        where = f", {self.filters}" if self.clauses else ""
        return f"Usage({self.source}, as of {self.as_of:%Y-%m-%d %H:%M} {self.zone.key}{where})"
