"""Periods, and what they are set against, checked before there is a usage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from usage_widgets.answers.periods.pair import other_named
from usage_widgets.answers.periods.period import WEEKS, period_named
from usage_widgets.answers.periods.spellings import AGAINST, refused
from usage_widgets.errors import InvalidArgument

LATE = pd.Timestamp("9000-01-01", tz="UTC")
"""No period begins after it: which of them begin after the data is seen when there are data."""


def check_period(period: Any) -> None:
    """Make sure that a text or a list can be a period."""
    period_named("period", period, LATE, "monday")


def check_against(against: Any) -> None:
    """Make sure that something can be what a period is set against."""
    if isinstance(against, Mapping):
        if not against or not all(isinstance(name, str) for name in against):
            raise refused("against", against)
    elif not isinstance(against, str) or against not in AGAINST:
        other_named(against, LATE, "monday")


def check_week(starts: Any) -> None:
    """Make sure that a week can start so."""
    if starts not in (*WEEKS,):
        raise InvalidArgument.expected("week_starts", f"one of {', '.join(map(repr, WEEKS))}", starts)


PAIR_CHECKS: dict[str, Callable[[Any], None]] = {
    "period": check_period,
    "against": check_against,
    "week_starts": check_week,
}
"""How each is checked."""
