"""Series that mostly are zero."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.rare import followed_uses, is_rare


@pytest.mark.parametrize(
    ("values", "rare"),
    [
        ([0, 0, 5, 0, 0, 0, 7, 0, 0, 6], True),
        ([5, 0, 6, 7, 0, 5], False),
        ([0, 0, 0, 0, 0, 0, 5, 6, 5], False),  # begun
        ([5, 6, 5, 0, 0, 0, 0, 0, 0], False),  # ended
        ([5, np.nan, np.nan, np.nan, np.nan, 6], False),  # not known is not zero
        ([0, 0, 0, 0], False),
        ([np.nan, np.nan], False),
    ],
)
def test_most_are_zero_while_it_is_used(values, rare):
    assert is_rare(np.array(values, float)) is rare


def test_how_often_times_how_much():
    values = np.resize([0.0, 0, 0, 8], 400)
    assert followed_uses(values, 7)[-8:].mean() == pytest.approx(2, rel=0.1)


def test_two_cycles_without_use_halve_what_is_expected():
    values = np.concatenate([np.resize([0.0, 8], 140), np.zeros(14)])
    expected = followed_uses(values, 7)
    assert len(expected) == 155
    assert expected[-1] == pytest.approx(expected[140] / 2)


def test_no_expectation_knows_its_own_value():
    values = np.resize([0.0, 0, 5], 60)
    changed = values.copy()
    changed[40] += 3
    assert followed_uses(values, 7)[39] == pytest.approx(followed_uses(changed, 7)[39], rel=0.1)


def test_a_use_of_twenty_times_is_drawn_in():
    values = np.resize([0.0, 0, 5, 0, 0, 6], 120)
    spiked = np.where(np.arange(120) == 116, 20 * values, values)
    assert followed_uses(spiked, 7)[-1] == pytest.approx(followed_uses(values, 7)[-1], rel=0.15)


def test_what_is_not_known_changes_nothing():
    values = np.resize([0.0, 0, 5], 60)
    followed = followed_uses(np.concatenate([values, [np.nan] * 5]), 7)
    assert followed[-5:] == pytest.approx(np.full(5, followed[-1]))
