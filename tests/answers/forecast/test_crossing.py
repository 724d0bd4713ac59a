"""When a budget is used up."""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.amounts import percent, rough
from usage_widgets.answers.forecast.numbers import step_name

from .series import calm, log, wild

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
    assert "under 1%" in far.explain("en")
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


def test_all_of_the_step_of_a_date_counts_and_the_words_say_from_when(forecast):
    history = forecast.history
    day = history["time"].iloc[-3]
    crossing = forecast.budget(forecast.total, since=day + pd.Timedelta(hours=15))
    assert crossing.spent == pytest.approx(history["value"].iloc[-3:].sum())
    for locale in LANGUAGES:
        words = crossing.explain(locale)
        assert rough(crossing.spent, "usd", locale=locale) in words
        assert step_name(day, "day", locale=locale) in words
        assert step_name(day, "day", locale=locale) not in forecast.budget(forecast.total).explain(locale)


def test_nothing_is_counted_before_the_history_begins(forecast):
    crossing = forecast.budget(1e6, since="2020-01-01")
    assert crossing.since == forecast.history["time"].iloc[0]


def test_a_budget_cannot_begin_after_the_forecast_does(forecast):
    begins = forecast.mean["time"].iloc[0]
    assert forecast.budget(100, since=begins).spent == 0
    with pytest.raises(uw.InvalidArgument, match="since: expected a date up to 2026-05-05, where the forecast begins"):
        forecast.budget(100, since=begins + pd.DateOffset(days=1))


def test_a_first_day_that_is_covered_in_part_was_paid_as_well():
    usage = uw.Usage.from_frame(log())
    made = uw.forecast(usage)
    first, last = made.history["time"].iloc[0], made.mean["time"].iloc[0]
    assert made.history["mark"].iloc[0] == "partial"
    assert made.budget(1e6, since=first).spent == pytest.approx(usage.between(first, last).total("cost"))


def test_of_what_is_not_known_more_may_be_spent():
    made = uw.forecast(uw.Usage.from_frame(log(unpriced_days=(20, 21))))
    crossing = made.budget(1e6, since="2026-03-10")
    assert crossing.is_known_in_part
    assert "≥" in crossing.explain("en")
    assert "≥" not in uw.forecast(uw.Usage.from_frame(log())).budget(1e6, since="2026-03-10").explain("en")


def test_a_budget_may_be_a_decimal(forecast):
    assert forecast.budget(Decimal("950.50")).amount == 950.5


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


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("amount", [10, 1e6])
def test_a_budget_says_which_part_counts_against_it(locale, amount):
    usage = uw.Usage.from_frame(log())
    part = uw.forecast(usage.where(model="large")).budget(amount, since="2026-04-01").explain(locale)
    said = {
        "en": "Against it counts only: Cost of Model large.",
        "de": "Angerechnet wird nur: Kosten von Modell large.",
    }[locale]
    assert part.endswith(said)
    assert said[:12] not in uw.forecast(usage).budget(amount, since="2026-04-01").explain(locale)


def test_a_budget_and_what_is_spent_of_it_are_equally_exact(forecast):
    spent = forecast.budget(1_000, since=forecast.history["time"].iloc[-1])
    assert spent.spent < 100
    assert "." not in re.search(r"Of the budget, \$(\S+) is", spent.explain("en"))[1]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_without_a_date_it_counts_from_the_forecast_on(forecast, locale):
    begins = step_name(forecast.mean["time"].iloc[0], "day", locale=locale)
    said = {"en": f"Counting from {begins}.", "de": f"Gezählt wird ab dem {begins}."}[locale]
    assert said in forecast.budget(forecast.total).explain(locale)
    assert said not in forecast.budget(forecast.total * 9, since=forecast.history["time"].iloc[-3]).explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_date_that_is_unlikely_is_not_ruled_out(forecast, locale):
    crossing = forecast.budget(forecast.total * 1.05)
    assert (crossing.expected, crossing.earliest is None) == (None, False)
    day = step_name(crossing.earliest, "day", locale=locale)
    assert {"en": f"(hardly before {day})", "de": f"(kaum vor dem {day})"}[locale] in crossing.explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_budget_of_an_unreliable_forecast_says_so(locale):
    made = uw.forecast(wild())
    said = {"en": "This forecast is not reliable", "de": "Diese Prognose ist nicht verlässlich"}[locale]
    assert made.verdict == "unreliable"
    assert said in made.budget(made.total).explain(locale)
    steady = uw.forecast(calm())
    assert steady.verdict == "reliable"
    assert said not in steady.budget(steady.total).explain(locale)
