"""The automatic forecast: by length of history a mean, a level with a season, or the median of three methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.season import cycles, known_mean, shrunk_profile
from usage_widgets.analytics.forecast.smoothing import smoothed
from usage_widgets.analytics.forecast.theta import theta

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

_LEVEL_FROM, _ENSEMBLE_FROM = 2, 4  # cycles
_RECENT = 4  # cycles that the seasonal average looks back
_SHORTEST_CYCLE = 4  # a series without a season counts in fours


@dataclass(frozen=True)
class Path:
    """The next steps, and how the method would have seen the history one step ahead.

    Args:
        mean: The expected value of each step.
        errors: Value minus expectation at each step of the history; NaN where either is not known.
        method: What made it.
        r2: How much of the history a straight line explains; None for other methods.
    """

    mean: Numbers
    errors: Numbers
    method: str
    r2: float | None = None


def by_length(values: Numbers, horizon: int, season: int) -> Path:
    """Forecast with what the length of the history allows."""
    cycle = max(season, _SHORTEST_CYCLE)
    if len(values) < _LEVEL_FROM * cycle:
        return average(values, horizon, season if len(values) >= season else 1)
    if len(values) < _ENSEMBLE_FROM * cycle:
        return level_and_season(values, horizon, season)
    return ensemble(values, horizon, season)


def average(values: Numbers, horizon: int, season: int) -> Path:
    """The mean of all values, with half of the season that one cycle shows."""
    profile = shrunk_profile(values, season)
    level = np.nanmean(profile.removed_from(values))
    errors = values - profile.put_on_history(np.full(len(values), level))
    return Path(profile.put_on(np.full(horizon, level)), errors, "mean")


def level_and_season(values: Numbers, horizon: int, season: int) -> Path:
    """A smoothed level with a season shrunk to what is not chance."""
    profile = shrunk_profile(values, season)
    levels, _ = smoothed(profile.removed_from(values))
    errors = values - profile.put_on_history(levels[:-1])
    return Path(profile.put_on(np.full(horizon, levels[-1])), errors, "level_and_season")


def ensemble(values: Numbers, horizon: int, season: int) -> Path:
    """At each step the median of a level with a season, Theta, and the mean of the last four same places."""
    profile = shrunk_profile(values, season)
    adjusted = profile.removed_from(values)
    levels, weight = smoothed(adjusted)
    members = [
        profile.put_on(np.full(horizon, levels[-1])),
        profile.put_on(theta(adjusted, float(levels[-1]), weight, horizon)),
        recent_average(values, horizon, season),
    ]
    errors = values - profile.put_on_history(levels[:-1])
    return Path(np.median(members, axis=0), errors, "ensemble")


def recent_average(values: Numbers, horizon: int, season: int) -> Numbers:
    """The mean of the last four values at the same place of the cycle, and of all places where none is known."""
    recent = cycles(values, max(season, 1))[-_RECENT * (1 if season > 1 else _SHORTEST_CYCLE) :]
    means = known_mean(recent, axis=0)
    return np.resize(np.where(np.isfinite(means), means, np.nanmean(values)), horizon)
