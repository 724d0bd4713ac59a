"""`QualityCard`: whether the data can be trusted, in one sentence, and what is odd about them below it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.data.quality import QualityReport
from usage_widgets.errors import known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.widgets._base import STATIC, UsageWidget
from usage_widgets.widgets._picture import table_drawing
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.quality_card.words import COLUMNS, Words
from usage_widgets.widgets.quality_card.written import told

if TYPE_CHECKING:
    from usage_widgets.data.quality import Finding
    from usage_widgets.selection import Selection
    from usage_widgets.widgets._picture import Drawing
    from usage_widgets.widgets._static import Told

DRAWN = 2  # columns of a picture: how serious, and what was found
SERIOUS = ("error", "warning")


class QualityCard(UsageWidget):
    """What the quality report of a usage says.

    >>> import usage_widgets as uw
    >>> demo = uw.Usage.demo(days=7, requests=500, seed=1, end="2026-06-30")
    >>> uw.QualityCard(demo).table().columns.tolist()
    ['severity', 'code', 'finding', 'meaning', 'count', 'share', 'examples']
    """

    kind_name = "quality_card"
    keeps_its_answer = True
    _esm = STATIC / "quality_card.js"
    _css = STATIC / "quality_card.css"

    verdict = traitlets.Unicode().tag(sync=True)
    """Whether the requests can be used, in a sentence. Python to page."""
    findings: Any = traitlets.List().tag(sync=True)
    """[{code, severity, cells, examples, count, share}], worst first. Python to page."""
    rows = traitlets.Int().tag(sync=True)
    """How many requests were looked at. Python to page."""
    columns: Any = traitlets.List().tag(sync=True)
    """[{label, numeric}]: the headings of the table of findings. Python to page."""

    @known_keywords
    def __init__(self, usage: Any, *, selection: Selection | None = None, title: str = "") -> None:
        """Show the quality of a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            selection: What is looked at together: the card speaks of that part of the data.
            title: A heading; "Data quality" by default.

        Raises:
            InvalidArgument: `selection` is no selection.
        """
        self._report: QualityReport | None = None
        super().__init__(usage, selection=selection, title=title)
        try:
            self._report = self._ask()
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)
        self.reword()

    @property
    def summary(self) -> str:
        """Whether the requests can be used, then each finding."""
        self.asker.settle()
        return " ".join([self.verdict, *(finding.explain(self.locale) for finding in self._findings)])

    def table(self) -> pd.DataFrame:
        """One row a finding, worst first: `severity`, `code`, `finding`, `meaning`, `count`, `share`, `examples`."""
        self.asker.settle()
        words = self._words()
        rows = [dict(zip(COLUMNS, words.row(finding), strict=True)) for finding in self._findings]
        exact = [
            {"severity": finding.severity, "code": finding.code, "count": finding.count, "share": finding.share}
            for finding in self._findings
        ]
        columns = [COLUMNS[0], "code", *COLUMNS[1:]]
        frame = pd.DataFrame([{**said, **true} for said, true in zip(rows, exact, strict=True)], columns=columns)
        return frame.astype({"count": "int64", "share": "float64"})

    def worded_table(self) -> list[tuple[str, ...]]:
        """The findings as people read them."""
        self.asker.settle()
        words = self._words()
        return [words.heads, *map(words.row, self._findings)]

    def refresh(self) -> None:
        """Look at the data again, in the background where a kernel runs."""
        self.asker.ask(Question(self._ask, self._on_report, self._has_failed, self._is_late, can_wait=True))

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        words = self._words()
        if not self.has_own_title:
            self.title = text("quality_card.title", locale=self.locale)
        self.columns = [
            {"label": label, "numeric": name in ("count", "share")}
            for name, label in zip(COLUMNS, words.heads, strict=True)
        ]
        self.rows = self._report.rows if self._report else 0
        self.verdict = words.verdict if self._report else ""
        self.findings = [words.item(finding) for finding in self._findings]

    @property
    def _findings(self) -> tuple[Finding, ...]:
        return self._report.findings if self._report else ()

    @property
    def _is_serious(self) -> bool:
        return any(finding.severity in SERIOUS for finding in self._findings)

    def _drawing(self) -> Drawing:
        rows = [row[:DRAWN] for row in self.worded_table()]
        return replace(table_drawing(rows, locale=self.locale, names=DRAWN), says_all=bool(self._findings))

    def _told(self) -> Told:
        if self.status["state"] == "error":
            return super()._told()
        heading = text("quality_card.details", locale=self.locale)
        return told(self.verdict, heading, self.findings, is_open=self._is_serious)

    def _words(self) -> Words:
        return Words(self._report or QualityReport((), 0), self.locale)

    def _ask(self) -> QualityReport:
        return self.seen.quality()

    def _on_report(self, report: QualityReport) -> None:
        self._report = report
        self.reword()
        self._is_ready()
