"""Runs in an environment of its own (statsforecast, pandas < 3): histories as JSON on stdin, forecasts on stdout."""

from __future__ import annotations

import json
import sys

import numpy as np


def forecast(history: list[float], horizon: int) -> list[float]:
    """Its own forecast, or the last week again where it cannot be fitted."""
    from statsforecast.models import DynamicOptimizedTheta, SeasonalNaive  # only where this runs

    values = np.asarray(history, dtype=float)
    try:
        mean = DynamicOptimizedTheta(season_length=7).forecast(values, h=horizon)["mean"]
    except Exception:  # noqa: BLE001 (whatever the other package raises, the window must stay comparable)
        mean = np.full(horizon, np.nan)
    if not np.all(np.isfinite(mean)):
        mean = SeasonalNaive(season_length=min(7, len(values))).forecast(values, h=horizon)["mean"]
    return np.maximum(mean, 0).tolist()


if __name__ == "__main__":
    json.dump([forecast(history, horizon) for history, horizon in json.load(sys.stdin)], sys.stdout)
