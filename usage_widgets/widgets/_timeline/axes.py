"""Which numbers and dates stand beside the axes of a picture."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

import numpy as np
from babel.dates import format_skeleton

from usage_widgets.messages.formats import time_of_day
from usage_widgets.messages.options import babel_locale

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from usage_widgets.widgets._timeline.numbers import Values

ABOUT = 4  # marks on the axis of values
MOST = 8  # marks on the axis of time
ROUND = (1, 2, 5, 10)
SKELETONS = {"hour": "MMMd", "day": "MMMd", "week": "MMMd", "month": "yMMM"}


def value_marks(values: Values) -> list[float]:
    """Round numbers that hold zero and all values.

    >>> value_marks(np.array([0.0, 7.3]))
    [0.0, 2.0, 4.0, 6.0, 8.0]
    """
    low, high = min(0.0, float(np.nanmin(values))), max(0.0, float(np.nanmax(values)))
    if low == high:
        return [0.0, 1.0]
    power = 10.0 ** floor(log10((high - low) / ABOUT))
    step = next(times * power for times in ROUND if times * power * ABOUT >= (high - low) * 0.999)
    return [float(f"{at * step:.12g}") for at in range(floor(low / step), ceil(high / step) + 1)]


def time_marks(times: pd.DatetimeIndex, every: str, *, locale: str) -> Iterator[tuple[int, str]]:
    """The places of some steps, and their dates; where the year changes it is said.

    >>> import pandas as pd
    >>> list(time_marks(pd.date_range("2026-12-31", periods=2), "day", locale="en"))
    [(0, 'Dec 31, 2026'), (1, 'Jan 1, 2027')]
    """
    before = None
    for at in range(0, len(times), max(1, ceil(len(times) / MOST))):
        time = times[at]
        context = (time.year, time.date() if every == "hour" else None)
        yield at, _mark(time, every, locale, is_new=context != before)
        before = context


def _mark(time: pd.Timestamp, every: str, locale: str, *, is_new: bool) -> str:
    if every == "hour" and not is_new:
        return time_of_day(time, locale=locale)
    skeleton = "yMMMd" if is_new and every in ("day", "week") else SKELETONS[every]
    return format_skeleton(skeleton, time, locale=babel_locale(locale))
