"""A forecast in words: never a number without its range, never a promise that its history does not bear out."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from usage_widgets.answers.forecast_numbers import percent, rough, step_name
from usage_widgets.data.measures import told_left_out
from usage_widgets.messages.catalogue import listed, text
from usage_widgets.messages.names import measure_label
from usage_widgets.messages.options import CURRENT, checked_locale

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.events import Effect
    from usage_widgets.answers.forecast import Forecast

SHORTER = {"hour": 24, "day": 7, "week": 4, "month": 3}
"""A horizon that is easier to hit."""
LONGEST_LABEL = 80
ROUNDS = {168: "week", 24: "day", 7: "week"}


def sentences(forecast: Forecast, locale: str | None = None) -> list[str]:
    """All that is to be said of a forecast, the most important first."""
    chosen = checked_locale(locale or CURRENT.locale)
    parts = [
        headline(forecast, chosen),
        *_verdict(forecast, chosen),
        *trend_told(forecast, chosen),
        *line_told(forecast, chosen),
        *data_told(forecast, chosen),
        *(event_told(forecast, effect, chosen) for effect in forecast.prediction.effects),
        *holidays_told(forecast, chosen),
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
        "range": text(f"forecast.range.{sign}", locale=locale, level=percent(0.95, locale=locale), low=low, high=high),
    }
    form = "value_first" if forecast.verdict == "reliable" else "range_first"
    return text(f"forecast.headline.{form}", locale=locale, **said)


def horizon_label(forecast: Forecast, locale: str) -> str:
    """The horizon, and the measure where its numbers do not tell it."""
    when = text(f"forecast.next.{forecast.every}", locale=locale, count=forecast.horizon)
    if forecast.measure in (None, "cost"):
        return when
    return text("forecast.when", locale=locale, when=when, measure=measure_label(forecast.measure or "", locale))


def expected_label(forecast: Forecast, locale: str) -> str:
    """The expected total of the horizon, or its mean where it does not add up."""
    value = amount_label(forecast, forecast.prediction.outlook.total(), locale)
    return value if forecast.source.adds_up else text("forecast.on_average", locale=locale, value=value)


def amount_label(forecast: Forecast, total: float, locale: str) -> str:
    """A total of the horizon as people read it, for a measure that does not add up as its mean."""
    value = total if forecast.source.adds_up else total / forecast.horizon
    return rough(value, forecast.source.unit, locale=locale)


def _verdict(forecast: Forecast, locale: str) -> list[str]:
    if forecast.verdict == "too_short":
        made = "mean" if forecast.made_by == "mean" else "method"
        length = length_label(forecast, len(forecast.source.history), locale)
        return [text(f"forecast.too_short.{made}", locale=locale, length=length)]
    if forecast.verdict == "reliable":
        return [_missed(forecast, locale), text("forecast.reliable", locale=locale), _shorter_checks(forecast, locale)]
    bound = amount_label(forecast, forecast.range_of_total(80)[1], locale)
    return [
        refusal(forecast, locale),
        _landed(forecast, locale),
        _shorter_checks(forecast, locale),
        text("forecast.plan_with", locale=locale, level=percent(0.8, locale=locale), bound=bound),
        what_would_help(forecast, locale),
    ]


def refusal(forecast: Forecast, locale: str) -> str:
    """Why ±10 % cannot be promised."""
    trust, history = forecast.trust, forecast.source.history
    round_ = ROUNDS.get(history.season, forecast.every)
    if trust.reason == "varies":
        return text(
            f"forecast.varies.{_whole(forecast)}.{round_}", locale=locale, share=percent(trust.variation, locale=locale)
        )
    lengths = {"horizon": forecast.horizon, "history": len(history), "known": len(history) - history.unknown}
    said: dict[str, Any] = {name: length_label(forecast, count, locale) for name, count in lengths.items()}
    return text(f"forecast.refused.{trust.reason}", locale=locale, chance=percent(trust.chance, locale=locale), **said)


def _missed(forecast: Forecast, locale: str) -> str:
    found = forecast.backtest
    if found.typical_error is None:
        return text("forecast.unchecked", locale=locale)
    error, span = percent(found.typical_error, locale=locale), _span(forecast, found.steps, locale)
    return text(f"forecast.missed.{_whole(forecast)}", locale=locale, count=found.checks, error=error, span=span)


def _landed(forecast: Forecast, locale: str) -> str:
    found = forecast.backtest
    if not found.checks:
        return text("forecast.unchecked", locale=locale)
    return text("forecast.landed", locale=locale, count=found.checks, hits=found.hits)


def _shorter_checks(forecast: Forecast, locale: str) -> str:
    found = forecast.backtest
    if not found.checks or found.steps == forecast.horizon:
        return ""
    return text("forecast.shorter_checks", locale=locale, length=length_label(forecast, found.steps, locale))


def what_would_help(forecast: Forecast, locale: str) -> str:
    """What would make a refused forecast easier."""
    usage, easier = forecast.source.usage, _easier_horizon(forecast)
    ways = [text("forecast.help.history", locale=locale)] if forecast.trust.reason in ("few", "far") else []
    if usage is not None and set(usage.filters) - {"time"}:
        ways.append(text("forecast.help.whole", locale=locale))
    if easier is not None:
        ways.append(text("forecast.help.horizon", locale=locale, span=_span(forecast, easier, locale)))
    if not forecast.plan.events:
        ways.append(text("forecast.help.events", locale=locale))
    return text("forecast.help", locale=locale, ways="; ".join(ways)) if ways else ""


def _easier_horizon(forecast: Forecast) -> int | None:
    """A whole cycle where a part of one is too wide, else a short one; None where it is short already."""
    history, shorter = forecast.source.history, SHORTER[forecast.every]
    if forecast.trust.reason == "wide" and history.grain.round > 1 and forecast.horizon < history.season:
        return history.season
    return shorter if forecast.horizon > shorter else None


def trend_told(forecast: Forecast, locale: str) -> list[str]:
    """The trend with the numbers and the rule that decided it; nothing of a short history."""
    rule = forecast.trend_rule
    if forecast.verdict == "too_short":
        return []
    unit = "month" if forecast.every == "month" else "week"
    if not rule.rounds:
        return [text(f"forecast.trend.too_few.{unit}", locale=locale)]
    said: dict[str, Any] = {name: percent(getattr(rule, name), locale=locale) for name in ("change", "low", "high")}
    told = text(f"forecast.trend.{rule.direction}.{unit}", locale=locale, rounds=rule.rounds, **said)
    return [told, text("forecast.trend.rule", locale=locale)]


def line_told(forecast: Forecast, locale: str) -> list[str]:
    """What R² says of a straight line, and what it does not; nothing for other methods."""
    if forecast.r2 is None:
        return []
    return [text("forecast.line", locale=locale, share=percent(forecast.r2, locale=locale))]


def data_told(forecast: Forecast, locale: str) -> list[str]:
    """What is not in the history as it was measured."""
    history, measure = forecast.source.history, forecast.source.measure
    counts = {"filled": int(history.filled.sum()), "unknown": history.unknown, "joined": history.joined}
    said = [
        text(f"forecast.data.{what}", locale=locale, count=count, length=length_label(forecast, count, locale))
        for what, count in counts.items()
        if count
    ]
    partial = [step_name(step, forecast.every, locale=locale) for step in history.partial.index]
    if partial:
        steps = listed(partial, locale=locale)
        said.append(text("forecast.data.partial", locale=locale, count=len(partial), steps=steps))
    return [*said, told_left_out([measure.name], forecast.source.left_out, locale=locale) if measure else ""]


def event_told(forecast: Forecast, effect: Effect, locale: str) -> str:
    """What a known change did."""
    label = shorten(effect.event.label, LONGEST_LABEL, placeholder="…")
    said: dict[str, Any] = {"date": step_name(effect.event.time, "day", locale=locale), "label": label}
    if effect.status == "measured" and effect.factor is None:
        shift = rough(effect.shift, forecast.source.unit, locale=locale)
        return text("forecast.event.shifted", locale=locale, shift=shift, **said)
    factor = effect.event.factor if effect.factor is None else effect.factor
    times = "" if factor is None else rough(factor, "number", locale=locale)
    return text(f"forecast.event.{effect.status}", locale=locale, factor=times, **said)


def holidays_told(forecast: Forecast, locale: str) -> list[str]:
    """What the public holidays ahead do; nothing where none were asked for."""
    given, made = forecast.plan.holidays, forecast.prediction
    if given is None:
        return []
    if not made.holidays_ahead:
        return [text("forecast.holiday.past", locale=locale, code=given.code)]
    said: dict[str, Any] = {"code": given.code, "share": percent(made.holiday_ratio, locale=locale)}
    return [text(f"forecast.holiday.{made.holiday_basis}", locale=locale, count=made.holidays_ahead, **said)]


def length_label(forecast: Forecast, count: int, locale: str) -> str:
    """So many steps in words."""
    return text(f"forecast.length.{forecast.every}", locale=locale, count=count)


def _span(forecast: Forecast, count: int, locale: str) -> str:
    return text(f"forecast.span.{forecast.every}", locale=locale, count=count)


def _whole(forecast: Forecast) -> str:
    return "totals" if forecast.source.adds_up else "averages"
