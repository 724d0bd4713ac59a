"""How far off steps and totals may be, by the errors of other series that were as unquiet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.calibration import LEVELS, SIDES, TOTALS, deviates, distances, knots_of_steps

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.calibration import Constants
    from usage_widgets.analytics.forecast.outlook import Numbers
    from usage_widgets.analytics.forecast.unrest import Unrest

_NORMAL = NormalDist()


@dataclass(frozen=True)
class CalibratedSpread:
    """Bands around a forecast.

    Args:
        mean: The forecast.
        unrest: What the history shows, in the unit of the forecast.
        constants: What was learnt about the method.
        floor: The bands do not go below.
        ceiling: Nor above.
    """

    mean: Numbers
    unrest: Unrest
    constants: Constants
    floor: float | None
    ceiling: float | None

    def steps(self, level: float) -> tuple[Numbers, Numbers]:
        """The low and the high end of each step's interval; `level` in percent."""
        below, above = (self._step_distances(side) for side in SIDES)
        return self._band(self.mean, below, above, level, 1)

    def total(self, level: float, steps: int) -> tuple[float, float]:
        """The interval of the sum of the first steps, calibrated as a total; `level` in percent."""
        below, above = (self._total_distances(side, steps)[None] for side in SIDES)
        low, high = self._band(np.array([np.sum(self.mean[:steps])]), below, above, level, steps)
        return float(low[0]), float(high[0])

    def probability_above(self, amount: float, steps: int) -> float:
        """How likely the sum of the first steps is more than an amount, 0..1."""
        total = float(np.sum(self.mean[:steps]))
        least, most = self._limits(steps)
        if amount < least or amount >= most or self.unrest.size == 0:
            return float(amount < total)
        side = "high" if amount >= total else "low"
        deviate = _deviate_of(abs(amount - total), self._total_distances(side, steps))
        return _NORMAL.cdf(-deviate if amount >= total else deviate)

    def _band(self, mean: Numbers, below: Numbers, above: Numbers, level: float, steps: int) -> tuple[Numbers, Numbers]:
        """A level's ends. What cannot be missed below, because the floor is there, may be missed above."""
        least, most = self._limits(steps)
        missed = 0.5 - level / 200
        floors = [_deviate_of(room, far) for room, far in zip((mean - least).tolist(), below, strict=True)]
        high = [max(missed, min(1 - _NORMAL.cdf(floor), 2 * missed)) for floor in floors]
        return (
            np.clip(mean - _at_deviates(np.full(len(mean), _deviate(missed)), below), least, most),
            np.clip(mean + _at_deviates(np.array([_deviate(share) for share in high]), above), least, most),
        )

    def _step_distances(self, side: str) -> Numbers:
        """How far off each step may be to a side: one row a step, one column a learnt level."""
        if self.unrest.size == 0:
            return np.zeros((len(self.mean), len(LEVELS)))
        ahead = np.arange(1.0, len(self.mean) + 1)
        learnt = distances(self.constants.steps[side], self.unrest.signs, knots_of_steps(), ahead)
        wider = np.maximum.accumulate(learnt, axis=0) * self.unrest.size
        far: Numbers = wider * np.resize(self.unrest.places, len(wider))[:, None]
        return far

    def _total_distances(self, side: str, steps: int) -> Numbers:
        """How far off the sum of the first steps may be to a side, by learnt level."""
        if self.unrest.size == 0:
            return np.zeros(len(LEVELS))
        ahead = np.arange(1.0, steps + 1)
        learnt = distances(self.constants.totals[side], self.unrest.signs, np.array(TOTALS, float), ahead)
        grown: Numbers = np.max(learnt * ahead[:, None], axis=0) * self.unrest.size
        return grown

    def _limits(self, steps: int) -> tuple[float, float]:
        """What a sum of so many steps cannot go below and above."""
        least = -np.inf if self.floor is None else self.floor * steps
        return least, np.inf if self.ceiling is None else self.ceiling * steps


def _deviate(missed: float) -> float:
    """The standard deviations of a normal distribution beyond which so much lies to one side."""
    return _NORMAL.inv_cdf(1 - missed)


def _at_deviates(wanted: Numbers, far: Numbers) -> Numbers:
    """Distances between the learnt levels, row by row; a normal distribution's shape in between."""
    known = np.concatenate([[0.0], deviates()])
    return np.array([np.interp(here, known, [0.0, *row]) for here, row in zip(wanted, far, strict=True)])


def _deviate_of(distance: float, far: Numbers) -> float:
    """How many standard deviations a distance stands for; the last two levels lead on beyond the last."""
    known, ends = np.concatenate([[0.0], deviates()]), np.concatenate([[0.0], far])
    if distance > ends[-1]:
        last = max(ends[-1] - ends[-2], 1e-12 * ends[-1])
        return float(known[-1] + (distance - ends[-1]) * (known[-1] - known[-2]) / last) if last > 0 else math.inf
    return float(np.interp(distance, ends, known))
