"""`Usage`: an immutable view of the usage table, and the questions that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from usage_widgets.data import breakdown, calendar, listing
from usage_widgets.data.breakdown import Question, checked_top, top_groups
from usage_widgets.data.calendar import Span
from usage_widgets.data.measures import MEASURES, Measure, checked_measures, measure_named
from usage_widgets.data.opening import Opening
from usage_widgets.data.quality import QualityReport, inspect_quality
from usage_widgets.data.series import no_steps, time_series
from usage_widgets.data.view import View
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.catalogue import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd


@dataclass(frozen=True, repr=False, eq=False)
class Usage(View, Opening):
    """An immutable view of the usage table: source, time zone, `as_of`, filters.

    Open one with `demo`, `from_frame`, `from_files`, `from_litellm`, `from_table` or `connect`.

    >>> usage = Usage.demo(days=7, requests=500, seed=1, end="2026-06-30")
    >>> usage.total("requests") <= 500
    True
    >>> usage.where(model="gpt-4o").filters
    {'model': ['gpt-4o']}
    """

    @property
    def span(self) -> Span | None:
        """The first and the last request of this view, in its zone; None without requests."""
        edges = listing.bounds(self.origin.engine, self.rows())
        return None if edges is None else Span(*(calendar.from_utc(edge, self.zone) for edge in edges))

    @property
    def measures(self) -> list[str]:
        """The names of everything that can be measured."""
        return list(MEASURES)

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
        if isinstance(dimensions[0], (list, tuple)):
            fix = f"Give them without brackets: by({', '.join(map(repr, dimensions[0]))})"
            raise InvalidArgument.expected("dimensions", "names one after the other", dimensions[0], fix=fix)
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
        """What is odd about the data in view, with counts and examples. Nothing is repaired.

        Of values that were taken as something else when the source was read, a narrowed view says only that there are
        some: they may be of requests that it leaves out.
        """
        return inspect_quality(self.origin, self.rows(), is_whole=not self.clauses)

    def question(self, dimensions: Iterable[str], measures: Iterable[str]) -> Question:
        """These rows, split and measured."""
        return Question(
            self.rows(),
            [self.dimension(name) for name in dimensions],
            [measure_named(name) for name in measures],
            self.clock,
        )

    def measure(self, name: str) -> Measure:
        """Find a measure, or name the known ones."""
        return measure_named(name)

    def _row_label(self, dimensions: Iterable[str], row: Mapping[Any, Any]) -> str:
        if row["is_other"]:
            return text("data.other")
        return " · ".join(self.label_of(name, row[name]) for name in dimensions)
