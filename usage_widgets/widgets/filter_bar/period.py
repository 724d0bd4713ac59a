"""The period of a page: a preset that counts back from `as_of`, or the days that a person gave."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import traitlets

from usage_widgets.data.calendar import STEPS, before, floor_label
from usage_widgets.widgets._path import RefusedName, RefusedValue

if TYPE_CHECKING:
    from usage_widgets.data.usage import Usage

ALL = "all"
PRESETS = ("7d", "30d", "90d", "month", "last_month", ALL)
FORM = '"30d", or a (start, end) pair of days such as ("2026-03-01", "2026-04-01")'
EARLIEST, LATEST = date(1970, 1, 1), date(2999, 12, 31)
INSTANT = pd.Timedelta(microseconds=1)


class Days(NamedTuple):
    """Whole local days, half-open; both are labels without a zone."""

    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def last(self) -> pd.Timestamp:
        """The last day, as people name a period."""
        return before(self.end, "1d")


def checked_period(period: Any) -> dict[str, str]:
    """Make sure that a trait is set to a period; a person may write it shorter than the trait holds it.

    >>> checked_period(("2026-03-01", "2026-04-01"))
    {'start': '2026-03-01', 'end': '2026-04-01'}
    >>> checked_period("7d"), checked_period({"preset": "7d"})
    ({'preset': '7d'}, {'preset': '7d'})

    Raises:
        RefusedName: there is no such preset.
        RefusedValue: it is neither a preset nor two days in order.
    """
    match period:
        case str(name):
            return _preset(name)
        case {"preset": str(name), **rest} if not rest:
            return _preset(name)
        case [start, end]:
            return _days(start, end)
        case {"start": start, "end": end, **rest} if not rest:
            return _days(start, end)
    raise RefusedValue.expected("period", FORM, period)


class PeriodTrait(traitlets.Dict):
    """A period that Python may set to "7d" or a pair of days too; page and trait know its long form only."""

    def __init__(self) -> None:
        super().__init__({"preset": ALL})
        self.tag(sync=True, both=True, from_json=_from_page)

    def validate(self, obj: Any, value: Any) -> Any:
        """The long form."""
        return super().validate(obj, checked_period(value))


def _from_page(period: Any, _widget: object = None) -> dict[Any, Any]:
    return period if isinstance(period, dict) else {"not a period": period}


def _preset(name: str) -> dict[str, str]:
    if name not in PRESETS:
        raise RefusedName.among("preset", name, PRESETS)
    return {"preset": name}


def _days(start: Any, end: Any) -> dict[str, str]:
    if checked_day("start", start) >= checked_day("end", end):
        raise RefusedValue.expected("end", f"a day after the start, {start!r}", end)
    return {"start": start, "end": end}


def checked_day(argument: str, day: Any) -> date:
    """Read a day as ISO 8601 writes it.

    Raises:
        RefusedValue: it is none, or far from any log.
    """
    try:
        found = date.fromisoformat(day)
    except (TypeError, ValueError):
        found = date.min
    if not EARLIEST <= found <= LATEST or found.isoformat() != day:
        raise RefusedValue.expected(argument, 'a day from 1970 to 2999 such as "2026-03-01"', day)
    return found


def days_of(period: dict[str, str], as_of: pd.Timestamp) -> Days | None:
    """The days of a period; a preset counts back from the local day that was running just before `as_of`. None is all.

    >>> from usage_widgets.data.calendar import instant, zone_named
    >>> as_of = instant("as_of", "2026-03-30", zone_named("Europe/Berlin"))
    >>> [str(day.date()) for day in days_of({"preset": "7d"}, as_of)]
    ['2026-03-23', '2026-03-30']
    """
    if "start" in period:
        return Days(pd.Timestamp(period["start"]), pd.Timestamp(period["end"]))
    today = floor_label(as_of - INSTANT, STEPS["day"])
    tomorrow, month = today + pd.DateOffset(days=1), floor_label(today, STEPS["month"])
    match period["preset"]:
        case "all":
            return None
        case "month":
            return Days(month, tomorrow)
        case "last_month":
            return Days(before(month, "1mo"), month)
        case length:
            return Days(before(tomorrow, length), tomorrow)


def period_through(first: str, last: str) -> dict[str, str]:
    """The period of two days as people name them, the last one inclusive.

    >>> period_through("2026-03-01", "2026-03-31")
    {'start': '2026-03-01', 'end': '2026-04-01'}
    """
    after = checked_day("last", last) + pd.DateOffset(days=1)
    return checked_period({"start": first, "end": str(after.date())})


def days_covered(usage: Usage) -> Days | None:
    """The days from the first request to the last, asked of the data; None without requests."""
    span = usage.span
    if span is None:
        return None
    first, last = (floor_label(edge, STEPS["day"]) for edge in span)
    return Days(first, last + pd.DateOffset(days=1))
