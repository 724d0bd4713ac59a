"""The automatic forecast, by length of history."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.ensemble import by_length

WEEK = np.array([1.2, 1.3, 1.1, 1.2, 1.2, 0.6, 0.4])


def week_days(days):
    return 100 * np.resize(WEEK, days) * np.random.default_rng(1).lognormal(0, 0.03, days)


@pytest.mark.parametrize(
    ("days", "method"),
    [(3, "mean"), (13, "mean"), (14, "level_and_season"), (27, "level_and_season"), (28, "ensemble")],
)
def test_the_length_decides(days, method):
    assert by_length(week_days(days), 30, 7).method == method


@pytest.mark.parametrize(("points", "method"), [(7, "mean"), (8, "level_and_season"), (16, "ensemble")])
def test_a_series_without_a_season_counts_in_fours(points, method):
    assert by_length(week_days(points), 4, 1).method == method


def test_three_points_are_a_flat_average():
    assert by_length(np.array([1.0, 2.0, 6.0]), 4, 7).mean.tolist() == [3, 3, 3, 3]


def test_one_week_tells_half_of_its_weekdays():
    mean = by_length(100 * WEEK, 7, 7).mean
    assert mean == pytest.approx(100 * (1 + (WEEK - 1) / 2), rel=0.05)


@pytest.mark.parametrize("days", [20, 40, 182])
def test_weekdays_come_again(days):
    mean = by_length(week_days(days), 14, 7).mean
    assert mean == pytest.approx(100 * WEEK[np.arange(days, days + 14) % 7], rel=0.12)


def test_growth_goes_on_but_fades():
    mean = by_length(np.linspace(100, 200, 120), 30, 7).mean
    assert 205 < mean[-7:].mean() < 225


@pytest.mark.parametrize("spike", [20, 150, 179])
def test_one_day_of_twenty_times_moves_little(spike):
    plain, spiked = week_days(182), week_days(182)
    spiked[spike] *= 20
    assert by_length(spiked, 30, 7).mean.sum() == pytest.approx(by_length(plain, 30, 7).mean.sum(), rel=0.05)


def test_the_end_of_a_series_is_believed():
    assert by_length(np.concatenate([week_days(90), np.zeros(60)]), 30, 7).mean.max() < 5


def test_only_what_is_known_counts_as_history():
    values = np.full(120, np.nan)
    values[[5, 60, 119]] = [1.0, 2.0, 6.0]
    path = by_length(values, 4, 7)
    assert (path.method, path.mean.tolist()) == ("mean", [3, 3, 3, 3])


@pytest.mark.parametrize("days", [20, 60, 182])
def test_what_mostly_is_zero_is_expected_at_its_mean(days):
    rng = np.random.default_rng(8)
    rows = [rng.gamma(4, 25, days + 30) * (rng.random(days + 30) < 0.3) for _ in range(40)]
    paths = [by_length(row[:days], 30, 7) for row in rows]
    rare = [(path.mean.mean(), row[days:].mean()) for path, row in zip(paths, rows, strict=True)
            if path.method == "now_and_then"]  # fmt: skip
    assert len(rare) > 20
    expected, came = np.mean(rare, axis=0)
    assert expected == pytest.approx(came, rel=0.15)


def test_what_is_used_at_weekends_only_is_not_rare():
    path = by_length(np.resize([0.0, 0, 0, 0, 0, 5, 6], 84), 7, 7)
    assert path.method == "ensemble"
    assert path.mean == pytest.approx([0, 0, 0, 0, 0, 5, 6], abs=0.3)


def test_the_errors_are_those_of_the_history():
    path = by_length(week_days(60), 30, 7)
    assert len(path.errors) == 60
    assert np.median(np.abs(path.errors)) == pytest.approx(2, abs=2)
