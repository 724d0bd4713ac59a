"""Usage over time: local hours, days, weeks, months; every step is there, also an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data.breakdown import RANK
from usage_widgets.data.calendar import Span, label_instants, steps_between
from usage_widgets.data.fetch import fetch
from usage_widgets.messages.catalogue import text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ibis.expr import types as ir

    from usage_widgets.data.breakdown import Question
    from usage_widgets.data.calendar import LocalClock, Step
    from usage_widgets.data.engine import Engine
    from usage_widgets.data.measures import Measure

LABEL = "label__"
GROUPED = ["time", "value", "group", "is_other", "partial"]


def time_series(
    engine: Engine,
    question: Question,
    clock: LocalClock,
    step: Step,
    span: Span,
    top: ir.Table | None,
    *,
    named_first: bool = False,
) -> pd.DataFrame:
    """One measure by steps of local time.

    Args:
        engine: Runs it.
        question: One measure, and no dimension or one.
        clock: The zone's offsets over the span.
        step: The grain.
        span: The half-open range whose steps are returned.
        top: The ranked groups to show by name, the others being one "Other"; None without a dimension.
        named_first: Name the group of each row before anything is summed: faster where `top` is not asked of the rows.

    Returns:
        One row a step, and a group where there is a dimension: `time` (aware, local), `value` float64, `group`,
        `is_other`, `partial` (the span covers only a part of the step).
    """
    measure = question.measures[0]
    parts = fetch(engine, _stepped(question, clock, step, top, named_first=named_first), keys=["group"])
    parts["value"] = measure.numbers(parts)
    zone = span.start.tzinfo
    if step.name == "hour":
        parts["time"] = pd.DatetimeIndex(parts[LABEL]).as_unit("us").tz_localize("UTC").tz_convert(zone)
    else:
        parts["time"] = label_instants(pd.DatetimeIndex(parts[LABEL]), zone)
    return _filled(parts, question, measure, step, span)


def no_steps(zone: ZoneInfo, *, grouped: bool) -> pd.DataFrame:
    """The series of a view without any step: its columns, with their types."""
    types = {"time": pd.DatetimeTZDtype("us", zone), "value": "float64", "is_other": bool, "partial": bool}
    names = GROUPED if grouped else ["time", "value", "partial"]
    return pd.DataFrame({name: pd.Series(dtype=types.get(name, object)) for name in names})


def _stepped(question: Question, clock: LocalClock, step: Step, top: ir.Table | None, *, named_first: bool) -> ir.Table:
    """Aggregate by the finest UTC unit first where that can be rolled up: the zone is then a matter of groups, not rows."""
    measure, rows, keys = question.measures[0], question.keyed(), question.keys
    if named_first or not measure.sums_up:
        rows, keys = _named(rows, keys, top)
    if not measure.sums_up:
        rows = rows.mutate(**{LABEL: _label(rows.start_time, clock, step)})
        return rows.group_by([LABEL, *keys]).aggregate(**measure.aggregates(rows))
    fine = rows.start_time.truncate("h") if clock.finest == "hour" else _quarter_hour(rows.start_time)
    rows = rows.mutate(fine__=fine)
    groups = rows.group_by(["fine__", *keys]).aggregate(**measure.aggregates(rows))
    if not named_first:
        groups, keys = _named(groups, keys, top)
    groups = groups.mutate(**{LABEL: _label(groups.fine__, clock, step)})
    return groups.group_by([LABEL, *keys]).aggregate(**measure.rolled_up(groups))


def _named(rows: ir.Table, keys: list[str], top: ir.Table | None) -> tuple[ir.Table, list[str]]:
    """The rank and name of the group that each row belongs to, and what these columns are called; the rest has no rank."""
    if top is None:
        return rows, []
    named = top.select(named__=top[keys[0]], **{RANK: top[RANK]})
    joined = rows.left_join(named, rows[keys[0]].identical_to(named.named__))
    return joined.mutate(group=joined[RANK].notnull().ifelse(joined[keys[0]], None)), [RANK, "group"]


def _quarter_hour(utc: ir.TimestampValue) -> ir.TimestampValue:
    hour = utc.truncate("h")
    quarter = (utc.minute() // 15).cast("int64")
    return hour + quarter.as_interval("m") * 15


def _label(utc: ir.TimestampValue, clock: LocalClock, step: Step) -> ir.TimestampValue:
    return clock.local_hour(utc) if step.name == "hour" else clock.local(utc).truncate(step.unit)


def _filled(parts: pd.DataFrame, question: Question, measure: Measure, step: Step, span: Span) -> pd.DataFrame:
    """Put in the steps without rows: 0 for what counts, unknown for what averages."""
    times = steps_between(span, step)
    frame = pd.DataFrame({"time": times, "partial": _partial(times, step, span)})
    if not question.keys:
        return frame.assign(value=_reindexed(parts, measure, times))[["time", "value", "partial"]]
    groups = [
        frame.assign(
            value=_reindexed(part, measure, times),
            group=pd.Series(
                [text("data.other") if pd.isna(rank) else part["group"].iloc[0]] * len(times), dtype=object
            ),
            is_other=bool(pd.isna(rank)),
        )
        for rank, part in parts.groupby(RANK, dropna=False)
    ]
    return pd.concat(groups, ignore_index=True)[GROUPED] if groups else no_steps(span.start.tzinfo, grouped=True)


def _reindexed(parts: pd.DataFrame, measure: Measure, times: pd.DatetimeIndex) -> pd.Series[float]:
    empty = 0.0 if measure.is_additive or measure.kind == "distinct" else float("nan")
    known = parts.set_index("time")["value"]
    return known.reindex(times).where(times.isin(known.index), empty).reset_index(drop=True)


def _partial(times: pd.DatetimeIndex, step: Step, span: Span) -> list[bool]:
    """Which steps the span covers only in part: the first, the last, or neither."""
    ends = steps_between(Span(times[0], times[-1] + pd.DateOffset(years=2)), step)[1 : len(times) + 1]
    return [start < span.start or end > span.end for start, end in zip(times, ends, strict=True)]
