"""The methods that are chosen by name."""

from __future__ import annotations

import subprocess
import sys
import warnings

import numpy as np
import pytest
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from usage_widgets.analytics.forecast.chosen import exponential_smoothing, linear, seasonal_naive

VALUES = (
    40 + 0.2 * np.arange(70) + np.resize([5.0, 3, 1, 0, -1, -3, -5], 70) + np.random.default_rng(7).normal(0, 1, 70)
)


def test_the_last_cycle_comes_again():
    path = seasonal_naive(np.arange(10.0), 4, 3)
    assert path.mean.tolist() == [7, 8, 9, 7]
    assert path.errors[3:].tolist() == [3] * 7
    assert np.isnan(path.errors[:3]).all()


def test_a_gap_is_taken_from_the_cycle_before():
    assert seasonal_naive(np.array([1.0, 2, 3, 4, np.nan, 6]), 3, 3).mean.tolist() == [4, 2, 6]


def test_less_than_a_cycle_is_its_mean():
    assert seasonal_naive(np.array([1.0, 2.0, 6.0]), 2, 7).mean.tolist() == [3, 3]


def test_the_line_goes_on():
    path = linear(np.array([1.0, 3.0, np.nan, 7.0]), 2, 7)
    assert path.mean == pytest.approx([9, 11])
    assert path.r2 == pytest.approx(1)


def test_exponential_smoothing_is_that_of_statsmodels():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = ExponentialSmoothing(
            VALUES,
            trend="add",
            damped_trend=True,
            seasonal="add",
            seasonal_periods=7,
            initialization_method="heuristic",
        )
        theirs = model.fit().forecast(30)
    assert exponential_smoothing(VALUES, 30, 7).mean == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize(
    "values", [np.zeros(40), np.full(40, 5.0), VALUES[:3], VALUES[:15], np.where(VALUES > 50, 0, VALUES)]
)
def test_exponential_smoothing_warns_of_nothing(values):
    assert np.isfinite(exponential_smoothing(values, 30, 7).mean).all()


def test_the_default_way_imports_only_numpy():
    program = """
import sys
import numpy as np
from usage_widgets.analytics.forecast.methods import outlook
outlook(np.arange(60.0), 30).spread.total(95, 30)
print(*{"scipy", "statsmodels", "pandas"} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
