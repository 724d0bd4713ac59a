"""A comparison in words that a person would use: the value, the change and what it is set against."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal

from usage_widgets.answers.amounts import percent, rough
from usage_widgets.answers.periods.labels import short_label
from usage_widgets.data.measures import UNPRICED, measure_named
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import measure_label
from usage_widgets.messages.options import babel_locale

if TYPE_CHECKING:
    from usage_widgets.analytics.compare import Change
    from usage_widgets.answers.compare.comparison import Comparison


TENTH = 0.1
"""From how many points on tenths of them are told."""


def headline(comparison: Comparison, locale: str) -> str:
    """What is set against what."""
    pair = comparison.pair
    current, other = pair.current.label(locale), other_label(comparison, locale)
    return text("comparison.headline", locale=locale, current=current, other=other)


def notes(comparison: Comparison, locale: str) -> list[str]:
    """Each measure, then what is to be known of the periods and of the numbers."""
    told = [measure_told(comparison, measure, locale) for measure in comparison.measures]
    later = (_per_day(comparison, locale), _left_out(comparison, locale))
    return [*told, *comparison.pair.sentences(locale), *(said for said in later if said)]


def measure_told(comparison: Comparison, measure: str, locale: str) -> str:
    """One measure with its name, as a sentence of its own."""
    said = sentence(comparison, measure, locale)
    return text("comparison.of_measure", locale=locale, measure=measure_label(measure, locale), said=said)


def sentence(comparison: Comparison, measure: str, locale: str) -> str:
    """One measure without its name, such as "$12,430, up $940 (8.2%) on Oct 1–22"."""
    change, pair = comparison.change(measure), comparison.pair
    current, previous = (amount_label(comparison, measure, side, locale) for side in (0, 1))
    said: dict[str, Any] = {"value": current, "previous": previous, "other": other_label(comparison, locale)}
    if change.status in ("up", "down") or (pair.by_groups and change.status in ("new", "gone")):
        said["change"] = change_label(measure, change, locale)
        said["relative"] = percent(abs(change.relative), locale=locale) if not isnan(change.relative) else ""
    return text(f"comparison.said.{_form(comparison, change)}", locale=locale, **said)


def _form(comparison: Comparison, change: Change) -> str:
    """Which text says it."""
    plain = ".plain" if isnan(change.relative) else ""
    if comparison.pair.by_groups:
        if change.status is None or change.amount == 0:
            return "group.unknown" if change.status is None else "group.same"
        return f"group.{'more' if change.amount > 0 else 'less'}{plain}"
    if change.status is None:
        return "unknown"
    if change.status == "new" and not comparison.pair.previous.is_seen:
        return "new.unseen"
    return f"{change.status}{plain}" if change.status in ("up", "down") else change.status


def change_label(measure: str, change: Change, locale: str) -> str:
    """By how much, without a sign: in the unit of the measure, of shares in points."""
    if change.is_share:
        points = number_of_points(change.amount, locale)
        return text("comparison.points", locale=locale, value=points)
    return rough(abs(change.amount), measure_named(measure).unit, locale=locale)


def number_of_points(amount: float, locale: str) -> str:
    """A difference of shares in percentage points, without a sign.

    >>> number_of_points(0.0123, "de"), number_of_points(0.00042, "en")
    ('1,2', '0.042')
    >>> number_of_points(0.0103, "en")
    '1.0'
    """
    points = abs(amount) * 100
    if points < TENTH:
        return rough(points, "number", locale=locale)
    return format_decimal(points, "#,##0.0", locale=babel_locale(locale))


def amount_label(comparison: Comparison, measure: str, side: int, locale: str) -> str:
    """The number of one side, the current one being 0; marked where requests are left out of it."""
    known, totals = measure_named(measure), comparison.totals[side]
    value = totals[measure]
    if isnan(value):
        return number(None, known.unit, locale=locale)
    shown = rough(value, known.unit, locale=locale)
    is_partial = known.leaves_out and totals[UNPRICED.name]
    return text("kit.at_least", locale=locale, value=shown) if is_partial else shown


def other_label(comparison: Comparison, locale: str) -> str:
    """What the other side is called beside the current one."""
    pair = comparison.pair
    current, other = pair.current.period, pair.previous.period
    if pair.by_groups or current is None or other is None:
        return pair.previous.label(locale)
    return short_label(other, current, locale)


def _per_day(comparison: Comparison, locale: str) -> str:
    """The changes per day, where the periods are not of one length."""
    if not comparison.pair.is_per_day:
        return ""
    changes = {measure: comparison.change(measure).relative_per_day for measure in comparison.measures}
    told = [_signed(measure, change, locale) for measure, change in changes.items() if not isnan(change)]
    return text("comparison.per_day", locale=locale, changes=", ".join(told)) if told else ""


def _signed(measure: str, share: float, locale: str) -> str:
    sign = "+" if share > 0 else ""
    relative = f"{sign}{percent(share, locale=locale)}"
    return text("comparison.per_day.one", locale=locale, measure=measure_label(measure, locale), relative=relative)


def _left_out(comparison: Comparison, locale: str) -> str:
    """How many requests have no price on both sides."""
    if not any(measure_named(measure).leaves_out for measure in comparison.measures):
        return ""
    counts = [totals[UNPRICED.name] for totals in comparison.totals]
    if not any(counts):
        return ""
    current, previous = (number(count, "count", locale=locale) for count in counts)
    return text("comparison.left_out", locale=locale, current=current, previous=previous)
