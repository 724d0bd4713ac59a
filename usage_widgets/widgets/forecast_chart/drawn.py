"""A forecast chart drawn by Python: what of it is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._timeline.moments import Moment
from usage_widgets.widgets._timeline.sketch import Sketch
from usage_widgets.widgets._timeline.window import clipped
from usage_widgets.widgets.forecast_chart.ahead import coming_of, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from usage_widgets.answers.forecast.forecast import Forecast
    from usage_widgets.data.calendar import Span
    from usage_widgets.widgets._timeline.numbers import Numbers
    from usage_widgets.widgets.forecast_chart.past import Past


def sketch_of(
    past: Past, forecast: Forecast | None, window: Span | None, moments: Iterable[Mapping[str, Any]], *, locale: str
) -> Sketch | None:
    """The past in view and, where the view reaches it, the forecast with its moments; None where there is nothing to draw."""
    numbers = _in_view(past.numbers, window)
    if not numbers.lines:
        return None
    measure = past.usage.measure(past.measure)
    is_ahead = forecast is not None and (window is None or window.end > span_of(forecast).start)
    coming = coming_of(forecast) if forecast is not None and is_ahead else None
    label = measure_label(measure.name, locale)
    named = [Moment(moment["at"], moment["label"], moment.get("range")) for moment in moments]
    return Sketch(numbers, coming, [label], lambda value: measure.worded(value, locale=locale), locale, named)


def _in_view(numbers: Numbers, window: Span | None) -> Numbers:
    """The steps that touch a window; all of them where none does."""
    inside = clipped(window, numbers.span) if window and numbers.span else None
    return numbers if inside is None else numbers.over(inside)
