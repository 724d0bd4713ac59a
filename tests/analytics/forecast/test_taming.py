"""Values far from their surroundings."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.taming import tamed

USUAL = 100 + np.random.default_rng(2).normal(0, 5, 90)


def test_the_usual_stays_as_it_is():
    assert np.mean(tamed(USUAL) == USUAL) > 0.97


def test_a_day_of_twenty_times_is_drawn_in():
    spiked = USUAL.copy()
    spiked[40] = 2000
    assert 110 < tamed(spiked)[40] < 140


def test_a_new_level_is_believed():
    moved = USUAL * np.repeat([1.0, 3.0], 45)
    assert tamed(moved)[60:] == pytest.approx(moved[60:], rel=0.05)


def test_a_trend_is_left_alone():
    trend = np.linspace(100, 200, 90)
    assert tamed(trend)[14:] == pytest.approx(trend[14:])


def test_gaps_stay():
    assert np.isnan(tamed(np.array([1.0, np.nan, 2.0]))).tolist() == [False, True, False]
