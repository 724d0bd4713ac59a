"""Public holidays: in the history none is an ordinary day, ahead each is as large as those before it were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from usage_widgets.errors import InvalidArgument, UnknownName

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.analytics.forecast.outlook import Numbers

WEEKS_AROUND = 4
LARGEST_RATIO = 3.0
FIX = 'Give a country, "DE", or a part of one, "DE-BY"'

Basis = Literal["holidays", "weekends", "none"]


@dataclass(frozen=True)
class Holidays:
    """The public holidays of a country: their days (without a time), and which weekdays are its weekend (Monday is 0)."""

    code: str
    days: pd.DatetimeIndex
    weekend: frozenset[int]

    def on(self, times: pd.DatetimeIndex) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which steps lie on a holiday that takes a working day; one on a weekend changes nothing."""
        days = times.tz_localize(None).normalize()
        is_holiday: np.ndarray[tuple[int], np.dtype[np.bool_]] = days.isin(self.days) & ~self._is_weekend(days)
        return is_holiday

    def ratio(self, history: History, values: Numbers) -> tuple[float, Basis]:
        """How large a holiday is against the same weekday around it, and what tells: past holidays, or else weekends."""
        days = pd.Series(values, index=history.times.tz_localize(None).normalize()).groupby(level=0).sum(min_count=1)
        is_holiday = self.on(days.index)
        ordinary = days.mask(is_holiday)
        ratios = [days[day] / typical for day in days.index[is_holiday] if (typical := _typical(ordinary, day)) > 0]
        known = [ratio for ratio in ratios if np.isfinite(ratio)]
        if known:
            return float(np.clip(np.median(known), 0.0, LARGEST_RATIO)), "holidays"
        recent = ordinary.tail(7 * 2 * WEEKS_AROUND)
        is_weekend = self._is_weekend(recent.index)
        weekend, work = recent[is_weekend].median(), recent[~is_weekend].median()
        if work > 0 and weekend >= 0:
            return float(min(weekend / work, LARGEST_RATIO)), "weekends"
        return 1.0, "none"

    def _is_weekend(self, days: pd.DatetimeIndex) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.isin(days.day_of_week, [*self.weekend])


def _typical(ordinary: pd.Series[float], day: pd.Timestamp) -> float:
    """The median of the same weekday in the weeks around a day."""
    around = [day + pd.DateOffset(weeks=week) for week in range(-WEEKS_AROUND, WEEKS_AROUND + 1)]
    return float(ordinary.reindex(around).median())


def read_holidays(code: object, times: pd.DatetimeIndex) -> Holidays:
    """Look up the holidays of a country, or a part of it, in the years of some times.

    Raises:
        InvalidArgument: the code is not a text.
        UnknownName: there is no such country, or no such part of it.
    """
    import holidays  # noqa: PLC0415 - only forecasts that ask for it need it

    if not isinstance(code, str) or not code:
        raise InvalidArgument.expected("holidays", "a country code", code, fix=FIX)
    country, _, part = code.upper().partition("-")
    parts = holidays.list_supported_countries()
    if country not in parts:
        known = holidays.list_supported_countries(include_aliases=False)
        raise UnknownName.among("country of holidays", code, known, fix=FIX)
    if part and part not in parts[country]:
        raise UnknownName.among(f"part of {country}", part, parts[country], fix=FIX)
    years = range(times[0].year - 1, times[-1].year + 2)
    found = holidays.country_holidays(country, subdiv=part or None, years=years)
    return Holidays(code.upper(), pd.DatetimeIndex(sorted(found)), frozenset(found.weekend))
