"""Which of a few classes a number falls into: each one colour of the map."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Scale = Literal["quantile", "log"]
SCALES: tuple[Scale, ...] = ("quantile", "log")
MOST = 5


@dataclass(frozen=True)
class Classes:
    """Classes between edges that rise; a number on an edge is of the class above, the last one of the last.

    >>> Classes((1.0, 10.0, 100.0), "log").of(10.0)
    1
    """

    edges: tuple[float, ...]
    scale: Scale
    problem: str = ""
    """Why the scale is another one than was asked for: a key of the map's messages."""

    def of(self, number: float | None) -> int | None:
        """The class of a number, from 0; None where it is unknown."""
        if number is None or not self.edges:
            return None
        return bisect_right(self.edges[1:-1], number)

    @property
    def ranges(self) -> list[tuple[float, float]]:
        """The lower and the upper edge of each class."""
        if len(self.edges) == 1:
            return [(self.edges[0], self.edges[0])]
        return [*zip(self.edges, self.edges[1:], strict=False)]


def classes_of(numbers: Sequence[float], scale: Scale, *, is_rate: bool) -> Classes:
    """Classes of about as many numbers each, or of equal ratios where all are above zero and no rates.

    >>> classes_of([1, 2, 3, 4], "quantile", is_rate=False).edges
    (1.0, 1.75, 2.5, 3.25, 4.0)
    >>> classes_of([0, 4], "log", is_rate=False).problem
    'log.not_positive'
    """
    if not numbers:
        return Classes((), scale)
    if scale == "log" and is_rate:
        return Classes(_quantiles(numbers), "quantile", "log.rate")
    if scale == "log" and min(numbers) <= 0:
        return Classes(_quantiles(numbers), "quantile", "log.not_positive")
    return Classes(_ratios(numbers) if scale == "log" else _quantiles(numbers), scale)


def _quantiles(numbers: Sequence[float]) -> tuple[float, ...]:
    count = min(MOST, len({*numbers}))
    return _rising(np.quantile(np.asarray(numbers, float), np.linspace(0, 1, count + 1)))


def _ratios(numbers: Sequence[float]) -> tuple[float, ...]:
    edges = _rising(np.geomspace(min(numbers), max(numbers), MOST + 1))
    return edges if len(edges) == 1 else (float(min(numbers)), *edges[1:-1], float(max(numbers)))


def _rising(edges: np.ndarray) -> tuple[float, ...]:
    return tuple(float(edge) for edge in np.unique(edges))
