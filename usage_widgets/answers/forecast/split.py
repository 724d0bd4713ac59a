"""A forecast of a total, shared among its parts by what each had of it lately. No part is forecast by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from usage_widgets.answers.paragraph import paragraph
from usage_widgets.errors import InvalidArgument
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import dimension_label
from usage_widgets.messages.options import CURRENT, checked_locale

if TYPE_CHECKING:
    from usage_widgets.answers.forecast.forecast import Forecast
    from usage_widgets.data.usage import Usage

RECENT = {"hour": 168, "day": 28, "week": 8, "month": 3}
"""How many of the last steps tell the shares."""


@dataclass(frozen=True, eq=False)
class Split:
    """The total of a forecast by group.

    Args:
        by: The dimension.
        steps: How many of the last steps told the shares.
        every: How long a step is.
        left_out: How many of them did not, as they are far outside the usual range.
        frame: One row a group: `group` (None is unknown), `label`, `is_other`, `share` (0..1, together 1), `total`, `low`,
            `high`: share times the forecast's total and its 95 % range.
    """

    by: str
    steps: int
    every: str
    frame: pd.DataFrame = field(repr=False)
    left_out: int = 0

    def explain(self, locale: str | None = None) -> str:
        """How it was made, in words."""
        chosen = checked_locale(locale or CURRENT.locale)
        return shared_told(self.by, self.every, self.steps, self.left_out, chosen)

    def _repr_html_(self) -> str:
        return paragraph(self.explain()) + str(self.frame.to_html(index=False))


def split_of(forecast: Forecast, usage: Usage, by: str, top: int | None) -> Split:
    """Share the total of a forecast of a usage.

    Raises:
        InvalidArgument: the measure has no total, requests may have several values, or nothing was used lately.
        UnknownName: there is no such dimension.
    """
    measure, known = forecast.measure or "", forecast.source.history
    if forecast.total is None:
        raise InvalidArgument.expected("by", "a forecast of a measure that adds up", measure)
    if by == "tag":
        raise InvalidArgument.expected("by", "a dimension that has one value a request", by)
    steps = min(RECENT[forecast.every], len(known))
    edges = known.times[-steps:].append(pd.DatetimeIndex(forecast.mean["time"].iloc[:1]))
    far = np.flatnonzero(edges[:-1].isin(forecast.outliers.frame["time"]))
    groups = _largest(_groups(usage, edges, far, by, measure), top)
    values = groups["value"]
    if values.sum() <= 0:
        raise InvalidArgument.expected("by", f"some {measure} in the last {steps} {forecast.every}s to share by", by)
    share = values / values.sum()
    low, high = forecast.range_of_total(95)
    frame = groups[["group", "label", "is_other"]]
    frame = frame.assign(share=share, total=share * forecast.total, low=share * low, high=share * high)
    return Split(by, steps, forecast.every, frame, len(far))


def shared_told(by: str, every: str, steps: int, left_out: int, locale: str) -> str:
    """By what a total was shared, and which steps did not count."""
    length = text(f"forecast.length.{every}", locale=locale, count=steps)
    said = text("forecast.split", locale=locale, length=length, dimension=dimension_label(by, locale))
    return f"{said} {text('forecast.split.apart', locale=locale, count=left_out)}" if left_out else said


def _groups(usage: Usage, edges: pd.DatetimeIndex, far: np.ndarray[Any, Any], by: str, measure: str) -> pd.DataFrame:
    """What each group had of the steps between the edges but the far ones, the largest first."""
    stretches = zip([0, *(far + 1)], [*far, len(edges) - 1], strict=True)
    parts = [
        usage.between(edges[first], edges[last]).by(by, measures=[measure], top=None)
        for first, last in stretches
        if first < last
    ]
    if not parts:
        return pd.DataFrame({"group": [], "label": [], "value": [], "is_other": []})
    found = pd.concat(parts).groupby(by, dropna=False, sort=False, as_index=False)
    groups = found.agg(label=("label", "first"), value=(measure, "sum"), is_other=("is_other", "first"))
    group = groups[by].astype(object).where(groups[by].notna(), None)
    return groups.assign(group=group).sort_values("value", ascending=False, kind="stable", ignore_index=True)


def _largest(groups: pd.DataFrame, top: int | None) -> pd.DataFrame:
    """So many groups by name, and the rest as one."""
    if top is None or len(groups) <= top:
        return groups
    other = text("data.other")
    rest = {"group": other, "label": other, "value": groups["value"][top:].sum(), "is_other": True}
    return pd.concat([groups.head(top), pd.DataFrame([rest])], ignore_index=True)
