"""What drives a measure, group by group: calls, tokens by meter, and what each meter cost, in one question."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import ibis

from usage_widgets.data.fetch import fetch
from usage_widgets.data.measures import INPUT
from usage_widgets.data.pricing import PARTS

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr import types as ir

    from usage_widgets.data.measures import Measure
    from usage_widgets.data.usage import Usage

METERS = {"tokens": (*INPUT, "output_tokens"), "input_tokens": INPUT}
"""What a measure in tokens counts, where it is not one meter."""


def drivers_of(usage: Usage, by: str, measure: Measure) -> pd.DataFrame:
    """A measure of each group with what it is made of.

    Args:
        usage: The requests.
        by: Name of the dimension.
        measure: "cost", "requests", or one in tokens.

    Returns:
        One row a group: `group` (None is unknown) and, as float64, `rows` that can count, `calls` that do because their value is
        known, and `value`. Of a cost also, over the calls alone, the four meters, what each cost, and `unexplained`: how
        many calls have a cost that what is known of their meters does not tell.

    >>> import usage_widgets as uw
    >>> demo = uw.Usage.demo(days=7, requests=500, end="2026-06-30")
    >>> bool(drivers_of(demo, "team", demo.measure("cost"))["calls"].sum() == 500 - demo.total("unpriced_requests"))
    True
    """
    rows = usage.question([by], []).keyed()
    if measure.unit == "count":
        rows = rows.filter(rows.origin == "user")
    # The known apart from the others first, because a condition in each of the sums takes longer than the sums.
    counts = {"calls": rows.count(), "value": _value(rows, measure), **(_bill(rows) if measure.unit == "usd" else {})}
    apart = rows.group_by(group=rows[by], known=_is_known(rows, measure)).aggregate(**counts)
    sums = {name: apart[name].sum(where=apart.known) for name in counts}
    asked = apart.group_by("group").aggregate(rows=apart.calls.sum(), **sums)
    frame = fetch(usage.origin.engine, asked, keys=["group"])
    numbers = ["rows", *counts]
    return frame.astype(dict.fromkeys(numbers, "float64")).fillna(dict.fromkeys(numbers, 0.0))


def _value(rows: ir.Table, measure: Measure) -> ir.Value:
    return rows.count() if measure.unit == "count" else measure.aggregates(rows)[measure.columns[0]]


def _is_known(rows: ir.Table, measure: Measure) -> ir.BooleanValue:
    if measure.unit == "usd":
        return rows.cost.notnull()
    if measure.unit == "count":
        return ibis.literal(True)  # noqa: FBT003
    return reduce(or_, (rows[meter].notnull() for meter in METERS.get(measure.name, (measure.name,))))


def _bill(rows: ir.Table) -> dict[str, ir.Value]:
    meters = {meter: rows[meter].sum().cast("decimal(38, 0)") for meter, _ in PARTS.values()}
    costs = {part: rows[part].sum() for part in PARTS}
    untold = reduce(or_, (_is_untold(rows, part, meter) for part, (meter, _) in PARTS.items()))
    return {**meters, **costs, "unexplained": rows.count(where=(rows.cost != 0) & untold)}


def _is_untold(rows: ir.Table, part: str, meter: str) -> ir.BooleanValue:
    """Whether tokens have an unknown cost, or a cost is for tokens that are unknown."""
    return (rows[meter] > 0).ifelse(rows[part].isnull(), rows[part] != 0)
