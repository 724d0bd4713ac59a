"""`cohorts`: who was first seen when, and how many of them are active in each step since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from usage_widgets.analytics.cohorts import cohort_table
from usage_widgets.answers.cohorts.words import sentences
from usage_widgets.answers.paragraph import paragraph
from usage_widgets.data.calendar import step_named
from usage_widgets.data.cohort_activity import cohort_activity
from usage_widgets.data.usage import Usage
from usage_widgets.errors import InvalidArgument, UnknownName, known_keywords

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from usage_widgets.data.cohort_activity import Activity
    from usage_widgets.data.dimensions import Dimension
    from usage_widgets.selection import Value

EVERY = ("day", "week", "month", "quarter")
SHOWN = ("users", "share", "cost", "requests")


@dataclass(frozen=True, eq=False, repr=False)
class Cohorts:
    """Who was first seen when, and how many of them are active in each step since. Made by `cohorts`.

    Args:
        usage: Whose requests.
        by: What a member is: the name of a dimension.
        every: How long a step is: "day", "week", "month" or "quarter".
        exclude: The members that were to be left out.
        activity: What was counted.
    """

    usage: Usage
    by: str
    every: str
    exclude: tuple[Value, ...]
    activity: Activity

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a cohort and step since.

        `cohort` (the aware start of the step in which its members were first seen), `since` (0 is that step), `size`
        (members), `users` (those with a request of their own in the step), `share` (of the size), `cost` (USD, of all
        origins), `requests`, `is_finished`, `unpriced_requests` (which `cost` leaves out). The numbers are NaN where
        the step is not over at `as_of`; the size of a cohort whose first step is not over is that so far.
        """
        return cohort_table(self.activity.cells, self.activity.steps, self.activity.finished)

    @property
    def cohorts(self) -> list[pd.Timestamp]:
        """The starts of all cohorts that have members, the earliest first."""
        return [*self.frame["cohort"].drop_duplicates()]

    @property
    def sizes(self) -> pd.Series[int]:
        """How many members each cohort has."""
        return self.frame.groupby("cohort")["size"].first()

    @property
    def members(self) -> int:
        """How many were first seen in the steps in view."""
        return int(self.sizes.sum())

    @property
    def unpriced_requests(self) -> float:
        """How many requests `cost` leaves out, as they have no price."""
        return float(self.frame["unpriced_requests"].sum())

    def wide(self, measure: str = "users") -> pd.DataFrame:
        """One row a cohort, one column a step since; NaN where a step is not over, or has not begun.

        Args:
            measure: "users", "share", "cost" or "requests".

        Raises:
            UnknownName: it is none of these.
        """
        if measure not in SHOWN:
            raise UnknownName.among("measure of cohorts", measure, SHOWN)
        return self.frame.pivot_table(index="cohort", columns="since", values=measure, aggfunc="first", dropna=False)

    def explain(self, locale: str | None = None) -> str:
        """The cohorts in words: how many there are, how many came back, what is left out and what is not known yet."""
        return " ".join(self.sentences(locale))

    def sentences(self, locale: str | None = None) -> list[str]:
        """The same one by one; the first says how many members were first seen, and when."""
        return sentences(self, locale)

    def __repr__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        return paragraph(self.explain())


@known_keywords
def cohorts(usage: Any, *, by: str = "user", every: str = "week", exclude: Value | Iterable[Value] = ()) -> Cohorts:
    """Group users, or other members, by when they were first seen, and follow each group.

    A member is first seen, and counts as active in a step, with a request of their own: retries and internal calls are
    only part of the cost. Where they were first seen counts over all data, whatever period the usage is narrowed to; shown
    are the cohorts and steps that lie within that period. Requests whose member is unknown are in no cohort.

    Args:
        usage: A `Usage`, or a frame that `Usage.from_frame` takes.
        by: What a member is: a dimension such as "user", "team" or "api_key".
        every: "day", "week" (from Monday), "month" or "quarter", in local time.
        exclude: Members to leave out, such as the keys of services.

    Returns:
        `Cohorts`: `frame`, `cohorts`, `wide("share")`, `explain()`.

    Raises:
        InvalidArgument: a request does not have one value of the dimension for good, or `exclude` holds no values of it.
        UnknownName: there is no such dimension or step.

    >>> import usage_widgets as uw
    >>> demo = uw.Usage.demo(days=60, requests=2_000, end="2026-06-23")
    >>> found = uw.cohorts(demo, every="month")
    >>> [int(size) for size in found.sizes], found.wide("users").shape
    ([63, 65, 25], (3, 3))
    """
    known = usage if isinstance(usage, Usage) else Usage.from_frame(usage)
    if every not in EVERY:
        raise UnknownName.among("step of cohorts", every, EVERY)
    dimension = member_dimension(known, by)
    without = tuple(dict.fromkeys(dimension.checked(exclude)))
    return Cohorts(known, by, every, without, cohort_activity(known, dimension, step_named(every), without))


def member_dimension(usage: Usage, by: str) -> Dimension:
    """The dimension whose values are followed: one that a request has one value of.

    Raises:
        InvalidArgument: it is a tag, or a part of the time.
        UnknownName: there is no such dimension.
    """
    dimension = usage.dimension(by)
    if dimension.kind == "column":
        return dimension
    why = "a request has several tags" if dimension.kind == "tag" else f"{by} is a part of the time, not somebody"
    choices = ", ".join(name for name in usage.dimensions if usage.dimension(name).kind == "column")
    raise InvalidArgument.expected("by", f"one of {choices}", by, fix=f"It has no cohorts: {why}")
