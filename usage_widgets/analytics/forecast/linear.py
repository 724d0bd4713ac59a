"""A straight line through a history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers


@dataclass(frozen=True)
class Line:
    """The least-squares line through the known values.

    Args:
        start: Its value at the first step.
        slope: What it gains a step.
        r2: How much of the values' variation it explains, 0..1.
    """

    start: float
    slope: float
    r2: float

    def at(self, steps: Numbers) -> Numbers:
        """Its values at steps counted from the first of the history."""
        return self.start + self.slope * steps


def straight_line(values: Numbers) -> Line:
    """Fit a line by least squares; NaN are left out.

    >>> line = straight_line(np.array([1.0, 3.0, np.nan, 7.0]))
    >>> round(line.start, 9), round(line.slope, 9), round(line.r2, 9)
    (1.0, 2.0, 1.0)
    """
    known = np.isfinite(values)
    if not known.any():
        return Line(0.0, 0.0, 0.0)
    steps, there = np.flatnonzero(known).astype(float), values[known]
    middle, mean = steps.mean(), there.mean()
    along, across = steps - middle, there - mean
    spread, total = float(along @ along), float(across @ across)
    slope = float(along @ across) / spread if spread else 0.0
    r2 = min(1.0, slope * slope * spread / total) if total else 0.0
    return Line(float(mean - slope * middle), slope, r2)
