"""In a kernel it asks beside the loop: the newest question counts, and what is on the page stays until it is answered."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

import usage_widgets as uw
from usage_widgets.data.engine import Engine

from .conftest import lines


async def until(is_so, seconds=20):
    ends = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends, "it never came"
        await asyncio.sleep(0.01)


def path_shown(chart):
    return chart.whole["path"]


def test_the_first_picture_is_there_at_once_and_the_forecast_follows(usage):
    async def scenario():
        chart = uw.TimeSeries(usage, measure="requests", forecast=7)
        assert chart.whole["times"]
        assert chart.outlook == {}
        await until(lambda: chart.outlook)
        assert chart.extent[1] == chart.outlook["end"]
        assert "Forecast" in chart.said

    asyncio.run(scenario())


def test_only_the_last_place_is_shown(usage):
    async def scenario():
        chart = uw.TimeSeries(usage, by="team")
        seen = []
        chart.observe(lambda change: seen.append(change.new["path"]), "whole")
        for path in (["search"], ["legal"], [None]):
            chart.path = path
        assert path_shown(chart) == []
        await until(lambda: path_shown(chart) == [{"value": None}])
        assert seen == [[{"value": None}]]

    asyncio.run(scenario())


def test_a_window_does_not_drop_the_question_for_the_whole(usage):
    async def scenario():
        chart = uw.TimeSeries(usage, by="team")
        chart.path = ["search"]
        chart.window = ["2026-03-20", "2026-03-21"]
        await until(lambda: path_shown(chart) == [{"value": "search"}] and chart.detail)
        assert chart.detail["path"] == [{"value": "search"}]
        assert lines(chart.detail).keys() == lines(chart.whole).keys()

    asyncio.run(scenario())


def test_a_slow_forecast_holds_up_nobody_who_clicks(usage, monkeypatch):
    begun, release = threading.Event(), threading.Event()

    def slow(*_args):
        begun.set()
        assert release.wait(20)
        raise RuntimeError("it does not matter")

    async def scenario():
        monkeypatch.setattr("usage_widgets.widgets.time_series.time_series.ahead_of", slow)
        chart = uw.TimeSeries(usage, measure="requests", by="team", forecast=7)
        await until(begun.is_set)
        chart.path = ["search"]
        await until(lambda: path_shown(chart) == [{"value": "search"}])
        assert not release.is_set()
        release.set()
        chart.close()

    asyncio.run(scenario())


def test_a_newer_reading_shows_no_loading_and_keeps_the_picture(usage):
    async def scenario():
        chart = uw.TimeSeries(usage, measure="requests", forecast=7)
        await until(lambda: chart.outlook)
        states, outlooks = [], []
        chart.observe(lambda change: states.append(change.new["state"]), "status")
        chart.observe(lambda change: outlooks.append(change.new), "outlook")
        before = chart.whole
        chart.show(usage.where(user="ada"))
        assert chart.whole == before
        await until(lambda: chart.whole != before)
        await until(lambda: outlooks)
        assert "loading" not in states
        assert {} not in outlooks

    asyncio.run(scenario())


def test_a_late_answer_says_loading(usage, monkeypatch):
    to_arrow = Engine.to_arrow

    def slow(self, question):
        time.sleep(0.3)
        return to_arrow(self, question)

    async def scenario():
        chart = uw.TimeSeries(usage)
        monkeypatch.setattr(Engine, "to_arrow", slow)
        chart.measure = "requests"
        await until(lambda: chart.status["state"] == "loading")
        await until(lambda: chart.status["state"] == "ready")
        assert chart.whole["measure"] == "requests"

    asyncio.run(scenario())


def test_who_reads_in_python_need_not_wait(usage):
    async def scenario():
        chart = uw.TimeSeries(usage, measure="requests", by="team", forecast=7)
        chart.path = ["search"]
        assert "within search" in chart.summary
        assert "Forecast" in chart.summary
        assert chart.table()["model"].nunique() > 1
        assert "is_forecast" in chart.table()

    asyncio.run(scenario())


@pytest.mark.parametrize("closes", [True, False])
def test_a_closed_chart_hears_no_answer(usage, closes):
    async def scenario():
        chart = uw.TimeSeries(usage, forecast=7)
        chart.path = []
        chart.measure = "requests"
        before = chart.whole
        if closes:
            chart.close()
            await asyncio.sleep(0.3)
            assert chart.whole == before
        else:
            await until(lambda: chart.whole != before)

    asyncio.run(scenario())
