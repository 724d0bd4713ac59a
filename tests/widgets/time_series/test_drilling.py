"""A line opens into the next dimension, a day into its hours, and the way back leads where it came from."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import usage_widgets as uw

from .conftest import lines, times

DAY = date(2026, 3, 29)  # of 23 hours


@pytest.fixture
def chart(usage):
    return uw.TimeSeries(usage, by="team", top=2)


def total(chart):
    return sum(value for values in lines(chart.whole).values() for value in values if value is not None)


def test_it_goes_down_from_its_own_dimension_through_two_others(usage):
    levels = {by: uw.TimeSeries(usage, by=by).levels for by in (None, "team", "provider")}
    assert levels == {
        None: ("model", "team", "user"),
        "team": ("team", "model", "user"),
        "provider": ("provider", "model", "team"),
    }
    assert uw.TimeSeries(usage, by=["user", "team"]).levels == ("user", "team")


@pytest.mark.parametrize(
    "path",
    [
        [],
        ["search"],
        [None],
        [uw.OTHER],
        [uw.OTHER, "art"],
        [DAY],
        [DAY, "search"],
        ["search", DAY],
        ["search", "gpt-4o"],
    ],
)
def test_up_undoes_drill(chart, path):
    chart.path = path
    before, said, crumbs = chart.table(), chart.summary, chart.crumbs
    if chart.next_level:
        chart.drill(before.iloc[0, 1])
        assert chart.path != path
        assert chart.summary != said
        chart.up()
    if DAY not in path:
        chart.drill(DAY).up()
    assert (chart.path, chart.summary, chart.crumbs) == (path, said, crumbs)
    pd.testing.assert_frame_equal(chart.table(), before)


def test_a_line_opens_into_parts_that_sum_to_it(chart):
    for label, step in (("search", "search"), ("legal", "legal"), ("Other (3)", uw.OTHER)):
        values = lines(chart.whole)[label]
        inside = pd.DataFrame(lines(chart.drill(step).whole)).sum(axis=1).tolist()
        assert inside == pytest.approx(values)
        chart.reset()


def test_a_day_opens_into_hours_that_sum_to_it(chart, local):
    days = [stamp.date() for stamp in times(chart.whole, "Europe/Berlin")[:-1]]
    on_the_day = {label: values[days.index(DAY)] for label, values in lines(chart.whole).items()}
    chart.drill(DAY)
    assert len(chart.whole["times"]) == 23
    assert chart.whole["path"] == [{"day": "2026-03-29"}]
    assert (chart.whole["every"], chart.every) == ("hour", "day")
    assert total(chart) == pytest.approx(sum(on_the_day.values()))
    hours = (
        local[(local["local"].dt.date == DAY) & (local["team"] == "search")]
        .groupby(local["local"].dt.hour)["cost"]
        .sum()
    )
    shown = dict(zip(times(chart.whole, "Europe/Berlin").hour, lines(chart.whole)["search"], strict=False))
    assert shown == pytest.approx(hours.reindex(shown, fill_value=0).to_dict())


def test_the_one_line_opens_by_its_days_only(usage):
    chart = uw.TimeSeries(usage, every="week")
    assert (chart.next_level, len(chart.whole["lines"])) == ("", 1)
    with pytest.raises(uw.InvalidArgument, match="a day first"):
        chart.drill("gpt-4o")
    chart.drill(DAY)
    assert {*lines(chart.whole)} == {"gpt-4o", "haiku", "unknown"}
    assert (chart.crumbs, chart.next_level) == (["Mar 29, 2026"], "Team")
    chart.drill("gpt-4o")
    assert chart.crumbs == ["Mar 29, 2026", "gpt-4o"]
    chart.up(0)
    assert [*lines(chart.whole)] == ["Cost"]


def test_a_step_into_the_rest_shows_the_next_ones(chart, local):
    chart.drill(uw.OTHER)
    ranked = local.fillna({"team": "unknown"}).groupby("team")["cost"].sum().sort_values(ascending=False)
    assert [*lines(chart.whole)] == [*ranked.index[2:4], "Other (1)"]
    chart.drill(uw.OTHER)
    assert [*lines(chart.whole)] == [ranked.index[4]]
    assert chart.crumbs == ["Other", "Other"]
    with pytest.raises(uw.InvalidArgument, match="OTHER where there are more groups"):
        chart.drill(uw.OTHER)


def test_on_the_last_level_a_line_is_chosen(chart):
    chart.path = ["search", "gpt-4o"]
    assert chart.next_level == ""
    chart.drill("ada")
    assert (chart.path, chart.selected) == (["search", "gpt-4o"], ["ada"])
    chart.drill("ada")
    assert chart.selected == []
    chart.selected = ["bob"]
    chart.up()
    assert chart.selected == []


def test_what_is_seen_belongs_to_the_day(chart):
    chart.window, chart.chosen = ["2026-03-27", "2026-03-31"], ["2026-03-28", "2026-03-30"]
    chart.drill("search")
    assert (len(chart.window), len(chart.chosen)) == (2, 2)
    chart.drill(DAY)
    assert (chart.window, chart.chosen) == ([], [])
    chart.window = ["2026-03-29T06:00", "2026-03-29T09:00"]
    chart.drill("gpt-4o")
    assert len(chart.window) == 2
    chart.reset()
    assert [edge[:10] for edge in chart.window] == ["2026-03-27", "2026-03-31"]


def test_one_comes_back_into_a_forecast_too(usage):
    chart = uw.TimeSeries(usage, forecast=14)
    chart._settle()
    chart.window = [str((usage.as_of + pd.Timedelta(days=days)).date()) for days in (-5, 9)]
    seen = chart.window
    chart.drill(DAY)
    chart._settle()
    assert chart.outlook == {}
    chart.up()
    chart._settle()
    assert chart.window == seen
    assert chart.outlook["times"]


def test_a_day_that_was_opened_from_everything_leads_back_to_it(usage):
    chart = uw.TimeSeries(usage)
    chart.drill(DAY)
    chart.window = ["2026-03-29T06:00", "2026-03-29T09:00"]
    assert chart.up().window == []
    chart.window = ["2026-03-01", "2026-03-12"]  # far from the day
    chart.drill(DAY).drill("gpt-4o").path = [date(2026, 3, 30)]
    assert chart.window == []
    assert [edge[:10] for edge in chart.up().window] == ["2026-03-05", "2026-03-12"]


def test_another_measure_and_grain_stay_where_they_are(chart):
    chart.path, chart.window = ["search"], ["2026-03-27", "2026-03-31"]
    chart.measure, chart.every = "requests", "week"
    assert (chart.whole["measure"], chart.whole["every"], chart.whole["path"]) == (
        "requests",
        "week",
        [{"value": "search"}],
    )
    assert (chart.path, len(chart.window)) == (["search"], 2)
    assert chart.title == "Requests over time by Team"


def test_another_usage_keeps_the_place(chart, usage):
    chart.path, chart.window, chart.chosen, chart.hidden = (
        ["search"],
        ["2026-03-27", "2026-03-31"],
        ["2026-03-28", "2026-03-30"],
        ["haiku"],
    )
    chart.show(usage.where(user=["ada", "bob"]))
    assert (chart.path, len(chart.window), len(chart.chosen), chart.hidden) == (["search"], 2, 2, ["haiku"])
    known = usage.where(user=["ada", "bob"], team="search").total("cost")
    assert total(chart) == pytest.approx(known)
