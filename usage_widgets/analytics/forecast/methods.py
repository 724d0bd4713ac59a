"""The one call that makes an `Outlook` from a regular history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from usage_widgets.analytics.forecast.chosen import exponential_smoothing, linear, seasonal_naive
from usage_widgets.analytics.forecast.ensemble import by_length
from usage_widgets.analytics.forecast.outlook import Outlook
from usage_widgets.analytics.forecast.spread import ProvisionalSpread

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

Method: TypeAlias = Literal["auto", "linear", "exponential_smoothing", "seasonal_naive"]
METHODS = {
    "auto": by_length,
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
    mean = np.clip(path.mean * unit, floor, ceiling) if (floor, ceiling) != (None, None) else path.mean * unit
    errors = path.errors[np.isfinite(path.errors)] * unit
    step = float(np.sqrt(np.mean(errors**2))) if len(errors) else float(np.nanstd(values))
    return Outlook(mean, ProvisionalSpread(mean, step, 0.15 * step, floor, ceiling), path.method, path.r2)
