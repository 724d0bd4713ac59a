"""The arithmetic of cohorts: who came back, out of how many, and whether newer cohorts differ. Frame in, frame out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

COUNTED = ("users", "cost", "requests", "unpriced_requests")
COLUMNS = ["cohort", "since", "size", "users", "share", "cost", "requests", "is_finished", "unpriced_requests"]
NEWEST = 4
"""How many of the newest cohorts are set against those before them."""
LEAST_MEMBERS = 30
"""How many members each side needs."""
EVIDENT = 3.0
"""How many standard errors apart are no accident: 95 % of a t distribution with 3 degrees of freedom."""


def cohort_table(cells: pd.DataFrame, steps: pd.DatetimeIndex, finished: int) -> pd.DataFrame:
    """Every cohort with every step since it began.

    Args:
        cells: One row a cohort and step with any activity: `cohort` and `step` are positions in `steps`, `users`,
            `requests`, `cost` (NaN is unknown), `unpriced_requests`. Everybody is active in the first step of their cohort.
        steps: The starts of all steps.
        finished: How many of them, from the first on, are over.

    Returns:
        One row a cohort that has members and a step since: `cohort` (its start), `since`, `size`, `users`, `share`,
        `cost`, `requests`, `is_finished`, `unpriced_requests`. Nothing happened where there is no cell: 0. Of steps that
        are not over nothing is known: NaN.
    """
    sizes = cells[cells["cohort"] == cells["step"]].set_index("cohort")["users"].sort_index()
    grid = pd.MultiIndex.from_product([sizes.index, range(len(steps))], names=["cohort", "step"])
    grid = grid[grid.get_level_values("step") >= grid.get_level_values("cohort")]
    known = cells.set_index(["cohort", "step"])[[*COUNTED]]
    table = known.reindex(grid)
    table.loc[~grid.isin(known.index)] = 0.0
    table = table.reset_index()
    table["is_finished"] = table["step"] < finished
    table.loc[~table["is_finished"], [*COUNTED]] = np.nan
    table["size"] = table["cohort"].map(sizes).astype("int64")
    table["share"] = table["users"] / table["size"]
    table["since"] = (table["step"] - table["cohort"]).astype("int64")
    table["cohort"] = steps[table["cohort"].astype("int64")]
    return table[COLUMNS]


@dataclass(frozen=True)
class Return:
    """How many were active so many steps after they were first seen.

    Args:
        since: How many steps after.
        users: Those who were.
        members: All of the cohorts for which that step is over.
    """

    since: int
    users: int
    members: int

    @property
    def share(self) -> float:
        """The share of all of them, large cohorts counting more than small ones."""
        return self.users / self.members


def returned(table: pd.DataFrame, since: int) -> Return | None:
    """How many were active after so many steps, over the cells that are over; None where none is."""
    cells = _finished(table, since)
    return Return(since, int(cells["users"].sum()), int(cells["size"].sum())) if len(cells) else None


@dataclass(frozen=True)
class Shift:
    """The newest cohorts come back more or less often than those before them.

    Args:
        newest: The share of the newest that were active one step later.
        before: That of the others.
        cohorts: How many the newest are.
    """

    newest: float
    before: float
    cohorts: int = NEWEST


def newest_shift(table: pd.DataFrame) -> Shift | None:
    """Whether the newest cohorts differ in how many are back one step later; None where that may be chance.

    Cohorts differ by more than chance among their members: the error is that of whole cohorts, a ratio estimator's, and
    never below that of single members.
    """
    cells = _finished(table, 1).sort_values("cohort")
    newest, before = cells[-NEWEST:], cells[:-NEWEST]
    if len(before) < NEWEST or min(newest["size"].sum(), before["size"].sum()) < LEAST_MEMBERS:
        return None
    (one, error), (other, other_error) = _share(newest), _share(before)
    return Shift(one, other) if abs(one - other) > EVIDENT * math.hypot(error, other_error) else None


def _share(cells: pd.DataFrame) -> tuple[float, float]:
    """The share of all members, and its standard error."""
    members, count = cells["size"].sum(), len(cells)
    share = cells["users"].sum() / members
    off = cells["users"] - share * cells["size"]
    of_cohorts = math.sqrt(count / (count - 1) * (off**2).sum()) / members
    smoothed = (cells["users"].sum() + 1) / (members + 2)
    return share, max(of_cohorts, math.sqrt(smoothed * (1 - smoothed) / members))


def _finished(table: pd.DataFrame, since: int) -> pd.DataFrame:
    return table[(table["since"] == since) & table["is_finished"]]
