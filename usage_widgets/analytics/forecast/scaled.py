"""An outlook some of whose steps are known to be larger or smaller than those before: after a change, on a holiday."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers, Outlook, Spread


@dataclass(frozen=True)
class ScaledSpread:
    """Another's spread; a step is as many times as wide, a sum as its expected value has grown, up to the ceiling."""

    spread: Spread
    mean: Numbers
    factors: Numbers
    ceiling: float = math.inf

    def steps(self, level: float) -> tuple[Numbers, Numbers]:
        """The low and the high end of each step's interval; `level` in percent."""
        low, high = self.spread.steps(level)
        return np.minimum(low * self.factors, self.ceiling), np.minimum(high * self.factors, self.ceiling)

    def total(self, level: float, steps: int) -> tuple[float, float]:
        """The interval of the sum of the first steps."""
        low, high = self.spread.total(level, steps)
        most, growth = self.ceiling * steps, self._growth(steps)
        return min(low * growth, most), min(high * growth, most)

    def probability_above(self, amount: float, steps: int) -> float:
        """How likely the sum of the first steps is more than an amount, 0..1."""
        if amount >= self.ceiling * steps:
            return 0.0
        growth = self._growth(steps)
        return self.spread.probability_above(amount / growth, steps) if growth > 0 else float(amount < 0)

    def _growth(self, steps: int) -> float:
        before = float(np.sum(self.mean[:steps]))
        after = float(np.sum(self.mean[:steps] * self.factors[:steps]))
        return after / before if before > 0 else float(np.mean(self.factors[:steps]))


def scaled(outlook: Outlook, factors: Numbers, ceiling: float | None = None) -> Outlook:
    """The same outlook with each step times its factor, zero or more, or as far as the ceiling lets it grow."""
    if np.all(factors == 1):
        return outlook
    if ceiling is not None:
        room = np.divide(ceiling, outlook.mean, out=np.full(len(factors), np.inf), where=outlook.mean > 0)
        factors = np.minimum(factors, room)
    spread = ScaledSpread(outlook.spread, outlook.mean, factors, math.inf if ceiling is None else ceiling)
    return replace(outlook, mean=outlook.mean * factors, spread=spread)
