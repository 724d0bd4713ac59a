"""A forecast chart drawn by Python: what of it is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._timeline.numbers import TOTAL, Line
from usage_widgets.widgets._timeline.sketch import Coming, Sketch
from usage_widgets.widgets._timeline.window import clipped
from usage_widgets.widgets.forecast_chart.ahead import span_of

if TYPE_CHECKING:
    from usage_widgets.answers.forecast import Forecast
    from usage_widgets.data.calendar import Span
    from usage_widgets.widgets._timeline.numbers import Numbers
    from usage_widgets.widgets.forecast_chart.past import Past


def sketch_of(past: Past, forecast: Forecast | None, window: Span | None, *, locale: str) -> Sketch | None:
    """The past in view and, where the view reaches it, the forecast; None where there is nothing to draw."""
    numbers = _in_view(past.numbers, window)
    if not numbers.lines:
        return None
    measure = past.usage.measure(past.measure)
    is_ahead = forecast is not None and (window is None or window.end > span_of(forecast).start)
    coming = _coming(forecast) if forecast is not None and is_ahead else None
    label = measure_label(measure.name, locale)
    return Sketch(numbers, coming, [label], lambda value: measure.worded(value, locale=locale), locale)


def _in_view(numbers: Numbers, window: Span | None) -> Numbers:
    """The steps that touch a window; all of them where none does."""
    inside = clipped(window, numbers.span) if window and numbers.span else None
    return numbers if inside is None else numbers.over(inside)


def _coming(forecast: Forecast) -> Coming:
    widest_first = sorted(forecast.intervals.items(), reverse=True)
    return Coming(
        forecast.prediction.times,
        span_of(forecast).end,
        (Line(TOTAL, np.asarray(forecast.mean["value"])),),
        tuple((np.asarray(band["low"]), np.asarray(band["high"])) for _, band in widest_first),
    )
