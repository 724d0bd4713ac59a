"""What a usage table shows: the largest groups, everything beyond them as one rest, and all of it together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.data.breakdown import GROUPS, top_groups
from usage_widgets.data.measures import UNPRICED, with_left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

MOST_BYTES = 200_000
NUMBER_BYTES = 60  # a number, also in words
Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Group:
    """The measures of the requests that share some values; None is unknown.

    Args:
        values: Of each dimension; none for the rest and the total.
        numbers: Of each measure.
        left_out: How many requests are in no cost, as they have no price.
    """

    values: tuple[Value, ...]
    numbers: Numbers
    left_out: int = 0


@dataclass(frozen=True)
class Groups:
    """The groups of a usage.

    Args:
        named: Those shown by name, largest first.
        total: All of them as one.
        other_count: How many groups the rest stands for.
        other: The rest as one, where there is one.
    """

    named: tuple[Group, ...]
    total: Group
    other_count: int = 0
    other: Group | None = None

    @property
    def count(self) -> int:
        """How many groups there are, those in the rest included."""
        return len(self.named) + self.other_count

    @property
    def last(self) -> tuple[Group, ...]:
        """The rest, where there is one, and the total."""
        return (self.other, self.total) if self.other else (self.total,)


def ask_groups(usage: Usage, dimensions: Sequence[str], measures: Sequence[str], top: int) -> Groups:
    """Split a usage over some dimensions; where names are too long for a small message, fewer groups are shown."""
    total = _group((), usage.total(with_left_out(measures)), measures)
    named, rest = _split(usage, dimensions, measures, top)
    fitting = max(1, _fitting(usage, dimensions, named))
    if fitting < len(named):
        named, rest = _split(usage, dimensions, measures, fitting)
    if rest.empty:
        return Groups(named, total)
    return Groups(named, total, int(rest[GROUPS].iloc[0]), _group((), rest.iloc[0], measures))


def _split(
    usage: Usage, dimensions: Sequence[str], measures: Sequence[str], top: int
) -> tuple[tuple[Group, ...], pd.DataFrame]:
    frame = top_groups(usage.origin.engine, usage.question(dimensions, with_left_out(measures)), top)
    rows = frame[~frame["is_other"]].to_dict("records")
    groups = (_group([row[name] for name in dimensions], row, measures) for row in rows)
    return tuple(groups), frame[frame["is_other"]]


def _group(values: Iterable[Value], answer: Mapping[Any, Any] | pd.Series[Any], measures: Sequence[str]) -> Group:
    numbers = (None if pd.isna(answer[name]) else round(float(answer[name]), 9) for name in measures)
    return Group(tuple(values), tuple(numbers), int(answer.get(UNPRICED.name, 0)))


def _fitting(usage: Usage, dimensions: Sequence[str], groups: Iterable[Group]) -> int:
    sizes = accumulate(_bytes(usage, dimensions, group) for group in groups)
    return len(list(takewhile(lambda size: size <= MOST_BYTES, sizes)))


def _bytes(usage: Usage, dimensions: Sequence[str], group: Group) -> int:
    labels = [usage.label_of(name, value) for name, value in zip(dimensions, group.values, strict=True)]
    names = json.dumps([group.values, labels], ensure_ascii=False).encode()
    return len(names) + NUMBER_BYTES * len(group.numbers)
