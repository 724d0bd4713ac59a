"""What others have chosen narrows a forecast chart, but for a period."""

from __future__ import annotations

import json

import pytest

import usage_widgets as uw
from usage_widgets.answers.amounts import rough
from usage_widgets.data.engine import Engine

LOCALES = ["en", "de"]


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
    assert (chart.story["headline"], chart.said) == ("Nothing to show", "Cost: nothing to show.")
    assert chart.outlook == {}
    selection.clear()
    assert chart.story == before


def test_other_data_keep_what_a_person_has_set(usage):
    chart = uw.ForecastChart(usage, method="linear")
    chart.window = ["2026-06-01", "2026-07-10"]
    chart.show(usage.where(team="search"))
    assert (chart.method, chart.window[0][:10]) == ("linear", "2026-06-01")
    assert chart.forecast.total == pytest.approx(uw.forecast(usage.where(team="search"), method="linear").total)


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


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_chosen_is_what_the_budget_and_the_changes_are_of(usage, locale):
    selection = uw.Selection()
    chart = uw.ForecastChart(usage, budget=500, events=[("2026-06-01", "new team", 2.0)], selection=selection)
    chart.locale = locale
    part = {"en": "Cost of Team search", "de": "Kosten von Team search"}[locale]
    assert part not in chart.summary + json.dumps(chart.story)
    selection.set("team", ["search"])
    budget = {fact["name"]: fact["text"] for fact in chart.story["facts"]}["Budget"]
    for said in (chart.story["headline"], chart.story["note"], budget, chart.summary):
        assert part in said
    selection.clear()
    assert part not in chart.summary + json.dumps(chart.story)
