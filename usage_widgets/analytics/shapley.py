"""Shares a change among the factors that moved, exactly and without preferring an order: the Shapley value (Shorrocks).

Each factor gets the difference that it makes when it alone moves from one side to the other, averaged over all orders in
which the factors can move. Nothing is left over, and swapping the sides negates every part.

A. F. Shorrocks, "Decomposition procedures for distributional analysis: a unified framework based on the Shapley value",
Journal of Economic Inequality 11 (2013) 99-126, https://doi.org/10.1007/s10888-011-9214-z. The logarithmic mean Divisia
index (LMDI; B. W. Ang, Energy Policy 32 (2004) 1131-1139) is exact and symmetric as well, but takes logarithms: a cache
that was first used, or a price of 0, needs a made-up small number there (R. Wood and M. Lenzen, Energy Policy 34 (2006)
1326-1331), and nothing here.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Factors = Mapping[str, Numbers]


def shapley(whole: Callable[[Factors], Numbers], before: Factors, after: Factors) -> dict[str, Numbers]:
    """The part of each factor in the change of a whole; the parts sum to the change.

    Args:
        whole: The wholes that factors make, such as the costs of many groups at once.
        before: The factors of one side.
        after: Those of the other.

    Returns:
        By factor, its part in `whole(after) - whole(before)`.

    >>> before, after = ({"width": np.array([width]), "height": np.array([height])} for width, height in ((2.0, 3.0), (4.0, 5.0)))
    >>> parts = shapley(lambda sides: sides["width"] * sides["height"], before, after)
    >>> {name: part.tolist() for name, part in parts.items()}
    {'width': [8.0], 'height': [6.0]}
    """
    count = len(before)
    moved = [frozenset(names) for size in range(count + 1) for names in combinations(before, size)]
    wholes = {names: whole({name: (after if name in names else before)[name] for name in before}) for names in moved}
    weights = [factorial(size) * factorial(count - size - 1) / factorial(count) for size in range(count)]

    def part(name: str) -> Numbers:
        first = [names for names in moved if name not in names]
        moves = [weights[len(names)] * (wholes[names | {name}] - wholes[names]) for names in first]
        summed: Numbers = np.sum(moves, axis=0, dtype="float64")
        return summed

    return {name: part(name) for name in before}
