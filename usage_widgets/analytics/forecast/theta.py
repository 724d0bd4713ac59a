"""The Theta method: a smoothed level that goes on with half the slope of the history's straight line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.linear import straight_line

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers


def theta(values: Numbers, level: float, weight: float, horizon: int) -> Numbers:
    """Go on from a smoothed level with half the slope (Assimakopoulos and Nikolopoulos 2000; θ = 2).

    Args:
        values: The history without its season, oldest first; NaN where it is not known.
        level: The level after the last value.
        weight: The weight it was smoothed with: a lazy level trails a trend, and is moved on by that much.
        horizon: How many steps.
    """
    slope = straight_line(values).slope
    lag = (1 - (1 - weight) ** len(values)) / weight if weight > 0 else 0.0
    path: Numbers = level + 0.5 * slope * (np.arange(horizon, dtype=float) + lag)
    return path
