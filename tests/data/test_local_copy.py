"""The local copy of a source: read once, extended, never half-written."""

from __future__ import annotations

import os
import stat
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import ibis
import psycopg
import pyarrow.parquet as pq
import pytest

from tests import litellm_database
from tests.litellm_payloads import ANSWER, CALLERS, PROMPT
from usage_widgets.data import parquet_parts
from usage_widgets.data.local_copy import LocalCopy, folder_for
from usage_widgets.data.local_copy import _rows as rows
from usage_widgets.data.sources import litellm
from usage_widgets.errors import SourceError
from usage_widgets.schema import NAMES

# Ibis 12 asks DuckDB 1.5 for batches by the old name.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

DAY = datetime(2026, 3, 1)  # noqa: DTZ001 - naive UTC, as everywhere in the engine
NOW = timedelta(0)
HOUR = timedelta(hours=1)


class Log:
    """A gateway's log in DuckDB that grows and changes."""

    def __init__(self) -> None:
        self.backend = ibis.duckdb.connect()
        self.backend.raw_sql(
            "CREATE TABLE log (request_id VARCHAR, start_time TIMESTAMP NOT NULL, cost DECIMAL(18, 9))"
        )

    @property
    def table(self):
        return self.backend.table("log")

    def add(self, *rows: tuple[str, timedelta, str]) -> None:
        for name, after, cost in rows:
            self.backend.con.execute("INSERT INTO log VALUES (?, ?, ?)", [name, DAY + after, cost])

    def run(self, sql: str) -> None:
        self.backend.con.execute(sql)


@pytest.fixture
def log() -> Log:
    log = Log()
    log.add(
        ("a", timedelta(hours=1), "0.1"), ("b", timedelta(hours=5), "0.2"), ("c", timedelta(hours=5, minutes=30), "0.3")
    )
    return log


@pytest.fixture
def copy(tmp_path) -> LocalCopy:
    return LocalCopy(tmp_path / "copy")


def held(copy: LocalCopy) -> list[tuple[str, str]]:
    tables = [pq.read_table(file) for file in copy.files()]
    rows = [(row["request_id"], row["start_time"], row["cost"]) for table in tables for row in table.to_pylist()]
    assert [time for _, time, _ in rows] == sorted(time for _, time, _ in rows)
    return [(name, f"{cost:.1f}") for name, _, cost in rows]


def extend(copy: LocalCopy, log: Log, **options):
    return copy.extend(log.table, **({"since": DAY, "max_age": NOW} | options))


def test_the_first_read_copies_the_span_in_time_order(copy, log):
    log.add(("early", timedelta(days=-1), "9"), ("first", timedelta(0), "0.5"))
    assert extend(copy, log).rows == 4
    assert held(copy) == [("first", "0.5"), ("a", "0.1"), ("b", "0.2"), ("c", "0.3")]


def test_an_end_is_exclusive_and_a_later_read_goes_on_from_there(copy, log):
    extend(copy, log, until=DAY + timedelta(hours=5))
    assert held(copy) == [("a", "0.1")]
    extend(copy, log, until=DAY + timedelta(hours=5, minutes=30))
    assert held(copy) == [("a", "0.1"), ("b", "0.2")]


def test_a_later_read_takes_late_and_changed_rows_of_the_overlap_and_doubles_nothing(copy, log):
    extend(copy, log)
    log.add(("late", timedelta(hours=4, minutes=45), "0.4"), ("new", timedelta(hours=6), "0.6"))
    log.run("UPDATE log SET cost = 0.9 WHERE request_id = 'b'")
    assert extend(copy, log).rows == 4
    assert held(copy) == [("a", "0.1"), ("late", "0.4"), ("b", "0.9"), ("c", "0.3"), ("new", "0.6")]


def test_what_lies_before_the_overlap_is_not_read_again(copy, log):
    extend(copy, log)
    log.run("UPDATE log SET cost = 7 WHERE request_id = 'a'")
    assert extend(copy, log).rows == 2
    assert held(copy) == [("a", "0.1"), ("b", "0.2"), ("c", "0.3")]


