"""Which grain a span of time is shown in: as asked for, coarser where that is too much, finer where it is too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from usage_widgets.data.calendar import Span
    from usage_widgets.widgets._timeline.numbers import Numbers

GRAINS = ("hour", "day", "week", "month")
MOST_STEPS = 2_000
FEW = 4  # steps that do not make a picture
LENGTHS = dict(zip(GRAINS, map(pd.Timedelta, ("1h", "1D", "7D", "28D")), strict=True))
"""About how long a step is; none is much shorter."""


def coarse_enough(every: str, span: Span) -> str:
    """The grain, or the next coarser one that has at most 2,000 steps in a span.

    >>> from usage_widgets.data.calendar import Span
    >>> coarse_enough("hour", Span(pd.Timestamp("2025-01-01"), pd.Timestamp("2026-01-01")))
    'day'
    """
    coarser = GRAINS[GRAINS.index(every) :]
    length = span.end - span.start
    return next((grain for grain in coarser if length / LENGTHS[grain] < MOST_STEPS - 1), GRAINS[-1])


def finer(whole: Numbers, window: Span) -> str | None:
    """The grain for a window that holds fewer than four steps of the whole; None where the whole will do."""
    span = whole.span
    length = window.end - window.start
    if span is None or length * len(whole.times) >= FEW * (span.end - span.start):
        return None
    below = GRAINS[: GRAINS.index(whole.every)]
    shows = (grain for grain in reversed(below) if length >= FEW * LENGTHS[grain])
    return next(shows, below[0] if below else None)
