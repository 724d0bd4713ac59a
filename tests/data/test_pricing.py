"""Costs from genai-prices, joined in bulk, are those that genai-prices computes one by one."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import genai_prices
import ibis
import pyarrow as pa
import pytest

from usage_widgets import schema
from usage_widgets.data.canonical import TYPES
from usage_widgets.data.engine import local_backend
from usage_widgets.data.pricing import with_prices

NANO = Decimal("1e-9")
PARTS = ("input_cost", "cache_read_cost", "cache_creation_cost", "output_cost")
NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001 - naive UTC, like the table


@pytest.fixture(scope="module")
def backend():
    return local_backend()


def request(model="gpt-4o", provider="openai", **values):
    tokens = {"uncached_input_tokens": 1_000, "output_tokens": 100}
    return {"start_time": NOON, "model": model, "provider": provider, **tokens, **values}


def priced(backend, *requests):
    columns = {column.name: ibis.dtype(TYPES[column.kind]) for column in schema.COLUMNS}
    rows = [{name: row.get(name) for name in columns} | {"request_id": f"{i:06}"} for i, row in enumerate(requests)]
    table = backend.create_table("log", pa.Table.from_pylist(rows, ibis.schema(columns).to_pyarrow()), overwrite=True)
    result = with_prices(table, backend)
    assert result.schema() == table.schema()
    return backend.to_pyarrow(result.order_by("request_id")).to_pylist()


def one(backend, **values):
    [row] = priced(backend, request(**values))
    return row


# Flat, date-dependent (o3), tiered (gemini-2.5-pro, claude-sonnet-4-6: both), off-peak (deepseek-chat), cache writes.
SERVICES = [
    ("gpt-4o", "openai"),
    ("gpt-4o", "azure"),
    ("o3", "openai"),
    ("gemini-2.5-pro", "vertex_ai"),
    ("gemini-2.5-flash", "google"),
    ("claude-sonnet-4-6", "anthropic"),
    ("claude-haiku-4-5", "anthropic"),
    ("anthropic.claude-3-5-sonnet-20240620-v1:0", "bedrock"),
    ("deepseek-chat", "deepseek"),
]
WITHOUT_CACHE_WRITES = {"gpt-4o", "o3", "gemini-2.5-pro", "gemini-2.5-flash", "deepseek-chat"}
EDGES = (datetime(2025, 6, 10), datetime(2026, 3, 13), datetime(2026, 1, 5, 0, 30), datetime(2026, 1, 5, 16, 30))  # noqa: DTZ001


def random_request(rng):
    model, provider = rng.choice(SERVICES)
    start, edge = datetime(2025, 4, 1), rng.choice(EDGES)  # noqa: DTZ001
    anywhere = start + timedelta(seconds=rng.randrange(500 * 86_400), microseconds=rng.randrange(10**6))
    tokens = rng.choice((rng.randrange(5_000), rng.randrange(400_000), 200_000, 200_001))
    read = rng.choice((0, rng.randrange(tokens + 1)))
    creation = 0 if model in WITHOUT_CACHE_WRITES else rng.choice((0, rng.randrange(tokens - read + 1)))
    return request(
        model=model,
        provider=provider,
        start_time=rng.choice((anywhere, anywhere, edge + timedelta(microseconds=rng.choice((-1, 0, 1))))),
        uncached_input_tokens=tokens - read - creation,
        cache_read_input_tokens=read,
        cache_creation_input_tokens=creation,
        output_tokens=rng.randrange(20_000),
    )


def calculated(row, **context):
    read, creation = row.get("cache_read_input_tokens") or 0, row.get("cache_creation_input_tokens") or 0
    usage = genai_prices.Usage(
        input_tokens=row["uncached_input_tokens"] + read + creation,
        cache_read_tokens=read,
        cache_write_tokens=creation,
        output_tokens=row["output_tokens"],
    )
    price = genai_prices.calc_price(
        usage,
        row["model"],
        provider_id=row["provider"],
        genai_request_timestamp=row["start_time"].replace(tzinfo=UTC),
        price_context=context or None,
    )
    return price.total_price.quantize(NANO, ROUND_HALF_UP), price.output_price.quantize(NANO, ROUND_HALF_UP)


def test_two_thousand_random_requests_cost_what_genai_prices_says_one_by_one(backend):
    rng = random.Random(7)
    requests = [random_request(rng) for _ in range(2_000)]

    rows = priced(backend, *requests)

    assert [(row["cost"], row["output_cost"]) for row in rows] == [calculated(row) for row in requests]
    assert {row["cost_source"] for row in rows} == {"priced"}
    assert max(abs(sum(row[part] for part in PARTS) - row["cost"]) for row in rows) <= 2 * NANO


@pytest.mark.parametrize(
    ("tier", "context"), [("priority", {"service_tier": "priority"}), ("batch", {"processing": "batch"})]
)
def test_a_service_tier_has_its_own_price(backend, tier, context):
    sold = request(model="gpt-4.1", start_time=datetime(2026, 11, 1), service_tier=tier)  # noqa: DTZ001
    [row] = priced(backend, sold)
    assert row["cost"] == calculated(sold, **context)[0] != calculated(sold)[0]


@pytest.mark.parametrize("tier", [None, "default", "standard", "auto", "on_demand"])
def test_the_standard_tier_has_several_names(backend, tier):
    assert one(backend, service_tier=tier)["cost"] == Decimal("0.0035")


def test_reported_costs_stay_as_they_are(backend):
    row = one(backend, cost=Decimal("0.5"), output_cost=Decimal("0.1"))
    assert (row["cost"], row["input_cost"], row["output_cost"], row["cost_source"]) == (
        Decimal("0.5"),
        None,
        Decimal("0.1"),
        "reported",
    )
    [beside, unpriced] = priced(backend, request(cost=Decimal(0)), request())
    assert (beside["cost"], beside["cost_source"]) == (0, "reported")
    assert (unpriced["cost"], unpriced["cost_source"]) == (Decimal("0.0035"), "priced")


@pytest.mark.parametrize(
    "unknown",
    [
        {"model": "house-llm"},
        {"model": None},
        {"provider": "nobody"},
        {"service_tier": "scale"},
        {"uncached_input_tokens": None},
        {"output_tokens": None},
        {"model": "house-llm", "uncached_input_tokens": 0, "output_tokens": 0},
        {"model": "mistral-large-latest", "provider": "mistral", "cache_read_input_tokens": 500},
        {"model": "gpt-4o", "cache_creation_input_tokens": 500},
        {"model": "sonar-pro", "provider": "perplexity"},
        {"model": "house-llm", "status": "failure"},
        {"uncached_input_tokens": -1},
        {"output_tokens": -1},
        {"output_tokens": 10**15},
    ],
    ids=str,
)
def test_an_unknown_cost_is_null_never_zero_or_full_price(backend, unknown):
    row = one(backend, **unknown)
    assert [row[name] for name in ("cost", *PARTS)] == [None] * 5
    assert row["cost_source"] == "unknown"


@pytest.mark.parametrize(
    "free",
    [
        {"response_cache_hit": True, "uncached_input_tokens": None, "output_tokens": None},
        {"status": "failure", "uncached_input_tokens": 0, "output_tokens": 0},
    ],
    ids=str,
)
def test_what_no_provider_worked_for_costs_nothing(backend, free):
    row = one(backend, model="house-llm", **free)
    assert [row[name] for name in ("cost", *PARTS)] == [0] * 5
    assert row["cost_source"] == "priced"


def test_an_unknown_cache_count_is_none(backend):
    row = one(backend, cache_read_input_tokens=None, cache_creation_input_tokens=0)
    assert (row["cost"], row["cache_read_cost"], row["cache_creation_cost"]) == (Decimal("0.0035"), 0, 0)


@pytest.mark.parametrize("output", [None, 0])
def test_embeddings_need_no_output(backend, output):
    row = one(backend, model="text-embedding-3-small", output_tokens=output)
    assert (row["cost"], row["output_cost"]) == (Decimal("0.00002"), 0)
    assert one(backend, model="text-embedding-3-small", output_tokens=1)["cost"] is None


def test_the_deployment_is_what_is_billed(backend):
    row = one(backend, model="gpt-4o", provider="openai", deployment="openai/gpt-4o-mini")
    assert row["cost"] == one(backend, model="gpt-4o-mini")["cost"] == Decimal("0.00021")
    assert one(backend, deployment="our-own-name")["cost"] == Decimal("0.0035")


def test_other_columns_and_an_empty_table_go_through(backend):
    columns = {column.name: TYPES[column.kind] for column in schema.COLUMNS}
    empty = backend.create_table("empty", schema=ibis.schema({**columns, "cost_center": "string"}), overwrite=True)
    result = with_prices(empty, backend)
    assert result.columns == (*schema.NAMES, "cost_center")
    assert backend.to_pyarrow(result).num_rows == 0
