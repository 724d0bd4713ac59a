"""What the author of a forecast chart asks for: checked before there is any history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.analytics.forecast.events import read_events
from usage_widgets.analytics.forecast.grain import GRAINS, grain_named
from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.answers.choice import checked_choice
from usage_widgets.answers.forecast.arguments import checked_amount, checked_horizon, checked_levels
from usage_widgets.answers.forecast.country import holidays_of
from usage_widgets.answers.forecast.forecast import Forecast, forecast
from usage_widgets.errors import InvalidArgument, NotEnoughHistory
from usage_widgets.messages.escaping import printable

if TYPE_CHECKING:
    from usage_widgets.data.usage import Usage

EVERY = "day"
ANY_YEAR = pd.DatetimeIndex(["2026-01-01"])


class NothingSeen(NotEnoughHistory):
    """A usage without any request."""


@dataclass(frozen=True)
class Wishes:
    """All of it but the measure and the method, which viewers change.

    Args:
        horizon: How many steps.
        every: How long a step is: "hour", "day", "week" or "month".
        levels: The levels of the bands, in percent.
        budget: An amount of the measure that the chart was made with; None for none.
        events: Known changes of the level.
        holidays: A country, or None.
    """

    horizon: int
    every: str
    levels: tuple[float, ...]
    budget: float | None
    events: tuple[Any, ...]
    holidays: str | None

    @classmethod
    def of(cls, *, horizon: Any, every: Any, level: Any, budget: Any, events: Any, holidays: Any) -> Wishes:
        """Check all of them.

        Raises:
            InvalidArgument: one cannot be used.
            UnknownName: there is no such step or country.
        """
        grain = grain_named(every)
        return cls(
            checked_horizon(horizon, grain),
            grain.name,
            checked_levels(level),
            checked_budget(budget),
            checked_events(events),
            checked_holidays(holidays, grain.name),
        )

    def forecast(self, usage: Usage, measure: str, method: str) -> Forecast:
        """The forecast of a usage.

        Raises:
            NotEnoughHistory: fewer than 3 steps are known.
            NothingSeen: there is not one request.
        """
        try:
            return forecast(
                usage,
                measure=measure,
                horizon=self.horizon,
                every=self.every,
                method=method,
                level=self.levels,
                events=self.events,
                holidays=self.holidays,
            )
        except NotEnoughHistory as error:
            if usage.span is None:
                raise NothingSeen(str(error)) from None
            raise


def checked_method(method: Any) -> str:
    """Make sure that there is a method of that name."""
    return checked_choice("method", method, METHODS)


def checked_budget(budget: Any) -> float | None:
    """Make sure that a budget is an amount above zero, or None."""
    if budget is None:
        return None
    return checked_amount("budget", budget, expected="a number above zero, or None")


def checked_events(events: Any) -> tuple[Any, ...]:
    """Make sure that all are known changes, (date, label) or (date, label, factor); no label turns the words around it."""
    is_several = isinstance(events, Iterable) and not isinstance(events, (str, bytes))
    given = tuple(events) if is_several else events
    read_events(given, None)
    return tuple((when, printable(label), *factor) for when, label, *factor in given)


def checked_holidays(code: Any, every: str = EVERY) -> str | None:
    """Make sure that there are holidays of that code, and steps as short as a holiday."""
    if code is None:
        return None
    if every not in ("hour", "day"):
        fix = 'Leave out holidays, or forecast every="day"'
        raise InvalidArgument.expected("holidays", "a forecast by hour or day", f"every={every!r}", fix=fix)
    return holidays_of(code, ANY_YEAR).code


CHECKS: dict[str, Callable[[Any], object]] = {
    "horizon": lambda horizon: checked_horizon(horizon, GRAINS[EVERY]),
    "every": grain_named,
    "method": checked_method,
    "level": checked_levels,
    "budget": checked_budget,
    "events": checked_events,
    "holidays": checked_holidays,
}
"""How each wish is checked by itself, the others as they are by default."""
