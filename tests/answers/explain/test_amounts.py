"""Signs are those of a printer; what is too small to matter is not said."""

from __future__ import annotations

import pandas as pd
import pytest

from usage_widgets.answers.explain.amounts import largest, main, signed


@pytest.mark.parametrize(
    ("value", "unit", "locale", "expected"),
    [
        (1200, "usd", "en", "+$1,200.00"),
        (-300.5, "usd", "en", "\N{MINUS SIGN}$300.50"),
        (-300.5, "usd", "de", "\N{MINUS SIGN}300,50\xa0$"),
        (0.00042, "usd", "en", "+$0.00042"),
        (-1234.4, "tokens", "de", "\N{MINUS SIGN}1.234"),
    ],
)
def test_a_change_has_its_sign(value, unit, locale, expected):
    assert signed(value, unit, locale=locale) == expected


def test_parts_under_a_hundredth_of_what_moved_are_not_said():
    parts = pd.Series({"volume": 50.0, "mix": -49.0, "price": 0.9, "new": 1.1})
    assert [*largest(parts).index] == ["volume", "mix", "new"]


def test_a_change_is_mostly_what_is_over_three_fifths_of_it():
    assert main(pd.Series({"volume": 61.0, "mix": -39.0})) == ["volume"]
    assert main(pd.Series({"volume": 60.0, "mix": -40.0})) == ["volume", "mix"]
