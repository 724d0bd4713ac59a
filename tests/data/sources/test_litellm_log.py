"""LiteLLM's log as users open it: one shared copy, read as seldom as can be."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import psycopg
import pytest

import usage_widgets as uw
from tests import litellm_database
from tests.litellm_database import USUAL
from usage_widgets.data import parquet_parts
from usage_widgets.data.sources import litellm_log

SINCE = "2026-01-01"
PEOPLE = ["user", "team", "organization", "project", "api_key", "end_user"]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("USAGE_WIDGETS_STORE", str(tmp_path))
    return tmp_path


@pytest.fixture
def opened_urls(monkeypatch):
    urls = []
    connect = litellm_log.connect

    def counted(url):
        urls.append(url)
        return connect(url)

    monkeypatch.setattr(litellm_log, "connect", counted)
    return urls


def test_a_second_viewer_costs_the_database_nothing(litellm_url, store, opened_urls):
    first = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    second = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    assert len(opened_urls) == 1
    assert second.total("requests") == first.total("requests") > 1000
    assert second.as_of == first.as_of


def test_a_later_start_is_answered_from_the_same_copy(litellm_url, store, opened_urls):
    everything = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    march = uw.Usage.from_litellm(litellm_url, since="2026-03-01", progress=None)
    assert len(opened_urls) == 1
    assert march.total("requests") == everything.between("2026-03-01").total("requests")


def test_an_earlier_start_reads_what_is_missing(litellm_url, store, opened_urls):
    uw.Usage.from_litellm(litellm_url, since="2026-03-01", progress=None)
    everything = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    assert len(opened_urls) == 2
    in_place = uw.Usage.from_litellm(litellm_url, since=SINCE, copy=False)
    assert everything.total("cost", "requests") == in_place.total("cost", "requests")
    in_place.origin.engine.backend.disconnect()


@pytest.fixture(scope="module")
def changing_url(new_database):
    url = new_database()
    litellm_database.build(url)
    return url


@pytest.fixture
def gateway(changing_url, monkeypatch):
    """A connection to a LiteLLM database that a test may change; every opening reads it anew."""
    monkeypatch.setattr(litellm_log, "MAX_AGE", timedelta(0))
    monkeypatch.setattr(litellm_log, "_this_minute", lambda _: timedelta(0))
    monkeypatch.setattr("usage_widgets.data.local_copy.BATCH_ROWS", 100)
    monkeypatch.setattr(parquet_parts, "FILE_ROWS", 400)  # most files lie before the overlap
    with psycopg.connect(changing_url, autocommit=True) as connection:
        yield connection
        connection.execute("""DELETE FROM "LiteLLM_SpendLogs" WHERE request_id = 'late'""")
        for table in litellm_database.NAMES:
            connection.execute(f'TRUNCATE "{table}" CASCADE')
        for table, rows in litellm_database.NAMES.items():
            litellm_database.insert(connection, table, rows)


def groups(usage) -> list[list]:
    return sorted(usage.by(*PEOPLE, measures=["requests", "cost"], top=None).values.tolist(), key=str)


def compare_with_the_database(url: str) -> uw.Usage:
    copied = uw.Usage.from_litellm(url, since=SINCE, progress=None)
    in_place = uw.Usage.from_litellm(url, since=SINCE, copy=False)
    try:
        assert groups(copied) == groups(in_place)
    finally:
        in_place.origin.engine.backend.disconnect()
    return copied


CHANGES = {
    "a user is named": (
        """INSERT INTO "LiteLLM_UserTable" (user_id, user_alias) VALUES ('ada', 'Ada L.')""",
        {"user": ("ada", "Ada L.")},
    ),
    "a user is renamed": (
        """UPDATE "LiteLLM_UserTable" SET user_alias = 'Countess' WHERE user_id = 'u-named'""",
        {"user": ("Ada", "Countess")},
    ),
    "a name is no longer shared": (
        """DELETE FROM "LiteLLM_UserTable" WHERE user_id = 'u-twin-2'""",
        {"user": ("u-twin-1", "Kim")},
    ),
    "a name becomes shared": (
        """INSERT INTO "LiteLLM_UserTable" (user_id, user_alias) VALUES ('x', 'Ada')""",
        {"user": ("Ada", "u-named")},
    ),
    "a team is renamed": (
        """UPDATE "LiteLLM_TeamTable" SET team_alias = 'Labs' WHERE team_id = 't-research'""",
        {"team": ("Research", "Labs")},
    ),
    "two teams share a name": (
        """UPDATE "LiteLLM_TeamTable" SET team_alias = 'Both'""",
        {"team": ("Research", "t-research")},
    ),
    "a key is renamed": (
        """UPDATE "LiteLLM_VerificationToken" SET key_alias = 'ada-desk' WHERE key_alias = 'ada-laptop-new'""",
        {"api_key": ("ada-laptop-new", "ada-desk")},
    ),
    "a key and a team are deleted": (
        """
        WITH gone AS (DELETE FROM "LiteLLM_VerificationToken" WHERE key_alias = 'ada-laptop-new' RETURNING token)
        INSERT INTO "LiteLLM_DeletedVerificationToken" (id, token, key_alias) SELECT '9', token, 'ada-old' FROM gone;
        WITH gone AS (DELETE FROM "LiteLLM_TeamTable" WHERE team_id = 't-research' RETURNING team_id)
        INSERT INTO "LiteLLM_DeletedTeamTable" (id, team_id, team_alias) SELECT '9', team_id, 'Former' FROM gone;
        """,
        {"api_key": ("ada-laptop-new", "ada-old"), "team": ("Research", "Former")},
    ),
    "a deleted key is known by a later name": (
        """
        INSERT INTO "LiteLLM_DeletedVerificationToken" (id, token, key_alias) VALUES ('9', repeat('d', 64), 'dan-final')
        """,
        {"api_key": ("dan-last", "dan-final")},
    ),
    "the others are renamed": (
        """
        UPDATE "LiteLLM_OrganizationTable" SET organization_alias = 'Sons';
        UPDATE "LiteLLM_ProjectTable" SET project_alias = 'Gemini';
        UPDATE "LiteLLM_EndUserTable" SET alias = 'Customer VII';
        """,
        {
            "organization": ("Example & Sons", "Sons"),
            "project": ("Apollo", "Gemini"),
            "end_user": ("Customer Seven", "Customer VII"),
        },
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_everyone_keeps_one_name_however_it_changes(changing_url, gateway, store, change):
    statement, renamed = CHANGES[change]
    before = compare_with_the_database(changing_url)
    gateway.execute(statement)
    (newest,) = gateway.execute('SELECT max("startTime") FROM "LiteLLM_SpendLogs"').fetchone()
    late = {"request_id": "late", **USUAL, "startTime": newest + timedelta(minutes=1)}
    litellm_database.insert(gateway, "LiteLLM_SpendLogs", [late])
    after = compare_with_the_database(changing_url)
    assert after.total("requests") == before.total("requests") + 1
    for of, (old, new) in renamed.items():
        count = before.where(**{of: old}).total("requests") + (of == "user" and old == "ada")
        assert count > 0
        assert after.where(**{of: new}).total("requests") == count
        assert old not in after.values(of)["value"].tolist()


def test_an_open_usage_keeps_the_names_it_was_opened_with(changing_url, gateway, store):
    usage = uw.Usage.from_litellm(changing_url, since=SINCE, progress=None)
    before = groups(usage)
    gateway.execute("""UPDATE "LiteLLM_TeamTable" SET team_alias = 'Labs' WHERE team_id = 't-research'""")
    uw.Usage.from_litellm(changing_url, since=SINCE, progress=None)
    assert groups(usage) == before


def test_a_read_asks_as_much_however_many_names_there_are(changing_url, gateway, store, monkeypatch):
    asked = []
    execute = psycopg.Cursor.execute
    monkeypatch.setattr(psycopg.Cursor, "execute", lambda *args, **more: asked.append(1) or execute(*args, **more))
    uw.Usage.from_litellm(changing_url, since=SINCE, progress=None)
    counts = []
    for users in (0, 1000):
        people = [{"user_id": f"new-{number}", "user_alias": f"New {number}"} for number in range(users)]
        litellm_database.insert(gateway, "LiteLLM_UserTable", people)
        asked.clear()
        uw.Usage.from_litellm(changing_url, since=SINCE, progress=None)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 40


def test_another_mapping_is_not_served_from_an_old_copy(litellm_url, store, opened_urls, monkeypatch):
    uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    monkeypatch.setattr(litellm_log, "MAPPING_VERSION", litellm_log.MAPPING_VERSION + 1)
    steps = []
    uw.Usage.from_litellm(litellm_url, since=SINCE, progress=lambda rows, _: steps.append(rows))
    assert len(opened_urls) == 2
    assert steps[-1] > 1000


@pytest.mark.parametrize("asked_before", [True, False])
def test_a_usage_whose_files_are_gone_says_what_to_do(litellm_url, store, asked_before):
    usage = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    if asked_before:
        usage.by("model")
    for file in store.rglob("*.parquet"):
        file.unlink()
    with pytest.raises(uw.SourceError, match="open the usage again") as caught:
        usage.by("model")
    assert str(store) not in str(caught.value)


def test_now_is_when_the_log_was_read(litellm_url, store):
    usage = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    assert abs(usage.as_of - pd.Timestamp.now("UTC")) < pd.Timedelta(minutes=2)
    assert usage.last("1d").total("requests") == 0


def test_it_says_how_far_it_is(litellm_url, store, capsys):
    steps = []
    uw.Usage.from_litellm(litellm_url, since=SINCE, progress=lambda rows, share: steps.append((rows, share)))
    assert steps[-1][0] > 1000
    assert [rows for rows, _ in steps] == sorted(rows for rows, _ in steps)
    uw.Usage.from_litellm(litellm_url, since="2025-12-01")
    assert "Reading requests" in capsys.readouterr().err


def test_ninety_days_unless_told(litellm_url, store):
    usage = uw.Usage.from_litellm(litellm_url, progress=None)
    earliest = pd.Timestamp.now("UTC") - pd.Timedelta(days=91)
    assert usage.span is None or usage.span.start > earliest


def test_a_database_that_is_gone_is_named_without_its_secrets(store):
    with pytest.raises(uw.SourceError, match=r"127\.0\.0\.1:1, database litellm") as caught:
        uw.Usage.from_litellm("postgresql://ada:s3cret@127.0.0.1:1/litellm")
    assert "s3cret" not in str(caught.value)
    assert "ada" not in str(caught.value)
    assert not list(store.rglob("*.parquet"))


@pytest.mark.parametrize("since", ["soon", "90", 7, "90 fortnights"])
def test_a_start_that_is_none_is_refused(since, store):
    with pytest.raises(uw.InvalidArgument, match="since"):
        uw.Usage.from_litellm("postgresql://127.0.0.1:1/litellm", since=since)


def test_connect_finds_the_way_in(litellm_url, store, monkeypatch, tmp_path):
    assert uw.Usage.connect(litellm_url, since=SINCE, progress=None).total("requests") > 1000
    file = tmp_path / "log.csv"
    file.write_text("start_time,model,cost\n2026-03-01T08:00:00Z,gpt-4o,1.5\n")
    monkeypatch.setenv("USAGE_WIDGETS_SOURCE", str(file))
    assert uw.Usage.connect().total("cost") == 1.5
    monkeypatch.setenv("USAGE_WIDGETS_SOURCE", "")
    assert uw.Usage.connect(days=3, requests=10).is_demo
    with pytest.raises(uw.InvalidArgument, match="postgresql") as caught:
        uw.Usage.connect("mysql://ada:s3cret@host/db")
    assert "s3cret" not in str(caught.value)
