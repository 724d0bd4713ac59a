"""Where a kernel runs: a forecast is made beside it, blocks nobody, and is dropped when it is no longer wanted."""

from __future__ import annotations

import asyncio
import threading

import pytest

import usage_widgets as uw
from usage_widgets.widgets.forecast_chart.wishes import Wishes


class Gate:
    """Holds up forecasts of some methods until they are let through."""

    def __init__(self, monkeypatch, *held):
        self.begun, self.open, self.held = threading.Event(), threading.Event(), held
        self.made, self._make = [], Wishes.forecast
        monkeypatch.setattr(Wishes, "forecast", lambda *asked: self.forecast(*asked))  # noqa: PLW0108 - bound, it would not be given the wishes

    def forecast(self, wishes, usage, measure, method):
        if method in self.held:
            self.begun.set()
            assert self.open.wait(30)
        self.made.append(method)
        return self._make(wishes, usage, measure, method)


@pytest.fixture
def gate(monkeypatch):
    gates = []

    def make(*held):
        gates.append(Gate(monkeypatch, *held))
        return gates[-1]

    yield make
    for one in gates:
        one.open.set()


async def until(condition, seconds: float = 10.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


def test_the_past_is_there_at_once_and_the_forecast_follows(usage):
    async def scenario():
        chart = uw.ForecastChart(usage, horizon=14)
        assert len(chart.whole["times"]) == 100
        assert chart.story == chart.outlook == {}
        extent, window = chart.extent, chart.window
        assert window[1] == "2026-07-14T00:00:00+00:00"
        await until(lambda: chart.story)
        assert chart.outlook["end"] == extent[1]
        assert (chart.extent, chart.window) == (extent, window)

    asyncio.run(scenario())


def test_who_reads_it_in_python_or_writes_it_need_not_wait(usage, tmp_path):
    async def scenario():
        assert uw.ForecastChart(usage).forecast.horizon == 30
        assert uw.ForecastChart(usage).table()["is_forecast"].sum() == 30
        assert "Next 30 days" in uw.ForecastChart(usage).summary
        assert "Next 30 days" in uw.ForecastChart(usage)._static_html()
        assert "Next 30 days" in uw.ForecastChart(usage).save(tmp_path / "x.html").read_text("utf-8")

    asyncio.run(scenario())


def test_a_slow_one_shows_progress_and_holds_up_nobody(usage, gate):
    async def scenario():
        selection = uw.Selection()
        figures = uw.Headline(usage, measures=["requests"], selection=selection)
        slow = gate("linear")
        chart = uw.ForecastChart(usage, selection=selection)
        await until(lambda: chart.story)
        before = chart.story
        chart.method = "linear"
        await until(slow.begun.is_set)
        await until(lambda: chart.status["state"] == "loading")
        selection.set("team", ["search"], owner="somebody")
        await until(lambda: figures.items[0]["value"] == 100)
        assert not slow.open.is_set()
        assert len(before["facts"]) > 0
        slow.open.set()
        await until(lambda: chart.status["state"] == "ready" and chart.story)
        assert chart.forecast.method == "linear"

    asyncio.run(scenario())


def test_an_older_method_is_dropped(usage, gate):
    async def scenario():
        slow = gate("linear")
        chart = uw.ForecastChart(usage)
        await until(lambda: chart.story)
        shown = []
        chart.observe(lambda change: shown.append(change.new["methods"]["rows"][-1:]), "story")
        chart.method = "linear"
        await until(slow.begun.is_set)
        chart.method = "seasonal_naive"
        slow.open.set()
        await until(lambda: shown)
        await asyncio.sleep(0.1)
        assert [row[0] for [row] in shown] == ["Last cycle again"]
        assert slow.made[-2:] == ["linear", "seasonal_naive"]

    asyncio.run(scenario())


def test_the_forecast_of_an_older_filter_is_dropped(usage, gate):
    async def scenario():
        slow = gate("linear")
        selection = uw.Selection()
        chart = uw.ForecastChart(usage, selection=selection)
        await until(lambda: chart.story)
        chart.method = "linear"
        await until(slow.begun.is_set)
        selection.set("team", ["search"])
        await until(lambda: chart.outlook == {})
        assert chart.story == {}
        assert chart.whole["lines"][0]["values"] == pytest.approx(usage.where(team="search").series("cost")["value"])
        slow.open.set()
        await until(lambda: chart.story)
        part = uw.forecast(usage.where(team="search"), method="linear")
        assert chart.outlook["lines"][0]["mean"] == pytest.approx(part.mean["value"])

    asyncio.run(scenario())


def test_another_measure_takes_the_old_forecast_away(usage):
    async def scenario():
        chart = uw.ForecastChart(usage)
        await until(lambda: chart.story)
        chart.measure = "requests"
        await until(lambda: chart.whole["measure"] == "requests")
        assert chart.story == chart.outlook == {}
        await until(lambda: chart.story)
        assert "Requests" in chart.story["headline"]

    asyncio.run(scenario())


def test_newer_data_keep_the_forecast_until_the_next_is_there(usage):
    async def scenario():
        chart = uw.ForecastChart(usage.where(team="legal"))
        await until(lambda: chart.story)
        seen = []
        chart.observe(lambda change: seen.append(change.new), ["story", "outlook", "status"])
        chart.show(usage)
        await until(lambda: len(seen) >= 2)
        assert all(value for value in seen)
        assert chart.forecast.total == pytest.approx(uw.forecast(usage).total)

    asyncio.run(scenario())


def test_a_closed_one_asks_no_more(usage, gate):
    async def scenario():
        slow = gate("auto")
        chart = uw.ForecastChart(usage)
        await until(slow.begun.is_set)
        chart.close()
        slow.open.set()
        await asyncio.sleep(0.1)
        assert chart.story == {}

    asyncio.run(scenario())
