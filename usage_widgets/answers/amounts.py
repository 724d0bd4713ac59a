"""Amounts in words: no digits that nobody knows or needs."""

from __future__ import annotations

from decimal import Context

from babel import numbers

from usage_widgets.messages import formats
from usage_widgets.messages.options import babel_locale

WHOLE_FROM = 100
MOST_DIGITS = 4
"""How many digits more are tried to tell two percentages apart."""
PLAIN = (1e-4, 1e15)
"""Outside of these sizes zeros are counted, not written."""


def rough(value: float, unit: str, *, beside: float = 0, locale: str | None = None) -> str:
    r"""A number with its unit; from 100 on, or beside a number of 100 and more, without a fraction.

    >>> rough(4210.37, "usd", locale="en"), rough(1.2345, "number", locale="de"), rough(0.083, "ratio", locale="de")
    ('$4,210', '1,23', '8,3\xa0%')
    >>> rough(94.2, "usd", locale="en"), rough(94.2, "usd", beside=128.0, locale="en")
    ('$94.20', '$94')
    """
    language, is_whole = babel_locale(locale), max(abs(value), abs(beside)) >= WHOLE_FROM
    if unit in formats.TO_THE_CENT and is_whole:
        pattern = language.currency_formats["standard"].pattern.replace(".00", "")
        shown = numbers.format_currency(round(value), "USD", pattern, locale=language, currency_digits=False)
    elif unit in (*formats.TO_THE_CENT, "ratio"):
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


def _with_minus(shown: str) -> str:
    """A number with a minus, where it had a hyphen."""
    return shown.replace("-", "\N{MINUS SIGN}")


def _three_digits(value: float) -> float:
    return float(Context(prec=3).create_decimal_from_float(value))
