"""LiteLLM's log with countries: looked up while it is read, the address in no file."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from tests import geoip_database, litellm_database
from tests.geoip_database import BRITISH, GERMAN, JAPANESE
from tests.litellm_database import START, USUAL
from usage_widgets import InvalidArgument, SourceError, UnknownName, Usage
from usage_widgets.data.sources import litellm_log

SINCE = "2026-03-15"
SECRET = "81.2.69.177"  # British too
ADDRESSES = {
    "direct": BRITISH,
    "six": JAPANESE,
    "forwarded": f"{GERMAN}, {SECRET}, 10.4.3.2",
    "secret": SECRET,
    "private": "10.4.3.2",
    "proxy": "81.2.70.5",
    "none": "",
    "null": None,
}
COUNTRIES = dict.fromkeys(ADDRESSES) | {"direct": "GB", "six": "JP", "forwarded": "GB", "secret": "GB"}
PROXIES = ["81.2.70.0/24"]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return geoip_database.country(tmp_path_factory.mktemp("geoip"))


@pytest.fixture(scope="module")
def log_url(new_database):
    url = new_database()
    litellm_database.build(url)
    with psycopg.connect(url, autocommit=True) as connection:
        litellm_database.insert(connection, "LiteLLM_SpendLogs", rows(**ADDRESSES))
    return url


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("USAGE_WIDGETS_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(litellm_log, "MAX_AGE", timedelta(0))
    monkeypatch.setattr(litellm_log, "_this_minute", lambda _: timedelta(0))
    return tmp_path / "store"


def rows(**addresses):
    return [
        {"request_id": name, **USUAL, "requester_ip_address": address, "startTime": START + timedelta(days=30)}
        for name, address in addresses.items()
    ]


def countries_of(usage):
    found = usage.to_frame().set_index("request_id")["country"]
    return {name: found[name] for name in ADDRESSES}


def test_the_log_gets_countries_and_no_file_an_address(log_url, database, store, capfd, caplog):
    caplog.set_level("DEBUG")
    usage = Usage.connect(log_url, since=SINCE, geoip=database, proxies=PROXIES)
    assert countries_of(usage) == COUNTRIES
    written = b"".join(file.read_bytes() for file in store.rglob("*") if file.is_file())
    names = b"".join(str(file).encode() for file in store.rglob("*"))
    assert b"GB" in written
    assert b"request_id" in written
    said = repr((usage, usage.origin, usage.quality(), [*usage.dimensions])) + "".join(capfd.readouterr()) + caplog.text
    for trace in (SECRET, BRITISH, JAPANESE, "10.4.3.2", "requester_ip_address", "_country_of_address"):
        assert trace.encode() not in written + names, trace
        assert trace not in said, trace
    assert {"address", "requester_ip_address"}.isdisjoint(usage.to_frame().columns)


def test_compression_hides_no_address_from_the_search(log_url, database, store):
    """The same search, over what the files hold once decompressed."""
    import pyarrow.parquet as pq

    Usage.from_litellm(log_url, since=SINCE, geoip=database, progress=None)
    files = [*store.rglob("*.parquet")]
    texts = "".join(repr(pq.read_table(file).to_pylist()) for file in files)
    assert "'country': 'GB'" in texts
    assert SECRET not in texts
    assert "10.4.3.2" not in texts


def test_without_a_database_the_address_is_not_even_read(log_url, store):
    usage = Usage.from_litellm(log_url, since=SINCE, progress=None)
    assert set(countries_of(usage).values()) == {None}
    assert SECRET.encode() not in b"".join(file.read_bytes() for file in store.rglob("*") if file.is_file())


def test_each_way_to_tell_a_country_has_a_copy_of_its_own(log_url, database, store):
    plain = Usage.from_litellm(log_url, since=SINCE, progress=None)
    told = Usage.from_litellm(log_url, since=SINCE, geoip=database, progress=None)
    without = Usage.from_litellm(log_url, since=SINCE, geoip=database, proxies=PROXIES, progress=None)
    assert [countries_of(usage)["proxy"] for usage in (plain, told, without)] == [None, "IE", None]
    assert [countries_of(usage)["direct"] for usage in (plain, told, without)] == [None, "GB", "GB"]
    assert len([*store.iterdir()]) == 3
    assert plain.total("cost", "requests") == told.total("cost", "requests")


def test_later_requests_are_told_a_country_too_and_the_earlier_keep_theirs(log_url, database, tmp_path):
    moved = tmp_path / "weekly.mmdb"
    moved.write_bytes(database.read_bytes())
    usage = Usage.from_litellm(log_url, since=SINCE, geoip=moved, progress=None)
    assert countries_of(usage)["direct"] == "GB"
    geoip_database.write(moved, {"81.2.69.0/24": {"country": {"iso_code": "FR"}}})
    late = [{**row, "startTime": START + timedelta(days=60)} for row in rows(late=BRITISH)]
    with psycopg.connect(log_url, autocommit=True) as connection:
        litellm_database.insert(connection, "LiteLLM_SpendLogs", late)
        again = usage.refreshed().to_frame().set_index("request_id")["country"]
        connection.execute("""DELETE FROM "LiteLLM_SpendLogs" WHERE request_id = 'late'""")
    assert again["late"] == "FR"
    assert again["direct"] == "GB"


def test_another_column_can_hold_the_address(log_url, database):
    with pytest.raises(UnknownName, match="did you mean 'requester_ip_address'"):
        Usage.from_litellm(log_url, since=SINCE, ip="requester_ip_adress", geoip=database, progress=None)
    usage = Usage.from_litellm(log_url, since=SINCE, ip="requester_ip_address", geoip=database, progress=None)
    assert countries_of(usage)["six"] == "JP"


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"ip": "requester_ip_address"}, "geoip"),
        ({"proxies": PROXIES}, "geoip"),
        ({"geoip": "c.mmdb", "copy": False}, "copy"),
        ({"geoip": "c.mmdb", "proxies": ["nowhere"]}, "proxies"),
    ],
)
def test_what_cannot_be_used_is_named(given, word):
    with pytest.raises(InvalidArgument, match=f"^{word}: "):
        Usage.from_litellm("postgresql://localhost:1/none", progress=None, **given)


def test_a_missing_database_of_countries_is_said_before_the_log_is_asked(tmp_path):
    with pytest.raises(SourceError, match=r"geoip: cannot read .*missing\.mmdb"):
        Usage.from_litellm("postgresql://localhost:1/none", geoip=tmp_path / "missing.mmdb", progress=None)


def test_the_log_and_its_password_are_not_shown(database):
    log = litellm_log.Log("postgresql://ada:hunter2@localhost:1/none", lambda: None)
    assert "hunter2" not in repr(log)
