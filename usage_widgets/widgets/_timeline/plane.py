"""Where instants and numbers lie in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def spread(places: Sequence[float], top: float, bottom: float, apart: float) -> list[float]:
    """The same places so far apart that what stands there does not overlap, in their order.

    >>> spread([50, 52, 10], 0, 60, 10)
    [50, 60, 10]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [*places]
    for before, at in zip([None, *order], order, strict=False):
        moved[at] = max(top if before is None else moved[before] + apart, moved[at])
    for after, at in zip([None, *reversed(order)], reversed(order), strict=False):
        moved[at] = min(bottom if after is None else moved[after] - apart, moved[at])
    return moved
