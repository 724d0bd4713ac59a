"""Times the questions of a page over 10 M requests in one Parquet file. Run: `python tests/benchmarks/ten_million.py [ROWS]`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import ibis

from usage_widgets import TimeSeries, Usage, cohorts, compare, explain_change

FILL = """
COPY (
    SELECT
        'r' || i AS request_id,
        timestamp '2026-01-01' + (i * (200 * 86400 / {rows})) * interval '1 second' AS start_time,
        'model-' || (random() ^ 2 * 12)::int AS model,
        'provider-' || (random() * 4)::int AS provider,
        'user-' || (random() ^ 3 * 5000)::int AS "user",
        'team-' || (random() * 40)::int AS team,
        'success' AS status,
        (random() * 4000)::bigint AS uncached_input_tokens,
        (random() * 4000)::bigint AS cache_read_input_tokens,
        (random() * 900)::bigint AS output_tokens,
        (random() * 0.05)::decimal(18, 9) AS cost,
        random() * 9000 AS latency_ms
    FROM range({rows}) AS serial(i)
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""
QUESTIONS = {
    "by one dimension": lambda usage: usage.by("model"),
    "by one dimension, tokens": lambda usage: usage.by("model", measures=["tokens"]),
    "by two dimensions, top 20 and the rest": lambda usage: usage.by("model", "user", top=20),
    "daily series by model": lambda usage: usage.series("cost", by="model"),
    "lines over time of the top 6 of 41 teams": lambda usage: TimeSeries(usage, by="team"),
    "lines over time of the top 6 of 5,001 users": lambda usage: TimeSeries(usage, by="user"),
    "distinct users a day": lambda usage: usage.series("users"),
    "a month against the one before, three measures": lambda usage: compare(usage, period="2026-06"),
    "why the cost of a month changed, by model": lambda usage: explain_change(usage, period="2026-06"),
    "why the cost of a month changed, by user": lambda usage: explain_change(usage, period="2026-06", by="user"),
    "cohorts of users by week": lambda usage: cohorts(usage, every="week").frame,
    "cohorts of users by day": lambda usage: cohorts(usage, every="day").frame,
    "by three dimensions, all groups": lambda usage: usage.by("model", "provider", "user", measures=["cost"]),
}


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory(prefix="usage_widgets_") as folder:
        path = Path(folder) / "requests.parquet"
        connection = ibis.duckdb.connect()
        connection.raw_sql(FILL.format(rows=rows, path=path))
        there = Usage.from_table(connection.read_parquet(path), time_zone="Europe/Berlin")
        here = Usage.from_files(path, time_zone="Europe/Berlin")
        print(f"{rows:,} requests, {path.stat().st_size / 1e6:,.0f} MB, warm medians of 5, in ms")
        print(f"{'':<44} {'Parquet':>9} {'stored':>9}")
        for name, ask in QUESTIONS.items():
            print(f"{name:<44} {milliseconds(ask, there):>9,.0f} {milliseconds(ask, here):>9,.0f}")


def milliseconds(ask, usage: Usage) -> float:
    ask(usage)
    return 1000 * statistics.median(seconds(ask, usage) for _ in range(5))


def seconds(ask, usage: Usage) -> float:
    start = time.perf_counter()
    ask(usage)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
