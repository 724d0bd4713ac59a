"""Where a time series stands: a path of values with at most one day, a measure and a grain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data.calendar import Span, label_instants
from usage_widgets.data.drill import Drill
from usage_widgets.selection import OTHER

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from usage_widgets.data.drill import Path, PathStep
    from usage_widgets.data.usage import Usage

USUAL = ("model", "team", "user")
"""What a line opens into, where nobody has said."""
MOST_OTHERS = 2


@dataclass(frozen=True)
class Place:
    """A place.

    Args:
        path: Values, None, OTHER and at most one day.
        measure: What is measured.
        every: The grain that was asked for.
        levels: The dimensions to go down through.
        splits_at_the_top: Whether there are several lines above all days and values.
        top: How many lines have a name.
    """

    path: tuple[PathStep | date, ...]
    measure: str
    every: str
    levels: tuple[str, ...]
    splits_at_the_top: bool
    top: int

    @property
    def values(self) -> Path:
        """The steps that are no day."""
        return tuple(step for step in self.path if not isinstance(step, date))

    @property
    def day(self) -> date | None:
        """The one day, if any."""
        return next((step for step in self.path if isinstance(step, date)), None)

    @property
    def depth(self) -> int:
        """Which level the lines are of."""
        return sum(step is not OTHER for step in self.values)

    @property
    def dimension(self) -> str | None:
        """What the lines are split by; None for one line of all."""
        return self.levels[self.depth] if self.splits_at_the_top or self.path else None

    @property
    def below(self) -> str | None:
        """What a line opens into; None where it is chosen, or is all there is."""
        return next(iter(self.levels[self.depth + 1 :]), None) if self.dimension else None

    @property
    def is_last_level(self) -> bool:
        """Whether a line is chosen rather than opened."""
        return self.dimension is not None and self.below is None

    @property
    def grain(self) -> str:
        """The grain that it is shown in at best."""
        return self.every if self.day is None else "hour"

    def within(self, usage: Usage) -> Usage:
        """A usage within the day."""
        return usage if self.day is None else usage.between(*span_of_day(self.day, usage.zone))

    def drill(self, usage: Usage) -> Drill:
        """The way down through the values, of a usage that is within the day."""
        return Drill(usage, self.levels, self.measure, self.top)


def levels_of(by: tuple[str, ...] | None, known: list[str]) -> tuple[str, ...]:
    """The levels of a chart.

    Args:
        by: None, one dimension to begin with, or all of them.
        known: The dimensions that there are.

    >>> levels_of(("provider",), ["provider", "model", "user"]), levels_of(None, ["provider", "model", "user"])
    (('provider', 'model', 'user'), ('model', 'user'))
    """
    first = by or ()
    if len(first) > 1:
        return first
    others = [name for name in USUAL if name in known and name not in first]
    return (*first, *others[: MOST_OTHERS if first else None])


def span_of_day(day: date, zone: ZoneInfo) -> Span:
    """From the beginning of a local day to that of the next."""
    return Span(*label_instants(pd.date_range(day, periods=2, freq="D"), zone))
