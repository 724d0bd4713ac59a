"""The numbers of a cohort table: a row a cohort, a column a step since, and all cohorts as one last row."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data.measures import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from usage_widgets.answers.cohorts.cohorts import Cohorts

MEASURES = {"users": "count", "share": "ratio", "cost": "usd", "requests": "count"}
"""What can be shown of a cohort, and its unit."""
OVERALL = {"users": "users", "share": "users", "cost": "cost", "requests": "requests"}
"""By measure, what of all cohorts together is divided by their members."""
SHADES = 6
Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Row:
    """One cohort.

    Args:
        cohort: When the step began in which its members were first seen.
        size: How many members it has.
        numbers: By measure, a number for each step since that is over; None is unknown.
        left_out: How many requests its cost leaves out in each of them.
    """

    cohort: pd.Timestamp
    size: int
    numbers: Mapping[str, Numbers]
    left_out: tuple[float, ...] = ()

    @property
    def finished(self) -> int:
        """How many steps since are over."""
        return len(self.numbers["users"])


@dataclass(frozen=True)
class Grid:
    """The newest cohorts, oldest first.

    Args:
        rows: The cohorts that are shown.
        overall: By measure, all cohorts as one: a sum over the members of each cohort of which that step is over.
        left_out: How many requests their cost leaves out in each step.
        count: How many cohorts there are.
    """

    rows: tuple[Row, ...]
    overall: Mapping[str, Numbers]
    left_out: tuple[float, ...]
    count: int

    @property
    def columns(self) -> int:
        """How many steps since are shown; one where none is over yet."""
        return max([1, *(row.finished for row in self.rows)]) if self.rows else 0

    def shades(self, measure: str) -> list[list[int]]:
        """How dark each cell is, 0 to 6: what there is of each member, as a part of the most; of shares the most is all."""
        each = [[_each(number, measure, row.size) for number in row.numbers[measure]] for row in self.rows]
        most = 1.0 if measure in ("users", "share") else max((number for row in each for number in row), default=0.0)
        return [[ceil(SHADES * number / most) if most else 0 for number in row] for row in each]


def grid_of(cohorts: Cohorts, most: int) -> Grid:
    """The newest `most` cohorts, for as many steps."""
    frame = cohorts.frame[cohorts.frame["is_finished"] & (cohorts.frame["since"] < most)]
    by_cohort = dict(tuple(frame.groupby("cohort", sort=False)))
    rows = tuple(_row(cohort, int(cohorts.sizes[cohort]), by_cohort.get(cohort)) for cohort in cohorts.cohorts[-most:])
    columns = max([row.finished for row in rows], default=0)
    overall = {name: _overall(frame, name, columns) for name in MEASURES}
    left_out = tuple(frame.groupby("since")[UNPRICED.name].sum().reindex(range(columns)))
    return Grid(rows, overall, left_out, len(cohorts.cohorts))


def _row(cohort: pd.Timestamp, size: int, steps: pd.DataFrame | None) -> Row:
    if steps is None:
        return Row(cohort, size, dict.fromkeys(MEASURES, ()))
    ordered = steps.sort_values("since")
    left_out = tuple(ordered[UNPRICED.name])
    return Row(cohort, size, {name: _numbers(ordered[name]) for name in MEASURES}, left_out)


def _overall(frame: pd.DataFrame, measure: str, columns: int) -> Numbers:
    """A weighted mean: what all members have done, over how many they are."""
    column = OVERALL[measure]
    known = frame[frame[column].notna()]
    sums = known.groupby("since")[[column, "size"]].sum()
    return _numbers((sums[column] / sums["size"]).reindex(range(columns)))


def _numbers(values: Sequence[float] | pd.Series[float]) -> Numbers:
    return tuple(None if pd.isna(value) else round(float(value), 9) for value in values)


def _each(number: float | None, measure: str, size: int) -> float:
    """Of each member, so that large cohorts are not darker than small ones; nothing where it is unknown."""
    return max(number or 0.0, 0.0) / (1 if measure == "share" else size)
