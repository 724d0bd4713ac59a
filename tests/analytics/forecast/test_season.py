"""The profile of a cycle."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.season import Profile, cycles, known_mean, known_median, shrunk_profile

WEEK = np.array([1.2, 1.3, 1.1, 1.2, 1.2, 0.6, 0.4])


def test_a_clean_season_is_found_whole():
    profile = shrunk_profile(50 * np.resize(WEEK, 56), 7)
    assert profile.factor
    assert profile.places == pytest.approx(WEEK, abs=1e-9)


def test_chance_is_not_a_season():
    flat = np.random.default_rng(1).gamma(4, 25, 56)
    busy = flat * np.resize(WEEK, 56)
    assert np.ptp(shrunk_profile(flat, 7).places) < 0.4 * np.ptp(shrunk_profile(busy, 7).places)


def test_one_cycle_counts_half():
    assert shrunk_profile(WEEK, 7).places == pytest.approx(1 + (WEEK - 1) / 2)


def test_a_growing_level_is_no_season():
    grown = 50 * np.resize(WEEK, 56) * np.repeat(1.2 ** np.arange(8), 7)
    assert shrunk_profile(grown, 7).places == pytest.approx(WEEK, abs=1e-9)


def test_a_holiday_moves_no_weekday():
    values = 50 * np.resize(WEEK, 56)
    values[21] = 0
    assert shrunk_profile(values, 7).places[0] == pytest.approx(WEEK[0], abs=0.02)


def test_signed_values_get_terms():
    profile = shrunk_profile(np.resize([-3.0, 1.0, 2.0], 24), 3)
    assert not profile.factor
    assert profile.places == pytest.approx([-3, 1, 2])


def test_the_past_and_the_future_meet():
    profile = Profile(np.array([1.0, 2.0, 3.0]), factor=True)
    assert profile.of_history(4).tolist() == [3, 1, 2, 3]
    assert profile.of_future(4).tolist() == [1, 2, 3, 1]


def test_a_place_of_almost_nothing_tells_nothing_of_the_level():
    removed = Profile(np.array([1.9, 0.1]), factor=True).removed_from(np.array([19.0, 5.0]))
    assert removed[0] == pytest.approx(10)
    assert np.isnan(removed[1])


def test_what_is_known():
    table = np.array([[1.0, np.nan, 3.0, 8.0], [np.nan] * 4, [2.0, 4.0, np.nan, np.nan]])
    assert known_median(table)[[0, 2]].tolist() == [3, 3]
    assert known_mean(table, axis=1)[[0, 2]].tolist() == [4, 3]
    assert np.isnan(known_median(table)[1])
    assert np.isnan(known_mean(table, axis=1)[1])


def test_cycles_end_with_the_last_value():
    assert cycles(np.arange(5.0), 3)[1].tolist() == [2, 3, 4]
