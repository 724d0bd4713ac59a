"""Countries by address: told right, unknown where they are, and the address nowhere afterwards."""

from __future__ import annotations

import gc
import ipaddress
import logging
import subprocess
import sys

import ibis
import maxminddb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from tests import geoip_database
from tests.geoip_database import BRITISH, GERMAN, JAPANESE, NOWHERE, REGISTERED_ONLY
from usage_widgets import InvalidArgument, SourceError, UnknownName, Usage
from usage_widgets.data.geoip import PLACE, addresses_in, client_of

PROXY = "81.2.70.5"
SECRET = "81.2.69.160"  # British too


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("geoip")


@pytest.fixture(scope="module")
def database(folder):
    return geoip_database.country(folder)


def frame_of(*addresses, **columns):
    start = pd.date_range("2026-03-02", periods=len(addresses), freq="h")
    return pd.DataFrame({"start_time": start, "client_ip": addresses, **columns})


def countries_of(usage):
    return usage.to_frame().sort_values("start_time")["country"].tolist()


def told(database, *addresses, proxies=()):
    return countries_of(Usage.from_frame(frame_of(*addresses), ip="client_ip", geoip=database, proxies=proxies))


def from_csv(frame, folder, **given):
    frame.to_csv(folder / "log.csv", index=False)
    return Usage.from_files(folder / "log.csv", **given)


def from_frame(frame, folder, **given):
    return Usage.from_frame(frame, **given)


@pytest.mark.parametrize("kind", [geoip_database.country, geoip_database.city])
def test_a_country_and_a_city_database_tell_the_country(tmp_path, kind):
    assert told(kind(tmp_path), BRITISH, GERMAN, JAPANESE) == ["GB", "DE", "JP"]


def test_a_database_of_ipv4_knows_no_ipv6(tmp_path):
    of_ipv4 = geoip_database.ipv4_country(tmp_path)
    assert told(of_ipv4, BRITISH, f"::ffff:{BRITISH}", JAPANESE) == ["GB", "GB", None]


PLACELESS = [
    *("10.1.2.3", "192.168.0.1", "172.16.9.9", "100.64.0.1", "127.0.0.1", "169.254.1.1", "224.0.0.1", "240.0.0.1"),
    *("0.0.0.0", "255.255.255.255", "203.0.113.9", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
    *("2001:db8::1", "::ffff:10.0.0.1", NOWHERE, REGISTERED_ONLY),
    *("unknown", "_hidden", "81.2.69", "81.2.69.256", "081.2.69.142", "81.2.69.142/24", "1361200526", "[", ",", "::g"),
    *("<script>", "\x00", "  ", "", "nan", "None", None),
]


def test_what_has_no_place_is_unknown_and_no_error(database):
    found = dict(zip([*PLACELESS, BRITISH], told(database, *PLACELESS, BRITISH), strict=True))
    assert found == {**dict.fromkeys(PLACELESS), BRITISH: "GB"}


LISTS = {
    f" {BRITISH} ": "GB",
    f"{BRITISH}:51234": "GB",
    f"[{JAPANESE}]:443": "JP",
    f"[{JAPANESE}]": "JP",
    f"{GERMAN}, {BRITISH}": "GB",  # the first is what the client says of itself
    f"{GERMAN},{BRITISH},10.0.0.2,127.0.0.1": "GB",
    f"{BRITISH}, {PROXY}": "GB",
    f"{BRITISH}, {PROXY}, 10.0.0.2": "GB",
    f"{GERMAN}, unknown": None,
    f"::ffff:{BRITISH}": "GB",  # as a server that listens to both writes it
    f"{GERMAN}, ::ffff:{BRITISH}, ::ffff:10.0.0.2, ::ffff:{PROXY}": "GB",
    f"10.0.0.2, {PROXY}": None,
    PROXY: None,
}


def test_of_a_list_the_last_that_is_no_proxy_counts(database):
    found = told(database, *LISTS, proxies=["81.2.70.0/24", "2001:db8::/32"])
    assert dict(zip(LISTS, found, strict=True)) == LISTS


def test_a_proxy_is_named_by_its_address_too(database):
    assert told(database, PROXY) == ["IE"]
    assert told(database, PROXY, proxies=PROXY) == [None]
    assert client_of(PROXY, addresses_in("a", database, [ipaddress.ip_network(PROXY)]).proxies) is None


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "arrow"])
def test_every_frame_is_read(database, make):
    frame = make({"start_time": ["2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z"], "client_ip": [BRITISH, None]})
    usage = Usage.from_frame(frame, ip="client_ip", geoip=str(database))
    assert countries_of(usage) == ["GB", None]
    assert usage.by("country", measures="requests").shape[0] == 2


