"""How much a series moves from week to week."""

from __future__ import annotations

import math

import numpy as np
import pytest

from usage_widgets.analytics.forecast.volatility import cycle_totals, is_predictable, weekly_variation


def test_by_hand():
    totals = np.array([100.0, 110.0, 90.0, 100.0])
    moves = np.diff(np.log(totals + 1))
    expected = math.sqrt(sum((move - moves.mean()) ** 2 for move in moves) / 2) / math.sqrt(2)
    assert weekly_variation(np.repeat(totals / 7, 7)) == pytest.approx(expected)


def test_steady_growth_is_not_unrest():
    assert weekly_variation(np.repeat(1.1 ** np.arange(8), 7)) == pytest.approx(0, abs=2e-3)


def test_the_size_does_not_matter():
    values = np.random.default_rng(6).gamma(5, 1, 70)
    assert weekly_variation(1e9 * values) == pytest.approx(weekly_variation(values))


def test_a_week_of_nothing_is_a_large_move_but_not_an_endless_one():
    assert 1 < weekly_variation(np.repeat([10.0, 10.0, 0.0, 10.0, 10.0], 7)) < 5


@pytest.mark.parametrize("values", [np.ones(20), np.zeros(70), np.full(70, np.nan), np.full(70, -1.0)])
def test_untold(values):
    assert math.isnan(weekly_variation(values))
    assert not is_predictable(values)


def test_weeks_are_counted_back_from_the_last_day():
    assert cycle_totals(np.array([99.0, *np.ones(14)]), 7).tolist() == [7, 7]


def test_a_week_known_by_half_is_filled_up_and_one_known_less_is_not():
    week = np.ones(7)
    assert cycle_totals(np.concatenate([np.where(np.arange(7) < 4, week, np.nan), week]), 7).tolist() == [7, 7]
    assert np.isnan(cycle_totals(np.concatenate([np.where(np.arange(7) < 3, week, np.nan), week]), 7)[0])


def test_weeks_and_months_are_totals_themselves():
    assert cycle_totals(np.arange(5.0), 1).tolist() == cycle_totals(np.arange(5.0), 12).tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("deviation", "promised"), [(0.02, True), (0.2, False)])
def test_the_gate(deviation, promised):
    weeks = np.random.default_rng(9).lognormal(0, deviation, 26)
    assert is_predictable(np.repeat(weeks, 7)) is promised
