"""Periods by the clock on the wall: running ones, names, lengths, ranges, and what comes before each."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets import InvalidArgument
from usage_widgets.answers.periods.period import period_named, previous_of, year_before

NOW = pd.Timestamp("2026-06-23 14:00", tz="Europe/Berlin")


def period(given, now=NOW, week_starts="monday"):
    return period_named("period", given, now, week_starts)


def edges(found):
    return tuple(f"{edge:%Y-%m-%d %H:%M}".removesuffix(" 00:00") for edge in (found.start, found.until))


@pytest.mark.parametrize(
    ("given", "runs", "before"),
    [
        ("day", ("2026-06-23", "2026-06-23 14:00"), ("2026-06-22", "2026-06-22 14:00")),
        ("week", ("2026-06-22", "2026-06-23 14:00"), ("2026-06-15", "2026-06-16 14:00")),
        ("month", ("2026-06-01", "2026-06-23 14:00"), ("2026-05-01", "2026-05-23 14:00")),
        ("quarter", ("2026-04-01", "2026-06-23 14:00"), ("2026-01-01", "2026-03-25 14:00")),
        ("year", ("2026-01-01", "2026-06-23 14:00"), ("2025-01-01", "2025-06-23 14:00")),
    ],
)
def test_a_running_one_is_set_against_the_same_part(given, runs, before):
    assert edges(period(given)) == runs
    assert edges(previous_of(period(given))) == before
    assert period(given).is_cut


def test_an_american_week_begins_on_sunday():
    assert edges(period("week", week_starts="sunday")) == ("2026-06-21", "2026-06-23 14:00")


@pytest.mark.parametrize(
    ("given", "whole", "before"),
    [
        ("2026-05", ("2026-05-01", "2026-06-01"), ("2026-04-01", "2026-05-01")),
        ("2026-Q1", ("2026-01-01", "2026-04-01"), ("2025-10-01", "2026-01-01")),
        ("2025", ("2025-01-01", "2026-01-01"), ("2024-01-01", "2025-01-01")),
        ("2026-03-01", ("2026-03-01", "2026-03-02"), ("2026-02-28", "2026-03-01")),
        (("2026-05-05", "2026-05-12"), ("2026-05-05", "2026-05-12"), ("2026-04-28", "2026-05-05")),
        (("2026-03-01", "2026-05-01"), ("2026-03-01", "2026-05-01"), ("2026-01-01", "2026-03-01")),
        ("last_month", ("2026-05-01", "2026-06-01"), ("2026-04-01", "2026-05-01")),
        ("last_week", ("2026-06-15", "2026-06-22"), ("2026-06-08", "2026-06-15")),
        ("last_quarter", ("2026-01-01", "2026-04-01"), ("2025-10-01", "2026-01-01")),
        ("30d", ("2026-05-24 14:00", "2026-06-23 14:00"), ("2026-04-24 14:00", "2026-05-24 14:00")),
        ("1mo", ("2026-05-23 14:00", "2026-06-23 14:00"), ("2026-04-23 14:00", "2026-05-23 14:00")),
    ],
)
def test_a_whole_one_is_set_against_the_one_before(given, whole, before):
    assert edges(period(given)) == whole
    assert edges(previous_of(period(given))) == before
    assert not period(given).is_cut


@pytest.mark.parametrize(
    ("given", "before"),
    [
        ("month", ("2025-06-01", "2025-06-23 14:00")),
        ("2026-02", ("2025-02-01", "2025-03-01")),
        ("week", ("2025-06-23", "2025-06-24 14:00")),  # a Monday too
        (("2026-05-05", "2026-05-12"), ("2025-05-05", "2025-05-12")),
        ("7d", ("2025-06-16 14:00", "2025-06-23 14:00")),
    ],
)
def test_a_year_before(given, before):
    assert edges(year_before(period(given))) == before


def test_a_month_that_has_just_ended_is_the_one_that_counts():
    found = period("month", pd.Timestamp("2026-07-01", tz="UTC"))
    assert edges(found) == ("2026-06-01", "2026-07-01")
    assert not found.is_cut
    assert edges(period("last_month", pd.Timestamp("2026-07-01", tz="UTC"))) == edges(found)


def test_the_end_of_march_is_set_against_all_of_february():
    march = period("month", pd.Timestamp("2026-03-30 12:00", tz="UTC"))
    assert edges(previous_of(march)) == ("2026-02-01", "2026-03-01")
    assert not previous_of(march).is_cut


def test_a_leap_day_a_year_before_is_the_last_of_february():
    day = period("2024-02-29", pd.Timestamp("2024-05-01", tz="UTC"))
    assert edges(year_before(day)) == ("2023-02-28", "2023-03-01")


def test_a_day_of_23_hours_is_a_day():
    found = period("2026-03-29", NOW)
    span = found.span(NOW.tz)
    assert found.days == 1
    assert (span.end - span.start) / pd.Timedelta(hours=1) == 23


def test_the_same_part_of_a_day_goes_by_the_wall_clock_where_an_hour_is_skipped():
    now = pd.Timestamp("2026-03-30 05:00", tz="Europe/Berlin")
    span = previous_of(period("day", now)).span(now.tz)
    assert span.end == pd.Timestamp("2026-03-29 05:00", tz="Europe/Berlin")
    assert (span.end - span.start) / pd.Timedelta(hours=1) == 4


def test_weekdays_are_those_of_all_days_that_count():
    assert period("2026-05").weekdays() == (21, 10)
    assert period("2026-04").weekdays() == (22, 8)
    assert period("day").weekdays() == (1, 0)


@pytest.mark.parametrize(
    "given",
    [
        "fortnight",
        "2026-13",
        "2026-02-30",
        "now",
        "",
        None,
        7,
        ("2026-05-02", "2026-05-02"),
        ("2026-05-02",),
        "2027",
        ("2026-07-01", "2026-08-01"),
    ],
)
def test_what_is_no_period_is_refused(given):
    with pytest.raises(InvalidArgument, match=r"^period: expected"):
        period(given)


@pytest.mark.parametrize(
    "given", ["last month", "lastmonth", "May", "05/2026", "2026-W20", "2026-13", "9999999y", 3, None]
)
def test_what_is_no_period_is_told_what_can_be(given):
    with pytest.raises(uw.InvalidArgument, match=r'period: expected .*"last_".*"30d".*"2026-05".*, got') as told:
        uw.compare(uw.Usage.demo(days=3, requests=10, end="2026-06-23"), period=given)
    assert ("Did you mean 'last_month'?" in str(told.value)) is (given in ("last month", "lastmonth"))


def test_what_nothing_is_set_against_is_told_what_can_be():
    with pytest.raises(uw.InvalidArgument, match=r'against: expected "previous", .*Did you mean .previous.'):
        uw.compare(uw.Usage.demo(days=3, requests=10, end="2026-06-23"), against="prevous")


def test_the_day_a_year_ago_is_one_day_also_before_a_leap_day():
    now = pd.Timestamp("2025-06-01", tz="UTC")
    last_of_february = year_before(period_named("period", "2025-02-28", now, "monday"))
    assert (last_of_february.start, last_of_february.end) == (pd.Timestamp("2024-02-28"), pd.Timestamp("2024-02-29"))
    month = year_before(period_named("period", "2025-02", now, "monday"))
    assert month.end == pd.Timestamp("2024-03-01")
    three_days = year_before(period_named("period", ("2025-02-26", "2025-03-01"), now, "monday"))
    assert three_days.days == 3
