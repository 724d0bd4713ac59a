"""The words say the numbers of the forecast, in both languages, and promise nothing else."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.amounts import percent, rough

from .series import calm, log, wild

LANGUAGES = ["en", "de"]
PLUS_MINUS = {"en": "±10%", "de": "±10\N{NO-BREAK SPACE}%"}
REALISTIC = {"en": "is realistic", "de": "sind realistisch"}
REFUSED = {"en": "Not forecastable to", "de": "Nicht auf"}
CHECKS = {"en": "8 checks", "de": "8 Prüfungen"}
DIRECTION = {
    "en": {"rising": "Rising", "falling": "Falling", "flat": "Flat"},
    "de": {"rising": "Steigend", "falling": "Fallend", "flat": "Gleichbleibend"},
}


def said(forecast, value, locale):
    largest = max(abs(edge) for edge in forecast.range_of_total(95))
    beside = largest if forecast.source.adds_up else largest / forecast.horizon
    return rough(value, forecast.source.unit, beside=beside, locale=locale)


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
    assert f"{REFUSED[locale]} {PLUS_MINUS[locale]}" in words
    assert percent(forecast.trust.variation, locale=locale) in words
    assert CHECKS[locale] in words
    assert re.search(rf"\b{forecast.backtest.hits}\b", words)
    assert {"en": "a 7-day horizon", "de": "ein 7-Tage-Horizont"}[locale] not in words
    assert REALISTIC[locale] not in words


def test_the_wording_of_a_promise():
    forecast = uw.forecast(calm(), measure="cost")
    assert re.match(
        r"Next 30 days: \$[\d,]+ \(95% range \$[\d,]+–\$[\d,]+\)\. On your own history this method's 30-day totals "
        r"typically missed by [\d.]+% \(8 checks\)\. \d of 8 landed within ±10%\. ±10% is realistic\. By its own range, \D+ \d in 10 such totals land "
        r"within ±10% of what is expected \(\d+%\)\. Flat: ",
        forecast.explain("en"),
    )


def test_the_wording_of_a_refusal():
    forecast = uw.forecast(wild(), measure="cost")
    assert re.match(
        r"Next 30 days: 95% range \$[\d,]+–\$[\d,]+, expected \$[\d,]+\. Not forecastable to ±10%: week-to-week totals "
        r"vary by \d+%\. By its own range, \D+ \d in 10 such totals land within ±10% of what is expected \(\d+%\)\. In 8 "
        r"checks on your own history, \d landed within ±10%\. (The checks lean [^.]+\. )?Plan with the upper end of the 80% "
        r"range: \$[\d,]+\. What would help: known changes of the level, entered with their dates\. ",
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
            "12 Tage Historie: ein flacher Durchschnitt, kein Trend; der Bereich stammt aus anderen Reihen, nicht aus Ihrer.",
        ),
    ],
)
def test_the_wording_of_too_short(locale, words):
    told = uw.forecast(calm(12)).explain(locale)
    assert words in told
    assert not any(name in told for name in DIRECTION[locale].values())


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
    assert "–−" not in words  # noqa: RUF001 - a dash and a minus
    assert re.search(r"95% range −[\d,]+ to −[\d,]+, expected −", words)  # noqa: RUF001 - minus


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_part_is_named_with_its_measure(locale):
    usage = uw.Usage.from_frame(log())
    said = {"en": "Next 30 days, Cost of Model large: ", "de": "Die nächsten 30 Tage, Kosten von Modell large: "}[
        locale
    ]
    assert uw.forecast(usage.where(model="large")).explain(locale).startswith(said)
    rest = {"en": "Requests without Model large: ", "de": "Anfragen ohne Modell large: "}[locale]
    assert rest in uw.forecast(usage.exclude(model="large"), measure="requests").explain(locale)
    assert "Model" not in uw.forecast(usage.between("2026-03-02", "2026-04-20")).explain("en")


def test_all_amounts_of_a_sentence_are_equally_exact():
    words = uw.forecast(wild(20), measure="cost", horizon=2).sentences("en")[0]
    assert "$" in words
    assert len({("." in amount) for amount in re.findall(r"\$[\d,.]*\d", words)}) == 1


@pytest.mark.parametrize("series", [calm(), wild(), calm(12), -calm(), calm() * np.linspace(3, 1, 120)])
def test_each_language_has_one_way_with_percent_and_minus(series):
    forecast = uw.forecast(series, method="linear")
    english, german = forecast.explain("en"), forecast.explain("de")
    assert not re.search(r"\s%", english)
    assert not re.search(r"[\d}] %|\d%", german)
    assert not re.search(r"[\s(]-[$\d]", english + german)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "Next month, counted from the running June 2026"),
        ("de", "Der nächste Monat, gezählt ab Juni 2026 (läuft noch)"),
    ],
)
def test_a_running_month_is_the_first_of_the_next_ones(locale, said):
    usage = uw.Usage.demo(days=170, requests=2_000, end="2026-06-22")
    assert said in uw.forecast(usage, every="month", horizon=1).explain(locale)
    assert "running" not in uw.forecast(usage.between("2026-01-01", "2026-06-01"), every="month", horizon=1).explain(
        "en"
    )
