"""`pair_of`: two periods of the same requests, or two groups in the same period, set against each other."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from usage_widgets.answers.periods.labels import group_label, period_label
from usage_widgets.answers.periods.period import WEEKS, Period, period_named, previous_of, year_before
from usage_widgets.answers.periods.spellings import UNITS, refused
from usage_widgets.answers.periods.words import sentences
from usage_widgets.data import calendar
from usage_widgets.data.calendar import Span
from usage_widgets.data.usage import Usage
from usage_widgets.errors import InvalidArgument
from usage_widgets.selection import TIME


@dataclass(frozen=True)
class Side:
    """One of the two: a usage, narrowed to it, and its period.

    Args:
        usage: The requests.
        period: The period; None is all of the view.
        group: What tells it from the other side, by dimension; nothing for two periods.
    """

    usage: Usage
    period: Period | None
    group: tuple[str, ...] = ()

    @property
    def span(self) -> Span | None:
        """The half-open range of instants; None is all of the view."""
        return None if self.period is None else self.period.span(self.usage.zone)

    @cached_property
    def is_empty(self) -> bool:
        """Whether it has no request."""
        return self.usage.span is None

    @property
    def data_from(self) -> pd.Timestamp | None:
        """The first day of which there are data; None where there are none."""
        bounds = self.usage.origin.bounds
        return None if bounds is None else calendar.from_utc(bounds[0], self.usage.zone).floor("D")

    @property
    def seen(self) -> Span | None:
        """The part of its span that can be seen: since data begin, and within what the usage is narrowed to; None without a period."""
        if self.span is None:
            return None
        first, last = self.usage.filters.get(TIME, (None, None))
        start = max(edge for edge in (self.span.start, self.data_from, first) if edge is not None)
        return Span(start, max(start, self.span.end if last is None else min(self.span.end, last)))

    @property
    def is_seen(self) -> bool:
        """Whether anything of it can be seen."""
        return self.data_from is not None and (self.seen is None or self.seen.start < self.seen.end)

    @property
    def days(self) -> float | None:
        """How many of its days can be seen, by the clock on the wall; None without a period."""
        if self.period is None or self.seen is None or self.seen == self.span:
            return None if self.period is None else self.period.days
        start, end = (edge.tz_localize(None) for edge in self.seen)
        return float((end - start) / pd.Timedelta(days=1))

    def label(self, locale: str) -> str:
        """What people call it: its group, else its period."""
        if self.group:
            return group_label(self.usage, self.group, locale)
        return "" if self.period is None else period_label(self.period, locale)


@dataclass(frozen=True)
class Pair:
    """What is set against what. Made by `pair_of`.

    Args:
        current: What is looked at.
        previous: What it is set against.
        against: "previous", "year", "range" or "groups".
    """

    current: Side
    previous: Side
    against: str

    @property
    def by_groups(self) -> bool:
        """Whether two groups are set against each other, not two periods."""
        return self.against == "groups"

    @property
    def is_running(self) -> bool:
        """Whether the current period is not over: the other one is cut to the same part."""
        return self.current.period is not None and self.current.period.is_cut

    @property
    def is_seen(self) -> bool:
        """Whether something of both can be seen."""
        return self.current.is_seen and self.previous.is_seen

    @property
    def has_same_length(self) -> bool:
        """Whether as many days of both can be seen, by the clock on the wall."""
        return self.current.days == self.previous.days

    @property
    def is_per_day(self) -> bool:
        """Whether what there is per day tells more than the sums: lengths differ, and a day of each can be seen."""
        days = (self.current.days, self.previous.days)
        return not self.has_same_length and all(one is not None and one >= 1 for one in days)

    def sentences(self, locale: str) -> list[str]:
        """What is to be known of the two: a running part, lengths, weekdays, data that begin later."""
        return sentences(self, locale)


def pair_of(usage: Any, period: Any = "month", against: Any = "previous", *, week_starts: str = "monday") -> Pair:
    """Set two periods, or two groups in one period, against each other.

    What a usage is narrowed to stays: a period outside of it has no requests.

    Args:
        usage: A `Usage`, or a frame that `Usage.from_frame` takes.
        period: "day", "week", "month", "quarter" or "year", the one that `as_of` lies in; "last_month" and so
            on, the whole one before; a length such as "30d" up to `as_of`; a name such as "2026-05", "2026-Q2" or "2026"; (start, end); with a group also None: all of the view.
        against: "previous"; "year", the same one a year ago; a period by name or (start, end); or a group, such as
            {"team": "support"}, in the same period: it takes the place of what the usage is narrowed to in that dimension.
        week_starts: "monday" or "sunday".

    Returns:
        Both sides, each with its usage. A running period is cut at `as_of`, the other one at the same part.

    Raises:
        InvalidArgument: an argument cannot be used.
        UnknownName: there is no such dimension.

    >>> import usage_widgets as uw
    >>> pair = pair_of(uw.Usage.demo(days=60, requests=500, end="2026-06-23"))
    >>> pair.current.label("en"), pair.previous.label("en")
    ('Jun 1\u2009–\u200922, 2026', 'May 1\u2009–\u200922, 2026')
    """
    known = usage if isinstance(usage, Usage) else Usage.from_frame(usage)
    if week_starts not in (*WEEKS,):
        raise InvalidArgument.expected("week_starts", 'one of "monday", "sunday"', week_starts)
    if isinstance(against, Mapping):
        return _groups(known, period, against, week_starts)
    current = period_named("period", period, known.as_of, week_starts)
    other, kind = _other(current, against, known.as_of, week_starts)
    return Pair(_side(known, current), _side(known, other), kind)


def _other(current: Period, against: Any, now: pd.Timestamp, week_starts: str) -> tuple[Period, str]:
    try:
        if against == "previous":
            return previous_of(current), "previous"
        if against == "year":
            return year_before(current), "year"
    except (ValueError, OverflowError):
        raise InvalidArgument.expected("period", "one that has another before it", str(current.start)) from None
    return other_named(against, now, week_starts).cut_like(current), "range"


def other_named(against: Any, now: pd.Timestamp, week_starts: str) -> Period:
    """Read the period that another one is set against; the running one by itself would be no other.

    Raises:
        InvalidArgument: it is no period.
    """
    if not isinstance(against, (str, tuple, list)) or (isinstance(against, str) and against in UNITS):
        raise refused("against", against)
    return period_named("against", against, now, week_starts)


def _groups(usage: Usage, period: Any, against: Mapping[str, Any], week_starts: str) -> Pair:
    if not against or [] in against.values():
        raise refused("against", against)
    for name in against:
        usage.dimension(name)
    current = None if period is None else period_named("period", period, usage.as_of, week_starts)
    others = tuple(clause for clause in usage.clauses if clause.dimension not in against)
    other = dataclasses.replace(usage, clauses=others).where(**against)
    names = tuple(against)
    return Pair(_side(usage, current, names), _side(other, current, names), "groups")


def _side(usage: Usage, period: Period | None, group: tuple[str, ...] = ()) -> Side:
    return Side(usage if period is None else usage.between(*period.span(usage.zone)), period, group)
