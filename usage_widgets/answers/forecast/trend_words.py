"""What a forecast says of the trend of its history, and of a straight line through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.analytics.forecast.trend import LEAST_CHANGE
from usage_widgets.answers.amounts import percent
from usage_widgets.messages.catalogue import text

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.trend import Trend
    from usage_widgets.answers.forecast.forecast import Forecast


def trend_told(forecast: Forecast, locale: str) -> list[str]:
    """The trend with the numbers and the rule that decided it; nothing of a short history."""
    rule = forecast.trend_rule
    if forecast.verdict == "too_short" or forecast.source.is_unused:
        return []
    unit = "month" if forecast.every == "month" else "week"
    if not rule.rounds:
        return [text(f"forecast.trend.too_few.{unit}", locale=locale)]
    form = _form(rule)
    edges = (-rule.high, -rule.low) if form == "falling" else (rule.low, rule.high)
    slope = abs(rule.change) if form == "falling" else rule.change
    change, low, high = (percent(share, locale=locale) for share in (slope, *edges))
    said: dict[str, Any] = {"rounds": rule.rounds, "change": change, "low": low, "high": high}
    told = text(f"forecast.trend.{form}.{unit}", locale=locale, **said)
    return [told] if form == "same" else [told, text(f"forecast.trend.rule.{unit}", locale=locale, rounds=rule.rounds)]


def _form(rule: Trend) -> str:
    """A level that does not move is one thing, one that may have moved another."""
    if rule.direction != "flat":
        return rule.direction
    largest = max(abs(rule.low), abs(rule.high))
    if largest == 0:
        return "same"
    return "unclear" if largest * (rule.rounds - 1) >= LEAST_CHANGE else "flat"


def line_told(forecast: Forecast, locale: str) -> list[str]:
    """What R² says of a straight line, and what it does not; nothing for other methods."""
    if forecast.r2 is None:
        return []
    return [text("forecast.line", locale=locale, share=percent(forecast.r2, locale=locale))]
