"""What is drawn of an explanation: its parts, or the groups that make up the change or one part of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Literal

import pandas as pd

from usage_widgets.widgets.change_waterfall.walk import Axis, Bar, axis_of, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.answers.explain.explanation import Explanation
    from usage_widgets.data.measures import Unit
    from usage_widgets.selection import Value

VIEWS = ("parts", "groups")
MOST_TIMES = 10
"""Where a part is more than so many times the change, the change is no whole that shares could be of."""


@dataclass(frozen=True)
class Subject:
    """What a bar is of.

    Args:
        kind: "previous" and "current" are the totals, "sum" is that of one part.
        name: The part.
        value: The value of the group; None is unknown.
        sides: What the group had before and has now.
        count: How many groups the rest stands for.
    """

    kind: Literal["previous", "current", "sum", "part", "group", "other"]
    name: str = ""
    value: Value = None
    sides: tuple[float, float] = (0.0, 0.0)
    count: int = 0


@dataclass(frozen=True)
class Scene:
    """One picture.

    Args:
        part: The part that is split; "" is the whole change.
        by_groups: Whether the bars are groups, else parts.
        subjects: What each bar is of.
        bars: The bars.
        whole: What shares are of.
    """

    part: str
    by_groups: bool
    subjects: tuple[Subject, ...]
    bars: tuple[Bar, ...]
    whole: float

    @property
    def axis(self) -> Axis:
        """What the picture is wide."""
        return axis_of(self.bars)

    @cached_property
    def changes(self) -> list[Bar]:
        """The bars that are no totals."""
        return [bar for bar in self.bars if bar.kind != "total"]

    @property
    def has_shares(self) -> bool:
        """Whether a share of the whole says something of a bar."""
        largest = max((abs(bar.number) for bar in self.changes), default=0.0)
        return 0 < largest <= MOST_TIMES * abs(self.whole)


def scene_of(explanation: Explanation, view: str, part: str, top: int) -> Scene:
    """What is drawn in a view; nothing where neither side has anything."""
    if explanation.groups.empty:
        return Scene(part, view == "groups", (), (), 0.0)
    return _groups(explanation, part, top) if view == "groups" else _parts(explanation)


def shown_parts(explanation: Explanation) -> list[str]:
    """The parts that anything is in, in the order in which people read them."""
    groups = explanation.groups
    return [str(part) for part in explanation.totals.index if (groups[part] != 0).any()]


def unit_of(explanation: Explanation) -> Unit:
    """The unit of what is explained."""
    return explanation.usage.measure(explanation.measure).unit


def _parts(explanation: Explanation) -> Scene:
    names = shown_parts(explanation)
    subjects = [Subject("part", name) for name in names]
    return _whole(explanation, subjects, [float(explanation.totals[name]) for name in names], by_groups=False)


def _groups(explanation: Explanation, part: str, top: int) -> Scene:
    """The largest groups by name, the others as one; of a part only those that are in it."""
    column, groups = part or "change", explanation.groups
    if part:
        groups = groups[groups[part] != 0] if part in groups else groups[:0]
        groups = groups.sort_values(part, key=abs, ascending=False, kind="stable")
    named, rest = groups[:top], groups[top:]
    subjects = [
        Subject("group", value=None if pd.isna(value) else value, sides=(was, now))
        for value, was, now in zip(named["group"], named["previous"], named["current"], strict=True)
    ]
    changes = [*named[column].astype(float)] if len(named) else []
    if len(rest):
        was, now = fsum(rest["previous"]), fsum(rest["current"])
        subjects.append(Subject("other", sides=(was, now), count=len(rest)))
        changes.append(fsum(rest[column]))
    if not part:
        return _whole(explanation, subjects, changes, by_groups=True)
    whole = float(explanation.totals.get(part, 0.0))
    bars = walk(changes, None, whole, unit_of(explanation))
    around = (*subjects, Subject("sum", part))
    return Scene(part, by_groups=True, subjects=around, bars=tuple(bars), whole=whole)


def _whole(
    explanation: Explanation, subjects: Sequence[Subject], changes: Sequence[float], *, by_groups: bool
) -> Scene:
    """The changes between both totals."""
    bars = walk(changes, explanation.previous, explanation.current, unit_of(explanation))
    return Scene("", by_groups, (Subject("previous"), *subjects, Subject("current")), tuple(bars), explanation.change)
