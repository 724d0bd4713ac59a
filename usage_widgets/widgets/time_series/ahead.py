"""What a time series expects of its next steps: the forecast of the total, shared among the lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from usage_widgets.data.calendar import Span
from usage_widgets.errors import NotEnoughHistory
from usage_widgets.widgets._timeline.numbers import (
    Line,
    end_of,
)
from usage_widgets.widgets._timeline.sketch import Coming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usage_widgets.answers.forecast.forecast import Forecast
    from usage_widgets.data.usage import Usage
    from usage_widgets.widgets._timeline.numbers import Numbers, Values
    from usage_widgets.widgets.time_series.answer import Answer
    from usage_widgets.widgets.time_series.place import Place

LEVELS = (80, 95)


@dataclass(frozen=True)
class Refused:
    """No forecast.

    Args:
        place: Of what.
        reason: Why: the last part of a key of the messages.
    """

    place: Place
    reason: str


@dataclass(frozen=True)
class Ahead:
    """The next steps.

    Args:
        place: Of what.
        forecast: The forecast of the total.
        lines: What is expected of each line.
        bands: By level in percent, the low and the high end of each step; only of one line.
        shared: By how many of the last steps the lines share the total; 0 where there is one line.
        apart: How many of these do not count, as they are far outside the usual range.
    """

    place: Place
    forecast: Forecast
    lines: tuple[Line, ...]
    bands: Mapping[float, tuple[Values, Values]]
    shared: int
    apart: int = 0

    @property
    def span(self) -> Span:
        """From the first step, which may be the running one, to the end of the last."""
        times = self.forecast.prediction.times
        return Span(times[0], end_of(times[-1], self.forecast.every))

    @property
    def coming(self) -> Coming:
        """As it is drawn."""
        return Coming(self.forecast.prediction.times, self.span.end, self.lines, self.bands)

    def follows(self, numbers: Numbers) -> bool:
        """Whether it begins where the numbers end."""
        return numbers.end is not None and numbers.times[-1] <= self.span.start <= numbers.end

    def wired(self) -> dict[str, Any]:
        """What the page is handed."""
        return self.coming.wired(self.forecast.every)


def ahead_of(usage: Usage, known: Answer, horizon: int) -> Ahead | Refused:
    """Forecast what an answer shows.

    Args:
        usage: What is shown, before any narrowing by time or path.
        known: What is shown.
        horizon: How many steps.
    """
    from usage_widgets.analytics.forecast.grain import grain_named  # noqa: PLC0415 - only who forecasts loads it
    from usage_widgets.answers.forecast.forecast import forecast  # noqa: PLC0415
    from usage_widgets.answers.forecast.split import RECENT  # noqa: PLC0415

    place, every = known.place, known.numbers.every
    history = usage.narrowed(known.clauses)
    seen, all_seen = known.covered, history.covered()
    if seen is None or all_seen is None or seen.end < all_seen.end:
        return Refused(place, "ends_before")
    if len(known.numbers.lines) > 1 and not (known.node and known.node.sums):
        return Refused(place, "unshared")
    steps = min(horizon, grain_named(every).most_steps)
    try:
        made = forecast(history, measure=place.measure, horizon=steps, every=every, level=LEVELS)
    except NotEnoughHistory:
        return Refused(place, "too_short")
    return shared(made, known, RECENT[every])


def shared(made: Forecast, known: Answer, recent: int) -> Ahead | Refused:
    """Share a total among the lines, by what each had of the last steps."""
    mean, numbers = made.mean["value"].to_numpy(), known.numbers
    if len(numbers.lines) == 1:
        bands = {level: (band["low"].to_numpy(), band["high"].to_numpy()) for level, band in made.intervals.items()}
        return Ahead(known.place, made, (Line(numbers.lines[0].step, mean),), bands, 0)
    last = np.flatnonzero(numbers.is_complete)[-recent:]
    is_far = numbers.times[last].isin(made.outliers.frame["time"])
    parts = np.array([np.nansum(line.values[last[~is_far]]) for line in numbers.lines])
    if not len(last) or parts.min() < 0 or parts.sum() <= 0:
        return Refused(known.place, "unshared")
    shares = parts / parts.sum()
    lines = (Line(line.step, mean * share) for line, share in zip(numbers.lines, shares, strict=True))
    return Ahead(known.place, made, tuple(lines), {}, len(last), int(is_far.sum()))
