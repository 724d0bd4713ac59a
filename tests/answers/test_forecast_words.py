"""The words say the numbers of the forecast, in both languages, and promise nothing else."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.analytics.forecast.trust import Trust
from usage_widgets.answers.forecast_numbers import percent, rough, step_name

from .series import calm, log, wild

LANGUAGES = ["en", "de"]
PLUS_MINUS = {"en": "±10 %", "de": "±10\N{NO-BREAK SPACE}%"}
REALISTIC = {"en": "is realistic", "de": "sind realistisch"}
REFUSED = {"en": "Not forecastable to", "de": "Nicht auf"}
CHECKS = {"en": "8 checks", "de": "8 Prüfungen"}
DIRECTION = {
    "en": {"rising": "Rising", "falling": "Falling", "flat": "Flat"},
    "de": {"rising": "Steigend", "falling": "Fallend", "flat": "Gleichbleibend"},
}


def said(forecast, value, locale):
    return rough(value, forecast.source.unit, locale=locale)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("measure", [None, "cost", "requests"])
def test_a_promise_has_its_total_its_range_and_its_checks(locale, measure):
    forecast = uw.forecast(calm(), measure=measure)
    words = forecast.explain(locale)
    low, high = forecast.total_interval[95]
    for value in (forecast.total, low, high):
        assert said(forecast, value, locale) in words
    assert words.index(said(forecast, forecast.total, locale)) < words.index(said(forecast, low, locale))
    assert percent(forecast.backtest.typical_error, locale=locale) in words
    assert CHECKS[locale] in words
    assert f"{PLUS_MINUS[locale]} {REALISTIC[locale]}" in words
    assert REFUSED[locale] not in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_refusal_has_the_range_first_its_reason_the_bound_and_what_helps(locale):
    forecast = uw.forecast(wild(), measure="cost")
    words = forecast.explain(locale)
    low, high = forecast.total_interval[95]
    for value in (forecast.total, low, high, forecast.total_interval[80][1]):
        assert said(forecast, value, locale) in words
    assert words.index(said(forecast, high, locale)) < words.index(said(forecast, forecast.total, locale))
    assert f"{REFUSED[locale]} {PLUS_MINUS[locale][:3]}" in words.replace("to ±", "to ±")
    assert percent(forecast.trust.variation, locale=locale) in words
    assert CHECKS[locale] in words
    assert re.search(rf"\b{forecast.backtest.hits}\b", words)
    assert {"en": "a 7-day horizon", "de": "ein 7-Tage-Horizont"}[locale] in words
    assert REALISTIC[locale] not in words


def test_the_wording_of_a_promise():
    forecast = uw.forecast(calm(), measure="cost")
    assert re.match(
        r"Next 30 days: \$[\d,]+ \(95 % range \$[\d,]+–\$[\d,]+\)\. On your own history this method's 30-day totals "
        r"typically missed by [\d.]+ % \(8 checks\)\. ±10 % is realistic\. Flat: ",
        forecast.explain("en"),
    )


def test_the_wording_of_a_refusal():
    forecast = uw.forecast(wild(), measure="cost")
    assert re.match(
        r"Next 30 days: 95 % range \$[\d,.]+–\$[\d,]+, expected \$[\d,]+\. Not forecastable to ±10 %: week-to-week totals "
        r"vary by \d+ %\. In 8 checks on your own history, \d landed within 10 %\. Plan with the upper bound \(80 %: "
        r"\$[\d,]+\)\. What would help: a 7-day horizon; known changes entered as steps\. ",
        forecast.explain("en"),
    )


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "en",
            "12 days of history: a flat average, not a trend; the range comes from other series, not yours.",
        ),
        (
            "de",
            "12 Tage Historie: ein flacher Durchschnitt, kein Trend; die Spanne stammt aus anderen Reihen, nicht aus Ihrer.",
        ),
    ],
)
def test_the_wording_of_too_short(locale, words):
    told = uw.forecast(calm(12)).explain(locale)
    assert told.endswith(words)
    assert not any(name in told for name in DIRECTION[locale].values())


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
        assert percent(share, locale=locale) in words
    assert str(rule.rounds) in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_r2_is_no_accuracy(locale):
    line = uw.forecast(calm() * np.linspace(1, 2, 120), method="linear")
    assert percent(line.r2, locale=locale) in line.explain(locale)
    assert {"en": "does not say how well it predicts", "de": "wie gut sie vorhersagt, sagt das nicht"}[locale] in (
        line.explain(locale)
    )
    assert "R²" not in uw.forecast(calm()).explain(locale)


@pytest.mark.parametrize(
    "series", [calm(), wild(), calm(12), calm() * 0, calm(20)], ids=["calm", "wild", "short", "0", "20"]
)
@pytest.mark.parametrize("method", ["auto", "linear", "exponential_smoothing", "seasonal_naive"])
def test_no_number_stands_bare(series, method):
    forecast = uw.forecast(series, method=method)
    for locale in LANGUAGES:
        first = forecast.sentences(locale)[0]
        assert all(said(forecast, edge, locale) in first for edge in forecast.range_of_total(95))
        assert "MAPE" not in forecast.explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_is_not_as_it_was_measured_is_said(locale):
    series = calm().drop(calm().index[[30, 31]])
    series.iloc[60] = np.nan
    words = uw.forecast(pd.concat([series, series.iloc[[5]]])).explain(locale)
    for sentence in {
        "en": [
            "2 days without a row count as zero.",
            "1 day has no known value",
            "1 day is the sum of several points.",
        ],
        "de": [
            "2 Tage ohne Zeile zählen als null.",
            "1 Tag hat keinen bekannten Wert",
            "1 Tag ist die Summe mehrerer Punkte.",
        ],
    }[locale]:
        assert sentence in words
    partial = uw.forecast(uw.Usage.from_frame(log())).explain(locale)
    for day in ("2026-03-02", "2026-04-30"):
        assert step_name(pd.Timestamp(day), "day", locale=locale) in partial


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_event_is_told_by_what_it_did(locale):
    series = calm()
    series.iloc[60:] *= 2
    given = [
        (series.index[60], "measured"), (series.index[118], "recent"), ("2026-05-21", "later"),
        ("2026-05-20", "sized", 1.5), ("2020-01-01", "old"), (series.index[80], "told", 1.0), ("2027-01-01", "far", 2),
    ]  # fmt: skip
    forecast = uw.forecast(series, events=given)
    words = forecast.explain(locale)
    statuses = {effect.event.label: effect.status for effect in forecast.prediction.effects}
    assert statuses == {
        "measured": "measured", "recent": "too_recent", "later": "unknown_size", "sized": "ahead", "old": "outside",
        "told": "given", "far": "beyond",
    }  # fmt: skip
    for effect in forecast.prediction.effects:
        assert f"({effect.event.label})" in words
        assert step_name(effect.event.time, "day", locale=locale) in words
    assert rough(forecast.prediction.effects[1].factor, "number", locale=locale) in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_holidays_are_told(locale):
    series = calm()
    forecast = uw.forecast(series, holidays="DE")
    assert forecast.prediction.holidays_ahead == 2
    assert percent(forecast.prediction.holiday_ratio, locale=locale) in forecast.explain(locale)
    none = uw.forecast(series, holidays="DE", horizon=5).explain(locale)
    assert {"en": "none lies ahead", "de": "es steht keiner bevor"}[locale] in none


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(("every", "freq"), [("hour", "h"), ("day", "D"), ("week", "W-MON"), ("month", "MS")])
@pytest.mark.parametrize("points", [5, 60])
def test_every_grain_has_its_words(locale, every, freq, points):
    steps = pd.date_range("2022-01-03", periods=points, freq=freq)
    values = np.random.default_rng(3).lognormal(3, 0.5, points)
    for horizon in (1, 5):
        words = uw.forecast(pd.Series(values, index=steps), every=every, horizon=horizon).explain(locale)
        noun = {"hour": "hour|Stunde", "day": "day|Tag", "week": "week|Woche", "month": "month|Monat"}[every]
        assert re.match(rf"\S+( \S+)? ({horizon} )?({noun})", words), words
        assert "{" not in words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_does_not_add_up_is_told_by_its_average(locale):
    forecast = uw.forecast(uw.Usage.demo(days=60, requests=5_000), measure="latency_ms_mean")
    words = forecast.explain(locale)
    low, high = forecast.average_interval[95]
    for value in (forecast.average, low, high):
        assert said(forecast, value, locale) in words
    assert {"en": "on average", "de": "im Mittel"}[locale] in words
    assert {"en": "totals", "de": "Summen"}[locale] not in words


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
     ("varies", "day", 30, 7), ("wide", "month", 6, 3), ("wide", "month", 2, None)],
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


def test_a_long_label_is_cut():
    words = uw.forecast(calm(), events=[("2026-03-20", "new\nteam " * 100)]).explain("en")
    assert "(new team new team" in words
    assert "…)" in words
    assert words.count("team") < 12


def test_the_page_has_its_language(monkeypatch):
    forecast = uw.forecast(calm())
    with monkeypatch.context() as page:
        page.setattr(uw.options(), "locale", "de")
        assert forecast.explain() == forecast.explain("de")
    assert forecast.explain() == forecast.explain("en") == repr(forecast)


@pytest.mark.parametrize("locale", ["xx", "no such", 3])
def test_an_unknown_language_is_refused(locale):
    forecast = uw.forecast(calm(), measure="cost")
    for told in (forecast, forecast.budget(100)):
        with pytest.raises(uw.InvalidArgument, match="locale: expected a language"):
            told.explain(locale)


def test_ends_below_zero_are_told_apart():
    words = uw.forecast(-calm()).explain("en")
    assert "–-" not in words
    assert re.search(r"95 % range -[\d,]+ to -[\d,]+, expected -", words)


def test_zeros_are_not_written_out():
    assert rough(3.05e-297, "number", locale="en") == "3.05E-297"
    assert rough(1.3835e20, "number", locale="de") == "1,38E20"
    assert rough(0.0001, "number", locale="en") == "0.0001"


def test_numbers_are_no_more_exact_than_they_can_be():
    assert rough(4210.37, "usd", locale="en") == "$4,210"
    assert rough(42.037, "usd", locale="de") == "42,04\N{NO-BREAK SPACE}$"
    assert rough(-123.4, "usd", locale="en") == "-$123"
    assert [rough(value, "requests", locale="en") for value in (0, 0.012345, 12.345, 123456.7)] == [
        *("0", "0.0123", "12.3", "123,457"),
    ]
    assert rough(321.7, "ms", locale="de") == "322\N{NO-BREAK SPACE}ms"
    assert [percent(share, locale="en") for share in (0, -0.0001, 0.0412, 0.1, 2.34)] == [
        "0 %",
        "0 %",
        "4.1 %",
        "10 %",
        "234 %",
    ]
