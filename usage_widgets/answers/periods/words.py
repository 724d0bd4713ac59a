"""What is to be known of two sides before their numbers are set against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal

from usage_widgets.answers.periods.labels import period_label, short_label
from usage_widgets.data.calendar import MOMENT
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.formats import days, moment
from usage_widgets.messages.options import babel_locale
from usage_widgets.selection import TIME

if TYPE_CHECKING:
    from usage_widgets.answers.periods.pair import Pair, Side


def sentences(pair: Pair, locale: str) -> list[str]:
    """All that is to be said of a pair, the most important first."""
    if pair.current.data_from is None:
        return [text("comparison.no_data", locale=locale)]
    about = (_absent, _running, _lengths, _weekdays, _begins, _ends)
    told = [say(pair, locale) for say in about]
    return [said for said in told if said]


def _absent(pair: Pair, locale: str) -> str:
    """That one of two groups has no request, as when its name is misspelled."""
    for side in (pair.previous, pair.current) if pair.by_groups else ():
        if side.is_empty:
            return text("comparison.absent", locale=locale, group=side.label(locale))
    return ""


def _running(pair: Pair, locale: str) -> str:
    """That the current period is not over, and what it is set against."""
    period, other = pair.current.period, pair.previous.period
    if period is None or other is None or not pair.is_running:
        return ""
    until = moment(pair.current.usage.as_of, locale=locale)
    if pair.by_groups:
        return text("comparison.running.group", locale=locale, until=until)
    current, earlier = period_label(period.whole, locale), short_label(other, period, locale)
    form = "whole" if not other.is_cut else "part"
    return text(f"comparison.running.{form}", locale=locale, current=current, other=earlier, until=until)


def _lengths(pair: Pair, locale: str) -> str:
    """How many days each has, where that differs."""
    period, other = pair.current.period, pair.previous.period
    if period is None or other is None or not pair.is_per_day:
        return ""
    language = babel_locale(locale)
    one, two = (format_decimal(round(side.days or 0, 1), locale=language) for side in (pair.current, pair.previous))
    return text("comparison.lengths", locale=locale, current=one, previous=two)


def _weekdays(pair: Pair, locale: str) -> str:
    """How many days from Monday to Friday each has, where that differs and none is shorter than a day."""
    period, other = pair.current.period, pair.previous.period
    if pair.by_groups or period is None or other is None or min(period.days, other.days) < 1:
        return ""
    if any(side.seen != side.span for side in (pair.current, pair.previous)):
        return ""
    (working, free), (before, free_before) = period.weekdays(), other.weekdays()
    if (working, free) == (before, free_before):
        return ""
    said: dict[str, Any] = {"working": working, "free": free, "working_before": before, "free_before": free_before}
    return text("comparison.weekdays", locale=locale, **said)


def _begins(pair: Pair, locale: str) -> str:
    """That what can be seen begins later than one of the periods, and whether the data or the view begin there."""
    for side in (pair.previous, pair.current):
        if side.period is None or side.seen is None or side.span is None or side.seen.start <= side.span.start:
            continue
        kind = "known_from" if side.seen.start == side.data_from else "view_from"
        return _edge(kind, side, days(side.seen.start, locale=locale), locale)
    return ""


def _ends(pair: Pair, locale: str) -> str:
    """That the view ends before one of the periods does."""
    for side in (pair.current, pair.previous):
        last = side.usage.filters.get(TIME, (None, None))[1]
        if side.period is not None and side.span is not None and last is not None and last < side.span.end:
            return _edge("view_until", side, days(last - MOMENT, locale=locale), locale)
    return ""


def _edge(kind: str, side: Side, day: str, locale: str) -> str:
    period = "" if side.period is None else period_label(side.period, locale)
    form = "part" if side.is_seen else "nothing"
    return text(f"comparison.{kind}.{form}", locale=locale, day=day, period=period)
