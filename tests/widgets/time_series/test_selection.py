"""It filters everybody else, and is filtered by them, and by itself never."""

from __future__ import annotations

from datetime import date

import pytest

import usage_widgets as uw
from usage_widgets.selection import Clause

from .conftest import lines

DAY = date(2026, 3, 29)


@pytest.fixture
def selection():
    return uw.Selection()


@pytest.fixture
def chart(usage, selection):
    return uw.TimeSeries(usage, by="team", top=2, selection=selection)


@pytest.fixture
def bars(usage, selection):
    return uw.DrillChart(usage, path=["model", "user"], selection=selection)


def total(held):
    return sum(map(sum, lines(held).values()))


def test_a_range_filters_the_bars_and_not_the_lines(chart, bars, usage):
    before = chart.whole
    chart.chosen = ["2026-03-28", "2026-03-30"]
    assert chart.chosen == ["2026-03-28T00:00:00+01:00", "2026-03-30T00:00:00+02:00"]
    assert bars.table()["cost"].sum() == pytest.approx(usage.between("2026-03-28", "2026-03-30").total("cost"))
    assert chart.whole == before
    chart.chosen = []
    assert bars.table()["cost"].sum() == pytest.approx(usage.total("cost"))


def test_the_bars_filter_the_lines(chart, bars, usage):
    bars.drill("gpt-4o")
    assert total(chart.whole) == pytest.approx(usage.where(model="gpt-4o").total("cost"))
    assert len(chart.whole["times"]) == len(usage.series("cost"))


def test_a_period_of_others_is_all_there_is_to_see(chart, selection):
    chart.window = ["2026-03-10", "2026-03-12"]
    selection.set("time", ("2026-03-20", "2026-03-25"))
    assert len(chart.whole["times"]) == 5
    assert chart.window == []
    assert chart.whole["partial"] == []
    with pytest.raises(uw.InvalidArgument, match="a range with some of 2026-03-20"):
        chart.window = ["2026-03-10", "2026-03-12"]


@pytest.mark.parametrize(
    ("path", "filters"),
    [
        (["search"], {"team": ["search"]}),
        ([None, "haiku"], {"team": [None], "model": ["haiku"]}),
        ([uw.OTHER], {"not team": ["search", "legal"]}),
        ([DAY], {"time": ("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00")}),
        (["legal", DAY], {"team": ["legal"], "time": ("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00")}),
    ],
)
def test_a_path_is_a_filter(chart, selection, usage, path, filters):
    chart.path = path
    assert selection.filters == filters
    shown = sum(value or 0 for values in lines(chart.whole).values() for value in values)
    assert shown == pytest.approx(usage.where(selection).total("cost"))
    chart.reset()
    assert selection.filters == {}


def test_a_range_within_a_day_is_the_narrower_filter(chart, selection):
    chart.drill(DAY)
    chart.chosen = ["2026-03-29T06:00", "2026-03-29T09:00"]
    assert selection.filters["time"] == ("2026-03-29T06:00:00+02:00", "2026-03-29T09:00:00+02:00")
    selection.remove(selection.of(chart)[0])
    assert (chart.chosen, chart.path) == ([], [DAY])
    selection.remove(selection.of(chart)[0])
    assert (chart.path, chart.whole["path"], selection.filters) == ([], [], {})


def test_a_filter_that_somebody_takes_away_is_let_go(chart, selection):
    chart.path = ["search", DAY, "gpt-4o"]
    chart.selected = ["ada"]
    assert selection.filters["user"] == ["ada"]
    selection.remove(Clause("user", ("ada",)))
    assert (chart.selected, chart.path) == ([], ["search", DAY, "gpt-4o"])
    selection.remove(Clause("model", ("gpt-4o",)))
    assert chart.path == ["search", DAY]
    selection.clear()
    assert (chart.path, selection.filters) == ([], {})


def test_two_charts_in_a_rest_come_to_rest(chart, selection, usage):
    other = uw.TimeSeries(usage, by="team", top=2, selection=selection)
    other.drill(uw.OTHER)
    chart.drill(uw.OTHER)
    assert chart.whole["path"] == other.whole["path"] == [{"other": True}]


def test_what_it_cannot_be_narrowed_by_is_said(usage, selection):
    log = usage.to_frame().assign(floor="first")
    elsewhere = uw.Usage.from_frame(log, dimensions={"floor": "floor"})
    uw.DrillChart(elsewhere, path=["floor", "user"], selection=selection).drill("first")
    chart = uw.TimeSeries(usage, selection=selection)
    assert chart.status["state"] == "error"
    assert "unknown dimension 'floor'" in chart.summary
    assert "unknown dimension" in chart._static_html()
    selection.clear()
    assert chart.status["state"] == "ready"
    assert total(chart.whole) == pytest.approx(usage.total("cost"))


def test_a_closed_chart_filters_nobody(chart, selection):
    chart.drill("search")
    chart.close()
    assert selection.filters == {}
