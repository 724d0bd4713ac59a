"""Logs of 100 days of two teams: one calm, one that nobody can foretell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw

DAYS = 100


def log(costs_by_team, days=DAYS, end="2026-06-30"):
    """A request a team and day, at noon."""
    times = pd.date_range(end=pd.Timestamp(end) - pd.Timedelta(hours=12), periods=days, freq="D", tz="UTC")
    parts = [
        pd.DataFrame({"start_time": times, "team": team, "model": "o3", "cost": costs[-days:]})
        for team, costs in costs_by_team.items()
    ]
    return uw.Usage.from_frame(pd.concat(parts, ignore_index=True)).with_as_of(end)


def calm_costs(level):
    """Cheap weekends, and a little noise."""
    rng = np.random.default_rng(5)
    weekday = np.tile([1.0, 1.1, 1.05, 1.0, 0.95, 0.3, 0.25], DAYS // 7 + 1)[:DAYS]
    return np.round(level * weekday * rng.normal(1, 0.02, DAYS), 4)


def wild_costs(level):
    return np.round(level * np.random.default_rng(3).lognormal(0, 1.4, DAYS), 4)


@pytest.fixture(scope="session")
def usage():
    return log({"search": calm_costs(30), "legal": calm_costs(70)})


@pytest.fixture(scope="session")
def wild():
    return log({"search": wild_costs(30)})


@pytest.fixture(scope="session")
def short(usage):
    return usage.last("9d")


@pytest.fixture(scope="session")
def nothing(usage):
    return usage.last("2d")
