"""Spans of local time as people name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.messages.formats import days

if TYPE_CHECKING:
    from usage_widgets.data.calendar import Span

INSTANT = pd.Timedelta(microseconds=1)


def span_label(span: Span, *, locale: str) -> str:
    """The days of a span, the last one inclusive.

    >>> from usage_widgets.data.calendar import Span
    >>> span_label(Span(pd.Timestamp("2026-03-01 08:00"), pd.Timestamp("2026-03-03")), locale="de")
    '1.–2. März 2026'
    """
    return days(span.start.date(), (span.end - INSTANT).date(), locale=locale)
