"""The steps of a forecast chart as a frame, and as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from usage_widgets.answers.amounts import rough
from usage_widgets.answers.forecast.numbers import step_name
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from usage_widgets.answers.forecast.forecast import Forecast
    from usage_widgets.data.measures import Measure
    from usage_widgets.widgets.forecast_chart.past import Past


def steps_of(past: Past, forecast: Forecast | None, levels: tuple[float, ...]) -> pd.DataFrame:
    """The steps so far, then those ahead; see `ForecastChart.table`."""
    numbers, name = past.numbers, past.measure
    values = numbers.lines[0].values if numbers.lines else np.empty(0)
    known = pd.DataFrame({"time": numbers.times, name: values, "partial": ~numbers.is_complete, "is_forecast": False})
    whole = known if forecast is None else pd.concat([known, _ahead(forecast, name)], ignore_index=True)
    bands = [column for level in levels for column in columns_of(level)]
    return whole.reindex(columns=[*known, *bands])


def columns_of(level: float) -> tuple[str, str]:
    """What the ends of a band are called.

    >>> columns_of(80)
    ('low_80', 'high_80')
    """
    return f"low_{level:g}", f"high_{level:g}"


def worded(steps: pd.DataFrame, measure: Measure, every: str, level: float, *, locale: str) -> list[tuple[str, ...]]:
    """The steps as people read them: the time, the measure, the band of one level, and whether it is so far or forecast."""
    shown = f"{level:g}"
    head = (
        text("timeline.time", locale=locale),
        measure_label(measure.name, locale),
        text("timeline.band.low", locale=locale, level=shown),
        text("timeline.band.high", locale=locale, level=shown),
        text("timeline.remark", locale=locale),
    )
    return [head, *_rows(steps, measure, every, level, locale)]


def _rows(steps: pd.DataFrame, measure: Measure, every: str, level: float, locale: str) -> Iterator[tuple[str, ...]]:
    low, high = columns_of(level)
    running = steps["time"][~steps["is_forecast"]].max()
    for row in steps.to_dict("records"):
        ends = [rough(row[end], measure.unit, locale=locale) if row["is_forecast"] else "" for end in (low, high)]
        yield (
            step_name(row["time"], every, locale=locale),
            _value(row, measure, locale),
            *ends,
            _remark(row, running, locale),
        )


def _value(row: Mapping[Any, Any], measure: Measure, locale: str) -> str:
    value = row[measure.name]
    if row["is_forecast"]:
        return rough(value, measure.unit, locale=locale)
    return measure.worded(None if np.isnan(value) else value, locale=locale)


def _remark(row: Mapping[Any, Any], running: pd.Timestamp, locale: str) -> str:
    is_running = row["time"] == running
    if row["is_forecast"]:
        return text(f"timeline.forecast{'.whole' if is_running else ''}", locale=locale)
    return text("timeline.so_far", locale=locale) if row["partial"] and is_running else ""


def _ahead(forecast: Forecast, measure: str) -> pd.DataFrame:
    bands = {
        column: band[end].to_numpy()
        for level, band in forecast.intervals.items()
        for column, end in zip(columns_of(level), ("low", "high"), strict=True)
    }
    mean = forecast.mean.rename(columns={"value": measure})
    return mean.assign(partial=False, is_forecast=True, **bands)
