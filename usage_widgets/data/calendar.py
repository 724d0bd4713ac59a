"""Local time: zones, days, steps and spans. Times in the engine are naive UTC; people see local ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from numbers import Number
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import ibis
import pandas as pd

from usage_widgets.errors import InvalidArgument, UnknownName

if TYPE_CHECKING:
    from ibis.expr import types as ir

SOME_ZONES = ("UTC", "Europe/Berlin", "America/New_York")
MOST_ZONES = 20
QUARTER_HOUR = pd.Timedelta(minutes=15)
MOMENT = pd.Timedelta(microseconds=1)
"""What lies between the last instant of a half-open range and its end."""


class Span(NamedTuple):
    """A half-open range of instants, both in the usage's time zone."""

    start: pd.Timestamp
    end: pd.Timestamp


@dataclass(frozen=True)
class Step:
    """A grain of time: Ibis' unit to truncate to and pandas' frequency to walk by."""

    name: str
    unit: str
    frequency: str


STEPS = {
    step.name: step
    for step in (
        Step("hour", "h", "h"),
        Step("day", "D", "D"),
        Step("week", "W", "W-MON"),
        Step("month", "M", "MS"),
        Step("quarter", "Q", "QS"),
        Step("year", "Y", "YS"),
    )
}


def step_named(every: str) -> Step:
    """Find a step by its name."""
    if not isinstance(every, str) or every not in STEPS:
        raise UnknownName.among("step", every, STEPS)
    return STEPS[every]


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())  # which walks the disk


def zone_named(name: str | None) -> ZoneInfo:
    """Find an IANA zone; None is UTC.

    >>> zone_named("Europe/Berlin").key
    'Europe/Berlin'
    """
    if name is None:
        return ZoneInfo("UTC")
    if not isinstance(name, str) or name not in _zone_names():
        nearest = [zone for zone in sorted(_zone_names()) if str(name).lower().split("/")[-1] in zone.lower()]
        is_telling = 0 < len(nearest) <= MOST_ZONES
        raise UnknownName.among("time zone", name, nearest if is_telling else SOME_ZONES)
    return ZoneInfo(name)


def instant(argument: str, value: object, zone: ZoneInfo) -> pd.Timestamp:
    """Read a date or time; without an offset it is local to the zone. The answer is aware, in the zone.

    >>> instant("start", "2026-03-29", zone_named("Europe/Berlin")).isoformat()
    '2026-03-29T00:00:00+01:00'
    """
    try:
        stamp = pd.NaT if isinstance(value, Number) or _lacks_year(value) else pd.Timestamp(value)
    except (ValueError, TypeError, OverflowError):
        stamp = pd.NaT
    if stamp is pd.NaT:
        raise InvalidArgument.expected(argument, 'a date or time such as "2026-03-01"', value, fix=_year_fix(value))
    if stamp.tzinfo is not None:
        return stamp.tz_convert(zone).as_unit("us")
    return stamp.as_unit("us").tz_localize(zone, ambiguous=True, nonexistent="shift_forward")


def _lacks_year(value: object) -> bool:
    """Whether a text counts from the clock of this machine, as "now", "today" and "10:00" do."""
    return isinstance(value, str) and not re.match(r"\s*\d{4}", value)


def _year_fix(value: object) -> str:
    is_relative = isinstance(value, str) and value.strip().lower() in ("now", "today")
    return 'Give the date itself; last("1d") counts back from `as_of`' if is_relative else ""


def to_utc(stamp: pd.Timestamp) -> pd.Timestamp:
    """Turn an aware instant into the naive UTC that the engine holds."""
    return stamp.tz_convert("UTC").tz_localize(None)


def from_utc(stamp: object, zone: ZoneInfo) -> pd.Timestamp:
    """Turn the engine's naive UTC into an aware instant of the zone."""
    return pd.Timestamp(stamp).as_unit("us").tz_localize("UTC").tz_convert(zone)


_LENGTH = re.compile(r"^\s*([1-9]\d*)\s*(min|h|d|w|mo|y)\s*$")
_UNITS = {"d": "days", "w": "weeks", "mo": "months", "y": "years"}


def before(stamp: pd.Timestamp, length: str, argument: str = "last") -> pd.Timestamp:
    """Go back by a length such as "30d"; days and longer follow the wall clock, so a DST day counts as one.

    >>> before(instant("x", "2026-03-30", zone_named("Europe/Berlin")), "1d").isoformat()
    '2026-03-29T00:00:00+01:00'
    """
    match = _LENGTH.match(str(length))
    if not match:
        raise InvalidArgument.expected(argument, 'a length such as "30d", "12w", "3mo", "1y", "24h" or "15min"', length)
    count, unit = int(match[1]), match[2]
    try:
        if unit in ("min", "h"):
            return stamp - pd.Timedelta(**{"minutes" if unit == "min" else "hours": count})
        return stamp - pd.DateOffset(**{_UNITS[unit]: count})
    except (ValueError, OverflowError):
        raise InvalidArgument.expected(argument, "a length that ends after the year 1", length) from None


