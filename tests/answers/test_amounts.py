"""How amounts are written."""

from __future__ import annotations

import pytest

from usage_widgets.answers.amounts import percent, percents_apart, rough


def test_zeros_are_not_written_out():
    assert rough(3.05e-297, "number", locale="en") == "3.05E\N{MINUS SIGN}297"
    assert rough(1.3835e20, "number", locale="de") == "1,38E20"
    assert rough(0.0001, "number", locale="en") == "0.0001"


def test_numbers_are_no_more_exact_than_they_can_be():
    assert rough(4210.37, "usd", locale="en") == "$4,210"
    assert rough(42.037, "usd", locale="de") == "42,04\N{NO-BREAK SPACE}$"
    assert rough(-123.4, "usd", locale="en") == "\N{MINUS SIGN}$123"
    assert [rough(value, "requests", locale="en") for value in (0, 0.012345, 12.345, 123456.7)] == [
        *("0", "0.0123", "12.3", "123,457"),
    ]
    assert rough(321.7, "ms", locale="de") == "322\N{NO-BREAK SPACE}ms"
    assert [percent(share, locale="en") for share in (0, -0.0001, 0.0412, 0.1, 2.34)] == [
        "0%",
        "0%",
        "4.1%",
        "10%",
        "234%",
    ]


def test_each_language_has_its_space_before_the_percent_sign():
    assert [percent(0.24, locale=locale) for locale in ("en", "de")] == ["24%", "24\N{NO-BREAK SPACE}%"]


@pytest.mark.parametrize("locale", ["en", "de"])
def test_what_is_below_zero_has_a_minus_and_no_hyphen(locale):
    for shown in (percent(-0.072, locale=locale), rough(-0.5, "usd", locale=locale), rough(-3, "ms", locale=locale)):
        assert "\N{MINUS SIGN}" in shown
        assert "-" not in shown


def test_numbers_beside_each_other_are_equally_exact():
    assert [rough(value, "usd", beside=128.4, locale="en") for value in (0.4, 94.2, 128.4)] == ["$0", "$94", "$128"]
    assert [rough(value, "number", beside=1234, locale="en") for value in (1.2e-9, 12.34)] == ["0", "12"]
    assert rough(12.34, "usd", beside=94.2, locale="en") == "$12.34"


def test_percentages_that_read_the_same_have_a_digit_more():
    assert percents_apart(0.0604, 0.06, locale="de") == ("6,04\N{NO-BREAK SPACE}%", "6\N{NO-BREAK SPACE}%")
    assert percents_apart(0.24, 0.06, locale="en") == ("24%", "6%")
    assert percents_apart(0.06, 0.06, locale="en") == ("6%", "6%")
