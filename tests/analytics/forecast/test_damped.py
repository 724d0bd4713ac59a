"""Holt's damped trend, as statsmodels has it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from statsmodels.tsa.holtwinters import Holt

from usage_widgets.analytics.forecast.damped import damped_trend, followed

VALUES = 20 + 0.5 * np.arange(60) + np.random.default_rng(3).normal(0, 2, 60)


@pytest.mark.parametrize(("level_weight", "slope_weight"), [(0.1, 0.0), (0.3, 0.2), (0.7, 0.05)])
def test_as_statsmodels_with_the_same_weights(level_weight, slope_weight):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = Holt(VALUES, damped_trend=True, initialization_method="known", initial_level=20.0, initial_trend=0.0)
        theirs = model.fit(
            smoothing_level=level_weight, smoothing_trend=slope_weight, damping_trend=0.98, optimized=False
        )
    level, slope, squared = followed(VALUES, 20.0, np.array([level_weight]), np.array([level_weight * slope_weight]))
    path = level[0] + slope[0] * np.cumsum(0.98 ** np.arange(1.0, 31))
    assert path == pytest.approx(theirs.forecast(30), rel=1e-6)
    assert squared[0] == pytest.approx(theirs.sse, rel=1e-6)


def test_a_trend_goes_on_and_fades():
    steps = np.diff(damped_trend(VALUES, 20.0, 60))
    assert 0.3 < steps[0] < 0.6
    assert steps[-1] == pytest.approx(steps[0] * 0.98**58)


def test_a_flat_series_stays_flat():
    assert damped_trend(np.array([5.0, np.nan, 5.0, 5.0]), 5.0, 3).tolist() == [5, 5, 5]
