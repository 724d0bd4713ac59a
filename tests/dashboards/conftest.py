"""A small log whose figures are easy to work out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

ROWS = [  # model, team, user, cost
    ("gpt-4o", "search", "ada", 4.0),
    ("gpt-4o", "search", "bob", 3.0),
    ("gpt-4o", "legal", "cyd", 1.0),
    ("haiku", "legal", "cyd", 2.0),
    ("haiku", None, "<b>&", 0.5),
]


@pytest.fixture(scope="session")
def usage() -> uw.Usage:
    frame = pd.DataFrame(ROWS, columns=["model", "team", "user", "cost"])
    frame["start_time"] = pd.date_range("2026-03-01T08:00", periods=len(frame), freq="h")
    return uw.Usage.from_frame(frame)
