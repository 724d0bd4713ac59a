"""A window is within what can be seen, and gets numbers that are fine enough for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.data.engine import Engine

from .conftest import lines, log_of, times


@pytest.fixture
def chart(usage):
    return uw.TimeSeries(usage, by="team", top=2)


@pytest.mark.parametrize(
    ("every", "window", "finer"),
    [
        ("day", ("2026-03-20", "2026-03-24"), None),
        ("day", ("2026-03-20", "2026-03-23"), "hour"),
        ("day", ("2026-03-20T06:00", "2026-03-20T07:00"), "hour"),
        ("week", ("2026-03-08", "2026-04-07"), None),
        ("week", ("2026-03-10", "2026-03-20"), "day"),
        ("week", ("2026-03-10", "2026-03-12"), "hour"),
        ("month", ("2026-03-06", "2026-04-08"), "week"),
        ("month", ("2026-03-10", "2026-03-20"), "day"),
        ("hour", ("2026-03-10T06:00", "2026-03-10T07:00"), None),
    ],
)
def test_a_window_of_few_steps_gets_finer_ones(usage, every, window, finer):
    chart = uw.TimeSeries(usage, every=every)
    chart.window = window
    assert chart.detail.get("every") == finer
    chart.window = []
    assert chart.detail == {}


def test_the_finer_ones_cover_the_window_and_as_much_beside_it(chart):
    chart.window = ["2026-03-28T12:00", "2026-03-30T12:00"]
    assert chart.window == ["2026-03-28T12:00:00+01:00", "2026-03-30T12:00:00+02:00"]
    edges = times(chart.detail, "Europe/Berlin")
    assert [edge.isoformat() for edge in edges[[0, -1]]] == ["2026-03-26T13:00:00+01:00", "2026-04-01T11:00:00+02:00"]
    assert edges[:-1].is_monotonic_increasing
    assert {"measure": "cost", "path": []}.items() <= chart.detail.items()


def test_the_finer_ones_are_the_same_lines_and_sum_to_the_coarse_ones(chart):
    chart.window = ["2026-03-28", "2026-03-31"]
    coarse, fine = lines(chart.whole), lines(chart.detail)
    assert [*fine] == [*coarse]
    days = [stamp.date() for stamp in times(chart.whole, "Europe/Berlin")[:-1]]
    at_hours = times(chart.detail, "Europe/Berlin")[:-1]
    for label, values in fine.items():
        sums = pd.Series(values).groupby(at_hours.date).sum()
        for day in (pd.Timestamp("2026-03-28").date(), pd.Timestamp("2026-03-29").date()):
            assert sums[day] == pytest.approx(coarse[label][days.index(day)])


def test_a_line_without_requests_in_the_window_is_there(spring):
    log = spring.assign(team=spring["team"].where(spring["start_time"].dt.day != 20, "search"))
    for measure, nothing in (("cost", 0), ("latency_ms_mean", None)):
        chart = uw.TimeSeries(log, by="team", top=2, measure=measure)
        chart.window = ["2026-03-20T08:00", "2026-03-20T10:00"]
        inside = slice(2, 4)  # of six hours
        others = [values[inside] for label, values in lines(chart.detail).items() if label != "search"]
        assert others == [[nothing, nothing]] * (len(chart.whole["lines"]) - 1)


def test_nothing_is_known_before_the_log_begins_and_after_it_ends(chart):
    [start, end] = times(chart.whole, "Europe/Berlin")[[0, -1]]
    chart.window = [start, start + pd.Timedelta(days=1)]
    assert times(chart.detail, "Europe/Berlin")[0] == start
    assert lines(chart.detail)["search"][:5] == [None] * 5
    chart.window = [end - pd.Timedelta(days=1), end]
    assert times(chart.detail, "Europe/Berlin")[-1] == end
    assert lines(chart.detail)["search"][-5:] == [None] * 5


def test_within_a_path_it_zooms_the_same(chart, usage):
    for path, inside in (
        (["search"], usage.where(team="search")),
        ([uw.OTHER], usage.exclude(team=["search", "legal"])),
    ):
        chart.path = path
        chart.window = ["2026-03-20", "2026-03-21"]
        assert chart.detail["path"] == chart.whole["path"]
        hours = slice(24, 48)
        shown = sum(value for values in lines(chart.detail).values() for value in values[hours])
        assert shown == pytest.approx(inside.between("2026-03-20", "2026-03-21").total("cost"))


def test_what_reaches_into_a_forecast_stays_coarse(usage):
    chart = uw.TimeSeries(usage, measure="requests", forecast=14)
    chart.window = ["2026-04-08", "2026-04-11"]
    assert (len(chart.window), chart.detail) == (2, {})
    chart.window = ["2026-04-07", "2026-04-09"]
    assert chart.detail["every"] == "hour"


@pytest.mark.parametrize(
    "window",
    [
        ("2026-03-20",),
        ("2026-03-22", "2026-03-20"),
        ("2026-03-20", "2026-03-20"),
        ("2025-01-01", "2025-02-01"),
        (None, None),
        "ab",
    ],
)
def test_what_is_no_range_is_refused(chart, window):
    for trait in ("window", "chosen"):
        with pytest.raises(Exception, match="expected"):
            setattr(chart, trait, window)
        assert getattr(chart, trait) == []


def test_a_range_is_cut_to_what_there_is(chart):
    start, end = times(chart.whole, "Europe/Berlin")[[0, -1]]
    for trait in ("window", "chosen"):
        setattr(chart, trait, ["2020-01-01", "2026-03-20"])
        assert getattr(chart, trait) == [start.isoformat(), "2026-03-20T00:00:00+01:00"]
    chart.window = ["2020-01-01", "2030-01-01"]
    assert chart.window == []
    chart.chosen = ["2020-01-01", "2030-01-01"]
    assert chart.chosen == [start.isoformat(), end.isoformat()]


def test_dates_and_instants_of_any_kind_are_ranges(chart):
    for window in (
        ["2026-03-20", "2026-03-21"],
        [pd.Timestamp("2026-03-20").date(), pd.Timestamp("2026-03-21", tz="Europe/Berlin")],
        ["2026-03-19T23:00:00.000Z", "2026-03-20T23:00:00.000Z"],
    ):
        chart.window = window
        assert chart.window == ["2026-03-20T00:00:00+01:00", "2026-03-21T00:00:00+01:00"]


def test_a_zoom_asks_only_about_what_is_near(monkeypatch):
    chart = uw.TimeSeries(log_of("2026-01-01", "2026-04-01"), by="team")
    asked, to_arrow = [], Engine.to_arrow
    monkeypatch.setattr(Engine, "to_arrow", lambda self, question: asked.append(question) or to_arrow(self, question))
    chart.window = ["2026-02-01", "2026-02-02"]
    assert len(asked) == 1
    asked.clear()
    chart.window = ["2026-02-01", "2026-02-20"]
    chart.hidden = ["search"]
    assert asked == []


def test_gaps_of_the_wire_are_those_of_the_table(chart):
    chart.measure = "latency_ms_mean"
    chart.every = "hour"
    gaps = sum(value is None for values in lines(chart.whole).values() for value in values)
    assert gaps == np.isnan(chart.table()["latency_ms_mean"]).sum() > 0
