"""Lists what is there: single requests, the values of a dimension, the first and last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data.fetch import fetch

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ibis.expr import types as ir

    from usage_widgets.data.breakdown import Question
    from usage_widgets.data.engine import Engine

MOST_ROWS = 1_000_000


def requests(engine: Engine, rows: ir.Table, zone: ZoneInfo, limit: int | None) -> pd.DataFrame:
    """Single requests, newest first, times aware in the zone."""
    newest = rows.order_by(rows.start_time.desc(), rows.request_id.asc())
    frame = fetch(engine, newest if limit is None else newest.limit(limit))
    for name in ("start_time", "end_time"):
        frame[name] = pd.to_datetime(frame[name]).dt.tz_localize("UTC").dt.tz_convert(zone)
    return frame


def count(engine: Engine, rows: ir.Table) -> int:
    """How many rows there are."""
    return int(fetch(engine, rows.aggregate(count=rows.count()))["count"].iloc[0])


def bounds(engine: Engine, rows: ir.Table) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The first and last start_time, naive UTC; None without rows."""
    frame = fetch(engine, rows.aggregate(first=rows.start_time.min(), last=rows.start_time.max()))
    first, last = frame["first"].iloc[0], frame["last"].iloc[0]
    return None if pd.isna(first) else (pd.Timestamp(first), pd.Timestamp(last))


def values(engine: Engine, question: Question) -> pd.DataFrame:
    """The values of one dimension with the number of rows of each, most first."""
    rows = question.keyed()
    name = question.keys[0]
    counted = rows.group_by(value=rows[name]).aggregate(count=rows.count())
    return fetch(
        engine, counted.order_by(counted["count"].desc(), counted.value.asc(nulls_first=False)), keys=["value"]
    )
