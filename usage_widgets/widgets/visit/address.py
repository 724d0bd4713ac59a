"""The query of an address: read within bounds, written readably."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_LETTERS = 8_192
MOST_PARAMETERS = 250
MOST_SHOWN = 60
READABLE = "/:@,"
FOREIGN = re.compile(r"token|voila-.+|utm_.+|.+clid")
"""Names that are known to be somebody else's, about which a reader need not be told."""


class Unusable(ValueError):
    """A query is longer than any of ours; the argument is the key of what to say."""


def read_query(search: str) -> dict[str, list[str]]:
    """The parameters of a query with all values of each.

    >>> read_query("?team=search&team=a%26b")
    {'team': ['search', 'a&b']}

    Raises:
        Unusable: there are too many letters or parameters.
    """
    if len(search) > MOST_LETTERS:
        raise Unusable("too_long")
    try:
        pairs = parse_qsl(search.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise Unusable("too_many") from None
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    return given


def write_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Parameters as a query, with its question mark; nothing for none.

    >>> write_query([("team", "a&b"), ("team", "Füße/x")])
    '?team=a%26b&team=F%C3%BC%C3%9Fe/x'
    """
    query = urlencode(list(pairs), quote_via=quote, safe=READABLE, errors="replace")
    return f"?{query}" if query else ""


def fits(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether an address that says all of these is one that is read."""
    return len(pairs) <= MOST_PARAMETERS and len(write_query(pairs)) <= MOST_LETTERS


def shortened(name: str) -> str:
    r"""A name from an address as it can be shown within a sentence.

    >>> shortened("te\u202eam")
    'te�am'
    """
    shown = "".join(letter if letter.isprintable() else "�" for letter in name[:MOST_SHOWN])
    return f"{shown}…" if len(name) > MOST_SHOWN else shown
