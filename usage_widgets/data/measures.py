"""What can be counted, declared once: its unit, how it aggregates, whether more is good. Nobody sums a cost elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Literal

import ibis

from usage_widgets.errors import InvalidArgument, UnknownName
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import measure_label

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from ibis.expr import types as ir

Unit = Literal["usd", "usd_per_request", "usd_per_mtok", "count", "tokens", "ratio", "ms"]
Aggregate = "Callable[[ir.Table], ir.Value]"


@dataclass(frozen=True)
class Measure:
    """A number about a set of requests.

    Additive measures and ratios are carried as parts that can be summed; distinct counts and quantiles cannot, and
    are asked again for every set of rows. A measure that leaves requests out counts them along: of 0 and
    something unknown, nothing is known.
    """

    name: str
    unit: Unit
    kind: Literal["additive", "ratio", "distinct", "quantile"]
    parts: tuple[Callable[[ir.Table], ir.Value], ...] = field(repr=False)
    polarity: Literal["good", "bad", "neither"] = "neither"
    scale: float = 1.0
    leaves_out: Measure | None = None
    """Counts the requests that are in no sum, as theirs is unknown."""

    @property
    def is_additive(self) -> bool:
        """Whether the parts of a whole sum to the whole."""
        return self.kind == "additive"

    @property
    def sums_up(self) -> bool:
        """Whether a coarser answer can be had from the parts of finer ones."""
        return self.kind in ("additive", "ratio")

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that carry the parts."""
        return tuple(f"{self.name}__{at}" for at in range(len(self._carried)))

    def aggregates(self, rows: ir.Table) -> dict[str, ir.Value]:
        """The parts over a set of rows."""
        return {column: part(rows) for column, part in zip(self.columns, self._carried, strict=True)}

    def rolled_up(self, groups: ir.Table) -> dict[str, ir.Value]:
        """The parts over a set of groups that carry them."""
        return {column: groups[column].sum() for column in self.columns}

    def value(self, groups: ir.Table) -> ir.Value:
        """The measure itself as an expression, to rank by."""
        first, *others = (groups[column] for column in self.columns)
        if self.leaves_out:
            first = (others.pop() > 0).ifelse(first.nullif(0), first)
        if self.kind != "ratio":
            return first
        return first.cast("float64") / others[0].cast("float64").nullif(0)

    def numbers(self, parts: pd.DataFrame) -> pd.Series[float]:
        """The measure from fetched parts, float64, NaN where unknown."""
        first, *others = (parts[column] for column in self.columns)
        if self.leaves_out:
            first = first.mask((first == 0) & (others.pop() > 0))
        if self.kind != "ratio":
            return first.astype("float64")
        return first / others[0].where(others[0] != 0) * self.scale

    def worded(self, value: float | None, left_out: float = 0, *, locale: str) -> str:
        r"""A number of this measure as people read it, marked where requests are left out of it.

        >>> measure_named("cost").worded(12.3, left_out=40, locale="en")
        '≥\xa0$12.30'
        """
        said = number(value, self.unit, locale=locale)
        is_partial = self.leaves_out and left_out and value is not None
        return text("kit.at_least", locale=locale, value=said) if is_partial else said

    @property
    def _carried(self) -> tuple[Callable[[ir.Table], ir.Value], ...]:
        return (*self.parts, *(self.leaves_out.parts if self.leaves_out else ()))


def _user_rows(rows: ir.Table) -> ir.BooleanValue:
    return rows.origin == "user"


def _failed(rows: ir.Table) -> ir.BooleanValue:
    return _user_rows(rows) & (rows.status == "failure").fill_null(False)  # noqa: FBT003


def _requests(rows: ir.Table) -> ir.Value:
    return rows.count(where=_user_rows(rows))


def _failures(rows: ir.Table) -> ir.Value:
    return rows.count(where=_failed(rows))


def _successes(rows: ir.Table) -> ir.Value:
    return rows.count(where=_user_rows(rows) & ~_failed(rows))


def _tokens(*meters: str, only_with_cost: bool = False) -> Callable[[ir.Table], ir.Value]:
    def total(rows: ir.Table) -> ir.Value:
        where = rows.cost.notnull() if only_with_cost else None
        sums = [rows[meter].sum(where=where).cast("decimal(38, 0)") for meter in meters]
        known = ibis.coalesce(*sums).notnull()
        return known.ifelse(reduce(add, (total.fill_null(0) for total in sums)), None)

    return total


