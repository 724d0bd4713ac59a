"""A trend is a range that excludes zero and a change that matters."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t as student

from usage_widgets.analytics.forecast.trend import LEAST_ROUNDS, MOST_ROUNDS, SURE, trend_of

from .series import weekday_series


def test_by_hand():
    found = trend_of(np.array([9.0, 10, 10, 11]), 1)
    assert (found.rounds, found.change) == (4, pytest.approx(0.06))
    left = 0.01**2 + 0.03**2 + 0.03**2 + 0.01**2
    assert found.high - found.change == pytest.approx(4.302653 * np.sqrt(left / 2 / 5))


@pytest.mark.parametrize(("growth", "direction"), [(1.005, "rising"), (0.995, "falling"), (1.0, "flat")])
def test_growth_by_the_day_is_seen_in_its_weeks(growth, direction):
    values = weekday_series(84, noise=0.05).to_numpy() * growth ** np.arange(84)
    found = trend_of(values, 7)
    assert found.direction == direction
    assert found.rounds == 12
    assert found.low <= found.change <= found.high


def test_weekdays_make_no_trend():
    for days in range(28, 42):
        assert trend_of(weekday_series(days, noise=0).to_numpy(), 7).direction == "flat"


def test_a_change_that_is_sure_but_small_is_flat():
    found = trend_of(np.linspace(100, 104, 12), 1)
    assert found.low > 0
    assert found.direction == "flat"


def test_noise_is_flat():
    random = np.random.default_rng(1)
    named = sum(trend_of(random.lognormal(0, 0.3, 84), 7).direction != "flat" for _ in range(200))
    assert named < 20


@pytest.mark.parametrize("values", [np.full(60, 5.0), np.zeros(60), np.array([1.0, 2, 3])])
def test_what_has_no_direction_is_flat(values):
    assert trend_of(values, 7).direction == "flat"


def test_fewer_than_four_weeks_do_not_tell():
    assert trend_of(np.arange(27.0), 7).rounds == 0
    assert trend_of(np.arange(28.0), 7).rounds == 4


def test_weeks_that_are_not_known_are_left_out():
    values = weekday_series(84, noise=0).to_numpy() * 1.01 ** np.arange(84)
    whole = trend_of(values, 7).change
    values[21:35] = np.nan
    assert trend_of(values, 7).change == pytest.approx(whole, rel=0.1)
    values[:70] = np.nan
    assert trend_of(values, 7).rounds == 0
    assert trend_of(np.full(84, np.nan), 7).rounds == 0


def test_below_zero_the_change_is_told_as_well():
    found = trend_of(-100.0 - np.arange(60.0), 7)
    assert found.direction == "falling"
    assert found.low <= found.change <= found.high < 0


def test_how_sure_is_by_students_t():
    degrees = np.arange(LEAST_ROUNDS, MOST_ROUNDS + 1) - 2
    assert pytest.approx(student.ppf(0.975, degrees), abs=1e-6) == SURE
