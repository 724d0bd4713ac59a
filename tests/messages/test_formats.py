"""Numbers, money and dates as people read them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from usage_widgets.messages.formats import days, moment, number

# The front end reads the same cases: usage_widgets/widgets/_kit/format.test.ts
NUMBERS = json.loads((Path(__file__).parent / "numbers.json").read_text("utf-8"))


@pytest.mark.parametrize(("locale", "value", "unit", "expected"), NUMBERS)
def test_a_number_reads_as_the_locale_writes_it(locale, value, unit, expected):
    assert number(value, unit, locale=locale) == expected


def test_what_is_no_number_is_unknown():
    assert number(float("nan"), "count", locale="en") == "unknown"


def test_moments_are_to_the_minute():
    assert (
        moment(datetime(2026, 6, 30, 14, 3, tzinfo=UTC), locale="en").replace("\N{NARROW NO-BREAK SPACE}", " ")
        == "Jun 30, 2026, 2:03 PM"
    )
    assert moment(datetime(2026, 6, 30, 14, 3, 5, tzinfo=UTC), locale="de") == "30.06.2026, 14:03"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("en", "Mar 1\u2009–\u200931, 2026"), ("en-GB", "1–31 Mar 2026"), ("de-AT", "1.–31. März 2026")],
)
def test_days_are_written_as_in_the_region(locale, expected):
    assert days(date(2026, 3, 1), date(2026, 3, 31), locale=locale) == expected
