"""Numbers, money and dates as people read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from usage_widgets.messages.formats import moment, number


@pytest.mark.parametrize(
    ("value", "unit", "locale", "expected"),
    [
        (None, "usd", "en", "unknown"),
        (float("nan"), "count", "en", "unknown"),
        (0, "usd", "en", "$0.00"),
        (1234567.891, "usd", "en", "$1,234,567.89"),
        (-5, "usd", "en", "-$5.00"),
        (0.00123, "usd", "en", "$0.0012"),
        (1234.5, "usd", "de", "1.234,50\N{NO-BREAK SPACE}$"),
        (1234567, "count", "en", "1,234,567"),
        (1234567, "tokens", "de", "1.234.567"),
        (0.6, "count", "en", "1"),
        (0.0826, "ratio", "en", "8.3%"),
        (1, "ratio", "de", "100,0\N{NO-BREAK SPACE}%"),
        (1520.4, "ms", "en", "1,520\N{NO-BREAK SPACE}ms"),
    ],
)
def test_numbers(value, unit, locale, expected):
    assert number(value, unit, locale=locale) == expected


def test_moments_are_to_the_minute():
    assert (
        moment(datetime(2026, 6, 30, 14, 3, tzinfo=UTC), locale="en").replace("\N{NARROW NO-BREAK SPACE}", " ")
        == "Jun 30, 2026, 2:03 PM"
    )
    assert moment(datetime(2026, 6, 30, 14, 3, 5, tzinfo=UTC), locale="de") == "30.06.2026, 14:03"
