"""Series and a log whose making is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

WEEKDAYS = np.array([1.1, 1.2, 1.15, 1.1, 1.0, 0.3, 0.25])


def calm(days=120, *, zone=None, start="2026-01-05", noise=0.03, level=100.0):
    """Busy weekdays and quiet weekends around a level."""
    times = pd.date_range(start, periods=days, tz=zone)
    chance = np.random.default_rng(4).lognormal(0, noise, days)
    return pd.Series(level * WEEKDAYS[times.day_of_week] * chance, index=times)


def wild(days=120):
    """Weeks that have little to do with each other."""
    weeks = np.random.default_rng(2).lognormal(0, 0.6, days // 7 + 1)
    return calm(days) * np.repeat(weeks, 7)[:days]


def log(days=60, *, start="2026-03-02", a_day=(5, 3), unpriced_days=()):
    """Requests of two models, as many a day each as said, a quarter and a dollar each, from 9:00 on."""
    rows = [
        (day + pd.Timedelta(hours=9, minutes=number), model, None if at in unpriced_days else price)
        for at, day in enumerate(pd.date_range(start, periods=days))
        for model, price, count in (("large", 1.0, a_day[0]), ("small", 0.25, a_day[1]))
        for number in range(count)
    ]
    return pd.DataFrame(rows, columns=["start_time", "model", "cost"])
