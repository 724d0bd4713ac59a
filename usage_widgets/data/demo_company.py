"""The invented company whose requests the demo shows. Models and list prices are real ones; people and numbers are not."""

from __future__ import annotations

from dataclasses import dataclass

TIME_ZONE = "Europe/Berlin"

# How busy each local hour is, and how much of a working day's traffic a weekend day has.
OFFICE = ((1, 1, 1, 1, 1, 2, 6, 25, 70, 95, 100, 90, 60, 80, 95, 90, 75, 45, 18, 10, 7, 5, 3, 2), 0.06)
CUSTOMERS = ((6, 4, 3, 3, 4, 8, 20, 45, 70, 85, 90, 88, 80, 82, 85, 84, 86, 90, 95, 92, 80, 55, 30, 14), 0.7)
NIGHTLY = ((60, 95, 100, 100, 90, 60, 20, 8, 12, 15, 15, 12, 8, 12, 15, 15, 12, 8, 6, 5, 5, 6, 10, 25), 0.5)
ALWAYS = ((60,) * 7 + (80,) * 12 + (65,) * 5, 0.85)


@dataclass(frozen=True)
class Model:
    """A model, its list price in USD per million tokens and how it behaves."""

    input: float | None
    output: float | None
    cache_read: float | None = None
    cache_creation: float | None = None
    reasoning: float = 0.0  # mean share of the output
    ms_per_token: float = 12.0
    first_token_ms: float = 500.0


@dataclass(frozen=True)
class Team:
    """A team and its habits."""

    name: str
    organization: str
    projects: tuple[str, ...]
    people: int
    traffic: float  # share of all requests
    rhythm: tuple[tuple[int, ...], float]
    models: dict[str, float]
    input_tokens: int  # median
    output_tokens: int
    cached: float  # share of the requests that repeat a prefix the provider has cached
    streams: float = 0.6
    tool_calls: float = 0.05
    repeats: float = 0.02  # share of the requests that the gateway answers from its own cache
    growth: float = 1.0  # against the company's
    flexible: bool = False  # takes the cheap, slow tier where there is one
    tags: tuple[str, ...] = ()


MODELS = {
    "gpt-4o": Model(2.5, 10, 1.25, ms_per_token=13, first_token_ms=480),
    "gpt-4o-mini": Model(0.15, 0.6, 0.075, ms_per_token=9, first_token_ms=380),
    "gpt-4.1": Model(2, 8, 0.5, ms_per_token=11, first_token_ms=520),
    "gpt-5-mini": Model(0.25, 2, 0.025, reasoning=0.45, ms_per_token=8, first_token_ms=900),
    "o3": Model(10, 40, 2.5, reasoning=0.65, ms_per_token=15, first_token_ms=2_600),
    "claude-sonnet-4-5": Model(3, 15, 0.3, 3.75, ms_per_token=15, first_token_ms=800),
    "claude-haiku-4-5": Model(1, 5, 0.1, 1.25, ms_per_token=8, first_token_ms=420),
    "claude-3-5-haiku": Model(0.8, 4, 0.08, 1, ms_per_token=11, first_token_ms=550),
    "gemini-2.5-pro": Model(1.25, 10, 0.125, reasoning=0.5, ms_per_token=10, first_token_ms=1_900),
    "gemini-2.5-flash": Model(0.3, 2.5, 0.03, reasoning=0.15, ms_per_token=5, first_token_ms=400),
    "mistral-large-latest": Model(2, 6, ms_per_token=14, first_token_ms=450),
    "text-embedding-3-small": Model(0.02, 0, ms_per_token=0, first_token_ms=110),
    "llama-3.3-70b-instruct": Model(None, None, ms_per_token=22, first_token_ms=350),  # our own machines: no price
}

# model, provider, the name it runs under there, share of the model's requests
OFFERS = (
    ("gpt-4o", "openai", "gpt-4o-2024-08-06", 0.55),
    ("gpt-4o", "azure", "azure/gpt-4o", 0.45),
    ("gpt-4o-mini", "openai", "gpt-4o-mini-2024-07-18", 0.7),
    ("gpt-4o-mini", "azure", "azure/gpt-4o-mini", 0.3),
    ("gpt-4.1", "openai", "gpt-4.1-2025-04-14", 1),
    ("gpt-5-mini", "openai", "gpt-5-mini-2025-08-07", 1),
    ("o3", "openai", "o3-2025-04-16", 1),
    ("claude-sonnet-4-5", "anthropic", "claude-sonnet-4-5-20250929", 0.6),
    ("claude-sonnet-4-5", "bedrock", "bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0", 0.4),
    ("claude-haiku-4-5", "anthropic", "claude-haiku-4-5-20251001", 1),
    ("claude-3-5-haiku", "anthropic", "claude-3-5-haiku-20241022", 1),
    ("gemini-2.5-pro", "vertex_ai", "vertex_ai/gemini-2.5-pro", 1),
    ("gemini-2.5-flash", "vertex_ai", "vertex_ai/gemini-2.5-flash", 1),
    ("mistral-large-latest", "mistral", "mistral/mistral-large-latest", 1),
    ("text-embedding-3-small", "openai", "text-embedding-3-small", 1),
    ("llama-3.3-70b-instruct", "hosted_vllm", "hosted_vllm/meta-llama/Llama-3.3-70B-Instruct", 1),
)

