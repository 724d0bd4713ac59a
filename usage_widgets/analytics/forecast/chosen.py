"""The methods that a person asks for by name."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.ensemble import Path
from usage_widgets.analytics.forecast.linear import straight_line

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers


def linear(values: Numbers, horizon: int, season: int) -> Path:  # noqa: ARG001 (all methods are called alike)
    """The straight line through the history, continued."""
    line = straight_line(values)
    steps = np.arange(len(values) + horizon, dtype=float)
    path = line.at(steps)
    return Path(path[len(values) :], values - path[: len(values)], "linear", line.r2)


def seasonal_naive(values: Numbers, horizon: int, season: int) -> Path:
    """The last cycle again and again; a value that is not known is taken from the cycle before."""
    filled = _carried_forward(values, season)
    before = np.concatenate([np.full(min(season, len(values)), np.nan), filled[:-season]])[: len(values)]
    last = filled[-season:] if len(filled) >= season else np.full(season, np.nanmean(values))
    return Path(np.resize(last, horizon), values - before, "seasonal_naive")


def exponential_smoothing(values: Numbers, horizon: int, season: int) -> Path:
    """Holt and Winters' smoothing with a damped trend and, from two cycles on, a season that adds.

    statsmodels does the work and is imported here, because it takes a second. The season never multiplies: a
    factor has no meaning for a series with zeros.
    """
    from statsmodels.tsa.holtwinters import ExponentialSmoothing  # type: ignore[import-untyped]  # noqa: PLC0415

    filled = _carried_forward(values, season)
    enough = 10 + 2 * (season // 2)  # for a first guess of where it starts
    seasonal = season > 1 and len(values) >= max(2 * season, enough)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # short histories do not converge to the last digit, flat ones fit too well
        model = ExponentialSmoothing(
            filled,
            trend="add",
            damped_trend=True,
            seasonal="add" if seasonal else None,
            seasonal_periods=season if seasonal else None,
            initialization_method="heuristic" if len(values) >= enough else "estimated",
        )
        fitted = model.fit()
        mean, before = np.asarray(fitted.forecast(horizon)), np.asarray(fitted.fittedvalues)
    return Path(mean, values - before, "exponential_smoothing")


def _carried_forward(values: Numbers, season: int) -> Numbers:
    """The history with each unknown value taken from the cycle before, or from the mean where none is known."""
    filled = values.copy()
    for step in np.flatnonzero(~np.isfinite(values)).tolist():
        filled[step] = filled[step - season] if step >= season else np.nan
    return np.where(np.isfinite(filled), filled, np.nanmean(values))
