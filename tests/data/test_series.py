"""Usage over time: every step is there, and says how much of it is covered."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from usage_widgets import InvalidArgument, UnknownKeyword, UnknownName, Usage
from usage_widgets.data.measures import MEASURES
from usage_widgets.messages.catalogue import _catalogue


def test_by_hand(week):
    series = week.series("cost")
    assert series.columns.tolist() == ["time", "value", "partial"]
    assert series["time"].dt.strftime("%a").tolist() == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert series["value"].tolist() == pytest.approx([0.1, 0.55, 0.01, 0, 0.2])
    assert week.series("requests")["value"].tolist() == [2, 1, 0, 1, 2]
    assert week.series("users")["value"].tolist() == [1, 1, 0, 1, 1]
    assert week.series("failure_rate")["value"].tolist() == pytest.approx([0.5, 0, np.nan, 0, 0], nan_ok=True)
    assert str(series["time"].dtype) == "datetime64[us, UTC]"
    assert series["value"].dtype == "float64"


@pytest.mark.parametrize("measure", [*MEASURES])
def test_a_step_without_requests_counts_zero_or_is_unknown(week, measure):
    value = week.where(model="claude").series(measure)["value"].iloc[0]
    counts = MEASURES[measure].kind in ("additive", "distinct")
    assert value == 0 if counts else np.isnan(value)


def test_a_step_whose_cost_is_unknown_is_not_zero(week):
    assert week.where(model="mystery").series("cost")["value"].tolist() == pytest.approx(
        [0, 0, 0, 0, np.nan], nan_ok=True
    )


def test_steps_that_are_covered_in_part_are_marked(week):
    assert week.series("requests")["partial"].tolist() == [True, False, False, False, True]
    assert week.between("2026-03-03", "2026-03-05").series("requests")["partial"].tolist() == [False, False]
    assert week.between("2026-03-02", "2026-03-05 12:00").series("requests")["partial"].tolist() == [
        False,
        False,
        False,
        True,
    ]
    assert week.between("2026-03-02", "2026-03-05").series("requests", every="week")["partial"].tolist() == [True]
    assert week.with_as_of("2026-03-07").series("requests")["partial"].tolist() == [True, False, False, False, False]
    whole = week.between("2026-03-02", "2026-03-09").with_as_of("2026-03-09").series("requests", every="week")
    assert whole["partial"].tolist() == [False]


def test_days_after_the_data_are_steps_once_as_of_has_passed_them(week):
    later = week.with_as_of("2026-03-09").series("requests")
    assert later["value"].tolist() == [2, 1, 0, 1, 2, 0, 0]
    assert later["partial"].tolist() == [True] + [False] * 6


def test_groups_each_have_all_steps(week):
    series = week.series("requests", by="model")
    assert series.columns.tolist() == ["time", "value", "group", "is_other", "partial"]
    assert series.groupby("group", sort=False)["value"].apply(list).to_dict() == {
        "gpt": [2, 0, 0, 1, 1],
        "claude": [0, 1, 0, 0, 0],
        "mystery": [0, 0, 0, 0, 1],
    }
    assert not series["is_other"].any()


@pytest.mark.parametrize("measure", ["requests", "cost", "users", "failure_rate", "latency_ms_p95"])
@pytest.mark.parametrize("dimension", ["model", "user", "tag", "hour_of_day"])
def test_the_rest_is_one_group_and_the_last(random_usage, measure, dimension):
    series = random_usage.series(measure, every="week", by=dimension, top=2)
    ranked = random_usage.by(dimension, measures=[measure], top=2)
    assert [*dict.fromkeys(zip(series["group"], series["is_other"], strict=True))] == [
        *zip(ranked[dimension], ranked["is_other"], strict=True)
    ]


def test_without_a_top_every_group_has_its_name(random_usage):
    series = random_usage.series("requests", by="user", every="month", top=None)
    assert [*dict.fromkeys(series["group"])] == random_usage.by("user", measures="requests")["user"].tolist()
    assert not series["is_other"].any()


def test_groups_come_in_the_order_of_their_rank(random_usage):
    for measure in ("cost", "users", "latency_ms_mean", "cost_per_request"):
        series = random_usage.series(measure, by="model", every="week")
        ranked = random_usage.by("model", measures=[measure])
        assert [*dict.fromkeys(series["group"])] == ranked["model"].tolist(), measure


def test_the_groups_sum_to_the_whole(random_usage):
    for every in ("hour", "day", "week", "month"):
        parts = random_usage.series("requests", every=every, by="model", top=2).groupby("time")["value"].sum()
        assert parts.tolist() == random_usage.series("requests", every=every)["value"].tolist()


def test_an_unknown_group_is_none_and_not_the_rest(week):
    series = week.series("requests", by="team", top=2)
    assert [*dict.fromkeys(zip(series["group"], series["is_other"], strict=True))] == [
        ("red", False),
        (None, False),
        ("Other", True),
    ]


def test_parts_of_the_day_are_whole_numbers(week):
    groups = week.series("requests", by="hour_of_day", top=3)["group"]
    assert {type(group) for group in groups} == {int, str}


@pytest.mark.parametrize("by", [None, "model"])
@pytest.mark.parametrize("narrow", [("2030-01-01", None), ("2026-03-02", "2026-03-03")])
def test_a_view_without_steps_or_groups_has_typed_columns(week, by, narrow):
    nothing = week.in_time_zone("Asia/Tokyo").between(*narrow).where(model="none").series("requests", by=by)
    some = week.in_time_zone("Asia/Tokyo").series("requests", by=by)
    assert nothing.empty == (by is not None or narrow[0] == "2030-01-01")
    assert [*nothing.dtypes.drop("group", errors="ignore").items()] == [
        *some.dtypes.drop("group", errors="ignore").items()
    ]


def test_the_rest_is_called_what_the_catalogue_calls_it(week, monkeypatch):
    catalogue = {**_catalogue("en"), "data.other": "All others"}
    monkeypatch.setattr("usage_widgets.messages.catalogue._catalogue", lambda locale: catalogue)
    assert week.series("requests", by="model", top=1)["group"].iloc[-1] == "All others"
    assert week.by("model", top=1)[["model", "label"]].iloc[-1].tolist() == ["All others"] * 2


def test_the_first_monday_starts_the_week():
    usage = Usage.from_frame(pd.DataFrame({"start_time": ["2026-03-01 23:59", "2026-03-02 00:00"]}))
    assert usage.series("requests", every="week")["time"].dt.strftime("%Y-%m-%d").tolist() == [
        "2026-02-23",
        "2026-03-02",
    ]


def test_filters_narrow_a_series(random_usage):
    days = random_usage.between("2026-03-28", "2026-03-31").where(model="a").series("requests")
    assert days["time"].dt.strftime("%m-%d %z").tolist() == ["03-28 +0100", "03-29 +0100", "03-30 +0200"]
    assert days["value"].sum() == random_usage.between("2026-03-28", "2026-03-31").where(model="a").total("requests")


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda usage: usage.series("costs"), UnknownName, ["measure", "did you mean 'cost'"]),
        (lambda usage: usage.series(every="fortnight"), UnknownName, ["step", "fortnight", "week"]),
        (lambda usage: usage.series(by="modell"), UnknownName, ["dimension", "did you mean 'model'"]),
        (lambda usage: usage.series(by="model", top=0), InvalidArgument, ["top", "0"]),
        (lambda usage: usage.series(evry="day"), UnknownKeyword, ["evry", "did you mean 'every'"]),
    ],
)
def test_a_wrong_argument_is_named(week, call, error, words):
    with pytest.raises(error) as raised:
        call(week)
    assert all(word in str(raised.value) for word in words)
