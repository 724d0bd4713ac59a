"""What a cohort table says: headings, cells, the members of a cohort, and all of it in a few sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import dates, numbers

from usage_widgets.data.measures import measure_named
from usage_widgets.messages.catalogue import has, text
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.messages.options import babel_locale
from usage_widgets.widgets.cohort_table.grid import MEASURES

if TYPE_CHECKING:
    import pandas as pd

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value
    from usage_widgets.widgets.cohort_table.grid import Grid, Row
    from usage_widgets.widgets.cohort_table.members import Members, Sums

PRINTED = 12
"""How many columns a sheet of paper has room for, as in written.css."""
SKELETONS = {"month": "yMMM", "quarter": "yQQQ"}


@dataclass(frozen=True)
class Words:
    """The words of one table in one language."""

    usage: Usage
    by: str
    every: str
    locale: str

    def title(self) -> str:
        """What the table is of."""
        return self._text(f"title.{self.every}", dimension=self.dimension)

    @property
    def dimension(self) -> str:
        """What the members are called."""
        return dimension_label(self.by, self.locale)

    def measure(self, name: str) -> str:
        """What a measure is called."""
        return self._text(f"measure.{name}")

    def caption(self, measure: str) -> str:
        """What the table shows of them."""
        return f"{self.title()}: {self.measure(measure)}"

    def corner(self) -> str:
        """The heading of the cohorts."""
        return self._text(f"corner.{self.every}")

    def since(self) -> str:
        """The heading above the numbers of steps."""
        return self._text(f"since.{self.every}")

    def later(self, since: int) -> str:
        """When, seen from a cohort's own step: "4 weeks later"."""
        return self._text(f"later.{self.every}", count=since) if since else self._text(f"first.{self.every}")

    def cohort(self, cohort: pd.Timestamp) -> str:
        """The step of a cohort, as short as a row allows."""
        language = babel_locale(self.locale)
        if self.every in SKELETONS:
            return str(dates.format_skeleton(SKELETONS[self.every], cohort, locale=language))
        return str(dates.format_date(cohort, "medium", locale=language))

    def crumbs(self, cohort: pd.Timestamp, since: int | None) -> list[str]:
        """The way to a cohort, or to one of its steps."""
        return [self.cohort(cohort), *([] if since is None else [self.later(since)])]

    def size(self, count: int) -> str:
        """So many members."""
        own = f"kit.groups.{self.by}"
        key = own if has(f"{own}.other", locale=self.locale) else "kit.groups"
        return text(key, locale=self.locale, count=count)

    def cell(self, measure: str, value: float | None, left_out: float = 0) -> str:
        """A number of a cohort's step, marked where a cost leaves requests out."""
        if measure == "cost":
            return measure_named("cost").worded(value, left_out, locale=self.locale)
        return number(value, MEASURES[measure], locale=self.locale)

    def cells(self, row: Row, measure: str) -> list[str]:
        """The numbers of a cohort."""
        left_out = zip(row.numbers[measure], row.left_out, strict=True)
        return [self.cell(measure, value, count) for value, count in left_out]

    def overall_name(self, measure: str) -> str:
        """What the last row is called: all cohorts, and what its numbers are."""
        return self._text("overall.share" if measure in ("users", "share") else "overall.each")

    def overall(self, grid: Grid, measure: str) -> list[str]:
        """The numbers of the last row: shares, or what there is of each member."""
        values = grid.overall[measure]
        if measure == "cost":
            return [self.cell(measure, value, count) for value, count in zip(values, grid.left_out, strict=True)]
        return [self._each(value) if measure == "requests" else self.cell("share", value) for value in values]

    def _each(self, value: float | None) -> str:
        if value is None:
            return self.cell("requests", None)
        return str(numbers.format_decimal(value, "#,##0.0", locale=babel_locale(self.locale)))

    def rows(self, grid: Grid, measure: str) -> list[tuple[str, ...]]:
        """The table of a measure: headings, cohorts, all cohorts. What is not over yet is empty."""
        if not grid.rows:
            return [(self.corner(), self.dimension)]
        head = (
            self.corner(),
            self.dimension,
            *(self._text(f"step.{self.every}", since=at) for at in range(grid.columns)),
        )
        return [head, *(self._row(row, grid, measure) for row in grid.rows), self._last(grid, measure)]

    def _row(self, row: Row, grid: Grid, measure: str) -> tuple[str, ...]:
        cells = self.cells(row, measure)
        return (self.cohort(row.cohort), self.cell("users", row.size), *cells, *[""] * (grid.columns - row.finished))

    def _last(self, grid: Grid, measure: str) -> tuple[str, ...]:
        cells = self.overall(grid, measure)
        return (self.overall_name(measure), "", *cells, *[""] * (grid.columns - len(cells)))

    def list_caption(self, members: Members, cohort: pd.Timestamp, since: int | None) -> str:
        """Whose list it is, and how many of them were active."""
        values: dict[str, Any] = {"size": self.size(len(members.values)), "cohort": self.cohort(cohort)}
        if since is None:
            return self._text(f"list.cohort.{self.every}", **values)
        active = number(members.active, "count", locale=self.locale)
        return self._text(f"list.cell.{self.every}", active=active, later=self.later(since), **values)

    def list_rows(self, members: Members) -> list[tuple[str, ...]]:
        """The members, most requests first, the others as one, and all."""
        head = (self.dimension, *(measure_label(name, self.locale) for name in ("requests", "cost")))
        named = [(self._name(value), *self._sums(sums)) for value, sums in members.named]
        rest = [(self._text("others", count=members.others), *self._sums(members.rest))] if members.rest else []
        return [head, *named, *rest, (self._text("total"), *self._sums(members.total))]

    def too_many(self, members: Members) -> str:
        """Why others do not follow; nothing where they do."""
        return self._text("too_many", size=self.size(len(members.values))) if members.is_too_many else ""

    def shown(self, grid: Grid) -> str:
        """How many of the cohorts are shown; nothing where all are."""
        if len(grid.rows) == grid.count:
            return ""
        shown = number(len(grid.rows), "count", locale=self.locale)
        return self._text("shown", count=grid.count, shown=shown)

    def printed(self, grid: Grid) -> str:
        """How many of the steps a sheet of paper has room for; nothing where it has for all."""
        return "" if grid.columns <= PRINTED else self._text("printed", count=grid.columns, shown=PRINTED)

    def fitting(self, steps: int, grid: Grid) -> str:
        """How many of the steps a picture has room for; nothing where it has for all."""
        return "" if steps == grid.columns else self._text("fitting", count=steps, all=grid.columns)

    def _name(self, value: Value) -> str:
        return self.usage.label_of(self.by, value, locale=self.locale)

    def _sums(self, sums: Sums) -> tuple[str, str]:
        cost = measure_named("cost").worded(_known(sums.cost), sums.left_out, locale=self.locale)
        return (number(sums.requests, "count", locale=self.locale), cost)

    def _text(self, key: str, *, count: float | None = None, **values: Any) -> str:
        return text(f"cohort_table.{key}", locale=self.locale, count=count, **values)


def _known(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - NaN
