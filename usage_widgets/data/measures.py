"""What can be counted, declared once: its unit, how it aggregates, whether more is good. Nobody sums a cost elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Literal

import ibis

from usage_widgets.errors import InvalidArgument, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from ibis.expr import types as ir

Unit = Literal["usd", "usd_per_mtok", "count", "tokens", "ratio", "ms"]
Aggregate = "Callable[[ir.Table], ir.Value]"


@dataclass(frozen=True)
class Measure:
    """A number about a set of requests.

    Additive measures and ratios are carried as parts that can be summed; distinct counts and quantiles cannot, and
    are asked again for every set of rows.
    """

    name: str
    unit: Unit
    kind: Literal["additive", "ratio", "distinct", "quantile"]
    parts: tuple[Callable[[ir.Table], ir.Value], ...] = field(repr=False)
    polarity: Literal["good", "bad", "neither"] = "neither"
    scale: float = 1.0

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
        return tuple(f"{self.name}__{number}" for number in range(len(self.parts)))

    def aggregates(self, rows: ir.Table) -> dict[str, ir.Value]:
        """The parts over a set of rows."""
        return {column: part(rows) for column, part in zip(self.columns, self.parts, strict=True)}

    def rolled_up(self, groups: ir.Table) -> dict[str, ir.Value]:
        """The parts over a set of groups that carry them."""
        return {column: groups[column].sum() for column in self.columns}

    def value(self, groups: ir.Table) -> ir.Value:
        """The measure itself as an expression, to rank by."""
        if self.kind != "ratio":
            return groups[self.columns[0]]
        top, bottom = (groups[column].cast("float64") for column in self.columns)
        return top / bottom.nullif(0)

    def numbers(self, parts: pd.DataFrame) -> pd.Series[float]:
        """The measure from fetched parts, float64, NaN where unknown."""
        if self.kind != "ratio":
            return parts[self.columns[0]].astype("float64")
        top, bottom = (parts[column] for column in self.columns)
        return top / bottom.where(bottom != 0) * self.scale


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


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("cost", "usd", "additive", (_sum("cost"),)),
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
            "usd",
            "ratio",
            (lambda rows: rows.cost.sum(where=_user_rows(rows)), _successes),
            polarity="bad",
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
        Measure("unpriced_requests", "count", "additive", (lambda rows: rows.count(where=rows.cost.isnull()),), "bad"),
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
