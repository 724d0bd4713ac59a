"""What a forecast is made from, as it is drawn: the steps so far, and where those to come will lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.analytics.forecast.grain import grain_named
from usage_widgets.data.calendar import Span, step_named, steps_between
from usage_widgets.widgets._timeline.grain import MOST_STEPS
from usage_widgets.widgets._timeline.numbers import Numbers, end_of, numbers_of, numbers_of_all

if TYPE_CHECKING:
    from usage_widgets.data.usage import Usage

AT_FIRST = {"hour": {"days": 14}, "day": {"days": 90}, "week": {"weeks": 78}, "month": {"years": 4}}
"""How much of it a chart shows when it is made."""


@dataclass(frozen=True)
class Past:
    """The steps so far.

    Args:
        usage: All that counts, narrowed by what others have chosen.
        measure: What is measured.
        numbers: The last steps, as many as are drawn; the forecast may know more.
        ahead: What a forecast covers; None where no step is complete.
    """

    usage: Usage
    measure: str
    numbers: Numbers
    ahead: Span | None

    @property
    def at_first(self) -> Span | None:
        """What is seen of it in a chart that was just made; None for all."""
        span = self.numbers.span
        if span is None or self.ahead is None:
            return None
        start = self.ahead.start - pd.DateOffset(**AT_FIRST[self.numbers.every])
        return Span(start, self.ahead.end) if start > span.start else None


def past_of(usage: Usage, measure: str, every: str, horizon: int) -> Past:
    """Ask for the steps so far."""
    covered, step = usage.covered(), step_named(every)
    drawn = usage
    if covered is not None and len(steps := steps_between(covered, step)) > MOST_STEPS:
        drawn = usage.between(steps[-MOST_STEPS])
    numbers = numbers_of_all(drawn, measure, every)
    numbers = replace(numbers, leaves_out=_leaves_out(drawn, measure))
    complete = numbers.times[numbers.is_complete]
    if not len(complete):
        return Past(usage, measure, numbers, None)
    coming = grain_named(every).after(complete[-1], horizon + 1)
    return Past(usage, measure, numbers, Span(coming[0], coming[-1]))


def finer(past: Past, span: Span, every: str) -> Numbers:
    """A part of the steps so far at a finer grain, on all steps of a span."""
    steps = steps_between(span, step_named(every))
    near = past.usage.between(steps[0], end_of(steps[-1], every))
    numbers = numbers_of(near.series(past.measure, every=every), past.measure, every).over(span)
    return replace(numbers, leaves_out=past.numbers.leaves_out)


def _leaves_out(usage: Usage, measure: str) -> bool:
    """Whether the steps together are less than the measure, as a cost without its unpriced requests is."""
    missing = usage.measure(measure).leaves_out
    return missing is not None and bool(usage.total(missing.name))
