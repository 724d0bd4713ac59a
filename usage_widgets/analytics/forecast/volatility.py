"""How much a series moves from week to week, and whether ±10 % can be promised for it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.season import cycles, known_mean

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

CALM = 0.06  # above it, fewer than 8 of 10 totals of 30 days land within ±10 %
ALREADY_TOTALS = (1, 12)  # seasons of weeks and months: each value is a total of many days


def weekly_variation(values: Numbers, season: int = 7) -> float:
    """The week-to-week volatility: how much the totals of whole cycles differ from one to the next.

    It is the standard deviation of the differences of the logs of the totals, divided by √2: the typical relative
    deviation of one total. 1 % of their mean is added to each, so that a week of nothing is a large move, not an
    endless one. Weeks and months are such totals themselves.

    Args:
        values: The history, oldest first; a total with fewer than half of its values known is left out.
        season: The steps of a cycle.

    Returns:
        The volatility, 0.05 for 5 %; NaN when there are fewer than three totals, or none above zero.
    """
    totals = cycle_totals(values, season)
    lifted = totals + 0.01 * np.nanmean(totals) if np.isfinite(totals).any() else totals
    if not np.all(lifted[np.isfinite(lifted)] > 0):
        return math.nan
    moves = np.diff(np.log(lifted))
    moves = moves[np.isfinite(moves)]
    return float(np.std(moves, ddof=1) / math.sqrt(2)) if len(moves) > 1 else math.nan


def cycle_totals(values: Numbers, season: int) -> Numbers:
    """The totals of the complete cycles, counted back from the last value; NaN where less than half is known."""
    length = 1 if season in ALREADY_TOTALS else season
    table = cycles(values[len(values) % length :], length)
    enough = 2 * np.isfinite(table).sum(axis=1) >= length
    return np.where(enough, known_mean(table, axis=1) * length, np.nan)


def is_predictable(values: Numbers, season: int = 7) -> bool:
    """Whether totals can be promised to ±10 %, judged from the history alone."""
    return weekly_variation(values, season) <= CALM
