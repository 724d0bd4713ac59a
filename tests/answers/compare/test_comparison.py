"""Comparisons agree with plain SQL over the same table: in two zones, across DST, across a year end."""

from __future__ import annotations

from math import isnan

import duckdb
import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw

ZONES = ("Europe/Berlin", "America/New_York")
MEASURES = ("cost", "requests", "users", "failure_rate", "latency_ms_mean", "cost_per_request", "tokens")
SQL = """
SELECT
  sum(cost) AS cost,
  count(*) AS requests,
  count(DISTINCT "user") AS users,
  avg(CASE WHEN status = 'failure' THEN 1.0 ELSE 0.0 END) AS failure_rate,
  avg(latency_ms) AS latency_ms_mean,
  sum(cost) / count(*) FILTER (status = 'success') AS cost_per_request,
  sum(uncached_input_tokens + output_tokens) AS tokens
FROM log
WHERE (start_time AT TIME ZONE 'UTC') AT TIME ZONE '{zone}' >= TIMESTAMP '{start}'
  AND (start_time AT TIME ZONE 'UTC') AT TIME ZONE '{zone}' < TIMESTAMP '{end}'
"""


@pytest.fixture(scope="module")
def log():
    """5,000 requests of 60 people from November to April, at any minute: over a year end and both changes of clocks."""
    random = np.random.default_rng(4)
    minutes = np.sort(random.integers(0, 181 * 24 * 60, 5_000))
    return pd.DataFrame(
        {
            "start_time": pd.Timestamp("2025-10-20") + pd.to_timedelta(minutes, unit="min"),
            "user": [f"u{number}" for number in random.integers(0, 60, 5_000)],
            "team": random.choice(["search", "support"], 5_000),
            "status": random.choice(["success", "failure"], 5_000, p=[0.9, 0.1]),
            "uncached_input_tokens": random.integers(1, 5_000, 5_000),
            "output_tokens": random.integers(1, 500, 5_000),
            "latency_ms": random.integers(50, 9_000, 5_000),
            "cost": random.integers(1, 90_000, 5_000) / 10_000,
        }
    )


def asked_in_sql(log, zone, start, end):
    with duckdb.connect() as connection:
        connection.register("log", log)
        return connection.sql(SQL.format(zone=zone, start=start, end=end)).df().iloc[0]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("period", "against", "current", "previous"),
    [
        ("2026-03", "previous", ("2026-03-01", "2026-04-01"), ("2026-02-01", "2026-03-01")),
        ("2026-01", "previous", ("2026-01-01", "2026-02-01"), ("2025-12-01", "2026-01-01")),
        ("week", "previous", ("2026-03-30", "2026-04-01 18:30"), ("2026-03-23", "2026-03-25 18:30")),
        ("day", "previous", ("2026-04-01", "2026-04-01 18:30"), ("2026-03-31", "2026-03-31 18:30")),
        (("2025-10-25", "2025-10-27"), "2025-11-02", ("2025-10-25", "2025-10-27"), ("2025-11-02", "2025-11-03")),
        ("2025-10-26", ("2026-03-29", "2026-03-30"), ("2025-10-26", "2025-10-27"), ("2026-03-29", "2026-03-30")),
        ("30d", "previous", ("2026-03-02 18:30", "2026-04-01 18:30"), ("2026-01-31 18:30", "2026-03-02 18:30")),
    ],
)
def test_it_agrees_with_plain_sql(log, zone, period, against, current, previous):
    usage = uw.Usage.from_frame(log, time_zone=zone).with_as_of("2026-04-01 18:30")
    frame = uw.compare(usage, MEASURES, period=period, against=against).frame.set_index("measure")
    for column, edges in (("current", current), ("previous", previous)):
        expected = asked_in_sql(log, zone, *edges)
        for measure in MEASURES:
            assert frame.loc[measure, column] == pytest.approx(float(expected[measure]), rel=1e-9), (measure, column)


def test_groups_agree_with_plain_sql(log):
    usage = uw.Usage.from_frame(log, time_zone=ZONES[0]).with_as_of("2026-04-01 18:30")
    found = uw.compare(usage.where(team="search"), MEASURES, period="2026-03", against={"team": "support"}).frame
    for column, team in (("current", "search"), ("previous", "support")):
        expected = asked_in_sql(log[log["team"] == team], ZONES[0], "2026-03-01", "2026-04-01")
        assert found[column].tolist() == pytest.approx([float(expected[measure]) for measure in MEASURES])


