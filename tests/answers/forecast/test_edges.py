"""Series as they come: gaps, spikes, zeros, credits, hours that are missing or come twice."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw

from .series import calm, log

METHODS = ["auto", "linear", "exponential_smoothing", "seasonal_naive"]


def checked(series, **options):
    """A forecast whose numbers are all finite and in order."""
    forecast = uw.forecast(series, **options)
    for level, frame in forecast.intervals.items():
        assert np.isfinite(frame[["low", "high"]].to_numpy()).all()
        assert (frame["low"] <= forecast.mean["value"] + 1e-9).all()
        assert (frame["high"] >= forecast.mean["value"] - 1e-9).all()
        assert forecast.total_interval[level][0] <= forecast.total + 1e-6
        assert forecast.total_interval[level][1] >= forecast.total - 1e-6
    assert np.isfinite(forecast.mean["value"]).all()
    assert "nan" not in forecast.explain().lower()
    assert "nan" not in forecast.explain("de").lower().split()
    return forecast


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("days", [3, 5, 7, 13, 14, 15, 27, 28, 60])
def test_short_histories(method, days):
    forecast = checked(calm(days), method=method)
    assert (forecast.verdict == "too_short") == (days < 14)


@pytest.mark.parametrize("method", METHODS)
def test_a_constant_stays(method):
    forecast = checked(pd.Series(7.0, index=pd.date_range("2026-03-01", periods=60)), method=method)
    assert forecast.total == pytest.approx(210)
    assert (forecast.verdict, forecast.trend) == ("reliable", "flat")


@pytest.mark.parametrize("method", METHODS)
def test_nothing_but_zeros_stays_zero_and_is_no_promise(method):
    forecast = checked(pd.Series(0.0, index=pd.date_range("2026-03-01", periods=60)), method=method)
    assert forecast.total == 0
    assert (forecast.verdict, forecast.trend) == ("unreliable", "flat")


def test_one_spike_does_not_carry_over():
    series, plain = calm(), checked(calm())
    series.iloc[100] *= 20
    assert checked(series).total == pytest.approx(plain.total, rel=0.3)


@pytest.mark.parametrize("method", METHODS)
def test_never_below_zero_what_never_was(method):
    falling = pd.Series(np.linspace(500, 1, 90), index=pd.date_range("2026-03-01", periods=90))
    forecast = checked(falling, method=method, horizon=60)
    assert forecast.mean["value"].min() >= 0
    assert forecast.intervals[95]["low"].min() >= 0
    assert forecast.total_interval[95][0] >= 0


@pytest.mark.parametrize("method", METHODS)
def test_credits_may_go_below_zero(method):
    series = pd.Series(np.tile([-5.0, -4, -6, -5, -4, -1, 1], 10), index=pd.date_range("2026-03-02", periods=70))
    assert checked(series, method=method, horizon=7).total < -15


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("missing", ["zero", "unknown"])
def test_days_that_are_missing(method, missing):
    series = calm().drop(calm().index[[30, 31, 32, 33, 60, 90, 119 - 14]])
    forecast = checked(series, method=method, missing=missing)
    assert forecast.history["mark"].tolist().count("filled" if missing == "zero" else "unknown") == 7


@pytest.mark.parametrize("method", METHODS)
def test_days_whose_value_is_not_known(method):
    series = calm()
    series.iloc[[0, 10, 40, 41, 42, 43, 44, 45, 46, 119]] = np.nan
    forecast = checked(series, method=method)
    assert forecast.history["mark"].tolist().count("unknown") == 9
    assert forecast.mean["time"].iloc[0] == series.index[-1] + pd.DateOffset(days=1)
    assert forecast.total == pytest.approx(checked(calm(), method=method).total, rel=0.1)


def test_a_gap_of_weeks_is_known_or_not():
    series = calm().drop(calm().index[50:80])
    assert checked(series, missing="unknown").total == pytest.approx(uw.forecast(calm()).total, rel=0.05)


def test_order_and_doubles():
    shuffled = calm().sample(frac=1, random_state=1)
    assert uw.forecast(shuffled).total == uw.forecast(calm()).total
    halves = pd.concat([calm() / 2, calm() / 2])
    assert uw.forecast(halves).total == pytest.approx(uw.forecast(calm()).total)


def test_hours_are_summed_to_days_and_days_in_part_left_out():
    hours = pd.Series(2.0, index=pd.date_range("2026-03-01 06:00", periods=24 * 40, freq="h", tz="Europe/Berlin"))
    forecast = checked(hours, horizon=10)
    assert forecast.total == pytest.approx(480, rel=0.01)
    marks = forecast.history["mark"].tolist()
    assert (marks[0], marks[-1], marks.count("measured")) == ("partial", "partial", len(marks) - 2)
    assert forecast.mean["time"].iloc[0] == forecast.history["time"].iloc[-1]


def test_the_night_of_summer_time_is_a_day_like_others():
    series = calm(zone="Europe/Berlin", start="2025-12-01")  # ends on March 30, the day after
    forecast = checked(series.iloc[:-2])
    assert forecast.mean["time"].dt.strftime("%m-%d %H:%M").tolist()[:3] == [
        "03-29 00:00",
        "03-30 00:00",
        "03-31 00:00",
    ]
    assert forecast.mean["time"].diff().iloc[1] == pd.Timedelta(hours=23)


def test_hours_go_on_through_the_autumn_night():
    times = pd.date_range("2026-10-10", "2026-10-25 01:00", freq="h", tz="Europe/Berlin")
    forecast = checked(pd.Series(5.0, index=times), every="hour", horizon=4)
    assert forecast.mean["time"].dt.strftime("%H:%M %z").tolist() == [
        *("02:00 +0200", "02:00 +0100", "03:00 +0100", "04:00 +0100"),
    ]
    assert forecast.total == pytest.approx(20)


@pytest.mark.parametrize("size", [1e-9, 1e12])
def test_sizes(size):
    assert checked(calm() * size).total == pytest.approx(uw.forecast(calm()).total * size)


@pytest.mark.parametrize(
    "series",
    [
        pd.Series(dtype=float, index=pd.DatetimeIndex([])),
        pd.DataFrame({"time": pd.Series(dtype="datetime64[us]"), "value": pd.Series(dtype=float)}),
        calm(2),
        calm(60) * np.nan,
        pd.Series([1.0, 2.0] + [np.nan] * 20, index=pd.date_range("2026-03-01", periods=22)),
    ],
    ids=["empty series", "empty frame", "2 points", "nothing known", "2 known"],
)
def test_too_little_is_said(series):
    with pytest.raises(uw.NotEnoughHistory, match=r"needs at least 3 known points, and there are [02]"):
        uw.forecast(series)


def test_a_usage_of_nothing_is_too_little():
    usage = uw.Usage.from_frame(log())
    for view in (usage.where(model="none"), usage.between("2030-01-01"), uw.Usage.demo(days=3, requests=0)):
        with pytest.raises(uw.NotEnoughHistory, match="there are 0"):
            uw.forecast(view)


def test_a_usage_without_prices_says_that_they_are_missing():
    with pytest.raises(uw.NotEnoughHistory, match="give a price to the 80 requests without one"):
        uw.forecast(uw.Usage.from_frame(log(10, unpriced_days=range(10))))


def test_three_points_are_an_average():
    forecast = checked(pd.Series([1.0, 2.0, 6.0], index=pd.date_range("2026-03-01", periods=3)))
    assert forecast.total == pytest.approx(90)
    assert (forecast.verdict, forecast.made_by, forecast.backtest.checks) == ("too_short", "mean", 0)


def test_a_few_months_are_no_trend_however_they_rise():
    rising = pd.Series(np.arange(1.0, 8) * 100, index=pd.date_range("2025-01-01", periods=7, freq="MS"))
    forecast = checked(rising, every="month", horizon=3)
    assert (forecast.verdict, forecast.trend, forecast.trend_rule.rounds) == ("too_short", "flat", 0)
    assert checked(pd.concat([rising, rising.shift(7, freq="MS") + 700]), every="month").trend == "rising"


@pytest.mark.parametrize(
    "values",
    [
        pd.array([1, None, 3] * 10, dtype="Int64"),
        pd.array([True, None, False] * 10, dtype="boolean"),
        pd.array([1.5, None, 3] * 10, dtype="Float64"),
        np.array([1, pd.NA, Decimal("2.5")] * 10, dtype=object),
        np.array([1, None, np.nan] * 10, dtype=object),
        np.array([1, np.nan, 3] * 10, dtype="float32"),
    ],
    ids=["Int64", "boolean", "Float64", "objects", "None", "float32"],
)
def test_what_is_null_is_not_known(values):
    series = pd.Series(values, index=pd.date_range("2026-03-01", periods=30))
    marks = checked(series, horizon=3).history["mark"].tolist()
    assert marks.count("unknown") == series.iloc[: len(marks)].isna().sum()


@pytest.mark.parametrize("share", [3.2, -0.1])
def test_percentages_are_not_shares(share):
    shares = pd.Series([0.1, 0.2, share], index=pd.date_range("2026-03-01", periods=3))
    with pytest.raises(uw.InvalidArgument, match=rf"value: expected shares from 0 to 1.* got {share}\. Divide"):
        uw.forecast(shares, measure="failure_rate")


def test_what_are_no_times_is_said_without_advice_on_another_library():
    given = pd.DataFrame({"time": ["1/2/2026", "1/3/2026", "1/4/2026"], "value": [1, 2, 3]})
    with pytest.raises(uw.InvalidArgument, match="Time data 1/2/2026 is not ISO8601 format") as caught:
        uw.forecast(given)
    assert "passing `format`" not in str(caught.value)
    pairs = pd.MultiIndex.from_product([pd.date_range("2026-03-01", periods=3), [1]])
    with pytest.raises(uw.InvalidArgument, match="time: expected dates or times"):
        uw.forecast(pd.Series([1.0, 2, 3], index=pairs))
    with pytest.raises(uw.InvalidArgument, match="numbers"):
        uw.forecast(given.assign(time=pd.Series([1, 2, 3], dtype=object)))


def test_a_share_by_the_hour_stays_a_share_when_the_clocks_change():
    hours = pd.date_range("2026-10-01", "2026-10-24 23:00", freq="h", tz="Europe/Berlin")
    shares = pd.Series(0.9 + 0.1 * np.sin(np.arange(len(hours))), index=hours)
    made = uw.forecast(shares, measure="cache_rate", every="hour", horizon=30)
    assert made.average_interval[95][1] <= 1
