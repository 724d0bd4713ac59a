"""Hours through their days: how much comes is forecast by the day, when it comes by the usual shape of a day.

Single hours are so skewed that what is typical of them is far below their mean; days are not. So the hours of a week
add up to what its days are expected to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.ensemble import Path, by_length
from usage_widgets.analytics.forecast.season import Profile, cycles, shrunk_profile

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

DAY_OF_HOURS, WEEK_OF_HOURS = 24, 168
_WEEK_OF_DAYS = 7
_LEAST_DAYS = 2


def automatic(values: Numbers, horizon: int, season: int) -> Path:
    """Forecast hours through their days once they fill two, anything else by the length of its history."""
    if season in (DAY_OF_HOURS, WEEK_OF_HOURS):
        shape = _shape_of_days(values, season)
        days = _levels(values, shape)
        if np.isfinite(days).sum() >= _LEAST_DAYS:
            return _spread_over_hours(
                by_length(days, -(-horizon // DAY_OF_HOURS), _WEEK_OF_DAYS), days, shape, values, horizon
            )
    return by_length(values, horizon, season)


def _spread_over_hours(path: Path, days: Numbers, shape: Profile, values: Numbers, horizon: int) -> Path:
    ahead, seen = (np.repeat(level, DAY_OF_HOURS) for level in (path.mean, days - path.errors))
    before = np.concatenate([np.full(len(values) - len(seen), np.nan), seen])
    return Path(shape.put_on(ahead[:horizon]), values - shape.put_on_history(before), path.method)


def _shape_of_days(values: Numbers, season: int) -> Profile:
    """What each hour of a day, or of each weekday, is against the mean of its day."""
    profile = shrunk_profile(values, season)
    table = profile.places.reshape(-1, DAY_OF_HOURS)
    means = table.mean(axis=1, keepdims=True)
    if not profile.factor:
        return Profile((table - means).ravel(), factor=False)
    return Profile(np.divide(table, means, out=np.ones(table.shape), where=means > 0).ravel(), factor=True)


def _levels(values: Numbers, shape: Profile) -> Numbers:
    """The mean of each whole day, counted back from the last hour; NaN where less than an average hour is known."""
    first = len(values) % DAY_OF_HOURS
    places = shape.of_history(len(values))
    known = np.isfinite(values)
    weights = np.where(known, places if shape.factor else 1.0, 0.0)
    amounts = np.where(known, values if shape.factor else values - places, 0.0)
    sums, room = (cycles(part[first:], DAY_OF_HOURS).sum(axis=1) for part in (amounts, weights))
    levels: Numbers = np.divide(sums, room, out=np.full(len(sums), np.nan), where=room >= 1)
    return levels
