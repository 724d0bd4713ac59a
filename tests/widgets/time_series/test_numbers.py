"""The lines are what the log holds, by local time, however it is asked."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw

from .conftest import TEAMS, ZONES, lines, log_of, times

AUTUMN = {  # a day of 25 hours (of 24 and a half in Lord Howe), and what follows
    "Europe/Berlin": "2026-10-25",
    "America/New_York": "2026-11-01",
    "Australia/Lord_Howe": "2026-04-05",
}


@pytest.mark.parametrize(
    ("zone", "every"),
    [*((ZONES[0], every) for every in ("hour", "day", "week", "month")), (ZONES[2], "hour"), (ZONES[2], "day")],
)
def test_it_shows_what_the_usage_answers(spring, zone, every):
    usage = uw.Usage.from_frame(spring).in_time_zone(zone)
    held = uw.TimeSeries(usage, measure="cost", every=every).whole
    known = usage.series("cost", every=every)
    assert times(held, zone)[:-1].tolist() == known["time"].tolist()
    assert held["lines"][0]["values"] == pytest.approx(known["value"].tolist())
    assert held["lines"][0]["step"] == {"total": True}


@pytest.mark.parametrize("zone", ZONES)
def test_a_line_is_the_sum_of_its_local_days(spring, zone):
    chart = uw.TimeSeries(uw.Usage.from_frame(spring).in_time_zone(zone), by="team", top=3)
    days = spring.assign(day=spring["start_time"].dt.tz_convert(zone).dt.date, team=spring["team"].fillna("unknown"))
    largest = days.groupby("team")["cost"].sum().sort_values(ascending=False).index[:3]
    days["team"] = days["team"].where(days["team"].isin(largest), "Other (2)")
    known = days.pivot_table(index="day", columns="team", values="cost", aggfunc="sum", fill_value=0)
    shown = lines(chart.whole)
    assert [*shown] == [*largest, "Other (2)"]
    for label, values in shown.items():
        assert values == pytest.approx(known[label].tolist())


@pytest.mark.parametrize("zone", ZONES)
def test_the_night_that_is_longer_has_an_hour_more(zone):
    day = pd.Timestamp(AUTUMN[zone], tz=zone)
    log = log_of(day - pd.DateOffset(days=2), day + pd.DateOffset(days=3), count=800)
    chart = uw.TimeSeries(uw.Usage.from_frame(log).in_time_zone(zone), measure="requests", by="team")
    chart.drill(day.date())
    held = chart.whole
    assert len(held["times"]) == 25
    assert times(held, zone)[[0, -1]].tolist() == [day, day + pd.DateOffset(days=1)]
    on_the_day = log["start_time"].dt.tz_convert(zone).dt.date == day.date()
    assert sum(map(sum, lines(held).values())) == on_the_day.sum()


def test_offsets_tell_local_time_of_every_step(usage):
    chart = uw.TimeSeries(usage, every="hour")
    starts = np.array([at for at, _ in chart.offsets])
    ahead = [chart.offsets[np.searchsorted(starts, at, side="right") - 1][1] for at in chart.whole["times"]]
    local = pd.to_datetime(np.array(chart.whole["times"]) + ahead, unit="ms")
    assert local.tolist() == [stamp.tz_localize(None) for stamp in times(chart.whole, "Europe/Berlin")[:-1]]
    assert [hours / 3_600_000 for _, hours in chart.offsets] == [1, 2]


@pytest.mark.parametrize(
    ("measure", "by"),
    [
        ("cost", "team"),
        ("users", "model"),
        ("latency_ms_p95", "team"),
        ("latency_ms_mean", "weekday"),
        ("requests", "hour_of_day"),
    ],
)
def test_every_measure_and_split_is_that_of_the_usage(usage, measure, by):
    chart = uw.TimeSeries(usage, measure=measure, by=by, top=2, every="week")
    known = usage.series(measure, every="week", by=by, top=2)
    groups = [*dict.fromkeys(known["group"])]
    expected = [
        known.loc[known["group"].isna() if group is None else known["group"] == group, "value"] for group in groups
    ]
    shown = [*lines(chart.whole).values()]
    assert len(shown) == len(expected)
    for values, there in zip(shown, expected, strict=True):
        assert [np.nan if value is None else value for value in values] == pytest.approx(there.tolist(), nan_ok=True)


def test_a_tag_counts_in_each_of_its_lines(local):
    log = local.assign(tags=[["a", "b"] if at % 3 else [] for at in range(len(local))]).drop(columns="local")
    chart = uw.TimeSeries(uw.Usage.from_frame(log), measure="requests", by="tag", top=1, every="month")
    known = chart.usage.series("requests", every="month", by="tag", top=1)
    assert [sum(values) for values in lines(chart.whole).values()] == known.groupby("is_other")["value"].sum().tolist()
    assert "counts once for each of its tags" in chart.summary


def test_steps_of_nothing_but_unknown_are_gaps(spring):
    log = spring.assign(cost=spring["cost"].where(spring["start_time"].dt.day != 20))
    chart = uw.TimeSeries(uw.Usage.from_frame(log))
    at = [stamp.date().isoformat() for stamp in times(chart.whole, "UTC")].index("2026-03-20")
    [values] = lines(chart.whole).values()
    assert values[at] is None
    assert None not in values[:at]
    assert chart.table()["cost"].isna().sum() == 1


def test_negative_costs_stay_negative(spring):
    log = spring.assign(cost=-spring["cost"])
    chart = uw.TimeSeries(uw.Usage.from_frame(log), by="team")
    assert max(map(max, lines(chart.whole).values())) <= 0
    assert "%" not in chart.summary
    assert chart.picture().count("<circle")


def test_an_empty_usage_has_no_steps():
    chart = uw.TimeSeries(pd.DataFrame({"start_time": pd.Series(dtype="datetime64[us, UTC]"), "model": []}), by="team")
    assert chart.whole["times"] == []
    assert (chart.extent, chart.offsets, chart.detail, chart.outlook) == ([], [], {}, {})
    assert chart.summary == "Cost over time by Team: nothing to show."
    assert chart.table().empty
    assert chart.worded_table() == [("Time",)]
    assert "<svg" in chart.picture()


@pytest.mark.parametrize("by", [None, "team"])
def test_a_part_without_a_request_is_nothing_rather_than_zeros(spring, by):
    chart = uw.TimeSeries(uw.Usage.from_frame(spring).where(team="nobody"), by=by)
    assert chart.whole["lines"] == chart.whole["times"] == []
    assert chart.summary.endswith(": nothing to show.")


@pytest.mark.parametrize("by", [None, "team"])
@pytest.mark.parametrize("every", ["hour", "month"])
def test_one_request_is_one_step(by, every):
    frame = pd.DataFrame({"start_time": ["2026-03-05T09:15:00Z"], "model": ["o3"], "team": ["art"], "cost": [2.5]})
    chart = uw.TimeSeries(frame, by=by, every=every)
    assert [line["values"] for line in chart.whole["lines"]] == [[2.5]]
    assert "$2.50 in total" in chart.summary
    assert chart.picture().count("<circle") >= 1


def test_of_thousands_of_groups_a_few_have_a_name():
    log = log_of("2026-03-01", "2026-04-01", count=10_000)
    log["user"] = [f"user-{at % 5_000}" for at in range(len(log))]
    chart = uw.TimeSeries(log, by="user", top=4)
    assert len(chart.whole["lines"]) == 5
    assert chart.whole["lines"][-1]["label"] == "Other (4,996)"
    assert sum(map(sum, lines(chart.whole).values())) == pytest.approx(log["cost"].sum())


def test_too_many_steps_are_shown_coarser():
    log = log_of("2025-01-01", "2026-04-01", count=500)
    chart = uw.TimeSeries(log, every="hour")
    assert (chart.every, chart.whole["every"], len(chart.whole["times"])) == ("hour", "day", 455)


def test_a_full_picture_is_a_small_message():
    log = log_of("2026-01-01", "2026-03-25T03:00", count=40_000)
    log["team"] = [f"{team or 'nobody'}-{at % 3}" for at, team in enumerate(log["team"])]
    log["cost"] = log["cost"] / 7_000
    chart = uw.TimeSeries(log, by="team", every="hour")
    assert (len(chart.whole["times"]), len(chart.whole["lines"])) == (1_995, 7)
    assert len(json.dumps(chart.whole)) < 300_000


@pytest.mark.parametrize("by", [None, "team", ["team", "user"]])
def test_the_table_is_tidy(usage, local, by):
    chart = uw.TimeSeries(usage, by=by, top=4)
    table = chart.table()
    split = ["team"] if by else []
    assert [*table] == ["time", *split, "cost", *(["is_other"] if by else []), "partial"]
    assert str(table["time"].dtype) == "datetime64[us, Europe/Berlin]"
    assert table["cost"].sum() == pytest.approx(local["cost"].sum())
    partial = table.loc[table["partial"], "time"].dt.date.astype(str).unique()
    assert [*partial] == ["2026-03-05", "2026-04-09"]
    if by:
        named = table.loc[~table["is_other"], "team"]
        assert {*named} < {*TEAMS}
        assert table.loc[table["is_other"], "team"].unique().tolist() == ["Other"]


def test_the_page_is_told_of_the_running_step_only(usage):
    chart = uw.TimeSeries(usage)
    assert chart.whole["partial"] == [len(chart.whole["times"]) - 1]
