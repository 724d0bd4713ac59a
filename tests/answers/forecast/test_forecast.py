"""`uw.forecast`: what it hands back, of a usage and of series of every kind."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import numpy as np
import pandas as pd
import polars as pl
import pytest

import usage_widgets as uw

from .series import calm, log, wild


@pytest.fixture(scope="module")
def steady():
    return uw.forecast(calm(), level=(50, 80, 95))


def test_the_coming_steps_follow_the_history(steady):
    assert steady.mean.columns.tolist() == ["time", "value"]
    assert steady.mean["time"].tolist() == pd.date_range("2026-05-05", periods=30).tolist()
    weekend = steady.mean["time"].dt.day_of_week >= 5
    assert steady.mean["value"][weekend].max() < 0.5 * steady.mean["value"][~weekend].min()


def test_ranges_hold_the_mean_and_widen_with_the_level(steady):
    assert [*steady.intervals] == [50, 80, 95]
    edges = [steady.intervals[level] for level in (95, 80, 50)]
    columns = [*(frame["low"] for frame in edges), steady.mean["value"], *(frame["high"] for frame in edges[::-1])]
    assert np.all(np.diff(np.array(columns), axis=0) >= -1e-9)
    assert edges[0].columns.tolist() == ["time", "low", "high"]


def test_the_total_is_that_of_the_steps_and_has_a_range_of_its_own(steady):
    assert steady.total == pytest.approx(steady.mean["value"].sum())
    low, high = steady.total_interval[95]
    assert low < steady.total_interval[80][0] < steady.total < steady.total_interval[80][1] < high
    assert steady.average == pytest.approx(steady.total / 30)
    assert steady.average_interval[95] == pytest.approx((low / 30, high / 30))
    assert high - low < (steady.intervals[95]["high"] - steady.intervals[95]["low"]).sum()


def test_what_made_it_and_how_it_is_trusted(steady):
    assert (steady.method, steady.made_by, steady.r2) == ("auto", "ensemble", None)
    assert (steady.verdict, steady.trend, steady.measure, steady.every, steady.horizon) == (
        *("reliable", "flat", None, "day", 30),
    )
    assert (steady.backtest.checks, steady.backtest.within) == (8, 1.0)
    assert uw.forecast(wild()).verdict == "unreliable"


def test_it_is_frozen(steady):
    with pytest.raises(dataclasses.FrozenInstanceError):
        steady.horizon = 7


def test_the_same_series_gives_the_same_forecast(steady):
    pd.testing.assert_frame_equal(uw.forecast(calm()).mean, steady.mean)


@pytest.mark.parametrize(
    ("days", "made_by", "verdict"),
    [(3, "mean", "too_short"), (13, "mean", "too_short"), (14, "level_and_season", None), (28, "ensemble", None)],
)
def test_the_length_of_history_decides_how_it_is_made(days, made_by, verdict):
    forecast = uw.forecast(calm(days))
    assert forecast.made_by == made_by
    assert verdict in (None, forecast.verdict)
    assert np.isfinite(forecast.mean["value"]).all()
    assert forecast.trend == "flat"


@pytest.mark.parametrize("method", ["linear", "exponential_smoothing", "seasonal_naive"])
def test_methods_are_chosen_by_name(method):
    forecast = uw.forecast(calm(), method=method)
    assert (forecast.method, forecast.made_by) == (method, method)
    assert (forecast.r2 is not None) == (method == "linear")
    assert forecast.backtest.checks == 8
    assert forecast.total_interval[95][0] < forecast.total < forecast.total_interval[95][1]


@pytest.mark.parametrize(
    ("every", "freq", "points"), [("hour", "h", 24 * 20), ("day", "D", 60), ("week", "W-MON", 40), ("month", "MS", 30)]
)
@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_every_grain(every, freq, points, zone):
    times = pd.date_range("2026-03-02", periods=points, freq=freq, tz=zone)
    series = pd.Series(50 + 10 * np.sin(np.arange(points)), index=times)
    forecast = uw.forecast(series, every=every, horizon=6)
    assert forecast.mean["time"].tolist() == pd.date_range(times[-1], periods=7, freq=freq)[1:].tolist()
    assert forecast.mean["value"].between(0, 120).all()
    assert forecast.every == every


def test_a_frame_of_any_kind_and_a_series_give_the_same():
    series = calm(zone="Europe/Berlin")
    frame = pd.DataFrame({"time": series.index, "value": series.to_numpy()})
    expected = uw.forecast(series).mean
    for given in (
        frame,
        pl.from_pandas(frame),
        pl.from_pandas(frame).lazy(),
        frame.assign(value=frame["value"].astype("Float64")),
    ):
        pd.testing.assert_frame_equal(uw.forecast(given).mean, expected)


def test_periods_and_dates_in_words_are_times():
    series = calm()
    expected = uw.forecast(series).total
    assert uw.forecast(series.to_period("D")).total == pytest.approx(expected)
    frame = pd.DataFrame({"time": series.index.strftime("%Y-%m-%d"), "value": series.to_numpy()})
    assert uw.forecast(frame).total == pytest.approx(expected)
    assert uw.forecast(frame.assign(time=series.index.date)).total == pytest.approx(expected)


def test_a_usage_is_forecast_from_its_whole_days():
    usage = uw.Usage.from_frame(log())
    forecast = uw.forecast(usage, horizon=7)
    assert forecast.measure == "cost"
    history = forecast.history
    assert history["mark"].tolist() == ["partial", *["measured"] * 58, "partial"]
    assert history["fitted"].isna().sum() == 2
    assert forecast.mean["time"].iloc[0] == pd.Timestamp("2026-04-30", tz="UTC")  # the running day
    assert forecast.total == pytest.approx(7 * 5.75)
    assert forecast.verdict == "reliable"


def test_the_forecast_of_a_usage_is_that_of_its_series():
    usage = uw.Usage.demo(days=60, requests=5_000)
    pd.testing.assert_frame_equal(uw.forecast(usage).mean, uw.forecast(usage.series("cost").iloc[1:]).mean)


def test_the_steps_of_a_series_of_a_usage_that_are_covered_in_part_are_left_out():
    usage = uw.Usage.from_frame(log())
    of_series, of_usage = uw.forecast(usage.series("requests")), uw.forecast(usage, measure="requests")
    pd.testing.assert_frame_equal(of_series.mean, of_usage.mean)
    pd.testing.assert_frame_equal(of_series.history, of_usage.history)


def test_filters_and_the_zone_of_a_usage_hold():
    usage = uw.Usage.from_frame(log(), time_zone="Asia/Tokyo")
    small = uw.forecast(usage.where(model="small"), measure="requests", horizon=10)
    assert small.total == pytest.approx(30)
    assert small.mean["time"].iloc[0] == pd.Timestamp("2026-04-30", tz="Asia/Tokyo")


def test_days_before_the_data_are_no_history():
    usage = uw.Usage.from_frame(log()).between("2025-01-01", "2026-04-20")
    history = uw.forecast(usage).history
    assert history["time"].iloc[0] == pd.Timestamp("2026-03-02", tz="UTC")
    assert history["mark"].tolist() == ["partial", *["measured"] * 48]


def test_days_before_the_first_request_in_view_are_no_history():
    frame = log()
    frame.loc[frame["start_time"] >= "2026-04-01", "model"] = "newcomer"
    history = uw.forecast(uw.Usage.from_frame(frame).where(model="newcomer")).history
    assert history["time"].iloc[0] == pd.Timestamp("2026-04-01", tz="UTC")


def test_days_without_a_request_are_zero_or_not_known():
    frame = log()
    frame = frame[~frame["start_time"].dt.strftime("%m-%d").isin(["04-01", "04-02"])]
    usage = uw.Usage.from_frame(frame)
    empty = pd.DatetimeIndex(["2026-04-01", "2026-04-02"], tz="UTC")
    for missing, value in (("zero", 0.0), ("unknown", np.nan)):
        fitted = uw.forecast(usage, missing=missing).history.set_index("time")["fitted"]
        assert fitted[empty].tolist() == pytest.approx([value, value], nan_ok=True)


def test_days_of_which_nothing_is_priced_are_not_known():
    forecast = uw.forecast(uw.Usage.from_frame(log(unpriced_days=(20, 21))), horizon=10)
    assert forecast.history["mark"].tolist().count("unknown") == 2
    assert forecast.total == pytest.approx(57.5, rel=0.01)
    assert "16 requests without a price" in forecast.explain()


@pytest.mark.parametrize("measure", ["users", "failure_rate", "latency_ms_mean", "cost_per_request"])
def test_what_does_not_add_up_has_an_average_and_no_total(measure):
    forecast = uw.forecast(uw.Usage.demo(days=60, requests=5_000), measure=measure)
    assert forecast.total is None
    assert forecast.total_interval == {}
    low, high = forecast.average_interval[95]
    assert low <= forecast.average <= high
    with pytest.raises(uw.InvalidArgument, match="adds up"):
        forecast.budget(10)


def test_a_share_stays_between_none_and_all():
    times = pd.date_range("2026-03-01", periods=60)
    forecast = uw.forecast(pd.Series(0.97 + 0.02 * np.sin(np.arange(60)), index=times), measure="cache_rate")
    assert forecast.intervals[95]["high"].max() <= 1
    assert forecast.average_interval[95][1] <= 1


def test_plain_numbers_have_no_currency():
    assert "$" not in uw.forecast(calm()).explain()
    assert "$" in uw.forecast(calm(), measure="cost").explain()


def test_a_known_change_is_entered_by_its_date():
    series = wild() * 0 + calm(noise=0.05)
    series.iloc[95:] *= 3
    plain, entered = uw.forecast(series), uw.forecast(series, events=[(series.index[95], "new team")])
    assert entered.backtest.within > plain.backtest.within or entered.verdict == "reliable" != plain.verdict
    assert entered.history["fitted"].iloc[0] == pytest.approx(3 * series.iloc[0], rel=0.1)
    assert entered.history["value"].iloc[0] == series.iloc[0]


def test_holidays_are_not_ordinary_days():
    series = calm()
    series[["2026-04-03", "2026-04-06", "2026-05-01"]] *= 0.1
    forecast = uw.forecast(series, holidays="DE")
    by_day = forecast.mean.set_index("time")["value"]
    assert by_day["2026-05-14"] < 0.2 * by_day["2026-05-07"]
    assert forecast.history.set_index("time")["fitted"][["2026-04-03", "2026-04-06"]].isna().all()


def test_it_is_shown_as_its_words_and_escaped():
    forecast = uw.forecast(calm(), events=[("2026-03-02", "<script>alert(1)</script>")])
    assert repr(forecast) == forecast.explain()
    assert "<script>" not in forecast._repr_html_()
    assert "&lt;script&gt;" in forecast._repr_html_()


def test_a_forecast_loads_no_library_that_it_does_not_need():
    asked = (
        "import sys, pandas as pd, usage_widgets as uw\n"
        "uw.forecast(pd.Series(100.0, index=pd.date_range('2026-01-01', periods=60)), horizon=7).explain('de')\n"
        "print(*{'scipy', 'statsmodels', 'holidays', 'matplotlib'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
