"""The one call that makes an `Outlook` from a regular history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.calibration import constants
from usage_widgets.analytics.forecast.chosen import exponential_smoothing, linear, seasonal_naive
from usage_widgets.analytics.forecast.hourly import automatic
from usage_widgets.analytics.forecast.outlook import Outlook
from usage_widgets.analytics.forecast.spread import CalibratedSpread
from usage_widgets.analytics.forecast.unrest import unrest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usage_widgets.analytics.forecast.ensemble import Method
    from usage_widgets.analytics.forecast.outlook import Numbers

METHODS: Mapping[str, Method] = {
    "auto": automatic,
    "linear": linear,
    "exponential_smoothing": exponential_smoothing,
    "seasonal_naive": seasonal_naive,
}


def outlook(
    values: Numbers,
    horizon: int,
    *,
    method: str = "auto",
    season: int = 7,
    floor: float | None = 0.0,
    ceiling: float | None = None,
) -> Outlook:
    """What to expect of the next steps of a series.

    Args:
        values: A regular history, oldest first, at least three values known; NaN where one is not known.
        horizon: How many steps.
        method: A key of `METHODS`.
        season: Steps of a cycle: 7 for days, 24 or 168 for hours, 12 for months, 1 for none.
        floor: No forecast goes below: 0 for counts and money, None for a series with a sign.
        ceiling: No forecast goes above.
    """
    unit = float(np.nanmean(np.abs(values))) or 1.0  # sizes of 1e-9 and 1e15 are squared on the way
    path = METHODS[method](values / unit, horizon, season)
    mean = path.mean * unit
    if floor is not None or ceiling is not None:
        mean = np.clip(mean, floor, ceiling)
    seen = unrest(values / unit, path, season).times(unit)
    spread = CalibratedSpread(mean, seen, constants(path.method, seen.sort), floor, ceiling)
    return Outlook(mean, spread, path.method, path.r2)
