"""`Outlook`: what a method expects of the next steps, and how far off it may be, a step or a total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Numbers: TypeAlias = "NDArray[np.float64]"


class Spread(Protocol):
    """How far off steps and totals may be."""

    def steps(self, level: float) -> tuple[Numbers, Numbers]:
        """The low and the high end of each step's interval; `level` in percent."""

    def total(self, level: float, steps: int) -> tuple[float, float]:
        """The interval of the sum of the first steps, calibrated as a total."""

    def probability_above(self, amount: float, steps: int) -> float:
        """How likely the sum of the first steps is more than an amount, 0..1."""


@dataclass(frozen=True)
class Outlook:
    """The next steps of a series.

    Args:
        mean: The expected value of each step.
        spread: How far off that may be.
        method: What made it: "mean", "level_and_season", "ensemble", "now_and_then", "linear", "exponential_smoothing"
            or "seasonal_naive".
        r2: How much of the history a straight line explains, 0..1; None for other methods.
    """

    mean: Numbers
    spread: Spread
    method: str
    r2: float | None = None

    def total(self, steps: int | None = None) -> float:
        """The expected sum of the first steps, all by default."""
        return float(np.sum(self.mean[:steps]))
