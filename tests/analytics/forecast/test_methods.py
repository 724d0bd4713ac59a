"""What holds for every method and every history."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usage_widgets.analytics.forecast.methods import METHODS, outlook

FAST = [name for name in METHODS if name != "exponential_smoothing"]
HISTORIES = st.lists(
    st.one_of(st.just(0.0), st.floats(0, 1e4).map(lambda value: round(value, 3)), st.just(float("nan"))),
    min_size=3,
    max_size=70,
).filter(lambda values: sum(value == value for value in values) >= 3)  # noqa: PLR0124
RNG = np.random.default_rng(12)
WEEK = np.array([1.2, 1.3, 1.1, 1.2, 1.2, 0.6, 0.4])
AWKWARD = {
    "constant": np.full(60, 5.0),
    "nothing": np.zeros(60),
    "one spike": np.where(np.arange(90) == 70, 2000.0, 100.0 + RNG.normal(0, 3, 90)),
    "a long pause": np.concatenate([RNG.gamma(9, 1, 60), np.zeros(50), RNG.gamma(9, 1, 5)]),
    "retired": np.concatenate([RNG.gamma(9, 1, 60), np.zeros(60)]),
    "three points": np.array([1.0, 2.0, 4.0]),
    "two weeks": RNG.gamma(9, 1, 14),
    "gaps": np.where(np.arange(60) % 3 == 0, np.nan, RNG.gamma(9, 1, 60)),
    "three known": np.concatenate([np.full(50, np.nan), [1.0, 2.0, 3.0]]),
    "only weekends": np.resize([0.0, 0, 0, 0, 0, 5, 6], 84),
    "falling to the floor": np.linspace(100, 1, 60),
    "a growing share": np.linspace(0, 1, 60),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_histories(method, name):
    assert_sound(AWKWARD[name], method)


@settings(max_examples=60, deadline=None)
@given(HISTORIES, st.sampled_from(FAST), st.sampled_from([1, 7, 12]), st.integers(1, 45))
def test_any_history(values, method, season, horizon):
    assert_sound(np.array(values), method, season, horizon)


def assert_sound(values, method, season=7, horizon=30):
    """Finite, above the floor, the expectation inside every band, and every band inside the next wider one."""
    found = outlook(values, horizon, method=method, season=season)
    bands = [found.spread.steps(level) for level in (50, 66, 80, 95, 99)]
    ends = [-np.inf, np.inf], *((low, high) for low, high in reversed(bands)), (found.mean, found.mean)
    assert len(found.mean) == horizon
    assert np.isfinite([found.mean, *(end for band in bands for end in band)]).all()
    assert min(found.mean.min(), *(low.min() for low, _ in bands)) >= 0
    slack = 1e-9 * (1 + np.abs(found.mean))
    for (outer_low, outer_high), (low, high) in itertools.pairwise(ends):
        assert np.all(outer_low <= low + slack)
        assert np.all(high <= outer_high + slack)
    totals = [found.spread.total(level, horizon) for level in (99, 95, 80, 50)]
    lows, highs = zip(*totals, strict=True)
    assert 0 <= lows[0] <= lows[1] <= lows[2] <= lows[3] <= found.total() * (1 + 1e-9)
    assert highs[3] >= found.total() * (1 - 1e-9)
    assert highs[0] > highs[1] > highs[2] > highs[3] or np.nanmax(values) == 0


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.sampled_from(FAST), st.sampled_from([1e-9, 1e-3, 1000.0, 1e15]))
def test_the_unit_does_not_matter(values, method, unit):
    values = np.array(values)
    once, scaled = outlook(values, 30, method=method), outlook(unit * values, 30, method=method)
    tolerance = {"rel": 1e-6, "abs": 1e-6 * max(1e-300, float(np.nanmax(np.abs(unit * values))))}
    assert scaled.mean == pytest.approx(unit * once.mean, **tolerance)
    assert scaled.spread.steps(95)[1] == pytest.approx(unit * once.spread.steps(95)[1], **tolerance)
    assert scaled.spread.total(80, 30) == pytest.approx(
        tuple(unit * end for end in once.spread.total(80, 30)), **tolerance
    )


@pytest.mark.parametrize("method", METHODS)
def test_the_same_again(method):
    values = RNG.gamma(5, 1, 60)
    first, second = outlook(values, 30, method=method), outlook(values, 30, method=method)
    assert first.mean.tolist() == second.mean.tolist()
    assert first.spread.total(95, 30) == second.spread.total(95, 30)


@pytest.mark.parametrize("method", METHODS)
def test_bands_widen_into_the_future(method):
    low, high = outlook(100 * np.exp(RNG.normal(0, 0.1, 120)), 90, method=method).spread.steps(95)
    weekly = (high - low).reshape(-1, 90)[:, :84].reshape(-1, 7).mean(axis=1)
    assert weekly[-1] > 1.2 * weekly[0]


def test_beyond_what_was_learnt_they_go_on():
    spread = outlook(100 * np.exp(RNG.normal(0, 0.1, 120)), 300).spread
    low, high = spread.steps(95)
    assert (high - low)[290] >= (high - low)[94]
    assert np.ptp(spread.total(95, 300)) > np.ptp(spread.total(95, 90))


def test_a_wilder_series_gets_a_wider_band_for_its_size():
    noise = RNG.normal(0, 1, 120)
    widths = [np.ptp(outlook(100 * np.exp(size * noise), 30).spread.total(95, 30)) for size in (0.02, 0.1, 0.4)]
    assert widths == sorted(widths)
    assert widths[2] > 4 * widths[0]


def test_a_series_with_a_sign_may_fall_below_zero():
    found = outlook(RNG.normal(-5, 3, 60), 30, floor=None)
    assert found.mean.mean() < 0
    assert found.spread.total(95, 30)[0] < found.total() < 0


def test_a_share_stays_a_share():
    found = outlook(np.clip(RNG.normal(0.95, 0.05, 60), 0, 1), 30, ceiling=1.0)
    assert found.spread.steps(99)[1].max() == 1


def test_the_chance_falls_with_the_amount():
    found = outlook(100 * np.resize(WEEK, 120) * RNG.lognormal(0, 0.1, 120), 30)
    chances = [found.spread.probability_above(share * found.total(), 30) for share in (0.5, 0.8, 1.0, 1.2, 2.0)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.95
    assert chances[2] == pytest.approx(0.5)
    assert chances[-1] < 0.05


def test_the_line_says_how_straight_the_history_is():
    assert outlook(np.arange(60.0), 30, method="linear").r2 == pytest.approx(1)
    assert outlook(np.arange(60.0), 30).r2 is None


@pytest.mark.parametrize(("season", "points"), [(24, 96), (168, 700), (1, 30), (12, 48)])
def test_other_steps_than_days(season, points):
    values = (
        100 * (1.5 + np.sin(2 * np.pi * np.arange(points + season) / season)) * RNG.lognormal(0, 0.05, points + season)
    )
    found = outlook(values[:points], season, season=season)
    assert found.mean == pytest.approx(values[points:], rel=0.5)
    low, high = found.spread.steps(95)
    assert np.mean((low <= values[points:]) & (values[points:] <= high)) > 0.8 or season == 1
