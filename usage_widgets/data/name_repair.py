"""Texts that hold NUL, for which no engine could be asked: each NUL becomes U+FFFD."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from ibis.expr import types as ir

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@ibis.udf.scalar.builtin(name="chr")  # type: ignore[untyped-decorator]
def _character(code: int) -> str:  # type: ignore[empty-body]
    """DuckDB's own: NUL cannot be a literal."""


def has_nul(table: ir.Table) -> ir.BooleanScalar:
    """Whether any text of a usage table in DuckDB holds NUL."""
    texts = [*(table[name] for name in _texts(table)), table.tags.join("")]
    return reduce(or_, (text.contains(_character(0)).sum().fill_null(0) > 0 for text in texts))


def without_nul(table: ir.Table) -> ir.Table:
    """The usage table with texts that can be asked for."""
    texts = {name: _repaired(table[name]) for name in _texts(table)}
    return table.mutate(**texts, tags=table.tags.map(_repaired).unique().sort())


def _texts(table: ir.Table) -> list[str]:
    return [name for name, kind in table.schema().items() if kind.is_string()]


def _repaired(text: ir.StringValue) -> ir.StringValue:
    return text.replace(_character(0), REPLACEMENT)
