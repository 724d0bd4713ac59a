"""The steps of a time series as a frame, and as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from usage_widgets.messages.catalogue import text
from usage_widgets.selection import OTHER
from usage_widgets.widgets._timeline.numbers import TOTAL, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.widgets._timeline.numbers import Values
    from usage_widgets.widgets.time_series.ahead import Ahead
    from usage_widgets.widgets.time_series.answer import Answer
    from usage_widgets.widgets.time_series.words import Words

RANGE = 95  # the one that people read, in percent


def frame_of(known: Answer, ahead: Ahead | None) -> pd.DataFrame:
    """One row a step and line; see `TimeSeries.table`."""
    numbers = known.numbers
    past = _rows(known, numbers.times, numbers.lines, partial=~numbers.is_complete)
    if ahead is None:
        return past
    coming = _rows(known, ahead.forecast.prediction.times, ahead.lines, partial=False)
    for level, (low, high) in ahead.bands.items():
        coming[f"low_{level:g}"], coming[f"high_{level:g}"] = low, high
    parts = [past.assign(is_forecast=False), coming.assign(is_forecast=True)]
    columns = [*past, "is_forecast", *(name for name in coming if name not in past)]
    return pd.concat(parts, ignore_index=True)[columns]


def worded(words: Words, known: Answer, ahead: Ahead | None) -> list[tuple[str, ...]]:
    """The headings, then a row a step."""
    numbers = known.numbers
    head = [text("timeline.time", locale=words.locale), *(words.line(known, line.step) for line in numbers.lines)]
    band = ahead.bands.get(RANGE, ()) if ahead else ()
    sides = ["low", "high"] if band else []
    edges = [text(f"timeline.band.{side}", locale=words.locale, level=RANGE) for side in sides]
    rows = [_past(words, known, at, [""] * len(edges)) for at in range(len(numbers.times))]
    rows += [] if ahead is None else _coming(words, known, ahead, band)
    has_remarks = any(row[-1] for row in rows)
    head += [*edges, text("timeline.remark", locale=words.locale)]
    return [tuple(row if has_remarks else row[:-1]) for row in [head, *rows]]


def _rows(known: Answer, times: pd.DatetimeIndex, lines: tuple[Line, ...], partial: Any) -> pd.DataFrame:
    frames = [_line_rows(known, times, line, partial) for line in lines]
    empty = _line_rows(known, times[:0], Line(TOTAL, np.empty(0)), np.empty(0, dtype=bool))
    return pd.concat(frames, ignore_index=True) if frames else empty


def _line_rows(known: Answer, times: pd.DatetimeIndex, line: Line, partial: Any) -> pd.DataFrame:
    place, is_other = known.place, line.step is OTHER
    group = text("data.other") if is_other else line.step
    split = {} if place.dimension is None else {place.dimension: pd.Series([group] * len(times), dtype=object)}
    other = {} if place.dimension is None else {"is_other": is_other}
    columns = {"time": times, **split, place.measure: line.values, **other, "partial": partial}
    return pd.DataFrame(columns)


def _past(words: Words, known: Answer, at: int, edges: list[str]) -> list[str]:
    numbers = known.numbers
    values = (words.value(known, line.values[at]) for line in numbers.lines)
    return [words.time(known, numbers.times[at]), *values, *edges, words.remark(known, at)]


def _coming(words: Words, known: Answer, ahead: Ahead, band: Sequence[Values]) -> list[list[str]]:
    """The steps that are not over: the running one a second time, as what is expected of all of it."""
    rows = []
    for at, time in enumerate(ahead.forecast.prediction.times):
        is_running = known.numbers.end is not None and time < known.numbers.end
        remark = text(f"timeline.forecast{'.whole' if is_running else ''}", locale=words.locale)
        edges = (words.value(known, edge[at]) for edge in band)
        values = (words.value(known, line.values[at]) for line in ahead.lines)
        rows.append([words.time(known, time), *values, *edges, remark])
    return rows
