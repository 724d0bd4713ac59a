"""The calls of Ibis 12, sqlglot and DuckDB 1.5 that we rely on; newer ones of the three do not fit together."""

from __future__ import annotations

import threading
from decimal import Decimal
from importlib.metadata import version

import duckdb
import ibis
import pyarrow as pa
import pytest

from usage_widgets.data.canonical import _local_to
from usage_widgets.data.engine import local_backend

pytestmark = pytest.mark.filterwarnings("ignore:fetch_(arrow_table|record_batch):DeprecationWarning")  # Ibis calls them

ROWS = pa.table(
    {
        "name": ["a", "a", "b", None],
        "cost": pa.array([Decimal("0.1"), Decimal("0.2"), Decimal("0.000000001"), None], pa.decimal128(18, 9)),
        "tags": [["x", "y"], ["y", "y"], [], None],
    }
)


@pytest.fixture
def backend():
    """A DuckDB as we open it."""
    return local_backend()


def test_the_pins_hold():
    assert version("ibis-framework").startswith("12.")
    assert version("duckdb").startswith("1.")
    assert tuple(map(int, version("sqlglot").split(".")[:2])) < (30, 18)


def test_tables_from_arrow_and_from_an_expression_and_gone_again(backend):
    table = backend.create_table("rows", ROWS)
    backend.create_table("fewer", table.filter(table.name == "a").order_by("cost"))
    backend.create_table("fewer", table.limit(0), overwrite=True)
    assert {"fewer", "rows"} <= {*backend.list_tables()}
    assert backend.to_pyarrow(backend.table("fewer").count()).as_py() == 0
    backend.drop_table(backend.table("fewer").op().name)
    assert "fewer" not in backend.list_tables()


def test_the_name_of_a_table_is_not_its_full_name(backend):
    table = backend.create_table("rows", ROWS)
    assert table.op().name == "rows"
    assert table.get_name() == "memory.main.rows", "which drop_table would not find"


def test_arrow_comes_whole_and_in_batches(backend):
    table = backend.create_table("rows", ROWS)
    assert backend.to_pyarrow(table).num_rows == 4
    assert sum(batch.num_rows for batch in backend.to_pyarrow_batches(table, chunk_size=2)) == 4


def test_a_cursor_sees_tables_and_takes_memory_tables(backend):
    table = backend.create_table("rows", ROWS)
    cursor = ibis.duckdb.from_connection(backend.con.cursor())
    names = ibis.memtable(pa.table({"name": ["a"]}))
    assert cursor.to_pyarrow(table.semi_join(names, "name")).num_rows == 2


def test_cursors_answer_in_threads(backend):
    table = backend.create_table("rows", ROWS)
    found = []

    def ask():
        cursor = ibis.duckdb.from_connection(backend.con.cursor())
        found.extend(cursor.to_pyarrow(table.count()).as_py() for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [4] * 40


def test_a_query_can_be_interrupted_and_its_cursor_used_again(backend):
    cursor = ibis.duckdb.from_connection(backend.con.cursor())
    numbers = ibis.range(0, 30_000).unnest().name("i").as_table()
    timer = threading.Timer(0.2, cursor.con.interrupt)
    timer.start()
    with pytest.raises(duckdb.InterruptException):
        cursor.to_pyarrow(numbers.cross_join(numbers.view(), numbers.rename(j="i")).count())
    timer.join()
    assert cursor.to_pyarrow(ibis.literal(1).as_scalar()).as_py() == 1


def test_cases_and_intervals(backend):
    time = ibis.literal("2026-03-29 00:30").cast("timestamp")
    change = ibis.timestamp("2026-03-29 01:00")
    local = ibis.cases((time >= change, time + ibis.interval(seconds=7200)), else_=time - ibis.interval(seconds=3600))
    assert str(backend.to_pyarrow(local.truncate("h")).as_py()) == "2026-03-28 23:00:00"
    assert str(backend.to_pyarrow(ibis.greatest(time, change)).as_py()) == "2026-03-29 01:00:00"


def test_joins_in_which_unknown_equals_unknown(backend):
    table = backend.create_table("rows", ROWS)
    wanted = ibis.memtable(pa.table({"wanted": pa.array([None, "b"], pa.string())}))
    assert backend.to_pyarrow(table.semi_join(wanted, table.name.identical_to(wanted.wanted))).num_rows == 2


def test_sums_of_decimals_are_exact(backend):
    table = backend.create_table("rows", ROWS)
    total = backend.to_pyarrow(table.cost.sum())
    assert total.type == pa.decimal128(38, 9)
    assert total.as_py() == Decimal("0.300000001")


def test_lists_are_cleaned_and_unnested(backend):
    table = backend.create_table("rows", ROWS)
    clean = table.tags.map(lambda tag: tag.strip().nullif("")).filter(lambda tag: tag.notnull()).unique().sort()
    assert backend.to_pyarrow(clean.name("tags")).to_pylist() == [["x", "y"], ["y"], [], None]
    assert backend.to_pyarrow(table.select(tag=table.tags.unnest())).num_rows == 4


def test_the_zone_function_is_the_databases_own(backend):
    instant = ibis.literal("2026-03-29T03:30:00+02:00").cast("timestamp('UTC')")
    assert str(backend.to_pyarrow(_local_to("Europe/Berlin", instant)).as_py()) == "2026-03-29 03:30:00"


def test_windows_quantiles_and_distinct_counts(backend):
    table = backend.create_table("rows", ROWS)
    groups = table.group_by("name").aggregate(
        cost=table.cost.sum(), p95=table.cost.cast("float64").quantile(0.95), names=table.name.nunique()
    )
    ranked = groups.mutate(
        rank=ibis.row_number().over(order_by=[groups.cost.desc(nulls_first=False), groups.name.asc(nulls_first=False)])
    )
    found = backend.to_pyarrow(ranked.order_by("rank")).to_pydict()
    assert found["name"] == ["a", "b", None]
    assert found["rank"] == [0, 1, 2]
    assert found["p95"][0] == pytest.approx(0.195)


def test_files_that_ibis_opens_are_temporary_views(backend, tmp_path):
    (tmp_path / "log.csv").write_text("a\n1\n")
    backend.read_csv(tmp_path / "log.csv", table_name="log")
    assert backend.con.execute("SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal").fetchall() == [
        ("log",)
    ]
    with pytest.raises(duckdb.CatalogException):
        backend.con.cursor().execute("FROM log")
