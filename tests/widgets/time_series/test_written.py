"""What is written where no live chart is."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

import usage_widgets as uw


@pytest.fixture(scope="module")
def chart(usage):
    chart = uw.TimeSeries(usage, by="team", top=2)
    chart.path = ["search", date(2026, 3, 29)]
    return chart


def test_it_has_the_words_the_way_the_picture_and_the_table(chart):
    page = BeautifulSoup(chart._static_html(), "html.parser")
    assert page.find(class_="uw-summary").get_text() == chart.summary
    assert "All › search › Mar 29, 2026" in page.get_text()
    assert page.find("svg")["aria-hidden"] == "true"
    assert len(page.find_all(class_="uw-room")) == 1  # a day needs no dates
    head, *rows = page.find("table").find_all("tr")
    assert tuple(cell.get_text() for cell in head) == chart.worded_table()[0]
    assert [tuple(cell.get_text() for cell in row) for row in rows] == chart.worded_table()[1:]


def test_of_many_steps_the_newest_are_written(usage):
    page = BeautifulSoup(uw.TimeSeries(usage, every="hour")._static_html(), "html.parser")
    rows = page.find("table").find_all("tr")
    assert len(page.find_all(class_="uw-room")) == 2
    assert len(rows) == 101
    assert rows[-1].find("th").get_text() == "Apr 9, 2026, 12:00\u202fPM"
    assert "more rows" in page.find("details").get_text()


def test_every_file_can_be_saved(chart, tmp_path):
    table = chart.save(tmp_path / "x.csv").read_text("utf-8-sig").splitlines()
    assert table[0] == "time,model,cost,is_other,partial"
    assert len(table) == len(chart.table()) + 1
    assert chart.save(tmp_path / "x.svg").read_text("utf-8").startswith("<svg")
    assert "<svg" in chart.save(tmp_path / "x.html").read_text("utf-8")


def test_in_another_language_it_says_the_same(chart):
    page = BeautifulSoup(chart._static_html("de"), "html.parser")
    assert (
        page.find(class_="uw-summary")
        .get_text()
        .startswith("Kosten im Zeitverlauf nach Modell, innerhalb von search › 29. März")
    )
    assert page.find("th").get_text() == "Zeit"
    assert chart.summary.startswith("Cost over time")


def test_a_forecast_is_written_though_it_is_made_in_the_background(usage):
    import asyncio

    async def scenario():
        chart = uw.TimeSeries(usage, measure="requests", forecast=5)
        return chart._static_html("de"), chart._static_html()

    german, english = asyncio.run(scenario())
    assert "Forecast: Next 5 days" in english
    assert "Prognose: Die nächsten 5 Tage" in german
    assert english.count("<polygon") == german.count("<polygon") == 2
