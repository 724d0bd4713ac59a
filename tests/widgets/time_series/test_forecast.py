"""The lines go on as a forecast, and where they cannot it is said why."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.forecast.verdict_words import chance_told

from .conftest import log_of


@pytest.fixture(scope="module")
def months():
    """Four months that end in the middle of a day."""
    return uw.Usage.from_frame(log_of("2026-01-01", "2026-04-30T15:00", count=9_000)).in_time_zone("Europe/Berlin")


@pytest.fixture(scope="module")
def chart(months):
    return uw.TimeSeries(months, measure="requests", forecast=30)


def test_one_line_goes_on_with_its_ranges(chart, months):
    made = uw.forecast(months, measure="requests", horizon=30)
    [line] = chart.outlook["lines"]
    assert line["step"] == {"total": True}
    assert line["mean"] == pytest.approx(made.mean["value"].tolist())
    assert [band["level"] for band in chart.outlook["bands"]] == [80, 95]
    assert chart.outlook["bands"][1]["high"] == pytest.approx(made.intervals[95]["high"].tolist(), rel=1e-5)
    assert chart.outlook["times"] == [int(time.timestamp() * 1000) for time in made.mean["time"]]
    assert "Forecast: Next 30 days, Requests: " in chart.summary


def test_the_running_day_is_the_first_that_is_expected(chart):
    assert chart.outlook["times"][0] == chart.whole["times"][-1]
    assert chart.whole["partial"] == [len(chart.whole["times"]) - 1]
    assert chart.extent == [chart.whole["times"][0], chart.outlook["end"]]
    assert chart.outlook["end"] - chart.outlook["times"][-1] == 86_400_000


def test_the_table_goes_on_too(chart):
    table = chart.table()
    known, coming = table[~table["is_forecast"]], table[table["is_forecast"]]
    assert (len(coming), known["low_80"].isna().all()) == (30, True)
    assert (coming["low_95"] <= coming["low_80"]).all()
    assert (coming["high_80"] <= coming["high_95"]).all()
    head, *rows = chart.worded_table()
    assert head == ("Time", "Requests", "Low (95%)", "High (95%)", "Note")
    whole = "forecast of the whole, with what is known so far"
    assert [row[-1] for row in rows[-32:]] == ["", "so far", whole, *["forecast"] * 29]
    so_far, expected = rows[-31], rows[-30]
    assert (so_far[0], so_far[2:4]) == (
        expected[0],
        ("", ""),
    )  # the running day twice: what is known, and what comes of it
    assert all(expected[1:4])


def test_lines_share_the_forecast_of_their_total(months):
    chart = uw.TimeSeries(months, measure="requests", by="team", top=2, forecast=7)
    total = uw.forecast(months, measure="requests", horizon=7).mean["value"]
    means = np.array([line["mean"] for line in chart.outlook["lines"]])
    assert means.sum(axis=0) == pytest.approx(total.tolist())
    recent = chart.table()
    days = recent.loc[~recent["is_forecast"] & ~recent["partial"], "time"].drop_duplicates().tail(28)
    shares = recent[recent["time"].isin(days)].groupby("team")["requests"].sum()
    shares = (shares / shares.sum())[[*recent["team"].unique()]]
    assert means[:, 0] / means[:, 0].sum() == pytest.approx(shares.tolist())
    assert chart.outlook["bands"] == []
    assert "shared by Team as in the last 28 days" in chart.summary
    assert "low_80" not in recent


def test_it_is_made_from_all_of_the_time_and_from_what_others_select(months):
    selection = uw.Selection()
    chart = uw.TimeSeries(months, measure="requests", forecast=7, selection=selection)
    selection.set("time", ("2026-04-01", "2026-05-01"))
    selection.set("team", "search")
    [line] = chart.outlook["lines"]
    known = uw.forecast(months.where(team="search"), measure="requests", horizon=7).mean["value"]
    assert line["mean"] == pytest.approx(known.tolist())
    assert len(chart.whole["times"]) == 30


def test_a_path_is_forecast_without_its_day(months):
    chart = uw.TimeSeries(months, measure="requests", by="team", forecast=7)
    chart.drill("search")
    total = np.sum([line["mean"] for line in chart.outlook["lines"]], axis=0)
    known = uw.forecast(months.where(team="search"), measure="requests", horizon=7).mean["value"]
    assert total == pytest.approx(known.tolist())
    chart.drill(date(2026, 4, 2))
    assert chart.outlook == {}
    assert "orecast" not in chart.summary
    assert chart.extent[1] == chart.whole["end"]


@pytest.mark.parametrize("every", ["hour", "day", "week"])
def test_it_goes_on_in_the_grain_that_is_shown(months, every):
    chart = uw.TimeSeries(months, measure="requests", every=every, forecast=5)
    assert chart.outlook["every"] == chart.whole["every"]
    assert len(chart.outlook["times"]) == 5


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"every": "month"}, "There is no forecast, as fewer than 3 complete steps are known."),
        ({"measure": "users", "by": "team"}, "There is no forecast, as the lines cannot share one of the total."),
        ({"by": "tag"}, None),
    ],
)
def test_it_says_why_there_is_none(usage, options, said):
    chart = uw.TimeSeries(usage, forecast=3, **options)
    if said:
        assert chart.outlook == {}
        assert chart.summary.endswith(said)


def test_what_ends_before_the_data_has_none(months):
    selection = uw.Selection()
    chart = uw.TimeSeries(months, forecast=3, selection=selection)
    assert chart.outlook
    selection.set("time", ("2026-02-01", "2026-03-01"))
    assert chart.outlook == {}
    assert chart.summary.endswith("There is no forecast, as what is shown ends before the data do.")
    selection.clear()
    assert chart.outlook


def test_a_constant_line_and_one_of_zeros_go_on():
    days = pd.date_range("2026-03-01T12:00:00Z", periods=40)
    for cost in (2.0, 0.0):
        chart = uw.TimeSeries(pd.DataFrame({"start_time": days, "cost": cost, "model": "o3"}), forecast=5)
        assert chart.outlook["lines"][0]["mean"] == pytest.approx([cost] * 5)


@pytest.mark.parametrize("part", ["words.headline", "ahead.Ahead.wired"])
def test_a_forecast_that_cannot_be_told_leaves_the_lines(months, monkeypatch, part):
    def broken(*_args):
        raise RuntimeError("a secret")

    monkeypatch.setattr(f"usage_widgets.widgets.time_series.{part}", broken)
    chart = uw.TimeSeries(months, measure="requests", forecast=30)
    assert (chart.status["state"], chart.outlook) == ("ready", {})
    assert "There is no forecast: something went wrong." in chart.summary
    assert "There is no forecast" in chart._repr_mimebundle_()[0]["text/html"]


def test_lines_that_cannot_be_told_are_trouble_of_the_widget_only(months, monkeypatch):
    def broken(*_args):
        raise RuntimeError("a secret")

    with monkeypatch.context() as patch:
        patch.setattr("usage_widgets.widgets.time_series.words.Words.said", broken)
        chart = uw.TimeSeries(months, measure="requests")
        assert chart.status == {"state": "error", "message": "Something went wrong."}
        assert "Something went wrong." in chart._repr_mimebundle_()[0]["text/html"]
        chart.locale = "de"
    chart.refresh()
    assert (chart.status["state"], chart.said != "") == ("ready", True)


def test_trouble_in_a_forecast_leaves_the_lines(months, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("no luck")

    monkeypatch.setattr("usage_widgets.answers.forecast.forecast.forecast", broken)
    chart = uw.TimeSeries(months, forecast=3)
    assert chart.whole["times"]
    assert (chart.status["state"], chart.outlook) == ("ready", {})
    assert chart.summary.endswith("There is no forecast: something went wrong.")
    chart.locale = "de"
    assert chart.summary.endswith("Es gibt keine Prognose: Etwas ist schiefgegangen.")


def test_a_far_day_gives_no_line_a_share():
    days = pd.date_range("2026-03-01T12:00:00Z", periods=60)
    calm = pd.DataFrame({"start_time": days, "cost": 2.0, "model": "calm"})
    loop = pd.DataFrame({"start_time": days[-9:-7], "cost": 900.0, "model": "loop"})
    chart = uw.TimeSeries(pd.concat([calm, loop]), by="model", forecast=5)
    means = {line["step"]["value"]: line["mean"] for line in chart.outlook["lines"]}
    assert means["loop"] == [0] * 5
    assert means["calm"] == pytest.approx([2] * 5)
    assert "2 of these steps are far outside the usual range" in chart.summary


@pytest.mark.parametrize("is_calm", [True, False])
def test_it_says_how_far_to_trust_it_and_how_likely_that_is(is_calm):
    days = pd.date_range("2026-03-01T12:00:00Z", periods=60)
    costs = np.random.default_rng(3).lognormal(0, 0.02 if is_calm else 1.4, 60)
    usage = uw.Usage.from_frame(pd.DataFrame({"start_time": days, "cost": costs, "model": "o3"}))
    chart, made = uw.TimeSeries(usage, forecast=30), uw.forecast(usage, horizon=30)
    assert made.verdict == ("reliable" if is_calm else "unreliable")
    for locale, refused in (("en", "Not forecastable to ±10%: "), ("de", "Nicht auf ±10\u00a0% vorhersagbar: ")):
        chart.locale = locale
        assert chance_told(made, locale) in chart.summary
        assert (refused in chart.summary) != is_calm
