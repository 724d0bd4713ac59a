"""The walk from one total to another: a bar from zero for each total, and one for each change from where the last one ended."""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple

from usage_widgets.answers.explain.amounts import is_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["total", "up", "down", "same"]
SMALL = 0.1
"""Where the walk is less than this share of the totals, it would be too small to read on an axis from zero."""
BASE = 0.25
"""How far below the walk a broken axis begins, as a share of the walk."""


class Bar(NamedTuple):
    """A bar from `start` to `end`; a total starts at zero."""

    number: float
    start: float
    end: float
    kind: Kind


class Axis(NamedTuple):
    """What the picture is wide; a broken one does not begin at zero."""

    low: float
    high: float
    is_broken: bool = False

    def part(self, value: float) -> float:
        """Where a value lies, 0..1."""
        return (max(value, self.low) - self.low) / (self.high - self.low)


def walk(changes: Sequence[float], first: float | None, last: float, unit: str) -> list[Bar]:
    """The bars of some changes, between the totals that they lead from and to; without a first one they start at zero.

    >>> [(bar.start, bar.end, bar.kind) for bar in walk([5.0, -2.0], 10.0, 13.0, "usd")]
    [(0.0, 10.0, 'total'), (10.0, 15.0, 'up'), (15.0, 13.0, 'down'), (0.0, 13.0, 'total')]
    """
    begin = first or 0.0
    ends = [begin, *(fsum([begin, *changes[:at]]) for at in range(1, len(changes) + 1))]
    bars = [_bar(number, *edges, unit) for number, edges in zip(changes, pairwise(ends), strict=True)]
    opening = [] if first is None else [Bar(first, 0.0, first, "total")]
    return [*opening, *bars, Bar(last, 0.0, last, "total")]


def axis_of(bars: Sequence[Bar]) -> Axis:
    """From zero over all bars; broken where the walk is small beside its totals.

    >>> axis_of(walk([5.0], 10.0, 15.0, "usd")), axis_of(walk([5.0], 1000.0, 1005.0, "usd")).is_broken
    (Axis(low=0.0, high=15.0, is_broken=False), True)
    """
    edges = [edge for bar in bars for edge in ((bar.end,) if bar.kind == "total" else (bar.start, bar.end))]
    low, high = min(edges, default=0.0), max(edges, default=0.0)
    walked = high - low
    if low > 0 and 0 < walked < SMALL * high and any(bar.kind in ("up", "down") for bar in bars):
        return Axis(low - BASE * walked, high, is_broken=True)
    low, high = min(0.0, low), max(0.0, high)
    return Axis(low, high if high > low else low + 1)


def _bar(number: float, start: float, end: float, unit: str) -> Bar:
    if is_nothing(number, unit):
        return Bar(0.0, start, start, "same")
    return Bar(number, start, end, "up" if number > 0 else "down")
