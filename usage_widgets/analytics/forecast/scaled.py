"""An outlook some of whose steps are known to be larger or smaller than those before: after a change, on a holiday."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers, Outlook, Spread


@dataclass(frozen=True)
class ScaledSpread:
    """Another's spread; a step is as many times as wide, a sum as its expected value has grown."""

    spread: Spread
    mean: Numbers
    factors: Numbers

    def steps(self, level: float) -> tuple[Numbers, Numbers]:
        """The low and the high end of each step's interval; `level` in percent."""
        low, high = self.spread.steps(level)
        return low * self.factors, high * self.factors

    def total(self, level: float, steps: int) -> tuple[float, float]:
        """The interval of the sum of the first steps."""
        low, high = self.spread.total(level, steps)
        growth = self._growth(steps)
        return low * growth, high * growth

    def probability_above(self, amount: float, steps: int) -> float:
        """How likely the sum of the first steps is more than an amount, 0..1."""
        growth = self._growth(steps)
        return self.spread.probability_above(amount / growth, steps) if growth > 0 else float(amount < 0)

    def _growth(self, steps: int) -> float:
        before = float(np.sum(self.mean[:steps]))
        after = float(np.sum(self.mean[:steps] * self.factors[:steps]))
        return after / before if before > 0 else float(np.mean(self.factors[:steps]))


def scaled(outlook: Outlook, factors: Numbers) -> Outlook:
    """The same outlook with each step times its factor, zero or more."""
    if np.all(factors == 1):
        return outlook
    spread = ScaledSpread(outlook.spread, outlook.mean, factors)
    return replace(outlook, mean=outlook.mean * factors, spread=spread)
