"""How far off steps and totals may be."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers


@dataclass(frozen=True)
class ProvisionalSpread:
    """Normal bands from a standard deviation a step and a week."""

    mean: Numbers
    step: float
    drift: float
    floor: float | None
    ceiling: float | None

    def steps(self, level: float) -> tuple[Numbers, Numbers]:
        """The low and the high end of each step's interval; `level` in percent."""
        far = NormalDist().inv_cdf(0.5 + level / 200) * np.hypot(
            self.step, self.drift * np.sqrt(np.arange(1, len(self.mean) + 1))
        )
        low, high = np.clip([self.mean - far, self.mean + far], self.floor, self.ceiling)
        return low, high

    def total(self, level: float, steps: int) -> tuple[float, float]:
        """The interval of the sum of the first steps."""
        total = float(self.mean[:steps].sum())
        far = NormalDist().inv_cdf(0.5 + level / 200) * self._total_deviation(steps)
        least = -np.inf if self.floor is None else self.floor * steps
        most = np.inf if self.ceiling is None else self.ceiling * steps
        return max(least, total - far), min(most, total + far)

    def probability_above(self, amount: float, steps: int) -> float:
        """How likely the sum of the first steps is more than an amount, 0..1."""
        deviation = self._total_deviation(steps)
        total = float(self.mean[:steps].sum())
        return 1 - NormalDist(total, deviation).cdf(amount) if deviation > 0 else float(total > amount)

    def _total_deviation(self, steps: int) -> float:
        return float(np.hypot(self.step * np.sqrt(steps), self.drift * steps**1.5))
