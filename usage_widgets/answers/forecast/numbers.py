"""The numbers of a forecast in words: no digits that nobody knows."""

from __future__ import annotations

from decimal import Context

import pandas as pd
from babel import dates, numbers

from usage_widgets.messages import formats
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.options import babel_locale

WHOLE_FROM = 100
SURE = 0.01
"""How near to nothing or to certain a chance is said to be."""
MOST_DIGITS = 4
"""How many digits more are tried to tell two percentages apart."""
PLAIN = (1e-4, 1e15)
"""Outside of these sizes zeros are counted, not written."""


def rough(value: float, unit: str, *, beside: float = 0, locale: str | None = None) -> str:
    r"""A forecast number with its unit; from 100 on, or beside a number of 100 and more, without a fraction.

    >>> rough(4210.37, "usd", locale="en"), rough(1.2345, "number", locale="de"), rough(0.083, "ratio", locale="de")
    ('$4,210', '1,23', '8,3\xa0%')
    >>> rough(94.2, "usd", locale="en"), rough(94.2, "usd", beside=128.0, locale="en")
    ('$94.20', '$94')
    """
    language, is_whole = babel_locale(locale), max(abs(value), abs(beside)) >= WHOLE_FROM
    if unit in ("usd", "usd_per_mtok") and is_whole:
        pattern = language.currency_formats["standard"].pattern.replace(".00", "")
        shown = numbers.format_currency(round(value), "USD", pattern, locale=language, currency_digits=False)
    elif unit in ("usd", "usd_per_mtok", "ratio"):
        shown = formats.number(value, unit, locale=locale)
    elif abs(value) >= PLAIN[1] or (0 < abs(value) < PLAIN[0] and not is_whole):
        shown = numbers.format_scientific(_three_digits(value), locale=language, decimal_quantization=False)
    else:
        short = round(value) if is_whole else _three_digits(value)
        shown = numbers.format_decimal(short, locale=language, decimal_quantization=False)
    return _with_minus(f"{shown}\N{NO-BREAK SPACE}ms" if unit == "ms" else shown)


def percent(share: float, *, digits: int = 0, locale: str | None = None) -> str:
    r"""A share as a percentage, under 10 % with one digit after the point; `digits` asks for more.

    >>> percent(0.243, locale="en"), percent(0.0412, locale="en"), percent(0.243, locale="de")
    ('24%', '4.1%', '24\xa0%')
    """
    language = babel_locale(locale)
    exact = round(share, (3 if abs(share) < 0.1 else 2) + digits) + 0.0
    return _with_minus(numbers.format_percent(exact, locale=language, decimal_quantization=False))


def percents_apart(one: float, other: float, *, locale: str | None = None) -> tuple[str, str]:
    """Two percentages, with as many digits more as tell them apart.

    >>> percents_apart(0.0604, 0.06, locale="en"), percents_apart(0.2, 0.06, locale="en")
    (('6.04%', '6%'), ('20%', '6%'))
    """
    for digits in range(MOST_DIGITS):
        pair = percent(one, digits=digits, locale=locale), percent(other, digits=digits, locale=locale)
        if pair[0] != pair[1]:
            break
    return pair


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


def _with_minus(shown: str) -> str:
    """A number with a minus, where it had a hyphen."""
    return shown.replace("-", "\N{MINUS SIGN}")


def _three_digits(value: float) -> float:
    return float(Context(prec=3).create_decimal_from_float(value))
