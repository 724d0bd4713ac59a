"""Ibis tables, asked where they lie."""

from __future__ import annotations

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from usage_widgets import InvalidArgument, InvalidUsageTable, Usage

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis calls it

ROWS = pd.DataFrame(
    {
        "start_time": pd.to_datetime(["2026-03-01 10:00", "2026-03-02 11:00", "2026-03-03 12:00"]),
        "model": ["a", "", None],
        "user": ["u", "v", "u"],
        "cost": [0.5, 0.25, None],
    }
)
ARROW = pa.Table.from_pandas(ROWS)  # Ibis' own way with pandas warns


@pytest.fixture
def connection():
    """A DuckDB of the user's own."""
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


WAYS = {
    "table": lambda connection, folder: connection.create_table("log", ARROW),
    "parquet": lambda connection, folder: connection.read_parquet(folder / "log.parquet"),
    "csv": lambda connection, folder: connection.read_csv(folder / "log.csv"),
    "memtable": lambda connection, folder: ibis.memtable(ARROW),
    "expression": lambda connection, folder: (
        connection.create_table("log", ARROW).mutate(extra=1).filter(ibis._.user.notnull())
    ),
    "view of a view": lambda connection, folder: (
        connection.read_parquet(folder / "log.parquet").alias("again").sql("FROM again")
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_any_table_of_duckdb(connection, tmp_path, way):
    ROWS.to_parquet(tmp_path / "log.parquet")
    ROWS.to_csv(tmp_path / "log.csv", index=False)
    usage = Usage.from_table(WAYS[way](connection, tmp_path), time_zone="Europe/Berlin")
    assert usage.by("model", measures=["cost", "users"])[["model", "cost", "users"]].to_numpy().tolist() == [
        ["a", 0.5, 1],
        [None, 0.25, 2],
    ]
    assert usage.where(user="u").series("requests", by="model", top=1)["value"].sum() == 2
    assert usage.to_frame().shape[0] == 3


def test_it_is_asked_where_it_lies(connection):
    table = connection.create_table("log", ARROW)
    usage = Usage.from_table(table)
    assert usage.source == "log"
    connection.raw_sql("INSERT INTO log SELECT * REPLACE (timestamp '2026-03-02' AS start_time) FROM log")
    assert usage.total("requests") == 6
    assert connection.list_tables() == ["log"], "nothing of ours is left there"


def test_what_comes_later_is_in_view_when_it_is_opened_again(connection):
    table = connection.create_table("log", ARROW)
    usage = Usage.from_table(table)
    span, as_of = usage.span, usage.as_of
    connection.raw_sql("INSERT INTO log SELECT * REPLACE (timestamp '2026-03-04' AS start_time) FROM log")
    connection.raw_sql("INSERT INTO log SELECT * REPLACE (NULL AS start_time) FROM log LIMIT 1")
    assert usage.total("requests") == 3 + 1, "one without a time is in no period, but in the total"
    assert (usage.span, usage.as_of) == (span, as_of)
    assert usage.series("requests")["value"].sum() == 3
    assert Usage.from_table(table).series("requests")["value"].sum() == 6


def test_it_has_the_name_that_it_is_given(connection):
    table = connection.create_table("log", ARROW)
    assert Usage.from_table(table, name="Gateway").source == "Gateway"
    assert Usage.from_table(table.filter(table.user == "u")).source == "table"


def test_columns_are_mapped_and_computed(connection):
    table = connection.create_table("log", ARROW).rename(at="start_time").mutate(seconds=1.5, center=ibis.literal("cc"))
    columns = {"start_time": "at", "latency_ms": ibis._.seconds * 1000}
    usage = Usage.from_table(table, columns=columns, dimensions={"cost_center": "center"})
    assert usage.total("latency_ms_mean") == 1500
    assert usage.values("cost_center")["value"].tolist() == ["cc"]


@pytest.mark.parametrize("given", [None, "log", ROWS, ibis.table({"start_time": "timestamp"}, name="log")], ids=type)
def test_what_is_no_table_of_a_backend_is_refused(given):
    with pytest.raises(InvalidArgument, match="table: expected an Ibis table that is connected"):
        Usage.from_table(given)


def test_a_temporary_table_is_refused_because_no_other_thread_sees_it(connection):
    with pytest.raises(InvalidArgument, match="not a temporary one"):
        Usage.from_table(connection.create_table("log", ARROW, temp=True))


def test_values_that_cannot_be_read_are_refused(connection):
    table = connection.create_table("log", ARROW).mutate(cost=ibis._.cost.cast("string").fill_null("12,50 EUR"))
    with pytest.raises(InvalidUsageTable, match=r"cost: 1 of 3 values cannot be read, such as '12,50 EUR'"):
        Usage.from_table(table)


def test_what_reading_takes_as_something_else_is_counted(connection):
    table = connection.create_table("log", ARROW).mutate(status=ibis.literal("throttled"))
    findings = {finding.code: finding for finding in Usage.from_table(table).quality().findings}
    assert findings["unknown_status"].count == 3
    assert findings["unknown_status"].examples == ("throttled",)


def test_a_table_without_a_time_is_refused(connection):
    with pytest.raises(InvalidUsageTable, match=r"no start_time.*model, user, cost"):
        Usage.from_table(connection.create_table("log", ARROW).drop("start_time"))
