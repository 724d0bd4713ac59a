"""Whether the total of a horizon can be promised to ±10 %, and the one reason that decided it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from usage_widgets.analytics.forecast.backtest import CLOSE
from usage_widgets.analytics.forecast.volatility import cycle_totals, is_predictable, weekly_variation

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.backtest import Backtest
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.analytics.forecast.outlook import Outlook
    from usage_widgets.analytics.forecast.prediction import Prediction

ENOUGH_CHECKS = 4
ENOUGH_TOTALS = 3
PROBABLE = 0.65
"""How likely the range of a calm series finds it, at least, that a promise is kept: with it 9 of 10 are."""
LIKELY = 0.9
"""The same where the range alone tells."""

Verdict = Literal["reliable", "unreliable", "too_short"]
Reason = Literal["calm", "varies", "few", "untold", "missed", "far", "wide", "short"]
VERDICTS: dict[Reason, Verdict] = {"calm": "reliable", "short": "too_short"}


@dataclass(frozen=True)
class Trust:
    """A verdict and its reason.

    Args:
        verdict: "reliable", "unreliable", or "too_short" a history to say.
        reason: "calm"; "varies" too much from week to week; "few" whole weeks to tell that; "untold", as too little is
            above zero; "missed" by more than a third of its own checks; "far", further ahead than the history goes
            back; "wide" a range, which tells most ahead of less than a week, of which calm weeks tell nothing; "short".
        variation: How much totals differ from one week (day, month) to the next, 0.24 for 24 %; NaN where untold.
        chance: How likely the total lands within ±10 % of the expected one by its own range, 0..1.
    """

    verdict: Verdict
    reason: Reason
    variation: float
    chance: float


def trust_in(history: History, made: Prediction, checked: Backtest) -> Trust:
    """Judge a forecast by its history: how calm it is, how long, and how its own checks turned out."""
    season, horizon, fitted = history.season, len(made.times), made.fitted
    variation, chance = weekly_variation(fitted, season), _chance(made.outlook, horizon)
    is_under_a_cycle = history.grain.round > 1 and horizon < season
    doubts: list[tuple[Reason, bool]] = [
        ("short", history.is_short),
        ("few", bool(np.isfinite(cycle_totals(fitted, season)).sum() < ENOUGH_TOTALS)),
        ("untold", bool(np.isnan(variation))),
        ("varies", not is_predictable(fitted, season)),
        ("wide", is_under_a_cycle and chance < LIKELY),
        ("missed", checked.checks >= ENOUGH_CHECKS and 3 * checked.hits < 2 * checked.checks),
        ("far", horizon > len(history)),
        ("wide", chance < PROBABLE),
    ]
    reason: Reason = next((reason for reason, holds in doubts if holds), "calm")
    return Trust(VERDICTS.get(reason, "unreliable"), reason, variation, chance)


def _chance(outlook: Outlook, horizon: int) -> float:
    """How likely the total lands within ±10 % of what is expected."""
    expected, above = outlook.total(), outlook.spread.probability_above
    room = CLOSE * abs(expected)
    return above(expected - room, horizon) - above(expected + room, horizon)
