"""`UsageTable`: groups over several dimensions as a table, whose rows filter everybody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets
from ipywidgets import widget_serialization

from usage_widgets.data.breakdown import checked_count
from usage_widgets.data.dimensions import checked_names
from usage_widgets.data.measures import UNPRICED
from usage_widgets.errors import known_keywords
from usage_widgets.selection import OTHER
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._path import RefusedValue
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets._static import paragraph
from usage_widgets.widgets.usage_table.choice import checked_values, clauses_of, is_expressible, rows_trait
from usage_widgets.widgets.usage_table.content import content_of
from usage_widgets.widgets.usage_table.grid import create_grid, is_for_analysts, update_grid
from usage_widgets.widgets.usage_table.groups import ask_groups
from usage_widgets.widgets.usage_table.words import Words
from usage_widgets.widgets.usage_table.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.data.drill import PathStep
    from usage_widgets.selection import Selection
    from usage_widgets.widgets._static import Told
    from usage_widgets.widgets.usage_table.groups import Groups

MOST_GROUPS = 1_000


class UsageTable(UsageWidget):
    """Usage split over several dimensions at once: one row a group, the rest as one row, and the total.

    >>> import usage_widgets as uw
    >>> demo = uw.Usage.demo(days=7, requests=500, seed=1, end="2026-06-30")
    >>> table = uw.UsageTable(demo, by=["team", "provider"], measures=["requests"], top=3)
    >>> table.table().columns.tolist()
    ['team', 'provider', 'requests', 'is_other']
    >>> bool(table.table()["requests"].sum() == demo.total("requests"))
    True
    """

    kind_name = "usage_table"
    linked = ("path", "selected")
    _esm = STATIC / "usage_table.js"
    _css = STATIC / "usage_table.css"

    content = traitlets.Dict().tag(sync=True)
    """{columns, rows, last, caption, summary, crumbs}: the table, in words and numbers. Python to page."""
    is_choosable = traitlets.Bool(default_value=False).tag(sync=True)
    """Whether rows can be chosen, as others look at the same selection. Python to page."""
    selected = rows_trait()
    """The chosen rows, each the values of all dimensions. Both ways."""
    grid: Any = traitlets.Any().tag(sync=True, **widget_serialization)
    """The analyst's grid, an ipyaggrid; None on a published page. Python to page."""

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        by: Iterable[str] = ("model", "user"),
        measures: Iterable[str] = ("cost", "requests"),
        top: int = 200,
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            by: The dimensions to split by, all at once.
            measures: What is measured; the first one ranks.
            top: How many groups are shown by name, up to 1,000; the rest is one row.
            selection: What is looked at together: chosen rows filter everybody else.
            title: A heading; by default it names what is shown.

        Raises:
            UnknownName: there is no such dimension or measure.
            InvalidArgument: `by`, `measures` or `top` cannot be used.
        """
        known = as_usage(usage)
        self.levels = checked_names("by", by, known.dimension)
        self.measures = checked_names("measures", measures, known.measure)
        self.top = checked_count(top, "top", most=MOST_GROUPS)
        self._groups: Groups | None = None
        super().__init__(known, selection=selection, title=title, is_choosable=selection is not None)
        try:
            self._shown()
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)
        self.reword()
        self._show_in_grid()
        self.observe(self._show_in_grid, "content")
        self.observe(self._on_path, "path")
        self.observe(self._on_selected, "selected")

    @property
    def name_columns(self) -> int:  # type: ignore[override]
        """The dimensions."""
        return len(self.levels)

    @property
    def summary(self) -> str:
        """The totals, how many groups there are, and the largest."""
        return self._words().summary(self._shown(), self.path)

    def table(self) -> pd.DataFrame:
        """One row a group: the dimensions (None is unknown), the measures (float64, NaN is unknown), `is_other`.

        Also `unpriced_requests` where a cost leaves some out.
        """
        groups = self._shown()
        rest = [replace(groups.other, values=(OTHER.value,) * len(self.levels))] if groups.other else []
        shown = [*groups.named, *rest]
        values, numbers = [group.values for group in shown], [group.numbers for group in shown]
        named = pd.DataFrame(values, columns=[*self.levels], dtype=object)
        measured = pd.DataFrame(numbers, columns=[*self.measures], dtype="float64")
        if groups.total.left_out:
            measured[UNPRICED.name] = [float(group.left_out) for group in shown]
        is_other = [at >= len(groups.named) for at in range(len(values))]
        return pd.concat([named, measured], axis="columns").assign(is_other=pd.Series(is_other, dtype=bool))

    def worded_table(self) -> list[tuple[str, ...]]:
        """The headings, the groups, the rest and the total as people read them."""
        words, groups = self._words(), self._shown()
        return [words.heads, *map(words.row, groups.named), *words.last_rows(groups)]

    def drill(self, value: PathStep) -> UsageTable:
        """Show only the groups of one value. On the last level its row is chosen, or no longer."""
        if len(self.path) == len(self.levels) - 1:
            row = [*self.path, value]
            self.selected = [] if self.selected == [row] else [row]
        else:
            super().drill(value)
        return self

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._groups = None
        self.asker.ask(Question(self._ask, self._on_groups, self._has_failed, self._is_late))

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        if not self.has_own_title:
            self.title = self._words().caption()
        if self._groups:
            self._hand_over(self._groups)

    def close(self) -> None:
        """Let go of the page, the grid, the selection and any open question."""
        self._drop_grid()
        super().close()

    def _told(self) -> Told:
        told = super()._told()
        if told.body:
            return told._replace(body=written(told.body, self.locale, is_choosable=self.is_choosable))
        is_empty = self.status["state"] == "ready"
        return told._replace(body=paragraph(self._words().nothing, "uw-empty")) if is_empty else told

    def _words(self) -> Words:
        return Words(self.usage, self.levels, self.measures, self.locale)

    def _ask(self) -> Groups:
        usage = self.seen.where(**dict(zip(self.levels, self.path, strict=False)))
        return ask_groups(usage, self.levels, self.measures, self.top)

    def _shown(self) -> Groups:
        if self._groups is None:
            self._groups = self._ask()
        return self._groups

    def _on_groups(self, groups: Groups) -> None:
        self._groups = groups
        self._hand_over(groups)
        self._is_ready()

    def _hand_over(self, groups: Groups) -> None:
        self.content = content_of(groups, self._words(), self.path)

    def _show_in_grid(self, _change: Any = None) -> None:
        """Put the content into the analyst's grid, a new one for other words."""
        if not (self.content and is_for_analysts()):
            return
        words = self._words().of_grid()
        if self.grid is not None and self.grid.user_params["words"] == words:
            update_grid(self.grid, self.content)
        else:
            self._drop_grid()
            self.grid = create_grid(self.content, words, is_choosable=self.is_choosable)

    def _drop_grid(self) -> None:
        if self.grid is not None:
            gone, self.grid = self.grid, None
            gone.close()
            gone.layout.close()  # ipywidgets would keep it

    def _on_path(self, _change: Any) -> None:
        self.selected = [row for row in self.selected if row[: len(self.path)] == self.path]
        self._publish()
        self.refresh()

    def _on_selected(self, _change: Any) -> None:
        self._publish()

    def _publish(self) -> None:
        """Tell everybody else what this table stands on."""
        self._put(clauses_of(self.selected or [self.path], self.levels))

    def _let_go(self, gone: set[str]) -> None:
        """Show the rows above what was taken away."""
        kept = next(at for at, name in enumerate(self.levels) if name in gone)
        with self.hold_trait_notifications():
            self.selected = []
            self.path = self.path[:kept]

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = super()._check_path(proposal)
        return checked_values("path", steps, self.usage, self.levels[: len(steps)])

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[Any]:
        rows = [checked_values("selected", row, self.usage, self.levels) for row in proposal.value]
        if not is_expressible(rows) or any(row[: len(self.path)] != self.path for row in rows):
            raise RefusedValue.expected("selected", "rows within the path that differ in one value at most", rows)
        return rows
