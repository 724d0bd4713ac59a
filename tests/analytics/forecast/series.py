"""Series whose making is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from usage_widgets.analytics.forecast.grain import GRAINS
from usage_widgets.analytics.forecast.history import regular_history

WEEKDAYS = np.array([1.1, 1.2, 1.15, 1.1, 1.0, 0.3, 0.25])


def weekday_series(days=120, *, noise=0.05, level=100.0, start="2026-01-05", zone=None, seed=3):
    """Busy weekdays and quiet weekends around a level, which may be one a day."""
    times = pd.date_range(start, periods=days, tz=zone)
    chance = np.random.default_rng(seed).lognormal(0, noise, days)
    return pd.Series(level * WEEKDAYS[times.day_of_week] * chance, index=times)


def history_of(points, every="day", **options):
    """Points as a history."""
    return regular_history(points, GRAINS[every], **options)
