"""Who writes a country as it is called is told its letters."""

from __future__ import annotations

import pytest

import usage_widgets as uw
from usage_widgets.answers.forecast.country import holidays_of

from .series import calm


@pytest.mark.parametrize("code", ["DE", "de", "DE-BY", "us-ny", "GB", "UK", "USA"])
def test_letters_are_taken(code):
    assert len(holidays_of(code, calm().index).days) > 20


@pytest.mark.parametrize(
    ("name", "near"),
    [("Germany", "DE"), ("germani", "DE"), ("Deutschland", "DE"), ("United Kingdom", "GB"), ("Frankreich", "FR")],
)
def test_the_nearest_country_is_named(name, near):
    with pytest.raises(uw.UnknownName, match=f"did you mean '{near}'. Give a country, \"DE\""):
        uw.forecast(calm(), holidays=name)


@pytest.mark.parametrize("name", ["XX", "England", "EN", "x" * 1000])
def test_what_is_near_to_none_is_told_what_there_is(name):
    with pytest.raises(uw.UnknownName) as refused:
        uw.ForecastChart(uw.Usage.demo(days=9, requests=90), holidays=name)
    assert "did you mean" not in str(refused.value)
    assert " DE, " in str(refused.value)
    assert 'Give a country, "DE"' in str(refused.value)


@pytest.mark.parametrize("code", [5, "", True, ["DE"]])
def test_what_is_no_text_is_refused(code):
    with pytest.raises(uw.InvalidArgument, match="holidays: expected a country code"):
        uw.forecast(calm(), holidays=code)
