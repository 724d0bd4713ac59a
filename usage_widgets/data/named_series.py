"""A series of groups that are named beforehand: those that a chart shows go on being shown where others are larger for a while."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import ibis

from usage_widgets.data.breakdown import RANK, Question
from usage_widgets.data.calendar import step_named
from usage_widgets.data.series import no_steps, time_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ibis.expr import types as ir

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value


@dataclass(frozen=True)
class Remaining(Question):
    """A question without the rows of some groups."""

    without: Sequence[Value] = ()

    def keyed(self) -> ir.Table:
        """The rows with the value of each dimension as a column."""
        rows = super().keyed()
        return rows.filter(~_is_any(rows[self.keys[0]], self.without)) if self.without else rows


def series_of(
    usage: Usage, measure: str, *, every: str, by: str, groups: Sequence[Value], without: Sequence[Value] = ()
) -> pd.DataFrame:
    """One measure over local time, of certain groups.

    Args:
        usage: What is measured.
        measure: Name of a measure.
        every: Name of a step.
        by: Name of the dimension.
        groups: The groups to show by name, in order; at least one. The others are one "Other".
        without: Groups that are in neither.

    Returns:
        As `Usage.series` does; a group without requests has no rows.

    >>> import usage_widgets as uw
    >>> demo = uw.Usage.demo(days=7, requests=500, end="2026-06-30")
    >>> list(series_of(demo, "cost", every="day", by="team", groups=["search", "legal"])["group"].unique())
    ['search', 'legal', 'Other']
    """
    step, span = step_named(every), usage.covered()
    if span is None:
        return no_steps(usage.zone, grouped=True)
    asked = usage.question([by], [measure])
    question = Remaining(asked.rows, asked.dimensions, asked.measures, asked.clock, without)
    kept = _kept(question, groups)
    return time_series(usage.origin.engine, question, usage.clock, step, span, kept, named_first=True)


def _kept(question: Question, groups: Sequence[Value]) -> ir.Table:
    """The groups with their rank: a table of the question's own, as the rows need not be asked which there are."""
    name = question.keys[0]
    kind = question.keyed()[name].type()
    listed = ibis.literal(list(groups), type=f"array<{kind}>").unnest().name(name).as_table()
    ranks = ((_is_any(listed[name], [group]), rank) for rank, group in enumerate(groups))
    return listed.mutate(**{RANK: ibis.cases(*ranks)})


def _is_any(key: ir.Value, groups: Sequence[Value]) -> ir.BooleanValue:
    known = [group for group in groups if group is not None]
    parts = [*([key.isin(known).fill_null(False)] if known else []), *([key.isnull()] if None in groups else [])]  # noqa: FBT003
    return reduce(or_, parts)
