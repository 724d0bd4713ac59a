"""Holt's method with a damped trend: a level and a slope that follow the values, the slope fading into the future."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

_FADING = 0.98  # a step; of a slope, half is left after a month of days
_LEVEL_WEIGHTS = (0.05, 0.1, 0.2, 0.3, 0.45, 0.7)
_SLOPE_WEIGHTS = (0.0, 0.02, 0.05, 0.1, 0.2)  # of the level's
_WEIGHTS = np.array([(level, level * slope) for level, slope in product(_LEVEL_WEIGHTS, _SLOPE_WEIGHTS)]).T


def damped_trend(values: Numbers, start: float, horizon: int) -> Numbers:
    """Follow the values with the pair of weights that erred least one step ahead, and go on from there.

    Args:
        values: The history without its season, oldest first; NaN where it is not known.
        start: The level before the first value; the slope starts at none.
        horizon: How many steps.
    """
    level, slope, squared = followed(values, start, *_WEIGHTS)
    best = int(np.argmin(squared))
    path: Numbers = level[best] + slope[best] * np.cumsum(_FADING ** np.arange(1.0, horizon + 1))
    return path


def followed(
    values: Numbers, start: float, level_weights: Numbers, slope_weights: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """The last level, the last slope and the squared one-step errors of several pairs of weights at once."""
    level = np.full(len(level_weights), start)
    slope, squared = np.zeros(len(level)), np.zeros(len(level))
    for value in values.tolist():
        slope *= _FADING
        level = level + slope
        if value == value:  # noqa: PLR0124 (not NaN, at the cost of a float)
            error = value - level
            squared += error * error
            level += level_weights * error
            slope += slope_weights * error
    return level, slope, squared
