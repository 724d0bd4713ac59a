"""The automatic forecast: by length of history a mean, a level with a season, or the median of three methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from usage_widgets.analytics.forecast.damped import damped_trend
from usage_widgets.analytics.forecast.rare import followed_uses, is_rare
from usage_widgets.analytics.forecast.season import known_median, shrunk_profile
from usage_widgets.analytics.forecast.smoothing import smoothed
from usage_widgets.analytics.forecast.taming import tamed
from usage_widgets.analytics.forecast.theta import theta

if TYPE_CHECKING:
    from collections.abc import Callable

    from usage_widgets.analytics.forecast.outlook import Numbers

_LEVEL_FROM, _ENSEMBLE_FROM = 2, 4  # cycles
_RECENT = 8  # cycles whose slope Theta goes on with
SHORTEST_CYCLE = 4  # a series without a season counts in fours


Method: TypeAlias = "Callable[[Numbers, int, int], Path]"  # values, horizon, season


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
    cycle, known = max(season, SHORTEST_CYCLE), int(np.isfinite(values).sum())
    if known < _LEVEL_FROM * cycle:
        return average(values, horizon, season if known >= season else 1)
    if is_rare(shrunk_profile(values, season).removed_from(values)[-_RECENT * cycle :]):
        return now_and_then(values, horizon, season)
    if known < _ENSEMBLE_FROM * cycle:
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
    levels, _ = smoothed(tamed(profile.removed_from(values)))
    errors = values - profile.put_on_history(levels[:-1])
    return Path(profile.put_on(np.full(horizon, levels[-1])), errors, "level_and_season")


def now_and_then(values: Numbers, horizon: int, season: int) -> Path:
    """What a series that mostly is zero comes to on average, with a season shrunk to what is not chance."""
    profile = shrunk_profile(values, season)
    levels = followed_uses(profile.removed_from(values), max(season, SHORTEST_CYCLE))
    errors = values - profile.put_on_history(levels[:-1])
    return Path(profile.put_on(np.full(horizon, levels[-1])), errors, "now_and_then")


def ensemble(values: Numbers, horizon: int, season: int) -> Path:
    """At each step the median of Theta, a damped trend and the middle of the last two cycles, with the season."""
    profile = shrunk_profile(values, season)
    adjusted = profile.removed_from(values)
    calm = tamed(adjusted)
    levels, weight = smoothed(calm)
    cycle, level = max(season, SHORTEST_CYCLE), float(levels[-1])
    members = [
        theta(calm[-_RECENT * cycle :], level, weight, horizon),
        damped_trend(calm, mean_level(calm[:cycle], calm), horizon),
        np.full(horizon, middle_level(adjusted[-2 * cycle :], level)),
    ]
    errors = values - profile.put_on_history(levels[:-1])
    return Path(profile.put_on(np.median(members, axis=0)), errors, "ensemble")


def mean_level(part: Numbers, whole: Numbers) -> float:
    """The mean of a part of the history, or of all of it where nothing of the part is known."""
    return float(np.nanmean(part if np.isfinite(part).any() else whole))


def middle_level(part: Numbers, otherwise: float) -> float:
    """The median of a part of the history."""
    middle = float(known_median(part[None])[0])
    return middle if np.isfinite(middle) else otherwise
