"""The same view of what a source has now: what changes, what stays, what is let go."""

from __future__ import annotations

import os
import weakref

import ibis
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.data import demo_log

HEADER = "start_time,model,user,cost\n"
ROW = "2026-03-01T08:00:00Z,gpt-4o,ada,1.5\n"
LATER = "2026-03-02T08:00:00Z,haiku,bob,2.5\n"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(HEADER + ROW)
    return file


def test_a_frame_cannot_change(week):
    assert week.refreshed() is week
    assert not week.origin.is_live


def test_a_file_that_grew_is_read_again(file):
    usage = uw.Usage.from_files(file)
    assert usage.refreshed() is usage
    file.write_text(HEADER + ROW + LATER)
    newer = usage.refreshed()
    assert (usage.total("cost"), newer.total("cost")) == (1.5, 4.0)
    assert newer.as_of - usage.as_of == pd.Timedelta(days=1)
    assert newer.refreshed() is newer


def test_the_same_size_at_another_time_is_a_change(file):
    usage = uw.Usage.from_files(file)
    file.write_text(HEADER + ROW.replace("1.5", "9.5"))
    os.utime(file, ns=(0, 0))
    assert usage.refreshed().total("cost") == 9.5


def test_a_new_file_in_a_folder_is_found(file):
    usage = uw.Usage.from_files(file.parent)
    (file.parent / "more.csv").write_text(HEADER + LATER)
    assert usage.refreshed().total("cost") == 4.0
    file.unlink()
    assert usage.refreshed().total("cost") == 2.5


def test_files_that_cannot_be_read_leave_the_view_as_it_was(file):
    usage = uw.Usage.from_files(file)
    file.write_text(HEADER + "when?,gpt-4o,ada,1\n")
    with pytest.raises(uw.InvalidUsageTable):
        usage.refreshed()
    file.unlink()
    with pytest.raises(uw.SourceError, match=r"log\.csv"):
        usage.refreshed()
    assert usage.total("cost") == 1.5
    file.write_text(HEADER + LATER)
    assert usage.refreshed().total("cost") == 2.5


def test_a_view_keeps_its_zone_filters_labels_and_time(file):
    usage = uw.Usage.from_files(file, time_zone="Europe/Berlin").where(user="bob").label("user", {"bob": "Bob"})
    narrowed, fixed = usage.last("7d"), usage.with_as_of("2026-03-01")
    file.write_text(HEADER + ROW + LATER)
    newer = usage.refreshed()
    assert (newer.total("cost"), newer.time_zone, newer.filters) == (2.5, "Europe/Berlin", {"user": ["bob"]})
    assert newer.by("user")["label"].tolist() == ["Bob"]
    assert fixed.refreshed().as_of == fixed.as_of
    assert narrowed.refreshed().filters == narrowed.filters
    assert narrowed.refreshed().total("requests") == 0  # the days that were meant, which the new row is not in


def test_what_was_read_before_is_let_go(file):
    usage = uw.Usage.from_files(file)
    usage.by("model")
    before = weakref.ref(usage.origin.engine.backend)
    file.write_text(HEADER + ROW + LATER)
    usage = usage.refreshed()
    assert usage.total("cost") == 4.0
    assert before() is None


def test_a_table_is_bounded_anew():
    database = ibis.duckdb.connect()
    database.raw_sql("CREATE TABLE log AS SELECT TIMESTAMP '2026-03-01 08:00' AS start_time, 1.5 AS cost")
    usage = uw.Usage.from_table(database.table("log"))
    database.raw_sql("INSERT INTO log VALUES (TIMESTAMP '2026-03-02 08:00', 2.5)")
    assert usage.total("cost") == 1.5
    assert usage.refreshed().total("cost") == 4.0
    assert usage.refreshed().source == "log"


@pytest.fixture
def clock(monkeypatch):
    """Sets what the demo takes for now."""

    def at(moment: str) -> None:
        monkeypatch.setattr(demo_log, "_now", lambda: pd.Timestamp(moment))

    at("2026-06-30 14:03")
    return at


def requests(usage):
    return usage.to_frame().sort_values(["start_time", "request_id"], ignore_index=True)


def test_the_demo_of_a_fixed_end_cannot_change():
    usage = uw.Usage.demo(days=5, requests=100)
    assert usage.refreshed() is usage


def test_requests_come_in_to_the_demo_and_history_stays(clock):
    usage = uw.Usage.demo(days=30, requests=20_000, end="now")
    assert usage.as_of.isoformat() == "2026-06-30T14:03:00+00:00"
    assert usage.refreshed() is usage
    clock("2026-06-30 15:03")
    newer = usage.refreshed()
    assert newer.as_of - usage.as_of == pd.Timedelta(hours=1)
    assert newer.total("requests") > usage.total("requests")
    until_then = newer.between(None, "2026-06-30 14:03")
    pd.testing.assert_frame_equal(requests(until_then), requests(usage))
    assert newer.origin.engine is usage.origin.engine


def test_whoever_opens_the_demo_on_a_day_sees_the_same(clock):
    early = uw.Usage.demo(days=30, requests=5_000, end="now")
    clock("2026-06-30 23:59")
    late = uw.Usage.demo(days=30, requests=5_000, end="now")
    pd.testing.assert_frame_equal(requests(early.refreshed()), requests(late))
    other = uw.Usage.demo(days=30, requests=5_000, end="now", seed=8)
    assert not requests(other).equals(requests(late))


def test_the_demo_of_today_has_about_as_many_rows_and_days_as_asked_for(clock):
    usage = uw.Usage.demo(days=30, requests=20_000, end="now")
    assert len(requests(usage)) == pytest.approx(20_000, rel=0.05)
    assert usage.span.start.date().isoformat() == "2026-05-31"
    assert usage.origin.engine.backend.con.sql("SELECT count(*) FROM usage").fetchone()[0] > 20_000  # some lie ahead


def test_a_page_that_stays_open_for_weeks_goes_on(clock):
    usage = uw.Usage.demo(days=30, requests=5_000, end="now")
    clock("2026-07-20 12:00")
    newer = usage.refreshed()
    assert newer.last("1d").total("requests") > 0
    assert newer.as_of.isoformat() == "2026-07-20T12:00:00+00:00"
