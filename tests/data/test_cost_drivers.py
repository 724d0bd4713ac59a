"""What drives a measure agrees with plain SQL, and tells which bills are known by meter."""

from __future__ import annotations

import duckdb
import ibis
import numpy as np
import pandas as pd
import psycopg
import pytest

import usage_widgets as uw
from usage_widgets.data.cost_drivers import drivers_of

METERS = ["uncached_input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "output_tokens"]
BILL = ["input_cost", "cache_read_cost", "cache_creation_cost", "output_cost"]
SIZE = 3_000


@pytest.fixture(scope="module")
def usage():
    """Requests of every sort: unpriced, free, with parts of the bill and without, with tokens and without."""
    random = np.random.default_rng(11)

    def some(values, share):
        return [None if chance < share else value for value, chance in zip(values, random.random(SIZE), strict=True)]

    log = pd.DataFrame(
        {
            "request_id": [f"r{number}" for number in range(SIZE)],
            "start_time": pd.Timestamp("2026-03-01") + pd.to_timedelta(random.integers(0, 40 * 86_400, SIZE), unit="s"),
            "model": random.choice(["a", "b", "c", "", None], SIZE, p=[0.4, 0.3, 0.1, 0.1, 0.1]),
            "origin": random.choice(["user", "retry", "internal"], SIZE, p=[0.8, 0.1, 0.1]),
            "status": random.choice(["success", "failure"], SIZE),
            **{meter: some(random.integers(0, 5, SIZE) * 1_000, 0.1) for meter in METERS},
            **{part: some(random.integers(0, 9, SIZE) / 1_000, 0.1) for part in BILL},
            "cost": some(random.integers(0, 900, SIZE) / 10_000, 0.2),
        }
    )
    return uw.Usage.from_frame(log, input_tokens_include_cache=False)


@pytest.fixture(scope="module")
def log(usage):
    """The usage table as it is stored."""
    return usage.to_frame()


def in_sql(log, numbers, where="TRUE"):
    with duckdb.connect() as connection:
        connection.register("log", log)
        sql = f"SELECT model, {numbers} FROM log WHERE {where} GROUP BY ALL"
        rows = connection.sql(sql).fetchall()
    return {row[0]: [float(number or 0) for number in row[1:]] for row in rows}


def found(frame, *columns):
    return {row[0]: list(row[1:]) for row in frame[["group", *columns]].itertuples(index=False)}


def near(groups):
    return {group: pytest.approx(numbers) for group, numbers in groups.items()}


def test_a_cost_comes_with_its_meters_and_their_bill(log, usage):
    frame = drivers_of(usage, "model", usage.measure("cost"))
    sums = ", ".join(f"sum({column}) FILTER (cost IS NOT NULL)" for column in (*METERS, *BILL))
    expected = in_sql(log, f"count(*), count(cost), sum(cost), {sums}")
    assert found(frame, "rows", "calls", "value", *METERS, *BILL) == near(expected)
    assert (frame.drop(columns="group").dtypes == "float64").all()


def test_calls_whose_meters_do_not_tell_their_cost_are_counted(log, usage):
    untold = " OR ".join(
        f"(coalesce({meter}, 0) > 0 AND {part} IS NULL) OR (coalesce({meter}, 0) = 0 AND coalesce({part}, 0) <> 0)"
        for meter, part in zip(METERS, BILL, strict=True)
    )
    frame = drivers_of(usage, "model", usage.measure("cost"))
    assert found(frame, "unexplained") == in_sql(log, f"count(*) FILTER (cost <> 0 AND ({untold}))")
    assert 0 < frame["unexplained"].sum() < frame["calls"].sum()


def test_requests_are_those_of_users(log, usage):
    frame = drivers_of(usage, "model", usage.measure("requests"))
    assert found(frame, "rows", "calls", "value") == in_sql(log, "count(*), count(*), count(*)", "origin = 'user'")


@pytest.mark.parametrize(
    ("measure", "meters"),
    [("tokens", METERS), ("input_tokens", METERS[:3]), *((meter, [meter]) for meter in METERS)],
)
def test_tokens_count_over_the_calls_that_tell_any(log, usage, measure, meters):
    known = f"coalesce({', '.join(meters)}) IS NOT NULL"
    total = " + ".join(f"sum(coalesce({meter}, 0))" for meter in meters)
    frame = drivers_of(usage, "model", usage.measure(measure))
    assert found(frame, "rows", "calls", "value") == near(in_sql(log, f"count(*), count(*) FILTER ({known}), {total}"))


def test_the_groups_are_those_of_local_time(log, usage):
    there = usage.in_time_zone("Asia/Kathmandu")
    frame = drivers_of(there, "hour_of_day", there.measure("requests"))
    hours = (log["start_time"].dt.tz_convert("Asia/Kathmandu").dt.hour)[log["origin"] == "user"]
    assert dict(zip(frame["group"], frame["value"], strict=True)) == hours.value_counts().to_dict()


def test_a_view_without_requests_has_no_groups(usage):
    frame = drivers_of(usage.between("2025-01-01", "2025-02-01"), "model", usage.measure("cost"))
    assert frame.empty
    assert {"group", "rows", "calls", "value", *METERS, *BILL, "unexplained"} == {*frame.columns}


@pytest.mark.parametrize("measure", ["cost", "tokens", "requests"])
def test_postgres_answers_the_same(usage, postgres_url, measure):
    postgres = ibis.postgres.from_connection(psycopg.connect(postgres_url, autocommit=True))
    postgres.create_table("drivers", usage.origin.engine.to_arrow(usage.rows()), overwrite=True)
    there = uw.Usage.from_table(postgres.table("drivers"))
    one, other = (drivers_of(view, "model", usage.measure(measure)) for view in (usage, there))
    columns = [*one.columns[1:]]
    assert found(other, *columns) == near(found(one, *columns))
    postgres.disconnect()
