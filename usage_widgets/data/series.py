"""Usage over time: local hours, days, weeks, months; every step is there, also an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data.breakdown import OTHER_LABEL
from usage_widgets.data.calendar import Span, label_instants, steps_between
from usage_widgets.data.fetch import fetch

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from usage_widgets.data.breakdown import Question
    from usage_widgets.data.calendar import LocalClock, Step
    from usage_widgets.data.engine import Engine
    from usage_widgets.data.measures import Measure

LABEL = "label__"
REST = "rest__"


def time_series(
    engine: Engine, question: Question, clock: LocalClock, step: Step, span: Span, top: ir.Table | None
) -> pd.DataFrame:
    """One measure by steps of local time.

    Args:
        engine: Runs it.
        question: One measure, and no dimension or one.
        clock: The zone's offsets over the span.
        step: The grain.
        span: The half-open range whose steps are returned.
        top: One column of group values to show by name, the others being one "Other"; None shows all.

    Returns:
        One row a step, and a group where there is a dimension: `time` (aware, local), `value` float64, `group`,
        `is_other`, `partial` (the span covers only a part of the step).
    """
    measure = question.measures[0]
    parts = fetch(engine, _stepped(question, clock, step, top), keys=["group"])
    parts["value"] = measure.numbers(parts)
    zone = span.start.tzinfo
    if step.name == "hour":
        parts["time"] = pd.DatetimeIndex(parts[LABEL]).as_unit("us").tz_localize("UTC").tz_convert(zone)
    else:
        parts["time"] = label_instants(pd.DatetimeIndex(parts[LABEL]), zone)
    return _filled(parts, question, measure, step, span)


def _stepped(question: Question, clock: LocalClock, step: Step, top: ir.Table | None) -> ir.Table:
    """Aggregate by the finest UTC unit first where that can be rolled up: zone and top are then a matter of groups, not rows."""
    measure, rows = question.measures[0], question.keyed()
    if not measure.sums_up:
        rows, keys = _named(rows, question.keys, top)
        rows = rows.mutate(**{LABEL: _label(rows.start_time, clock, step)})
        return rows.group_by([LABEL, *keys]).aggregate(**measure.aggregates(rows))
    fine = rows.start_time.truncate("h") if clock.finest == "hour" else _quarter_hour(rows.start_time)
    rows = rows.mutate(fine__=fine)
    groups = rows.group_by(["fine__", *question.keys]).aggregate(**measure.aggregates(rows))
    groups, keys = _named(groups, question.keys, top)
    groups = groups.mutate(**{LABEL: _label(groups.fine__, clock, step)})
    return groups.group_by([LABEL, *keys]).aggregate(**measure.rolled_up(groups))


def _named(rows: ir.Table, keys: list[str], top: ir.Table | None) -> tuple[ir.Table, list[str]]:
    """The group to show of each row, and the names of its columns; whatever is not in the top is the rest."""
    if not keys:
        return rows, []
    group = rows[keys[0]]
    if top is None:
        return rows.mutate(group=group, **{REST: False}), ["group", REST]
    named = top.select(named__=top[keys[0]], found__=True)
    joined = rows.left_join(named, group.identical_to(named.named__))
    found = joined.found__.fill_null(False)  # noqa: FBT003
    return joined.mutate(group=found.ifelse(joined[keys[0]], None), **{REST: ~found}), ["group", REST]


def _quarter_hour(utc: ir.TimestampValue) -> ir.TimestampValue:
    hour = utc.truncate("h")
    quarter = (utc.minute() // 15).cast("int64")
    return hour + quarter.as_interval("m") * 15


def _label(utc: ir.TimestampValue, clock: LocalClock, step: Step) -> ir.TimestampValue:
    return clock.local_hour(utc) if step.name == "hour" else clock.local(utc).truncate(step.unit)


def _filled(parts: pd.DataFrame, question: Question, measure: Measure, step: Step, span: Span) -> pd.DataFrame:
    """Put in the steps without rows: 0 for what counts, unknown for what averages."""
    times = steps_between(span, step)
    empty = 0.0 if measure.is_additive or measure.kind == "distinct" else float("nan")
    partial = _partial(times, step, span)
    if not question.keys:
        known = parts.set_index("time")["value"]
        value = known.reindex(times).where(times.isin(known.index), empty)
        return pd.DataFrame({"time": times, "value": value.to_numpy(), "partial": partial})
    series = []
    order = parts.groupby([REST, "group"], dropna=False, sort=False)["value"].sum().sort_values(ascending=False)
    for rest, group in sorted(order.index, key=lambda pair: pair[0]):
        same = parts[REST].eq(rest) & (parts["group"].eq(group) | (pd.isna(group) & parts["group"].isna()))
        known = parts[same].set_index("time")["value"]
        value = known.reindex(times).where(times.isin(known.index), empty)
        name = OTHER_LABEL if rest else (None if pd.isna(group) else group)
        series.append(
            pd.DataFrame(
                {
                    "time": times,
                    "value": value.to_numpy(),
                    "group": pd.Series([name] * len(times), dtype=object),
                    "is_other": bool(rest),
                    "partial": partial,
                }
            )
        )
    columns = ["time", "value", "group", "is_other", "partial"]
    return pd.concat(series, ignore_index=True) if series else pd.DataFrame(columns=columns)


def _partial(times: pd.DatetimeIndex, step: Step, span: Span) -> list[bool]:
    """Which steps the span covers only in part: the first, the last, or neither."""
    if not len(times):
        return []
    end = steps_between(Span(times[-1], times[-1] + pd.DateOffset(years=2)), step)[1] if len(times) else span.end
    return [
        (number == 0 and times[0] < span.start) or (number == len(times) - 1 and end > span.end)
        for number in range(len(times))
    ]