@dataclass(frozen=True)
class LocalClock:
    """A zone's offsets over a span, as a shift that any backend can compute."""

    zone: ZoneInfo
    changes: tuple[tuple[pd.Timestamp, int], ...]

    @classmethod
    def over(cls, zone: ZoneInfo, start: pd.Timestamp, end: pd.Timestamp) -> LocalClock:
        """Find the offset changes between two naive UTC times; all zones since 1972 change on a quarter hour."""
        days = pd.date_range(start.floor("D"), end.ceil("D"), freq="D")
        changed = _offsets(days, zone).pipe(lambda offset: offset.index[offset.ne(offset.shift(-1))])
        quarters = [pd.date_range(day, day + pd.Timedelta(days=1), freq=QUARTER_HOUR) for day in changed]
        offsets = _offsets(days[:1].append(quarters).unique(), zone)
        changes = offsets[offsets.ne(offsets.shift())]
        return cls(zone, tuple((stamp, int(offset)) for stamp, offset in changes.items()))

    @property
    def finest(self) -> str:
        """The UTC unit that never straddles a local hour: an hour, or a quarter where offsets are not whole hours."""
        return "hour" if all(offset % 3600 == 0 for _, offset in self.changes) else "quarter_hour"

    def local(self, utc: ir.TimestampValue) -> ir.TimestampValue:
        """The wall-clock label of a UTC time. Two instants share a label in the repeated autumn hour."""
        first, *later = self.changes
        if not later:
            return _shifted(utc, first[1])
        return ibis.cases(
            *((utc >= ibis.literal(stamp), _shifted(utc, offset)) for stamp, offset in reversed(later)),
            else_=_shifted(utc, first[1]),
        )

    def local_hour(self, utc: ir.TimestampValue) -> ir.TimestampValue:
        """The UTC instant at which the local hour of a UTC time began; distinct in the repeated autumn hour.

        A change of the offset begins an hour anew: where it is half an hour, one hour is cut short.
        """
        (_, offset), *later = self.changes
        first = _hour_floor(utc, offset)
        if not later:
            return first
        since = ((ibis.literal(change), _hour_floor(utc, offset)) for change, offset in reversed(later))
        return ibis.cases(*((utc >= change, ibis.greatest(floor, change)) for change, floor in since), else_=first)


def _offsets(utc: pd.DatetimeIndex, zone: ZoneInfo) -> pd.Series[int]:
    """The seconds that local time is ahead at naive UTC times."""
    wall = utc.tz_localize("UTC").tz_convert(zone).tz_localize(None)
    return pd.Series((wall - utc) // pd.Timedelta(seconds=1), index=utc)


def _hour_floor(utc: ir.TimestampValue, offset: int) -> ir.TimestampValue:
    return _shifted(_shifted(utc, offset).truncate("h"), -offset)


def _shifted(value: ir.TimestampValue, seconds: int) -> ir.TimestampValue:
    if seconds == 0:
        return value
    length = ibis.interval(seconds=abs(seconds))
    return value + length if seconds > 0 else value - length


def steps_between(span: Span, step: Step) -> pd.DatetimeIndex:
    """All steps that touch a half-open span, as aware local instants; a 25 hour day has 25 hours."""
    if step.name == "hour":
        return _hours_between(span)
    labels = pd.date_range(
        floor_label(span.start, step), span.end.tz_localize(None), freq=step.frequency, inclusive="both"
    )
    starts = label_instants(labels, span.start.tzinfo)
    is_skipped = starts.tz_localize(None).floor("D") != labels  # as 2011-12-30 in Samoa
    return starts[(starts < span.end) & ~is_skipped]


def _hours_between(span: Span) -> pd.DatetimeIndex:
    early = span.start.tz_convert("UTC").floor(QUARTER_HOUR) - pd.Timedelta(hours=1)
    quarters = pd.date_range(early, span.end.tz_convert("UTC"), freq=QUARTER_HOUR, inclusive="left")
    offsets = _offsets(quarters.tz_localize(None), span.start.tzinfo)
    hours = (offsets.index + pd.to_timedelta(offsets, unit="s")).dt.floor("h")
    starts = quarters[hours.ne(hours.shift()) | offsets.ne(offsets.shift())]
    return starts[starts.searchsorted(span.start, side="right") - 1 :].tz_convert(span.start.tzinfo)


def floor_label(stamp: pd.Timestamp, step: Step) -> pd.Timestamp:
    """The naive label of the step that an instant lies in."""
    period = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}[step.name]
    return stamp.tz_localize(None).to_period(period).start_time.as_unit("us")


def label_instants(labels: pd.DatetimeIndex, zone: ZoneInfo) -> pd.DatetimeIndex:
    """The instants at which local days with these labels begin, where midnight is skipped the first moment after."""
    return labels.as_unit("us").tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
