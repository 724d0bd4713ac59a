"""A period of local time: the running month, the last 30 days, May 2026, or any range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from usage_widgets.answers.periods.spellings import LAST, UNITS, refused
from usage_widgets.data import calendar
from usage_widgets.data.calendar import MOMENT, Span
from usage_widgets.errors import InvalidArgument

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FREQUENCIES = {"day": "D", "month": "M", "quarter": "Q", "year": "Y"}
WEEKS = {"monday": "W-SUN", "sunday": "W-SAT"}
NAMED = re.compile(r"\d{4}(-?Q[1-4]|-\d{2}(-\d{2})?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A half-open range of local time, by the clock on the wall.

    Args:
        unit: "day", "week", "month", "quarter", "year", "last" for a length that ends now, or "range".
        start: Where it begins, without a zone.
        end: Where it ends, as a whole.
        until: Up to where it counts: the end, or now where that is earlier.
        length: For "last" the length, such as "30d".
    """

    unit: str
    start: pd.Timestamp
    end: pd.Timestamp
    until: pd.Timestamp
    length: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether only its first part counts."""
        return bool(self.until < self.end)

    @property
    def whole(self) -> Period:
        """All of it, also what is not over."""
        return replace(self, until=self.end)

    @property
    def days(self) -> float:
        """How many days count, by the clock on the wall: a day of 23 hours is one."""
        return float((self.until - self.start) / pd.Timedelta(days=1))

    @property
    def last_day(self) -> pd.Timestamp:
        """The last day of which anything counts."""
        return (self.until - MOMENT).floor("D")

    @property
    def is_of_days(self) -> bool:
        """Whether it runs from midnight to midnight, or to the last minute before."""
        return bool(self.start == self.start.floor("D") and self.until.ceil("min") == self.until.ceil("D"))

    def weekdays(self) -> tuple[int, int]:
        """How many of its days are Monday to Friday, and how many are not; one that has begun counts."""
        first = self.start.date()
        after = first + timedelta(days=ceil(self.days))
        working = int(np.busday_count(first, after))
        return working, (after - first).days - working

    def span(self, zone: ZoneInfo) -> Span:
        """The instants in a zone."""
        start, end = calendar.label_instants(pd.DatetimeIndex([self.start, self.until]), zone)
        return Span(start, end)

    def cut_like(self, other: Period) -> Period:
        """As much of it as counts of another one, by the clock on the wall; no more than all of it."""
        if not other.is_cut:
            return self
        return replace(self, until=min(self.start + (other.until - other.start), self.end))


def period_named(argument: str, given: Any, now: pd.Timestamp, week_starts: str) -> Period:
    """Read a period; a running one counts up to now.

    Args:
        argument: What it is given as.
        given: "day", "week", "month", "quarter" or "year" for the running one (when it has just ended, that one);
            "last_month" and so on for the whole one before now; a length such as "30d" that ends now; a name such as "2026-05", "2026-Q2", "2026" or "2026-05-03"; or two
            dates, the second not included.
        now: The aware instant that relative time counts from.
        week_starts: "monday" or "sunday".

    >>> from usage_widgets.data.calendar import instant, zone_named
    >>> june = period_named("period", "month", instant("now", "2026-06-23", zone_named("UTC")), "monday")
    >>> june.start.isoformat(), june.until.isoformat(), june.is_cut
    ('2026-06-01T00:00:00', '2026-06-23T00:00:00', True)

    Raises:
        InvalidArgument: it is none of these, or begins after now.
    """
    wall = now.tz_localize(None)
    match given:
        case str() if given in UNITS:
            return _of(given, _around(wall - MOMENT, given, week_starts), wall)
        case str() if given.removeprefix(LAST) in UNITS:
            unit = given.removeprefix(LAST)
            period = _of(unit, _around(wall, unit, week_starts) - 1, wall)
        case str() if NAMED.fullmatch(given.strip()):
            period = _of_name(argument, given.strip(), wall)
        case str():
            return _of_length(argument, given.strip(), now)
        case (start, end):
            period = _of_edges(argument, start, end, now, wall)
        case _:
            raise refused(argument, given)
    if period.start >= wall:
        raise InvalidArgument.expected(argument, f"a period that begins before {wall:%Y-%m-%d %H:%M}, as_of", given)
    return period


def _around(moment: pd.Timestamp, unit: str, week_starts: str) -> pd.Period:
    """The day, week, month, … that a moment lies in."""
    return moment.to_period(WEEKS[week_starts] if unit == "week" else FREQUENCIES[unit])


def _of(unit: str, period: pd.Period, wall: pd.Timestamp) -> Period:
    start, end = (edge.start_time.as_unit("us") for edge in (period, period + 1))
    return Period(unit, start, end, min(end, wall))


def _of_length(argument: str, length: str, now: pd.Timestamp) -> Period:
    try:
        start = calendar.before(now, length, argument).tz_localize(None)
    except InvalidArgument:
        raise refused(argument, length) from None
    wall = now.tz_localize(None)
    return Period("last", start, wall, wall, length)


def _of_name(argument: str, name: str, wall: pd.Timestamp) -> Period:
    try:
        period = pd.Period(name)
    except ValueError:
        raise refused(argument, name) from None
    unit = {"D": "day", "M": "month", "Q": "quarter", "Y": "year"}[period.freqstr[0]]
    return _of(unit, period, wall)


def _of_edges(argument: str, start: Any, end: Any, now: pd.Timestamp, wall: pd.Timestamp) -> Period:
    first, last = (calendar.instant(argument, edge, now.tzinfo).tz_localize(None) for edge in (start, end))
    if last <= first:
        raise InvalidArgument.expected(argument, "an end after the start", (start, end))
    return Period("range", first, last, min(last, wall))


def previous_of(period: Period) -> Period:
    """The one before: the unit, the length or the range before it; of a running one the same part.

    A range of whole months is set against as many months before it, any other against the same length before it.
    """
    if period.unit in UNITS:
        before = period.start - _one(period.unit)
        found = Period(period.unit, before, period.start, period.start)
    elif period.unit == "last":
        start = calendar.before(period.start, period.length)
        found = Period("last", start, period.start, period.start, period.length)
    else:
        start = _before_range(period)
        found = Period("range", start, period.start, period.start)
    return found.cut_like(period)


def year_before(period: Period) -> Period:
    """The same a year earlier; of a week the one 52 weeks earlier, which has the same weekdays."""
    back = pd.DateOffset(weeks=52) if period.unit == "week" else pd.DateOffset(years=1)
    start = period.start - back
    by_months = period.unit in ("month", "quarter", "year") or _is_of_months(period)
    end = (
        period.end - back if by_months else start + (period.end - period.start)
    )  # February 28 is one day, also in 2024
    return Period(period.unit, start, end, end, period.length).cut_like(period)


def _one(unit: str) -> pd.DateOffset:
    return pd.DateOffset(months=3) if unit == "quarter" else pd.DateOffset(**{f"{unit}s": 1})


def _is_of_months(period: Period) -> bool:
    return all(edge.is_month_start and edge == edge.floor("D") for edge in (period.start, period.end))


def _before_range(period: Period) -> pd.Timestamp:
    if _is_of_months(period):
        months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
        return period.start - pd.DateOffset(months=months)
    return period.start - (period.end - period.start)
