"""Fills in the costs that a source does not report, with one join against the known prices."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ibis.backends.sql import SQLBackend
    from ibis.expr import types as ir

    from usage_widgets.prices.price_table import PriceRow

SERVICE = ("model", "deployment", "provider", "service_tier")
# Each part of the cost: the tokens it is for, and its rate in the price table.
PARTS = {
    "input_cost": ("uncached_input_tokens", "input_mtok"),
    "cache_read_cost": ("cache_read_input_tokens", "cache_read_mtok"),
    "cache_creation_cost": ("cache_creation_input_tokens", "cache_creation_mtok"),
    "output_cost": ("output_tokens", "output_mtok"),
}
CACHE_METERS = ("cache_read_input_tokens", "cache_creation_input_tokens")

MONEY = "decimal(18, 9)"
EXACT = "decimal(18, 12)"  # USD, so that tokens x rate is exact
MOST_TOKENS = 10**9  # more is no request, and its cost would not fit
PRICE_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in SERVICE),
        *((name, pa.timestamp("us")) for name in ("valid_from", "valid_to")),
        *((name, pa.int64()) for name in ("second_from", "second_to", "tokens_from", "tokens_to")),
        *((rate, pa.decimal128(18, 12)) for _, rate in PARTS.values()),
    ]
)


def with_prices(table: ir.Table, backend: SQLBackend) -> ir.Table:
    """Give requests without a cost the price of their service, at their own time, tier and cache use.

    The cost and its parts are exact, each rounded to 9 decimals; they stay null where a price or a needed token count is
    unknown. Unknown cache counts are 0; cached tokens without a cache price are never billed as uncached ones. What the
    gateway answered from its own cache costs 0, and so does a failure that used no tokens.
    Reported costs and their parts stay as they are. The distinct services are asked for at once, the rest when the
    result is.

    Args:
        table: a canonical usage table; columns beyond the canonical ones are kept.
        backend: where it lives.

    Returns:
        The same columns in the same order.
    """
    services = table.filter(table.cost.isnull()).select(*SERVICE).distinct()
    distinct = backend.to_pyarrow(services).to_pylist()
    if not distinct:
        return table.mutate(cost_source=table.cost_source.fill_null("reported"))
    return _priced(table, _named_apart(_known_prices(distinct))).select(table.columns)


def _known_prices(services: list[dict[str, str | None]]) -> pa.Table:
    # Here, because a source that reports its costs never needs its 0.2 s.
    from usage_widgets.prices.price_table import Service, price_rows  # noqa: PLC0415

    return _as_arrow(price_rows(Service(**service) for service in services))


def _named_apart(prices: pa.Table) -> ir.Table:
    return ibis.memtable(prices).rename("price__{name}")  # a source's own dimension may have any of the names


def _as_arrow(rows: Iterable[PriceRow]) -> pa.Table:
    per_token = [row._asdict() | {rate: _per_token(getattr(row, rate)) for _, rate in PARTS.values()} for row in rows]
    return pa.Table.from_pylist(per_token, schema=PRICE_SCHEMA)


def _per_token(rate: Decimal | None) -> Decimal | None:
    """A rate a million tokens, in USD a token; genai-prices has a few with a float's tail."""
    return None if rate is None else rate.scaleb(-6).quantize(Decimal("1e-12"), ROUND_HALF_UP)


def _priced(table: ir.Table, prices: ir.Table) -> ir.Table:
    joined = table.left_join(prices, _price_holds(table, prices))
    exact = {part: _exact(joined, tokens, rate) for part, (tokens, rate) in PARTS.items()}
    total = exact["input_cost"] + exact["cache_read_cost"] + exact["cache_creation_cost"] + exact["output_cost"]
    free = _is_free(joined)

    def settled(name: str, value: ir.DecimalValue) -> ir.DecimalValue:
        zero = ibis.literal(0).cast(MONEY)
        return ibis.cases((joined.cost.notnull(), joined[name]), (free, zero), else_=value.cast(MONEY))

    source = ibis.cases(
        (joined.cost.notnull(), joined.cost_source.fill_null("reported")),
        (free | total.notnull(), "priced"),
        else_="unknown",
    )
    parts = {part: settled(part, total.notnull().ifelse(value, None)) for part, value in exact.items()}
    return joined.mutate(cost=settled("cost", total), **parts, cost_source=source)


def _price_holds(table: ir.Table, prices: ir.Table) -> list[ir.BooleanValue]:
    same_service = [table[name].identical_to(prices[f"price__{name}"]) for name in SERVICE]
    time, second, tokens = table.start_time, _second_of_day(table.start_time), _input_tokens(table)
    return [
        *same_service,
        prices.price__valid_from <= time,
        time < prices.price__valid_to,
        prices.price__second_from <= second,
        second < prices.price__second_to,
        prices.price__tokens_from <= tokens,
        tokens < prices.price__tokens_to,
    ]


def _second_of_day(time: ir.TimestampValue) -> ir.IntegerValue:
    return time.hour() * 3600 + time.minute() * 60 + time.second()


def _input_tokens(table: ir.Table) -> ir.IntegerValue:
    read, creation = (table[meter].fill_null(0) for meter in CACHE_METERS)
    return table.uncached_input_tokens.fill_null(0) + read + creation


def _exact(joined: ir.Table, meter: str, rate: str) -> ir.DecimalValue:
    """Null where no price was found, or where it or the tokens are unknown and matter.

    Embeddings have neither output tokens nor a price for them: that does not matter.
    """
    tokens = joined[meter].fill_null(0) if meter in CACHE_METERS else joined[meter]
    price = joined[f"price__{rate}"]
    immaterial = (tokens == 0) | (price == 0) | (tokens.isnull() & price.isnull())
    # The zero has the product's type: a wider one makes DuckDB ten times slower.
    return ibis.cases(
        (joined.price__valid_from.isnull() | ~tokens.between(0, MOST_TOKENS), None),
        (immaterial, ibis.literal(0).cast(EXACT)),
        else_=tokens.cast("decimal(18, 0)") * price,
    )


def _is_free(joined: ir.Table) -> ir.BooleanValue:
    nothing_used = (joined.uncached_input_tokens + joined.output_tokens == 0) & (_input_tokens(joined) == 0)
    return (joined.response_cache_hit | ((joined.status == "failure") & nothing_used)).fill_null(False)  # noqa: FBT003
