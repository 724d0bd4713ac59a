"""A log of five weeks whose cohorts are easy to work out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

MONDAYS = pd.date_range("2026-03-02", periods=5, freq="7D")
SEEN = {  # the weeks in which somebody makes a request, and what each costs
    "ada": {0: 1.0, 1: 2.0, 2: 4.0, 3: None},
    "bob": {0: 1.0, 2: 1.0},
    "cyd": {1: 3.0, 3: 0.5},
    "dan": {3: 0.25},
    "key": {0: 9.0, 1: 9.0, 2: 9.0, 3: 9.0},
    None: {0: 5.0},
}


@pytest.fixture(scope="session")
def weeks() -> uw.Usage:
    rows = [
        {"user": user, "start_time": MONDAYS[week] + pd.Timedelta(hours=9), "cost": cost}
        for user, weeks in SEEN.items()
        for week, cost in weeks.items()
    ]
    return uw.Usage.from_frame(pd.DataFrame(rows)).with_as_of(MONDAYS[4] + pd.Timedelta(days=1))
