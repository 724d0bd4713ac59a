"""Logs that can be worked out beside a chart: in pandas, by local time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]  # the last one moves its clocks by half an hour
TEAMS = ["search", "legal", "sales", None, "art"]
MODELS = ["gpt-4o", "haiku", None]
USERS = ["ada", "bob", "cyd", "dan"]


def log_of(start, end, count=2_000, seed=3, teams=TEAMS):
    """Requests at any instant of a span, some of no team and of no model."""
    start, end = (
        pd.Timestamp(edge) if pd.Timestamp(edge).tzinfo else pd.Timestamp(edge, tz="UTC") for edge in (start, end)
    )
    random = np.random.default_rng(seed)
    seconds = np.sort(random.integers(0, int((end - start).total_seconds()), count))
    shares = np.arange(len(teams), 0, -1) / np.arange(len(teams) + 1).sum()
    return pd.DataFrame(
        {
            "start_time": start + pd.to_timedelta(seconds, unit="s"),
            "team": np.array(teams, dtype=object)[random.choice(len(teams), count, p=shares)],
            "model": np.array(MODELS, dtype=object)[random.integers(0, len(MODELS), count)],
            "user": np.array(USERS, dtype=object)[random.integers(0, len(USERS), count)],
            "cost": random.integers(1, 500, count) / 100,
            "latency_ms": random.integers(10, 9_000, count).astype(float),
        }
    )


@pytest.fixture(scope="session")
def spring():
    """Five weeks around the night in which Europe's clocks go forward."""
    return log_of("2026-03-05T05:00", "2026-04-09T10:30")


@pytest.fixture(scope="session")
def usage(spring):
    return uw.Usage.from_frame(spring).in_time_zone("Europe/Berlin")


@pytest.fixture(scope="session")
def local(spring):
    """The log with its local times."""
    return spring.assign(local=spring["start_time"].dt.tz_convert("Europe/Berlin"))


def lines(held):
    """What the page was handed: the values of each line by its label."""
    return {line["label"]: line["values"] for line in held["lines"]}


def times(held, zone):
    return pd.DatetimeIndex(pd.to_datetime([*held["times"], held["end"]], unit="ms", utc=True)).tz_convert(zone)
