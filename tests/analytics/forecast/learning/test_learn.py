"""The learning script, on little."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analytics.forecast.learning.learn import DAILY, LENGTHS, errors_of_series, gathered, weights
from tests.analytics.forecast.learning.worlds import invented
from usage_widgets.analytics.forecast.calibration import LEVELS, STEPS, TOTALS


def test_the_quantiles_of_a_normal_error_are_found():
    rng = np.random.default_rng(1)
    size = rng.uniform(-2, 2, 20_000)
    signs = np.column_stack([np.ones(len(size)), rng.normal(0, 1, (len(size), DAILY - 1)), size])
    found = np.array(weights(signs, rng.normal(0, np.exp(size))))
    assert np.exp(found[:, 0]) == pytest.approx([0.674, 1.282, 1.960, 2.576], rel=0.08)
    assert found[:, DAILY] == pytest.approx(np.ones(len(LEVELS)), abs=0.08)


def test_a_world_can_be_made_again():
    once, again = (invented(np.random.default_rng(7), 200, 150) for _ in range(2))
    assert once.tolist() == again.tolist()
    assert np.nanmin(once) >= 0


def test_every_method_leaves_errors(monkeypatch):
    monkeypatch.delitem(LENGTHS, "exponential_smoothing")
    rows = gathered(errors_of_series(number) for number in range(24))
    auto = {"mean, short", "level_and_season, short", "ensemble, long", "now_and_then, long"}
    named = {f"{method}, {sort}" for method in ("linear", "seasonal_naive") for sort in ("short", "long", "hours")}
    hours = {"mean, hours", "level_and_season, hours", "ensemble, hours"}
    assert auto | named | hours <= {name for name, _, _ in rows}
    assert {place for _, what, place in rows if what == "steps"} == set(range(len(STEPS)))
    assert {place for _, what, place in rows if what == "totals"} == set(range(len(TOTALS)))
