"""How far off steps and totals may be, by the errors of other series that were as unquiet."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.calibration import SIDES, TOTALS, deviates, distances, knots_of_steps

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.calibration import Constants
    from usage_widgets.analytics.forecast.outlook import Numbers
    from usage_widgets.analytics.forecast.unrest import Unrest


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
        below, above = (self._step_distance(side, level) for side in SIDES)
        return self._inside(self.mean - below, 1), self._inside(self.mean + above, 1)

    def total(self, level: float, steps: int) -> tuple[float, float]:
        """The interval of the sum of the first steps, calibrated as a total; `level` in percent."""
        total = float(np.sum(self.mean[:steps]))
        below, above = (_at_level(self._total_distances(side, steps), level) for side in SIDES)
        low, high = self._inside(np.array([total - below, total + above]), steps)
        return float(low), float(high)

    def probability_above(self, amount: float, steps: int) -> float:
        """How likely the sum of the first steps is more than an amount, 0..1."""
        total = float(np.sum(self.mean[:steps]))
        if self._outside(amount, steps):
            return float(amount < total)
        far = self._total_distances("high" if amount >= total else "low", steps)
        deviate = _inverse(far, abs(amount - total))
        return NormalDist().cdf(-deviate if amount >= total else deviate)

    def _step_distance(self, side: str, level: float) -> Numbers:
        if self.unrest.size == 0:
            return np.zeros(len(self.mean))
        ahead = np.arange(1.0, len(self.mean) + 1)
        learnt = distances(self.constants.steps[side], self.unrest.signs, knots_of_steps(), ahead)
        wider = np.maximum.accumulate(learnt, axis=0) * self.unrest.size
        far: Numbers = _at_level(wider, level) * np.resize(self.unrest.places, len(self.mean))
        return far

    def _total_distances(self, side: str, steps: int) -> Numbers:
        if self.unrest.size == 0:
            return np.zeros(len(deviates()))
        ahead = np.arange(1.0, steps + 1)
        learnt = distances(self.constants.totals[side], self.unrest.signs, np.array(TOTALS, float), ahead)
        grown: Numbers = np.max(learnt * ahead[:, None], axis=0) * self.unrest.size
        return grown

    def _inside(self, ends: Numbers, steps: int) -> Numbers:
        least, most = self._limits(steps)
        return np.clip(ends, least, most)

    def _outside(self, amount: float, steps: int) -> bool:
        least, most = self._limits(steps)
        return amount < least or amount >= most or self.unrest.size == 0

    def _limits(self, steps: int) -> tuple[float, float]:
        """What a sum of so many steps cannot go below and above."""
        least = -np.inf if self.floor is None else self.floor * steps
        return least, np.inf if self.ceiling is None else self.ceiling * steps


def _at_level(far: Numbers, level: float) -> Numbers:
    """Distances, one a learnt level along the last axis, at any level: a normal distribution's shape in between."""
    wide, known = NormalDist().inv_cdf(0.5 + level / 200), np.concatenate([[0.0], deviates()])
    place = min(int(np.searchsorted(known, wide)), len(known) - 1)
    ends = np.concatenate([np.zeros((*far.shape[:-1], 1)), far], axis=-1)
    share = (wide - known[place - 1]) / (known[place] - known[place - 1])
    at_level: Numbers = ends[..., place - 1] + share * (ends[..., place] - ends[..., place - 1])
    return at_level


def _inverse(far: Numbers, distance: float) -> float:
    """How many standard deviations of a normal distribution a distance stands for; goes on beyond the last level."""
    known = np.concatenate([[0.0], deviates()])
    ends = np.concatenate([[0.0], far])
    if distance > ends[-1]:
        last = max(ends[-1] - ends[-2], 1e-12 * ends[-1])
        return float(known[-1] + (distance - ends[-1]) * (known[-1] - known[-2]) / last)
    return float(np.interp(distance, ends, known))
