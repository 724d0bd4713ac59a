"""The total, shared: never forecasts of parts that are added up."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

from .series import log


@pytest.fixture(scope="module")
def forecast():
    return uw.forecast(uw.Usage.from_frame(log()), horizon=10)


def test_by_hand(forecast):
    split = forecast.split(by="model")
    assert split.frame.columns.tolist() == ["group", "label", "is_other", "share", "total", "low", "high"]
    assert split.frame["group"].tolist() == ["large", "small"]
    assert split.frame["share"].tolist() == pytest.approx([5 / 5.75, 0.75 / 5.75])
    assert split.frame["total"].tolist() == pytest.approx([50, 7.5])
    assert (split.by, split.steps, split.every) == ("model", 28, "day")


def test_parts_make_the_whole():
    forecast = uw.forecast(uw.Usage.demo(days=60, requests=5_000), measure="tokens")
    for by, top in (("model", 3), ("user", 5), ("team", None)):
        frame = forecast.split(by, top=top).frame
        assert frame["share"].sum() == pytest.approx(1)
        assert frame["total"].sum() == pytest.approx(forecast.total)
        assert (frame["low"].sum(), frame["high"].sum()) == pytest.approx(forecast.total_interval[95])
        assert frame["is_other"].sum() == (top is not None)


def test_the_share_is_the_recent_one():
    frame = pd.concat([log(30), log(30, start="2026-04-01", a_day=(1, 20))])
    split = uw.forecast(uw.Usage.from_frame(frame), measure="requests").split("model").frame.set_index("group")
    assert split["share"]["small"] == pytest.approx(20 / 21, abs=0.001)


def test_it_says_that_no_part_is_forecast(forecast):
    split = forecast.split("model")
    assert "No part has a forecast of its own" in split.explain("en")
    assert "28 days" in split.explain("en")
    assert "Kein Teil hat eine eigene Prognose" in split.explain("de")
    assert "28 Tage" in split.explain("de")


def test_names_are_escaped():
    frame = log()
    frame["model"] = "<b>bold</b>"
    html = uw.forecast(uw.Usage.from_frame(frame)).split("model")._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_what_does_not_add_up_or_was_not_used_lately_has_no_shares():
    usage = uw.Usage.from_frame(log())
    with pytest.raises(uw.InvalidArgument, match="adds up"):
        uw.forecast(usage, measure="users").split("model")
    free = log()
    free["cost"] = 0.0
    with pytest.raises(uw.InvalidArgument, match="some cost in the last 28 days"):
        uw.forecast(uw.Usage.from_frame(free)).split("model")


@pytest.fixture(scope="module")
def runaway():
    """A key that ran away on two of the last days and was stopped, beside ordinary ones."""
    frame, days = log(), pd.to_datetime(["2026-04-20", "2026-04-21"])
    loop = pd.DataFrame({"start_time": days + pd.Timedelta(hours=12), "model": "loop", "cost": 200.0})
    return uw.Usage.from_frame(pd.concat([frame, loop]))


@pytest.mark.parametrize("top", [None, 1])
def test_days_that_the_total_does_not_count_give_no_shares(runaway, top):
    forecast = uw.forecast(runaway)
    assert len(forecast.outliers.frame) == 2
    split = forecast.split("model", top=top)
    assert split.left_out == 2
    assert split.frame["label"].iloc[0] == "large"
    assert split.frame["share"].tolist() == pytest.approx([5 / 5.75, 0.75 / 5.75])
    assert split.frame["is_other"].tolist() == [False, top == 1]
    assert "2 of these steps are far outside the usual range and do not count" in split.explain("en")
    assert "2 dieser Schritte liegen weit außerhalb des Üblichen" in split.explain("de")
    assert "far outside" not in uw.forecast(uw.Usage.from_frame(log())).split("model").explain("en")


def test_what_is_unknown_stays_a_group():
    frame = log()
    frame.loc[frame["model"] == "small", "model"] = None
    assert uw.forecast(uw.Usage.from_frame(frame)).split("model").frame["group"].tolist() == ["large", None]
