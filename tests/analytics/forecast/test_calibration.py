"""The shipped constants."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.calibration import (
    LEVELS,
    SIDES,
    STEPS,
    TOTALS,
    constants,
    distances,
    knots_of_steps,
)
from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.analytics.forecast.unrest import unrest

VALUES = np.random.default_rng(3).gamma(5, 1, 182)


RARE = VALUES * (np.arange(182) % 3 == 0)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("season", [1, 7, 24])
@pytest.mark.parametrize("steps", [5, 10, 20, 28, 60, 182])
@pytest.mark.parametrize("values", [VALUES, RARE], ids=["often", "rare"])
def test_there_is_one_weight_for_each_sign(method, season, steps, values):
    path = METHODS[method](values[-steps:], 30, season)
    seen = unrest(values[-steps:], path, season)
    found = constants(path.method, seen.sort)
    for side in SIDES:
        assert found.steps[side].shape == (len(STEPS), len(LEVELS), len(seen.signs))
        assert found.totals[side].shape == (len(TOTALS), len(LEVELS), len(seen.signs))
        for weights, knots in ((found.steps[side], knots_of_steps()), (found.totals[side], np.array(TOTALS, float))):
            levels = distances(weights, seen.signs, knots, np.arange(1.0, 31))
            assert np.all(np.diff(levels, axis=1) >= 0.04 * levels[:, :-1])
            assert levels.min() > 0
