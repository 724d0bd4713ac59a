"""The profile of a cycle, such as the days of a week: how far each place lies from the average."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

_CYCLES = 8  # that a profile is learnt from: older ones tell of other habits
_TOO_SMALL = 0.2  # of the average: dividing by less would blow noise up


@dataclass(frozen=True)
class Profile:
    """What each place of a cycle adds to the level, or multiplies it by.

    Args:
        places: One number a place; the last is that of the history's last value.
        factor: Whether they multiply (mean 1) or add (mean 0).
    """

    places: Numbers
    factor: bool

    def of_history(self, length: int) -> Numbers:
        """The place of each value of a history."""
        places: Numbers = np.resize(self.places[::-1], length)[::-1]
        return places

    def of_future(self, horizon: int) -> Numbers:
        """The place of each step that follows it."""
        places: Numbers = np.resize(self.places, horizon)
        return places

    def removed_from(self, values: Numbers) -> Numbers:
        """The history without its season; NaN where a place is so small that it tells nothing of the level."""
        places = self.of_history(len(values))
        if not self.factor:
            return values - places
        removed: Numbers = np.divide(values, places, out=np.full(len(values), np.nan), where=places > _TOO_SMALL)
        return removed

    def put_on_history(self, levels: Numbers) -> Numbers:
        """Levels of the steps of the history with their season."""
        places = self.of_history(len(levels))
        return levels * places if self.factor else levels + places

    def put_on(self, path: Numbers) -> Numbers:
        """A path of levels with the season of the steps that follow the history."""
        places = self.of_future(len(path))
        return path * places if self.factor else path + places


def cycles(values: Numbers, season: int) -> Numbers:
    """The history as one row a cycle, the last row complete, the first filled up with NaN in front.

    >>> cycles(np.array([1.0, 2.0, 3.0]), 2).tolist()
    [[nan, 1.0], [2.0, 3.0]]
    """
    missing = -len(values) % season
    return np.concatenate([np.full(missing, np.nan), values]).reshape(-1, season)


def known_mean(values: Numbers, axis: int) -> Numbers:
    """The mean of what is known along an axis; NaN where nothing is."""
    count = np.isfinite(values).sum(axis=axis)
    total = np.nansum(values, axis=axis)
    mean: Numbers = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return mean


def known_median(table: Numbers) -> Numbers:
    """The median of what is known in each row; NaN where nothing is."""
    ordered = np.sort(table, axis=1)  # NaN come last
    count, rows = np.isfinite(table).sum(axis=1), np.arange(len(table))
    median: Numbers = (ordered[rows, np.maximum(count - 1, 0) // 2] + ordered[rows, count // 2 * (count > 0)]) / 2
    return median


def shrunk_profile(values: Numbers, season: int) -> Profile:
    """Average each place over the last eight cycles and shrink it to the common mean by as much as it may be chance.

    A series that is never negative gets factors, any other one terms.
    """
    factor = not np.any(values < 0)
    if season == 1:
        return Profile(np.ones(1) if factor else np.zeros(1), factor)
    against = _against_own_mean(cycles(values, season)[-_CYCLES:], factor=factor)
    places = known_mean(_without_extremes(against), axis=0)
    middle = known_mean(places[None], axis=1)[0]
    effect = np.where(np.isfinite(places), places / middle - 1 if factor else places - middle, 0.0)
    effect = (effect - effect.mean()) * share_not_chance(against, effect)
    return Profile(effect + 1.0 if factor else effect, factor)


def _without_extremes(table: Numbers) -> Numbers:
    """The rows without the highest and the lowest value of each column, where more than half would be left."""
    if len(table) < _CYCLES or not np.all(np.isfinite(table)):
        return table
    return np.sort(table, axis=0)[1:-1]


def _against_own_mean(table: Numbers, *, factor: bool) -> Numbers:
    """Each value against the mean of its cycle, for cycles known by half."""
    whole = 2 * np.isfinite(table).sum(axis=1) >= table.shape[1]
    means = np.where(whole, known_mean(table, axis=1), np.nan)[:, None]
    if not factor:
        return table - means
    ratios: Numbers = np.divide(table, means, out=np.full(table.shape, np.nan), where=means > 0)
    return ratios


def share_not_chance(against: Numbers, effect: Numbers) -> float:
    """The share of the places' variance that chance alone would not make (James and Stein), 0..1."""
    count = np.isfinite(against).sum(axis=0)
    if count.max() < 2:
        return 0.5
    place_means = known_mean(against, axis=0)
    within = np.nansum((against - place_means) ** 2) / max(1, int(np.sum(np.maximum(count - 1, 0))))
    between = float(effect @ effect) / max(1, len(effect) - 1)
    chance = within / float(np.mean(np.maximum(count, 1)))
    return float(max(0.0, 1.0 - chance / between)) if between > 0 else 0.0
