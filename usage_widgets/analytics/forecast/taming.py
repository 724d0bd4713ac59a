"""Values far from their surroundings, drawn in: one day of 20 times the usual must not move the level for weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from usage_widgets.analytics.forecast.season import known_median

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

FAR = 4 * 1.4826
"""Four standard deviations, if the typical distance is that of a normal distribution."""
_NEAR_STEPS, _WIDE_STEPS = 14, 28  # on each side


def tamed(values: Numbers) -> Numbers:
    """Draw values in to four robust standard deviations from the median of the steps around them; NaN stay.

    Where that median moves, as much is allowed on top: at the end of a trend it trails.
    """
    middle = _running_median(values, _NEAR_STEPS)
    distance = _running_median(np.abs(values - middle), _WIDE_STEPS)
    moved = np.abs(middle - np.roll(middle, _NEAR_STEPS))
    moved[:_NEAR_STEPS] = 0.0
    allowed = FAR * distance + np.nan_to_num(moved)
    drawn_in: Numbers = np.clip(values, middle - allowed, middle + allowed)
    return drawn_in


def _running_median(values: Numbers, reach: int) -> Numbers:
    """The median of the known values up to so many steps before and after each."""
    return known_median(sliding_window_view(np.pad(values, reach, constant_values=np.nan), 2 * reach + 1))
