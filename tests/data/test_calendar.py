"""Local hours, days, weeks and months in zones that make it hard, against pandas and plain zoneinfo."""

from __future__ import annotations

import functools

import ibis
import numpy as np
import pandas as pd
import pytest

from usage_widgets import InvalidArgument, UnknownName, Usage
from usage_widgets.data.calendar import STEPS, LocalClock, Span, before, instant, step_named, steps_between, zone_named

# Each zone with the days around what makes it hard.
ZONES = [
    ("Europe/Berlin", "2026-03-27", "2026-04-01"),
    ("Europe/Berlin", "2026-10-23", "2026-10-27"),
    ("America/New_York", "2026-03-06", "2026-03-10"),
    ("America/New_York", "2026-10-30", "2026-11-03"),
    ("Asia/Kolkata", "2026-03-27", "2026-04-01"),
    ("Asia/Kathmandu", "2026-03-27", "2026-04-01"),
    ("Australia/Lord_Howe", "2026-04-03", "2026-04-07"),
    ("Australia/Lord_Howe", "2026-10-02", "2026-10-06"),
    ("Pacific/Apia", "2011-12-27", "2012-01-03"),
    ("America/Sao_Paulo", "2018-02-15", "2018-02-20"),
    ("America/Sao_Paulo", "2018-11-02", "2018-11-06"),
    (None, "2026-03-27", "2026-04-01"),
]
EVERY_SEVEN_MINUTES = "7min"


@functools.lru_cache
def every_seven_minutes(start: str, end: str, zone: str | None) -> Usage:
    times = pd.date_range(start, end, freq=EVERY_SEVEN_MINUTES, inclusive="left")
    return Usage.from_frame(pd.DataFrame({"start_time": times, "user": "u", "cost": "0.01"}), time_zone=zone)


def local(times: pd.DatetimeIndex, zone: str | None) -> pd.DatetimeIndex:
    return times.tz_localize("UTC").tz_convert(zone or "UTC")


@pytest.mark.parametrize(("zone", "start", "end"), ZONES)
@pytest.mark.parametrize("every", ["day", "week", "month", "quarter", "year"])
def test_local_steps_are_what_pandas_says(zone, start, end, every):
    usage = every_seven_minutes(start, end, zone)
    times = local(pd.date_range(start, end, freq=EVERY_SEVEN_MINUTES, inclusive="left"), zone)
    period = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}[every]
    labels = times.tz_localize(None).to_period(period).start_time
    expected = pd.Series(labels).value_counts().sort_index()
    for measure, factor in (("requests", 1), ("cost", 0.01), ("users", None)):
        found = usage.series(measure, every=every)
        shown = found["time"].dt.tz_localize(None).dt.floor("D")
        assert shown.tolist() == expected.index.tolist(), "every day that exists, and no other"
        wanted = np.ones(len(expected)) if factor is None else expected.to_numpy() * factor
        np.testing.assert_allclose(found["value"], wanted, rtol=1e-12)


@pytest.mark.parametrize(("zone", "start", "end"), ZONES)
def test_no_request_is_lost_by_the_hour(zone, start, end):
    usage = every_seven_minutes(start, end, zone)
    found = usage.series("requests", every="hour")
    times = pd.date_range(start, end, freq=EVERY_SEVEN_MINUTES, inclusive="left", tz="UTC")
    starts = pd.DatetimeIndex(found["time"]).tz_convert("UTC")
    assert starts.is_monotonic_increasing
    assert starts.is_unique
    expected = np.bincount(starts.searchsorted(times, side="right") - 1, minlength=len(starts))
    assert found["value"].tolist() == expected.tolist()
    assert (starts[1:] - starts[:-1]).max() == pd.Timedelta("1h")
    shown = pd.DatetimeIndex(found["time"]).tz_localize(None)
    begins_anew = starts.map(
        lambda start: (start - pd.Timedelta("1us")).tz_convert(zone or "UTC").utcoffset()
    ) != pd.DatetimeIndex(found["time"]).map(lambda start: start.utcoffset())
    assert ((shown.minute == 0) | begins_anew).all()


@pytest.mark.parametrize(("zone", "start", "end"), ZONES)
def test_hour_of_day_and_weekday_are_what_pandas_says(zone, start, end):
    usage = every_seven_minutes(start, end, zone)
    times = local(pd.date_range(start, end, freq=EVERY_SEVEN_MINUTES, inclusive="left"), zone)
    assert (
        usage.values("hour_of_day").set_index("value")["count"].to_dict()
        == pd.Series(times.hour).value_counts().to_dict()
    )
    assert (
        usage.values("weekday").set_index("value")["count"].to_dict()
        == pd.Series(times.day_name()).value_counts().to_dict()
    )


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Asia/Kolkata", "2026-03-29", 24),
        ("America/Sao_Paulo", "2018-11-04", 23),
        ("America/Sao_Paulo", "2018-02-17", 25),
        ("Australia/Lord_Howe", "2026-10-04", 24),  # one of them half an hour long
        ("Pacific/Apia", "2011-12-31", 24),
    ],
)
def test_a_day_has_the_hours_it_has(zone, day, hours):
    following = str(pd.Timestamp(day) + pd.Timedelta(days=1))
    span = Span(instant("start", day, zone_named(zone)), instant("end", following, zone_named(zone)))
    assert len(steps_between(span, STEPS["hour"])) == hours
    usage = every_seven_minutes(
        str(pd.Timestamp(day) - pd.Timedelta(days=3)), str(pd.Timestamp(day) + pd.Timedelta(days=4)), zone
    )
    lasts = (span.end - span.start) / pd.Timedelta(EVERY_SEVEN_MINUTES)
    assert usage.between(day, following).total("requests") == pytest.approx(lasts, abs=1)
    assert usage.between(day, following).series("requests", every="hour")["time"].size == hours
    assert usage.between(day, following).series("requests")["value"].tolist() == [
        usage.between(day, following).total("requests")
    ]


