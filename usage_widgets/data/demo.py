"""The built-in demo: the request log of an invented company, the same for the same seed."""

from __future__ import annotations

from decimal import Decimal
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from usage_widgets import schema
from usage_widgets.data import demo_company as company
from usage_widgets.data.demo_outcome import EMBEDDINGS, Outcome, draw_failures, draw_outcome
from usage_widgets.data.demo_traffic import (
    HOUR,
    KEYS,
    NOBODY,
    PEOPLE,
    PROJECTS,
    RETRY,
    TEAM_NAMES,
    TEAMS,
    Traffic,
    draw_traffic,
    pick,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.data.demo_traffic import Flags, Ints

TYPES = {
    "text": pa.string(),
    "time": pa.timestamp("us"),
    "tokens": pa.int64(),
    "money": pa.decimal128(18, 9),
    "milliseconds": pa.float64(),
    "flag": pa.bool_(),
    "tags": pa.list_(pa.string()),
}
SCHEMA = pa.schema([(column.name, TYPES[column.kind]) for column in schema.COLUMNS])
RETRIES, STILL_FAILING = 0.012, 0.15
UNTAGGED, UNKNOWN_COUNTRIES, CUSTOMERS = 0.15, 0.05, 900
TAGS = [*(list(team.tags) or None for team in TEAMS), ["router"]]
PARTS = ("input_cost", "cache_read_cost", "cache_creation_cost", "output_cost")
SUPPORT = TEAM_NAMES.index("support")


def demo_table(*, days: int, requests: int, seed: int, end: pd.Timestamp, ahead: int = 0) -> pa.Table:
    """Draw an invented company's request log: exactly `requests` rows, ordered by time.

    A few of the rows are retries and the gateway's own calls. A happening (a launch, a retirement, a price cut, two days
    of a runaway key) stands at the same share of every period; periods under a week have no runaway key.

    Args:
        days: how many days before `end`, 24 hours each.
        requests: how many rows.
        seed: the same seed draws the same log.
        end: the first moment after the log; naive is UTC.
        ahead: how many days the log goes on beyond `end`, with as many rows more. What happens happens before.

    >>> table = demo_table(days=30, requests=1_000, seed=7, end=pd.Timestamp("2026-06-30"))
    >>> table.num_rows, str(table["start_time"][0])[:10], str(table["start_time"][-1])[:10]
    (1000, '2026-05-31', '2026-06-29')
    """
    rng = np.random.default_rng(seed)
    start = (end.tz_convert("UTC").tz_localize(None) if end.tz else end) - pd.Timedelta(days=days)
    drawn = days + ahead
    count = requests * drawn // days
    retries = int(RETRIES * count)
    traffic = draw_traffic(rng, start, days, count - retries, ahead=ahead)
    traffic, failed = _with_retries(rng, traffic, draw_failures(rng, traffic, drawn), retries, drawn)
    return _table(rng, start, traffic, draw_outcome(rng, traffic, failed))


def _with_retries(
    rng: np.random.Generator, traffic: Traffic, failed: Flags, retries: int, days: int
) -> tuple[Traffic, Flags]:
    """The gateway asks again a few seconds after a failure; then all, ordered by time."""
    candidates = np.flatnonzero(failed) if failed.any() else np.arange(len(failed))
    again = rng.choice(candidates, retries) if retries else np.zeros(0, np.int64)
    everything = np.concatenate([np.arange(len(failed)), again])
    traffic = traffic.take(everything)
    new = np.arange(len(failed), len(everything))
    traffic.time[new] += rng.integers(1_000_000, 20_000_000, retries)
    traffic.time[new] = np.minimum(traffic.time[new], days * 24 * HOUR - 1)
    traffic.origin[new] = RETRY
    failed = np.concatenate([failed, rng.random(retries) < STILL_FAILING])
    order = np.argsort(traffic.time, kind="stable")
    return traffic.take(order), failed[order]


def _table(rng: np.random.Generator, start: pd.Timestamp, traffic: Traffic, outcome: Outcome) -> pa.Table:
    columns = {
        **_request(rng, start, traffic),
        **_asker(rng, traffic),
        **_answer(start, traffic, outcome),
        **_cost(outcome),
        **{meter: pa.array(getattr(outcome, meter)) for meter in schema.METERS},
    }
    return pa.table([columns[field.name].cast(field.type) for field in SCHEMA], schema=SCHEMA)


def _request(rng: np.random.Generator, start: pd.Timestamp, traffic: Traffic) -> dict[str, pa.Array]:
    count = len(traffic.time)
    contents = rng.integers(0, 2**63, traffic.content.max(initial=0) + 1)
    models, providers, deployments, _ = zip(*company.OFFERS, strict=True)
    return {
        "request_id": _hex(rng.integers(0, 2**63, count)),
        "request_hash": _hex(contents[traffic.content]),
        "start_time": _moments(start, traffic.time),
        "origin": _text(("user", "retry", "internal"), traffic.origin),
        "operation": _text(("chat", "embeddings"), (traffic.model == EMBEDDINGS).astype(np.int64)),
        "model": _text(models, traffic.offer),
        "provider": _text(providers, traffic.offer),
        "deployment": _text(deployments, traffic.offer),
    }


def _asker(rng: np.random.Generator, traffic: Traffic) -> dict[str, pa.Array]:
    count, supports = len(traffic.team), traffic.team == SUPPORT
    customer = (CUSTOMERS * rng.random(count) ** 2.5).astype(np.int64)
    tagged = (traffic.team == NOBODY) | (rng.random(count) >= UNTAGGED)
    tags = np.where(tagged, traffic.team % len(TAGS), TEAM_NAMES.index("marketing"))
    return {
        "user": _text(_names(rng), traffic.person),
        "team": _text(TEAM_NAMES, traffic.team),
        "organization": _text([team.organization for team in TEAMS], traffic.team),
        "project": _text([project for _, project in PROJECTS], traffic.project),
        "api_key": _text(KEYS, traffic.key),
        "end_user": _text(
            [f"customer-{number:04}" for number in range(CUSTOMERS)], np.where(supports, customer, NOBODY)
        ),
        "tags": pa.array(TAGS, SCHEMA.field("tags").type).take(pa.array(tags)),
        "country": _text(list(company.COUNTRIES), _countries(rng, traffic, supports)),
    }


def _answer(start: pd.Timestamp, traffic: Traffic, outcome: Outcome) -> dict[str, pa.Array]:
    silent = outcome.failed | (traffic.model == EMBEDDINGS)
    reason = np.select([silent, outcome.cut_off, outcome.calls_tools], [NOBODY, 1, 2], 0)
    provider = [provider for _, provider, *_ in company.OFFERS]
    tiers = ("default", "standard", "flex")
    usual = np.array([{"openai": 0, "azure": 0, "anthropic": 1}.get(name, NOBODY) for name in provider])
    return {
        "status": _text(("success", "failure"), outcome.failed.astype(np.int64)),
        "end_time": _moments(start, traffic.time + outcome.latency_us),
        "latency_ms": pa.array(outcome.latency_us / 1_000),
        "time_to_first_token_ms": pa.array(outcome.first_token_us / 1_000, mask=~outcome.streams),
        "finish_reason": _text(("stop", "length", "tool_calls"), reason),
        "service_tier": _text(tiers, np.where(outcome.flexible, 2, usual[traffic.offer])),
        "response_cache_hit": pa.array(outcome.response_cache_hit),
    }


def _cost(outcome: Outcome) -> dict[str, pa.Array]:
    parts = zip(PARTS, outcome.costs, strict=True)
    return {
        "cost": _dollars(outcome.costs.sum(axis=0), outcome.priced),
        **{part: _dollars(nanos, outcome.priced) for part, nanos in parts},
        "cost_source": _text(("unknown", "reported"), outcome.priced.astype(np.int64)),
    }


def _names(rng: np.random.Generator) -> list[str]:
    names = [f"{first}.{initial}" for first in company.FIRST_NAMES for initial in ascii_lowercase]
    return list(rng.permutation(names)[: PEOPLE.sum()])


def _countries(rng: np.random.Generator, traffic: Traffic, supports: Flags) -> Ints:
    """Colleagues have a home; customers are anywhere."""
    shares = [list(company.COUNTRIES.values())]
    home = pick(rng, shares, np.zeros(PEOPLE.sum(), np.int64))
    anywhere = pick(rng, shares, np.zeros(len(supports), np.int64))
    known = (traffic.team != NOBODY) & (rng.random(len(supports)) >= UNKNOWN_COUNTRIES)
    return np.where(known, np.where(supports | (traffic.person == NOBODY), anywhere, home[traffic.person]), NOBODY)


def _text(words: Sequence[str], index: Ints) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(index, mask=index == NOBODY))


def _hex(numbers: Ints) -> pa.Array:
    """Sixteen hexadecimal digits each, laid out as Arrow stores text."""
    digits = numbers.astype(">i8").tobytes().hex().encode()
    offsets = np.arange(0, len(digits) + 1, 16, dtype=np.int32)
    return pa.Array.from_buffers(pa.string(), len(numbers), [None, pa.py_buffer(offsets), pa.py_buffer(digits)])


def _dollars(nanos: Ints, known: Flags) -> pa.Array:
    whole = pa.array(nanos, mask=~known).cast(pa.decimal128(19))
    return pc.multiply(whole, pa.scalar(Decimal("1e-9"), pa.decimal128(10, 9)))


def _moments(start: pd.Timestamp, microseconds: Ints) -> pa.Array:
    return pa.array(np.datetime64(start, "us") + microseconds.astype("timedelta64[us]"))
