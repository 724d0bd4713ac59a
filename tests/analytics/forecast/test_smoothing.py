"""Simple exponential smoothing, by hand and as statsmodels does it."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.tsa.holtwinters import SimpleExpSmoothing

from usage_widgets.analytics.forecast.smoothing import best_weight, levels, smoothed, squared_errors

VALUES = 50 + np.random.default_rng(4).normal(0, 1, 120).cumsum() + np.random.default_rng(5).normal(0, 4, 120)


def theirs(weight=None):
    model = SimpleExpSmoothing(VALUES, initialization_method="known", initial_level=VALUES[0])
    return model.fit(smoothing_level=weight, optimized=weight is None)


def test_by_hand():
    found = levels(np.array([10.0, 20.0, 10.0]), np.array([0.5, 0.1]), start=10.0)
    assert found[:, 0].tolist() == [10, 10, 15, 12.5]
    assert found[:, 1] == pytest.approx([10, 10, 11, 10.9])


def test_what_is_not_known_leaves_the_level():
    assert levels(np.array([10.0, np.nan, 20.0]), np.array([0.5]), start=10.0)[:, 0].tolist() == [10, 10, 10, 15]


@pytest.mark.parametrize("weight", [0.05, 0.3, 0.9])
def test_as_statsmodels_with_the_same_weight(weight):
    found = levels(VALUES, np.array([weight]), start=VALUES[0])[:, 0]
    assert found[:-1] == pytest.approx(theirs(weight).fittedvalues, rel=1e-6)
    assert found[-1] == pytest.approx(theirs(weight).forecast(1)[0], rel=1e-6)


def test_errs_no_more_than_the_weight_of_statsmodels():
    found, weight = smoothed(VALUES)
    assert squared_errors(VALUES, found[:, None])[0] <= theirs().sse * (1 + 1e-6)
    assert weight == pytest.approx(theirs().params["smoothing_level"], abs=1e-3)


def test_a_level_that_jumps_is_followed_and_noise_is_not():
    assert best_weight(np.repeat([1.0, 9.0], 20), 1.0) > 0.9
    assert best_weight(np.resize([1.0, 9.0], 40), 5.0) < 0.05
