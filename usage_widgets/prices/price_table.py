"""genai-prices as a table: ranges of time, second of the day and input size, made to be joined. No I/O.

A price is only given where it is known: a model, provider or service tier that genai-prices does not list has no row.
Not told apart, since the usage table does not know them: audio and image tokens (text price) and one-hour cache writes
(five-minute price).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from genai_prices.data_snapshot import find_provider_by_id, get_snapshot
from genai_prices.types import StartDateConstraint, TieredPrices, TimeOfDateConstraint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from genai_prices.types import ModelInfo, ModelPrice, PriceVariant, Provider

STANDARD_TIERS = frozenset({"default", "standard", "auto", "on_demand"})
TIER_KEYS = ("service_tier", "processing")

# In the order of the usage table's meters: uncached input, cache read, cache creation, output.
RATES = ("input_mtok", "cache_read_mtok", "cache_write_mtok", "output_mtok")
# Charged beside input, cache and output: without these meters a price would be too low.
OTHER_CHARGES = ("requests_kcount", "output_reasoning_mtok", "output_citation_mtok")

# Gateways' names that genai-prices does not know itself.
PROVIDERS = {
    "azure.ai.inference": "azure",
    "azure_ai": "azure",
    "azure_text": "azure",
    "codestral": "mistral",
    "fireworks_ai": "fireworks",
    "gcp.gen_ai": "google",
    "meta_llama": "meta",
    "text-completion-codestral": "mistral",
    "x_ai": "x-ai",
}

Rates: TypeAlias = "tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]"

EVER = (datetime.min, datetime.max)  # noqa: DTZ901 - the usage table's times are naive UTC
DAY_SECONDS = 86_400
ANY_INPUT = (0, 2**62)


class Service(NamedTuple):
    """What a request was served by, as far as the log tells."""

    model: str | None
    deployment: str | None
    provider: str | None
    service_tier: str | None


class PriceRow(NamedTuple):
    """One price of one service, where all three half-open ranges hold.

    Times are naive UTC, seconds count from UTC midnight, tokens are the whole input: uncached, cache reads and cache
    writes. Rates are USD per million tokens; None where the price is unknown.
    """

    model: str | None
    deployment: str | None
    provider: str | None
    service_tier: str | None
    valid_from: datetime
    valid_to: datetime
    second_from: int
    second_to: int
    tokens_from: int
    tokens_to: int
    input_mtok: Decimal | None
    cache_read_mtok: Decimal | None
    cache_creation_mtok: Decimal | None
    output_mtok: Decimal | None


def price_rows(services: Iterable[Service]) -> list[PriceRow]:
    """Every known price of each service; for one request at most one row holds.

    The deployment is looked up first, because it is what the provider bills, then the model. A null service tier, and
    those in `STANDARD_TIERS`, have the standard price.

    >>> [row] = price_rows([Service("gpt-4o", None, "openai", None)])
    >>> row.input_mtok, row.cache_read_mtok, row.output_mtok
    (Decimal('2.5'), Decimal('1.25'), Decimal('10'))
    >>> [row.tokens_from for row in price_rows([Service("gemini-2.5-pro", None, "vertex_ai", "default")])]
    [0, 200001]
    >>> price_rows([Service("gpt-4o", None, "openai", "scale"), Service("house-llm", None, None, None)])
    []
    """
    return [row for service in services for row in _rows(service)]


def _rows(service: Service) -> Iterator[PriceRow]:
    found = _find(service)
    variants = _tier_variants(*found, service.service_tier) if found else None
    if found is None or variants is None:
        return
    model = found[1]
    for valid, seconds in _windows(model, variants):
        price = _price_at(model, variants, valid[0] + timedelta(seconds=seconds[0]))
        if price is not None:
            yield from (
                PriceRow(*service, *valid, *seconds, *tokens, *rates) for tokens, rates in _by_input_size(price)
            )


def _find(service: Service) -> tuple[Provider, ModelInfo] | None:
    for name in filter(None, (service.deployment, service.model)):
        for spelling, provider in _spellings(name, service.provider):
            try:
                return get_snapshot().find_provider_model(spelling, None, provider, None)
            except LookupError:
                continue
    return None


def _spellings(name: str, provider: str | None) -> Iterator[tuple[str, str | None]]:
    """The name as it stands, and without a leading provider ("azure/gpt-4o")."""
    prefix, _, rest = name.partition("/")
    named = _provider_id(prefix) if rest else None
    known = None if provider is None else PROVIDERS.get(provider.lower(), provider)
    if named and (known is None or _provider_id(known) == named):
        yield rest, named
    yield name, known


def _provider_id(name: str) -> str | None:
    provider = find_provider_by_id(get_snapshot().providers, PROVIDERS.get(name.lower(), name))
    return provider.id if provider else None


def _tier_variants(provider: Provider, model: ModelInfo, tier: str | None) -> list[PriceVariant] | None:
    """What the tier changes: nothing for the standard price, None where the tier is unknown."""
    if tier is None or tier.lower() in STANDARD_TIERS:
        return []
    if not any(model is own for own in provider.models):
        return None  # another provider's model: its tiers are not sold here
    for key in TIER_KEYS:
        if variants := [v for v in model.price_variants or () if v.when == {key: tier.lower()}]:
            return variants
    return None


def _price_at(model: ModelInfo, variants: list[PriceVariant], moment: datetime) -> ModelPrice | None:
    if variants and not any(v.constraint is None or v.constraint.active(moment) for v in variants):
        return None
    price = model.get_prices(moment, variants[0].when if variants else None)
    incomplete = price.input_mtok is None or any(getattr(price, charge) is not None for charge in OTHER_CHARGES)
    return None if incomplete else price


def _windows(
    model: ModelInfo, variants: list[PriceVariant]
) -> Iterator[tuple[tuple[datetime, datetime], tuple[int, int]]]:
    """All spans of dates and of the day within which the price cannot change."""
    days, seconds = set(EVER), {0, DAY_SECONDS}
    dated = model.prices if isinstance(model.prices, list) else []
    for constraint in (entry.constraint for entries in (dated, variants) for entry in entries):
        match constraint:
            case StartDateConstraint(start_date=day):
                days.add(datetime.combine(day, time.min))
            case TimeOfDateConstraint(start_time=start, end_time=end):
                seconds |= {_utc_second(start), _utc_second(end)}
    return product(pairwise(sorted(days)), pairwise(sorted(seconds)))


def _utc_second(clock: time) -> int:
    moment = datetime.combine(date(2000, 1, 1), clock, tzinfo=clock.tzinfo or UTC).astimezone(UTC)
    return int(timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second).total_seconds())


def _by_input_size(price: ModelPrice) -> Iterator[tuple[tuple[int, int], Rates]]:
    """A tier begins above its start, and then holds for all tokens of the request."""
    rates = [getattr(price, name) for name in RATES]
    starts = {tier.start + 1 for rate in rates if isinstance(rate, TieredPrices) for tier in rate.tiers}
    for tokens in pairwise(sorted({*ANY_INPUT, *starts})):
        uncached, read, creation, output = (_rate(rate, tokens[0]) for rate in rates)
        yield tokens, (uncached, read, creation, output)


def _rate(price: Decimal | TieredPrices | None, tokens: int) -> Decimal | None:
    if isinstance(price, TieredPrices):
        return next((tier.price for tier in reversed(price.tiers) if tokens > tier.start), price.base)
    return price
