"""The canonical usage table: one row per request. The only spelling of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "time", "tokens", "money", "milliseconds", "flag", "tags"]


@dataclass(frozen=True)
class Column:
    """One column of the usage table: its name, what it holds and what that means."""

    name: str
    kind: Kind
    meaning: str
    choices: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column("request_id", "text", "identifier the gateway gave the request"),
    Column("start_time", "time", "when the request arrived, UTC"),
    Column("end_time", "time", "when the answer was complete, UTC"),
    Column("status", "text", "how it ended", ("success", "failure")),
    Column("origin", "text", "who caused it", ("user", "retry", "internal")),
    Column("operation", "text", "kind of call: chat, embeddings, …"),
    Column("provider", "text", "who served it"),
    Column("model", "text", "the name users ask for"),
    Column("deployment", "text", "the name it ran under"),
    Column("user", "text", "who asked"),
    Column("team", "text", "the team it is booked on"),
    Column("organization", "text", "the organization it is booked on"),
    Column("project", "text", "the project it is booked on"),
    Column("api_key", "text", "alias or short hash of the key, never the key"),
    Column("end_user", "text", "customer of the caller, as the caller names them"),
    Column("tags", "tags", "labels of the request"),
    Column("country", "text", "ISO 3166-1 alpha-2 code"),
    Column("uncached_input_tokens", "tokens", "input tokens that no cache served"),
    Column("cache_read_input_tokens", "tokens", "input tokens read from the provider's cache"),
    Column("cache_creation_input_tokens", "tokens", "input tokens written to the provider's cache"),
    Column("output_tokens", "tokens", "output tokens, reasoning included"),
    Column("reasoning_output_tokens", "tokens", "the part of the output tokens that was reasoning"),
    Column("cost", "money", "USD; null where unknown, 0 where free"),
    Column("input_cost", "money", "USD for uncached input"),
    Column("cache_read_cost", "money", "USD for cache reads"),
    Column("cache_creation_cost", "money", "USD for cache writes"),
    Column("output_cost", "money", "USD for output"),
    Column("cost_source", "text", "where the cost comes from", ("reported", "priced", "unknown")),
    Column("service_tier", "text", "the provider's service tier"),
    Column("finish_reason", "text", "why the answer ended"),
    Column("request_hash", "text", "hash of the request, to find duplicates"),
    Column("latency_ms", "milliseconds", "from request to complete answer"),
    Column("time_to_first_token_ms", "milliseconds", "from request to first token, streams only"),
    Column("response_cache_hit", "flag", "answered by the gateway's own cache"),
)

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}

# A source may hand these in instead of the disjoint meters; they never stand in the usage table.
INPUT_TOKENS = "input_tokens"
ACCEPTED: tuple[str, ...] = (*NAMES, INPUT_TOKENS)

METERS: tuple[str, ...] = (
    "uncached_input_tokens",
    "cache_read_input_tokens",
    "cache_creation_input_tokens",
    "output_tokens",
    "reasoning_output_tokens",
)
