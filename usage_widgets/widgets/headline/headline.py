"""`Headline`: the figures that everybody asks for first, as tiles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.data.dimensions import checked_names
from usage_widgets.data.measures import UNPRICED, told_left_out, with_left_out
from usage_widgets.errors import known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets._static import paragraph
from usage_widgets.widgets.headline.picture import tiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.selection import Selection
    from usage_widgets.widgets._picture import Drawing
    from usage_widgets.widgets._static import Told


class Headline(UsageWidget):
    """The totals of some measures.

    >>> import usage_widgets as uw
    >>> uw.Headline(uw.Usage.demo(days=7, requests=500, end="2026-06-30"), measures=["users"]).table()["measure"].tolist()
    ['users']
    """

    kind_name = "headline"
    look = "tiles"
    keeps_its_answer = True
    _esm = STATIC / "headline.js"
    _css = STATIC / "headline.css"

    items: Any = traitlets.List().tag(sync=True)
    """[{name, label, value, text}]: the figures, formatted. Python to page."""
    note = traitlets.Unicode().tag(sync=True)
    """What the figures leave out, in a sentence; else nothing. Python to page."""

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        measures: Iterable[str] = ("cost", "requests", "tokens", "users"),
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show the totals of a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            measures: Names of measures, in order.
            selection: What is looked at together.
            title: A heading; "Key figures" by default.

        Raises:
            UnknownName: there is no such measure.
            InvalidArgument: `measures` or `title` cannot be used.
        """
        known = as_usage(usage)
        self._names = checked_names("measures", measures, known.measure)
        self._totals: dict[str, float] = {}
        super().__init__(known, selection=selection, title=title)
        try:
            self._totals = self._ask_totals()
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)
        self.reword()

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        if not self.has_own_title:
            self.title = text("headline.title", locale=self.locale)
        self.items = [self._figure(name) for name in self._names if self._totals]
        self.note = told_left_out(self._names, self._left_out, locale=self.locale)

    @property
    def summary(self) -> str:
        """All figures in one line, and what they leave out."""
        self.asker.settle()
        figures = [f"{item['label']}: {item['text']}" for item in self.items]
        return " · ".join([*figures, *([self.note] if self.note else [])])

    def table(self) -> pd.DataFrame:
        """One row a measure: measure, value (float64, NaN is unknown); `unpriced_requests` too where a cost leaves some out."""
        self.asker.settle()
        shown = self._totals if self.note else [item["name"] for item in self.items]
        values = pd.Series([self._totals[name] for name in shown], dtype="float64")
        return pd.DataFrame({"measure": [*shown], "value": values})

    def worded_table(self) -> list[tuple[str, ...]]:
        """The figures as people read them."""
        self.asker.settle()
        return [
            (text("headline.measure", locale=self.locale), text("headline.value", locale=self.locale)),
            *((item["label"], item["text"]) for item in self.items),
        ]

    def _drawing(self) -> Drawing:
        drawn = tiles([(item["label"], item["text"]) for item in self.items])
        return replace(drawn, says_all=not self.note)

    def _told(self) -> Told:
        told = super()._told()
        return told._replace(body=told.body + paragraph(self.note, "uw-context"))

    def refresh(self) -> None:
        """Ask for the figures again, in the background where a kernel runs."""
        self.asker.ask(Question(self._ask_totals, self._on_totals, self._has_failed, self._is_late))

    def _on_totals(self, totals: dict[str, float]) -> None:
        self._totals = totals
        self.reword()
        self._is_ready()

    def _ask_totals(self) -> dict[str, float]:
        totals: dict[str, float] = self.seen.total(with_left_out(self._names))
        return totals

    @property
    def _left_out(self) -> float:
        return self._totals.get(UNPRICED.name, 0)

    def _figure(self, name: str) -> dict[str, Any]:
        known = None if pd.isna(self._totals[name]) else self._totals[name]
        return {
            "name": name,
            "label": measure_label(name, self.locale),
            "value": known,
            "text": self.usage.measure(name).worded(known, self._left_out, locale=self.locale),
        }
