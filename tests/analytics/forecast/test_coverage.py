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


@pytest.mark.parametrize("noise", [0.1, 0.2, 0.4])
def test_bands_of_hours_are_about_as_wide_as_hours_differ(noise):
    hour = np.arange(24 * 44)
    usual = np.exp(1.2 * np.cos(2 * np.pi * (hour - 14) / 24)) * np.where(hour // 24 % 7 < 5, 1.0, 0.4)
    true = usual[-48:] * np.ptp(np.exp(noise * np.array([-1.96, 1.96])))
    kept, widths = [], []
    for number in range(12):
        values = usual * np.random.default_rng([7, number]).lognormal(0, noise, len(usual))
        low, high = outlook(values[:-48], 48, season=168).spread.steps(95)
        kept.append(np.mean((low <= values[-48:]) & (values[-48:] <= high)))
        widths.append(np.sum(high - low) / np.sum(true))
    assert 0.88 < np.mean(kept) < 0.995
    assert 0.75 < np.mean(widths) < 1.7


def test_the_total_of_what_mostly_is_zero_is_no_zero():
    """Its range holds as many as it says, and on average the money is there."""
    rng = np.random.default_rng(11)
    rows = rng.gamma(2, 50, (80, HISTORY + AHEAD)) * (rng.random((80, HISTORY + AHEAD)) < 0.25)
    seen = [outlook(row[:HISTORY], AHEAD) for row in rows]
    came = rows[:, HISTORY:].sum(axis=1)
    assert {one.method for one in seen} == {"now_and_then"}
    assert np.mean([one.total() for one in seen]) == pytest.approx(came.mean(), rel=0.1)
    ranges = [one.spread.total(80, AHEAD) for one in seen]
    assert 0.7 < np.mean([low <= total <= high for (low, high), total in zip(ranges, came, strict=True)]) <= 1.0
