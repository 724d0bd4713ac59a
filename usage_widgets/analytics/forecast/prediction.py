"""The one way from a history to an outlook: known changes and holidays are taken out, and put on what comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.analytics.forecast.events import factors_ahead, levelled
from usage_widgets.analytics.forecast.methods import outlook
from usage_widgets.analytics.forecast.scaled import scaled
from usage_widgets.analytics.forecast.wall_clock import by_wall_clock, changes_clocks, picked, places_ahead

if TYPE_CHECKING:
    import pandas as pd

    from usage_widgets.analytics.forecast.events import Effect, Event
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.analytics.forecast.outlook import Numbers, Outlook
    from usage_widgets.analytics.forecast.public_holidays import Basis, Holidays


@dataclass(frozen=True)
class Prediction:
    """What was predicted, and from what.

    Args:
        times: The start of each coming step.
        outlook: What to expect of them.
        fitted: The history as the method was given it: at the level after known changes, holidays not known.
        effects: What each known change did.
        holidays_ahead: How many of the coming steps lie on a holiday.
        holiday_ratio: How large a holiday is against an ordinary day.
        holiday_basis: What told that.
    """

    times: pd.DatetimeIndex
    outlook: Outlook
    fitted: Numbers
    effects: tuple[Effect, ...] = ()
    holidays_ahead: int = 0
    holiday_ratio: float = 1.0
    holiday_basis: Basis = "none"


@dataclass(frozen=True)
class Plan:
    """How to predict: by which method, between which bounds, with which known changes and holidays."""

    method: str = "auto"
    floor: float | None = 0.0
    ceiling: float | None = None
    events: tuple[Event, ...] = ()
    holidays: Holidays | None = None

    def predict(self, history: History, horizon: int) -> Prediction:
        """Predict the steps after a history from nothing but it."""
        times = history.grain.after(history.times[-1], horizon)
        fitted, effects = levelled(history, history.values, self.events, times)
        ratio, basis = self.holidays.ratio(history, fitted) if self.holidays else (1.0, "none")
        fitted = self._ordinary(history, fitted)
        expected = self._expected(history, fitted, times)
        factors = factors_ahead(times, self.events, effects)
        is_holiday = self.holidays.on(times) if self.holidays else np.zeros(horizon, dtype=bool)
        factors[is_holiday] *= ratio
        coming = scaled(expected, factors, self.ceiling)
        return Prediction(times, coming, fitted, effects, int(is_holiday.sum()), ratio, basis)

    def _expected(self, history: History, fitted: Numbers, times: pd.DatetimeIndex) -> Outlook:
        """What the method expects; of hours by the clock on the wall."""
        bounds = {"floor": self.floor, "ceiling": self.ceiling}
        season = history.season
        if history.grain.name != "hour" or not changes_clocks(history.times.append(times)):
            return outlook(fitted, len(times), method=self.method, season=season, **bounds)
        places = places_ahead(history.times[-1], times)
        values = by_wall_clock(fitted, history.times)
        by_clock = outlook(values, int(places[-1]) + 1, method=self.method, season=season, **bounds)
        return picked(by_clock, places, self.ceiling)

    def _ordinary(self, history: History, values: Numbers) -> Numbers:
        """The values without those of holidays, unless too few others are left."""
        if not self.holidays:
            return values
        ordinary = np.where(self.holidays.on(history.times), np.nan, values)
        return ordinary if np.isfinite(ordinary).sum() >= 3 else values
