"""What is odd about the data, found by counting. Nothing is repaired; the report says what a figure may hide."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

import pandas as pd

from usage_widgets.data.fetch import fetch
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.formats import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibis.expr import types as ir

    from usage_widgets.data.origin import Origin

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Args:
        code: A stable name for it.
        severity: "error" makes figures wrong, "warning" makes them incomplete, "note" explains them.
        count: How many requests it concerns.
        share: The same as a share of all, 0 to 1.
        examples: A few request ids, or values.
    """

    code: str
    severity: Severity
    count: int
    share: float
    examples: tuple[str, ...]

    def explain(self, locale: str | None = None) -> str:
        """The finding in words."""
        counted = number(self.count, "count", locale=locale)
        share = number(self.share, "ratio", locale=locale)
        return text(f"quality.{self.code}", locale=locale, count=self.count, number=counted, share=share)


@dataclass(frozen=True)
class QualityReport:
    """All findings, worst first; `rows` is how many requests were looked at."""

    findings: tuple[Finding, ...]
    rows: int

    @property
    def frame(self) -> pd.DataFrame:
        """One row a finding: code, severity, count, share, message, examples."""
        columns = ["code", "severity", "count", "share", "message", "examples"]
        rows = [(f.code, f.severity, f.count, f.share, f.explain(), ", ".join(f.examples)) for f in self.findings]
        return pd.DataFrame(rows, columns=columns)

    def explain(self, locale: str | None = None) -> str:
        """The report in words, a sentence a finding."""
        if not self.rows:
            return text("quality.empty", locale=locale)
        if not self.findings:
            return text(
                "quality.clean", locale=locale, count=self.rows, number=number(self.rows, "count", locale=locale)
            )
        return "\n".join(finding.explain(locale) for finding in self.findings)

    def __repr__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        items = "".join(
            f"<li><strong>{escape(text(f'quality.severity.{finding.severity}'))}</strong> {escape(finding.explain())}"
            f"{_examples(finding)}</li>"
            for finding in self.findings
        )
        return f"<section><p><strong>{escape(text('quality.title'))}</strong></p>{f'<ul>{items}</ul>' if items else f'<p>{escape(self.explain())}</p>'}</section>"


def _examples(finding: Finding) -> str:
    if not finding.examples:
        return ""
    return f" <small>{escape(text('quality.for_example', examples=', '.join(finding.examples)))}</small>"


@dataclass(frozen=True)
class Check:
    """One question to the data: which rows are odd, and what to show of them."""

    code: str
    severity: Severity
    odd: Callable[[ir.Table], ir.BooleanValue]
    example: str = "request_id"


def _tokens(rows: ir.Table) -> ir.Value:
    meters = (
        rows.uncached_input_tokens,
        rows.cache_read_input_tokens,
        rows.cache_creation_input_tokens,
        rows.output_tokens,
    )
    return sum(meter.fill_null(0) for meter in meters)


def _negative(rows: ir.Table) -> ir.BooleanValue:
    return (
        (rows.uncached_input_tokens < 0)
        | (rows.cache_read_input_tokens < 0)
        | (rows.cache_creation_input_tokens < 0)
        | (rows.output_tokens < 0)
        | (rows.reasoning_output_tokens < 0)
    ).fill_null(False)  # noqa: FBT003


def _parts_differ(rows: ir.Table, source: str) -> ir.BooleanValue:
    parts = (
        rows.input_cost + rows.cache_read_cost.fill_null(0) + rows.cache_creation_cost.fill_null(0) + rows.output_cost
    )
    return ((rows.cost - parts).abs() > 0.000001).fill_null(False) & (rows.cost_source == source)  # noqa: FBT003


