"""What a usage table shows: the largest groups, everything beyond them as one rest, and all of it together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data.breakdown import GROUPS, top_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

MOST_BYTES = 200_000
NUMBER_BYTES = 60  # a number, also in words
Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Group:
    """The measures of the requests that share some values; None is unknown."""

    values: tuple[Value, ...]
    numbers: Numbers


@dataclass(frozen=True)
class Groups:
    """The groups of a usage.

    Args:
        named: Those shown by name, largest first.
        total: The measures of all.
        other_count: How many groups the rest stands for.
        other: The measures of the rest.
    """

    named: tuple[Group, ...]
    total: Numbers
    other_count: int = 0
    other: Numbers = ()

    @property
    def count(self) -> int:
        """How many groups there are, those in the rest included."""
        return len(self.named) + self.other_count


def ask_groups(usage: Usage, dimensions: Sequence[str], measures: Sequence[str], top: int) -> Groups:
    """Split a usage over some dimensions; where names are too long for a small message, fewer groups are shown."""
    totals = usage.total(measures)
    total = _known(totals[name] for name in measures)
    named, rest = _split(usage, dimensions, measures, top)
    fitting = max(1, _fitting(usage, dimensions, named))
    if fitting < len(named):
        named, rest = _split(usage, dimensions, measures, fitting)
    if rest.empty:
        return Groups(named, total)
    return Groups(named, total, int(rest[GROUPS].iloc[0]), _known(rest[list(measures)].iloc[0]))


def _split(
    usage: Usage, dimensions: Sequence[str], measures: Sequence[str], top: int
) -> tuple[tuple[Group, ...], pd.DataFrame]:
    frame = top_groups(usage.origin.engine, usage.question(dimensions, measures), top)
    shown = frame[~frame["is_other"]]
    keys = shown[list(dimensions)].itertuples(index=False, name=None)
    numbers = shown[list(measures)].itertuples(index=False, name=None)
    groups = (Group(tuple(key), _known(row)) for key, row in zip(keys, numbers, strict=True))
    return tuple(groups), frame[frame["is_other"]]


def _fitting(usage: Usage, dimensions: Sequence[str], groups: Iterable[Group]) -> int:
    sizes = accumulate(_bytes(usage, dimensions, group) for group in groups)
    return len(list(takewhile(lambda size: size <= MOST_BYTES, sizes)))


def _bytes(usage: Usage, dimensions: Sequence[str], group: Group) -> int:
    labels = [usage.label_of(name, value) for name, value in zip(dimensions, group.values, strict=True)]
    names = json.dumps([group.values, labels], ensure_ascii=False).encode()
    return len(names) + NUMBER_BYTES * len(group.numbers)


def _known(numbers: Iterable[float]) -> Numbers:
    return tuple(None if pd.isna(number) else round(float(number), 9) for number in numbers)
