"""What a figure is made of: the groups of a dimension on both sides, those that changed most first."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.data.measures import with_left_out
from usage_widgets.selection import OTHER, TAG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.analytics.compare import Change
    from usage_widgets.answers.compare.comparison import Comparison
    from usage_widgets.data.measures import Measure
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

TOP = 8
Sides = tuple[float, float]


@dataclass(frozen=True)
class Group:
    """One group, or the rest of them.

    Args:
        value: Its value; None is unknown.
        change: The measure on both sides.
        left_out: How many requests each side leaves out, the current one first.
    """

    value: Value
    change: Change
    left_out: Sides


@dataclass(frozen=True)
class Groups:
    """The groups of a figure.

    Args:
        comparison: The figure itself, of what they are groups of.
        measure: What is measured.
        dimension: What it is split by.
        shown: The groups that are shown by name.
        rest: What the others sum to; None where they do not add up, or there are none.
        rest_count: How many others there are.
    """

    comparison: Comparison
    measure: Measure
    dimension: str
    shown: tuple[Group, ...]
    rest: Group | None
    rest_count: int

    @property
    def sums(self) -> bool:
        """Whether the groups sum to the figure."""
        return sums_up(self.measure, self.dimension)

    @property
    def all(self) -> tuple[Group, ...]:
        """The groups that are shown, then the rest."""
        return (*self.shown, *([] if self.rest is None else [self.rest]))

    def frame(self) -> pd.DataFrame:
        """One row a group: the dimension, `current`, `previous`, `change`, `relative`, `status`, `is_other`."""
        changes = [group.change for group in self.all]
        values = [OTHER.value if group is self.rest else group.value for group in self.all]
        return pd.DataFrame(
            {
                self.dimension: pd.Series(values, dtype=object),
                "current": pd.Series([change.current for change in changes], dtype="float64"),
                "previous": pd.Series([change.previous for change in changes], dtype="float64"),
                "change": pd.Series([change.amount for change in changes], dtype="float64"),
                "relative": pd.Series([change.relative for change in changes], dtype="float64"),
                "status": pd.Series([change.status for change in changes], dtype=object),
                "is_other": pd.Series([group is self.rest for group in self.all], dtype=bool),
            }
        )


def sums_up(measure: Measure, dimension: str) -> bool:
    """Whether groups sum to their whole: a request counts once for each of its tags."""
    return measure.is_additive and dimension != TAG


def ask_groups(comparison: Comparison, name: str, dimension: str, top: int = TOP) -> Groups:
    """The groups of one figure, each side asked once; the first `top` by the size of their change."""
    pair, measure = comparison.pair, comparison.pair.current.usage.measure(name)
    nothing = nan if measure.kind in ("ratio", "quantile") else 0.0
    sides = [_numbers(side.usage, measure, dimension) for side in (pair.current, pair.previous)]
    groups = []
    for value in dict.fromkeys([*sides[0], *sides[1]]):
        (current, left_out), (previous, left_out_before) = (side.get(value, (nothing, 0.0)) for side in sides)
        change = comparison.change_between(name, current, previous)
        if current or previous or isnan(nothing):  # nothing on both sides is no group, a rate of 0 is
            groups.append(Group(value, change, (left_out, left_out_before)))
    ranked = sorted(groups, key=_rank)
    rest = ranked[top:]
    summed = _summed(comparison, measure, rest) if rest and sums_up(measure, dimension) else None
    return Groups(comparison, measure, dimension, tuple(ranked[:top]), summed, len(rest))


def _numbers(usage: Usage, measure: Measure, dimension: str) -> dict[Any, Sides]:
    """The measure of each group, and how many requests that leaves out."""
    frame = usage.by(dimension, measures=with_left_out([measure.name]))
    left_out = frame[measure.leaves_out.name] if measure.leaves_out else [0.0] * len(frame)
    return {
        value: (float(number), float(out))
        for value, number, out in zip(frame[dimension], frame[measure.name], left_out, strict=True)
    }


def _rank(group: Group) -> tuple[bool, float]:
    """The largest change first, what is unknown last."""
    return not group.change.is_known, -abs(group.change.amount) if group.change.is_known else 0.0


def _summed(comparison: Comparison, measure: Measure, rest: list[Group]) -> Group:
    """All of some groups as one: of nothing but free and unknown costs nothing is known."""
    left_out = (sum(group.left_out[0] for group in rest), sum(group.left_out[1] for group in rest))
    numbers = (
        _known_sum((group.change.current for group in rest), left_out[0]),
        _known_sum((group.change.previous for group in rest), left_out[1]),
    )
    return Group(None, comparison.change_between(measure.name, *numbers), left_out)


def _known_sum(numbers: Iterable[float], left_out: float) -> float:
    given = [*numbers]
    known = [number for number in given if not isnan(number)]
    total = sum(known)
    return nan if not known or (total == 0 and (left_out or len(known) < len(given))) else total