CHECKS = (
    Check("no_time", "error", lambda rows: rows.start_time.isnull()),
    Check("negative_tokens", "error", _negative),
    Check("negative_cost", "error", lambda rows: (rows.cost < 0).fill_null(False)),  # noqa: FBT003
    Check(
        "cache_exceeds_input",
        "error",
        lambda rows: (
            rows.uncached_input_tokens.isnull()
            & ((rows.cache_read_input_tokens.fill_null(0) + rows.cache_creation_input_tokens.fill_null(0)) > 0)
        ),
    ),
    Check(
        "reasoning_exceeds_output",
        "warning",
        lambda rows: (rows.reasoning_output_tokens > rows.output_tokens).fill_null(False),  # noqa: FBT003
    ),
    Check("priced_parts_differ", "error", lambda rows: _parts_differ(rows, "priced")),
    Check("reported_parts_differ", "warning", lambda rows: _parts_differ(rows, "reported")),
    Check("unpriced", "warning", lambda rows: rows.cost.isnull(), "model"),
    Check(
        "free_with_tokens",
        "warning",
        lambda rows: (rows.cost == 0).fill_null(False) & (_tokens(rows) > 0) & ~rows.response_cache_hit,  # noqa: FBT003
        "model",
    ),
    Check("ends_before_start", "warning", lambda rows: (rows.end_time < rows.start_time).fill_null(False)),  # noqa: FBT003
    Check("no_model", "warning", lambda rows: rows.model.isnull() & (rows.origin == "user")),
    Check("no_user", "note", lambda rows: rows.user.isnull() & (rows.origin == "user")),
    Check("odd_country", "warning", lambda rows: (~rows.country.re_search("^[A-Z]{2}$")).fill_null(False), "country"),  # noqa: FBT003
    Check("not_user_requests", "note", lambda rows: rows.origin != "user"),
    Check("response_cache_hits", "note", lambda rows: rows.response_cache_hit),
)


def inspect_quality(origin: Origin, rows: ir.Table, *, is_whole: bool) -> QualityReport:
    """Run all checks over the rows in two scans, one for counts, one for duplicate ids; then comes what reading found.

    Args:
        origin: Where the rows come from.
        rows: The rows in view.
        is_whole: Whether these are all the rows of the source.
    """
    counts = {check.code: rows.count(where=check.odd(rows)) for check in CHECKS}
    examples = {f"{check.code}__example": rows[check.example].min(where=check.odd(rows)) for check in CHECKS}
    last = {f"{check.code}__last": rows[check.example].max(where=check.odd(rows)) for check in CHECKS}
    found = fetch(origin.engine, rows.aggregate(**counts, **examples, **last, rows=rows.count())).iloc[0]
    total = int(found["rows"])
    findings = [
        _finding(
            check.code,
            check.severity,
            int(found[check.code]),
            total,
            few(found[f"{check.code}__example"], found[f"{check.code}__last"]),
        )
        for check in CHECKS
    ]
    findings.append(_duplicates(origin, rows, total))
    findings += _of_reading(origin.findings, total, is_whole=is_whole)
    order = ("error", "warning", "note")
    kept = sorted((finding for finding in findings if finding.count), key=lambda finding: order.index(finding.severity))
    return QualityReport(tuple(kept), total)


def _finding(code: str, severity: Severity, count: int, total: int, examples: tuple[str, ...]) -> Finding:
    return Finding(code, severity, count, count / total if total else 0.0, examples)


def _of_reading(findings: tuple[Finding, ...], total: int, *, is_whole: bool) -> tuple[Finding, ...]:
    """What reading the source found; of a part of it only that there is something, as it may be of rows left out."""
    if not (findings and total):
        return ()
    return findings if is_whole else (_finding("odd_source", "note", total, total, ()),)


def few(first: object, last: object) -> tuple[str, ...]:
    """The two ends of what was found, as examples."""
    return tuple(dict.fromkeys(str(value) for value in (first, last) if isinstance(value, str)))


def _duplicates(origin: Origin, rows: ir.Table, total: int) -> Finding:
    named = rows.filter(rows.request_id.notnull())
    ids = named.group_by("request_id", "start_time").aggregate(times=named.count())
    twice = ids.filter(ids.times > 1)
    found = fetch(
        origin.engine,
        twice.aggregate(extra=(twice.times - 1).sum(), first=twice.request_id.min(), last=twice.request_id.max()),
    ).iloc[0]
    extra = 0 if pd.isna(found["extra"]) else int(found["extra"])
    return _finding("duplicate_ids", "error", extra, total, few(found["first"], found["last"]))
