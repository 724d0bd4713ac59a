"""Bands of steps and of totals."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from usage_widgets.analytics.forecast.calibration import LEVELS, SIDES, STEPS, TOTALS, Constants, distances
from usage_widgets.analytics.forecast.methods import outlook
from usage_widgets.analytics.forecast.spread import CalibratedSpread
from usage_widgets.analytics.forecast.unrest import Unrest

NORMAL = NormalDist()


def normal_spread(mean=100.0, *, low=1.0, high=1.0, steps=30, floor=None, ceiling=None, places=(1.0,)):
    """Bands of a normal distribution: one standard deviation is `low` below and `high` above, at every distance."""
    deviates = np.log([NORMAL.inv_cdf(0.5 + level / 200) for level in LEVELS])
    table = {
        side: [np.tile((deviates + np.log(size))[None, :, None], (len(ranges), 1, 1)) for ranges in (STEPS, TOTALS)]
        for side, size in zip(SIDES, (low, high), strict=True)
    }
    constants = Constants(
        {side: found[0] for side, found in table.items()}, {side: found[1] for side, found in table.items()}
    )
    return CalibratedSpread(
        np.full(steps, mean), Unrest(1.0, np.ones(1), np.array(places), "long"), constants, floor, ceiling
    )


@pytest.mark.parametrize("level", [50, 68, 80, 90, 95, 99])
def test_any_level_of_a_normal_distribution(level):
    low, high = normal_spread(low=2, high=3).steps(level)
    far = NORMAL.inv_cdf(0.5 + level / 200)
    assert low == pytest.approx(np.full(30, 100 - 2 * far), abs=0.15)
    assert high == pytest.approx(np.full(30, 100 + 3 * far), abs=0.15)


def test_a_total_of_errors_that_stay():
    low, high = normal_spread().total(95, 30)
    assert (low, high) == pytest.approx((3000 - 30 * 1.96, 3000 + 30 * 1.96), rel=1e-4)


@pytest.mark.parametrize("level", [50, 80, 95, 99])
def test_the_probability_is_the_inverse_of_the_band(level):
    spread = normal_spread(low=2, high=3)
    low, high = spread.total(level, 14)
    assert spread.probability_above(high, 14) == pytest.approx(0.5 - level / 200)
    assert spread.probability_above(low, 14) == pytest.approx(0.5 + level / 200)


def test_beyond_the_last_level_it_goes_on_falling():
    spread = normal_spread()
    chances = [spread.probability_above(3000 + 30 * far, 30) for far in (0, 1, 2, 3, 4, 6)]
    assert chances == pytest.approx([1 - NORMAL.cdf(far) for far in (0, 1, 2, 3, 4, 6)], abs=0.01)
    assert chances == sorted(chances, reverse=True)


def test_what_the_floor_saves_is_spent_above():
    low, high = normal_spread(1.0, floor=0.0).steps(95)
    assert low.max() == 0
    assert high == pytest.approx(np.full(30, 1 + NORMAL.inv_cdf(0.95)), abs=0.05)


def test_nothing_leaves_the_floor_and_the_ceiling():
    spread = normal_spread(0.5, floor=0.0, ceiling=1.0)
    low, high = spread.steps(95)
    assert (low.min(), high.max()) == (0, 1)
    assert spread.total(95, 10) == (0, 10)
    assert [spread.probability_above(amount, 10) for amount in (-1, 10)] == [1, 0]


def test_an_unquiet_place_gets_more_room():
    low, high = normal_spread(places=(1.0, 3.0)).steps(95)
    assert (high - low)[1] == pytest.approx(3 * (high - low)[0])


def test_one_wild_day_leaves_the_weekdays_alike():
    """But for the growth with the distance, which is the same from week to week."""
    values = 100 * np.random.default_rng(0).lognormal(0, 0.1, 120)
    values[95] *= 20
    low, high = outlook(values, 30).spread.steps(95)
    week = (high - low)[21:28]
    assert week.max() < 1.1 * week.min()


def test_no_size_no_doubt():
    spread = CalibratedSpread(
        np.zeros(5), Unrest(0.0, np.zeros(0), np.ones(7), "long"), normal_spread().constants, 0.0, None
    )
    assert spread.total(95, 5) == (0, 0)
    assert spread.steps(95)[1].tolist() == [0] * 5
    assert [spread.probability_above(amount, 5) for amount in (-1, 0, 1)] == [1, 0, 0]


def test_errors_grow_by_a_power_between_what_was_learnt_and_go_on_so_beyond():
    weights = np.log([1.0, 2.0, 4.0])[:, None, None]
    found = distances(weights, np.ones(1), np.array([1.0, 4.0, 64.0]), np.array([1.0, 2.0, 4.0, 64.0, 128.0, 256.0]))
    assert found[:, 0] == pytest.approx([1, 2**0.5, 2, 4, 4 * 2**0.25, 4 * 4**0.25])


def test_every_level_is_wider_than_a_lower_one():
    weights = np.log([[3.0, 2.0, 50.0, 40.0]])[:, :, None].repeat(2, axis=0)
    found = distances(weights, np.ones(1), np.array([1.0, 2.0]), np.ones(1))[0]
    assert found == pytest.approx([3, 3 * 80 / 50, 50, 50 * 99 / 95])
