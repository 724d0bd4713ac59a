"""LiteLLM's log, read again: newer rows for everybody, and no more work for the database than one viewer makes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pandas as pd
import psycopg
import pytest

import usage_widgets as uw
from tests import litellm_database
from tests.litellm_database import USUAL
from usage_widgets.data import local_copy
from usage_widgets.data.sources import litellm_log

SINCE = "2026-01-01"
VIEWERS = 20
WORK = """
SELECT (SELECT sessions FROM pg_stat_database WHERE datname = current_database()),
       (SELECT sum(seq_scan + coalesce(idx_scan, 0)) FROM pg_stat_user_tables)
"""


@pytest.fixture(scope="module")
def growing_url(new_database):
    url = new_database()
    litellm_database.build(url)
    return url


@pytest.fixture
def gateway(growing_url):
    """A connection to a database that a test may add requests to; nothing else runs in it."""
    with psycopg.connect(growing_url, autocommit=True) as connection:
        connection.execute('ALTER TABLE "LiteLLM_SpendLogs" SET (autovacuum_enabled = false)')
        yield connection
        connection.execute("""DELETE FROM "LiteLLM_SpendLogs" WHERE request_id LIKE 'new-%'""")


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("USAGE_WIDGETS_STORE", str(tmp_path))
    return tmp_path


@pytest.fixture
def clock(monkeypatch):
    """Sets what the copy and its readers take for now, naive UTC."""

    def at(moment: str) -> None:
        monkeypatch.setattr(litellm_log, "_now", lambda: pd.Timestamp(moment).as_unit("us"))
        monkeypatch.setattr(local_copy, "_now", lambda: datetime.fromisoformat(moment))

    at("2026-05-01 14:03:10")
    return at


def add(gateway, name: str, start: str) -> None:
    began = datetime.fromisoformat(start)
    row = USUAL | {"request_id": name, "startTime": began, "endTime": began + timedelta(seconds=2)}
    litellm_database.insert(gateway, "LiteLLM_SpendLogs", [row])


def opened(url: str) -> uw.Usage:
    return uw.Usage.from_litellm(url, since=SINCE, progress=None)


def work_of(gateway, call) -> list[int]:
    """What a call made the database do: sessions, scans of a table."""
    before = gateway.execute(WORK).fetchone()
    call()
    after = gateway.execute(WORK).fetchone()
    return [int(new - old) for old, new in zip(before, after, strict=True)]


def test_new_requests_come_in(growing_url, gateway, store, clock):
    usage = opened(growing_url)
    add(gateway, "new-1", "2026-05-01 14:03:30")
    clock("2026-05-01 14:04:00")
    newer = usage.refreshed()
    assert newer.total("requests") == usage.total("requests") + 1
    assert (newer.as_of, usage.as_of) == (pd.Timestamp("2026-05-01 14:04Z"), pd.Timestamp("2026-05-01 14:03:10Z"))


def test_a_minute_of_the_clock_has_one_read(growing_url, gateway, store, clock):
    usage = opened(growing_url)
    clock("2026-05-01 14:03:59")
    assert usage.refreshed() is usage
    clock("2026-05-01 14:04:01")  # a page that asks every 60 s is never a second too early
    newer = usage.refreshed()
    assert newer is not usage
    clock("2026-05-01 14:04:59")
    assert newer.refreshed() is newer


def test_who_finds_that_another_has_read_takes_that(growing_url, gateway, store, clock):
    one, other = opened(growing_url), opened(growing_url)
    add(gateway, "new-1", "2026-05-01 14:03:30")
    clock("2026-05-01 14:05:00")
    one = one.refreshed()
    assert work_of(gateway, lambda: other.refreshed().total("requests"))[0] == 0
    assert other.refreshed().total("requests") == one.total("requests")
    assert other.refreshed().as_of == one.as_of


def test_twenty_viewers_cost_the_database_as_much_as_one(growing_url, gateway, store, clock):
    viewers = [opened(growing_url) for _ in range(VIEWERS)]

    def refresh(some: list[uw.Usage]) -> list[uw.Usage]:
        with ThreadPoolExecutor(len(some)) as pool:
            return list(pool.map(uw.Usage.refreshed, some))

    clock("2026-05-01 14:04:10")
    alone = work_of(gateway, lambda: refresh(viewers[:1]))
    add(gateway, "new-1", "2026-05-01 14:04:30")
    clock("2026-05-01 14:05:10")
    seen = []
    together = work_of(gateway, lambda: seen.extend(refresh(viewers)))
    assert alone[0] == 1
    assert together == alone
    assert {viewer.total("requests") for viewer in seen} == {viewers[0].total("requests") + 1}


def test_in_place_it_moves_on_and_connects_again_after_the_server_was_away(growing_url, gateway, clock):
    usage = uw.Usage.from_litellm(growing_url, since=SINCE, copy=False)
    add(gateway, "new-1", "2026-05-01 14:03:30")
    assert usage.total("requests") == usage.refreshed().total("requests")
    clock("2026-05-01 14:04:00")
    newer = usage.refreshed()
    count = newer.total("requests")
    assert count == usage.total("requests") + 1
    clock("2026-05-01 14:05:00")
    gateway.execute(
        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'usage_widgets' AND datname = current_database()"""
    )
    with pytest.raises(psycopg.OperationalError):
        newer.refreshed()
    again = newer.refreshed()
    assert again.total("requests") == count
    again.origin.engine.backend.disconnect()


def test_in_place_a_minute_of_the_clock_has_one_read_too(growing_url, gateway, clock):
    usage = uw.Usage.from_litellm(growing_url, since=SINCE, copy=False)
    clock("2026-05-01 14:03:59")
    assert usage.refreshed() is usage
    clock("2026-05-01 14:04:00")
    newer = usage.refreshed()
    assert newer is not usage
    clock("2026-05-01 14:04:59")
    assert newer.refreshed() is newer
    newer.origin.engine.backend.disconnect()


def test_a_database_that_is_away_leaves_what_was_read(growing_url, store, clock, monkeypatch):
    usage = opened(growing_url)
    clock("2026-05-01 14:04:10")
    connect = litellm_log.connect
    monkeypatch.setattr(litellm_log, "connect", lambda _: connect("postgresql://ada:s3cret@127.0.0.1:1/litellm"))
    with pytest.raises(uw.SourceError, match=r"cannot connect to PostgreSQL at 127\.0\.0\.1:1"):
        usage.refreshed()
    assert usage.total("requests") > 1000


def test_the_address_is_not_shown(growing_url, store, clock):
    usage = opened(growing_url)
    assert "postgresql://" not in repr(usage) + repr(usage.origin)
