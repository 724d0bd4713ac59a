"""Ranges of time, as the page and Python may set them: two instants, half-open."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from usage_widgets.data.calendar import Span, instant
from usage_widgets.errors import InvalidArgument
from usage_widgets.widgets._path import RefusedValue

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import pandas as pd

EARLIEST, LATEST = 1970, 2999
FORM = 'nothing, or a start and a later end such as ("2026-03-01", "2026-03-17")'


def checked_range(trait: str, value: Any, zone: ZoneInfo, extent: Span | None) -> list[str]:
    """Make sure that a trait is set to nothing or to a range, and cut it to what can be seen.

    Args:
        trait: What is set.
        value: A start and an end: dates or times, local to the zone where they have no offset.
        zone: The zone of the answer.
        extent: What can be seen; None leaves a range as it is.

    Returns:
        Both as ISO 8601 with their offsets, or nothing.

    Raises:
        RefusedValue: it is no such range, or has nothing of what can be seen.

    >>> from usage_widgets.data.calendar import zone_named
    >>> checked_range("window", ["2026-03-28", "2026-03-30"], zone_named("Europe/Berlin"), None)
    ['2026-03-28T00:00:00+01:00', '2026-03-30T00:00:00+02:00']
    """
    if len(value) == 0:
        return []
    edges = [read_instant(trait, edge, zone) for edge in value]
    if len(edges) != 2 or edges[0] >= edges[1]:
        raise RefusedValue.expected(trait, FORM, value)
    span = Span(*edges)
    inside = span if extent is None else clipped(span, extent)
    if inside is None:
        said = " to ".join(edge.isoformat() for edge in extent or ())
        raise RefusedValue.expected(trait, f"a range with some of {said}", value)
    return [edge.isoformat() for edge in inside]


def read_instant(trait: str, value: Any, zone: ZoneInfo) -> pd.Timestamp:
    """An instant in a zone, from a date or time or its ISO 8601 text.

    Raises:
        RefusedValue: it is none, or far from any log.
    """
    try:
        stamp = datetime.fromisoformat(value) if isinstance(value, str) else value
        if not isinstance(stamp, date) or not EARLIEST <= stamp.year <= LATEST:
            raise RefusedValue.expected(trait, FORM, value)
        return instant(trait, stamp, zone)
    except (InvalidArgument, ValueError, OverflowError):
        raise RefusedValue.expected(trait, FORM, value) from None


def span_of(value: list[str], zone: ZoneInfo) -> Span | None:
    """The span of a range that was checked; None for nothing."""
    return Span(*(instant("range", edge, zone) for edge in value)) if value else None


def clipped(span: Span, extent: Span) -> Span | None:
    """What of a span lies in another one; None for nothing."""
    start, end = max(span.start, extent.start), min(span.end, extent.end)
    return Span(start, end) if start < end else None


def widened(span: Span, extent: Span) -> Span:
    """A span and as much on either side of it, within another one."""
    length = span.end - span.start
    return clipped(Span(span.start - length, span.end + length), extent) or span
