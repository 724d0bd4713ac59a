"""Splits usage into groups: the top ones by a measure, and one row for the rest that keeps the sum whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from numbers import Integral
from operator import and_
from typing import TYPE_CHECKING

import ibis

from usage_widgets.data.fetch import fetch
from usage_widgets.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ibis.expr import types as ir

    from usage_widgets.data.calendar import LocalClock
    from usage_widgets.data.dimensions import Dimension
    from usage_widgets.data.engine import Engine
    from usage_widgets.data.measures import Measure

RANK = "rank__"
GROUPS = "groups__"
UNKNOWN = "unknown__"


@dataclass(frozen=True)
class Question:
    """Which rows, split by which dimensions, measured how. The first measure ranks."""

    rows: ir.Table
    dimensions: Sequence[Dimension]
    measures: Sequence[Measure]
    clock: LocalClock | None = None

    @property
    def keys(self) -> list[str]:
        """The columns that name a group."""
        return [dimension.name for dimension in self.dimensions]

    def keyed(self) -> ir.Table:
        """The rows with the value of each dimension as a column."""
        rows = reduce(lambda table, dimension: dimension.expand(table), self.dimensions, self.rows)
        return rows.mutate(
            **{dimension.name: dimension.of(rows, self.clock) for dimension in self.dimensions if dimension.is_local}
        )

    def groups(self) -> ir.Table:
        """One row a group with the parts of every measure."""
        rows = self.keyed()
        parts = {name: part for measure in self.measures for name, part in measure.aggregates(rows).items()}
        return rows.group_by(self.keys).aggregate(**parts)

    def ranked(self, *, within: Sequence[str] = ()) -> ir.Table:
        """The groups with their rank, from 0, by the first measure; ties go by name, so that the order is stable."""
        groups = self.groups()
        order = [
            self.measures[0].value(groups).desc(nulls_first=False),
            *(groups[key].asc(nulls_first=False) for key in self.keys if key not in within),
        ]
        window = ibis.window(group_by=list(within) or None, order_by=order)
        return groups.mutate(**{RANK: ibis.row_number().over(window)})


def checked_top(top: int | None, argument: str = "top") -> int | None:
    """Make sure that a number of groups or rows is one; None is all of them."""
    return None if top is None else checked_count(top, argument)


def checked_count(count: int, argument: str, *, most: int | None = None) -> int:
    """Make sure that a number counts something."""
    if not isinstance(count, Integral) or isinstance(count, bool) or count < 1 or (most and count > most):
        raise InvalidArgument.expected(argument, f"a whole number from 1{f' to {most:,}' if most else ''}", count)
    return int(count)


def total(engine: Engine, rows: ir.Table, measures: Sequence[Measure]) -> dict[str, float]:
    """The measures over all rows as floats: 0.0 for additive ones of nothing, NaN where unknown."""
    parts = {name: part for measure in measures for name, part in measure.aggregates(rows).items()}
    frame = fetch(engine, rows.aggregate(**parts, **{GROUPS: rows.count()}))
    empty = frame[GROUPS].iloc[0] == 0
    return {
        measure.name: 0.0
        if empty and (measure.is_additive or measure.kind == "distinct")
        else float(measure.numbers(frame).iloc[0])
        for measure in measures
    }


def top_groups(engine: Engine, question: Question, top: int | None, *, skip: int = 0, within: int = 0) -> pd.DataFrame:
    """The `top` groups and, where there are more, the rest as one last row.

    Args:
        engine: Runs it.
        question: What to split and measure; the first measure ranks.
        top: How many groups to keep; None keeps all.
        skip: Leave out this many groups of the highest ranks: what a rest is made of.
        within: The first so many dimensions are parents: rank and cut within each of them.

    Returns:
        One row a group: the keys, each measure, `is_other`, `groups__`, how many groups the row stands for, and
        `unknown__`, whether one of them is that of an unknown last key.
    """
    parents = question.keys[:within]
    ranked = question.ranked(within=parents)
    ranked = ranked.filter(ranked[RANK] >= skip) if skip else ranked
    last = None if top is None else skip + top
    ranked = ranked.mutate(**{UNKNOWN: ranked[question.keys[-1]].isnull()})
    cut = ranked.mutate(**{GROUPS: 1}) if last is None else _cut(ranked, question, last, parents)
    frame = fetch(engine, cut.order_by(RANK), keys=question.keys)
    frame["is_other"] = False if last is None else frame[RANK] >= last
    measured = frame[[*question.keys, GROUPS, UNKNOWN, "is_other"]].copy()
    for measure in question.measures:
        measured[measure.name] = measure.numbers(frame)
        if not measure.sums_up and measured["is_other"].any():
            _ask_rest(engine, question, ranked, measure, measured, last or 0, parents)
    return measured


def _cut(ranked: ir.Table, question: Question, last: int, parents: Sequence[str]) -> ir.Table:
    """Every group of a lower rank becomes part of one rest a parent."""
    keep = ranked[RANK] < last
    own = [key for key in question.keys if key not in parents]
    cut = ranked.mutate(
        **{RANK: keep.ifelse(ranked[RANK], last), **{key: keep.ifelse(ranked[key], None) for key in own}}
    )
    parts = {
        name: part
        for measure in question.measures
        for name, part in (measure.rolled_up(cut) if measure.sums_up else _only(cut, measure, last)).items()
    }
    return cut.group_by([RANK, *question.keys]).aggregate(**parts, **{GROUPS: cut.count(), UNKNOWN: cut[UNKNOWN].any()})


def _only(cut: ir.Table, measure: Measure, last: int) -> dict[str, ir.Value]:
    return {column: cut[column].max(where=cut[RANK] < last) for column in measure.columns}


def _ask_rest(
    engine: Engine,
    question: Question,
    ranked: ir.Table,
    measure: Measure,
    measured: pd.DataFrame,
    last: int,
    parents: Sequence[str],
) -> None:
    """Put a measure that cannot be summed into the rest: asked again over the rows outside the top."""
    rows = beyond_rank(question.keyed(), ranked, question.keys, last)
    parts = measure.aggregates(rows)
    answer = rows.group_by(list(parents)).aggregate(**parts) if parents else rows.aggregate(**parts)
    rest = fetch(engine, answer, keys=parents)
    numbers = dict(zip(rest[list(parents)].itertuples(index=False, name=None), measure.numbers(rest), strict=True))
    for index in measured.index[measured["is_other"]]:
        measured.loc[index, measure.name] = numbers[tuple(measured.loc[index, list(parents)])]


def beyond_rank(rows: ir.Table, ranked: ir.Table, keys: Sequence[str], top: int) -> ir.Table:
    """The rows whose group ranks `top` or lower; an unknown key is a group like any other."""
    rest = ranked.filter(ranked[RANK] >= top).select(*(ranked[key].name(f"{key}__rest") for key in keys))
    matches = reduce(and_, (rows[key].identical_to(rest[f"{key}__rest"]) for key in keys))
    return rows.semi_join(rest, matches)
