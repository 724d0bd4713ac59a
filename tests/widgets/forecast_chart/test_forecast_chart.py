"""The forecast chart in Python: its numbers, its words, what it takes and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import traitlets
from bs4 import BeautifulSoup

import usage_widgets as uw
from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.answers.forecast_numbers import percent, rough
from usage_widgets.data.engine import Engine
from usage_widgets.messages.catalogue import text

LOCALES = ["en", "de"]


def facts(chart):
    return {fact["name"]: fact["text"] for fact in chart.story["facts"]}


def size(chart):
    state = {name: value for name, value in chart.get_state().items() if name not in ("_esm", "_css", "module")}
    return len(json.dumps(state))


def test_past_and_forecast_are_there_when_it_is_made(usage):
    chart = uw.ForecastChart(usage, horizon=14)
    made = uw.forecast(usage, horizon=14)
    assert chart.whole["lines"][0]["values"] == pytest.approx(usage.series("cost")["value"])
    assert chart.outlook["lines"][0]["mean"] == pytest.approx(made.mean["value"])
    assert chart.outlook["times"][0] == chart.whole["end"] == pd.Timestamp("2026-06-30", tz="UTC").value // 1_000_000
    assert [band["level"] for band in chart.outlook["bands"]] == [80, 95]
    assert chart.outlook["bands"][1]["high"] == pytest.approx(made.intervals[95]["high"])
    assert chart.extent == [chart.whole["times"][0], chart.outlook["end"]]
    assert chart.status["state"] == "ready"


def test_costs_that_leave_requests_out_are_at_least_what_they_say(usage):
    rows = usage.to_frame()[["start_time", "team", "cost"]]
    rows.loc[::10, "cost"] = None
    part = uw.Usage.from_frame(rows)
    assert uw.ForecastChart(part).whole["leaves_out"] is True
    assert "leaves_out" not in uw.ForecastChart(part, measure="requests").whole
    assert "leaves_out" not in uw.ForecastChart(usage).whole


def test_it_looks_at_the_last_90_days_and_what_comes(usage):
    chart = uw.ForecastChart(usage, horizon=14)
    assert chart.window == ["2026-04-01T00:00:00+00:00", "2026-07-14T00:00:00+00:00"]
    assert uw.ForecastChart(usage.last("60d")).window == []


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


def test_a_usage_without_requests_is_empty_not_broken(usage):
    chart = uw.ForecastChart(usage.where(team="nobody"))
    assert chart.status["state"] == "ready"
    assert chart.story["headline"] == "No forecast"


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


@pytest.mark.parametrize(
    "broken",
    ["story.Story.told", "story.Story.said", "forecast_chart.outlook_of", "forecast_chart.moments_of", "story.refusal"],
)
def test_a_forecast_that_cannot_be_told_is_trouble_of_the_widget_only(wild, monkeypatch, tmp_path, broken):
    def trouble(*_args, **_keywords):
        raise RuntimeError("a secret")

    with monkeypatch.context() as patch:
        patch.setattr(f"usage_widgets.widgets.forecast_chart.{broken}", trouble)
        chart = uw.ForecastChart(wild, budget=500)
        assert chart.status == {"state": "error", "message": "Something went wrong."}
        assert (chart.story, chart.outlook, chart.moments) == ({}, {}, [])
        assert "Something went wrong." in chart._repr_mimebundle_()[0]["text/html"]
        assert chart.save(tmp_path / "x.svg").exists()
        assert len(chart.table()) == 100
        chart.method = "linear"
        chart.locale = "de"
        assert chart.status["state"] == "error"
    chart.refresh()
    assert (chart.status["state"], chart.story["headline"] != "") == ("ready", True)


def test_a_method_that_is_known_is_not_made_again(usage, monkeypatch):
    chart = uw.ForecastChart(usage, method="linear")
    monkeypatch.setattr(Engine, "to_arrow", lambda *_: pytest.fail("it was asked again"))
    chart.method = "auto"
    assert chart.forecast.method == "auto"
    assert chart.story["methods"]["rows"] == []


def test_r2_is_told_of_a_line_alone_and_not_as_accuracy(usage):
    chart = uw.ForecastChart(usage, method="linear")
    assert percent(chart.forecast.r2, locale="en") in facts(chart)["R² of the line"]
    assert "does not say how well it predicts" in facts(chart)["R² of the line"]
    chart.method = "auto"
    assert "R²" not in json.dumps(chart.story, ensure_ascii=False)


def test_a_budget_is_a_moment_with_its_range(usage):
    chart = uw.ForecastChart(usage, budget=1_200)
    crossing = uw.forecast(usage).budget(1_200)
    [moment] = chart.moments
    first, after = pd.to_datetime(moment["range"], unit="ms", utc=True)
    assert pd.Timestamp(moment["at"], unit="ms", tz="UTC") == crossing.expected
    assert first == crossing.earliest
    assert after == crossing.latest + pd.Timedelta(days=1)
    assert moment["label"] == "Budget of $1,200 used up"
    assert crossing.explain("en") == facts(chart)["Budget"]


def test_a_budget_that_lasts_is_no_moment(usage):
    chart = uw.ForecastChart(usage, budget=1e6)
    assert chart.moments == []
    assert "lasts" in facts(chart)["Budget"]


def test_a_budget_is_of_the_measure_that_it_was_given_for(usage):
    chart = uw.ForecastChart(usage, budget=1_200)
    chart.measure = "requests"
    assert "Budget" not in facts(chart)
    assert chart.moments == []
    chart.measure = "cost"
    assert "Budget" in facts(chart)


def test_a_measure_that_does_not_add_up_has_a_mean_and_no_budget(usage):
    chart = uw.ForecastChart(usage, measure="cost_per_request")
    assert "on average" in chart.story["headline"]
    with pytest.raises(uw.InvalidArgument, match="to have a budget"):
        uw.ForecastChart(usage, measure="cost_per_request", budget=5)


def test_events_are_moments_and_change_the_forecast(usage):
    events = [("2026-07-10", "twice the team", 2.0), ("2026-05-01", "a new team")]
    chart = uw.ForecastChart(usage, events=iter(events))
    assert [moment["label"] for moment in chart.moments] == ["a new team", "twice the team"]
    assert chart.moments[1]["at"] == pd.Timestamp("2026-07-10", tz="UTC").value // 1_000_000
    assert chart.forecast.total == pytest.approx(uw.forecast(usage, events=events).total)
    assert "(twice the team)" in chart.story["note"]
    assert "(a new team)" in chart.summary


@pytest.mark.parametrize("day", ["0001-01-01", "2025-01-01", "2027-01-01", "9999-12-31"])
def test_an_event_that_cannot_be_seen_is_no_moment(usage, day):
    chart = uw.ForecastChart(usage, events=[(day, "far away")])
    assert chart.moments == []
    assert "far away" in chart.story["note"]


def test_names_of_events_cannot_act(usage, tmp_path):
    chart = uw.ForecastChart(usage, events=[("2026-05-01", '<img src=x onerror="alert(1)">\u202e$\0')])
    html = chart.save(tmp_path / "x.html").read_text("utf-8")
    picture = chart.save(tmp_path / "x.svg").read_text("utf-8")
    assert "<img" not in html + picture + chart._static_html("de")
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in html
    assert not any(mark in html + picture + chart.summary + chart.moments[0]["label"] for mark in "\0\u202e")


def test_holidays_are_counted(usage):
    chart = uw.ForecastChart(usage, holidays="de-by", horizon=60)
    assert "DE-BY" in chart.story["note"]
    assert chart.forecast.total == pytest.approx(uw.forecast(usage, holidays="DE-BY", horizon=60).total)


def test_a_period_does_not_cut_the_past_and_asks_nothing(usage, monkeypatch):
    selection = uw.Selection()
    chart = uw.ForecastChart(usage, selection=selection)
    whole, story = chart.whole, chart.story
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "to_arrow", lambda *_: pytest.fail("it was asked again"))
        selection.set("time", ("2026-06-01", "2026-06-08"))
    assert (chart.whole, chart.story) == (whole, story)
    chart.refresh()
    assert (chart.whole, chart.story) == (whole, story)


def test_any_other_filter_narrows_it(usage):
    selection = uw.Selection()
    chart = uw.ForecastChart(usage, selection=selection)
    window = chart.window
    selection.set("time", ("2026-06-01", "2026-06-08"))
    selection.set("team", ["search"])
    part = usage.where(team="search")
    assert chart.whole["lines"][0]["values"] == pytest.approx(part.series("cost")["value"])
    assert chart.forecast.total == pytest.approx(uw.forecast(part).total)
    assert rough(chart.forecast.total, "usd", locale="en") in chart.story["headline"]
    assert chart.window == window
    selection.clear()
    assert chart.forecast.total == pytest.approx(uw.forecast(usage).total)
    assert selection.held() == []


def test_a_filter_that_leads_to_nothing_is_told_and_taken_back(usage):
    selection = uw.Selection()
    chart = uw.ForecastChart(usage, selection=selection)
    before = chart.story
    selection.set("team", ["nobody"])
    assert chart.story["headline"] == "No forecast"
    assert chart.outlook == {}
    selection.clear()
    assert chart.story == before


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"measure": "costs"}, uw.UnknownName),
        ({"horizon": 0}, uw.InvalidArgument),
        ({"horizon": True}, uw.InvalidArgument),
        ({"horizon": 10_000}, uw.InvalidArgument),
        ({"every": "year"}, uw.UnknownName),
        ({"method": "prophet"}, uw.UnknownName),
        ({"level": 100}, uw.InvalidArgument),
        ({"level": ()}, uw.InvalidArgument),
        ({"budget": 0}, uw.InvalidArgument),
        ({"budget": float("nan")}, uw.InvalidArgument),
        ({"budget": True}, uw.InvalidArgument),
        ({"budget": "5"}, uw.InvalidArgument),
        ({"events": "2026-05-01"}, uw.InvalidArgument),
        ({"events": [("2026-05-01",)]}, uw.InvalidArgument),
        ({"events": [("soon", "x")]}, uw.InvalidArgument),
        ({"events": 5}, uw.InvalidArgument),
        ({"holidays": "XX"}, uw.UnknownName),
        ({"holidays": 5}, uw.InvalidArgument),
        ({"holidays": "DE", "every": "week"}, uw.InvalidArgument),
        ({"horizons": 3}, uw.UnknownKeyword),
        ({"title": 5}, uw.InvalidArgument),
    ],
)
def test_what_cannot_be_used_is_refused(usage, options, error):
    with pytest.raises(error):
        uw.ForecastChart(usage, **options)


@pytest.mark.parametrize(
    "sent",
    [
        {"method": "prophet"},
        {"method": ["linear"]},
        {"method": 5},
        {"measure": "costs"},
        {"window": ["x", "y"]},
        {"window": ["2026-07-01", "2026-06-01"]},
        {"path": [{"value": "search"}]},
        {"story": {"headline": "all is well"}},
        {"outlook": {}},
        {"methods": []},
        {"moments": [{"at": 0, "label": "x"}]},
    ],
)
def test_a_hostile_page_changes_nothing(usage, sent):
    chart = uw.ForecastChart(usage)
    before = chart.get_state()
    chart._handle_msg({"content": {"data": {"method": "update", "state": sent}}})
    assert chart.get_state() == before


def test_python_is_told_what_methods_there_are(usage):
    chart = uw.ForecastChart(usage)
    with pytest.raises(traitlets.TraitError, match="did you mean 'linear'"):
        chart.method = "linea"
    assert chart.method == "auto"


@pytest.mark.parametrize("every", ["hour", "day", "week", "month"])
def test_every_grain_is_a_small_message(every):
    usage = uw.Usage.demo(days=200, requests=4_000, end="2026-06-30").in_time_zone("Europe/Berlin")
    chart = uw.ForecastChart(usage, measure="requests", every=every, horizon=48)
    assert chart.whole["every"] == chart.outlook["every"] == every
    assert len(chart.whole["times"]) <= 2_000
    assert chart.status["state"] == "ready"
    assert size(chart) < 300_000


def test_the_largest_message_is_below_300_kb():
    usage = uw.Usage.demo(days=200, requests=4_000, end="2026-06-30")
    assert size(uw.ForecastChart(usage, every="hour", horizon=90 * 24, level=(50, 60, 80, 95))) < 300_000


def test_a_window_of_few_days_gets_its_hours(usage):
    chart = uw.ForecastChart(usage)
    chart.window = ["2026-06-01", "2026-06-03"]
    assert chart.detail["every"] == "hour"
    hours = dict(zip(chart.detail["times"], chart.detail["lines"][0]["values"], strict=True))
    noon = pd.Timestamp("2026-06-01 12:00", tz="UTC").value // 1_000_000
    day = usage.between("2026-06-01", "2026-06-02").total("cost")
    assert hours[noon] == pytest.approx(day)
    chart.window = ["2026-06-29", "2026-07-02"]
    assert chart.detail == {}


def test_the_table_is_past_and_forecast(usage):
    chart = uw.ForecastChart(usage, horizon=14)
    table = chart.table()
    assert [*table] == ["time", "cost", "partial", "is_forecast", "low_80", "high_80", "low_95", "high_95"]
    ahead = table[table["is_forecast"]]
    assert ahead["cost"].to_numpy() == pytest.approx(chart.forecast.mean["value"])
    assert ahead["low_95"].to_numpy() == pytest.approx(chart.forecast.intervals[95]["low"])
    past = table[~table["is_forecast"]]
    assert past["cost"].to_numpy() == pytest.approx(usage.series("cost")["value"])
    assert past["low_95"].isna().all()
    assert table.dtypes["cost"] == np.float64


def test_people_read_what_is_in_view(usage):
    chart = uw.ForecastChart(usage, horizon=14)
    chart.window = ["2026-06-28", "2026-07-02"]
    head, *rows = chart.worded_table()
    assert head == ("Time", "Cost", "Low (95%)", "High (95%)", "Note")
    assert [row[0] for row in rows] == ["Jun 28, 2026", "Jun 29, 2026", "Jun 30, 2026", "Jul 1, 2026"]
    assert [row[-1] for row in rows] == ["", "", "forecast", "forecast"]
    assert rows[2][1] == rough(chart.forecast.mean["value"].iloc[0], "usd", locale="en")


def test_a_running_day_is_so_far_and_is_forecast_whole(usage):
    chart = uw.ForecastChart(usage.with_as_of("2026-06-30 09:00"), horizon=7)
    table = chart.table()
    assert table["time"].duplicated().sum() == 1
    assert chart.outlook["times"][0] == chart.whole["times"][-1]
    rows = chart.worded_table()
    assert [row[-1] for row in rows if row[0] == "Jun 30, 2026"] == ["so far"]


def test_it_is_saved_as_what_it_shows(usage, tmp_path):
    chart = uw.ForecastChart(usage, method="linear", budget=2_000)
    written = pd.read_csv(chart.save(tmp_path / "x.csv"), parse_dates=["time"])
    assert written["cost"].tolist() == pytest.approx(chart.table()["cost"].tolist())
    html = chart.save(tmp_path / "x.html").read_text("utf-8").replace("<span>$</span>", "$")
    for said in (chart.said, chart.story["headline"], chart.story["verdict"]["text"], facts(chart)["Budget"]):
        assert said in html
    assert "Straight line" in html
    assert chart.save(tmp_path / "x.svg").read_text("utf-8").startswith("<svg ")


def test_it_is_written_in_german_beside_english(usage):
    chart = uw.ForecastChart(usage, budget=2_000)
    before = chart.get_state()
    german = chart._static_html("de")
    assert text("forecast.reliable", locale="de") in german
    assert "Kosten: Verlauf und Prognose" in german
    assert "realistic" not in german
    assert chart.get_state() == before


def test_a_title_of_its_own_stays(usage):
    chart = uw.ForecastChart(usage, title="July")
    chart.locale = "de"
    chart.measure = "requests"
    assert chart.title == "July"


def test_other_data_keep_what_a_person_has_set(usage):
    chart = uw.ForecastChart(usage, method="linear")
    chart.window = ["2026-06-01", "2026-07-10"]
    chart.show(usage.where(team="search"))
    assert (chart.method, chart.window[0][:10]) == ("linear", "2026-06-01")
    assert chart.forecast.total == pytest.approx(uw.forecast(usage.where(team="search"), method="linear").total)


def test_statsmodels_is_loaded_by_the_method_that_needs_it():
    asked = """
