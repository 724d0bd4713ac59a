"""When ±10 % is promised, and the one reason why not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from usage_widgets.analytics.forecast.backtest import backtest
from usage_widgets.analytics.forecast.prediction import Plan
from usage_widgets.analytics.forecast.trust import PROBABLE, trust_in

from .series import history_of, weekday_series


def judged(series, horizon=30, method="auto"):
    history, plan = history_of(series), Plan(method)
    return trust_in(history, plan.predict(history, horizon), backtest(plan, history, horizon))


def test_a_calm_series_is_promised():
    found = judged(weekday_series(120, noise=0.03))
    assert (found.verdict, found.reason) == ("reliable", "calm")
    assert found.variation < 0.06


def test_a_wild_one_is_not():
    wild = weekday_series(120) * np.repeat(np.random.default_rng(2).lognormal(0, 0.6, 18), 7)[:120]
    found = judged(wild)
    assert (found.verdict, found.reason) == ("unreliable", "varies")
    assert found.variation > 0.2


def test_two_weeks_are_needed():
    assert judged(weekday_series(13)).reason == "short"
    assert judged(weekday_series(13)).verdict == "too_short"
    assert judged(weekday_series(14)).verdict != "too_short"


def test_three_weeks_tell_how_much_it_varies():
    assert judged(weekday_series(20), horizon=7).reason == "few"
    assert judged(weekday_series(21), horizon=7).reason == "calm"


def test_a_long_frame_of_three_known_days_is_told_as_what_it_is():
    series = weekday_series(120)
    series[~np.isin(np.arange(120), [4, 60, 119])] = np.nan
    found = judged(series)
    assert (found.verdict, found.reason) == ("unreliable", "few")
    assert np.isnan(found.variation)


def test_nothing_above_zero_tells_nothing():
    assert judged(weekday_series(60) * 0).reason == "untold"


def test_a_method_that_misses_is_not_promised():
    rising = weekday_series(180, noise=0.0) * 1.012 ** np.arange(180)
    found = judged(rising, method="seasonal_naive")
    assert (found.verdict, found.reason) == ("unreliable", "missed")


@pytest.mark.parametrize(("hits", "reason"), [(8, "calm"), (6, "calm"), (5, "missed"), (4, "missed")])
def test_two_of_three_checks_must_have_landed(hits, reason):
    history, plan = history_of(weekday_series(120, noise=0.03)), Plan()
    checked = backtest(plan, history, 30)
    assert checked.checks == 8
    frame = checked.frame.assign(within=np.arange(8) < hits)
    assert trust_in(history, plan.predict(history, 30), replace(checked, frame=frame)).reason == reason


def test_further_than_the_history_goes_back_is_not_promised():
    series = weekday_series(60, noise=0.01)
    assert judged(series, horizon=60).verdict == "reliable"
    assert judged(series, horizon=61).reason == "far"


def test_calm_weeks_promise_nothing_of_unquiet_days():
    series = weekday_series(120, noise=0.08)
    assert judged(series, horizon=7).reason == "calm"
    found = judged(series, horizon=1)
    assert (found.verdict, found.reason) == ("unreliable", "wide")
    assert found.chance < 0.9
    assert judged(weekday_series(120, noise=0.02), horizon=1).verdict == "reliable"


def test_a_calm_series_whose_range_is_wide_is_not_promised():
    found = judged(weekday_series(35, noise=0.1, seed=1) * np.linspace(1, 1.3, 35))
    assert found.variation < 0.06
    assert found.chance < PROBABLE
    assert (found.verdict, found.reason) == ("unreliable", "wide")


@pytest.mark.parametrize("level", [1e-9, 1.0, 1e12])
def test_the_unit_does_not_matter(level):
    assert judged(weekday_series(90, noise=0.03, level=level)).verdict == "reliable"
