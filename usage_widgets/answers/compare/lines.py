"""A measure over two periods, step by step, for a small line of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from usage_widgets.answers.periods.pair import Pair, Side

GRAINS = ((3, "hour"), (93, "day"), (750, "week"))
"""Up to how many days a period is shown in which steps; a longer one in months."""


def lines_of(pair: Pair, measure: str) -> pd.DataFrame:
    """`at` (number of the step, from 0), `current`, `previous`; a step that only one of them has is NaN in the other."""
    every = grain_of(pair)
    current, previous = (_values(side, measure, every) for side in (pair.current, pair.previous))
    lines = pd.DataFrame({"current": current, "previous": previous}, dtype="float64")
    return lines.rename_axis("at").reset_index()


def grain_of(pair: Pair) -> str:
    """The steps in which both periods are shown."""
    days = max((side.period.days for side in (pair.current, pair.previous) if side.period), default=0)
    if not days:
        return "day"
    return next((every for most, every in GRAINS if days <= most), "month")


def _values(side: Side, measure: str, every: str) -> pd.Series[float]:
    return side.usage.series(measure, every=every)["value"].reset_index(drop=True)