TEAMS = (
    Team(
        *("support", "Northlight Services", ("help-center", "voice-agent"), 14, 0.34, CUSTOMERS),
        {"gpt-5-mini": 0.45, "gpt-4o-mini": 0.25, "gpt-4o": 0.2, "claude-3-5-haiku": 0.1},
        *(2_600, 210, 0.72),
        streams=0.9,
        tool_calls=0.2,
        repeats=0.06,
        growth=1.3,
        tags=("prod", "customer-facing"),
    ),
    Team(
        *("engineering", "Northlight", ("code-review", "assistant", "migration"), 64, 0.24, OFFICE),
        {"claude-sonnet-4-5": 0.62, "gpt-4.1": 0.16, "o3": 0.08, "claude-3-5-haiku": 0.14},
        *(9_500, 620, 0.8),
        streams=0.95,
        tool_calls=0.45,
        growth=1.5,
        tags=("dev", "coding"),
    ),
    Team(
        *("data-science", "Northlight", ("extraction", "evaluation"), 18, 0.14, NIGHTLY),
        {"gpt-4.1": 0.35, "gemini-2.5-flash": 0.3, "gpt-5-mini": 0.2, "llama-3.3-70b-instruct": 0.15},
        *(5_200, 380, 0.12),
        streams=0.02,
        flexible=True,
        tags=("batch",),
    ),
    Team(
        *("search", "Northlight", ("site-search",), 6, 0.14, ALWAYS),
        {"text-embedding-3-small": 0.9, "gpt-4o-mini": 0.1},
        *(420, 60, 0.0),
        streams=0.0,
        repeats=0.04,
        growth=0.6,
        tags=("prod",),
    ),
    Team(
        *("marketing", "Northlight Services", ("campaigns", "translation"), 34, 0.07, OFFICE),
        {"gpt-4o": 0.7, "mistral-large-latest": 0.2, "gpt-4o-mini": 0.1},
        *(900, 540, 0.04),
        streams=0.85,
        growth=0.4,
    ),
    Team(
        *("legal", "Northlight", ("contracts",), 12, 0.03, OFFICE),
        {"gemini-2.5-pro": 0.75, "claude-sonnet-4-5": 0.25},
        *(38_000, 900, 0.35),
        streams=0.7,
        growth=0.8,
        tags=("confidential",),
    ),
    Team(
        *("research", "Northlight Labs", ("agents", "reasoning"), 16, 0.04, OFFICE),
        {"o3": 0.35, "gemini-2.5-pro": 0.25, "llama-3.3-70b-instruct": 0.3, "gpt-4o": 0.1},
        *(4_200, 1_400, 0.3),
        growth=0.9,
        tags=("experiment",),
    ),
)


@dataclass(frozen=True)
class Happening:
    """Something that changes the numbers, at a share of the shown period."""

    at: float
    model: str
    other: str = ""


LAUNCH = Happening(0.55, "gpt-5-mini", other="gpt-4o-mini")  # the other one served its requests before
RETIREMENT = Happening(0.75, "claude-3-5-haiku", other="claude-haiku-4-5")  # the other one serves them afterwards
PRICE_CUT = Happening(0.4, "o3")
PRICE_AFTER_CUT = Model(2, 8, 0.5)
RUNAWAY = Happening(0.82, "gpt-4.1")
RUNAWAY_KEY, RUNAWAY_TEAM, RUNAWAY_DAYS = "evaluation-loop", "data-science", 2

COUNTRIES = {"DE": 0.52, "US": 0.14, "FR": 0.09, "PL": 0.08, "GB": 0.06, "IN": 0.06, "ES": 0.05}
FIRST_NAMES = (
    "ada", "alan", "amara", "anton", "bea", "carlos", "chen", "clara", "dana", "diego", "elif", "emil", "eva", "farid",
    "finn", "greta", "hana", "hugo", "ines", "ivan", "jana", "jonas", "kemal", "kira", "lars", "lea", "linus", "mai",
    "marta", "mila", "nadia", "noah", "olga", "omar", "paul", "priya", "rosa", "sami", "tara", "yuki",
)  # fmt: skip
