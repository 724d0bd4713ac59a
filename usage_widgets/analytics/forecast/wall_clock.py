"""Hours as people live them: a pattern of the day stays at its hour when the clocks change."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers, Outlook, Spread

    Places = np.ndarray[tuple[int], np.dtype[np.int64]]

HOUR = pd.Timedelta(hours=1)


def changes_clocks(times: pd.DatetimeIndex) -> bool:
    """Whether the clocks change between the first and the last of these hours."""
    return (
        times.tz is not None and len((times.tz_localize(None) - times.tz_convert("UTC").tz_localize(None)).unique()) > 1
    )


def by_wall_clock(values: Numbers, times: pd.DatetimeIndex) -> Numbers:
    """One value for each hour on the clock: the mean of one that came twice, not known of one that was skipped.

    >>> night = pd.date_range("2026-03-29", periods=3, freq="h", tz="Europe/Berlin")
    >>> by_wall_clock(np.array([1.0, 2.0, 3.0]), night).tolist()
    [1.0, 2.0, nan, 3.0]
    """
    by_hour = pd.Series(values, index=times.tz_localize(None).floor(HOUR)).groupby(level=0).mean()
    hours = pd.date_range(by_hour.index[0], by_hour.index[-1], freq="h")
    on_the_clock: Numbers = by_hour.reindex(hours).to_numpy(dtype=float)
    return on_the_clock


def places_ahead(last: pd.Timestamp, times: pd.DatetimeIndex) -> Places:
    """How many hours on the clock after the first coming one each coming hour is."""
    ahead = (times.tz_localize(None).floor(HOUR) - last.tz_localize(None).floor(HOUR)) // HOUR - 1
    places: Places = np.maximum(ahead.to_numpy(dtype=np.int64), 0)
    return places


@dataclass(frozen=True)
class PickedSpread:
    """The spread of some steps of another one's, in order; a step may be left out, or come twice."""

    spread: Spread
    mean: Numbers
    places: Places
    ceiling: float = math.inf

    def steps(self, level: float) -> tuple[Numbers, Numbers]:
        """The low and the high end of each step's interval; `level` in percent."""
        low, high = self.spread.steps(level)
        return low[self.places], high[self.places]

    def total(self, level: float, steps: int) -> tuple[float, float]:
        """The interval of the sum of the first steps."""
        growth, taken = self._growth(steps)
        low, high = self.spread.total(level, taken)
        most = self.ceiling * steps
        return min(low * growth, most), min(high * growth, most)

    def probability_above(self, amount: float, steps: int) -> float:
        """How likely the sum of the first steps is more than an amount, 0..1."""
        growth, taken = self._growth(steps)
        return self.spread.probability_above(amount / growth, taken)

    def _growth(self, steps: int) -> tuple[float, int]:
        """How many times the sum of the other's steps the sum of these is, and how many of the other's."""
        taken = int(self.places[steps - 1]) + 1
        before, after = float(np.sum(self.mean[:taken])), float(np.sum(self.mean[self.places[:steps]]))
        return (after / before if before > 0 and after > 0 else steps / taken), taken


def picked(outlook: Outlook, places: Places, ceiling: float | None = None) -> Outlook:
    """The outlook of the hours at some places of the clock; none exceeds the ceiling."""
    spread = PickedSpread(outlook.spread, outlook.mean, places, math.inf if ceiling is None else ceiling)
    return replace(outlook, mean=outlook.mean[places], spread=spread)
