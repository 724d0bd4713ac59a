"""Daily usage of invented crowds: each person joins, has habits, asks, and leaves; a series is what they cost a day.

The benchmark's own simulator: it shares no code and no number with the forecaster, nor with the worlds from which the
forecaster's constants are learnt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator

DAYS = 272


def spent_by(rng: Generator, joins: np.ndarray, leaves: np.ndarray, *, weekend: float) -> np.ndarray:
    """What people spend a day who are there from one day to another; at weekends a share of them works."""
    day, users = np.arange(DAYS), len(joins)
    there = (day >= joins[:, None]) & (day < leaves[:, None])
    habit = rng.beta(2.0, 1.5, users)[:, None] * np.where((day + rng.integers(7)) % 7 < 5, 1.0, weekend)
    asks = np.where(
        there & (rng.random((users, DAYS)) < habit),
        rng.geometric(1 / rng.uniform(2, 30, users)[:, None], (users, DAYS)),
        0,
    )
    price = rng.lognormal(-4.0, 0.8, users)[:, None]
    return np.sum(asks * price * rng.uniform(0.6, 1.4, (users, DAYS)), axis=0) * together(rng)


def together(rng: Generator) -> np.ndarray:
    """What moves all people at once: busy weeks, good and bad days, a holiday season, perhaps a model at another price."""
    weeks = np.repeat(rng.normal(0, rng.uniform(0.005, 0.04), DAYS // 7 + 1), 7)[:DAYS]
    switch = np.where(np.arange(DAYS) < rng.uniform(0, 4 * DAYS), 1.0, rng.uniform(0.6, 1.3))
    since_holidays = np.arange(DAYS) - rng.uniform(-40, 365)
    holidays = np.where((since_holidays > 0) & (since_holidays < rng.uniform(14, 45)), rng.uniform(0.7, 1.0), 1.0)
    return switch * holidays * np.exp(weeks + rng.normal(0, rng.uniform(0.01, 0.06), DAYS))


def stable(rng: Generator) -> np.ndarray:
    """A large service at the end of its growth: as many leave as join."""
    users = int(rng.integers(300, 1800))
    stay = rng.exponential(rng.uniform(120, 700), 3 * users)
    joins = rng.uniform(-700, DAYS, 3 * users)
    return spent_by(rng, joins, joins + 60 + stay, weekend=rng.uniform(0.5, 1.0))


def growing(rng: Generator) -> np.ndarray:
    """A company that adopts a service by word of mouth, at a pace and from a size of its own."""
    users, pace, middle = int(rng.integers(300, 1500)), rng.uniform(25, 110), rng.uniform(40, 420)
    joins = middle + pace * rng.logistic(0, 1, users)
    return spent_by(rng, joins, np.full(users, np.inf), weekend=rng.uniform(0.1, 0.9))


def weekday_heavy(rng: Generator) -> np.ndarray:
    """Office people, with public holidays and a fortnight of holidays for each."""
    users = int(rng.integers(150, 1200))
    joins = rng.uniform(-900, DAYS, users)
    values = spent_by(rng, joins, joins + rng.uniform(300, 2500, users), weekend=rng.uniform(0.0, 0.12))
    closed = rng.random(DAYS) < rng.choice([0.0, 0.01, 0.02])
    return values * np.where(closed, 0.15, 1.0)


def bursty(rng: Generator) -> np.ndarray:
    """A small team whose batch jobs cost many times a usual day."""
    users = int(rng.integers(4, 40))
    base = spent_by(rng, rng.uniform(-300, 60, users), np.full(users, np.inf), weekend=rng.uniform(0.1, 0.8))
    jobs = rng.random(DAYS) < rng.uniform(0.02, 0.25)
    return base + np.where(jobs, rng.lognormal(0, rng.uniform(0.4, 1.1), DAYS) * rng.uniform(1, 12) * base.mean(), 0.0)


def launch_retire(rng: Generator) -> np.ndarray:
    """A model that people move to in the weeks after its launch, and from when the next one comes."""
    users, launch = int(rng.integers(60, 900)), rng.uniform(-120, 60)
    retired = launch + rng.uniform(120, 330)
    joins = launch + rng.exponential(rng.uniform(4, 40), users)
    leaves = np.maximum(joins, retired + rng.exponential(rng.uniform(3, 30), users))
    return spent_by(rng, joins, leaves, weekend=rng.uniform(0.1, 0.9))


def intermittent(rng: Generator) -> np.ndarray:
    """One to three people with projects: some days or weeks of use, then nothing."""
    users, values = int(rng.integers(1, 4)), np.zeros(DAYS)
    for _ in range(users):
        lengths = rng.geometric(1 / rng.uniform(1.5, 12), DAYS), rng.geometric(1 / rng.uniform(2, 15), DAYS)
        busy = np.repeat(np.resize([True, False], 2 * DAYS), np.column_stack(lengths).ravel())[:DAYS]
        values += np.where(busy, spent_by(rng, np.full(1, -1.0), np.full(1, np.inf), weekend=rng.uniform(0, 1)), 0.0)
    return values


KINDS: dict[str, Callable[[Generator], np.ndarray]] = {
    "stable": stable,
    "growing": growing,
    "weekday-heavy": weekday_heavy,
    "bursty": bursty,
    "launch/retire": launch_retire,
    "intermittent": intermittent,
}


def crowd(kind: str, number: int) -> np.ndarray:
    """One series of a kind; the same number gives the same series."""
    return KINDS[kind](np.random.default_rng([20260501, list(KINDS).index(kind), number]))
