"""When an amount is spent: how likely the total has passed it by each step, from the spread of the totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers, Outlook


@dataclass(frozen=True, eq=False)
class Passing:
    """By which step a total has passed an amount; None is after the horizon.

    Args:
        likelihood: How likely it has, by each step, 0..1.
        expected: The step by which it is as likely as not.
        earliest: The first step by which it is conceivable: more than 2.5 %.
        latest: The step by which it is all but sure: 97.5 %.
    """

    likelihood: Numbers
    expected: int | None
    earliest: int | None
    latest: int | None


def passing(outlook: Outlook, amount: float) -> Passing:
    """When the sum of the coming steps passes an amount."""
    steps = range(1, len(outlook.mean) + 1)
    chances = np.array([outlook.spread.probability_above(amount, step) for step in steps])
    likelihood = np.maximum.accumulate(np.clip(chances, 0.0, 1.0))
    return Passing(likelihood, *(_first(likelihood > share) for share in (0.5, 0.025, 0.975)))


def _first(reached: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int | None:
    return int(np.argmax(reached)) if reached.any() else None
