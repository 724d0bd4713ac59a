"""The trend is said with the numbers that decided it."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.amounts import percent

from .series import calm, wild

LANGUAGES = ["en", "de"]
DIRECTION = {
    "en": {"rising": "Rising", "falling": "Falling", "flat": "Flat"},
    "de": {"rising": "Steigend", "falling": "Fallend", "flat": "Gleichbleibend"},
}


@pytest.mark.parametrize("days", range(3, 14))
@pytest.mark.parametrize("method", ["auto", "linear"])
def test_under_two_weeks_there_is_no_word_of_a_trend(days, method):
    words = uw.forecast(calm(days), method=method).explain("en")
    assert not re.search("rising|falling|grew|slope", words, re.IGNORECASE)
    assert "not yours" in words


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("growth", [1.006, 0.994, 1.0])
def test_a_trend_is_said_with_the_rule_that_decided_it(locale, growth):
    forecast = uw.forecast(calm(noise=0.02) * growth ** np.arange(120))
    words, rule = forecast.explain(locale), forecast.trend_rule
    assert DIRECTION[locale][forecast.trend] in words
    for share in (rule.change, rule.low, rule.high):
        said = abs(share) if forecast.trend == "falling" else share
        assert percent(said, locale=locale) in words
    assert str(rule.rounds) in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_r2_is_no_accuracy(locale):
    line = uw.forecast(calm() * np.linspace(1, 2, 120), method="linear")
    assert percent(line.r2, locale=locale) in line.explain(locale)
    assert {"en": "does not say how well it predicts", "de": "wie gut sie vorhersagt, sagt das nicht"}[locale] in (
        line.explain(locale)
    )
    assert "R²" not in uw.forecast(calm()).explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_wide_range_is_no_clear_trend(locale):
    forecast = uw.forecast(wild())
    rule, words = forecast.trend_rule, forecast.explain(locale)
    assert forecast.trend == "flat"
    assert max(abs(rule.low), abs(rule.high)) * (rule.rounds - 1) > 0.1
    assert {"en": "No clear trend: ", "de": "Kein klarer Trend: "}[locale] in words
    assert DIRECTION[locale]["flat"] not in words
    assert percent(rule.high, locale=locale) in words


@pytest.mark.parametrize(("every", "freq", "unit"), [("day", "D", "weeks"), ("month", "MS", "months")])
def test_the_rule_names_how_long_it_looked(every, freq, unit):
    series = calm(40, noise=0.02)
    series.index = pd.date_range("2020-01-01", periods=40, freq=freq)
    rounds = (forecast := uw.forecast(series, every=every)).trend_rule.rounds
    assert f"the change over the {rounds} {unit} is at least 10%" in forecast.explain("en")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_never_changes_has_no_slope(locale):
    words = uw.forecast(calm() * 0 + 5).explain(locale)
    assert {"en": "the weekly level did not change", "de": "änderte sich das Wochenniveau nicht"}[locale] in words
    assert {"en": "slope", "de": "Steigung"}[locale] not in words


def test_what_fell_fell_by_a_positive_amount():
    words = uw.forecast(calm(noise=0.02) * 0.99 ** np.arange(120)).explain("en")
    low, high = re.search(
        r"the weekly level fell by [\d.]+% a week \(95% range ([\d.]+)% to ([\d.]+)%\)", words
    ).groups()
    assert float(low) < float(high)
