"""A pattern of the day stays at its hour when the clocks change."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from usage_widgets.analytics.forecast.prediction import Plan
from usage_widgets.analytics.forecast.wall_clock import by_wall_clock, changes_clocks, places_ahead

from .series import history_of

BERLIN = "Europe/Berlin"


def office_hours(start, end, zone=BERLIN):
    """Ten an hour from 9:00 to 17:00 on the clock, one at other times; the end is exclusive."""
    times = pd.date_range(start, end, freq="h", tz=zone, inclusive="left")
    return pd.Series(np.where((times.hour >= 9) & (times.hour < 17), 10.0, 1.0), index=times)


@pytest.mark.parametrize("change", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("days_after", [-2, 0, 1, 5, 20])
def test_office_hours_stay_office_hours(change, days_after):
    now = pd.Timestamp(change) + pd.Timedelta(days=days_after)
    known = office_hours(now - pd.Timedelta(days=40), now)
    made = Plan().predict(history_of(known, "hour"), 72)
    coming = office_hours(now, now + pd.Timedelta(days=5)).iloc[:72]
    assert made.times.equals(coming.index)
    assert made.outlook.mean == pytest.approx(coming.to_numpy(), rel=0.1)
    low, high = made.outlook.spread.total(95, 72)
    assert low <= made.outlook.total() <= high
    assert len(made.outlook.spread.steps(80)[0]) == 72
    assert made.outlook.spread.probability_above(0.1 * made.outlook.total(), 72) > 0.95
    assert made.outlook.spread.probability_above(10 * made.outlook.total(), 72) < 0.05


def test_an_hour_that_comes_twice_is_one_and_a_skipped_one_is_not_known():
    spring = pd.date_range("2026-03-29", periods=23, freq="h", tz=BERLIN)
    autumn = pd.date_range("2026-10-25", periods=25, freq="h", tz=BERLIN)
    assert len(by_wall_clock(np.arange(23.0), spring)) == len(by_wall_clock(np.arange(25.0), autumn)) == 24
    assert np.isnan(by_wall_clock(np.arange(23.0), spring)[2])
    assert by_wall_clock(np.arange(25.0), autumn)[2] == 2.5


def test_coming_hours_are_places_on_the_clock():
    for last, places in (("2026-03-29 00:00", [0, 2, 3]), ("2026-10-25 00:00", [0, 1, 1, 2])):
        start = pd.Timestamp(last, tz=BERLIN)
        ahead = pd.date_range(start, periods=len(places) + 1, freq="h")[1:]
        assert places_ahead(start, ahead).tolist() == places


def test_most_series_change_no_clocks():
    assert changes_clocks(pd.date_range("2026-03-28", periods=48, freq="h", tz=BERLIN))
    assert not changes_clocks(pd.date_range("2026-03-28", periods=48, freq="h", tz="Asia/Kolkata"))
    assert not changes_clocks(pd.date_range("2026-03-28", periods=48, freq="h"))
