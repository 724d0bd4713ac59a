"""Steps of local time: a DST day is one step, an hour that comes twice is two."""

from __future__ import annotations

import pandas as pd
import pytest

from usage_widgets.analytics.forecast.grain import GRAINS, fitting, grain_named
from usage_widgets.errors import UnknownName

ZONES = [None, "UTC", "Europe/Berlin", "America/Santiago", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", GRAINS)
def test_what_comes_after_is_what_lies_between(name, zone):
    grain = GRAINS[name]
    first = grain.starts(pd.DatetimeIndex(["2026-01-15 13:30"], tz=zone))[0]
    ahead = grain.after(first, 60)
    assert grain.between(first, ahead[-1]).equals(ahead.insert(0, first))
    assert grain.starts(ahead).equals(ahead)


@pytest.mark.parametrize(
    ("name", "start"),
    [("hour", "2026-07-15 13:00"), ("day", "2026-07-15"), ("week", "2026-07-13"), ("month", "2026-07-01")],
)
@pytest.mark.parametrize("zone", ZONES)
def test_a_moment_belongs_to_the_step_that_began_last(name, start, zone):
    starts = GRAINS[name].starts(pd.DatetimeIndex(["2026-07-15 13:45"], tz=zone))
    assert starts[0] == pd.Timestamp(start, tz=zone)


def test_days_of_23_and_25_hours_are_days():
    day = GRAINS["day"]
    for last, hours in (("2026-03-28", 23), ("2026-10-24", 25)):
        steps = day.after(pd.Timestamp(last, tz="Europe/Berlin"), 2)
        assert (steps[1] - steps[0]) == pd.Timedelta(hours=hours)


def test_an_autumn_night_has_all_its_hours():
    hours = GRAINS["hour"].after(pd.Timestamp("2026-10-25 01:00", tz="Europe/Berlin"), 3)
    assert hours.strftime("%H:%M %z").tolist() == ["02:00 +0200", "02:00 +0100", "03:00 +0100"]


@pytest.mark.parametrize(
    ("start", "hours"),
    [
        ("2026-10-04 01:00", ["01:00 +1030", "02:30 +1100", "03:00 +1100"]),
        ("2026-04-05 01:00", ["01:00 +1100", "01:30 +1030", "02:00 +1030"]),
    ],
)
def test_clocks_that_change_by_half_an_hour_make_one_short_hour(start, hours):
    first, grain = pd.Timestamp(start, tz="Australia/Lord_Howe"), GRAINS["hour"]
    quarters = pd.date_range(first, periods=200, freq="15min")
    found = grain.starts(quarters).unique()
    assert found[:3].strftime("%H:%M %z").tolist() == hours
    assert grain.between(first, found[-1]).equals(found)
    assert grain.after(first, len(found) - 1).equals(found[1:])
    assert grain.starts(found).equals(found)


def test_a_day_whose_midnight_is_skipped_begins_after_it():
    days = GRAINS["day"].after(pd.Timestamp("2026-09-04", tz="America/Santiago"), 3)
    assert days.strftime("%m-%d %H:%M").tolist() == ["09-05 00:00", "09-06 01:00", "09-07 00:00"]


def test_a_day_that_a_zone_skipped_is_no_step():
    days = GRAINS["day"].after(pd.Timestamp("2011-12-28", tz="Pacific/Apia"), 3)
    assert days.strftime("%m-%d").tolist() == ["12-29", "12-31", "01-01"]


def test_a_season_needs_two_turns():
    assert [GRAINS["hour"].season_of(points) for points in (335, 336)] == [24, 168]
    assert [GRAINS["month"].season_of(points) for points in (23, 24)] == [1, 12]
    assert [GRAINS[name].season_of(5) for name in ("day", "week")] == [7, 1]


def test_an_unknown_grain_is_named():
    with pytest.raises(UnknownName, match=r"unknown step 'days'; did you mean 'day'"):
        grain_named("days")


@pytest.mark.parametrize(
    ("freq", "every"), [("h", "hour"), ("D", "day"), ("W-SUN", "week"), ("MS", "month"), ("QS", "month")]
)
def test_the_grain_of_points_is_told_by_their_distance(freq, every):
    points = pd.date_range("2026-01-01", periods=9, freq=freq, tz="Europe/Berlin")
    assert fitting(points.to_series().diff().min()).name == every
