"""A small log whose figures are easy to work out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

ROWS = [  # model, provider, user, cost
    ("gpt-4o", "openai", "ada", 4.0),
    ("gpt-4o", "openai", "ada", 2.0),
    ("gpt-4o", "azure", "bob", 3.0),
    ("gpt-4o", "azure", None, 1.0),
    ("haiku", "anthropic", "ada", 5.0),
    ("haiku", None, "cyd", 2.5),
    (None, "openai", "bob", 1.5),
    ("tiny", "openai", "cyd", 0.25),
    ("mini", "openai", "dan", 0.75),
]


@pytest.fixture(scope="session")
def usage() -> uw.Usage:
    frame = pd.DataFrame(ROWS, columns=["model", "provider", "user", "cost"])
    frame["start_time"] = pd.date_range("2026-03-01T08:00", periods=len(frame), freq="h")
    return uw.Usage.from_frame(frame)
