"""A forecast chart as a file, a tile and without its picture."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import usage_widgets as uw
from usage_widgets.messages.catalogue import text


def facts(chart):
    return {fact["name"]: fact["text"] for fact in chart.story["facts"]}


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
    labels = [label["data-label"] for label in html.select("[data-label]")]
    assert {"$0.00", "Forecast"} <= {*labels}
    assert html.find("svg").get_text() == ""
