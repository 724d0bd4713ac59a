"""Countries in place of IP addresses, by a GeoIP database file: an address goes no further than this."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa

from usage_widgets.data.canonical import cast
from usage_widgets.errors import InvalidArgument, SourceError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ibis.expr import types as ir
    from maxminddb import Reader

    from usage_widgets.data.canonical import Fields

    Address = IPv4Address | IPv6Address
    Network = IPv4Network | IPv6Network

PLACE = "_country_of_address"
"""The column that a raw table has in place of the address: its country, "" where that cannot be told, null without one."""

NO_ADDRESS = ("", "nan", "nat", "none", "null", "<na>")
PORT = re.compile(r"^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$")
FORMAT = "Country or City database in MaxMind's format (.mmdb)"
NETWORKS = 'networks such as ["203.0.113.0/24"]'
LOOKED_THROUGH = 1_000  # records of a database, for one with a country


@dataclass(frozen=True)
class Addresses:
    """Where a source has the addresses of who asked, and what tells their countries.

    Args:
        column: The source's column.
        database: A GeoIP database file in MaxMind's format.
        proxies: Networks whose addresses are no place of who asked.
    """

    column: str
    database: Path
    proxies: tuple[Network, ...] = ()

    def check(self, fields: Fields, have: list[str]) -> None:
        """Make sure that the source has the column, and that nothing else is read from it.

        Raises:
            UnknownName: the source lacks it.
            InvalidArgument: it is read as something else too, which would keep the address.
        """
        if self.column not in have:
            raise UnknownName.among("source column for 'ip':", self.column, have)
        read = {**fields.columns, **fields.dimensions}
        kept = [name for name, source in read.items() if isinstance(source, str) and source == self.column]
        if kept:
            expected = f"a column that is not kept as {kept[0]!r} too: the address is dropped once its country is known"
            raise InvalidArgument.expected("ip", expected, self.column)

    @contextmanager
    def countries(self) -> Iterator[Countries]:
        """Open the database for one reading.

        Raises:
            SourceError: it is missing, or no such database.
        """
        import maxminddb  # noqa: PLC0415 - only addresses need it

        try:
            reader = maxminddb.open_database(self.database)
        except OSError as error:
            raise SourceError(f"geoip: cannot read {self.database}: {error.strerror or 'no such file'}") from None
        except (maxminddb.InvalidDatabaseError, ValueError):
            raise SourceError(f"geoip: {self.database} is no {FORMAT}, or damaged") from None
        with reader:
            try:
                if not _tells_countries(reader):
                    kind = reader.metadata().database_type
                    raise SourceError(f"geoip: expected a {FORMAT}, got one of type {kind!r} without countries")
                yield Countries(reader, self.proxies)
            except maxminddb.InvalidDatabaseError:
                raise SourceError(f"geoip: {self.database} is damaged") from None


class Countries:
    """The countries of addresses, each looked up once."""

    def __init__(self, reader: Reader, proxies: tuple[Network, ...]) -> None:
        self._reader, self._proxies = reader, proxies
        self._is_of_ipv4 = reader.metadata().ip_version == 4
        self._known: dict[str, str | None] = {}

    def of(self, addresses: pa.Array) -> pa.Array:
        """The country of each, "" where it cannot be told, null where there is no address."""
        encoded = addresses.dictionary_encode()
        told = [self._told(text) for text in encoded.dictionary.to_pylist()]
        return pa.array(told, pa.string()).take(encoded.indices)

    def _told(self, text: str) -> str | None:
        if text not in self._known:
            is_none = text.strip().lower() in NO_ADDRESS
            self._known[text] = None if is_none else self._looked_up(client_of(text, self._proxies))
        return self._known[text]

    def _looked_up(self, address: Address | None) -> str:
        if address is None or (self._is_of_ipv4 and address.version == 6):
            return ""
        return _code(self._reader.get(address))


def addresses_in(ip: str | None, geoip: str | os.PathLike[str] | None, proxies: Iterable[str]) -> Addresses | None:
    """What a call says of addresses; None when it says nothing.

    Raises:
        InvalidArgument: one is missing without which the others are of no use, or cannot be used.
    """
    networks = tuple(sorted({_network(proxy) for proxy in _listed(proxies)}, key=str))
    if geoip is None and ip is None and not networks:
        return None
    if not isinstance(geoip, (str, os.PathLike)):
        raise InvalidArgument.expected("geoip", f"the path of a {FORMAT}", geoip)
    if not isinstance(ip, str):
        raise InvalidArgument.expected("ip", "the name of the source's column with IP addresses", ip)
    return Addresses(ip, Path(geoip).expanduser().absolute(), networks)


def filled(fields: Fields) -> Fields:
    """The fields of a raw table that has `PLACE`: it fills the countries that the source itself does not know."""

    def country(raw: ir.Table) -> ir.Value:
        given = fields.take(raw, "country")
        return raw[PLACE] if given is None else ibis.coalesce(cast(given, "text", "country"), raw[PLACE])

    return replace(fields, columns={**fields.columns, "country": country})


def client_of(text: str, proxies: tuple[Network, ...] = ()) -> Address | None:
    """The public address that asked; None when there is none.

    Of a list such as X-Forwarded-For, to which each proxy adds on the right who asked it, that is the last which is
    neither private nor a proxy's: what stands further left, a client may have made up.

    >>> client_of("1.1.1.1, 81.2.69.142, 10.0.0.7")
    IPv4Address('81.2.69.142')
    """
    for hop in reversed(text.split(",")):
        address = _read(hop.strip())
        if address is None:
            return None
        if _is_public(address) and not any(address in network for network in proxies):
            return address
    return None


def _read(text: str) -> Address | None:
    """An address, also one with a port; IPv4 that is mapped into IPv6 is IPv4."""
    try:
        address = ip_address(PORT.sub(r"\1\2", text))
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if address.version == 6 else address


def _is_public(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _tells_countries(reader: Reader) -> bool:
    return any(_code(record) for _, record in islice(reader, LOOKED_THROUGH))


def _code(record: object) -> str:
    """Where the address is used; where its network is registered says little of that."""
    country = record.get("country") if isinstance(record, dict) else None
    code = country.get("iso_code") if isinstance(country, dict) else None
    return code if isinstance(code, str) else ""


def _listed(proxies: Iterable[str]) -> list[str]:
    try:
        return [proxies] if isinstance(proxies, str) else [*proxies]
    except TypeError:
        raise InvalidArgument.expected("proxies", NETWORKS, proxies) from None


def _network(proxy: object) -> Network:
    if not isinstance(proxy, (str, IPv4Network, IPv6Network)):
        raise InvalidArgument.expected("proxies", NETWORKS, proxy)
    try:
        return ip_network(proxy)
    except ValueError as error:
        raise InvalidArgument.expected("proxies", NETWORKS, proxy, fix=f"{error}") from None
