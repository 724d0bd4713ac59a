"""Whether a series rises or falls, by a rule that can be said: whole weeks (or months), a range, a least change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

Direction = Literal["rising", "falling", "flat"]
LEAST_ROUNDS, MOST_ROUNDS = 4, 12
LEAST_CHANGE = 0.10
SURE = (4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139)
"""Student's t at 97.5 % for 2 to 10 degrees of freedom: written out, as importing scipy takes longer than all the rest."""


@dataclass(frozen=True)
class Trend:
    """Which way a level goes, and what decided it.

    It is called rising or falling when the 95 % range of the change excludes zero and the change over all rounds is at
    least 10 % of their average.

    Args:
        direction: "rising", "falling" or "flat".
        rounds: How many whole weeks (for weekly series weeks, for monthly ones months) it looks at; 0: too few to tell.
        change: The change a round, as a share of the average level.
        low: The low end of its 95 % range.
        high: The high end.
    """

    direction: Direction
    rounds: int = 0
    change: float = 0.0
    low: float = 0.0
    high: float = 0.0


def trend_of(values: Numbers, round_: int) -> Trend:
    """The trend of the levels of the last whole rounds, at most 12; flat where fewer than 4 are known.

    >>> trend_of(np.repeat([10.0, 11.0, 12.0, 13.0], 7), 7).direction
    'rising'
    """
    levels = _levels(values, round_)
    at = np.flatnonzero(np.isfinite(levels)).astype(float)
    if len(at) < LEAST_ROUNDS:
        return Trend("flat")
    average = float(np.nanmean(levels))
    if average == 0:
        return Trend("flat", len(levels))
    change, error = _slope(at, levels[np.isfinite(levels)] / abs(average))
    far = SURE[len(at) - LEAST_ROUNDS] * error
    low, high = change - far, change + far
    is_large = abs(change) * (len(levels) - 1) >= LEAST_CHANGE
    direction: Direction = "flat" if low <= 0 <= high or not is_large else "rising" if change > 0 else "falling"
    return Trend(direction, len(levels), change, low, high)


def _levels(values: Numbers, round_: int) -> Numbers:
    """The mean of each of the last whole rounds; not known where less than half of it is."""
    rounds = min(MOST_ROUNDS, len(values) // round_)
    table = values[len(values) - rounds * round_ :].reshape(rounds, round_)
    count = np.isfinite(table).sum(axis=1)
    means: Numbers = np.divide(np.nansum(table, axis=1), count, out=np.full(rounds, np.nan), where=count * 2 >= round_)
    return means


def _slope(at: Numbers, levels: Numbers) -> tuple[float, float]:
    """The least-squares slope and its standard error."""
    away = at - at.mean()
    slope = float(away @ levels / (away @ away))
    left = levels - levels.mean() - slope * away
    return slope, float(np.sqrt(left @ left / (len(at) - 2) / (away @ away)))
