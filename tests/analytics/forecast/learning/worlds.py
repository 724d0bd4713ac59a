"""Invented daily series of very many sorts, from which the width of forecast bands is learnt.

A series is a log level that walks, drifts, breaks and waves, times a weekday profile, times noise that remembers,
rounded to counts or not, switched on and off. Every parameter is drawn anew for each series from a wide range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator


def invented(rng: Generator, days: int, origin: int) -> np.ndarray:
    """One series; things begin and end at any time around the origin, the day of the forecast."""
    unrest = 10 ** rng.uniform(-2.3, 0.1)  # of the days
    wander = np.sqrt(unrest * 10 ** rng.uniform(-2.3, -0.1))  # of the level
    log_level = (
        _walk(rng, days, wander) + _drift(rng, days, wander) + _breaks(rng, days, wander) + _wave(rng, days, wander)
    )
    rate = (
        np.exp(log_level + _noise(rng, days, unrest))
        * _week(rng, days)
        * _days_off(rng, days)
        * _life(rng, days, origin)
    )
    values = _measured(rng, rate * _bursts(rng, days, unrest), unrest)
    return _with_gaps(rng, values * _on_and_off(rng, days, unrest))


def summed(values: np.ndarray, days: int) -> np.ndarray:
    """Totals of so many days each: weeks or months."""
    return values[: len(values) // days * days].reshape(-1, days).sum(axis=1)


def by_the_hour(rng: Generator, values: np.ndarray) -> np.ndarray:
    """A daily series spread over the hours: most of it by day, each hour by chance, requests alike or uneven."""
    hour = np.arange(24 * len(values))
    day = np.exp(rng.uniform(0, 2.5) * np.cos(2 * np.pi * (hour - rng.uniform(10, 18)) / 24))
    chance = np.exp(_noise(rng, len(hour), 10 ** rng.uniform(-2, 0)))
    rate = np.repeat(values, 24) * day * chance / 24
    if rng.random() < 0.5:
        return rate
    usual = max(float(np.nanmean(rate)), 1e-12)
    counts = rng.poisson(np.minimum(np.nan_to_num(rate) / usual * 10 ** rng.uniform(-0.5, 4), 1e9))
    amounts = counts if rng.random() < 0.5 else _uneven(rng, counts)
    return np.where(np.isfinite(rate), amounts, np.nan)


def _walk(rng: Generator, days: int, wander: float) -> np.ndarray:
    """A level that wanders, and in half of the worlds is drawn back home."""
    back = 1.0 if rng.random() < 0.5 else 0.5 ** (1 / 10 ** rng.uniform(0.6, 2.3))
    return _remembering(rng.normal(0, wander * 10 ** rng.uniform(-1.6, -0.5), days), back)


def _remembering(shocks: np.ndarray, share: float) -> np.ndarray:
    state, result = 0.0, np.empty(len(shocks))
    for day, shock in enumerate(shocks.tolist()):
        state = share * state + shock
        result[day] = state
    return result


def _drift(rng: Generator, days: int, wander: float) -> np.ndarray:
    """Growth or decline that changes its pace every few months."""
    if rng.random() < 0.4:
        return np.zeros(days)
    pace = rng.normal(0.0005, 0.006 * min(1.0, 0.2 + 3 * wander), 1 + days // 30)
    turns = rng.random(len(pace)) < rng.choice([0.1, 0.3, 0.8])
    kept = np.maximum.accumulate(np.where(turns, np.arange(len(pace)), 0))
    return np.cumsum(np.repeat(pace[kept], 31)[:days])


def _breaks(rng: Generator, days: int, wander: float) -> np.ndarray:
    """Sudden steps of the level that stay."""
    often = 10 ** rng.uniform(-3.2, -1.6) * min(1.0, 8 * wander)
    size = min(1.2, wander * 10 ** rng.uniform(-0.3, 0.9))
    return np.cumsum(np.where(rng.random(days) < often, rng.normal(0, size, days), 0.0))


def _wave(rng: Generator, days: int, wander: float) -> np.ndarray:
    """A slow season that is longer than the history, or hardly shorter."""
    if rng.random() < 0.5:
        return np.zeros(days)
    phase, period = rng.uniform(0, 2 * np.pi), rng.uniform(60, 365)
    return min(0.5, wander * rng.uniform(0.3, 3.0)) * np.sin(phase + 2 * np.pi * np.arange(days) / period)


def _noise(rng: Generator, days: int, unrest: float) -> np.ndarray:
    """What a day differs from its level by: with or without memory, with thin or thick tails."""
    memory = rng.choice([0.0, rng.uniform(0.2, 0.97)], p=[0.35, 0.65])
    raw = rng.standard_t(rng.choice([3.0, 5.0, 200.0]), days)
    return np.clip(unrest * np.sqrt(1 - memory**2) * _remembering(raw, memory), -6, 6)


def _week(rng: Generator, days: int) -> np.ndarray:
    kind = rng.choice(["none", "mild", "office", "private", "any"], p=[0.2, 0.25, 0.35, 0.1, 0.1])
    work, end = {
        "none": (np.ones(5), np.ones(2)),
        "mild": (rng.normal(1, 0.05, 5), rng.normal(1, 0.15, 2)),
        "office": (rng.normal(1, 0.1, 5), rng.uniform(0.0, 0.8) * rng.normal(1, 0.15, 2)),
        "private": (rng.normal(1, 0.1, 5), rng.uniform(1.1, 2.5) * rng.normal(1, 0.1, 2)),
        "any": (rng.gamma(3, 1 / 3, 5), rng.gamma(3, 1 / 3, 2)),
    }[kind]
    return np.resize(np.roll(np.abs(np.concatenate([work, end])), rng.integers(7)), days)


def _days_off(rng: Generator, days: int) -> np.ndarray:
    """Holidays, alone or by the week."""
    if rng.random() < 0.6:
        return np.ones(days)
    begins = rng.random(days) < 10 ** rng.uniform(-2.3, -1.5)
    off = np.convolve(begins, np.ones(rng.choice([1, 1, 2, 5, 9])))[:days] > 0
    return np.where(off, rng.uniform(0.05, 0.9), 1.0)


def _life(rng: Generator, days: int, origin: int) -> np.ndarray:
    """Most live through it all; some are launched, some retired, at once or bit by bit."""
    day = np.arange(days)
    life = np.ones(days)
    if rng.random() < 0.2:
        life = 0.5 + 0.5 * np.tanh((day - rng.uniform(-60, origin)) / 10 ** rng.uniform(0.3, 1.8))
    if rng.random() < 0.12:
        life = life * np.exp(-np.maximum(0, day - rng.uniform(0, 1.5 * origin)) / 10 ** rng.uniform(0.3, 2.3))
    return life


def _bursts(rng: Generator, days: int, unrest: float) -> np.ndarray:
    """Days, or a few in a row, of several times the usual."""
    if rng.random() < 0.65:
        return np.ones(days)
    begins = rng.random(days) < 10 ** rng.uniform(-2.5, -0.8)
    sizes = np.where(begins, np.minimum(60, rng.pareto(rng.uniform(1.3, 4), days) * min(3, 6 * unrest)), 0.0)
    return 1 + np.convolve(sizes, rng.uniform(0, 0.8) ** np.arange(rng.choice([1, 1, 2, 6, 15])))[:days]


def _on_and_off(rng: Generator, days: int, unrest: float) -> np.ndarray:
    """Some are used only now and then."""
    if unrest < 0.05 or rng.random() < 0.75:
        return np.ones(days)
    starts, stops = 10 ** rng.uniform(-1.5, -0.1, 2)
    state, chances = True, rng.random(days)
    result = np.empty(days)
    for day, chance in enumerate(chances.tolist()):
        state = chance >= stops if state else chance < starts
        result[day] = state
    return result


def _measured(rng: Generator, rate: np.ndarray, unrest: float) -> np.ndarray:
    """Counts of a small or large thing, or amounts that single requests make uneven."""
    kind = rng.choice(["amount", "count", "uneven"], p=[0.5, 0.3, 0.2])
    if kind == "amount":
        return rate * 10 ** rng.uniform(-3, 8)
    typical = 10 ** rng.uniform(-0.5, 4) if unrest > 0.08 else 10 ** rng.uniform(2.5, 6)
    counts = rng.poisson(np.minimum(typical * rate, 1e12)).astype(float)
    if kind == "count":
        return counts
    return _uneven(rng, counts)


def _uneven(rng: Generator, counts: np.ndarray) -> np.ndarray:
    """What so many requests come to when a few of them make most of it."""
    shape = 10 ** rng.uniform(-1, 1)
    return np.where(counts > 0, rng.gamma(np.maximum(counts, 1) * shape, 1 / shape), 0.0)


def _with_gaps(rng: Generator, values: np.ndarray) -> np.ndarray:
    """A few have days that nobody measured."""
    if rng.random() < 0.94:
        return values
    return np.where(rng.random(len(values)) < rng.uniform(0.01, 0.15), np.nan, values)