import sys, usage_widgets as uw
chart = uw.ForecastChart(uw.Usage.demo(days=40, requests=1_000, end="2026-06-30"), horizon=7, method="linear")
before = "statsmodels" in sys.modules
chart.method = "exponential_smoothing"
print(before, "statsmodels" in sys.modules, chart.status["state"])
"""
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "True", "ready"]


def test_an_address_carries_what_a_person_has_set(usage):
    selection = uw.Selection()
    chart = uw.ForecastChart(usage, selection=selection)
    visit = uw.Visit(widgets={"ahead": chart}, selection=selection)
    assert visit.link in ("", "?")
    chart.method = "linear"
    chart.window = ["2026-06-01", "2026-07-10"]
    link = visit.link
    assert "ahead.method=linear" in link
    other = uw.ForecastChart(usage)
    there = uw.Visit(widgets={"ahead": other})
    there._handle_msg(
        {
            "content": {
                "data": {"method": "custom", "content": {"type": "went", "number": 1, "search": link, "language": "en"}}
            }
        }
    )
    assert (other.method, other.window) == (chart.method, chart.window)


def test_a_tile_of_a_dashboard_is_one(usage):
    options = {"budget": 500, "events": [["2026-05-01", "new team"]], "horizon": 14, "level": [50, 90]}
    page = uw.Dashboard(title="Ahead", tiles=[uw.Tile("ahead", "forecast_chart", row=0, options=options)]).show(usage)
    chart = page.widgets["ahead"]
    assert (chart.wishes.budget, chart.wishes.horizon, chart.wishes.levels) == (500, 14, (50, 90))
    assert "new team" in [moment["label"] for moment in chart.moments]
    with pytest.raises(uw.InvalidDashboard, match=r"(?s)budget.*above zero"):
        uw.Tile("ahead", "forecast_chart", row=0, options={"budget": -1})


def test_who_takes_the_picture_away_leaves_no_labels(usage):
    html = BeautifulSoup(uw.ForecastChart(usage, budget=2_000)._static_html(), "html.parser")
    labels = [label["data-label"] for label in html.select("svg [data-label]")]
    assert {"$0.00", "Forecast"} <= {*labels}
    assert html.find("svg").get_text() == ""