def test_a_range_is_half_open_to_the_microsecond():
    times = ["2026-03-28 22:59:59.999999", "2026-03-28 23:00", "2026-03-29 21:59:59.999999", "2026-03-29 22:00"]
    usage = Usage.from_frame(pd.DataFrame({"start_time": times}), time_zone="Europe/Berlin")
    assert usage.between("2026-03-29", "2026-03-30").total("requests") == 2
    assert usage.series("requests")["value"].tolist() == [1, 2, 1]


def test_a_clock_agrees_with_zoneinfo_over_a_century():
    zone = zone_named("Europe/Berlin")
    clock = LocalClock.over(zone, pd.Timestamp("1990-01-01"), pd.Timestamp("2090-01-01"))
    assert len(clock.changes) == 201
    for change, offset in clock.changes[1:]:
        after = change.tz_localize("UTC").tz_convert(zone)
        assert after.utcoffset().total_seconds() == offset
        assert (after - pd.Timedelta("1us")).utcoffset() != after.utcoffset()


def test_the_finest_unit_is_a_quarter_only_where_an_hour_would_straddle():
    year = (pd.Timestamp("2026-01-01"), pd.Timestamp("2026-12-31"))
    finest = {zone: LocalClock.over(zone_named(zone), *year).finest for zone, _, _ in ZONES if zone}
    assert {zone for zone, unit in finest.items() if unit == "quarter_hour"} == {
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
    }


def test_a_clock_needs_no_zone_function_of_the_backend():
    clock = LocalClock.over(zone_named("Asia/Kolkata"), pd.Timestamp("2026-01-01"), pd.Timestamp("2026-02-01"))
    statement = str(ibis.to_sql(clock.local(ibis.table({"t": "timestamp"}, name="rows").t), dialect="duckdb")).upper()
    assert "ZONE" not in statement
    assert "19800" in statement


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-29 02:30", "2026-03-29T03:00:00+02:00"),  # skipped: the first moment after
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),  # twice: the first
        ("2026-03-01T00:00:00Z", "2026-03-01T01:00:00+01:00"),
        (pd.Timestamp("2026-03-01", tz="Asia/Tokyo"), "2026-02-28T16:00:00+01:00"),
        (pd.Timestamp("2026-03-01").date(), "2026-03-01T00:00:00+01:00"),
        (np.datetime64("2026-03-01"), "2026-03-01T00:00:00+01:00"),
    ],
)
def test_an_instant_is_read_in_the_zone(value, expected):
    assert instant("start", value, zone_named("Europe/Berlin")).isoformat() == expected


@pytest.mark.parametrize("value", [None, "", "x", 5, 1.5, True, [], pd.NaT, "2026-13-01", object()])
def test_what_is_no_instant_is_refused(value):
    with pytest.raises(InvalidArgument, match="start: expected a date or time"):
        instant("start", value, zone_named(None))


@pytest.mark.parametrize("value", ["now", "today", " NOW ", "10:00", "March", "1.3.26"])
def test_the_clock_of_this_machine_is_not_asked(value):
    with pytest.raises(InvalidArgument, match="start: expected a date or time") as raised:
        instant("start", value, zone_named("Asia/Tokyo"))
    assert ("Give the date itself" in str(raised.value)) == (value.strip().lower() in ("now", "today"))


def test_lengths_go_back_by_the_calendar_or_by_the_clock():
    berlin = zone_named("Europe/Berlin")
    now = instant("now", "2026-03-30 12:00", berlin)
    assert before(now, "1d").isoformat() == "2026-03-29T12:00:00+02:00"
    assert before(now, "2d").isoformat() == "2026-03-28T12:00:00+01:00"
    assert before(now, "48h").isoformat() == "2026-03-28T11:00:00+01:00"
    assert before(now, "15min").isoformat() == "2026-03-30T11:45:00+02:00"
    assert before(instant("now", "2026-03-31", berlin), "1mo").isoformat() == "2026-02-28T00:00:00+01:00"
    assert before(instant("now", "2028-02-29", berlin), "1y").isoformat() == "2027-02-28T00:00:00+01:00"
    assert before(instant("now", "2026-04-28 02:30", berlin), "30d") == pd.Timestamp("2026-03-29T03:30:00+02:00")


def test_steps_and_zones_are_found_by_name():
    with pytest.raises(UnknownName, match=r"did you mean 'day'.*hour, month, quarter, week, year"):
        step_named("days")
    with pytest.raises(UnknownName, match="Europe/Berlin"):
        zone_named("berlin")
    assert zone_named(None).key == "UTC"
