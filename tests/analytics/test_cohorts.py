"""The arithmetic of cohorts, by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from usage_widgets.analytics.cohorts import COLUMNS, Return, cohort_table, newest_shift, returned

WEEKS = pd.date_range("2026-03-02", periods=6, freq="W-MON", tz="UTC")


def cells(*rows: tuple[float, ...]) -> pd.DataFrame:
    """Cohort, step and users; each user costs 2 and asks three times."""
    frame = pd.DataFrame(rows, columns=["cohort", "step", "users"])
    return frame.assign(cost=2.0 * frame["users"], requests=3.0 * frame["users"], unpriced_requests=0.0)


def test_users_of_last_week_have_no_week_four():
    table = cohort_table(cells((0, 0, 10), (0, 1, 5), (0, 4, 2), (4, 4, 8), (4, 5, 1), (5, 5, 3)), WEEKS, finished=5)
    assert table.columns.tolist() == COLUMNS
    assert table.groupby("cohort")["since"].max().tolist() == [5, 1, 0]
    shown = table.pivot_table(index="cohort", columns="since", values="users", aggfunc="first", dropna=False)
    nan = np.nan
    expected = [[10, 5, 0, 0, 2, nan], [8, nan, nan, nan, nan, nan], [nan] * 6]
    np.testing.assert_array_equal(shown.to_numpy(), expected)
    assert table.groupby("cohort")["size"].first().tolist() == [10, 8, 3]


def test_what_is_not_over_is_unknown_never_low():
    table = cohort_table(cells((0, 0, 10), (0, 1, 1)), WEEKS[:2], finished=1)
    assert table["is_finished"].tolist() == [True, False]
    assert table.loc[1, ["users", "share", "cost", "requests"]].isna().all()


def test_a_step_without_activity_is_zero_and_there():
    table = cohort_table(cells((0, 0, 4)), WEEKS, finished=6).set_index("since")
    assert table["share"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table["cost"].tolist() == [8, 0, 0, 0, 0, 0]


def test_a_cost_that_is_unknown_stays_unknown():
    unpriced = cells((0, 0, 4), (0, 1, 1)).assign(cost=[8.0, np.nan])
    table = cohort_table(unpriced, WEEKS[:3], finished=3)
    np.testing.assert_array_equal(table["cost"], [8, np.nan, 0])


def test_no_cells_are_no_cohorts():
    table = cohort_table(cells(), WEEKS, finished=6)
    assert table.empty
    assert table.columns.tolist() == COLUMNS
    assert returned(table, 1) is None
    assert newest_shift(table) is None


def test_a_return_weighs_members_not_cohorts():
    table = cohort_table(cells((0, 0, 90), (0, 1, 45), (1, 1, 10), (1, 2, 10)), WEEKS[:3], finished=3)
    assert returned(table, 1) == Return(1, 55, 100)
    assert returned(table, 1).share == 0.55, "not 75 %, the average of both shares"


def test_a_return_counts_only_what_is_over():
    rows = (0, 0, 10), (0, 1, 6), (1, 1, 30), (1, 2, 3), (2, 2, 5)
    table = cohort_table(cells(*rows), WEEKS[:3], finished=2)
    assert returned(table, 0) == Return(0, 40, 40)
    assert returned(table, 1) == Return(1, 6, 10)
    assert returned(table, 2) is None


def weekly(sizes: list[int], returns: list[int]) -> pd.DataFrame:
    """Cohorts of some sizes, and how many of each were back a week later."""
    starts = pd.date_range("2026-01-05", periods=len(sizes) + 1, freq="W-MON", tz="UTC")
    rows = [
        row
        for at, (size, back) in enumerate(zip(sizes, returns, strict=True))
        for row in ((at, at, size), (at, at + 1, back))
    ]
    return cohort_table(cells(*rows), starts, finished=len(starts))


def test_newer_cohorts_that_come_back_less_often_are_told():
    shift = newest_shift(weekly([50] * 10, [40, 41, 39, 40, 42, 38, 20, 21, 19, 20]))
    assert (shift.newest, shift.before, shift.cohorts) == (0.4, 0.8, 4)


@pytest.mark.parametrize(
    ("sizes", "returns"),
    [
        ([50] * 10, [30, 31, 29, 30, 32, 28, 30, 31, 29, 27]),
        ([50] * 10, [5, 45, 10, 48, 8, 40, 5, 45, 2, 10]),
        ([5] * 10, [4, 5, 4, 5, 4, 5, 1, 0, 1, 0]),
        ([50] * 6, [40, 40, 20, 20, 20, 20]),
    ],
    ids=["alike", "as different as any two cohorts", "few members", "few cohorts before"],
)
def test_what_may_be_chance_is_not_told(sizes, returns):
    assert newest_shift(weekly(sizes, returns)) is None


def test_chance_is_seldom_told_as_a_change():
    rng = np.random.default_rng(3)
    told = sum(newest_shift(weekly([20] * 12, list(rng.binomial(20, 0.4, 12)))) is not None for _ in range(200))
    assert told <= 4
