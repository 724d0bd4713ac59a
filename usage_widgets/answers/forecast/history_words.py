"""What is special about the history of a forecast: values far outside the usual, gaps, known changes, holidays."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from usage_widgets.answers.amounts import percent, rough
from usage_widgets.answers.forecast.labels import length_label
from usage_widgets.answers.forecast.numbers import step_name
from usage_widgets.answers.part import subject_label
from usage_widgets.data.measures import told_left_out
from usage_widgets.messages.catalogue import listed, text

if TYPE_CHECKING:
    import pandas as pd

    from usage_widgets.analytics.forecast.events import Effect
    from usage_widgets.answers.forecast.forecast import Forecast

LONGEST_LABEL = 80
NAMED = 3
TAMING = ("ensemble", "level_and_season", "now_and_then")
"""The rules that draw far values in."""
NEAR = 0.005
"""How little a share differs from another that reads the same."""


def history_told(forecast: Forecast, locale: str) -> list[str]:
    """All of it, what weighs most first."""
    return [
        *rare_told(forecast, locale),
        *outliers_told(forecast, locale),
        *data_told(forecast, locale),
        *events_told(forecast, locale),
        *holidays_told(forecast, locale),
    ]


def rare_told(forecast: Forecast, locale: str) -> list[str]:
    """How seldom there is something, where there mostly is nothing."""
    source = forecast.source
    if not source.is_rare:
        return []
    known = length_label(forecast, len(source.history) - source.history.unknown, locale)
    return [text("forecast.rare", locale=locale, used=source.used, known=known)]


def outliers_told(forecast: Forecast, locale: str) -> list[str]:
    """The values far outside the usual range by name, how they count, and how calm the rest is."""
    found = forecast.outliers.frame
    if found.empty:
        return []
    form, count = "tamed" if forecast.made_by in TAMING else "whole", len(found)
    named = _named(forecast, found, locale)
    said = [text(f"forecast.outlier.{form}", locale=locale, count=count, steps=named)]
    if forecast.outliers.are_all_unrest and forecast.trust.reason == "varies":
        rest, whole = (
            percent(share, locale=locale) for share in (forecast.outliers.variation, forecast.trust.variation)
        )
        said.append(text("forecast.outlier.rest", locale=locale, count=count, rest=rest, whole=whole))
    return said


def _named(forecast: Forecast, found: pd.DataFrame, locale: str) -> str:
    """The farthest ones in the order of time, and how many more there are."""
    largest, unit = float(found["value"].abs().max()), forecast.source.unit
    names = [
        f"{step_name(row.time, forecast.every, locale=locale)} ({rough(row.value, unit, beside=largest, locale=locale)})"
        for row in found.head(NAMED).sort_values("time").itertuples()
    ]
    if more := len(found) - len(names):
        names.append(text("data.more", locale=locale, count=more))
    return listed(names, locale=locale)


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
        said.append(text("forecast.data.partial", locale=locale, steps=listed(partial, locale=locale)))
    return [*said, told_left_out([measure.name], forecast.source.left_out, locale=locale) if measure else ""]


def events_told(forecast: Forecast, locale: str) -> list[str]:
    """What each known change did, and of what, where that is a part of the whole."""
    told = [_event_told(forecast, effect, locale) for effect in forecast.prediction.effects]
    subject = subject_label(forecast.source.usage, forecast.measure, locale)
    return [*told, text("forecast.event.part", locale=locale, subject=subject)] if told and subject else told


def _event_told(forecast: Forecast, effect: Effect, locale: str) -> str:
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
    days = made.times.tz_localize(None).normalize()
    ahead, counted = (int(days[which].nunique()) for which in (days.isin(given.days), given.on(made.times)))
    if not counted:
        form = "weekend" if ahead else "past"
        return [text(f"forecast.holiday.{form}", locale=locale, count=ahead, code=given.code)]
    share = percent(made.holiday_ratio, locale=locale)
    form = _holiday_form(made.holiday_ratio, made.holiday_basis)
    return [text(f"forecast.holiday.{form}", locale=locale, count=counted, code=given.code, share=share)]


def _holiday_form(ratio: float, basis: str) -> str:
    if basis == "holidays" and ratio < NEAR:
        return "nothing"
    return "same" if basis != "none" and abs(ratio - 1) < NEAR else basis
