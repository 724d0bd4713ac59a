"""`Usage`: an immutable view of the usage table. Its methods narrow it or answer a question."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from usage_widgets.data import breakdown, calendar, listing
from usage_widgets.data.breakdown import Question, checked_top, top_groups
from usage_widgets.data.calendar import Span
from usage_widgets.data.dimensions import Dimension, dimension_named
from usage_widgets.data.measures import MEASURES, Measure, checked_measures, measure_named
from usage_widgets.data.opening import Opening
from usage_widgets.data.quality import QualityReport, inspect_quality
from usage_widgets.data.series import no_steps, time_series
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.catalogue import has, text
from usage_widgets.selection import TIME, Clause, Selection, filters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    import pandas as pd
    from ibis.expr import types as ir

    from usage_widgets.data.calendar import LocalClock
    from usage_widgets.data.origin import Origin
    from usage_widgets.selection import Value


@dataclass(frozen=True, repr=False, eq=False)
class Usage(Opening):
    """An immutable view of the usage table: source, time zone, `as_of`, filters.

    Open one with `demo`, `from_frame`, `from_files`, `from_litellm`, `from_table` or `connect`.

    >>> usage = Usage.demo(days=7, requests=500, seed=1, end="2026-06-30")
    >>> usage.total("requests") <= 500
    True
    >>> usage.where(model="gpt-4o").filters
    {'model': ['gpt-4o']}
    """

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
    def span(self) -> Span | None:
        """The first and the last request of this view, in its zone; None without requests."""
        edges = listing.bounds(self.origin.engine, self.rows())
        return None if edges is None else Span(*(calendar.from_utc(edge, self.zone) for edge in edges))

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
    def measures(self) -> list[str]:
        """The names of everything that can be measured."""
        return list(MEASURES)

    @property
    def dimensions(self) -> list[str]:
        """The names of everything that can be split by, the source's own included."""
        return list(self.origin.dimensions)

    @known_keywords
    def between(self, start: object = None, end: object = None) -> Usage:
        """Narrow to a half-open range of local time; None leaves that side open.

        Raises:
            InvalidArgument: a bound is not a date or time, or the end is not after the start.

        >>> demo = Usage.demo(days=9, requests=90, end="2026-06-30")
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
    def last(self, length: str) -> Usage:
        """Narrow to the time before `as_of`, such as "30d"; days follow the wall clock.

        Raises:
            InvalidArgument: it is no length such as "30d", "12w", "3mo", "1y", "24h" or "15min".

        >>> Usage.demo(days=9, requests=90, end="2026-06-30").last("2d").filters["time"][0].isoformat()
        '2026-06-28T00:00:00+00:00'
        """
        return self.between(calendar.before(self.as_of, length), self.as_of)

    def where(self, selection: Selection | None = None, /, *, ignoring: object = None, **values: Any) -> Usage:
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
        return self._and(*(self._clause(name, value, excluded=False) for name, value in values.items()))

    def exclude(self, **values: Any) -> Usage:
        """Leave out requests whose dimensions have the values; None is unknown, a list is any of them.

        Raises:
            UnknownName: there is no such dimension.
            InvalidArgument: a value is not a text, a whole number or None.
        """
        return self._and(*(self._clause(name, value, excluded=True) for name, value in values.items()))

    def narrowed(self, clauses: Iterable[Clause]) -> Usage:
        """Narrow by clauses as a selection holds them."""
        return reduce(Usage._narrowed_by, clauses, self)

    @known_keywords
    def in_time_zone(self, name: str | None) -> Usage:
        """See the same requests in the days of another IANA zone; None is UTC.

        Raises:
            UnknownName: there is no such zone.
        """
        calendar.zone_named(name)
        return dataclasses.replace(self, zone_name=name)

    @known_keywords
    def with_as_of(self, moment: object) -> Usage:
        """Count relative time from another instant. No request is left out by it.

        Raises:
            InvalidArgument: it is not a date or time.
        """
        return dataclasses.replace(self, fixed_as_of=calendar.instant("as_of", moment, self.zone))

    @known_keywords
    def label(self, dimension: str, labels: Mapping[Value, str]) -> Usage:
        """Give the values of a dimension names for people; filters keep using the values.

        Raises:
            UnknownName: there is no such dimension.
            InvalidArgument: the labels are not a mapping.
        """
        self.dimension(dimension)
        if not isinstance(labels, Mapping):
            raise InvalidArgument.expected("labels", 'a mapping such as {"u-1": "Ada"}', labels)
        named = {**self.labels.get(dimension, {}), **labels}
        return dataclasses.replace(self, labels={**self.labels, dimension: named})

    def label_of(self, dimension: str, value: Value, *, locale: str | None = None) -> str:
        """What people read for a value, in the page's language unless told."""
        if value in (given := self.labels.get(dimension, {})):
            return str(given[value])
        if value is None:
            return text("data.unknown", locale=locale)
        key = f"data.{dimension}.{value}"
        return text(key, locale=locale) if dimension == "weekday" and has(key, locale=locale) else str(value)

    @known_keywords
    def values(self, dimension: str) -> pd.DataFrame:
        """All values of a dimension, most rows first.

        Returns:
            One row a value: `value` (None is unknown), `label`, `count` of rows.

        Raises:
            UnknownName: there is no such dimension.
        """
        question = Question(self.rows(), [self.dimension(dimension)], [], self.clock)
        frame = listing.values(self.origin.engine, question)
        frame.insert(1, "label", [self.label_of(dimension, value) for value in frame["value"]])
        return frame

    @known_keywords
    def total(self, *measures: str | Sequence[str]) -> Any:
        """One measure over everything in view, as a float; several as a dict. NaN is unknown.

        Raises:
            UnknownName: there is no such measure.
            InvalidArgument: none is given.
        """
        names = [name for given in measures or [()] for name in checked_measures(given)]
        totals = breakdown.total(self.origin.engine, self.rows(), [measure_named(name) for name in names])
        return totals[names[0]] if measures == (names[0],) else totals

    @known_keywords
    def by(
        self, *dimensions: str, measures: str | Iterable[str] = ("cost", "requests"), top: int | None = None
    ) -> pd.DataFrame:
        """Split by one dimension or several, largest first by the first measure.

        Args:
            *dimensions: Names of dimensions. `tag` counts a request once for each of its tags.
            measures: Names of measures; the first one ranks.
            top: Keep this many groups; the rest becomes one last row with `is_other`.

        Returns:
            One row a group: the dimensions (None is unknown), the measures (float64, NaN is unknown), `label`,
            `is_other`. Additive measures sum to the total, but not over `tag`; others are computed anew for the rest.

        Raises:
            UnknownName: there is no such dimension or measure.
            InvalidArgument: no dimension is given, or `top` is not a whole number from 1.

        >>> demo = Usage.demo(days=7, requests=500, seed=1, end="2026-06-30")
        >>> demo.by("team", measures=["requests"], top=2)["is_other"].tolist()
        [False, False, True]
        """
        if not dimensions:
            raise InvalidArgument.expected("dimensions", f"at least one of {', '.join(self.dimensions)}", dimensions)
        top = checked_top(top)
        names = checked_measures(measures)
        question = self.question(dimensions, names)
        if len({*dimensions}) < len(dimensions):
            raise InvalidArgument.expected("dimensions", "each dimension once", dimensions)
        frame = top_groups(self.origin.engine, question, top)
        frame["label"] = [self._row_label(dimensions, row) for row in frame.to_dict("records")]
        frame.loc[frame["is_other"], list(dimensions)] = text("data.other")
        return frame[[*dimensions, *names, "label", "is_other"]]

    @known_keywords
    def series(
        self, measure: str = "cost", *, every: str = "day", by: str | None = None, top: int | None = 12
    ) -> pd.DataFrame:
        """One measure over local time.

        Args:
            measure: Name of a measure.
            every: "hour", "day", "week" (from Monday), "month", "quarter" or "year".
            by: Name of a dimension to split by.
            top: With `by`, how many groups to show by name; None shows all.

        Returns:
            One row a step (and group): `time` (start of the step, aware), `value` (float64), with `by` also `group` and
            `is_other`, and `partial`: whether the view covers only a part of the step. Steps without requests are rows:
            0 for additive and distinct measures, NaN for the others. A view after the data has no rows.

        Raises:
            UnknownName: there is no such measure, step or dimension.
            InvalidArgument: `top` is not a whole number from 1.
        """
        step, top = calendar.step_named(every), checked_top(top)
        span = self.covered()
        question = self.question([by] if by else [], [measure])
        if span is None:
            return no_steps(self.zone, grouped=bool(by))
        kept = None
        if by:
            ranked = question.ranked()
            kept = ranked if top is None else ranked.filter(ranked[breakdown.RANK] < top)
        return time_series(self.origin.engine, question, self.clock, step, span, kept)

    @known_keywords
    def head(self, count: int = 20) -> pd.DataFrame:
        """The newest requests, one row each, with all columns of the usage table; times in the usage's zone.

        Raises:
            InvalidArgument: the count is not a whole number from 1.
        """
        return listing.requests(self.origin.engine, self.rows(), self.zone, checked_top(count, "count"))

    @known_keywords
    def to_frame(self, limit: int | None = None) -> pd.DataFrame:
        """All requests in view, newest first; more than a million only with a limit.

        Raises:
            InvalidArgument: there are more than a million and no limit was given.
        """
        if limit is None and (count := listing.count(self.origin.engine, self.rows())) > listing.MOST_ROWS:
            raise InvalidArgument.expected("limit", f"a number of rows, as there are {count:,}", limit)
        return listing.requests(self.origin.engine, self.rows(), self.zone, checked_top(limit, "limit"))

    @known_keywords
    def quality(self) -> QualityReport:
        """What is odd about the data in view, with counts and examples. Nothing is repaired."""
        return inspect_quality(self.origin, self.rows())

    def rows(self) -> ir.Table:
        """The rows in view, as an Ibis expression over the canonical table."""
        rows = self.origin.table
        for clause in self.clauses:
            rows = rows.filter(*self._predicates(rows, clause))
        return rows

    def question(self, dimensions: Iterable[str], measures: Iterable[str]) -> Question:
        """These rows, split and measured."""
        return Question(
            self.rows(),
            [self.dimension(name) for name in dimensions],
            [measure_named(name) for name in measures],
            self.clock,
        )

    def dimension(self, name: str) -> Dimension:
        """Find a dimension of this usage, or name the known ones."""
        return dimension_named(name, self.origin.dimensions)

    def measure(self, name: str) -> Measure:
        """Find a measure, or name the known ones."""
        return measure_named(name)

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

    def _narrowed_by(self, clause: Clause) -> Usage:
        if clause.dimension == TIME:
            return self.between(*clause.values)
        return self._and(self._clause(clause.dimension, clause.values, excluded=clause.excluded))

    def _and(self, *clauses: Clause) -> Usage:
        return dataclasses.replace(self, clauses=(*self.clauses, *clauses))

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

    def _row_label(self, dimensions: Iterable[str], row: Mapping[Any, Any]) -> str:
        if row["is_other"]:
            return text("data.other")
        return " · ".join(self.label_of(name, row[name]) for name in dimensions)

    def __repr__(self) -> str:
        where = f", {self.filters}" if self.clauses else ""
        return f"Usage({self.source}, as of {self.as_of:%Y-%m-%d %H:%M} {self.zone.key}{where})"
