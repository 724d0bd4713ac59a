"""Small GeoIP databases in MaxMind's own format, with the records that its Country and City databases have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mmdb_writer import MMDBWriter
from netaddr import IPSet

if TYPE_CHECKING:
    from pathlib import Path

BRITISH, GERMAN, JAPANESE = "81.2.69.142", "95.90.1.7", "2001:240::1"
REGISTERED_ONLY = "1.0.0.1"  # its network is used everywhere
NOWHERE = "9.9.9.9"

PLACES = {
    "81.2.69.0/24": {"country": {"iso_code": "GB"}, "registered_country": {"iso_code": "US"}},
    "81.2.70.0/24": {"country": {"iso_code": "IE"}},
    "95.90.0.0/16": {"country": {"iso_code": "DE"}},
    "1.0.0.0/24": {"registered_country": {"iso_code": "AU"}},
    # What no database has, were it ever asked.
    "10.0.0.0/8": {"country": {"iso_code": "XX"}},
    "224.0.0.0/4": {"country": {"iso_code": "XX"}},
}
PLACES_V6 = {"2001:240::/32": {"country": {"iso_code": "JP"}}}
CITY = {"city": {"names": {"en": "Somewhere"}}, "location": {"latitude": 51.5, "longitude": -0.1}}
NETWORK = {"autonomous_system_number": 1, "autonomous_system_organization": "An Example"}


def write(path: Path, records: dict[str, dict], *, version: int = 6, kind: str = "Test-Country") -> Path:
    """A database file of these records, one a network."""
    writer = MMDBWriter(version, kind, ipv4_compatible=version == 6)
    for network, record in records.items():
        writer.insert_network(IPSet([network]), record)
    writer.to_db_file(str(path))
    return path


def country(folder: Path) -> Path:
    return write(folder / "country.mmdb", PLACES | PLACES_V6)


def city(folder: Path) -> Path:
    records = {network: CITY | record for network, record in (PLACES | PLACES_V6).items()}
    return write(folder / "city.mmdb", records, kind="Test-City")


def ipv4_country(folder: Path) -> Path:
    return write(folder / "ipv4.mmdb", PLACES, version=4)


def asn(folder: Path) -> Path:
    return write(folder / "asn.mmdb", dict.fromkeys(PLACES, NETWORK), kind="Test-ASN")