def test_address_objects_of_both_kinds_and_categories_are_read(database):
    objects = [ipaddress.ip_address(BRITISH), ipaddress.ip_address(JAPANESE), GERMAN, float("nan"), pd.NA, 7]
    assert told(database, *objects) == ["GB", "JP", "DE", None, None, None]
    frame = frame_of(BRITISH, GERMAN).astype({"client_ip": "category"})
    assert countries_of(Usage.from_frame(frame, ip="client_ip", geoip=database)) == ["GB", "DE"]


@pytest.mark.parametrize("columns", [{}, {"country": "land"}, {"country": lambda t: t.land.upper()}])
def test_a_given_country_wins_and_the_rest_is_looked_up(database, columns):
    given = {"land" if columns else "country": ["fr", None, " ", "at"]}
    frame = frame_of(BRITISH, GERMAN, BRITISH, None, **given)
    usage = Usage.from_frame(frame, columns=columns, ip="client_ip", geoip=database)
    assert countries_of(usage) == ["FR", "DE", "GB", "AT"]


def test_every_request_counts_once_whatever_its_address(database):
    addresses = [BRITISH, BRITISH, None, GERMAN, "10.0.0.1", BRITISH]
    frame = frame_of(*addresses, cost=[1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    usage = Usage.from_frame(frame, ip="client_ip", geoip=database)
    table = usage.by("country", measures="cost").set_index("country")["cost"]
    assert table.to_dict() == {"GB": 35.0, "DE": 8.0, None: 20.0}


WRITERS = {
    "log.csv": lambda frame, path: frame.to_csv(path, index=False),
    "log.jsonl": lambda frame, path: frame.to_json(path, orient="records", lines=True, date_format="iso"),
    "log.parquet": lambda frame, path: frame.to_parquet(path, index=False),
}


@pytest.mark.parametrize("name", WRITERS)
def test_files_are_read_alike(database, tmp_path, name):
    frame = frame_of(BRITISH, GERMAN, "10.0.0.1", BRITISH, None, country=[None, None, None, "fr", None])
    WRITERS[name](frame, tmp_path / name)
    usage = Usage.connect(tmp_path / name, ip="client_ip", geoip=database)
    assert countries_of(usage) == ["GB", "DE", None, "FR", None]


def test_refreshed_files_are_looked_up_again(database, tmp_path):
    path = tmp_path / "log.csv"
    frame_of(BRITISH).to_csv(path, index=False)
    usage = Usage.from_files(path, ip="client_ip", geoip=database)
    frame_of(BRITISH, SECRET, GERMAN).to_csv(path, index=False)
    again = usage.refreshed()
    assert countries_of(again) == ["GB", "GB", "DE"]
    assert len(tables_of(again)) == 1


def test_each_address_is_looked_up_once_and_the_database_closed(database, monkeypatch):
    asked, readers, opened = [], [], maxminddb.open_database

    class Counted:
        def __init__(self, reader):
            self.reader = reader

        def get(self, address):
            asked.append(str(address))
            return self.reader.get(address)

        def __getattr__(self, name):
            return getattr(self.reader, name)

        def __iter__(self):
            return iter(self.reader)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self.reader.close()

    def counted(path):
        readers.append(opened(path))
        return Counted(readers[-1])

    monkeypatch.setattr(maxminddb, "open_database", counted)
    assert told(database, BRITISH, GERMAN, BRITISH, "10.0.0.1", BRITISH, GERMAN).count("GB") == 3
    assert sorted(asked) == sorted([BRITISH, GERMAN])
    assert [reader.closed for reader in readers] == [True]
    asked.clear()
    with addresses_in("client_ip", database, ()).countries() as countries:
        batches = [countries.of(pa.array([BRITISH, None])) for _ in range(2)]
    assert [batch.to_pylist() for batch in batches] == [["GB", None]] * 2
    assert asked == [BRITISH]


def test_the_quality_report_counts_what_tells_no_country_without_an_example(database):
    addresses = ["10.9.8.7", PROXY, "scrambled", NOWHERE, "10.9.8.7", BRITISH, None, ""]
    frame = frame_of(*addresses, country=[*[None] * 4, "FR", *[None] * 3])
    usage = Usage.from_frame(frame, ip="client_ip", geoip=database, proxies=["81.2.70.0/24"])
    report = usage.quality()
    (finding,) = (finding for finding in report.findings if finding.code == "untold_country")
    assert (finding.severity, finding.count, finding.examples) == ("note", 4, ())
    assert finding.explain() == (
        "4 requests of the source (50.0%) have an address that tells no country: "
        "it is private, a proxy's, malformed or not in the GeoIP file."
    )
    assert "Adresse" in finding.explain("de")
    said = report.explain() + report._repr_html_() + report.frame.to_csv()
    assert not any(address in said for address in ("10.9.8.7", PROXY, "scrambled", NOWHERE))


def test_of_addresses_that_all_tell_a_country_the_report_says_nothing(database):
    usage = Usage.from_frame(frame_of(BRITISH, None), ip="client_ip", geoip=database)
    assert "untold_country" not in {finding.code for finding in usage.quality().findings}


def all_text_of(usage):
    """Everything that the tables of a usage's own DuckDB hold, and what it says of itself."""
    tables = [connection_of(usage).table(name).fetchall() for name in tables_of(usage)]
    report = usage.quality()
    dimensions = {name: usage.values(name) for name in usage.dimensions}
    words = [repr(usage), repr(vars(usage)), report.explain(), report.frame.to_csv(), usage.head(9).to_csv()]
    return repr((tables, usage.origin, [*usage.dimensions], dimensions)) + "".join(words)


def connection_of(usage):
    return usage.origin.engine.backend.con


def tables_of(usage):
    listed = "SELECT table_name FROM duckdb_tables() WHERE NOT internal"
    return [name for (name,) in connection_of(usage).execute(listed).fetchall()]


@pytest.mark.parametrize("kind", ["frame", *WRITERS])
def test_the_address_is_nowhere_once_it_is_read(database, tmp_path, caplog, capfd, kind):
    caplog.set_level(logging.DEBUG)
    frame = frame_of(SECRET, BRITISH, f"{SECRET}, 10.9.8.7", "not-an-address", request_id=["a", "b", "c", "d"])
    if kind == "frame":
        usage = Usage.from_frame(frame, ip="client_ip", geoip=database)
    else:
        WRITERS[kind](frame, tmp_path / kind)
        usage = Usage.from_files(tmp_path / kind, ip="client_ip", geoip=database)
    text = all_text_of(usage)
    assert "'GB'" in text
    assert len(tables_of(usage)) == 1
    said = text + caplog.text + "".join(capfd.readouterr())
    for trace in (SECRET, BRITISH, "10.9.8.7", "not-an-address", "client_ip", PLACE):
        assert trace not in said, trace
    assert {"client_ip", "ip", PLACE}.isdisjoint(usage.to_frame().columns)


@pytest.mark.parametrize("kind", ["frame", *WRITERS])
def test_a_canonical_column_that_holds_addresses_is_dropped_too(database, tmp_path, kind):
    frame = frame_of(SECRET, BRITISH).rename(columns={"client_ip": "end_user"})
    if kind == "frame":
        usage = Usage.from_frame(frame, ip="end_user", geoip=database)
    else:
        WRITERS[kind](frame, tmp_path / kind)
        usage = Usage.from_files(tmp_path / kind, ip="end_user", geoip=database)
    assert usage.to_frame()["end_user"].tolist() == [None, None]
    assert SECRET not in all_text_of(usage)


@pytest.mark.parametrize("computed", [lambda t: t.client_ip, ibis._.client_ip], ids=["function", "deferred"])
@pytest.mark.parametrize("opened", [from_frame, from_csv])
def test_a_computed_column_cannot_take_the_address(database, tmp_path, opened, computed):
    with pytest.raises(AttributeError, match="client_ip") as raised:
        opened(frame_of(SECRET), tmp_path, dimensions={"who": computed}, ip="client_ip", geoip=database)
    assert SECRET not in str(raised.value)


def test_other_columns_can_be_computed_beside_it(database):
    frame = frame_of(BRITISH, cc="red")
    usage = Usage.from_frame(frame, dimensions={"center": ibis._.cc.upper()}, ip="client_ip", geoip=database)
    assert usage.to_frame()[["center", "country"]].to_numpy().tolist() == [["RED", "GB"]]


def test_no_error_repeats_an_address(database, monkeypatch):
    frame = frame_of(SECRET, cost=["one"])
    with pytest.raises(ValueError, match="cost") as raised:
        Usage.from_frame(frame, ip="client_ip", geoip=database)
    assert SECRET not in str(raised.value)

    class Broken:
        def get(self, address):
            raise maxminddb.InvalidDatabaseError(f"broken at {address}")

    def asked():
        with addresses_in("client_ip", database, ()).countries() as countries:
            monkeypatch.setattr(countries, "_reader", Broken())
            countries.of(pa.array([SECRET]))

    with pytest.raises(SourceError, match=r"country\.mmdb is damaged") as damaged:
        asked()
    assert SECRET not in str(damaged.value)
    assert damaged.value.__suppress_context__


def test_no_dictionary_keeps_the_address(database):
    usage = Usage.from_frame(frame_of(*[SECRET] * 3), ip="client_ip", geoip=database)
    assert usage.total("requests") == 3
    gc.collect()
    assert not [known for known in gc.get_objects() if type(known) is dict and SECRET in known]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ip": "client_ip"}, ["geoip", ".mmdb", "None"]),
        ({"proxies": ["81.2.70.0/24"]}, ["geoip", ".mmdb"]),
        ({"geoip": "c.mmdb"}, ["ip", "column", "None"]),
        ({"ip": 7, "geoip": "c.mmdb"}, ["ip", "column", "7"]),
        ({"ip": "client_ip", "geoip": 7}, ["geoip", ".mmdb", "7"]),
        (
            {"ip": "client_ip", "geoip": "c.mmdb", "proxies": ["81.2.70.300/24"]},
            ["proxies", "81.2.70.300/24", "203.0."],
        ),
        ({"ip": "client_ip", "geoip": "c.mmdb", "proxies": ["81.2.70.1/24"]}, ["proxies", "host bits"]),
        ({"ip": "client_ip", "geoip": "c.mmdb", "proxies": ["proxy.example.org"]}, ["proxies", "proxy.example.org"]),
        ({"ip": "client_ip", "geoip": "c.mmdb", "proxies": [7]}, ["proxies", "7"]),
        ({"ip": "client_ip", "geoip": "c.mmdb", "proxies": 7}, ["proxies", "7"]),
        ({"ip": "client_ip", "geoip": "c.mmdb", "dimensions": {"who": "client_ip"}}, ["ip", "'who'", "dropped"]),
        ({"ip": "client_ip", "geoip": "c.mmdb", "columns": {"user": "client_ip"}}, ["ip", "'user'", "dropped"]),
    ],
)
def test_what_cannot_be_used_is_named(given, words):
    with pytest.raises(InvalidArgument) as raised:
        Usage.from_frame(frame_of(BRITISH), **given)
    assert all(word in str(raised.value) for word in words), raised.value


