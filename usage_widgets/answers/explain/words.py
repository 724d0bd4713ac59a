"""A change explained in words."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from usage_widgets.answers.amounts import percent
from usage_widgets.answers.explain.amounts import is_nothing, largest, main, signed
from usage_widgets.answers.part import LONGEST_NAME, subject_label
from usage_widgets.messages.catalogue import listed, text
from usage_widgets.messages.escaping import printable
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import measure_label
from usage_widgets.messages.options import CURRENT, checked_locale

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from usage_widgets.answers.explain.explanation import Explanation
    from usage_widgets.answers.periods.pair import Side

ON_ONE_SIDE = ("new", "gone")


def sentences(why: Explanation, locale: str | None = None) -> list[str]:
    """All that is to be said of a change, the most important first."""
    chosen = checked_locale(locale or CURRENT.locale)
    return [*_told(why, chosen), *why.pair.sentences(chosen)]


def _told(why: Explanation, locale: str) -> Iterator[str]:
    previous, current = why.drivers
    if previous.empty and current.empty:
        yield text("explanation.empty", locale=locale)
        return
    if unknown := [*_unknown_sides(why, locale)]:
        yield from [*unknown, _both_sides(why, locale), *_left_out(why, locale)]
        return
    yield headline(why, locale)
    yield _both_sides(why, locale)
    yield from _largest_group(why, locale)
    yield from _left_out(why, locale)
    yield from _unit_cost(why, locale)
    yield from _meanings(why, locale)


def headline(why: Explanation, locale: str) -> str:
    """The change with its largest parts."""
    unit = why.usage.measure(why.measure).unit
    same = is_nothing(why.change, unit)
    form = "same" if same else "more" if why.change > 0 else "less"
    about = "groups" if why.pair.by_groups else "periods"
    said: dict[str, Any] = {
        "subject": _subject(why, locale),
        "change": number(abs(why.change), unit, locale=locale),
        "relative": _relative(why, locale),
        "current": why.pair.current.label(locale),
        "previous": why.pair.previous.label(locale),
    }
    opening = text(f"explanation.{about}.{form}", locale=locale, **said)
    parts = _parts(why, unit, locale)
    return text("explanation.headline", locale=locale, change=opening, parts=parts) if parts else f"{opening}."


def part_label(why: Explanation, part: str, locale: str) -> str:
    """What people call a part of a change."""
    if why.pair.by_groups and part in ON_ONE_SIDE:
        side = why.pair.current if part == "new" else why.pair.previous
        return text("explanation.only", locale=locale, side=side.label(locale))
    return text(f"explanation.part.{part}", locale=locale)


def _subject(why: Explanation, locale: str) -> str:
    if why.pair.by_groups:
        return measure_label(why.measure, locale)
    return subject_label(why.usage, why.measure, locale) or measure_label(why.measure, locale)


def _relative(why: Explanation, locale: str) -> str:
    if why.previous == 0:
        return ""
    share = percent(abs(why.change / why.previous), locale=locale)
    return text("explanation.relative", locale=locale, share=share)


def _parts(why: Explanation, unit: str, locale: str) -> str:
    """The largest parts, then the sum of the others, so that what is said adds up."""
    told = largest(why.totals[[not is_nothing(value, unit) for value in why.totals]])
    named = [
        f"{part_label(why, str(part), locale)} {signed(value, unit, locale=locale)}" for part, value in told.items()
    ]
    rest = why.change - float(told.sum())
    if not is_nothing(rest, unit) and named:
        named.append(text("explanation.rest", locale=locale, value=signed(rest, unit, locale=locale)))
    return ", ".join(named)


def _both_sides(why: Explanation, locale: str) -> str:
    measure, numbers = why.usage.measure(why.measure), (why.previous, why.current)
    previous, current = (
        number(None, measure.unit, locale=locale)
        if _is_unknown(drivers)
        else measure.worded(value, left_out, locale=locale)
        for drivers, value, left_out in zip(why.drivers, numbers, why.left_out, strict=True)
    )
    labels: dict[str, Any] = {"current": why.pair.current.label(locale), "previous": why.pair.previous.label(locale)}
    return text("explanation.sides", locale=locale, value=current, before=previous, **labels)


def _largest_group(why: Explanation, locale: str) -> Iterator[str]:
    unit, first = why.usage.measure(why.measure).unit, why.groups.iloc[0]
    if len(why.groups) < 2 or is_nothing(first["change"], unit):
        return
    name = shorten(printable(why.label_of(first["group"], locale)), LONGEST_NAME, placeholder="…")
    change = signed(first["change"], unit, locale=locale)
    parts = main(first[why.totals.index].astype("float64"))
    form = parts[0] if parts[0] in ON_ONE_SIDE else "mostly" if len(parts) == 1 else "both"
    if form in ON_ONE_SIDE and why.pair.by_groups:
        form = "mostly"
    named = listed([part_label(why, part, locale) for part in parts], locale=locale)
    yield text(f"explanation.largest.{form}", locale=locale, group=name, change=change, parts=named)


def _unknown_sides(why: Explanation, locale: str) -> Iterator[str]:
    """The sides of which no request has a known value: what is known of the other is no change."""
    sides = [side for side, drivers in zip(_sides(why), why.drivers, strict=True) if _is_unknown(drivers)]
    subject = measure_label(why.measure, locale)
    if len(sides) > 1:
        yield text("explanation.unknown.both", locale=locale, subject=subject)
    for side in sides if len(sides) == 1 else []:
        yield text("explanation.unknown", locale=locale, subject=subject, side=side.label(locale))


def _is_unknown(drivers: pd.DataFrame) -> bool:
    """Whether there are requests, and the value of none is known."""
    return bool(drivers["rows"].sum() > 0 and drivers["calls"].sum() == 0)


def _left_out(why: Explanation, locale: str) -> Iterator[str]:
    if any(why.left_out):
        counts = (text("explanation.calls", locale=locale, count=count) for count in why.left_out)
        told = [
            text("explanation.of_side", locale=locale, value=count, side=side.label(locale))
            for count, side in zip(counts, _sides(why), strict=True)
        ]
        form = "cost" if why.measure == "cost" else "tokens"
        yield text(f"explanation.left_out.{form}", locale=locale, counts=listed(told[::-1], locale=locale))


def _unit_cost(why: Explanation, locale: str) -> Iterator[str]:
    if "unit_cost" in why.totals:
        count = int((why.parts["part"] == "unit_cost").sum())
        yield text("explanation.unit_cost", locale=locale, count=count)


def _meanings(why: Explanation, locale: str) -> Iterator[str]:
    """What the parts are, and how the change is shared among them."""
    factors = [part for part in why.totals.index if part not in ON_ONE_SIDE]
    if factors:
        meanings = [_meaning(why, part, locale) for part in factors]
        yield text("explanation.parts", locale=locale, parts=", ".join(meanings))
        yield text("explanation.method", locale=locale)


def _meaning(why: Explanation, part: str, locale: str) -> str:
    form = "requests" if part == "volume" and why.measure == "requests" else part
    return text(f"explanation.meaning.{form}", locale=locale, part=part_label(why, part, locale))


def _sides(why: Explanation) -> tuple[Side, Side]:
    return why.pair.previous, why.pair.current
