"""The signs of unrest in a history: what tells, before anything has happened, how far off a forecast will be."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.ensemble import SHORTEST_CYCLE
from usage_widgets.analytics.forecast.season import cycles, known_mean
from usage_widgets.analytics.forecast.volatility import ALREADY_TOTALS, cycle_totals, weekly_variation

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.ensemble import Path
    from usage_widgets.analytics.forecast.outlook import Numbers

HOURS = (24, 168)  # seasons of hours: a day of the week weighs more for them than for days
_HALF_LIFE = 4  # cycles
_BLOCK = 4  # cycles
_LEAST = 0.005  # of the size: below it, one calm series is as calm as another
_PRIOR = 4  # errors that each place of the cycle borrows from all


@dataclass(frozen=True)
class Unrest:
    """What a history shows of how much it moves.

    Args:
        size: The recent size of a value; everything else is in units of it.
        signs: The numbers that the calibration constants weigh, a one first.
        places: How unquiet each place of the cycle is against the average; the last is that of the last value.
    """

    size: float
    signs: Numbers
    places: Numbers

    def times(self, unit: float) -> Unrest:
        """The same of the history times a unit."""
        return replace(self, size=self.size * unit)


def unrest(values: Numbers, path: Path, season: int, *, long: bool) -> Unrest:
    """Read the signs; a short history shows fewer of them."""
    age = np.arange(len(values))[::-1] / max(season, SHORTEST_CYCLE)
    recent = 0.5 ** (age / _HALF_LIFE)
    size = max(_weighted(np.abs(values), recent), 0.01 * _weighted(np.abs(values), np.ones(len(values))))
    if size == 0:
        return Unrest(0.0, np.zeros(0), np.ones(season))
    errors = path.errors / size
    soon = float(np.mean(path.mean[: 2 * max(season, SHORTEST_CYCLE)]))
    apart = abs(soon - _weighted(values, recent)) / size
    grown = _growth(np.abs(values), season)
    cycle_count = math.log(len(values) / max(season, SHORTEST_CYCLE))
    kind = [float(season in HOURS), float(season in ALREADY_TOTALS)]
    signs = [1.0, *kind, _log(_weighted(np.abs(errors), recent)), _log(apart), cycle_count, grown, abs(grown)]
    if long:
        signs += [
            _log(_cycle_to_cycle(values, size, season)),
            _log(_block_to_block(values, season)),
            _lean(errors, recent),
        ]
    return Unrest(size, np.array(signs), _unquiet_places(errors, season))


def _log(share: float) -> float:
    return math.log(_LEAST + share)


def _weighted(values: Numbers, weights: Numbers) -> float:
    """The weighted mean of what is known, 0 where nothing is."""
    known = np.isfinite(values)
    total = float(weights[known].sum())
    return float(weights[known] @ values[known]) / total if total > 0 else 0.0


def _growth(sizes: Numbers, season: int) -> float:
    """The log of the last two cycles' size, or of the last half's, against that of the whole history."""
    last = min(2 * max(season, SHORTEST_CYCLE), len(sizes) // 2)
    return math.log((_weighted(sizes[-last:], np.ones(last)) / float(np.nanmean(sizes)) + 0.01) / 1.01)


def _cycle_to_cycle(values: Numbers, size: float, season: int) -> float:
    """The week-to-week volatility; for a series with a sign, the same of plain differences."""
    volatility = weekly_variation(values, season)
    if math.isfinite(volatility):
        return volatility
    moves = np.diff(cycle_totals(values, season)) / (season * size)
    return math.sqrt(_weighted(moves**2, np.ones(len(moves))) / 2)


def _block_to_block(values: Numbers, season: int) -> float:
    """How much the mean of four cycles differs from that of the four before, against both."""
    means = known_mean(cycles(values, max(season, SHORTEST_CYCLE)), axis=1)
    block = min(_BLOCK, len(means) // 2)
    smooth = np.convolve(np.where(np.isfinite(means), means, 0.0), np.ones(block) / block, mode="valid")
    before, after = smooth[:-block], smooth[block:]
    both = (np.abs(before) + np.abs(after)) / 2 + 0.01 * np.mean(np.abs(smooth))
    moves = np.divide(after - before, both, out=np.zeros(len(both)), where=both > 0)
    return math.sqrt(float(np.mean(moves**2)))


def _lean(errors: Numbers, weights: Numbers) -> float:
    """Whether surprises come from above (positive) or from below."""
    above, below = (math.sqrt(_weighted(np.maximum(side * errors, 0) ** 2, weights)) for side in (1, -1))
    return _log(above) - _log(below)


def _unquiet_places(errors: Numbers, season: int) -> Numbers:
    """The mean absolute error of each place of the cycle against that of all, as if each had four more of those."""
    table = np.abs(cycles(errors, season))
    count = np.isfinite(table).sum(axis=0)
    common = float(np.nansum(table) / max(1, count.sum()))
    if common == 0:
        return np.ones(season)
    places: Numbers = (np.nansum(table, axis=0) / common + _PRIOR) / (count + _PRIOR)
    return places
