"""Cohorts are counted as SQL that is written by hand counts them: in any zone, across DST and a year end."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import pytest

from usage_widgets import Usage
from usage_widgets.data.calendar import step_named
from usage_widgets.data.cohort_activity import cohort_activity

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu"]
SQL = """
WITH local AS (
    SELECT *, date_trunc('{every}', start_time AT TIME ZONE 'UTC' AT TIME ZONE '{zone}')::date AS step
    FROM log WHERE "user" IS NOT NULL AND "user" <> 'service'
), first AS (
    SELECT "user", min(step) AS cohort FROM local WHERE origin = 'user' GROUP BY 1
)
SELECT
    cohort, step, count(DISTINCT local."user") FILTER (origin = 'user') AS users,
    sum(cost) AS cost, count(*) FILTER (origin = 'user') AS requests
FROM local JOIN first USING ("user") WHERE step >= cohort GROUP BY 1, 2 ORDER BY 1, 2
"""


def made_log(start: str, end: str) -> pd.DataFrame:
    """Requests at any minute, by users who begin at any time and come now and then."""
    rng = np.random.default_rng(5)
    minutes = int((pd.Timestamp(end) - pd.Timestamp(start)).total_seconds() // 60)
    rows = 3_000
    numbers = (rng.random(rows) * np.linspace(3, 60, rows)).astype(int)
    users = pd.Series([f"user-{number}" for number in numbers], dtype=object)
    users[rng.random(rows) < 0.05] = None
    users[rng.random(rows) < 0.05] = "service"
    return pd.DataFrame(
        {
            "start_time": pd.Timestamp(start) + pd.to_timedelta(np.sort(rng.integers(0, minutes, rows)), unit="min"),
            "user": users,
            "origin": rng.choice(["user", "user", "user", "retry", "internal"], rows),
            "cost": rng.integers(0, 10_000, rows) / 1e4,
        }
    )


def counted(usage: Usage, every: str, **options) -> pd.DataFrame:
    """The cells, by the local days at which cohort and step begin."""
    found = cohort_activity(usage, usage.dimension("user"), step_named(every), **options)
    days = found.steps.tz_localize(None).floor("D")
    cells = found.cells.assign(cohort=days[found.cells["cohort"]], step=days[found.cells["step"]])
    columns = ["cohort", "step", "users", "cost", "requests"]
    return cells[columns].sort_values(["cohort", "step"]).reset_index(drop=True)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("every", ["day", "week", "month", "quarter"])
@pytest.mark.parametrize("span", [("2025-12-20", "2026-04-03"), ("2026-10-20", "2027-01-10")])
def test_as_plain_sql(span, every, zone):
    log = made_log(*span)
    expected = duckdb.sql(SQL.format(every=every, zone=zone)).df().astype({"cost": float, "users": float})
    usage = Usage.from_frame(log, time_zone=zone)
    found = counted(usage, every, without=("service",))
    assert len(expected) > 2
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_the_days_of_a_zone_decide_the_cohort():
    log = pd.DataFrame(
        {"start_time": ["2026-01-01 03:00", "2026-01-05 04:59", "2026-01-05 05:00"], "user": ["a", "b", "c"]}
    )
    day = {"month": "2025-12-01", "week": "2025-12-29"}
    for every, first in day.items():
        there = counted(Usage.from_frame(log, time_zone="America/New_York"), every)
        assert there["cohort"].iloc[0] == pd.Timestamp(first)
    weeks = counted(Usage.from_frame(log, time_zone="America/New_York"), "week").set_index("cohort")["users"]
    assert weeks.to_dict() == {pd.Timestamp("2025-12-29"): 2, pd.Timestamp("2026-01-05"): 1}
    assert counted(Usage.from_frame(log), "month")["cohort"].tolist() == [pd.Timestamp("2026-01-01")]


def opened(*rows: tuple) -> Usage:
    return Usage.from_frame(pd.DataFrame(rows, columns=["start_time", "user", "origin", "cost"]))


def test_a_member_is_first_seen_by_a_request_of_their_own():
    usage = opened(
        ("2026-03-02", "a", "internal", 1.0), ("2026-03-10", "a", "user", 2.0), ("2026-03-11", "a", "retry", 4.0)
    )
    assert counted(usage, "week")[["cohort", "step", "users", "cost", "requests"]].to_numpy().tolist() == [
        [pd.Timestamp("2026-03-09"), pd.Timestamp("2026-03-09"), 1, 6.0, 1]
    ]
    left_out = cohort_activity(usage, usage.dimension("user"), step_named("week")).left_out
    assert left_out.loc["unseen"].to_dict() == {"requests": 0, "cost": 1.0, "unpriced_requests": 0}


def test_what_is_in_no_cohort_is_counted_by_reason():
    usage = opened(
        ("2026-03-02", None, "user", 1.0),
        ("2026-03-03", None, "retry", 2.0),
        ("2026-03-04", "key", "user", None),
        ("2026-03-05", "a", "user", 8.0),
    )
    found = cohort_activity(usage, usage.dimension("user"), step_named("week"), ("key", None))
    assert found.left_out.loc["unknown"].to_dict() == {"requests": 1, "cost": 3.0, "unpriced_requests": 0}
    assert found.left_out.loc["excluded", ["requests", "unpriced_requests"]].to_dict() == {
        "requests": 1,
        "unpriced_requests": 1,
    }
    assert np.isnan(found.left_out.loc["excluded", "cost"])
    assert found.cells[["users", "cost"]].to_numpy().tolist() == [[1, 8.0]]


def test_a_period_chooses_steps_not_who_is_new():
    usage = opened(
        ("2026-03-02", "old", "user", 1.0), ("2026-03-10", "old", "user", 1.0), ("2026-03-10", "new", "user", 1.0),
        ("2026-03-17", "new", "user", 1.0), ("2026-03-25", "late", "user", 1.0),
    )  # fmt: skip
    cut = usage.between("2026-03-08", "2026-03-26")
    assert counted(cut, "week")[["cohort", "step", "users"]].to_numpy().tolist() == [
        [pd.Timestamp("2026-03-09"), pd.Timestamp("2026-03-09"), 1],
        [pd.Timestamp("2026-03-09"), pd.Timestamp("2026-03-16"), 1],
        [pd.Timestamp("2026-03-23"), pd.Timestamp("2026-03-23"), 1],
    ]
    found = cohort_activity(usage.between("2026-03-04", "2026-03-20"), usage.dimension("user"), step_named("week"))
    assert found.steps.strftime("%m-%d").tolist() == ["03-09"], "weeks that the period cuts are not in it"
    assert (found.finished, found.begins_with_data, str(found.until.date())) == (1, False, "2026-03-16")


def test_the_step_that_as_of_lies_in_is_not_over():
    usage = opened(("2026-03-02", "a", "user", 1.0), ("2026-03-18", "b", "user", 1.0))
    week = step_named("week")
    for as_of, steps, finished, members in (
        ("2026-03-18 12:00", 3, 2, 2),
        ("2026-03-16", 2, 2, 1),
        ("2026-03-16 00:01", 3, 2, 1),
        ("2026-03-31", 5, 4, 2),
        ("2026-03-01", 0, 0, 0),
    ):
        found = cohort_activity(usage.with_as_of(as_of), usage.dimension("user"), week)
        assert (len(found.steps), found.finished, found.cells["users"].sum()) == (steps, finished, members), as_of
    last = cohort_activity(usage.with_as_of("2026-03-18").last("10d"), usage.dimension("user"), week)
    assert (last.steps.strftime("%m-%d").tolist(), last.finished) == (["03-09", "03-16"], 1)
