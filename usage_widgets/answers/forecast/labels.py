"""What the parts of a forecast are called: its amounts, its horizon, what it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.answers.amounts import rough
from usage_widgets.answers.forecast.numbers import step_name
from usage_widgets.answers.part import subject_label
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label

if TYPE_CHECKING:
    from usage_widgets.answers.forecast.forecast import Forecast

ROUNDS = {168: "week", 24: "day", 7: "week"}


def horizon_label(forecast: Forecast, locale: str) -> str:
    """The horizon, its first step where that is running, and what is forecast where its numbers do not tell it."""
    when = text(f"forecast.next.{forecast.every}", locale=locale, count=forecast.horizon)
    first = forecast.mean["time"].iloc[0]
    if forecast.every in ("week", "month") and first in forecast.source.history.partial.index:
        when = text("forecast.counted", locale=locale, when=when, step=step_name(first, forecast.every, locale=locale))
    subject = subject_label(forecast.source.usage, forecast.measure, locale)
    if not subject and forecast.measure not in (None, "cost"):
        subject = measure_label(forecast.measure or "", locale)
    return text("forecast.when", locale=locale, when=when, subject=subject) if subject else when


def expected_label(forecast: Forecast, locale: str) -> str:
    """The expected total of the horizon, or its mean where it does not add up."""
    value = amount_label(forecast, forecast.prediction.outlook.total(), locale)
    return value if forecast.source.adds_up else text("forecast.on_average", locale=locale, value=value)


def amount_label(forecast: Forecast, total: float, locale: str) -> str:
    """A total of the horizon as people read it, for a measure that does not add up as its mean: all equally exact."""
    steps = 1 if forecast.source.adds_up else forecast.horizon
    largest = max(abs(edge) for edge in forecast.range_of_total(95)) / steps
    return rough(total / steps, forecast.source.unit, beside=largest, locale=locale)


def length_label(forecast: Forecast, count: int, locale: str) -> str:
    """So many steps in words."""
    return text(f"forecast.length.{forecast.every}", locale=locale, count=count)


def span_label(forecast: Forecast, count: int, locale: str) -> str:
    """So many steps as the first half of a word: "30-day"."""
    return text(f"forecast.span.{forecast.every}", locale=locale, count=count)


def whole_label(forecast: Forecast) -> str:
    """Which keys speak of it: those of totals or those of averages."""
    return "totals" if forecast.source.adds_up else "averages"


def round_label(forecast: Forecast) -> str:
    """From what to what it is said to vary: weeks, of hours of a short history days, of months months."""
    return ROUNDS.get(forecast.source.history.season, forecast.every)
