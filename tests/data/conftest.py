"""A week of requests that can be summed by hand, and one that is random."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from usage_widgets import Usage

WEEK = [
    # id, start, user, team, model, provider, status, origin, hit, uncached, read, creation, output, reasoning, cost, latency, tags
    (
        "r1",
        "2026-03-02 09:00",
        "ada",
        "red",
        "gpt",
        "azure",
        "success",
        "user",
        "False",
        100,
        50,
        0,
        10,
        4,
        "0.10",
        100,
        ["a"],
    ),
    (
        "r2",
        "2026-03-02 10:00",
        "ada",
        "red",
        "gpt",
        "openai",
        "failure",
        "user",
        "",
        20,
        0,
        0,
        0,
        0,
        "0",
        50,
        ["a", "b"],
    ),
    (
        "r3",
        "2026-03-03 09:00",
        "bob",
        "blue",
        "claude",
        "anthropic",
        "success",
        "user",
        None,
        200,
        100,
        100,
        40,
        0,
        "0.50",
        900,
        [],
    ),
    (
        "r4",
        "2026-03-03 09:05",
        "bob",
        "blue",
        "claude",
        "anthropic",
        "success",
        "retry",
        None,
        10,
        0,
        0,
        5,
        0,
        "0.05",
        300,
        ["b"],
    ),
    (
        "r5",
        "2026-03-04 11:00",
        "",
        "blue",
        "gpt",
        "azure",
        "success",
        "internal",
        None,
        30,
        0,
        0,
        1,
        0,
        "0.01",
        20,
        None,
    ),
    ("r6", "2026-03-05 12:00", "cyd", None, "gpt", "azure", "success", "user", "True", 500, 0, 0, 90, 0, "0", 5, ["a"]),
    (
        "r7",
        "2026-03-06 13:00",
        None,
        None,
        "mystery",
        None,
        "success",
        "user",
        "None",
        10,
        0,
        0,
        10,
        0,
        None,
        None,
        None,
    ),
    (
        "r8",
        "2026-03-06 23:30",
        "ada",
        "red",
        "gpt",
        "openai",
        "success",
        "user",
        None,
        100,
        0,
        0,
        20,
        0,
        "0.20",
        200,
        ["b"],
    ),
]
NAMES = [
    *("request_id", "start_time", "user", "team", "model", "provider", "status", "origin", "response_cache_hit"),
    *("uncached_input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "output_tokens"),
    *("reasoning_output_tokens", "cost", "latency_ms", "tags"),
]


@pytest.fixture
def week_frame() -> pd.DataFrame:
    """Eight requests of a week in March 2026, Monday to Friday."""
    return pd.DataFrame(WEEK, columns=NAMES)


@pytest.fixture(scope="session")
def week() -> Usage:
    """The same as a usage."""
    return Usage.from_frame(pd.DataFrame(WEEK, columns=NAMES))


@pytest.fixture(scope="session")
def random_frame() -> pd.DataFrame:
    """2,000 random requests over 40 days around the European change to summer time, with unknowns and ties."""
    random = np.random.default_rng(5)
    size = 2_000
    return pd.DataFrame(
        {
            "request_id": [f"r{number}" for number in range(size)],
            "start_time": pd.Timestamp("2026-03-10") + pd.to_timedelta(random.integers(0, 40 * 86_400, size), unit="s"),
            "user": random.choice([*(f"u{number}" for number in range(30)), None], size),
            "model": random.choice(["a", "b", "c", "d", None], size, p=[0.5, 0.2, 0.1, 0.1, 0.1]),
            "provider": random.choice(["x", "y"], size),
            "status": random.choice(["success", "failure"], size, p=[0.9, 0.1]),
            "origin": random.choice(["user", "retry", "internal"], size, p=[0.8, 0.1, 0.1]),
            "response_cache_hit": random.random(size) < 0.1,
            "uncached_input_tokens": random.integers(0, 5_000, size),
            "cache_read_input_tokens": random.integers(0, 5_000, size),
            "cache_creation_input_tokens": random.integers(0, 500, size),
            "output_tokens": random.integers(0, 900, size),
            "reasoning_output_tokens": 0,
            "cost": [None if chance < 0.05 else f"{chance:.9f}" for chance in random.random(size)],
            "latency_ms": random.integers(1, 10_000, size).astype("float64"),
            "tags": list(itertools.islice(itertools.cycle([["p", "q"], ["q"], [], None, ["r", "q", "p"]]), size)),
        }
    )


@pytest.fixture(scope="session")
def random_usage(random_frame) -> Usage:
    """The same as a usage with days of Berlin."""
    return Usage.from_frame(random_frame, time_zone="Europe/Berlin")
