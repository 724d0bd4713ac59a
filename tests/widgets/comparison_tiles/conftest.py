"""Two months whose figures are easy to work out by hand: May is whole, June runs up to the 11th."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

ROWS = [  # day, model, team, user, cost, status
    ("2026-05-01", "gpt-4o", "search", "ada", 4.0, "success"),
    ("2026-05-02", "gpt-4o", "support", "bob", 1.0, "success"),
    ("2026-05-03", "tiny", "search", "ada", 2.0, "failure"),
    ("2026-05-20", "gpt-4o", "search", "ada", 100.0, "success"),  # after the part that is compared
    ("2026-06-01", "gpt-4o", "search", "ada", 6.0, "success"),
    ("2026-06-02", "gpt-4o", "support", "cyd", 3.0, "success"),
    ("2026-06-10", "o3", None, "dan", 5.0, "success"),
    ("2026-06-10", "free", "search", "dan", None, "success"),
]


@pytest.fixture(scope="session")
def usage() -> uw.Usage:
    frame = pd.DataFrame(ROWS, columns=["start_time", "model", "team", "user", "cost", "status"])
    frame["start_time"] = pd.to_datetime(frame["start_time"]) + pd.Timedelta(hours=8)
    return uw.Usage.from_frame(frame).with_as_of("2026-06-11")
