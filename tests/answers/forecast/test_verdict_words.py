"""Whether a forecast can be relied on is said with its chance, its checks and what would help."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.analytics.forecast.backtest import Backtest
from usage_widgets.analytics.forecast.trust import Trust
from usage_widgets.answers.amounts import percent

from .series import calm, log, wild

LANGUAGES = ["en", "de"]
REALISTIC = {"en": "is realistic", "de": "sind realistisch"}
EVENTS = "known changes of the level"


def test_a_part_is_advised_to_look_at_the_whole():
    rng = np.random.default_rng(1)
    frame = log(90)
    frame = frame[rng.random(len(frame)) < np.repeat(rng.random(13), 56)[: len(frame)]]
    usage = uw.Usage.from_frame(frame)
    part, whole = uw.forecast(usage.where(model="large")), uw.forecast(usage)
    assert part.verdict == whole.verdict == "unreliable"
    assert "forecast the total instead of a part" in part.explain("en")
    assert "forecast the total instead of a part" not in whole.explain("en")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_day_of_calm_weeks_is_refused_with_its_chance(locale):
    forecast = uw.forecast(calm(noise=0.09), horizon=1)
    words = forecast.explain(locale)
    assert (forecast.verdict, forecast.trust.reason) == ("unreliable", "wide")
    assert percent(forecast.trust.chance, locale=locale) in words
    assert {"en": "a 7-day horizon", "de": "ein 7-Tage-Horizont"}[locale] in words
    assert REALISTIC[locale] not in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_is_known_of_a_history_is_too_short_not_all_of_it(locale):
    series = calm(40)
    series.iloc[3:33] = np.nan
    words = uw.forecast(series).explain(locale)
    assert {"en": "the known history (10 days)", "de": "Die bekannte Historie (10 Tage)"}[locale] in words
    assert {"en": "a longer history", "de": "eine längere Historie"}[locale] in words


def test_hours_of_calm_weeks_are_advised_to_look_at_a_week():
    hours = pd.date_range("2026-03-02", periods=24 * 28, freq="h")
    noise = np.random.default_rng(1).lognormal(0, 0.5, len(hours))
    forecast = uw.forecast(pd.Series(100 * noise, index=hours), every="hour", horizon=30)
    assert forecast.trust.reason == "wide"
    assert "a 168-hour horizon" in forecast.explain("en")


@pytest.mark.parametrize(
    ("reason", "every", "horizon", "easier"),
    [("wide", "day", 3, 7), ("wide", "day", 7, None), ("wide", "day", 30, 7), ("varies", "day", 3, None),
     ("varies", "day", 30, None), ("untold", "day", 30, None), ("few", "day", 30, None), ("missed", "day", 30, 7), ("far", "day", 30, 7), ("wide", "month", 6, 3), ("wide", "month", 2, None)],
)  # fmt: skip
def test_the_horizon_advised_is_easier(reason, every, horizon, easier):
    made = uw.forecast(calm(120) if every == "day" else calm(1200), every=every, horizon=horizon)
    refused = dataclasses.replace(made, trust=Trust("unreliable", reason, 0.05, 0.5))
    advice = [length for length in range(1, 32) if re.search(rf"\ba {length}-{every} horizon", refused.explain("en"))]
    assert advice == ([] if easier is None else [easier])


def test_what_does_not_add_up_is_refused_without_a_total():
    made = uw.forecast(calm(), measure="users", horizon=3)
    refused = dataclasses.replace(made, trust=Trust("unreliable", "wide", 0.05, 0.5))
    assert "total" not in refused.explain("en")


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("series", [calm(), wild(), calm(12)], ids=["reliable", "unreliable", "too_short"])
def test_every_verdict_says_how_likely_it_is_met(series, locale):
    forecast = uw.forecast(series)
    words = forecast.explain(locale)
    assert f"({percent(round(forecast.trust.chance, 2), locale=locale)})" in words
    assert {"en": "in 10 such totals land within ±10%", "de": "von 10 solchen Summen innerhalb von ±10"}[
        locale
    ] in words


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "fewer than 1 in 10 such totals land within ±10% of what is expected (under 1%)"),
        (0.049, "about 1 in 10 such totals land within ±10% of what is expected (5%)"),
        (0.744, "about 7 in 10 such totals land within ±10% of what is expected (74%)"),
        (0.749, "about 8 in 10 such totals land within ±10% of what is expected (75%)"),
        (0.95, "more than 9 in 10 such totals land within ±10% of what is expected (95%)"),
        (1.0, "more than 9 in 10 such totals land within ±10% of what is expected (over 99%)"),
    ],
)
def test_the_words_of_a_chance_are_those_of_its_percentage(chance, said):
    made = uw.forecast(calm())
    assert said in dataclasses.replace(made, trust=Trust("reliable", "calm", 0.02, chance)).explain("en")


def checked(*errors):
    frame = pd.DataFrame({"error": errors, "within": [abs(error) <= 0.1 for error in errors]})
    return Backtest(len(errors), 30, float(frame["within"].mean()), float(frame["error"].abs().median()), 1.0, frame)


@pytest.mark.parametrize(
    ("errors", "side"),
    [
        ((-0.2, -0.3, -0.06, -0.4, 0.01), "4 of 5 were too low by more than 5%"),
        ((0.2, np.inf, 0.3, 0.02, 0.4), "4 of 5 were too high by more than 5%"),
        ((-0.2, -0.3, -0.2, 0.3, 0.2, 0.3), ""),
        ((-0.2, -0.3, -0.2, 0.3, 0.2), ""),
        ((-0.2, -0.3), ""),
        ((-0.04, -0.03, -0.02, -0.01, -0.04), ""),
        ((-0.2, -0.3, -0.2, 0.01, 0.02, 0.01), ""),
        ((), ""),
    ],
)
def test_checks_that_lean_to_one_side_are_said(errors, side):
    made = uw.forecast(wild())
    words = dataclasses.replace(made, backtest=checked(*errors)).explain("en")
    assert ("lean to one side" in words) == bool(side)
    assert side in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_growing_series_says_that_its_checks_were_too_low(locale):
    words = uw.forecast(calm() * np.linspace(1, 3, 120)).explain(locale)
    assert re.search(
        {"en": r"\d of 8 were too low", "de": r"\d von 8 waren um mehr als 5\s% zu niedrig"}[locale], words
    )


def test_a_spike_is_no_change_of_the_level():
    series = calm()
    series.iloc[60] *= 20
    words = uw.forecast(series).explain("en")
    assert EVENTS not in words
    assert "leaving out what will not come again" in words


def test_where_little_happens_longer_steps_are_advised_and_no_shorter_horizon():
    series = calm() * 0
    series.iloc[::9] = np.random.default_rng(1).lognormal(3, 1, 14)
    words = uw.forecast(series).explain("en")
    assert "What would help: a forecast by week or month." in words
    assert "by week or month" not in uw.forecast(wild()).explain("en")
    weeks = pd.Series(
        np.resize([0.0, 0.0, 9.0, 0.0, 40.0], 60), index=pd.date_range("2025-01-06", periods=60, freq="W-MON")
    )
    assert "by week or month" not in uw.forecast(weeks, every="week").explain("en")


@pytest.mark.parametrize("days", [16, 20])
def test_a_history_too_short_to_judge_is_not_advised_to_enter_changes(days):
    forecast = uw.forecast(calm(days), horizon=14)
    assert forecast.trust.reason == "few"
    assert EVENTS not in forecast.explain("en")
    assert EVENTS in uw.forecast(wild()).explain("en")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_checks_that_met_exactly_did_not_miss(locale):
    words = uw.forecast(calm() * 0 + 5).explain(locale)
    assert {"en": "the 30-day totals came out as forecast", "de": "wie vorhergesagt"}[locale] in words
    assert {"en": "missed", "de": "daneben"}[locale] not in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_checks_over_less_than_the_horizon_say_over_what(locale):
    forecast = uw.forecast(calm(60), horizon=30)
    assert forecast.backtest.steps == 20
    said = {"en": "Each check looked 20 days ahead instead of 30", "de": "Jede Prüfung sah 20 Tage statt 30 voraus"}[
        locale
    ]
    assert said in forecast.explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_promise_says_how_many_checks_landed(locale):
    made = dataclasses.replace(uw.forecast(calm()), backtest=checked(0.02, -0.3, 0.04, 0.05))
    assert made.verdict == "reliable"
    assert {"en": "3 of 4 landed within ±10%.", "de": "3 von 4 lagen innerhalb von ±10\u00a0%."}[
        locale
    ] in made.explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_credits_are_refused_in_their_own_words(locale):
    made = uw.forecast(-calm())
    words = made.explain(locale)
    assert made.trust.reason == "untold"
    assert {"en": "amounts below zero vary is not judged", "de": "unter null schwanken"}[locale] in words
    assert {"en": "too little of the history", "de": "Zu wenig der Historie"}[locale] not in words
    assert {"en": "Plan with the upper end", "de": "mit dem oberen Ende"}[locale] not in words
    assert {"en": "Plan with both ends", "de": "mit beiden Enden"}[locale] in words
