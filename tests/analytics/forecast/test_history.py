"""Points of time become whole steps, and what was done to get there is kept."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from usage_widgets.analytics.forecast.grain import GRAINS
from usage_widgets.analytics.forecast.history import regular_history
from usage_widgets.errors import InvalidArgument, NotEnoughHistory

DAY, HOUR, WEEK, MONTH = (GRAINS[name] for name in ("day", "hour", "week", "month"))


def points(values, start="2026-03-01", freq="D", zone=None):
    return pd.Series(values, index=pd.date_range(start, periods=len(values), freq=freq, tz=zone), dtype=float)


def test_order_does_not_matter():
    given = points(range(10))
    history = regular_history(given.sample(frac=1, random_state=1), DAY)
    assert history.values.tolist() == given.tolist()
    assert history.times.equals(pd.DatetimeIndex(given.index))


def test_a_missing_step_is_zero_or_not_known():
    given = points(range(1, 9)).drop(pd.Timestamp("2026-03-04"))
    as_zero, as_unknown = (regular_history(given, DAY, missing=missing) for missing in ("zero", "unknown"))
    assert as_zero.values[3] == 0
    assert as_zero.frame(as_zero.values)["mark"].tolist() == ["measured"] * 3 + ["filled"] + ["measured"] * 4
    assert np.isnan(as_unknown.values[3])
    assert as_unknown.unknown == 1
    assert as_unknown.frame(as_unknown.values)["mark"][3] == "unknown"


def test_a_value_that_is_no_number_is_not_known_whatever_a_missing_step_is():
    history = regular_history(points([1, 2, np.nan, 4, 5]), DAY, missing="zero")
    assert np.isnan(history.values[2])
    assert not history.filled.any()


def test_what_is_not_known_before_the_first_value_is_no_history():
    assert len(regular_history(points([np.nan, np.nan, 3, 4, 5]), DAY)) == 3


def test_points_of_one_step_are_summed_and_said():
    given = pd.concat([points([1, 2, 3, 4]), points([10], start="2026-03-02")])
    history = regular_history(given, DAY)
    assert history.values.tolist() == [1, 12, 3, 4]
    assert history.joined == 1
    assert history.partial.empty


def test_a_sum_of_something_unknown_is_not_known():
    given = pd.concat([points([1, 2, 3, 4]), points([np.nan], start="2026-03-02")])
    assert regular_history(given, DAY).unknown == 1


def test_points_that_do_not_add_up_are_refused():
    given = pd.concat([points([1, 2, 3, 4]), points([10], start="2026-03-02")])
    with pytest.raises(InvalidArgument, match=r"one value a day.*2 values for 2026-03-02"):
        regular_history(given, DAY, adds_up=False)


@pytest.mark.parametrize("zone", [None, "Europe/Berlin", "Asia/Kolkata"])
def test_days_that_hours_cover_in_part_are_left_out(zone):
    history = regular_history(points([1] * 200, start="2026-03-25 05:00", freq="h", zone=zone), DAY)
    assert history.partial.tolist() == [19, 14 if zone == "Europe/Berlin" else 13]
    assert set(history.values[:3]) == {24}
    assert history.frame(history.values)["mark"].tolist() == ["partial", *["measured"] * 7, "partial"]
    assert history.frame(history.values)["time"].is_monotonic_increasing


def test_days_that_hours_cover_whole_are_kept():
    history = regular_history(points([1] * 96, freq="h"), DAY)
    assert history.values.tolist() == [24] * 4
    assert history.partial.empty


@pytest.mark.parametrize(("last", "weeks"), [("2026-05-28", 4), ("2026-05-29", 5)])
def test_a_week_of_business_days_is_whole_on_friday(last, weeks):
    given = pd.Series(1.0, index=pd.date_range("2026-04-27", last, freq="B"))
    history = regular_history(given, WEEK)
    assert history.values.tolist() == [5] * weeks
    assert len(history.partial) == 5 - weeks
    assert regular_history(given.drop(pd.Timestamp("2026-05-14")), WEEK).values.tolist()[2] == 4


def test_months_of_business_days_are_whole_from_the_first_to_the_last():
    given = pd.Series(1.0, index=pd.date_range("2025-11-03", "2026-05-29", freq="B"))
    history = regular_history(given, MONTH)
    assert history.partial.empty
    assert history.times[0] == pd.Timestamp("2025-11-01")
    assert history.times[-1] == pd.Timestamp("2026-05-01")


def test_a_weekend_that_others_have_is_missing():
    given = points([1] * 28, start="2026-03-02").drop(pd.to_datetime(["2026-03-28", "2026-03-29"]))
    assert regular_history(given, WEEK).partial.tolist() == [5]


def test_hours_are_kept_where_clocks_change_by_half_an_hour():
    given = points(range(1, 200), start="2026-10-01", freq="30min", zone="Australia/Lord_Howe")
    history = regular_history(given, HOUR)
    assert history.values.sum() == given.sum()
    assert not history.filled.any()


def test_a_day_of_summer_time_is_a_day_of_23_hours():
    history = regular_history(points([1] * 95, start="2026-03-28", freq="h", zone="Europe/Berlin"), DAY)
    assert history.values.tolist() == [24, 23, 24, 24]


def test_hours_of_the_autumn_night_are_all_kept():
    history = regular_history(points(range(97), start="2026-10-24", freq="h", zone="Europe/Berlin"), HOUR)
    assert history.values.tolist() == [*range(97)]
    assert history.joined == 0


def test_weeks_that_are_called_by_their_sunday_are_weeks_from_monday():
    history = regular_history(points([1, 2, 3, 4], freq="W-SUN"), WEEK)
    assert history.times.strftime("%a %m-%d").tolist() == ["Mon 02-23", "Mon 03-02", "Mon 03-09", "Mon 03-16"]
    assert history.values.tolist() == [1, 2, 3, 4]


def test_months_that_are_called_by_their_last_day_are_months():
    history = regular_history(points([1, 2, 3, 4], freq="ME"), MONTH)
    assert history.times.strftime("%m-%d").tolist() == ["03-01", "04-01", "05-01", "06-01"]


@pytest.mark.parametrize("freq", ["W-MON", "MS", "2D"])
@pytest.mark.parametrize("missing", ["zero", "unknown"])
def test_points_further_apart_than_a_step_are_refused(freq, missing):
    with pytest.raises(InvalidArgument, match=r"every: .*apart"):
        regular_history(points(range(9), freq=freq), DAY, missing=missing)


@pytest.mark.parametrize(
    ("freq", "every", "fix"),
    [("D", "hour", 'every="day"'), ("W-SUN", "day", 'every="week"'), ("MS", "day", 'every="month"'),
     ("MS", "week", 'every="month"'), ("2D", "day", "No step is as long"), ("14D", "day", "No step is as long"),
     ("QS", "month", "No step is as long")],
)  # fmt: skip
def test_points_further_apart_are_told_their_step(freq, every, fix):
    points = pd.Series(1.0, index=pd.date_range("2026-01-01", periods=20, freq=freq))
    with pytest.raises(InvalidArgument, match=fix):
        regular_history(points, GRAINS[every])


def test_the_step_of_points_is_told_as_far_as_they_are_apart():
    weeks = pd.Series(1.0, index=pd.date_range("2026-01-05", periods=20, freq="W-MON")).drop(pd.Timestamp("2026-02-02"))
    said = "every: expected the step of the points, which are 7 days apart, got 'day'. Give every=\"week\" (known: "
    with pytest.raises(InvalidArgument, match=re.escape(said)):
        regular_history(weeks, DAY)


def test_rare_points_that_come_as_they_like_are_a_history():
    given = points(range(1, 61)).iloc[[0, 3, 5, 20, 41, 43, 59]]
    history = regular_history(given, DAY)
    assert len(history) == 60
    assert history.filled.sum() == 53


@pytest.mark.parametrize(("known", "said"), [(0, "there are 0"), (1, "there is 1"), (2, "there are 2")])
def test_fewer_than_three_points_are_not_enough(known, said):
    with pytest.raises(NotEnoughHistory, match=rf"at least 3 known points, and {said}"):
        regular_history(points([1.0] * known + [np.nan] * 5), DAY)


def test_three_points_are_enough():
    assert len(regular_history(points([1, 2, 3]), DAY)) == 3


def test_steps_without_a_row_are_no_points():
    with pytest.raises(NotEnoughHistory):
        regular_history(points(range(10)).iloc[[0, 9]], DAY)


def test_what_is_left_out_counts_as_no_point():
    with pytest.raises(NotEnoughHistory, match="there is 1"):
        regular_history(points([1] * 60, start="2026-03-01 05:00", freq="h"), DAY)


def test_a_stray_date_is_refused():
    given = pd.concat([points([1.0], start="1900-01-01"), points(range(50), freq="h")])
    with pytest.raises(InvalidArgument, match="at most 200,000 hours"):
        regular_history(given, HOUR)


@pytest.mark.parametrize(("every", "season"), [("hour", 24), ("day", 7), ("month", 1)])
def test_a_long_frame_of_few_known_values_shows_no_long_season(every, season):
    values = np.full(400, np.nan)
    values[[0, 170, 399]] = [1.0, 2.0, 3.0]
    freq = {"hour": "h", "day": "D", "month": "MS"}[every]
    history = regular_history(points(values, freq=freq), GRAINS[every], missing="unknown")
    assert (len(history), history.known, history.season) == (400, 3, season)


def test_what_was_known_earlier_is_the_first_steps():
    history = regular_history(points(range(10)), DAY)
    past = history.until(4)
    assert past.values.tolist() == [0, 1, 2, 3]
    assert len(past.times) == len(past.filled) == 4


def test_two_weeks_are_the_least_for_a_pattern():
    assert regular_history(points(range(13)), DAY).is_short
    assert not regular_history(points(range(14)), DAY).is_short
    assert regular_history(points(range(7), freq="W-MON"), WEEK).is_short
    assert not regular_history(points(range(8), freq="W-MON"), WEEK).is_short


def test_the_given_points_are_not_changed():
    given = points(range(5)).iloc[::-1]
    before = given.copy()
    regular_history(given, DAY).values[:] = 7
    assert given.equals(before)
