"""The numbers of a forecast in words: no digits that nobody knows."""

from __future__ import annotations

import pandas as pd
from babel import dates

from usage_widgets.answers.amounts import percent
from usage_widgets.messages import formats
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.options import babel_locale

SURE = 0.01
"""How near to nothing or to certain a chance is said to be."""


def chance_label(chance: float, *, locale: str | None = None) -> str:
    """A chance, 0..1, that is never said to be nothing or certain.

    >>> chance_label(0.74, locale="en"), chance_label(0.9999, locale="en")
    ('74%', 'over 99%')
    """
    if chance < SURE:
        return text("forecast.under", locale=locale, chance=percent(SURE, locale=locale))
    if chance > 1 - SURE:
        return text("forecast.over", locale=locale, chance=percent(1 - SURE, locale=locale))
    return percent(round(chance, 2), locale=locale)


def step_name(start: pd.Timestamp, every: str, *, locale: str | None = None) -> str:
    """What people call a step.

    >>> import pandas as pd
    >>> step_name(pd.Timestamp("2026-06-01"), "month", locale="de"), step_name(pd.Timestamp("2026-06-01"), "day", locale="en")
    ('Juni 2026', 'Jun 1, 2026')
    """
    if every == "hour":
        name = formats.moment(start, locale=locale)
        return f"{name} {dates.get_timezone_gmt(start, locale=babel_locale(locale))}" if _is_twice(start) else name
    if every == "month":
        return dates.format_skeleton("yMMMM", start, locale=babel_locale(locale))
    day = formats.days(start, locale=locale)
    return text("forecast.week_of", locale=locale, day=day) if every == "week" else day


def _is_twice(hour: pd.Timestamp) -> bool:
    """Whether clocks are put back, so that the hour before or after has the same name."""
    if hour.tz is None:
        return False
    beside = ((hour + pd.Timedelta(hours=hours)).tz_localize(None) for hours in (-1, 1))
    return hour.tz_localize(None) in beside
