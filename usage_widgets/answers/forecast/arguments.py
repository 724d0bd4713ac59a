"""What a forecast may be asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from usage_widgets.errors import InvalidArgument

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.grain import Grain

LEAST_LEVEL, MOST_LEVEL = 50, 99


def checked_horizon(horizon: Any, grain: Grain) -> int:
    """Make sure that a horizon is a whole number of steps that is not too far away."""
    is_whole = isinstance(horizon, Integral) and not isinstance(horizon, bool)
    if not is_whole or not 1 <= horizon <= grain.most_steps:
        raise InvalidArgument.expected(
            "horizon", f"a whole number of {grain.name}s from 1 to {grain.most_steps}", horizon
        )
    return int(horizon)


def checked_levels(level: Any) -> tuple[float, ...]:
    """Make sure that one level or several are given, in percent; each once, the smallest first.

    >>> checked_levels([95, 80.0, 95])
    (80, 95)
    """
    given: list[Any] = [*level] if isinstance(level, Iterable) else [level]
    for one in given or [level]:
        if not isinstance(one, Real) or isinstance(one, bool) or not LEAST_LEVEL <= float(one) <= MOST_LEVEL:
            expected = f"percentages from {LEAST_LEVEL} to {MOST_LEVEL}, such as (80, 95)"
            is_share = isinstance(one, Real) and not isinstance(one, bool) and 0 < float(one) < 1
            raise InvalidArgument.expected("level", expected, level, fix="Give 95 for 95 %" if is_share else "")
    levels = {float(one) for one in given}
    return tuple(int(one) if one.is_integer() else one for one in sorted(levels))


def checked_amount(argument: str, amount: Any, *, expected: str = "a number above zero") -> float:
    """Make sure that an amount, such as a budget, is above zero and has an end.

    >>> checked_amount("budget", "5000")
    Traceback (most recent call last):
    usage_widgets.errors.InvalidArgument: budget: expected a number above zero, got '5000'
    """
    if not isinstance(amount, (Real, Decimal)) or isinstance(amount, bool) or not 0 < float(amount) < math.inf:
        raise InvalidArgument.expected(argument, expected, amount)
    return float(amount)
