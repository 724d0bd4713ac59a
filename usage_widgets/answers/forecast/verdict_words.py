"""Whether a forecast can be relied on, in words: how likely ±10 % is, how its own checks went, what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.analytics.forecast.backtest import CLOSE
from usage_widgets.answers.amounts import percent
from usage_widgets.answers.forecast.labels import amount_label, length_label, round_label, span_label, whole_label
from usage_widgets.answers.forecast.numbers import chance_label
from usage_widgets.messages.catalogue import text

if TYPE_CHECKING:
    from usage_widgets.answers.forecast.forecast import Forecast

SHORTER = {"hour": 24, "day": 7, "week": 4, "month": 3}
"""A horizon that is easier to hit."""
FAR_OFF = CLOSE / 2
LEAST_ON_A_SIDE = 3
MOST_ON_A_SIDE = 0.75
"""Of the checks that were far off: from here on they lean to a side."""
FINE = ("hour", "day")
NEARER = ("far", "wide", "missed")
"""The reasons that a shorter horizon can help against."""
STEPPED = ("varies", "missed", "wide")
"""The reasons that a change of the level can be behind."""


def verdict_told(forecast: Forecast, locale: str) -> list[str]:
    """Whether the total can be promised to ±10 %, why, and what to do."""
    if forecast.source.is_unused:
        return [text("forecast.unused", locale=locale)]
    if forecast.verdict == "too_short":
        return [short_told(forecast, locale), chance_told(forecast, locale)]
    checked = [lean_told(forecast, locale), shorter_checks_told(forecast, locale)]
    if forecast.verdict == "reliable":
        promise = text("forecast.reliable", locale=locale)
        return [_missed(forecast, locale), _hits(forecast, locale), promise, chance_told(forecast, locale), *checked]
    return [
        refusal(forecast, locale),
        chance_told(forecast, locale),
        _landed(forecast, locale),
        *checked,
        bound_told(forecast, locale),
        what_would_help(forecast, locale),
    ]


def verdict_in_short(forecast: Forecast, locale: str) -> str:
    """Whether the total can be promised to ±10 %, or why not, with its chance."""
    if forecast.source.is_unused:
        return text("forecast.unused", locale=locale)
    if forecast.verdict == "reliable":
        said = text("forecast.reliable", locale=locale)
    else:
        said = (short_told if forecast.verdict == "too_short" else refusal)(forecast, locale)
    return f"{said} {chance_told(forecast, locale)}"


def short_told(forecast: Forecast, locale: str) -> str:
    """What a short history is good for."""
    made = "mean" if forecast.made_by == "mean" else "method"
    length = length_label(forecast, len(forecast.source.history), locale)
    return text(f"forecast.too_short.{made}", locale=locale, length=length)


def refusal(forecast: Forecast, locale: str) -> str:
    """Why ±10 % cannot be promised."""
    trust, history, whole = forecast.trust, forecast.source.history, whole_label(forecast)
    if trust.reason == "varies":
        share = percent(trust.variation, locale=locale)
        return text(f"forecast.varies.{whole}.{round_label(forecast)}", locale=locale, share=share)
    if trust.reason == "untold" and _is_below_zero(forecast):
        return text("forecast.refused.below", locale=locale)
    lengths = {"horizon": forecast.horizon, "history": len(history), "known": len(history) - history.unknown}
    said: dict[str, Any] = {name: length_label(forecast, count, locale) for name, count in lengths.items()}
    return text(f"forecast.refused.{trust.reason}", locale=locale, **said)


def chance_told(forecast: Forecast, locale: str) -> str:
    """How likely the total lands within ±10 %, as one in so many and as a percentage."""
    chance = forecast.trust.chance
    tenths = int(10 * round(chance, 2) + 0.5)  # as many as the percentage, as it reads, comes to
    form = "few" if tenths < 1 else "most" if tenths > 9 else "some"
    key, shown = f"forecast.chance.{form}.{whole_label(forecast)}", chance_label(chance, locale=locale)
    return text(key, locale=locale, tenths=tenths, chance=shown)


def lean_told(forecast: Forecast, locale: str) -> str:
    """To which side the checks that were far off were so, where most were off to the same."""
    errors = forecast.backtest.frame["error"]
    sides = {"low": int((errors < -FAR_OFF).sum()), "high": int((errors > FAR_OFF).sum())}
    side = max(sides, key=lambda name: sides[name])
    off = sides[side]
    if off < max(LEAST_ON_A_SIDE, MOST_ON_A_SIDE * sum(sides.values())) or 2 * off <= len(errors):
        return ""
    far = percent(FAR_OFF, locale=locale)
    return text(f"forecast.lean.{side}", locale=locale, off=off, checks=len(errors), far=far)


def shorter_checks_told(forecast: Forecast, locale: str) -> str:
    """How far the checks looked, where that is less far than the forecast does."""
    found = forecast.backtest
    if not found.checks or found.steps == forecast.horizon:
        return ""
    length = length_label(forecast, found.steps, locale)
    return text("forecast.shorter_checks", locale=locale, length=length, horizon=forecast.horizon)


def bound_told(forecast: Forecast, locale: str) -> str:
    """What to plan with where nothing is promised."""
    low, high = (amount_label(forecast, edge, locale) for edge in forecast.range_of_total(80))
    if _is_below_zero(forecast):
        return text("forecast.plan_with.below", locale=locale, level=80, low=low, high=high)
    return text("forecast.plan_with", locale=locale, level=80, bound=high)


def what_would_help(forecast: Forecast, locale: str) -> str:
    """What would make a refused forecast easier."""
    source, reason, easier = forecast.source, forecast.trust.reason, _easier_horizon(forecast)
    is_odd = source.is_rare or forecast.outliers.are_all_unrest
    ways = {
        "history": reason in ("few", "far"),
        "whole": source.usage is not None and bool(set(source.usage.filters) - {"time"}),
        "coarser": source.is_rare and forecast.every in FINE,
        "horizon": easier is not None and reason in NEARER and not source.is_rare,
        "outliers": forecast.outliers.are_all_unrest,
        "events": reason in STEPPED and not (forecast.plan.events or is_odd),
    }
    span = "" if easier is None else span_label(forecast, easier, locale)
    said = [text(f"forecast.help.{way}", locale=locale, span=span) for way, helps in ways.items() if helps]
    return text("forecast.help", locale=locale, ways="; ".join(said)) if said and not source.is_unused else ""


def _easier_horizon(forecast: Forecast) -> int | None:
    """A whole cycle where a part of one is too wide, else a short one; None where it is short already."""
    history, shorter = forecast.source.history, SHORTER[forecast.every]
    if forecast.trust.reason == "wide" and history.grain.round > 1 and forecast.horizon < history.season:
        return history.season
    return shorter if forecast.horizon > shorter else None


def _is_below_zero(forecast: Forecast) -> bool:
    """Whether it is of credits and the like."""
    return forecast.prediction.outlook.total() < 0


def _hits(forecast: Forecast, locale: str) -> str:
    found = forecast.backtest
    return text("forecast.hits", locale=locale, hits=found.hits, checks=found.checks) if found.checks else ""


def _missed(forecast: Forecast, locale: str) -> str:
    found = forecast.backtest
    if found.typical_error is None:
        return text("forecast.unchecked", locale=locale)
    form = "missed" if found.typical_error >= 0.0005 else "met"  # what reads as more than 0 %
    error, span = percent(found.typical_error, locale=locale), span_label(forecast, found.steps, locale)
    return text(f"forecast.{form}.{whole_label(forecast)}", locale=locale, count=found.checks, error=error, span=span)


def _landed(forecast: Forecast, locale: str) -> str:
    found = forecast.backtest
    if not found.checks:
        return text("forecast.unchecked", locale=locale)
    return text("forecast.landed", locale=locale, count=found.checks, hits=found.hits)
