"""A forecast in words: never a number without its range, never a promise that its history does not bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.answers.forecast.history_words import history_told
from usage_widgets.answers.forecast.labels import amount_label, expected_label, horizon_label
from usage_widgets.answers.forecast.trend_words import line_told, trend_told
from usage_widgets.answers.forecast.verdict_words import verdict_told
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.options import CURRENT, checked_locale

if TYPE_CHECKING:
    from usage_widgets.answers.forecast.forecast import Forecast


def sentences(forecast: Forecast, locale: str | None = None) -> list[str]:
    """All that is to be said of a forecast, the most important first."""
    chosen = checked_locale(locale or CURRENT.locale)
    parts = [
        headline(forecast, chosen),
        *verdict_told(forecast, chosen),
        *trend_told(forecast, chosen),
        *line_told(forecast, chosen),
        *history_told(forecast, chosen),
    ]
    return [part for part in parts if part]


def headline(forecast: Forecast, locale: str) -> str:
    """The total (or mean) of the horizon with its range; the range first where the total cannot be promised."""
    edges = forecast.range_of_total(95)
    low, high = (amount_label(forecast, edge, locale) for edge in edges)
    sign = "with_sign" if min(edges) < 0 else "of_amounts"
    said: dict[str, Any] = {
        "when": horizon_label(forecast, locale),
        "value": expected_label(forecast, locale),
        "range": text(f"forecast.range.{sign}", locale=locale, level=95, low=low, high=high),
    }
    form = "value_first" if forecast.verdict == "reliable" else "range_first"
    return text(f"forecast.headline.{form}", locale=locale, **said)
