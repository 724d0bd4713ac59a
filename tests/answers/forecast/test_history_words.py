"""What is special about a history is said: far values, gaps, known changes, holidays."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.amounts import percent, rough
from usage_widgets.answers.forecast.numbers import step_name

from .series import calm, log, wild

LANGUAGES = ["en", "de"]


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


def test_a_long_label_is_cut():
    words = uw.forecast(calm(), events=[("2026-03-20", "new\nteam " * 100)]).explain("en")
    assert "(new team new team" in words
    assert "…)" in words
    assert words.count("team") < 12


def spiky(days, size=20):
    series = calm()
    series.iloc[days] *= size
    return series


@pytest.mark.parametrize("locale", LANGUAGES)
def test_one_far_value_is_named_and_how_it_counts(locale):
    series = spiky([60])
    forecast = uw.forecast(series, measure="cost")
    words = forecast.explain(locale)
    day, amount = step_name(series.index[60], "day", locale=locale), rough(series.iloc[60], "usd", locale=locale)
    assert f"{day} ({amount}) " in words
    assert {"en": "is far outside the usual range", "de": "liegt weit außerhalb des Üblichen"}[locale] in words
    assert {"en": "only up to the edge", "de": "nur bis zum Rand"}[locale] in words
    assert percent(forecast.outliers.variation, locale=locale) in words
    assert forecast.outliers.variation < 0.06 < forecast.trust.variation


def test_three_are_named_in_the_order_of_time_the_others_counted():
    series = spiky([30, 45, 52, 66, 80])
    series.iloc[[30, 80]] /= 2
    words = uw.forecast(series).explain("en")
    named = [step_name(series.index[at], "day", locale="en") for at in (45, 52, 66)]
    assert [words.index(day) for day in named] == sorted(words.index(day) for day in named)
    assert "and 2 more are far outside" in words
    assert "and 2 more" not in uw.forecast(series.drop(series.index[[30, 80]]), missing="unknown").explain("en")


@pytest.mark.parametrize("method", ["linear", "exponential_smoothing", "seasonal_naive"])
def test_methods_that_draw_nothing_in_do_not_say_so(method):
    words = uw.forecast(spiky([60]), method=method).explain("en")
    assert "is far outside the usual range and counts in full." in words
    assert "up to the edge" not in words


@pytest.mark.parametrize(
    "series", [calm(), calm(10), calm(20), calm() * 0 + 5, calm() * 0, calm() * np.linspace(1, 3, 120)]
)
def test_a_quiet_weekend_is_not_far_from_the_usual(series):
    assert uw.forecast(series).outliers.frame.empty


@pytest.mark.parametrize(("at", "named"), [(62, 0), (63, 1)])  # a Sunday, the Monday after it
def test_only_what_is_much_against_an_average_day_is_named(at, named):
    series = calm()
    series.iloc[at] *= 0.3
    assert len(uw.forecast(series).outliers.frame) == named


def test_a_spike_of_a_short_history_counts_in_full():
    series = calm(10)
    series.iloc[4] *= 20
    words = uw.forecast(series).explain("en")
    assert f"{step_name(series.index[4], 'day', locale='en')} (1," in words
    assert "counts in full" in words


def test_a_new_level_is_no_outlier():
    series = calm()
    series.iloc[60:] *= 3
    assert uw.forecast(series).outliers.frame.empty


@pytest.mark.parametrize("locale", LANGUAGES)
def test_where_little_happens_what_happens_is_not_far(locale):
    series = calm() * 0
    series.iloc[::15] = 40.0
    forecast = uw.forecast(series)
    assert forecast.outliers.frame.empty
    assert {"en": "in 8 of 120 days decides the total", "de": "(120 Tage, davon 8 nicht null)"}[
        locale
    ] in forecast.explain(locale)
    assert "120" not in uw.forecast(wild()).explain(locale)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("measure", [None, "cost", "users"])
def test_of_nothing_but_zeros_nothing_is_promised_or_advised(locale, measure):
    words = uw.forecast(calm() * 0, measure=measure).sentences(locale)
    assert len(words) == 2
    assert {"en": "does not tell when use begins", "de": "wann die Nutzung beginnt, sagt sie nicht"}[locale] in words[1]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_known_change_is_of_the_part_that_is_looked_at(locale):
    usage = uw.Usage.from_frame(log())
    change = [("2026-05-10", "new team", 2.0)]
    part = uw.forecast(usage.where(model="large"), events=change).explain(locale)
    said = {
        "en": "apply to this part alone: Cost of Model large.",
        "de": "nur für diesen Teil: Kosten von Modell large.",
    }[locale]
    assert said in part
    assert said not in uw.forecast(usage, events=change).explain(locale)
    assert said not in uw.forecast(usage.where(model="large")).explain(locale)


def days(start, periods=120):
    return pd.Series(100.0, index=pd.date_range(start, periods=periods))


@pytest.mark.parametrize(
    ("series", "horizon", "said"),
    [
        (days("2026-01-05"), 5, "Past public holidays (DE) do not count as ordinary days; none lies ahead."),
        (days("2026-06-01", 122), 5, "1 public holiday ahead (DE) falls on a weekend and changes nothing."),
        (
            days("2026-01-05", 116),
            5,
            "1 public holiday ahead (DE) counts as an ordinary day: past ones, or weekends, were no",
        ),
    ],
)
def test_holidays_that_change_nothing_say_why(series, horizon, said):
    assert said in uw.forecast(series, horizon=horizon, holidays="DE").explain("en")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_holidays_of_hours_are_counted_as_days(locale):
    hours = pd.date_range("2026-04-01", periods=24 * 28, freq="h")
    forecast = uw.forecast(pd.Series(100.0, index=hours), every="hour", horizon=96, holidays="DE")
    assert forecast.prediction.holidays_ahead == 24
    assert {"en": "1 public holiday ahead", "de": "1 bevorstehender Feiertag"}[locale] in forecast.explain(locale)


def test_holidays_without_any_use_count_as_zero():
    series = calm()
    series[series.index.isin(pd.to_datetime(["2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01"]))] = 0.0
    assert "2 public holidays ahead (DE) count as zero, as past ones did." in uw.forecast(
        series, holidays="DE"
    ).explain("en")
