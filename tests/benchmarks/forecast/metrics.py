"""What a forecast is measured by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.forecast.windows import Window, step_of

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Score:
    """How one method did in one window.

    Args:
        mase: Mean absolute error in units of the same-weekday difference.
        off: The total's error as a share of the actual total; endless when that is zero and the forecast is not.
        covered: The share of days inside the 95 % band.
        interval: The mean scaled interval score of that band.
        total_covered: Whether the actual total lies inside the 95 % band of the total.
    """

    mase: float
    off: float
    covered: float = np.nan
    interval: float = np.nan
    total_covered: float = np.nan


def score(window: Window, mean: np.ndarray, band: tuple | None = None, total: tuple | None = None) -> Score:
    """Measure a forecast and, where it has them, its 95 % band and that of its total."""
    unit, future = step_of(window.history), window.future
    mase = float(np.mean(np.abs(mean - future)) / unit)
    off = relative_error(float(mean.sum()), float(future.sum()))
    if band is None:
        return Score(mase, off)
    low, high = band
    slack = 1e-9 * (1 + np.abs(future))
    inside = (low - slack <= future) & (future <= high + slack)
    beyond = np.maximum(0, low - future) + np.maximum(0, future - high)
    interval = float(np.mean(high - low + 2 / 0.05 * beyond) / unit)
    within = (
        np.nan
        if total is None
        else float(total[0] <= future.sum() * (1 + 1e-9) and future.sum() * (1 - 1e-9) <= total[1])
    )
    return Score(mase, off, float(np.mean(inside)), interval, within)


def relative_error(expected: float, actual: float) -> float:
    if actual == 0:
        return 0.0 if expected == 0 else float("inf")
    return abs(expected - actual) / abs(actual)


def lower_bound(values: np.ndarray, series: np.ndarray, statistic: Callable = np.mean, rounds: int = 2000) -> float:
    """The 2.5 % end of a statistic when whole series are drawn anew, windows of one series together."""
    rng = np.random.default_rng(20260601)
    groups = [values[series == name] for name in np.unique(series)]
    drawn = rng.integers(len(groups), size=(rounds, len(groups)))
    return float(np.quantile([statistic(np.concatenate([groups[i] for i in row])) for row in drawn], 0.025))