def test_a_row_deleted_at_the_source_leaves_the_overlap(copy, log):
    extend(copy, log)
    log.run("DELETE FROM log WHERE request_id = 'c'")
    extend(copy, log)
    assert held(copy) == [("a", "0.1"), ("b", "0.2")]


def test_equal_ids_at_different_times_are_different_rows(copy, log):
    log.add(("b", timedelta(hours=5, minutes=10), "0.7"), ("b", timedelta(hours=2), "0.8"))
    for _ in range(3):
        extend(copy, log)
    assert held(copy) == [("a", "0.1"), ("b", "0.8"), ("b", "0.2"), ("b", "0.7"), ("c", "0.3")]


def test_an_earlier_start_reads_only_what_lies_before(copy, log):
    log.add(("early", timedelta(days=-3), "9"))
    extend(copy, log)
    assert extend(copy, log, since=DAY - timedelta(days=7)).rows == 1 + 2
    assert held(copy) == [("early", "9.0"), ("a", "0.1"), ("b", "0.2"), ("c", "0.3")]
    assert copy.contents().since == DAY - timedelta(days=7)


def test_a_later_start_forgets_nothing(copy, log):
    extend(copy, log)
    extend(copy, log, since=DAY + timedelta(hours=5))
    assert copy.contents().since == DAY
    assert len(held(copy)) == 3


def test_an_aware_start_is_an_instant(copy, log):
    extend(copy, log, since=datetime(2026, 3, 1, 7, tzinfo=timezone(timedelta(hours=5, minutes=30))))
    assert held(copy) == [("b", "0.2"), ("c", "0.3")]


def test_a_source_without_rows_is_a_complete_read(copy, log):
    log.run("DELETE FROM log")
    assert extend(copy, log).rows == 0
    assert copy.files() == []
    assert copy.read_at is not None
    log.add(("a", timedelta(hours=1), "0.1"))
    extend(copy, log)
    assert held(copy) == [("a", "0.1")]


def test_a_row_of_the_future_does_not_hide_the_present(copy, log):
    log.add(("future", timedelta(days=36500), "1"))
    extend(copy, log)
    now = datetime.now(UTC).replace(tzinfo=None) - DAY
    log.add(("present", now, "0.6"))
    extend(copy, log)
    assert [name for name, _ in held(copy)] == ["a", "b", "c", "present", "future"]


def test_a_young_copy_is_not_extended(copy, log):
    extend(copy, log)
    log.add(("new", timedelta(hours=6), "0.6"))
    sync = extend(copy, log, max_age=HOUR)
    assert sync.was_fresh
    assert sync.rows == 0
    assert len(held(copy)) == 3
    assert not extend(copy, log, max_age=NOW).was_fresh
    assert len(held(copy)) == 4


def test_a_young_copy_is_extended_backwards_all_the_same(copy, log):
    log.add(("early", timedelta(days=-3), "9"))
    extend(copy, log)
    extend(copy, log, since=DAY - timedelta(days=7), max_age=HOUR)
    assert held(copy)[0] == ("early", "9.0")


def test_a_span_that_is_settled_is_never_asked_for_again(copy, log):
    extend(copy, log)
    log.backend.disconnect()
    # No source is left to ask.
    assert LocalCopy(copy.folder).extend(log_schema(), since=DAY, until=DAY + HOUR, max_age=NOW).was_fresh


def log_schema():
    return ibis.table({"request_id": "string", "start_time": "!timestamp(6)", "cost": "decimal(18, 9)"}, name="log")


def test_files_before_the_overlap_are_left_alone(copy, log, monkeypatch):
    monkeypatch.setattr(parquet_parts, "FILE_ROWS", 100)
    log.run("DELETE FROM log")
    log.run(f"INSERT INTO log SELECT i::VARCHAR, TIMESTAMP '{DAY}' + INTERVAL (i) MINUTE, 1 FROM range(1000) r(i)")
    monkeypatch.setattr("usage_widgets.data.local_copy.BATCH_ROWS", 50)
    extend(copy, log)
    before = {file: Path(file).stat().st_mtime_ns for file in copy.files()}
    assert len(before) == 10
    log.run(
        f"INSERT INTO log SELECT i::VARCHAR, TIMESTAMP '{DAY}' + INTERVAL (i) MINUTE, 1 FROM range(1000, 1050) r(i)"
    )
    assert extend(copy, log).rows == 61 + 50
    kept = set(before) & set(copy.files())
    assert len(kept) == 9
    assert all(Path(file).stat().st_mtime_ns == before[file] for file in kept)
    assert sorted(int(name) for name, _ in held(copy)) == list(range(1050))


