"""What a map shows at a moment: its countries, the groups at its path, and how both are measured and coloured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from usage_widgets.widgets.usage_map.classes import Classes, Scale, classes_of
from usage_widgets.widgets.usage_map.world import is_drawn

if TYPE_CHECKING:
    from usage_widgets.data.drill import Path
    from usage_widgets.data.measures import Measure
    from usage_widgets.data.usage import Usage
    from usage_widgets.widgets.usage_map.ranking import Ranking, Row


@dataclass(frozen=True)
class Asked:
    """What a person has asked a map for."""

    path: Path
    measure: str
    per_user: bool
    scale: Scale


@dataclass(frozen=True)
class Shown:
    """An answer, with what was asked.

    Args:
        usage: For names and units.
        levels: The dimensions of the path, the country first.
        asked: What it answers.
        least_users: Countries with fewer are not shown by themselves.
        places: The countries.
        groups: What is at the path; the countries at the top.
    """

    usage: Usage
    levels: tuple[str, ...]
    asked: Asked
    least_users: int
    places: Ranking
    groups: Ranking

    @property
    def is_top(self) -> bool:
        """Whether the list is that of the countries."""
        return not self.asked.path

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.usage.measure(self.asked.measure)

    @property
    def is_per_user(self) -> bool:
        """Whether countries are compared per user: only a sum can be shared out."""
        return self.asked.per_user and self.measure.is_additive

    @cached_property
    def countries(self) -> list[Row]:
        """The countries that have a name, the largest first."""
        known = [row for row in self.places.groups if self.figure(row) is not None]
        return sorted(known, key=lambda row: -(self.figure(row) or 0)) + [
            row for row in self.places.groups if self.figure(row) is None
        ]

    @property
    def rows(self) -> list[Row]:
        """The list: what has a rank, then what has none."""
        if not self.is_top:
            return [*self.groups.rows]
        return [*self.countries, *(row for row in self.places.rows if row.kind != "group")]

    @property
    def on_map(self) -> dict[str, Row]:
        """The countries that the map has a shape or a dot for."""
        return {str(row.value): row for row in self.countries if is_drawn(row.value)}

    @property
    def off_map(self) -> list[Row]:
        """The places of the list that it has none for."""
        return [row for row in self.countries if not is_drawn(row.value)]

    @cached_property
    def classes(self) -> Classes:
        """The colours of the countries."""
        figures = [figure for row in self.on_map.values() if (figure := self.figure(row)) is not None]
        return classes_of(figures, self.asked.scale, is_rate=self.measure.kind in ("ratio", "quantile"))

    def figure(self, row: Row) -> float | None:
        """What a country is compared by."""
        return row.per_user if self.is_per_user else row.number

    def class_of(self, row: Row) -> int | None:
        """The class of a country; None where it is unknown or not on the map."""
        return self.classes.of(self.figure(row)) if is_drawn(row.value) else None

    def share(self, row: Row) -> float | None:
        """A part of the total; None where a part says nothing."""
        total, numbers = self.groups.total, [each.number for each in self.groups.rows if each.number is not None]
        sums = self.measure.is_additive and self.usage.dimension(self.dimension).kind != "tag"
        if row.number is None or not sums or not total or total < 0 or min(numbers) < 0:
            return None
        return row.number / total

    @property
    def dimension(self) -> str:
        """What the list is of."""
        return self.levels[len(self.asked.path)]

    @property
    def is_last(self) -> bool:
        """Whether nothing lies below."""
        return len(self.asked.path) == len(self.levels) - 1

    def opens(self, row: Row) -> bool:
        """Whether one can look into a row: not into those whose figures could be traced to a person."""
        if self.is_last or row.kind in ("few", "rest"):
            return False
        return not self.is_top or row.users is not None
