"""Steps that are known to be larger or smaller keep their shape."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.methods import outlook
from usage_widgets.analytics.forecast.scaled import scaled

from .series import weekday_series


@pytest.fixture
def plain():
    return outlook(weekday_series(90, noise=0.2).to_numpy(), 14)


def test_one_changes_nothing(plain):
    assert scaled(plain, np.ones(14)) is plain


def test_twice_is_twice_everywhere(plain):
    twice = scaled(plain, np.full(14, 2.0))
    assert twice.mean == pytest.approx(2 * plain.mean)
    assert np.array(twice.spread.steps(80)) == pytest.approx(2 * np.array(plain.spread.steps(80)))
    assert twice.spread.total(95, 10) == pytest.approx([2 * edge for edge in plain.spread.total(95, 10)])
    amount = plain.total() * 0.95
    assert twice.spread.probability_above(2 * amount, 14) == pytest.approx(plain.spread.probability_above(amount, 14))


def test_a_total_grows_as_its_steps_do(plain):
    later = scaled(plain, np.repeat([1.0, 3.0], 7))
    assert later.spread.total(95, 7) == pytest.approx(plain.spread.total(95, 7))
    growth = later.total() / plain.total()
    assert later.spread.total(95, 14) == pytest.approx([growth * edge for edge in plain.spread.total(95, 14)])


def test_nothing_left_is_passed_by_nothing(plain):
    none = scaled(plain, np.zeros(14))
    assert none.total() == 0
    assert none.spread.probability_above(1, 14) == 0
    assert none.spread.total(95, 14) == (0, 0)


def test_nothing_exceeds_the_ceiling():
    plain = outlook(np.full(60, 0.8) + 0.05 * np.sin(np.arange(60)), 14, ceiling=1.0)
    more = scaled(plain, np.repeat([1.0, 3.0], 7), 1.0)
    assert more.mean[:7] == pytest.approx(plain.mean[:7])
    assert more.mean[7:] == pytest.approx(np.ones(7), abs=1e-9)
    for level in (50, 80, 95):
        assert np.max(more.spread.steps(level)) <= 1
        low, high = more.spread.total(level, 14)
        assert low <= more.total() <= high <= 14
    assert more.spread.probability_above(14, 14) == 0
