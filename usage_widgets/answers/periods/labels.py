"""What people call a period or a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import dates

from usage_widgets.answers.part import named
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.formats import days, time_of_day
from usage_widgets.messages.names import dimension_label
from usage_widgets.messages.options import babel_locale

if TYPE_CHECKING:
    from usage_widgets.answers.periods.period import Period
    from usage_widgets.data.usage import Usage


def period_label(period: Period, locale: str) -> str:
    """A period with its year: its days, or its name where all of a month, quarter or year counts."""
    language = babel_locale(locale)
    if period.is_of_days:
        whole = not period.is_cut
        if whole and period.unit == "month":
            return str(dates.format_skeleton("yMMMM", period.start, locale=language))
        if whole and period.unit == "quarter":
            return str(dates.format_skeleton("yQQQ", period.start, locale=language))
        if whole and period.unit == "year":
            return str(period.start.year)
        return days(period.start, period.last_day, locale=locale)
    return _to_the_minute(period, days(period.start, period.last_day, locale=locale), locale)


def short_label(period: Period, beside: Period, locale: str) -> str:
    """A period as it is called beside another one: without the year where that is the same."""
    if {period.start.year, period.last_day.year, beside.start.year, beside.last_day.year} != {beside.start.year}:
        return period_label(period, locale)
    if period.is_of_days and not period.is_cut and period.unit == "month":
        return str(dates.format_date(period.start, "LLLL", locale=babel_locale(locale)))
    if period.is_of_days and not period.is_cut and period.unit == "quarter":
        return str(dates.format_date(period.start, "QQQ", locale=babel_locale(locale)))
    shown = dates.format_interval(period.start, period.last_day, "MMMd", locale=babel_locale(locale))
    return shown if period.is_of_days else _to_the_minute(period, shown, locale)


def group_label(usage: Usage, dimensions: tuple[str, ...], locale: str) -> str:
    """What a usage is narrowed to in some dimensions, such as "Team search"; "all" where it is not."""
    parts = []
    for dimension in dimensions:
        values = usage.filters.get(dimension)
        if values is not None:
            parts.append(f"{dimension_label(dimension, locale)} {named(usage, dimension, values, locale)}")
        else:
            parts.append(text("comparison.all", locale=locale, dimension=dimension_label(dimension, locale)))
    return ", ".join(parts)


def _to_the_minute(period: Period, shown: str, locale: str) -> str:
    """With the times of day at which it begins and ends."""
    start, until = (time_of_day(edge.floor("min"), locale=locale) for edge in (period.start, period.until))
    if period.start == period.start.floor("D"):
        return text("comparison.until", locale=locale, days=shown, time=until)
    return text("comparison.from_until", locale=locale, days=shown, start=start, time=until)
