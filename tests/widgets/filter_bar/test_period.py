"""Presets count whole local days back from `as_of`."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.data.calendar import instant, zone_named
from usage_widgets.widgets.filter_bar.period import PRESETS, days_of


def days(preset, as_of, zone="Europe/Berlin"):
    found = days_of({"preset": preset}, instant("as_of", as_of, zone_named(zone)))
    return found and tuple(str(day.date()) for day in found)


@pytest.mark.parametrize(
    ("preset", "as_of", "expected"),
    [
        ("7d", "2026-06-30T14:00", ("2026-06-24", "2026-07-01")),
        ("7d", "2026-06-30T00:00", ("2026-06-23", "2026-06-30")),
        ("30d", "2026-03-29T03:30", ("2026-02-28", "2026-03-30")),
        ("30d", "2026-10-26T00:00", ("2026-09-26", "2026-10-26")),
        ("90d", "2024-03-01T12:00", ("2023-12-03", "2024-03-02")),
        ("month", "2026-03-31T23:59", ("2026-03-01", "2026-04-01")),
        ("month", "2026-04-01T00:00", ("2026-03-01", "2026-04-01")),
        ("month", "2026-04-01T00:01", ("2026-04-01", "2026-04-02")),
        ("last_month", "2026-03-31T12:00", ("2026-02-01", "2026-03-01")),
        ("last_month", "2026-01-15T12:00", ("2025-12-01", "2026-01-01")),
        ("all", "2026-01-15T12:00", None),
    ],
)
def test_presets(preset, as_of, expected):
    assert days(preset, as_of) == expected


@pytest.mark.parametrize(
    ("zone", "first"), [("Pacific/Auckland", "2026-06-25"), ("UTC", "2026-06-24"), ("America/New_York", "2026-06-24")]
)
def test_the_day_is_that_of_the_zone(zone, first):
    stamp = pd.Timestamp("2026-06-30T14:00", tz="UTC").tz_convert(zone)
    assert str(days_of({"preset": "7d"}, stamp).start.date()) == first


@pytest.mark.parametrize(("day", "hours"), [("2026-03-30", 23), ("2026-10-26", 25), ("2026-06-02", 24)])
def test_the_day_of_a_clock_change_counts_as_one(day, hours):
    stamps = pd.date_range("2026-03-01", "2026-11-01", freq="h", tz="UTC")
    usage = uw.Usage.from_frame(pd.DataFrame({"start_time": stamps}), time_zone="Europe/Berlin").with_as_of(day)
    bar = uw.FilterBar(usage, dimensions=[], period="7d")
    assert usage.where(bar.selection).total("requests") == 6 * 24 + hours


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_has_a_name(preset):
    bar = uw.FilterBar(uw.Usage.demo(days=3, requests=20, end="2026-06-30"), dimensions=[])
    assert bar.strings[f"preset.{preset}"]
