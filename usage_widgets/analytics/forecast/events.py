"""Known changes: a team that starts, a price that falls. The history before one is brought to the level after it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from numbers import Real
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from usage_widgets.errors import InvalidArgument

if TYPE_CHECKING:
    from datetime import tzinfo

    from usage_widgets.analytics.forecast.grain import Grain
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.analytics.forecast.outlook import Numbers

MOMENT = pd.Timedelta(microseconds=1)
MOST_ROUNDS = 4
"""How many weeks (of hours or days), weeks or months on each side tell the size of a step."""
EXPECTED = 'a date and a text, as in [("2026-05-01", "new team")], or with a factor, [("2026-07-10", "new team", 1.3)]'

Status = Literal["measured", "given", "ahead", "too_recent", "unknown_size", "outside", "beyond"]


@dataclass(frozen=True)
class Event:
    """A change of the level at a moment; `factor` is by how many times, None to find out from the history."""

    time: pd.Timestamp
    label: str
    factor: float | None = None


@dataclass(frozen=True)
class Effect:
    """What an event did to the forecast.

    Args:
        event: Which one.
        status: "measured" in the history, "given" by the caller, "ahead" of the history with a given factor; or without
            effect: "too_recent" to be measured, ahead with an "unknown_size", "outside", before the history, or "beyond"
            the horizon.
        factor: The level after it, as a multiple of that before; None where that is not known.
        shift: What it adds to the level where the two have no ratio, as one of them is not above zero.
    """

    event: Event
    status: Status
    factor: float | None = None
    shift: float = 0.0


def read_events(given: object, zone: tzinfo | None) -> tuple[Event, ...]:
    """Read (date, label) and (date, label, factor), by date; a date without an offset is local.

    Raises:
        InvalidArgument: one of them is something else.
    """
    if not isinstance(given, Iterable) or isinstance(given, (str, bytes)):
        raise InvalidArgument.expected("events", f"a list with {EXPECTED}", given)
    return tuple(sorted((_read(one, zone) for one in given), key=lambda event: event.time))


def _read(given: object, zone: tzinfo | None) -> Event:
    if not isinstance(given, (tuple, list)) or len(given) not in (2, 3) or not isinstance(given[1], str):
        raise InvalidArgument.expected("events", EXPECTED, given)
    factor = given[2] if len(given) == 3 else None
    is_factor = isinstance(factor, Real) and not isinstance(factor, bool) and 0 <= float(factor) < math.inf
    if factor is not None and not is_factor:
        raise InvalidArgument.expected("events", "a factor from 0, such as 1.3 for 30 % more", given)
    return Event(read_moment(given[0], "events", zone), given[1], None if factor is None else float(factor))


def read_moment(given: object, argument: str, zone: tzinfo | None) -> pd.Timestamp:
    """Read a date or time of a series; without an offset it is local.

    Raises:
        InvalidArgument: it is none.
    """
    try:
        read = partial(pd.to_datetime, format="ISO8601") if isinstance(given, str) else pd.Timestamp
        moment = pd.NaT if isinstance(given, Real) else read(given)
    except (ValueError, TypeError, OverflowError):
        moment = pd.NaT
    if moment is pd.NaT:
        raise InvalidArgument.expected(argument, 'a date as in ISO 8601, such as "2026-05-01"', given)
    if zone is None:
        return moment.tz_localize(None)
    is_aware = moment.tzinfo is not None
    return (
        moment.tz_convert(zone) if is_aware else moment.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
    )


def levelled(
    history: History, values: Numbers, events: tuple[Event, ...], ahead: pd.DatetimeIndex
) -> tuple[Numbers, tuple[Effect, ...]]:
    """The values as if all known changes had been in force from the start, and what each did to the steps ahead."""
    raised, effects = values.copy(), []
    at = history.times.searchsorted([event.time for event in events])
    edges = [0, *np.unique(at[at > 0]), len(values)]
    for place, event in zip(at.tolist(), events, strict=True):
        if place in (0, len(values)):
            effects.append(_effect_beyond(event, place, ahead))
            continue
        edge = edges.index(place)
        effect = _effect(event, raised[edges[edge - 1] : place], raised[place : edges[edge + 1]], history.grain.round)
        raised[:place] = raised[:place] * (1.0 if effect.factor is None else effect.factor) + effect.shift
        effects.append(effect)
    return raised, tuple(effects)


def _effect_beyond(event: Event, place: int, ahead: pd.DatetimeIndex) -> Effect:
    if place == 0:
        return Effect(event, "outside")
    if event.time > ahead[-1]:
        return Effect(event, "beyond")
    return Effect(event, "unknown_size" if event.factor is None else "ahead")


def together(events: tuple[Event, ...], grain: Grain) -> tuple[Event, ...]:
    """The events by date; of those that begin with the same step the sized ones are one, and then the others.

    What each of several changes at once did cannot be told apart.
    """
    steps = grain.starts(pd.DatetimeIndex([event.time for event in events]) - MOMENT)
    keys = [(step, event.factor is None) for step, event in zip(steps, events, strict=True)]
    groups = groupby(sorted(zip(keys, events, strict=True), key=itemgetter(0)), key=itemgetter(0))
    return tuple(_joined([event for _, event in group]) for _, group in groups)


def _joined(events: list[Event]) -> Event:
    factors = [event.factor for event in events if event.factor is not None]
    return Event(events[0].time, "; ".join(event.label for event in events), math.prod(factors) if factors else None)


def _effect(event: Event, before: Numbers, after: Numbers, round_: int) -> Effect:
    if event.factor is not None:
        return Effect(event, "given", event.factor)
    low, high = _level(before[::-1], round_), _level(after, round_)
    if math.isnan(low) or math.isnan(high):
        return Effect(event, "too_recent")
    if low > 0 and high > 0:
        return Effect(event, "measured", high / low)
    return Effect(event, "measured", shift=high - low)


def _level(values: Numbers, round_: int) -> float:
    """The median of whole weeks' (or other rounds') means, nearest first; one week is enough, else two steps are needed."""
    rounds = min(MOST_ROUNDS, len(values) // round_)
    table = values[: rounds * round_].reshape(-1, round_)
    known = np.isfinite(table).sum(axis=1) * 2 >= round_
    means = [float(np.nanmean(row)) for row in table[known]]
    return float(np.median(means)) if len(means) >= (1 if round_ > 1 else 2) else math.nan


def factors_ahead(times: pd.DatetimeIndex, events: tuple[Event, ...], effects: tuple[Effect, ...]) -> Numbers:
    """How many times the present level each coming step has, after the events ahead."""
    factors = np.ones(len(times))
    for event, effect in zip(events, effects, strict=True):
        if effect.status == "ahead" and event.factor is not None:
            factors[times >= event.time] *= event.factor
    return factors
