"""Whether the total of a horizon can be promised to ±10 %, and the one reason that decided it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from usage_widgets.analytics.forecast.volatility import is_predictable, weekly_variation

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.backtest import Backtest
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.analytics.forecast.outlook import Numbers

ENOUGH_CHECKS = 4

Reason = Literal["calm", "varies", "untold", "missed", "far", "short"]


@dataclass(frozen=True)
class Trust:
    """A verdict and its reason.

    Args:
        verdict: "reliable", "unreliable", or "too_short" a history to say.
        reason: "calm"; "varies" too much from week to week; "untold", as too little is above zero to tell; "missed" by
            most of its own checks; "far", further ahead than the history goes back; "short".
        variation: How much totals differ from one week (day, month) to the next, 0.24 for 24 %; NaN where untold.
    """

    verdict: Literal["reliable", "unreliable", "too_short"]
    reason: Reason
    variation: float


def trust_in(history: History, fitted: Numbers, checked: Backtest, horizon: int) -> Trust:
    """Judge a forecast by its history: how calm it is, how long, and how its own checks turned out."""
    season = history.season
    variation = weekly_variation(fitted, season)
    if history.is_short:
        return Trust("too_short", "short", variation)
    if math.isnan(variation):
        return Trust("unreliable", "untold", variation)
    if not is_predictable(fitted, season):
        return Trust("unreliable", "varies", variation)
    if checked.checks >= ENOUGH_CHECKS and 2 * checked.hits < checked.checks:
        return Trust("unreliable", "missed", variation)
    if horizon > len(history):
        return Trust("unreliable", "far", variation)
    return Trust("reliable", "calm", variation)
