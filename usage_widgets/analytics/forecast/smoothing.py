"""Simple exponential smoothing: a level that follows the values, each by the same weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.outlook import Numbers

_FIRST_GRID = np.linspace(0.0, 1.0, 21)[1:-1]
_CLOSER = np.linspace(-1.0, 1.0, 13)
_ROUNDS = 4  # the weight is then known to 0.05 / 6⁴


def levels(values: Numbers, weights: Numbers, start: float) -> Numbers:
    """Follow the values with several weights at once.

    Args:
        values: The history, oldest first; a value that is not known leaves the level as it is.
        weights: How much of each error the level takes over, 0..1.
        start: The level before the first value.

    Returns:
        The level before each value and, last, after all of them: one row a step, one column a weight.

    >>> levels(np.array([10.0, 20.0]), np.array([0.5]), start=10.0).ravel().tolist()
    [10.0, 10.0, 15.0]
    """
    result = np.empty((len(values) + 1, len(weights)))
    level = np.full(len(weights), start)
    for step, value in enumerate(values.tolist()):
        result[step] = level
        if value == value:  # noqa: PLR0124 (not NaN, at the cost of a float)
            level = level + weights * (value - level)
    result[-1] = level
    return result


def squared_errors(values: Numbers, followed: Numbers) -> Numbers:
    """The sum of squared one-step errors of each column of `levels`."""
    result: Numbers = np.nansum((values[:, None] - followed[:-1]) ** 2, axis=0)
    return result


def best_weight(values: Numbers, start: float) -> float:
    """The weight with the smallest one-step errors: a grid, searched again ever closer around its best."""
    weights, width = _FIRST_GRID, 0.05
    for _ in range(_ROUNDS):
        best = weights[np.argmin(squared_errors(values, levels(values, weights, start)))]
        weights = np.clip(best + width * _CLOSER, 0.0, 1.0)
        width /= 6
    return float(best)


def smoothed(values: Numbers) -> tuple[Numbers, float]:
    """The level before each value and after the last, started at the first known one, and the weight."""
    known = values[np.isfinite(values)]
    start = float(known[0]) if len(known) else 0.0
    weight = best_weight(values, start)
    return levels(values, np.array([weight]), start)[:, 0], weight
