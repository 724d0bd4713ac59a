"""The signs of unrest in a history: what tells, before anything has happened, how far off a forecast will be."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from usage_widgets.analytics.forecast.ensemble import SHORTEST_CYCLE
from usage_widgets.analytics.forecast.hourly import DAY_OF_HOURS, WEEK_OF_HOURS
from usage_widgets.analytics.forecast.season import cycles, known_mean, known_median, share_not_chance
from usage_widgets.analytics.forecast.taming import FAR
from usage_widgets.analytics.forecast.volatility import ALREADY_TOTALS, cycle_totals, weekly_variation

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.ensemble import Path
    from usage_widgets.analytics.forecast.outlook import Numbers

Sort = Literal["short", "long", "hours"]
_LONG_FROM = 4  # cycles
_HALF_LIFE = 4  # cycles
_BLOCK = 4  # cycles
_LEAST = 0.005  # of the size: below it, one calm series is as calm as another
_PRIOR = 1  # error that each place of the cycle borrows from all


@dataclass(frozen=True)
class Unrest:
    """What a history shows of how much it moves.

    Args:
        size: The recent size of a value; everything else is in units of it.
        signs: The numbers that the calibration constants weigh, a one first.
        places: How unquiet each place of the cycle is against the average; the last is that of the last value.
        sort: Which signs these are: those of a "short" or "long" history of days, weeks or months, or of "hours".
    """

    size: float
    signs: Numbers
    places: Numbers
    sort: Sort

    def times(self, unit: float) -> Unrest:
        """The same of the history times a unit."""
        return replace(self, size=self.size * unit)


def unrest(values: Numbers, path: Path, season: int) -> Unrest:
    """Read the signs; a short history shows fewer of them, one of hours others."""
    cycle, known, sort = max(season, SHORTEST_CYCLE), int(np.isfinite(values).sum()), _sort_of(values, season)
    recent = 0.5 ** (np.arange(len(values))[::-1] / cycle / _HALF_LIFE)
    size = max(_weighted(np.abs(values), recent), 0.01 * _weighted(np.abs(values), np.ones(len(values))))
    if size == 0:
        return Unrest(0.0, np.zeros(0), np.ones(season), sort)
    errors = path.errors / size
    apart = abs(float(np.mean(path.mean[: 2 * cycle])) - _weighted(values, recent)) / size
    grown = _growth(np.abs(values), season)
    kind = [float(season == WEEK_OF_HOURS), float(season in ALREADY_TOTALS)]
    common = _common(errors[-2 * _BLOCK * cycle :])
    far = [_log(_weighted(np.abs(errors), recent)), _log(common), _log(apart)]
    signs = [1.0, *kind, *far, math.log(known / cycle), grown, abs(grown)]
    if sort == "hours":
        signs += [_log(_day_to_day(values / size, season)), _lean(errors, recent, common)]
    if sort == "long":
        volatile = [_log(_cycle_to_cycle(values, size, season)), _log(_block_to_block(values, season))]
        signs += [*volatile, _lean(errors, recent, common)]
    return Unrest(size, np.array(signs), _unquiet_places(errors, season), sort)


def _sort_of(values: Numbers, season: int) -> Sort:
    if season in (DAY_OF_HOURS, WEEK_OF_HOURS):
        return "hours"
    return "long" if np.isfinite(values).sum() >= _LONG_FROM * max(season, SHORTEST_CYCLE) else "short"


def _common(errors: Numbers) -> float:
    """What nine of ten errors stay below: unlike their mean, it does not tell of one wild value."""
    known = np.abs(errors[np.isfinite(errors)])
    return float(np.quantile(known, 0.9)) if len(known) else 0.0


def _day_to_day(values: Numbers, season: int) -> float:
    """How much the mean of a day of hours differs from that of the day, or weekday, one cycle before."""
    days = known_mean(cycles(values[len(values) % DAY_OF_HOURS :], DAY_OF_HOURS), axis=1)
    lag = season // DAY_OF_HOURS
    moves = np.abs(days[lag:] - days[:-lag])
    return _weighted(moves, np.ones(len(moves)))


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


def _lean(errors: Numbers, weights: Numbers, common: float) -> float:
    """Whether surprises come from above (positive) or from below; a wild one counts as three common ones."""
    tame = np.clip(errors, -3 * common, 3 * common) if common > 0 else errors
    above, below = (math.sqrt(_weighted(np.maximum(side * tame, 0) ** 2, weights)) for side in (1, -1))
    return _log(above) - _log(below)


def _unquiet_places(errors: Numbers, season: int) -> Numbers:
    """The mean absolute error of each place of the cycle against that of all, as far as that is not chance.

    Errors beyond four robust standard deviations, of their place or of all, count as that far: one wild Tuesday does
    not make Tuesdays unquiet.
    """
    table = np.abs(cycles(errors, season))
    middles = np.fmax(known_median(table.T), known_median(table.reshape(1, -1)))
    table = np.minimum(table, FAR * middles)
    count, total = np.isfinite(table).sum(axis=0), np.nansum(table, axis=0)
    common = float(total.sum() / max(1, count.sum()))
    if common == 0:
        return np.ones(season)
    effect = (total / common + _PRIOR) / (count + _PRIOR) - 1.0
    places: Numbers = 1.0 + effect * share_not_chance(table / common, effect)
    return places
