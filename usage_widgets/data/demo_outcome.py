"""What became of the invented company's requests: tokens, cost, time, failures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.data import demo_company as company
from usage_widgets.data.demo_traffic import HOUR, MODEL_NAMES, TEAMS

if TYPE_CHECKING:
    from usage_widgets.data.demo_traffic import Flags, Ints, Traffic

FAILURES, FAILURES_IN_OUTAGE, FAILURES_OF_RUNAWAY = 0.013, 0.55, 0.06
DAYS_BETWEEN_OUTAGES, OUTAGE_HOURS = 10, 2
BROKEN_OFF, TIMED_OUT = 0.15, 0.2  # shares of the failures
LARGEST_INPUT = 190_000  # below the size where list prices rise
LARGEST_OUTPUT = 16_000
SMALLEST_CACHED = 1_024
RUNAWAY_INPUT = 3  # times what the team usually sends
FLEXIBLE = ("gpt-5-mini", "o3")  # half the price, two and a half times as slow

MODELS = list(company.MODELS.values())
EMBEDDINGS = MODEL_NAMES.index("text-embedding-3-small")
PROVIDERS = np.unique([provider for _, provider, *_ in company.OFFERS], return_inverse=True)[1]
# The gateway's own calls belong to no team and stand at index -1.
MEDIAN_INPUT = np.array([*(team.input_tokens for team in TEAMS), 350])
MEDIAN_OUTPUT = np.array([*(team.output_tokens for team in TEAMS), 12])
CACHED, STREAMS, TOOL_CALLS, REPEATS, TAKES_FLEXIBLE = (
    np.array([*(getattr(team, habit) for team in TEAMS), 0.0])
    for habit in ("cached", "streams", "tool_calls", "repeats", "flexible")
)
FIRST_TOKEN_MS, MS_PER_TOKEN, REASONING = (
    np.array([getattr(model, trait) for model in MODELS]) for trait in ("first_token_ms", "ms_per_token", "reasoning")
)
CACHES = np.array([model.cache_read is not None for model in MODELS])
BILLS_CREATION = np.array([model.cache_creation is not None for model in MODELS])
PRICED = np.array([model.input is not None for model in MODELS])
# Nano-dollars a token, whole numbers for these lists; the last row is the price after the cut.
NANO_PRICES = np.array(
    [
        [round(1_000 * (rate or 0)) for rate in (model.input, model.cache_read, model.cache_creation, model.output)]
        for model in (*MODELS, company.PRICE_AFTER_CUT)
    ]
)


@dataclass
class Outcome:
    """How each request ended. The names are those of the usage table; costs are nano-dollars."""

    failed: Flags
    response_cache_hit: Flags
    flexible: Flags
    streams: Flags
    calls_tools: Flags
    cut_off: Flags
    uncached_input_tokens: Ints
    cache_read_input_tokens: Ints
    cache_creation_input_tokens: Ints
    output_tokens: Ints
    reasoning_output_tokens: Ints
    costs: Ints  # a column a part: input, cache read, cache creation, output
    priced: Flags
    latency_us: Ints
    first_token_us: Ints


def draw_failures(rng: np.random.Generator, traffic: Traffic, days: int) -> Flags:
    """A few always fail; most failures come together, when a provider is down for hours."""
    chance = np.where(traffic.runaway, FAILURES_OF_RUNAWAY, FAILURES)
    hour, provider = traffic.time // HOUR, PROVIDERS[traffic.offer]
    for _ in range(1 + days // DAYS_BETWEEN_OUTAGES) if len(hour) else ():
        hit = rng.integers(len(hour))  # busy hours and providers are down as often as they are asked
        down = (provider == provider[hit]) & (hour >= hour[hit]) & (hour < hour[hit] + OUTAGE_HOURS)
        chance = np.where(down, FAILURES_IN_OUTAGE, chance)
    return rng.random(len(hour)) < chance


def draw_outcome(rng: np.random.Generator, traffic: Traffic, failed: Flags) -> Outcome:
    """Draw tokens and times of all requests, and compute their costs."""
    count, team, model = len(failed), traffic.team, traffic.model
    hit = ~failed & (rng.random(count) < REPEATS[team])
    flexible = (TAKES_FLEXIBLE[team] > 0) & np.isin(model, [MODEL_NAMES.index(name) for name in FLEXIBLE])
    streams = (rng.random(count) < STREAMS[team]) & (model != EMBEDDINGS)
    inputs = _inputs(rng, traffic)
    output, cut_off = _output(rng, traffic)
    broken_off = failed & (rng.random(count) < BROKEN_OFF)
    used = ~hit & (~failed | broken_off)
    inputs, output = inputs * used, np.where(broken_off, output // 3, output) * used
    latency, first_token = _times(rng, model, inputs.sum(axis=0), output, flexible)
    latency = np.where(failed & ~broken_off, _failure_us(rng, count), latency)
    latency = np.where(hit, rng.integers(4_000, 15_000, count), latency)
    thought = np.clip(rng.normal(REASONING[model], 0.12), 0, 0.95) * (REASONING[model] > 0)
    return Outcome(
        failed=failed,
        response_cache_hit=hit,
        flexible=flexible,
        streams=streams & used,
        calls_tools=rng.random(count) < TOOL_CALLS[team],
        cut_off=cut_off,
        uncached_input_tokens=inputs[0],
        cache_read_input_tokens=inputs[1],
        cache_creation_input_tokens=inputs[2],
        output_tokens=output,
        reasoning_output_tokens=(output * thought).astype(np.int64),
        costs=_costs(traffic, np.vstack([inputs, output]), flexible),
        priced=PRICED[model] | ~used,
        latency_us=latency,
        first_token_us=first_token,
    )


def _inputs(rng: np.random.Generator, traffic: Traffic) -> Ints:
    """Uncached, read from and written to the cache: one row each."""
    count, team, model = len(traffic.team), traffic.team, traffic.model
    median = MEDIAN_INPUT[team] * np.where(traffic.runaway, RUNAWAY_INPUT, 1)
    total = np.clip(median * rng.lognormal(0, 0.8, count), 8, LARGEST_INPUT).astype(np.int64)
    cacheable = CACHES[model] & (total >= SMALLEST_CACHED) & ~traffic.runaway
    reads = cacheable & (rng.random(count) < CACHED[team])
    writes = cacheable & ~reads & BILLS_CREATION[model] & (rng.random(count) < CACHED[team])
    prefix = (total * rng.beta(8, 1.6, count)).astype(np.int64)
    return np.array([total - prefix * (reads | writes), prefix * reads, prefix * writes])


def _output(rng: np.random.Generator, traffic: Traffic) -> tuple[Ints, Flags]:
    drawn = MEDIAN_OUTPUT[traffic.team] * rng.lognormal(0, 0.75, len(traffic.team))
    thinking = 1 / (1 - REASONING[traffic.model])
    limit = np.where(rng.random(len(drawn)) < 0.1, MEDIAN_OUTPUT[traffic.team] * 2, LARGEST_OUTPUT)
    output = np.clip(drawn * thinking, 1, limit).astype(np.int64)
    return np.where(traffic.model == EMBEDDINGS, 0, output), drawn * thinking > limit


def _costs(traffic: Traffic, tokens: Ints, flexible: Flags) -> Ints:
    cut = company.PRICE_CUT
    cheaper = (traffic.model == MODEL_NAMES.index(cut.model)) & (traffic.progress >= cut.at)
    prices = NANO_PRICES[np.where(cheaper, len(MODELS), traffic.model)]
    nanos: Ints = tokens * prices.T // np.where(flexible, 2, 1)
    return nanos


def _times(rng: np.random.Generator, model: Ints, inputs: Ints, output: Ints, flexible: Flags) -> tuple[Ints, Ints]:
    """Microseconds to the end and to the first token; both grow with what is read, the end with what is written."""
    patience = np.where(flexible, 2_500, 1_000)
    reading = (1 + inputs / 60_000) * rng.lognormal(0, 0.35, len(model))
    first = FIRST_TOKEN_MS[model] * reading * patience
    writing = output * MS_PER_TOKEN[model] * rng.lognormal(0, 0.2, len(model)) * patience
    return (first + writing).astype(np.int64), first.astype(np.int64)


def _failure_us(rng: np.random.Generator, count: int) -> Ints:
    refused = 150_000 * rng.lognormal(0, 0.5, count)
    return np.where(rng.random(count) < TIMED_OUT, 60_000_000, refused).astype(np.int64)
