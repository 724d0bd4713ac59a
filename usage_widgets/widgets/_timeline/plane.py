"""Where instants and numbers lie in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from usage_widgets.widgets._timeline.numbers import Values

PLOT = 260  # px


@dataclass(frozen=True)
class Plane:
    """Where instants (UTC ms) and numbers lie, in px."""

    left: float
    right: float
    top: float
    span: tuple[int, int]
    reach: tuple[float, float]

    @property
    def bottom(self) -> float:
        """Where the lowest number lies."""
        return self.top + PLOT

    def x(self, at: Values) -> Values:
        """Across."""
        start, end = self.span
        return self.left + (self.right - self.left) * (at - start) / (end - start)

    def y(self, value: Values) -> Values:
        """Down."""
        low, high = self.reach
        return self.top + PLOT * (high - value) / (high - low)

    def holds(self, at: int) -> bool:
        """Whether an instant is in the picture."""
        return self.span[0] <= at <= self.span[1]
