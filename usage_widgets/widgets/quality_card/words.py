"""What a quality card says, from the report and in one language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from usage_widgets.messages.catalogue import listed, text
from usage_widgets.messages.formats import number

if TYPE_CHECKING:
    from usage_widgets.data.quality import Finding, QualityReport

COLUMNS = ("severity", "finding", "meaning", "count", "share", "examples")


@dataclass(frozen=True)
class Words:
    """The words of one report."""

    report: QualityReport
    locale: str

    @property
    def verdict(self) -> str:
        """Whether the requests can be used, in a sentence."""
        if not self.report.rows:
            return text("quality.empty", locale=self.locale)
        kinds = Counter(finding.severity for finding in self.report.findings)
        rows = self._count(self.report.rows)
        if not kinds:
            return text("quality_card.clean", locale=self.locale, count=self.report.rows, number=rows)
        if {*kinds} == {"note"}:
            return text("quality_card.notes", locale=self.locale, count=kinds["note"], number=rows)
        said = [text(f"quality_card.kinds.{kind}", locale=self.locale, count=kinds[kind]) for kind in kinds]
        listing = listed(said, locale=self.locale)
        return text("quality_card.findings", locale=self.locale, count=kinds.total(), kinds=listing, number=rows)

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the table."""
        return tuple(self._text(column) for column in COLUMNS)

    def row(self, finding: Finding) -> tuple[str, ...]:
        """The cells of a finding."""
        return (
            self._text(f"severity.{finding.severity}"),
            finding.explain(self.locale),
            self._text(f"means.{finding.code}"),
            self._count(finding.count),
            number(finding.share, "ratio", locale=self.locale),
            ", ".join(finding.examples),
        )

    def item(self, finding: Finding) -> dict[str, Any]:
        """A finding for the page."""
        examples = ", ".join(finding.examples)
        said = text("quality.for_example", locale=self.locale, examples=examples) if examples else ""
        numbers = {"count": finding.count, "share": finding.share}
        cells = list(self.row(finding))
        return {"code": finding.code, "severity": finding.severity, "cells": cells, "examples": said, **numbers}

    def _count(self, count: int) -> str:
        return number(count, "count", locale=self.locale)

    def _text(self, key: str) -> str:
        return text(f"quality_card.{key}", locale=self.locale)
