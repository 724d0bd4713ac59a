"""The forecast chart in Python: its numbers, its words, what it takes and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.amounts import rough
from usage_widgets.data.engine import Engine

LOCALES = ["en", "de"]


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
    assert chart.outlook["bands"][1]["high"] == pytest.approx(made.intervals[95]["high"], rel=1e-5)
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


def test_a_method_that_is_known_is_not_made_again(usage, monkeypatch):
    chart = uw.ForecastChart(usage, method="linear")
    monkeypatch.setattr(Engine, "to_arrow", lambda *_: pytest.fail("it was asked again"))
    chart.method = "auto"
    assert chart.forecast.method == "auto"
    assert chart.story["methods"]["rows"] == []


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
    said = ["so far", "forecast of the whole, with what is known so far"]
    assert [row[-1] for row in rows if row[0] == "Jun 30, 2026"] == said


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
