"""How far local time is ahead of UTC: what the page needs to draw and say local dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.data.calendar import LocalClock, to_utc
from usage_widgets.widgets._timeline.numbers import millisecond

if TYPE_CHECKING:
    from usage_widgets.data.calendar import Span


def offsets_over(span: Span) -> list[list[int]]:
    """[[from this instant on, so many ms ahead]] over a span, in UTC milliseconds.

    >>> import pandas as pd
    >>> from usage_widgets.data.calendar import Span
    >>> spring = (pd.Timestamp(day, tz="Europe/Berlin") for day in ("2026-03-28", "2026-03-30"))
    >>> [ahead for _, ahead in offsets_over(Span(*spring))]
    [3600000, 7200000]
    """
    clock = LocalClock.over(span.start.tzinfo, *map(to_utc, span))
    return [[millisecond(change), offset * 1000] for change, offset in clock.changes]
