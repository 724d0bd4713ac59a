"""What reading a source does to its values: refused where they cannot be read, counted where they are taken as something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import ibis

from usage_widgets import schema
from usage_widgets.data.canonical import FAILURE, FALSE, SUCCESS, TRUE, cast, is_given, unreadable
from usage_widgets.data.fetch import fetch
from usage_widgets.data.geoip import PLACE
from usage_widgets.data.quality import Finding, few
from usage_widgets.errors import InvalidUsageTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from ibis.expr import types as ir

    from usage_widgets.data.canonical import Fields
    from usage_widgets.data.engine import Engine
    from usage_widgets.data.quality import Severity

VOCABULARIES: dict[str, tuple[str, tuple[str, ...], Severity]] = {
    "origin": ("unknown_origin", schema.BY_NAME["origin"].choices, "warning"),
    "response_cache_hit": ("unknown_cache_hit", (*TRUE, *FALSE), "warning"),
    "cost_source": ("unknown_cost_source", schema.BY_NAME["cost_source"].choices, "note"),
}

COMMA = re.compile(r"[-+.,\d\s]*\d,\d[.,\d\s]*")
CONVERT = "Convert them first, or map another column"
POINT_WANTED = (
    "Write numbers with a decimal point and without separators; for decimal commas, "
    'Usage.from_frame(pandas.read_csv(…, decimal=","))'
)


@dataclass(frozen=True)
class Repair:
    """Values that are taken as something else: which rows have them, and what to show of them."""

    code: str
    severity: Severity
    odd: ir.BooleanValue
    shown: ir.StringValue
    given: ir.BooleanValue

    def counts(self, raw: ir.Table) -> dict[str, ir.Value]:
        """How many there are, and two of them."""
        return {
            f"{self.code}__rows": raw.count(where=self.odd),
            f"{self.code}__given": raw.count(where=self.given),
            f"{self.code}__first": self.shown.min(where=self.odd),
            f"{self.code}__last": self.shown.max(where=self.odd),
        }

    def finding(self, found: pd.Series) -> Finding:
        """What was counted, as a finding."""
        count, rows = int(found[f"{self.code}__rows"]), int(found["rows"])
        if not found[f"{self.code}__given"]:
            count = 0  # a source that says nothing of it is not odd
        examples = few(found[f"{self.code}__first"], found[f"{self.code}__last"])
        return Finding(self.code, self.severity, count, count / rows if rows else 0.0, examples)


def findings_of_reading(engine: Engine, raw: ir.Table, fields: Fields) -> tuple[Finding, ...]:
    """Look through a raw table once, before it is read.

    Raises:
        InvalidUsageTable: values cannot be read as what their column holds.
    """
    fields.check(list(raw.columns))
    repairs = [*_repairs(raw, fields)]
    checks = unreadable(raw, fields) if engine.is_duckdb else {}  # other backends refuse them when asked
    counts = {name: value for repair in repairs for name, value in repair.counts(raw).items()}
    if not checks and not counts:
        return ()
    found = fetch(engine, raw.aggregate(**checks, **counts, rows=raw.count())).iloc[0]
    _refuse_unreadable(found, fields)
    findings = (repair.finding(found) for repair in repairs)
    return tuple(finding for finding in findings if finding.count)


def _refuse_unreadable(found: pd.Series, fields: Fields) -> None:
    names = (column.removesuffix("__count") for column in found.index if column.endswith("__count"))
    examples = {name: found[f"{name}__example"] for name in names if found[f"{name}__count"] > 0}
    problems = [
        f"{name}{_own_name(name, fields)}: {int(found[f'{name}__count']):,} of {int(found['rows']):,} values cannot be read, such as {example!r}"
        for name, example in examples.items()
    ]
    if problems:
        has_commas = any(COMMA.fullmatch(str(example)) for example in examples.values())
        raise InvalidUsageTable("; ".join(problems) + f". {POINT_WANTED if has_commas else CONVERT}")


def _own_name(name: str, fields: Fields) -> str:
    source = fields.columns.get(name)
    return f" (column {source!r})" if isinstance(source, str) and source != name else ""


def _repairs(raw: ir.Table, fields: Fields) -> Iterator[Repair]:
    given = {name: value for name in schema.ACCEPTED if (value := fields.take(raw, name)) is not None}
    given = {name: value for name, value in given.items() if not value.type().is_null()}
    if "status" in given:
        yield _unknown_status(given["status"])
    for name, (code, words, severity) in VOCABULARIES.items():
        if name in given and not given[name].type().is_boolean():
            text, is_there = given[name].cast("string"), is_given(given[name])
            yield Repair(code, severity, is_there & ~text.lower().strip().isin(words), text, is_there)
    if PLACE in raw.columns:
        yield _untold_country(given["country"])
    yield from _fractions(given)
    yield from _ignored_input(given, include_cache=fields.input_tokens_include_cache)


def _unknown_status(status: ir.Value) -> Repair:
    """A status that is missing while other requests have one counts as well."""
    text, is_there = status.cast("string"), is_given(status)
    odd = ~text.lower().strip().isin([*SUCCESS, *FAILURE]).fill_null(False)  # noqa: FBT003
    return Repair("unknown_status", "warning", odd, is_there.ifelse(text, None), is_there)


def _untold_country(country: ir.StringValue) -> Repair:
    """Counted without an example, which would be an address."""
    odd = (country == "").fill_null(False)  # noqa: FBT003
    return Repair("untold_country", "note", odd, country.nullif(""), odd)


def _fractions(given: dict[str, ir.Value]) -> Iterator[Repair]:
    numbers = {
        name: cast(value, "milliseconds", name)
        for name, value in given.items()
        if name in (*schema.METERS, schema.INPUT_TOKENS) and not value.type().is_integer()
    }
    if numbers:
        odd = {name: (number != number.floor()).fill_null(False) for name, number in numbers.items()}  # noqa: FBT003
        shown = ibis.cases(*((odd[name], given[name].cast("string")) for name in numbers))
        anything = reduce(or_, odd.values())
        yield Repair("fractional_tokens", "warning", anything, shown, anything)


def _ignored_input(given: dict[str, ir.Value], *, include_cache: bool) -> Iterator[Repair]:
    if not {schema.INPUT_TOKENS, "uncached_input_tokens"} <= given.keys():
        return
    parts = [
        "uncached_input_tokens",
        *(("cache_read_input_tokens", "cache_creation_input_tokens") if include_cache else ()),
    ]
    known = [cast(given[name], "tokens", name) for name in parts if name in given]
    whole = cast(given[schema.INPUT_TOKENS], "tokens", schema.INPUT_TOKENS)
    total = known[0] + sum(part.fill_null(0) for part in known[1:])
    odd = whole.notnull() & ~(whole == total).fill_null(False)  # noqa: FBT003
    yield Repair("ignored_input_tokens", "warning", odd, whole.cast("string"), odd)
