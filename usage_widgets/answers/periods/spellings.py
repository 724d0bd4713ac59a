"""How a period, and what it is set against, can be given: what is said of anything else."""

from __future__ import annotations

from difflib import get_close_matches

from usage_widgets.errors import InvalidArgument

UNITS = ("day", "week", "month", "quarter", "year")
CLOSE = 0.75
"""How alike a name must be to be meant: "May" is no "day"."""
LAST = "last_"
"""What the name of a unit begins with where the one before the running one is meant."""
AGAINST = ("previous", "year")
DATED = 'a length such as "30d", a name such as "2026-05", "2026-Q2" or "2026", or (start, end)'
NAMES = ", ".join(f'"{unit}"' for unit in UNITS)
EXPECTED = {
    "period": f'{NAMES}, the same with "last_" before it, {DATED}',
    "against": f'"previous", "year", "last_month" and so on, {DATED}, or a group such as {{"team": "support"}}',
}


def refused(argument: str, given: object) -> InvalidArgument:
    """An error that lists what can be given, with the nearest name.

    >>> str(refused("period", "lastmonth")).endswith("got 'lastmonth'. Did you mean 'last_month'?")
    True
    """
    names = [*UNITS, *(LAST + unit for unit in UNITS), *(AGAINST if argument == "against" else ())]
    near = get_close_matches(given, names, n=1, cutoff=CLOSE) if isinstance(given, str) else []
    fix = f"Did you mean {near[0]!r}?" if near else ""
    return InvalidArgument.expected(argument, EXPECTED[argument], given, fix=fix)
