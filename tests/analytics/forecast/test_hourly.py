"""Hours add up to what their days are expected to."""

from __future__ import annotations

import numpy as np
import pytest

import usage_widgets as uw
from usage_widgets.analytics.forecast.ensemble import by_length
from usage_widgets.analytics.forecast.hourly import automatic
from usage_widgets.analytics.forecast.methods import outlook

SHAPE = np.exp(1.2 * np.cos(2 * np.pi * (np.arange(24) - 14) / 24))


def skewed_hours(days, seed=5):
    """Most of what an hour comes to is made by one request of many."""
    rng = np.random.default_rng(seed)
    return np.tile(SHAPE, days) * rng.lognormal(0, 2.0, 24 * days)


@pytest.mark.parametrize("days", [2, 5, 10, 14, 20, 28, 60])
def test_hours_of_whole_days_are_the_days(days):
    values = skewed_hours(days)
    season = 24 if days < 14 else 168
    by_day, by_hour = by_length(values.reshape(-1, 24).sum(axis=1), 3, 7), automatic(values, 72, season)
    assert by_hour.mean.reshape(-1, 24).sum(axis=1) == pytest.approx(by_day.mean)
    assert by_hour.method == by_day.method
    assert len(by_hour.errors) == len(values)


@pytest.mark.parametrize(("requests", "seed"), [(10_000, 9), (30_000, 8)])
def test_hour_and_day_totals_of_a_skewed_usage_agree(requests, seed):
    usage = uw.Usage.demo(days=120, end="2026-06-30", requests=requests, seed=seed)
    hours = uw.forecast(usage, measure="cost", every="hour", horizon=168)
    days = uw.forecast(usage, measure="cost", every="day", horizon=7)
    assert hours.total == pytest.approx(days.total, rel=0.1)
    (low, high), (day_low, day_high) = hours.total_interval[80], days.total_interval[80]
    assert max(low, day_low) < days.total < min(high, day_high)


def test_an_hour_keeps_its_place_wherever_the_history_ends():
    calm = np.tile(SHAPE, 40)
    for more in (0, 5, 23):
        found = automatic(calm[: 35 * 24 + more], 48, 168)
        assert found.mean == pytest.approx(calm[more : more + 48], rel=1e-6)
        assert np.nanmax(np.abs(found.errors)) < 1e-6


def test_a_weekday_has_its_own_hours():
    week = np.concatenate([np.tile(SHAPE, 5), np.tile(0.2 * SHAPE[::-1], 2)])
    found = automatic(np.tile(week, 6), 168, 168)
    assert found.mean == pytest.approx(week, rel=0.05)


def test_office_hours_alone_are_enough():
    """Nights that nobody measured are not known, and days that nobody measured are no days."""
    values = np.where((np.arange(24 * 40) % 24 >= 9) & (np.arange(24 * 40) % 24 < 17), 10.0, np.nan)
    values[24 * 33 : 24 * 35] = np.nan
    found = outlook(values, 24, season=24)
    assert found.mean[9:17] == pytest.approx(np.full(8, 10.0))


def test_hours_with_a_sign_stay_signed():
    rng = np.random.default_rng(2)
    values = np.tile(SHAPE - 3, 30) + rng.normal(0, 0.1, 720)
    assert outlook(values, 24, season=168, floor=None).mean == pytest.approx(SHAPE - 3, abs=0.2)


def test_hours_of_less_than_two_days_are_an_average():
    assert automatic(np.full(47, 2.0), 5, 24).mean == pytest.approx(np.full(5, 2.0))


def test_nothing_is_nothing():
    assert outlook(np.zeros(400), 48, season=168).mean.tolist() == [0.0] * 48
