"""Values far outside the usual range of a history: those that the automatic methods draw in before they go on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from usage_widgets.analytics.forecast.season import cycles, known_median, shrunk_profile
from usage_widgets.analytics.forecast.taming import tamed
from usage_widgets.analytics.forecast.volatility import CALM, weekly_variation

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.analytics.forecast.outlook import Numbers

NOTABLE = 0.25
"""How far from what is usual, against that and against an average step: less is nothing to talk of."""
NOTABLE_EARLY = 2.0
"""The same while too little is known to tell quiet weekends from busy days."""


@dataclass(frozen=True, eq=False)
class Outliers:
    """The steps of a history that are far outside its usual range.

    Args:
        frame: `time` and `value` as measured, the farthest first.
        variation: How much totals would differ from one week (day, month) to the next, had these been as usual; NaN where
            untold.
    """

    frame: pd.DataFrame
    variation: float

    @property
    def are_all_unrest(self) -> bool:
        """Whether the history is calm but for them."""
        return not self.frame.empty and self.variation <= CALM


def outliers_of(history: History, fitted: Numbers) -> Outliers:
    """Find them as the automatic methods do. Where most of a history is zero there are none: what is rare is its nature."""
    known = np.isfinite(fitted)
    if 2 * np.count_nonzero(fitted[known]) < known.sum():
        return Outliers(_rows(history, []), math.nan)
    season, notable = (1, NOTABLE_EARLY) if history.is_short else (history.season, NOTABLE)
    level = shrunk_profile(fitted, season).removed_from(fitted)
    is_drawn_in = np.abs(level - tamed(level)) > NOTABLE * np.abs(tamed(level))
    usual = np.resize(known_median(cycles(fitted, season).T)[::-1], len(fitted))[::-1]  # at each place of the cycle
    apart = np.abs(fitted - usual)
    is_far = is_drawn_in & (apart > notable * np.maximum(np.abs(usual), np.nanmean(np.abs(fitted))))
    farthest = [int(at) for at in np.argsort(-apart, kind="stable") if is_far[at]]
    without = np.where(is_far, usual, fitted)
    return Outliers(_rows(history, farthest), weekly_variation(without, history.season))


def _rows(history: History, places: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"time": history.times[places], "value": history.values[places]})
