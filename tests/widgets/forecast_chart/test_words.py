"""What a forecast chart says beside its picture."""

from __future__ import annotations

import json

import numpy as np
import pytest

import usage_widgets as uw
from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.answers.amounts import percent, rough
from usage_widgets.messages.catalogue import text

from .conftest import DAYS, calm_costs, log

LOCALES = ["en", "de"]


def facts(chart):
    return {fact["name"]: fact["text"] for fact in chart.story["facts"]}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("method", METHODS)
def test_words_are_those_of_the_numbers(usage, method, locale):
    chart = uw.ForecastChart(usage, method=method, budget=2_000)
    chart.locale = locale
    made = uw.forecast(usage, method=method)
    total, (low, high) = rough(made.total, "usd", locale=locale), made.total_interval[95]
    ends = [rough(end, "usd", locale=locale) for end in (low, high)]
    assert made.verdict == chart.story["verdict"]["code"] == "reliable"
    assert total in chart.story["headline"]
    assert all(end in chart.story["range"] for end in ends)
    checks = facts(chart)[{"en": "Its own checks", "de": "Eigene Prüfungen"}[locale]]
    assert {"en": f"{made.backtest.hits} of 8", "de": f"{made.backtest.hits} von 8"}[locale] in checks
    assert percent(made.backtest.typical_error, locale=locale) in checks
    assert facts(chart)["Budget"] == made.budget(2_000).explain(locale)
    assert facts(chart)["Trend"] in made.explain(locale)
    assert made.explain(locale) in chart.summary


@pytest.mark.parametrize("locale", LOCALES)
def test_a_refused_forecast_promises_nothing(wild, locale):
    chart = uw.ForecastChart(wild)
    chart.locale = locale
    made = chart.forecast
    assert made.verdict == chart.story["verdict"]["code"] == "unreliable"
    low, high = (rough(end, "usd", locale=locale) for end in made.total_interval[95])
    assert low in chart.story["headline"]
    assert high in chart.story["headline"]
    assert rough(made.total, "usd", locale=locale) not in chart.story["headline"]
    assert rough(made.range_of_total(80)[1], "usd", locale=locale) in chart.story["verdict"]["text"]
    promise = facts(chart)[text("forecast_chart.fact.promise", locale=locale)]
    assert promise.startswith({"en": "No: ", "de": "Nein: "}[locale])


def test_a_short_history_gives_a_range_and_says_so(short):
    chart = uw.ForecastChart(short)
    assert chart.story["verdict"]["code"] == "too_short"
    assert "a flat average, not a trend" in chart.story["verdict"]["text"]
    assert "–" in chart.story["headline"]
    assert "Trend" not in facts(chart)
    assert "9 days of history" in chart.said


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "needs at least 3 days"), ("de", "braucht mindestens 3 Tage, die vorbei sind")]
)
def test_too_little_history_is_drawn_and_said_in_words(nothing, locale, said):
    chart = uw.ForecastChart(nothing)
    chart.locale = locale
    assert len(chart.whole["times"]) == 2
    assert chart.outlook == {}
    assert chart.moments == []
    assert chart.extent == [chart.whole["times"][0], chart.whole["end"]]
    assert chart.status["state"] == "ready"
    assert chart.story["verdict"]["code"] == "too_short"
    assert said in chart.story["verdict"]["text"]
    assert said in chart.summary
    assert said in chart._static_html()
    with pytest.raises(uw.NotEnoughHistory):
        _ = chart.forecast


@pytest.mark.parametrize("locale", LOCALES)
def test_a_usage_without_requests_is_empty_not_broken(usage, locale):
    chart = uw.ForecastChart(usage.where(team="nobody"))
    chart.locale = locale
    assert chart.status["state"] == "ready"
    assert chart.whole["lines"] == []
    assert chart.story["headline"] == chart.strings["empty.title"]
    assert chart.story["verdict"]["text"] == chart.strings["empty.text"]
    assert chart.strings["empty.text"] in chart.summary
    assert text("forecast_chart.refused", locale=locale) not in chart.summary + chart._static_html()


def test_another_method_keeps_the_window_and_is_set_beside_the_default(usage):
    chart = uw.ForecastChart(usage)
    assert chart.story["methods"]["rows"] == []
    chart.window = ["2026-06-01", "2026-07-10"]
    default = chart.story["headline"]
    chart.method = "linear"
    assert chart.window == ["2026-06-01T00:00:00+00:00", "2026-07-10T00:00:00+00:00"]
    assert chart.story["headline"] != default
    columns, rows = chart.story["methods"]["columns"], chart.story["methods"]["rows"]
    assert [row[0] for row in rows] == ["Automatic", "Straight line"]
    made = [uw.forecast(usage), uw.forecast(usage, method="linear")]
    for row, one in zip(rows, made, strict=True):
        low, high = (rough(end, "usd", locale="en") for end in one.total_interval[95])
        assert row[1:] == [
            rough(one.total, "usd", locale="en"),
            f"{low}–{high}",
            f"{one.backtest.hits} of 8",
            rough(one.backtest.mase, "number", locale="en"),
        ]
    assert len(columns) == 5


def test_r2_is_told_of_a_line_alone_and_not_as_accuracy(usage):
    chart = uw.ForecastChart(usage, method="linear")
    assert percent(chart.forecast.r2, locale="en") in facts(chart)["R² of the line"]
    assert "does not say how well it predicts" in facts(chart)["R² of the line"]
    chart.method = "auto"
    assert "R²" not in json.dumps(chart.story, ensure_ascii=False)


def test_a_title_of_its_own_stays(usage):
    chart = uw.ForecastChart(usage, title="July")
    chart.locale = "de"
    chart.measure = "requests"
    assert chart.title == "July"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_verdict_has_its_chance(usage, wild, short, locale):
    for one in (usage, wild, short):
        chart = uw.ForecastChart(one)
        chart.locale = locale
        chance = percent(round(chart.forecast.trust.chance, 2), locale=locale)
        assert f"({chance})" in chart.story["verdict"]["text"]


def test_checks_that_lean_are_told_with_them():
    costs = calm_costs(30) * np.linspace(1, 3, DAYS)
    chart = uw.ForecastChart(log({"search": costs}))
    assert "The checks lean to one side" in facts(chart)["Its own checks"]
    assert "lean" not in json.dumps(uw.ForecastChart(log({"search": calm_costs(30)})).story)


def test_a_far_day_is_named_in_the_note():
    costs = calm_costs(30)
    costs[60] *= 20
    chart = uw.ForecastChart(log({"search": costs}))
    assert f"({rough(costs[60], 'usd', locale='en')}) is far outside the usual range" in chart.story["note"]
    assert "known changes" not in chart.story["note"]


def test_nothing_but_zeros_promises_nothing():
    chart = uw.ForecastChart(log({"search": calm_costs(0)}))
    assert chart.story["verdict"]["text"].startswith("Every known value of the history is zero.")
    assert "What would help" not in chart.story["note"]
