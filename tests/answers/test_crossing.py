"""When a budget is used up."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.forecast_numbers import percent, rough, step_name

from .series import calm

LANGUAGES = ["en", "de"]


@pytest.fixture(scope="module")
def forecast():
    return uw.forecast(calm(noise=0.1), measure="cost")


def test_a_budget_is_passed_when_the_sum_of_the_steps_passes_it(forecast):
    sums = forecast.mean["value"].cumsum()
    crossing = forecast.budget(float(sums.iloc[14]) + 1)
    assert crossing.expected in set(forecast.mean["time"].iloc[13:18])
    assert crossing.earliest <= crossing.expected <= crossing.latest
    assert crossing.probability > 0.9
    assert crossing.frame["time"].tolist() == forecast.mean["time"].tolist()
    assert crossing.frame["probability"].is_monotonic_increasing
    assert crossing.frame["probability"].between(0, 1).all()
    assert crossing.frame["probability"].iloc[-1] == crossing.probability


def test_the_larger_the_later_and_the_less_likely(forecast):
    amounts = np.linspace(0.2, 2, 10) * forecast.total
    found = [forecast.budget(float(amount)) for amount in amounts]
    chances = [crossing.probability for crossing in found]
    assert chances == sorted(chances, reverse=True)
    assert (chances[0], chances[-1]) == pytest.approx((1, 0), abs=0.01)
    dates = [crossing.expected for crossing in found if crossing.expected is not None]
    assert dates == sorted(dates)


def test_the_chance_is_that_of_the_range_of_the_total(forecast):
    assert forecast.budget(forecast.total_interval[95][1]).probability == pytest.approx(0.025, abs=0.01)
    assert forecast.budget(forecast.total_interval[80][0]).probability == pytest.approx(0.9, abs=0.02)


def test_what_lies_after_the_horizon_has_no_date(forecast):
    far = forecast.budget(forecast.total * 20)
    assert (far.expected, far.earliest, far.latest) == (None, None, None)
    assert far.probability < 0.01
    assert "almost surely lasts for 30 days" in far.explain("en")
    assert "under 1 %" in far.explain("en")
    assert "so gut wie sicher für 30 Tage" in far.explain("de")


def test_what_was_spent_since_a_date_counts(forecast):
    history = forecast.history
    since = history["time"].iloc[-10]
    spent = float(history["value"].iloc[-10:].sum())
    crossing = forecast.budget(forecast.total, since=str(since.date()))
    assert crossing.spent == pytest.approx(spent)
    plain = forecast.budget(forecast.total - spent)
    assert crossing.expected == plain.expected
    assert crossing.probability == plain.probability


def test_a_budget_that_is_used_up_says_so(forecast):
    crossing = forecast.budget(10, since=forecast.history["time"].iloc[0])
    assert crossing.is_passed
    assert crossing.probability == 1
    for locale in LANGUAGES:
        assert rough(crossing.spent, "usd", locale=locale) in crossing.explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("share", [0.5, 0.97, 1.0, 1.05, 3])
def test_the_words_say_its_numbers(forecast, locale, share):
    crossing = forecast.budget(share * forecast.total)
    words = crossing.explain(locale)
    assert rough(crossing.amount, "usd", locale=locale) in words
    if crossing.expected is not None:
        assert step_name(crossing.expected, "day", locale=locale) in words
    if crossing.earliest is not None:
        assert step_name(crossing.earliest, "day", locale=locale) in words
    if 0.01 <= crossing.probability <= 0.99:
        assert percent(crossing.probability, locale=locale) in words
    else:
        assert re.search("under|over|unter|über", words)
    assert crossing._repr_html_().startswith("<p>")


@pytest.mark.parametrize(("every", "freq"), [("hour", "h"), ("week", "W-MON"), ("month", "MS")])
def test_every_grain_has_its_dates(every, freq):
    series = pd.Series(10.0 + np.arange(60) % 3, index=pd.date_range("2021-02-01", periods=60, freq=freq))
    crossing = uw.forecast(series, every=every, horizon=12).budget(60)
    assert step_name(crossing.expected, every, locale="en") in crossing.explain("en")
    assert {"hour": " am ", "week": " in der Woche ab ", "month": " im "}[every] in crossing.explain("de")
