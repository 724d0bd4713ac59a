"""The Theta method, as statsmodels has it."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.tsa.forecasting.theta import ThetaModel

from usage_widgets.analytics.forecast.smoothing import levels
from usage_widgets.analytics.forecast.theta import theta

RNG = np.random.default_rng(8)
SERIES = [100 + 0.7 * np.arange(90) + RNG.normal(0, 5, 90), RNG.normal(0, 3, 60).cumsum(), RNG.gamma(2, 10, 30)]


@pytest.mark.parametrize("values", SERIES)
def test_as_statsmodels(values):
    theirs = ThetaModel(values, deseasonalize=False, period=7).fit(use_mle=False)
    weight = theirs.params["alpha"]
    level = float(levels(values, np.array([weight]), start=values[0])[-1, 0])
    assert theta(values, level, weight, 30) == pytest.approx(np.asarray(theirs.forecast(30)), rel=1e-6)


def test_half_the_slope_goes_on():
    assert np.diff(theta(np.arange(10.0), 9.0, 1.0, 4)) == pytest.approx([0.5, 0.5, 0.5])


def test_a_weight_of_nothing_trails_nothing():
    assert theta(np.arange(10.0), 4.0, 0.0, 2) == pytest.approx([4.0, 4.5])
