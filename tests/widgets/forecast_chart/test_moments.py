"""A budget, known changes and holidays on a forecast chart."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw


def facts(chart):
    return {fact["name"]: fact["text"] for fact in chart.story["facts"]}


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