def test_a_large_file_is_sealed_and_later_rows_go_to_another(copy, log, monkeypatch):
    monkeypatch.setattr(parquet_parts, "SEALED_ROWS", 1)
    extend(copy, log)
    extend(copy, log)
    sealed = copy.files()[0]
    log.add(("new", timedelta(hours=6), "0.6"))
    extend(copy, log)
    assert copy.files()[0] == sealed
    assert held(copy) == [("a", "0.1"), ("b", "0.2"), ("c", "0.3"), ("new", "0.6")]


def test_a_replaced_file_stays_for_its_readers_and_goes_later(copy, log):
    extend(copy, log)
    old = copy.files()
    extend(copy, log)
    assert old != copy.files()
    assert len(pq.read_table(old)) == 3
    os.utime(old[0], (0, 0))
    extend(copy, log)
    assert not Path(old[0]).exists()


def test_a_long_span_is_read_in_stretches_without_gap_or_overlap(copy, log, monkeypatch):
    log.run("DELETE FROM log")
    log.run(f"INSERT INTO log SELECT i::VARCHAR, TIMESTAMP '{DAY}' + INTERVAL (i * 12) HOUR, 1 FROM range(200) r(i)")
    asked = []
    monkeypatch.setattr(
        "usage_widgets.data.local_copy._rows", lambda _, span: asked.append(span) or rows(log.table, span)
    )
    extend(copy, log, until=DAY + timedelta(days=100))
    assert [(end - start).days for start, end in asked] == [1, 2, 4, 8, 16, 32, 37]
    assert [name for name, _ in held(copy)] == [str(number) for number in range(200)]
    asked.clear()
    monkeypatch.setattr("usage_widgets.data.local_copy.STRETCH_ROWS", 4)
    LocalCopy(copy.folder / "busy").extend(log.table, since=DAY, until=DAY + timedelta(days=9))
    assert [(end - start).days for start, end in asked] == [1, 2, 2, 2, 2]


class BreakingOff:
    """A table whose source is gone after the first batch."""

    def __init__(self, table) -> None:
        self._table = table

    def __getattr__(self, name):
        return getattr(self._table, name)

    def __getitem__(self, name):
        return self._table[name]

    def filter(self, *predicates):
        return BreakingOff(self._table.filter(*predicates))

    def order_by(self, name):
        return BreakingOff(self._table.order_by(name))

    def to_pyarrow_batches(self, **_):
        yield self._table.to_pyarrow().to_batches()[0]
        raise duckdb.ConnectionException("connection to user=ada password=hunter2 lost")


@pytest.mark.parametrize("file_rows", [1, 1000])
def test_a_source_that_breaks_off_leaves_the_copy_as_it_was(copy, log, monkeypatch, file_rows):
    extend(copy, log)
    monkeypatch.setattr(parquet_parts, "FILE_ROWS", file_rows)
    before = {path.name: path.read_bytes() for path in copy.folder.iterdir()}
    log.add(("new", timedelta(hours=6), "0.6"))
    with pytest.raises(SourceError, match=r"broke off after 3 rows \(ConnectionException\)") as caught:
        copy.extend(BreakingOff(log.table), since=DAY, max_age=NOW)
    assert "hunter2" not in str(caught.value)
    assert {path.name: path.read_bytes() for path in copy.folder.iterdir()} == before


def test_what_a_killed_process_left_is_cleared_away(copy, log):
    copy.folder.mkdir(parents=True)
    (copy.folder / "half.tmp").write_bytes(b"PAR1")
    extend(copy, log)
    assert not list(copy.folder.glob("*.tmp"))
    assert len(held(copy)) == 3


