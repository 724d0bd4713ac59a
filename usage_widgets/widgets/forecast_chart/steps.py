"""The steps of a forecast chart as a frame, and as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from usage_widgets.answers.forecast_numbers import rough, step_name
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usage_widgets.answers.forecast import Forecast
    from usage_widgets.data.measures import Measure
    from usage_widgets.widgets.forecast_chart.past import Past

MEASURED, PARTIAL, FORECAST = "measured", "partial", "forecast"
REMARKS = {PARTIAL: "timeline.so_far", FORECAST: "timeline.forecast"}


def steps_of(past: Past, forecast: Forecast | None, levels: tuple[float, ...]) -> pd.DataFrame:
    """The steps so far, then those ahead: `time`, `value`, the band of each level, `kind`."""
    numbers = past.numbers
    values = numbers.lines[0].values if numbers.lines else np.empty(0)
    kinds = np.where(numbers.is_complete, MEASURED, PARTIAL)
    known = pd.DataFrame({"time": numbers.times, "value": values, "kind": kinds})
    whole = known if forecast is None else pd.concat([known, _ahead(forecast)], ignore_index=True)
    bands = [column for level in levels for column in columns_of(level)]
    return whole.reindex(columns=["time", "value", *bands, "kind"])


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
    for row in steps.to_dict("records"):
        is_ahead = row["kind"] == FORECAST
        known = None if np.isnan(row["value"]) else row["value"]
        value = rough(row["value"], measure.unit, locale=locale) if is_ahead else measure.worded(known, locale=locale)
        band = [rough(row[end], measure.unit, locale=locale) if is_ahead else "" for end in (low, high)]
        remark = text(REMARKS[row["kind"]], locale=locale) if row["kind"] in REMARKS else ""
        yield step_name(row["time"], every, locale=locale), value, *band, remark


def _ahead(forecast: Forecast) -> pd.DataFrame:
    bands = {
        column: band[end].to_numpy()
        for level, band in forecast.intervals.items()
        for column, end in zip(columns_of(level), ("low", "high"), strict=True)
    }
    return forecast.mean.assign(**bands, kind=FORECAST)
