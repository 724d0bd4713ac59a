"""A check knows only what was known then."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from usage_widgets.analytics.forecast.backtest import backtest
from usage_widgets.analytics.forecast.events import read_events
from usage_widgets.analytics.forecast.prediction import Plan
from usage_widgets.analytics.forecast.public_holidays import read_holidays

from .series import history_of, weekday_series


def test_eight_checks_spread_over_the_history():
    history = history_of(weekday_series(182))
    found = backtest(Plan(), history, 30)
    assert (found.checks, found.steps) == (8, 30)
    assert found.frame["time"].iloc[-1] == history.times[-30]
    assert found.frame["time"].is_monotonic_increasing
    assert found.hits == 8
    assert found.within == 1.0
    assert found.typical_error < 0.05
    assert 0 < found.mase < 1.5


def test_a_check_by_hand():
    history = history_of(pd.Series([10.0] * 28 + [20.0] * 14, index=pd.date_range("2026-03-02", periods=42)))
    found = backtest(Plan(method="seasonal_naive"), history, 14)
    last = found.frame.iloc[-1]
    assert (last["total"], last["actual"], last["error"], last["within"]) == (140, 280, -0.5, False)
    assert found.frame["within"].sum() == found.hits < found.checks


@pytest.mark.parametrize(("level", "within"), [(10.9, True), (11.2, False), (9.2, True), (9.0, False)])
def test_within_ten_percent_is_of_what_came(level, within):
    series = pd.Series([10.0] * 46 + [level] * 14, index=pd.date_range("2026-03-02", periods=60))
    last = backtest(Plan(), history_of(series), 14).frame.iloc[-1]
    assert last["error"] == pytest.approx(10 / level - 1)
    assert last["within"] == within


@pytest.mark.parametrize("method", ["auto", "linear", "exponential_smoothing", "seasonal_naive"])
def test_what_comes_later_does_not_change_a_check(method):
    series = weekday_series(120, noise=0.2)
    other = series.copy()
    other.iloc[100:] *= 50
    events = read_events([(series.index[60], "step"), (series.index[100], "more")], None)
    plan = Plan(method, events=events, holidays=read_holidays("DE", series.index))
    before, after = (backtest(plan, history_of(given), 10).frame.set_index("time") for given in (series, other))
    early = before.index <= series.index[90]
    assert early.sum() >= 3
    pd.testing.assert_frame_equal(before[early], after[early])
    assert not before[~early]["actual"].equals(after[~early]["actual"])


def test_a_short_history_is_checked_on_fewer_steps():
    found = backtest(Plan(), history_of(weekday_series(45)), 30)
    assert found.steps == 15
    assert set(found.frame["steps"]) == {15}


def test_under_two_weeks_there_is_no_check():
    found = backtest(Plan(), history_of(weekday_series(13)), 30)
    assert (found.checks, found.within, found.typical_error, found.mase) == (0, None, None, None)
    assert found.frame.columns.tolist() == ["time", "steps", "total", "actual", "error", "within"]


def test_unknown_steps_count_in_neither_total():
    series = weekday_series(120, noise=0)
    series.iloc[[95, 100, 110]] = np.nan
    found = backtest(Plan(), history_of(series), 30)
    assert found.checks == 8
    assert found.frame["error"].abs().max() < 0.02


def test_a_stretch_without_values_is_no_check():
    series = weekday_series(120)
    series.iloc[60:] = np.nan
    assert backtest(Plan(), history_of(series), 30).frame["time"].max() < series.index[60]


def test_all_zeros_are_hit_and_not_scaled():
    found = backtest(Plan(), history_of(weekday_series(60) * 0), 7)
    assert found.within == 1.0
    assert found.mase is None


def test_a_total_of_zero_is_hit_by_zero_alone():
    series = weekday_series(60)
    series.iloc[53:] = 0.0
    found = backtest(Plan(), history_of(series), 7)
    assert not found.frame["within"].iloc[-1]
    assert found.frame["error"].iloc[-1] == np.inf


def test_a_known_change_of_unknown_size_is_no_miss_of_earlier_checks():
    series = weekday_series(180, noise=0.03)
    series.iloc[120:] *= 3
    plain, known = (
        backtest(Plan(events=read_events(given, None)), history_of(series), 30)
        for given in ([], [(series.index[120], "new team")])
    )
    assert plain.hits < plain.checks == 8
    across = (plain.frame["time"] <= series.index[120]) & (plain.frame["time"] > series.index[90])
    assert known.checks == 8 - across.sum() < 8
    assert not known.frame["time"].isin(plain.frame["time"][across]).any()