def test_another_mapping_of_the_source_reads_all_anew(copy, log):
    extend(copy, log)
    changed = LocalCopy(copy.folder, version=2)
    assert extend(changed, log, max_age=HOUR).rows == 3
    assert extend(changed, log, max_age=HOUR).was_fresh
    assert len(held(changed)) == 3


def named(log: Log, **people: str):
    """The log with a user in each row, and the names of users."""
    table = log.table.mutate(user=log.table.request_id, user_id=log.table.request_id, user_unnamed=log.table.request_id)
    values = [("user", person, name) for person, name in people.items()] or [(None, None, None)]
    log.run("CREATE OR REPLACE TABLE names (kind VARCHAR, id VARCHAR, name VARCHAR)")
    log.backend.con.executemany("INSERT INTO names VALUES (?, ?, ?)", values)
    return {"source": table, "names": log.backend.table("names").filter(ibis._.id.notnull())}


def users(copy: LocalCopy) -> list[str]:
    return [name for file in copy.files() for name in pq.read_table(file)["user"].to_pylist()]


def test_rows_that_were_read_before_follow_their_names(copy, log, monkeypatch):
    monkeypatch.setattr(parquet_parts, "FILE_ROWS", 1)
    monkeypatch.setattr("usage_widgets.data.local_copy.BATCH_ROWS", 1)
    for people, expected in [
        ({}, ["a", "b", "c"]),
        ({"a": "Ada", "b": "Bob"}, ["Ada", "Bob", "c"]),
        ({"a": "Ada Lovelace", "nobody": "None"}, ["Ada Lovelace", "b", "c"]),
        ({}, ["a", "b", "c"]),
    ]:
        copy.extend(**named(log, **people), since=DAY, max_age=NOW)
        assert users(copy) == expected


def test_files_in_which_nobody_was_renamed_are_left_alone(copy, log, monkeypatch):
    monkeypatch.setattr(parquet_parts, "FILE_ROWS", 1)
    monkeypatch.setattr("usage_widgets.data.local_copy.BATCH_ROWS", 1)
    log.add(("z", timedelta(hours=2), "1"))
    copy.extend(**named(log), since=DAY)
    before = copy.files()
    copy.extend(**named(log, z="Zoe"), since=DAY, max_age=NOW)
    assert users(copy) == ["a", "Zoe", "b", "c"]
    assert copy.files()[0] == before[0]
    assert copy.files()[1] != before[1]


def test_names_that_cannot_be_read_leave_the_copy_as_it_was(copy, log):
    copy.extend(**named(log), since=DAY)
    before = {path.name: path.read_bytes() for path in copy.folder.iterdir()}
    asked = named(log, a="Ada")
    log.run("DROP TABLE names")
    with pytest.raises(SourceError, match="while the names were read"):
        copy.extend(**asked, since=DAY, max_age=NOW)
    assert {path.name: path.read_bytes() for path in copy.folder.iterdir()} == before


@pytest.mark.parametrize("damage", ["lost file", "broken index", "other columns"])
def test_a_damaged_copy_is_read_anew(copy, log, damage):
    extend(copy, log)
    if damage == "lost file":
        Path(copy.files()[0]).unlink()
    elif damage == "broken index":
        (copy.folder / "contents.json").write_text("{")
    else:
        log.run("ALTER TABLE log ADD COLUMN added VARCHAR")
    assert extend(copy, log).rows == 3
    assert len(held(copy)) == 3


def test_only_the_owner_looks_into_the_folder(copy, log):
    extend(copy, log)
    assert stat.S_IMODE(copy.folder.stat().st_mode) == 0o700


def test_progress_tells_rows_and_share(copy, log):
    told: list[tuple[int, float]] = []
    extend(copy, log, until=DAY + timedelta(hours=11), progress=lambda rows, share: told.append((rows, share)))
    assert told == [(3, pytest.approx(0.5))]


