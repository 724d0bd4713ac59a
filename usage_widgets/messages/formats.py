"""Numbers, money and dates as people of a locale read them. The front end formats by the same rules."""

from __future__ import annotations

import math
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from babel import dates, numbers

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.options import babel_locale

if TYPE_CHECKING:
    from datetime import date, datetime

    from babel import Locale

TO_THE_CENT = {"usd": Decimal("0.01"), "usd_per_mtok": Decimal("0.01"), "usd_per_request": Decimal("0.1")}
"""From where money has cents; below it has two significant digits, as cents would say nothing."""


def number(value: float | None, unit: str, *, locale: str | None = None) -> str:
    """A number with its unit; None and NaN are the word for unknown.

    >>> number(12430.123, "usd", locale="en"), number(0.00123, "usd", locale="en"), number(0.0825, "ratio", locale="en")
    ('$12,430.12', '$0.0012', '8.2%')
    >>> number(0.0142, "usd", locale="en"), number(0.0142, "usd_per_request", locale="en")
    ('$0.01', '$0.014')
    """
    language = babel_locale(locale)
    if value is None or math.isnan(value):
        return text("data.unknown", locale=locale)
    exact = Decimal(str(value + 0))  # -0.0 reads as 0
    if unit in TO_THE_CENT:
        return _money(exact, TO_THE_CENT[unit], language)
    if unit == "ratio":
        pattern = language.percent_formats[None].pattern.replace("0", "0.0")
        return numbers.format_percent(exact, pattern, locale=language)
    whole = numbers.format_decimal(exact.to_integral_value() + 0, locale=language)  # without -0
    return f"{whole}\N{NO-BREAK SPACE}ms" if unit == "ms" else whole


def _money(value: Decimal, to_the_cent: Decimal, language: Locale) -> str:
    if value == 0 or abs(value) >= to_the_cent:
        return numbers.format_currency(value, "USD", locale=language)
    digits = 1 - Context(prec=2).create_decimal(value).adjusted()
    pattern = language.currency_formats["standard"].pattern.replace(".00", f".{'0' * digits}")
    return numbers.format_currency(value, "USD", pattern, locale=language, currency_digits=False)


def moment(stamp: datetime, *, locale: str | None = None) -> str:
    """A date and time of day, to the minute.

    >>> from datetime import datetime
    >>> moment(datetime(2026, 6, 30, 14, 3), locale="de")
    '30.06.2026, 14:03'
    """
    language = babel_locale(locale)
    day = dates.format_date(stamp, "medium", locale=language)
    return f"{day}, {dates.format_time(stamp, 'short', locale=language)}"


def time_of_day(stamp: datetime, *, locale: str | None = None) -> str:
    """A time of day, to the minute.

    >>> from datetime import datetime
    >>> time_of_day(datetime(2026, 6, 30, 14, 3), locale="de")
    '14:03'
    """
    return dates.format_time(stamp, "short", locale=babel_locale(locale))


def days(first: date, last: date | None = None, *, locale: str | None = None) -> str:
    """One day, or all days from the first to the last.

    >>> from datetime import date
    >>> days(date(2026, 3, 1), date(2026, 3, 31), locale="de")
    '1.–31. März 2026'
    """
    language = babel_locale(locale)
    return dates.format_interval(first, last or first, "yMMMd", locale=language)