def test_lines_sum_to_what_is_compared(log):
    usage = uw.Usage.from_frame(log, time_zone=ZONES[0]).with_as_of("2026-04-01 18:30")
    comparison = uw.compare(usage, ["requests"], period="2026-03")
    lines = comparison.lines("requests")
    assert len(lines) == 31
    assert isnan(lines["previous"].iloc[-1])
    assert lines[["current", "previous"]].sum().tolist() == comparison.frame[["current", "previous"]].iloc[0].tolist()


HAND = pd.DataFrame(
    {
        # May: 2 requests of ada, 1 of bob; a tenth of a second and 4 seconds. June: ada twice on one day and once on another.
        "start_time": ["2026-05-02", "2026-05-02", "2026-05-09", "2026-06-03", "2026-06-03", "2026-06-04"],
        "user": ["ada", "ada", "bob", "ada", "ada", "ada"],
        "latency_ms": [100, 100, 4_000, 50, 50, 200],
        "cost": [1.0, 2.0, 3.0, 2.0, 3.0, 4.0],
        "status": ["success", "success", "failure", "success", "success", "success"],
    }
)


@pytest.fixture(scope="module")
def june():
    usage = uw.Usage.from_frame(HAND).with_as_of("2026-06-10")
    return uw.compare(usage, ["cost", "requests", "users", "latency_ms_mean", "failure_rate"])


def test_pitfalls_by_hand(june):
    rows = june.frame.set_index("measure")
    # To June 9 against to May 9: cost 9 against 6; the same 3 requests; 1 person against 2, not 2 against 2 as days summed.
    assert rows.loc["cost", ["current", "previous", "change", "relative", "status"]].tolist() == [9, 6, 3, 0.5, "up"]
    assert rows.loc["requests", "status"] == "same"
    assert rows.loc["users", ["current", "previous"]].tolist() == [1, 2]
    # Weighted: 300 / 3 and 4,200 / 3; a mean of the days' means were 125 and 2,050.
    assert rows.loc["latency_ms_mean", ["current", "previous"]].tolist() == [100, 1_400]
    # One of three failed, then none: 33.3 points, and no share of a share.
    assert rows.loc["failure_rate", "change"] == pytest.approx(-1 / 3)
    assert isnan(rows.loc["failure_rate", "relative"])
    assert rows.loc["failure_rate", "status"] == "down"


def test_nothing_before_is_new_and_nothing_twice_is_no_change():
    usage = uw.Usage.from_frame(HAND).with_as_of("2026-07-01")
    new = uw.compare(usage, ["cost", "failures"], period="2026-05").frame
    assert new["status"].tolist() == ["new", "new"]
    assert new["relative"].isna().all()
    assert "$6.00, new: there are no data of April" in uw.compare(usage, ["cost"], period="2026-05").explain("en")
    nothing = uw.compare(usage, ["cost", "requests", "cost_per_request"], period="2026-03").frame
    assert nothing["status"].tolist() == ["same", "same", None]


def test_a_cost_without_a_price_is_unknown_not_nothing():
    unpriced = HAND.assign(cost=[None, None, None, 2.0, 3.0, 4.0], model="no-such-model")
    comparison = uw.compare(uw.Usage.from_frame(unpriced).with_as_of("2026-06-10"), ["cost"])
    assert comparison.frame["status"].tolist() == [None]
    assert "0, against 3" in comparison.explain("en")


def test_a_month_that_is_known_in_part_is_compared_per_day_that_is_known():
    days = pd.date_range("2026-04-29", "2026-05-31", freq="D", tz="UTC")
    usage = uw.Usage.from_frame(pd.DataFrame({"start_time": days, "cost": 2.0})).with_as_of("2026-06-01")
    assert uw.compare(usage, ["cost"], period="2026-05").frame["relative_per_day"].tolist() == [0]


def test_unlike_months_are_compared_per_day():
    days = pd.date_range("2026-02-01", "2026-03-31")
    usage = uw.Usage.from_frame(pd.DataFrame({"start_time": days})).with_as_of("2026-04-01")
    row = uw.compare(usage, ["requests"], period="2026-03").frame.iloc[0]
    assert row["relative"] == pytest.approx(3 / 28)
    assert row["relative_per_day"] == pytest.approx(0)


def test_names_are_checked(june):
    usage = uw.Usage.from_frame(HAND)
    with pytest.raises(uw.UnknownName, match="did you mean 'cost'"):
        uw.compare(usage, ["costs"])
    with pytest.raises(uw.UnknownKeyword, match="did you mean 'period'"):
        uw.compare(usage, perod="month")
    with pytest.raises(uw.UnknownName, match="cost, failure_rate"):
        june.sentence_of("tokens")