def test_who_comes_meanwhile_waits_and_finds_the_copy_fresh(copy, log):
    extend(copy, log)
    log.add(("new", timedelta(hours=6), "0.6"))
    reading, go_on, syncs = threading.Event(), threading.Event(), []

    def wait(rows, share):
        reading.set()
        assert go_on.wait(10)

    first = threading.Thread(target=lambda: syncs.append(extend(copy, log, progress=wait)))
    first.start()
    assert reading.wait(10)
    second = threading.Thread(
        target=lambda: syncs.append(LocalCopy(copy.folder).extend(log_schema(), since=DAY, max_age=HOUR))
    )
    second.start()
    second.join(0.3)
    assert second.is_alive()
    go_on.set()
    first.join(10)
    second.join(10)
    assert [sync.was_fresh for sync in syncs] == [False, True]
    assert len(held(copy)) == 4


def test_the_folder_is_named_by_a_hash_below_the_store(monkeypatch, tmp_path):
    monkeypatch.setenv("USAGE_WIDGETS_STORE", str(tmp_path))
    one = folder_for("PostgreSQL at db:5432, database litellm")
    assert one.parent == tmp_path
    assert (
        one == folder_for("PostgreSQL at db:5432, database litellm") != folder_for("PostgreSQL at db:5432, database b")
    )
    assert "litellm" not in one.name
    monkeypatch.delenv("USAGE_WIDGETS_STORE")
    assert "usage_widgets" in str(folder_for("x"))


@pytest.fixture
def backend(litellm_url, opened):
    return opened(litellm_url)


def extend_really(copy: LocalCopy, backend, **options):
    source, names = litellm.with_ids(backend), litellm.names(backend)
    return copy.extend(source, names=names, **({"since": DAY - timedelta(days=90), "max_age": NOW} | options))


@pytest.fixture
def real_copy(backend, copy) -> LocalCopy:
    extend_really(copy, backend)
    return copy


def test_the_copy_of_a_real_database_is_the_database(real_copy, backend):
    source = litellm.canonical(backend).to_pyarrow()
    order = [("start_time", "ascending"), ("request_id", "ascending")]
    assert pq.read_table(real_copy.files()).select(NAMES).sort_by(order).equals(source.sort_by(order))


def test_a_second_read_of_a_real_database_changes_nothing(real_copy, backend):
    before = pq.read_table(real_copy.files())
    assert extend_really(real_copy, backend).rows > 0
    assert pq.read_table(real_copy.files()).equals(before)


def test_no_prompt_no_answer_and_no_key_is_in_the_copy(real_copy, litellm_url):
    with psycopg.connect(litellm_url) as connection:
        stored = str(connection.execute('SELECT * FROM "LiteLLM_SpendLogs"').fetchall())
    secrets = [PROMPT, ANSWER, *(caller.key for caller in CALLERS), "sk-1234567890abcdef", "a" * 64, "@example.org"]
    assert all(secret in stored for secret in secrets)
    texts = str([pq.read_table(file).to_pylist() for file in real_copy.files()])
    raw = b"".join(path.read_bytes() for path in real_copy.folder.iterdir())
    assert "smart" in texts
    for secret in secrets:
        assert secret not in texts
        assert secret.encode() not in raw


def test_a_database_that_goes_away_half_way_leaves_the_copy_as_it_was(copy, litellm_url, opened, monkeypatch):
    monkeypatch.setattr("usage_widgets.data.local_copy.BATCH_ROWS", 100)
    backend = opened(litellm_url)

    def cut_off(rows, share):
        with psycopg.connect(litellm_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [backend.con.info.backend_pid])

    with pytest.raises(SourceError, match="broke off after 100 rows"):
        extend_really(copy, backend, progress=cut_off)
    assert copy.files() == []
    assert [path.name for path in copy.folder.iterdir()] == ["copy.lock"]


def test_rows_that_the_gateway_writes_later_are_found(copy, new_database, opened):
    url = new_database()
    litellm_database.build(url)
    backend = opened(url)
    first = extend_really(copy, backend).rows
    last = copy.contents().parts[-1].last
    late = {"request_id": "late", **litellm_database.USUAL, "startTime": last - timedelta(minutes=30)}
    with psycopg.connect(url, autocommit=True) as gateway:
        litellm_database.insert(gateway, "LiteLLM_SpendLogs", [late])
    extend_really(copy, backend)
    ids = pq.read_table(copy.files())["request_id"].to_pylist()
    assert len(ids) == first + 1
    assert ids.count("late") == 1
