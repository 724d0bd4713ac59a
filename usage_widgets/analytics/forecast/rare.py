"""Series that mostly are zero: not the middle of their values, but what they come to on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.smoothing import levels
from usage_widgets.analytics.forecast.taming import tamed

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

_HALF_LIFE = 2  # cycles, of how often there is something
_SIZE_WEIGHT = 0.1  # of each new amount


def is_rare(values: Numbers) -> bool:
    """Whether most values are zero between the first that is not and the last; what ended is not rare."""
    used = np.flatnonzero(_uses(values) == 1)
    if len(used) == 0:
        return False
    return bool(np.nanmean(_uses(values[used[0] : used[-1] + 1])) < 0.5)


def followed_uses(values: Numbers, cycle: int) -> Numbers:
    """How often there is something times how much: both are smoothed, the first at every step.

    That is the method of Teunter, Syntetos and Babai (2011). Unlike Croston's, it forgets what is not used any more.

    Args:
        values: The history without its season, oldest first, not all zero; NaN where it is not known.
        cycle: The steps of a cycle.

    Returns:
        The expected value before each step and, last, after all of them.
    """
    uses = _uses(values)
    sizes = tamed(values[uses == 1])
    how_often = levels(uses, np.array([1 - 0.5 ** (1 / (_HALF_LIFE * cycle))]), float(np.nanmean(uses)))[:, 0]
    how_much = levels(sizes, np.array([_SIZE_WEIGHT]), float(np.mean(sizes)))[:, 0]
    used_before = np.concatenate([[0], np.cumsum(uses == 1)])
    expected: Numbers = how_often * how_much[used_before]
    return expected


def _uses(values: Numbers) -> Numbers:
    """One where there is something, zero where there is nothing; NaN where that is not known."""
    return np.where(np.isfinite(values), (values != 0).astype(float), np.nan)
