"""The numbers of a forecast in words: no digits that nobody knows."""

from __future__ import annotations

from decimal import Context
from typing import TYPE_CHECKING

from babel import dates, numbers

from usage_widgets.messages import formats
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.options import babel_locale

if TYPE_CHECKING:
    import pandas as pd

WHOLE_FROM = 100
PLAIN = (1e-4, 1e15)
"""Outside of these sizes zeros are counted, not written."""


def rough(value: float, unit: str, *, locale: str | None = None) -> str:
    r"""A forecast number with its unit; from 100 on without a fraction.

    >>> rough(4210.37, "usd", locale="en"), rough(1.2345, "number", locale="de"), rough(0.083, "ratio", locale="de")
    ('$4,210', '1,23', '8,3\xa0%')
    """
    language = babel_locale(locale)
    if unit in ("usd", "usd_per_mtok") and abs(value) >= WHOLE_FROM:
        pattern = language.currency_formats["standard"].pattern.replace(".00", "")
        return numbers.format_currency(round(value), "USD", pattern, locale=language, currency_digits=False)
    if unit in ("usd", "usd_per_mtok", "ratio"):
        return formats.number(value, unit, locale=locale)
    if value and not PLAIN[0] <= abs(value) < PLAIN[1]:
        shown = numbers.format_scientific(_three_digits(value), locale=language, decimal_quantization=False)
    else:
        shown = numbers.format_decimal(_short(value), locale=language, decimal_quantization=False)
    return f"{shown}\N{NO-BREAK SPACE}ms" if unit == "ms" else shown


def percent(share: float, *, locale: str | None = None) -> str:
    """A share as a percentage, under 10 % with one digit after the point.

    >>> percent(0.243, locale="en"), percent(0.0412, locale="en")
    ('24 %', '4.1 %')
    """
    digits = 1 if abs(share) < 0.1 else 0
    shown = numbers.format_decimal(round(100 * share, digits) + 0.0, locale=babel_locale(locale))
    return text("forecast.percent", locale=locale, number=shown)


def step_name(start: pd.Timestamp, every: str, *, locale: str | None = None) -> str:
    """What people call a step.

    >>> import pandas as pd
    >>> step_name(pd.Timestamp("2026-06-01"), "month", locale="de"), step_name(pd.Timestamp("2026-06-01"), "day", locale="en")
    ('Juni 2026', 'Jun 1, 2026')
    """
    if every == "hour":
        return formats.moment(start, locale=locale)
    if every == "month":
        return dates.format_skeleton("yMMMM", start, locale=babel_locale(locale))
    day = formats.days(start, locale=locale)
    return text("forecast.week_of", locale=locale, day=day) if every == "week" else day


def _short(value: float) -> float:
    """From 100 on a whole number, else three digits."""
    return round(value) if abs(value) >= WHOLE_FROM else _three_digits(value)


def _three_digits(value: float) -> float:
    return float(Context(prec=3).create_decimal_from_float(value))
