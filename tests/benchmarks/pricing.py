"""Price a million requests on DuckDB: `python tests/benchmarks/pricing.py`. Budget: 2 s."""

from __future__ import annotations

import statistics
import time

import ibis

from usage_widgets import schema
from usage_widgets.data.canonical import TYPES
from usage_widgets.data.engine import local_backend
from usage_widgets.data.pricing import with_prices

BUDGET_SECONDS = 2.0
SERVICES = """
    [('gpt-4o', 'openai'), ('gpt-4o', 'azure'), ('gpt-4o-mini', 'openai'), ('o3', 'openai'), ('gpt-5', 'openai'),
     ('gemini-2.5-pro', 'vertex_ai'), ('gemini-2.5-flash', 'gemini'), ('claude-sonnet-4-6', 'anthropic'),
     ('claude-haiku-4-5', 'anthropic'), ('deepseek-chat', 'deepseek'), ('mistral-large-latest', 'mistral'),
     ('house-llm', NULL)]
"""
ROWS = f"""
    WITH requests AS (
        SELECT range, {SERVICES}[1 + range % 12] AS service, hash(range) % 300000 AS tokens FROM range(1000000)
    )
    SELECT
        range::VARCHAR AS request_id, TIMESTAMP '2025-05-01' + range * INTERVAL 30 SECOND AS start_time,
        service[1] AS model, service[2] AS provider, 'success' AS status,
        tokens - tokens // 3 AS uncached_input_tokens, tokens // 3 AS cache_read_input_tokens, range % 900 AS output_tokens
    FROM requests
"""


def million_requests(backend: ibis.backends.duckdb.Backend) -> ibis.Table:
    """Fill a canonical table of a million requests without a cost."""
    raw = backend.sql(ROWS)
    types = {column.name: TYPES[column.kind] for column in schema.COLUMNS}
    columns = {name: (raw[name] if name in raw.columns else ibis.null()).cast(kind) for name, kind in types.items()}
    return backend.create_table("requests", raw.select(**columns))


def seconds_to_price(backend: ibis.backends.duckdb.Backend, table: ibis.Table) -> float:
    """Price and store all rows, the look-up of the prices included."""
    begin = time.perf_counter()
    backend.create_table("priced", with_prices(table, backend), overwrite=True)
    return time.perf_counter() - begin


def main() -> None:
    """Print the first run, which loads genai-prices, and the median of five more."""
    backend = local_backend()
    table = million_requests(backend)
    first, *warm = (seconds_to_price(backend, table) for _ in range(6))
    priced = backend.table("priced")
    print(
        f"1 M requests priced and stored: first {first:.2f} s, then {statistics.median(warm):.2f} s (budget {BUDGET_SECONDS} s)"
    )
    print(backend.to_pyarrow(priced.cost_source.value_counts()).to_pydict(), backend.to_pyarrow(priced.cost.sum()))


if __name__ == "__main__":
    main()