@pytest.mark.parametrize("opened", [from_frame, from_csv])
def test_a_column_that_is_not_there_is_named_with_the_nearest(database, tmp_path, opened):
    with pytest.raises(UnknownName, match="did you mean 'client_ip'"):
        opened(frame_of(BRITISH), tmp_path, ip="clientip", geoip=database)


def _no_file(folder):
    return folder / "missing.mmdb"


def _text(folder):
    (folder / "text.mmdb").write_text("network,country\n")
    return folder / "text.mmdb"


def _cut(folder):
    whole = geoip_database.country(folder).read_bytes()
    (folder / "cut.mmdb").write_bytes(whole[: len(whole) // 2])
    return folder / "cut.mmdb"


def _empty(folder):
    (folder / "empty.mmdb").touch()
    return folder / "empty.mmdb"


def _folder(folder):
    return folder


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_no_file, "missing.mmdb"),
        (_text, "text.mmdb"),
        (_cut, "cut.mmdb"),
        (_empty, "empty.mmdb"),
        (_folder, "geoip"),
        (geoip_database.asn, "'Test-ASN'"),
    ],
)
@pytest.mark.parametrize("opened", [from_frame, from_csv])
def test_a_database_that_tells_no_country_is_refused(tmp_path, make, words, opened):
    path = make(tmp_path)
    with pytest.raises(SourceError, match="geoip") as raised:
        opened(frame_of(SECRET), tmp_path, ip="client_ip", geoip=path)
    assert words in str(raised.value)
    assert SECRET not in str(raised.value)
    assert "log.csv" not in str(raised.value)


@pytest.mark.parametrize("given", [{"ip": "client_ip"}, {"geoip": "c.mmdb"}, {"proxies": []}])
def test_a_table_says_why_it_looks_nothing_up(given):
    table = ibis.memtable(pa.table({"start_time": ["2026-03-01"], "client_ip": [BRITISH]}))
    with pytest.raises(InvalidArgument, match=r"backend looks no address up.*country.*from_frame"):
        Usage.from_table(table, **given)


def test_nothing_of_it_is_loaded_before_it_is_used():
    code = (
        "import sys, pandas, usage_widgets as uw;"
        "uw.Usage.from_frame(pandas.DataFrame({'start_time': ['2026-03-01']}));"
        "print('maxminddb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
