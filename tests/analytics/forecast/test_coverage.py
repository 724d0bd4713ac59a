"""Whether bands hold what they say, on series made here: broken constants fail."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.methods import METHODS, outlook

SERIES, HISTORY, AHEAD = 120, 120, 30
FAST = [name for name in METHODS if name != "exponential_smoothing"]


def made(number):
    """A level that walks a little, busy weekdays, and noise: how much of each differs from series to series."""
    rng = np.random.default_rng([2024, number])
    days = HISTORY + AHEAD
    level = np.exp(np.cumsum(rng.normal(0, rng.uniform(0.005, 0.03), days)))
    weekend = np.where(np.arange(days) % 7 < 5, 1.0, rng.uniform(0.2, 1.0))
    return 1000 * level * weekend * rng.lognormal(0, rng.uniform(0.05, 0.4), days)


@pytest.fixture(scope="module", params=FAST)
def kept(request):
    """The share of days inside the 80 and 95 % bands, and that of totals."""
    found = []
    for number in range(SERIES):
        values = made(number)
        future = values[HISTORY:]
        seen = outlook(values[:HISTORY], AHEAD, method=request.param)
        bands = [seen.spread.steps(level) for level in (80, 95)]
        low, high = seen.spread.total(95, AHEAD)
        found.append(
            [*(np.mean((below <= future) & (future <= above)) for below, above in bands), low <= future.sum() <= high]
        )
    return np.mean(found, axis=0)


def test_days(kept):
    assert 0.70 < kept[0] < 0.92
    assert 0.90 < kept[1] < 0.99


def test_totals(kept):
    assert 0.88 < kept[2] <= 1.0


def test_a_total_is_surer_than_its_days():
    seen = outlook(made(0)[:HISTORY], AHEAD)
    low, high = seen.spread.steps(95)
    total_low, total_high = seen.spread.total(95, AHEAD)
    assert total_high - total_low < np.sum(high - low)