INPUT = ("uncached_input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")


def _sum(column: str) -> Callable[[ir.Table], ir.Value]:
    return lambda rows: rows[column].sum()


UNPRICED = Measure(
    "unpriced_requests", "count", "additive", (lambda rows: rows.count(where=rows.cost.isnull()),), "bad"
)
MEASURES = {
    measure.name: measure
    for measure in (
        Measure("cost", "usd", "additive", (_sum("cost"),), leaves_out=UNPRICED),
        Measure("requests", "count", "additive", (_requests,)),
        Measure("tokens", "tokens", "additive", (_tokens(*INPUT, "output_tokens"),)),
        Measure("input_tokens", "tokens", "additive", (_tokens(*INPUT),)),
        *(Measure(meter, "tokens", "additive", (_tokens(meter),)) for meter in INPUT),
        Measure("output_tokens", "tokens", "additive", (_tokens("output_tokens"),)),
        Measure("reasoning_output_tokens", "tokens", "additive", (_tokens("reasoning_output_tokens"),)),
        Measure("failures", "count", "additive", (_failures,), polarity="bad"),
        Measure("failure_rate", "ratio", "ratio", (_failures, _requests), polarity="bad"),
        Measure("users", "count", "distinct", (lambda rows: rows.user.nunique(where=_user_rows(rows)),)),
        Measure(
            "cost_per_request",
            "usd_per_request",
            "ratio",
            (lambda rows: rows.cost.sum(where=_user_rows(rows)), _successes),
            polarity="bad",
            leaves_out=UNPRICED,
        ),
        Measure(
            "cost_per_mtok",
            "usd_per_mtok",
            "ratio",
            (_sum("cost"), _tokens(*INPUT, "output_tokens", only_with_cost=True)),
            polarity="bad",
            scale=1e6,
        ),
        Measure("cache_rate", "ratio", "ratio", (_tokens("cache_read_input_tokens"), _tokens(*INPUT)), polarity="good"),
        Measure(
            "latency_ms_mean",
            "ms",
            "ratio",
            (
                lambda rows: rows.latency_ms.sum(where=_user_rows(rows)),
                lambda rows: rows.latency_ms.count(where=_user_rows(rows)),
            ),
            polarity="bad",
        ),
        Measure(
            "latency_ms_p95",
            "ms",
            "quantile",
            (lambda rows: rows.latency_ms.quantile(0.95, where=_user_rows(rows)),),
            polarity="bad",
        ),
        UNPRICED,
    )
}


def measure_named(name: str) -> Measure:
    """Find a measure, or name the known ones.

    >>> measure_named("cost").unit
    'usd'
    """
    if not isinstance(name, str) or name not in MEASURES:
        raise UnknownName.among("measure", name, MEASURES)
    return MEASURES[name]


def checked_measures(given: object) -> list[str]:
    """Make sure that one measure or several are named; each once.

    >>> checked_measures(["cost", "requests", "cost"])
    ['cost', 'requests']
    """
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, Iterable) or not (known := [measure_named(name).name for name in names]):
        raise InvalidArgument.expected("measures", f"at least one of {', '.join(MEASURES)}", given)
    return [*dict.fromkeys(known)]


def with_left_out(names: Iterable[str]) -> list[str]:
    """Measures, then what counts the requests that they leave out: what to ask for at once.

    >>> with_left_out(["cost", "users"])
    ['cost', 'users', 'unpriced_requests']
    """
    known = [measure_named(name) for name in names]
    counts = [measure.leaves_out.name for measure in known if measure.leaves_out]
    return [*dict.fromkeys([*(measure.name for measure in known), *counts])]


def told_left_out(names: Iterable[str], left_out: float, *, locale: str) -> str:
    """What numbers of these measures leave out, in a sentence; nothing where that is nothing.

    >>> told_left_out(["users", "cost", "cost_per_request"], 40, locale="en")
    'Cost leaves out 40 requests without a price.'
    """
    partial = [name for name in names if measure_named(name).leaves_out]
    if not (partial and left_out):
        return ""
    return text("data.left_out", locale=locale, count=left_out, measure=measure_label(partial[0], locale))
