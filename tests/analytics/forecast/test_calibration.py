"""The shipped constants."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.calibration import LEVELS, SIDES, STEPS, TOTALS, constants
from usage_widgets.analytics.forecast.methods import METHODS, is_long
from usage_widgets.analytics.forecast.unrest import unrest

VALUES = np.random.default_rng(3).gamma(5, 1, 182)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("days", [5, 10, 20, 28, 182])
def test_there_is_one_weight_for_each_sign(method, days):
    path, long = METHODS[method](VALUES[:days], 30, 7), is_long(days, 7)
    signs = unrest(VALUES[:days], path, 7, long=long).signs
    found = constants(path.method, long=long)
    for side in SIDES:
        assert found.steps[side].shape == (len(STEPS), len(LEVELS), len(signs))
        assert found.totals[side].shape == (len(TOTALS), len(LEVELS), len(signs))
