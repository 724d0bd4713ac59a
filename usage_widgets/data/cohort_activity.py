"""What members of cohorts do: the steps of local time in which they were first seen, and what they ask and cost in each.

All is counted where the data live, so that no member's name leaves them.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import pandas as pd

from usage_widgets.data.calendar import MOMENT, Span, from_utc, label_instants, steps_between, to_utc
from usage_widgets.data.fetch import fetch
from usage_widgets.data.measures import UNPRICED, measure_named
from usage_widgets.selection import TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibis.expr import types as ir

    from usage_widgets.data.calendar import Step
    from usage_widgets.data.dimensions import Dimension
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

COHORT, STEP, FATE, USERS = "cohort__", "step__", "fate__", "users__"
COST, REQUESTS = measure_named("cost"), measure_named("requests")


@dataclass(frozen=True, eq=False)
class Activity:
    """What was counted.

    Args:
        steps: The starts of the steps in view, aware.
        finished: How many of them, from the first on, are over.
        until: Up to where requests count: `as_of`, or where the last step in view ends, when the period in view ends earlier.
        begins_with_data: Whether the first of the steps is the first of all data: who is seen there may be older.
        cells: One row a cohort and step that has rows: `cohort` and `step` (positions in `steps`), `users`, `requests`,
            `cost` (NaN is unknown), `unpriced_requests`.
        left_out: What is in no cell, by reason: "unknown" (no member is known), "excluded" (as asked), "unseen" (of
            members without a request of their own up to then), "older" (of members first seen before the steps in view), with `requests`, `cost` and `unpriced_requests`.
    """

    steps: pd.DatetimeIndex
    finished: int
    until: pd.Timestamp
    begins_with_data: bool
    cells: pd.DataFrame
    left_out: pd.DataFrame


def cohort_activity(usage: Usage, by: Dimension, step: Step, without: Sequence[Value] = ()) -> Activity:
    """Count the members of each cohort that are active in each step, and what they ask and cost.

    Where somebody was first seen counts over all data before `until`, whatever period the usage is narrowed to: that
    period chooses which steps are in view. A step that the period cuts is not; one that runs at `as_of` is.

    Args:
        usage: Whose requests.
        by: What a member is: a dimension that is a column.
        step: The grain.
        without: Members to leave out.
    """
    start, end = usage.filters.get(TIME, (None, None))
    starts, until = _starts(usage, step), usage.as_of
    if end is not None and end < until:
        starts = starts[starts <= end]
        until = starts[-1] if len(starts) else until
    steps, finished = starts[starts < until], max(len(starts) - 1, 0)
    frame = fetch(usage.origin.engine, _counted(usage, by, step, without, until))
    for name in (COHORT, STEP):
        frame[name] = steps.get_indexer(label_instants(pd.DatetimeIndex(frame[name]), usage.zone))
    at = 0 if start is None else int(steps.searchsorted(start))
    seen = _measured(frame[frame[STEP] >= at])
    seen.loc[(seen[FATE] == "member") & (seen["cohort"] < at), FATE] = "older"
    cells = seen[seen[FATE] == "member"].drop(columns=FATE)
    cells[["cohort", "step"]] -= at
    left_out = seen[seen[FATE] != "member"].groupby(FATE)[["requests", "cost", UNPRICED.name]].sum(min_count=1)
    return Activity(steps[at:], max(finished - at, 0), until, at == 0, cells.reset_index(drop=True), left_out)


def _starts(usage: Usage, step: Step) -> pd.DatetimeIndex:
    """Where the steps of all data begin, up to the one that `as_of` lies in: each is over where the next one begins."""
    bounds = usage.origin.bounds
    first = usage.as_of if bounds is None else from_utc(bounds[0], usage.zone)
    if first >= usage.as_of:
        return pd.DatetimeIndex([], dtype=pd.DatetimeTZDtype("us", usage.zone))
    return steps_between(Span(first, usage.as_of + MOMENT), step)


def _counted(usage: Usage, by: Dimension, step: Step, without: Sequence[Value], until: pd.Timestamp) -> ir.Table:
    """One row a fate, cohort and step, from one row a member and step: distinct members are never summed over days."""
    clauses = tuple(clause for clause in usage.clauses if clause.dimension != TIME)
    rows = dataclasses.replace(usage, clauses=clauses).rows()
    rows = rows.filter(rows.start_time < to_utc(until))
    rows = rows.mutate(**{STEP: usage.clock.local(rows.start_time).truncate(step.unit)})
    member = by.name
    done = rows.group_by([member, STEP]).aggregate(**REQUESTS.aggregates(rows), **COST.aggregates(rows))
    is_active = done[REQUESTS.columns[0]] > 0
    is_excluded = by.matches(done, None, without)
    first = done.filter(is_active & ~is_excluded).group_by(member).aggregate(**{COHORT: lambda own: own[STEP].min()})
    joined = done.left_join(first, member)
    fate = ibis.cases(
        (joined[member].isnull(), "unknown"),
        (by.matches(joined, None, without), "excluded"),
        (joined[COHORT].isnull() | (joined[STEP] < joined[COHORT]), "unseen"),
        else_="member",
    )
    joined = joined.mutate(**{FATE: fate})
    return joined.group_by([FATE, COHORT, STEP]).aggregate(
        **{USERS: joined.count(where=joined[REQUESTS.columns[0]] > 0)},
        **REQUESTS.rolled_up(joined),
        **COST.rolled_up(joined),
    )


def _measured(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            FATE: frame[FATE],
            "cohort": frame[COHORT],
            "step": frame[STEP],
            "users": frame[USERS].astype("float64"),
            "requests": REQUESTS.numbers(frame),
            "cost": COST.numbers(frame),
            UNPRICED.name: frame[COST.columns[-1]].astype("float64"),
        }
    )
