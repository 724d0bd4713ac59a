"""Steps of time that a series runs in: local hours, days, weeks from Monday, months. A DST day is one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.errors import UnknownName

if TYPE_CHECKING:
    from datetime import tzinfo

WEEK_OF_HOURS = 168
YEAR_OF_MONTHS = 12
_HALF_HOUR = pd.Timedelta(minutes=30)  # the least that clocks change by, as on Lord Howe Island


SHORTEST = {
    "hour": pd.Timedelta(0),
    "day": pd.Timedelta(hours=23),
    "week": pd.Timedelta(days=6),
    "month": pd.Timedelta(days=27),
}
"""What is at least between two points of a series of each grain; the clocks change."""


@dataclass(frozen=True)
class Grain:
    """A grain of time.

    Args:
        name: "hour", "day", "week" or "month".
        frequency: How pandas walks from step to step.
        period: How pandas names the step that a moment lies in.
        season: After how many steps a pattern comes again; 1 is none.
        round: How many steps make up a level that can be compared with the next one: a week of hours or days.
        most_steps: The longest horizon.
    """

    name: str
    frequency: str
    period: str
    season: int
    round: int
    most_steps: int

    def season_of(self, points: int) -> int:
        """The season that so many points can show: two turns at least."""
        if self.name == "hour" and points >= 2 * WEEK_OF_HOURS:
            return WEEK_OF_HOURS
        if self.name == "month" and points < 2 * YEAR_OF_MONTHS:
            return 1
        return self.season

    def starts(self, times: pd.DatetimeIndex) -> pd.DatetimeIndex:
        """The start of the step that each moment lies in.

        >>> berlin = pd.DatetimeIndex(["2026-03-29 12:00"], tz="Europe/Berlin")
        >>> GRAINS["week"].starts(berlin)[0].isoformat()
        '2026-03-23T00:00:00+01:00'
        """
        wall = times.tz_localize(None)
        if self.name != "hour":
            return _localized(wall.to_period(self.period).start_time, times.tz)
        return wall.floor("h") if times.tz is None else _hours_on_the_wall(times)

    def between(self, first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
        """All steps from one start to another, both included; a 25 hour day has 25 hours."""
        if self.name == "hour":
            return self.starts(pd.date_range(first, last, freq=_HALF_HOUR)).unique()
        labels = pd.date_range(_label(first), _label(last), freq=self.frequency)
        return _without_skipped(labels, first.tz)

    def after(self, last: pd.Timestamp, count: int) -> pd.DatetimeIndex:
        """The starts of the next steps.

        >>> GRAINS["day"].after(pd.Timestamp("2026-03-28", tz="Europe/Berlin"), 2)[-1].isoformat()
        '2026-03-30T00:00:00+02:00'
        """
        if self.name == "hour":
            halves = pd.date_range(last, periods=2 * count + 3, freq=_HALF_HOUR)
            return self.starts(halves).unique()[1 : count + 1]
        labels = pd.date_range(_label(last), periods=count + 2, freq=self.frequency)[1:]
        return _without_skipped(labels, last.tz)[:count]


GRAINS = {
    grain.name: grain
    for grain in (
        Grain("hour", "h", "h", 24, WEEK_OF_HOURS, 90 * 24),
        Grain("day", "D", "D", 7, 7, 2 * 366),
        Grain("week", "W-MON", "W-SUN", 1, 1, 3 * 52),
        Grain("month", "MS", "M", YEAR_OF_MONTHS, 1, 5 * 12),
    )
}


def grain_named(every: str) -> Grain:
    """Find a grain by its name.

    Raises:
        UnknownName: there is none of this name.
    """
    if not isinstance(every, str) or every not in GRAINS:
        raise UnknownName.among("step", every, GRAINS)
    return GRAINS[every]


def fitting(distance: pd.Timedelta) -> Grain:
    """The longest grain that points so far apart can be told in.

    >>> fitting(pd.Timedelta(days=7)).name
    'week'
    """
    return GRAINS[next(name for name in reversed(SHORTEST) if distance >= SHORTEST[name])]


def _hours_on_the_wall(times: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """The last full hour on the clock, or the change of the clocks where that came since."""
    wall, utc = times.tz_localize(None), times.tz_convert("UTC").tz_localize(None)
    full, half = (
        (wall.floor(step) - (wall - utc)).tz_localize("UTC").tz_convert(times.tz) for step in ("h", _HALF_HOUR)
    )
    return full.where(full.tz_localize(None) == wall.floor("h"), half)


def _label(start: pd.Timestamp) -> pd.Timestamp:
    return start.tz_localize(None).normalize()


def _localized(labels: pd.DatetimeIndex, zone: tzinfo | None) -> pd.DatetimeIndex:
    labels = labels.as_unit("us")
    return labels if zone is None else labels.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")


def _without_skipped(labels: pd.DatetimeIndex, zone: tzinfo | None) -> pd.DatetimeIndex:
    starts = _localized(labels, zone)
    return starts[starts.tz_localize(None).normalize() == labels]  # a zone may skip a day, as Samoa 2011-12-30
