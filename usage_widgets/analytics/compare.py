"""What changed between two numbers: by how much, by what share, and what that is called."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose, isnan, nan
from typing import Literal

Status = Literal["up", "down", "same", "new", "gone"]
NOISE = 1e-9
"""What sums of floats may differ by, as a share."""


@dataclass(frozen=True)
class Change:
    """Two numbers, and what lies between them. NaN is unknown.

    Args:
        current: What is looked at.
        previous: What it is set against.
        is_share: Whether they are shares, whose change is a matter of points: it has no relative change.
        days: How many days each number is of, where they add up over time.

    >>> Change(110, 100).relative, Change(3, 0).status, Change(0, 0).status, Change(0, 7).status
    (0.1, 'new', 'same', 'gone')
    >>> Change(0.04, 0.02, is_share=True).relative
    nan
    >>> round(Change(310, 280, days=(31, 28)).relative_per_day, 9)
    0.0
    """

    current: float
    previous: float
    is_share: bool = False
    days: tuple[float, float] | None = None

    @property
    def is_known(self) -> bool:
        """Whether both numbers are."""
        return not (isnan(self.current) or isnan(self.previous))

    @property
    def amount(self) -> float:
        """The change, in the unit of the numbers; 0 where they differ by less than sums of floats may."""
        return 0.0 if isclose(self.current, self.previous, rel_tol=NOISE) else self.current - self.previous

    @property
    def relative(self) -> float:
        """The change as a share of the previous number; NaN where that is 0, or where both are shares."""
        if not self.is_known or self.is_share or self.previous == 0:
            return nan
        return self.amount / abs(self.previous)

    @property
    def relative_per_day(self) -> float:
        """The relative change of what there is per day; NaN where the numbers do not add up over time."""
        if self.days is None or not all(self.days):
            return nan
        current, previous = self.days
        return Change(self.current / current, self.previous / previous).relative

    @property
    def status(self) -> Status | None:
        """What the change is called; None where one of the numbers is unknown."""
        if not self.is_known:
            return None
        if self.amount == 0:
            return "same"
        if not self.is_share and 0 in (self.current, self.previous):
            return "new" if self.previous == 0 else "gone"
        return "up" if self.amount > 0 else "down"
