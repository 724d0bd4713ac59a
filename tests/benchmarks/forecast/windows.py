"""Rolling origins: what was known on a day, and what came after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST, SHORTEST, EVERY, MOST = 182, 14, 14, 12
SIMULATED_ORIGINS = (35, 91, 182, 212, 242)


@dataclass(frozen=True)
class Window:
    """One test: forecast the future from the history.

    Args:
        series: Which series it is of; windows of one series are not independent.
        kind: "real", or the kind of the simulator.
        history: Up to 182 days, oldest first, NaN where nobody measured.
        future: The days that followed, as many as the horizon.
    """

    series: str
    kind: str
    history: np.ndarray
    future: np.ndarray

    @property
    def horizon(self) -> int:
        return len(self.future)


def real_windows(series: dict[str, np.ndarray], horizon: int) -> Iterator[Window]:
    """From the end backwards every 14 days, at most 12 of a series, with at least 14 days of history."""
    for name, values in series.items():
        origins = range(len(values) - horizon, SHORTEST - 1, -EVERY)
        for origin in list(origins)[:MOST]:
            yield from _window(name, "real", values, origin, horizon)


def simulated_windows(series: dict[tuple[str, int], np.ndarray], horizon: int) -> Iterator[Window]:
    """From short, middling and full histories."""
    for (kind, number), values in series.items():
        for origin in SIMULATED_ORIGINS:
            yield from _window(f"{kind} {number}", kind, values, origin, horizon)


def _window(name: str, kind: str, values: np.ndarray, origin: int, horizon: int) -> Iterator[Window]:
    """Left out: a future with gaps, a history of nothing, and a history on which no error can be scaled."""
    history, future = values[max(0, origin - LONGEST) : origin], values[origin : origin + horizon]
    if np.isfinite(future).all() and np.nansum(history[-28:]) > 0 and step_of(history) > 0:
        yield Window(name, kind, history, future)


def step_of(history: np.ndarray) -> float:
    """What the same weekday differs by from one week to the next: the unit of scaled errors."""
    return float(np.nanmean(np.abs(history[7:] - history[:-7])))
