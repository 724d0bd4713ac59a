"""The signs of unrest."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.ensemble import by_length
from usage_widgets.analytics.forecast.unrest import unrest

RNG = np.random.default_rng(5)
DAILY, COMMON, APART, LENGTH, GROWN, WEEKLY, SLOW, LEAN = 3, 4, 5, 6, 7, 9, 10, 11
DAY_TO_DAY = 9  # of hours


def seen_in(values, season=7):
    values = np.asarray(values, float)
    return unrest(values, by_length(values, 30, season), season)


def test_a_wilder_series_shows_more():
    noise = RNG.normal(0, 1, 120)
    calm, wild = (seen_in(100 * np.exp(size * noise)).signs for size in (0.02, 0.3))
    assert all(wild[[DAILY, COMMON, WEEKLY, SLOW]] > calm[[DAILY, COMMON, WEEKLY, SLOW]])


def test_the_size_is_the_recent_one():
    assert seen_in(np.repeat([100.0, 10.0], 90)).size == pytest.approx(15, abs=5)


def test_all_is_in_units_of_the_size():
    values = RNG.gamma(3, 1, 90)
    once, thousandfold = seen_in(values), seen_in(1000 * values)
    assert thousandfold.size == pytest.approx(1000 * once.size)
    assert thousandfold.signs == pytest.approx(once.signs)


def test_growth_is_seen():
    assert seen_in(np.linspace(1, 100, 90)).signs[GROWN] > 0.3
    assert seen_in(np.linspace(100, 1, 90)).signs[GROWN] < -0.3
    assert seen_in(np.full(90, 7.0)).signs[GROWN] == pytest.approx(0)


def test_surprises_from_above_lean_up():
    spikes = 10.0 + 50 * (RNG.random(120) < 0.1)
    assert seen_in(spikes).signs[LEAN] > 0.3
    assert seen_in(100 - spikes).signs[LEAN] < -0.3


def test_an_unquiet_weekday_gets_more_room():
    values = 10 * RNG.lognormal(0, 0.05, 126)
    values[6::7] *= RNG.lognormal(0, 0.5, 18)
    places = seen_in(values).places
    assert places[-1] == places.max() > 3 * places[:-1].max()
    assert places.mean() == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("spike", [30, 95, 119])
def test_one_wild_day_makes_no_unquiet_weekday(spike):
    values = 100 * np.random.default_rng(0).lognormal(0, 0.1, 120)
    values[spike] *= 20
    assert seen_in(values).places == pytest.approx(np.ones(7), abs=0.06)


def test_one_wild_day_does_not_change_what_is_common():
    calm = 100 * np.random.default_rng(0).lognormal(0, 0.1, 120)
    wild = np.where(np.arange(120) == 80, 20 * calm, calm)
    before, after = seen_in(calm).signs, seen_in(wild).signs
    assert after[COMMON] == pytest.approx(before[COMMON], abs=0.3)
    assert after[LEAN] == pytest.approx(before[LEAN], abs=0.5)
    assert after[DAILY] > before[DAILY] + 0.5


def test_days_that_differ_are_told_from_hours_that_do():
    day = np.resize(1.5 + np.cos(np.arange(24) / 4), 24 * 35)
    hourly = day * RNG.lognormal(0, 0.3, len(day))
    daily = day * np.repeat(RNG.lognormal(0, 0.3, 35), 24)
    by_hours, by_days = (seen_in(values, 168).signs for values in (hourly, daily))
    assert by_hours[DAILY] > by_days[DAILY]
    assert by_hours[DAY_TO_DAY] < by_days[DAY_TO_DAY] - 1


def test_hours_and_totals_are_told_apart():
    values = RNG.gamma(3, 1, 400)
    kinds = {season: seen_in(values, season).signs[1:3].tolist() for season in (1, 7, 24, 168)}
    assert kinds == {1: [0, 1], 7: [0, 0], 24: [0, 0], 168: [1, 0]}
    assert [seen_in(values, season).sort for season in (1, 7, 24, 168)] == ["long", "long", "hours", "hours"]


def test_nothing_is_no_unrest():
    assert seen_in(np.zeros(60)).size == 0


def test_a_short_history_shows_fewer_signs():
    assert len(seen_in([1, 2, 3]).signs) < len(seen_in(np.arange(60)).signs)


def test_longer_is_more():
    assert seen_in(np.arange(28)).signs[LENGTH] == pytest.approx(np.log(4))


def test_what_is_not_known_makes_no_history_longer():
    values = np.full(120, np.nan)
    values[[5, 60, 119]] = [1.0, 2.0, 3.0]
    few = seen_in(values)
    assert few.sort == "short"
    assert few.signs[LENGTH] == pytest.approx(np.log(3 / 7))
