"""What a forecast is as it is drawn: the coming steps with their bands, and the moments that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from usage_widgets.answers.amounts import rough
from usage_widgets.data.calendar import Span
from usage_widgets.messages.catalogue import text
from usage_widgets.widgets._timeline.numbers import (
    TOTAL,
    Line,
    end_of,
    millisecond,
)
from usage_widgets.widgets._timeline.sketch import Coming

if TYPE_CHECKING:
    from usage_widgets.answers.forecast.crossing import Crossing
    from usage_widgets.answers.forecast.forecast import Forecast


def span_of(forecast: Forecast) -> Span:
    """From the first coming step to the end of the last."""
    times = forecast.mean["time"]
    return Span(times.iloc[0], end_of(times.iloc[-1], forecast.every))


def coming_of(forecast: Forecast) -> Coming:
    """The coming steps with their bands."""
    return Coming(
        forecast.prediction.times,
        span_of(forecast).end,
        (Line(TOTAL, np.asarray(forecast.mean["value"])),),
        {level: (np.asarray(band["low"]), np.asarray(band["high"])) for level, band in forecast.intervals.items()},
    )


def outlook_of(forecast: Forecast) -> dict[str, Any]:
    """What the page is handed of them."""
    return coming_of(forecast).wired(forecast.every)


def moments_of(forecast: Forecast, crossing: Crossing | None, seen: Span, *, locale: str) -> list[dict[str, Any]]:
    """The known changes among what can be seen, and when the budget is used up."""
    events = (event for event in forecast.plan.events if seen.start <= event.time < seen.end)
    changes = [{"at": millisecond(event.time), "label": event.label} for event in events]
    return changes if crossing is None else [*changes, *_used_up(forecast, crossing, locale)]


def _used_up(forecast: Forecast, crossing: Crossing, locale: str) -> list[dict[str, Any]]:
    """The expected step with its range, or the first that is conceivable; none where it lasts or was spent before."""
    earliest = crossing.earliest
    if crossing.is_passed or earliest is None:
        return []
    amount = rough(crossing.amount, crossing.unit, locale=locale)
    if crossing.expected is None:
        return [
            {"at": millisecond(earliest), "label": text("forecast_chart.budget.earliest", locale=locale, amount=amount)}
        ]
    until = end_of(crossing.latest, forecast.every) if crossing.latest is not None else span_of(forecast).end
    label = text("forecast_chart.budget.expected", locale=locale, amount=amount)
    return [
        {"at": millisecond(crossing.expected), "label": label, "range": [millisecond(earliest), millisecond(until)]}
    ]
