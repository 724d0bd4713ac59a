"""Whom a cohort is made of, and who of them was active in a step: asked when somebody looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data.calendar import MOMENT, Span, floor_label, label_instants, step_named
from usage_widgets.data.measures import UNPRICED, with_left_out
from usage_widgets.selection import OTHER, TIME, Clause

if TYPE_CHECKING:
    from usage_widgets.answers.cohorts.cohorts import Cohorts
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

MOST_SHOWN = 50
MOST_CHOSEN = 1_000
"""How many members a filter may name."""
MEASURES = ("requests", "cost")


@dataclass(frozen=True)
class Sums:
    """What one member, or several, have done."""

    requests: float
    cost: float
    left_out: int


@dataclass(frozen=True)
class Members:
    """The members of a cohort, and what they did in one step since, or in all.

    Args:
        by: The dimension whose values they are.
        values: All of the cohort.
        active: How many had a request.
        named: The most active ones with what they did, most requests first.
        others: How many more there are requests of, be they retries.
        rest: What these did, where there are any.
        total: What all have done.
        step: The step that was looked at; None where it is all time since.
    """

    by: str
    values: tuple[Value, ...]
    active: int
    named: tuple[tuple[Value, Sums], ...]
    others: int
    rest: Sums | None
    total: Sums
    step: Span | None

    @property
    def is_too_many(self) -> bool:
        """Whether a filter cannot name them all."""
        return len(self.values) > MOST_CHOSEN

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """What others are narrowed to: these members, in that step; nothing where they are too many."""
        if self.is_too_many or not self.values:
            return ()
        time = (Clause(TIME, tuple(self.step)),) if self.step else ()
        return (Clause(self.by, self.values), *time)

    def frame(self) -> pd.DataFrame:
        """One row a member, the others as one last row with `is_other`: the dimension, `requests`, `cost` (NaN is unknown)."""
        rows = [(value, sums.requests, sums.cost, False) for value, sums in self.named]
        rest = [(OTHER.value, self.rest.requests, self.rest.cost, True)] if self.rest else []
        frame = pd.DataFrame([*rows, *rest], columns=[self.by, *MEASURES, "is_other"])
        return frame.astype({self.by: object, **dict.fromkeys(MEASURES, "float64"), "is_other": bool})


def span_of(cohort: pd.Timestamp, since: int, every: str) -> Span:
    """The step that begins so many steps after a cohort's own, in local time."""
    step = step_named(every)
    labels = pd.date_range(floor_label(cohort, step), periods=since + 2, freq=step.frequency)
    return Span(*label_instants(labels[since:], cohort.tzinfo))


def ask_members(cohorts: Cohorts, cohort: pd.Timestamp, since: int | None) -> Members:
    """Whom a cohort is made of, and what they did in one of its steps, or in all so far."""
    usage, by, until = _of_all_time(cohorts.usage), cohorts.by, cohorts.activity.until
    values = _first_seen(usage, cohorts, span_of(cohort, 0, cohorts.every))
    step = None if since is None else span_of(cohort, since, cohorts.every)
    frame = usage.between(*(step or Span(cohort, max(until, cohort + MOMENT)))).by(by, measures=with_left_out(MEASURES))
    own = frame[frame[by].isin(values)]
    named = tuple((own[by].iloc[at], _sums(own.iloc[[at]])) for at in range(min(MOST_SHOWN, len(own))))
    beyond = own.iloc[MOST_SHOWN:]
    rest = None if beyond.empty else _sums(beyond)
    active = int((own["requests"] > 0).sum())
    return Members(by, values, active, named, len(beyond), rest, _sums(own), step)


def _of_all_time(usage: Usage) -> Usage:
    """What first seen is counted over."""
    return replace(usage, clauses=tuple(clause for clause in usage.clauses if clause.dimension != TIME))


def _first_seen(usage: Usage, cohorts: Cohorts, span: Span) -> tuple[Value, ...]:
    """Who was active in a step for the first time."""
    start, end = span.start, min(span.end, cohorts.activity.until)
    if end <= start:
        return ()
    earlier = {*_active(usage.between(None, start), cohorts.by), *cohorts.exclude, None}
    return tuple(value for value in _active(usage.between(start, end), cohorts.by) if value not in earlier)


def _active(usage: Usage, by: str) -> list[Value]:
    frame = usage.by(by, measures=["requests"])
    return frame.loc[frame["requests"] > 0, by].tolist()


def _sums(rows: pd.DataFrame) -> Sums:
    cost = float(rows["cost"].sum(min_count=1)) if len(rows) else 0.0
    return Sums(float(rows["requests"].sum()), cost, int(rows[UNPRICED.name].sum()))
