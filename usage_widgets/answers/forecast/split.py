"""A forecast of a total, shared among its parts by what each had of it lately. No part is forecast by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from usage_widgets.answers.paragraph import paragraph
from usage_widgets.errors import InvalidArgument
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import dimension_label
from usage_widgets.messages.options import CURRENT, checked_locale

if TYPE_CHECKING:
    import pandas as pd

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
        frame: One row a group: `group` (None is unknown), `label`, `is_other`, `share` (0..1, together 1), `total`, `low`,
            `high`: share times the forecast's total and its 95 % range.
    """

    by: str
    steps: int
    every: str
    frame: pd.DataFrame = field(repr=False)

    def explain(self, locale: str | None = None) -> str:
        """How it was made, in words."""
        chosen = checked_locale(locale or CURRENT.locale)
        length = text(f"forecast.length.{self.every}", locale=chosen, count=self.steps)
        return text("forecast.split", locale=chosen, length=length, dimension=dimension_label(self.by, chosen))

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
    recent = usage.between(known.times[-steps], forecast.mean["time"].iloc[0])
    groups = recent.by(by, measures=[measure], top=top)
    values = groups[measure].fillna(0.0)
    if values.sum() <= 0:
        raise InvalidArgument.expected("by", f"some {measure} in the last {steps} {forecast.every}s to share by", by)
    share = values / values.sum()
    low, high = forecast.range_of_total(95)
    frame = groups.rename(columns={by: "group"})[["group", "label", "is_other"]]
    frame = frame.assign(share=share, total=share * forecast.total, low=share * low, high=share * high)
    return Split(by, steps, forecast.every, frame)
