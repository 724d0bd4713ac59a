"""LiteLLM's database as the canonical usage table."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest

from tests import litellm_database
from tests.litellm_database import DAYS, SAME_ID, START, TRAPS, USUAL
from tests.litellm_payloads import CALLERS, PROMPT
from usage_widgets import schema
from usage_widgets.data.canonical import TYPES
from usage_widgets.data.sources import litellm
from usage_widgets.errors import SourceError


@pytest.fixture(scope="module")
def rows(litellm_url) -> list[dict]:
    return canonical_rows(litellm_url)


def canonical_rows(url: str) -> list[dict]:
    backend = litellm.connect(url)
    rows = backend.to_pyarrow(litellm.canonical(backend)).to_pylist()
    backend.disconnect()
    return rows


@pytest.fixture(scope="module")
def trap(rows) -> dict[str, dict]:
    return {row["request_id"]: row for row in rows if row["request_id"] in TRAPS}


@pytest.fixture(scope="module")
def real(rows) -> list[dict]:
    """The rows of the first day that litellm itself produced, in the order of the calls."""
    return sorted((row for row in rows if row["request_id"].endswith("-0")), key=lambda row: row["start_time"])


@pytest.fixture
def table(litellm_url, opened):
    return litellm.canonical(opened(litellm_url))


def test_the_columns_and_types_are_the_canonical_ones(table):
    assert table.columns == schema.NAMES
    kinds = {name: str(kind).lstrip("!") for name, kind in table.schema().items()}
    assert kinds == {column.name: TYPES[column.kind] for column in schema.COLUMNS}


def test_every_row_of_the_log_comes_once(rows):
    assert len(rows) == DAYS * 6 * len(CALLERS) + len(TRAPS) + 2


def test_an_id_that_is_there_twice_gives_two_rows(rows):
    times = [row["start_time"] for row in rows if row["request_id"] == SAME_ID]
    assert sorted(times) == [START, START + timedelta(days=1)]


def test_what_litellm_logs_for_a_plain_call(real):
    row = real[0]
    assert (row["status"], row["origin"], row["operation"]) == ("success", "user", "chat")
    assert (row["provider"], row["model"], row["deployment"]) == ("openai", "smart", "gpt-4o")
    assert (row["user"], row["team"], row["organization"]) == ("ada", "Research", "Example & Sons")
    assert row["api_key"] == "ada-laptop-new"
    assert row["tags"] == ["prod", "t-research"]
    assert row["start_time"] == START
    assert row["cost"] == row["input_cost"] + row["output_cost"] == Decimal("0.000225")
    assert row["cost_source"] == "reported"
    assert (row["uncached_input_tokens"], row["output_tokens"]) == (10, 20)
    assert row["time_to_first_token_ms"] is None
    assert row["response_cache_hit"] is False
    assert row["request_hash"] is None


def test_what_litellm_logs_for_a_stream(real):
    row = real[1]
    assert (row["provider"], row["model"], row["deployment"]) == ("anthropic", "claude", "claude-sonnet-4-5")
    assert 0 < row["time_to_first_token_ms"] < row["latency_ms"]
    assert row["tags"] is None


def test_what_litellm_logs_for_a_failure(real):
    row = real[2]
    assert (row["status"], row["cost"], row["output_tokens"]) == ("failure", 0, 0)


def test_the_parts_of_what_litellm_logs_for_cached_calls_are_disjoint(real):
    openai, claude = real[3], real[4]
    tokens = schema.METERS
    assert [openai[name] for name in tokens] == [400, 600, None, 50, 20]
    assert [claude[name] for name in tokens] == [200, 500, 300, 50, None]
    assert openai["input_cost"] == Decimal("0.001")
    assert openai["cache_read_cost"] == Decimal("0.00075")
    parts = ("input_cost", "cache_read_cost", "cache_creation_cost", "output_cost")
    assert sum(claude[name] for name in parts) == claude["cost"]
    assert claude["input_cost"] == Decimal("0.0006")


def test_what_litellm_logs_for_an_embedding(real):
    assert (real[5]["operation"], real[5]["model"], real[5]["output_tokens"]) == ("embeddings", "embed", 0)


def test_an_end_user_has_the_alias_of_the_proxy(real):
    assert {row["end_user"] for row in real if row["user"] == "cleo"} == {"Customer Seven"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("old-success", {"status": "success", "latency_ms": 2000.0}),
        ("old-failure", {"status": "failure"}),
        ("status-empty", {"status": "success"}),
        ("user-empty", dict.fromkeys(("user", "team", "organization", "end_user", "api_key"))),
        ("user-empty", {"model": "gpt-4o-2024-08-06"}),
        ("user-blank", dict.fromkeys(("user", "team", "end_user"))),
        ("user-blank", {"model": "gpt-4o-2024-08-06", "tags": ["x"]}),
        ("named-user", {"user": "Ada"}),
        ("first-of-two-kims", {"user": "u-twin-1"}),
        ("second-of-two-kims", {"user": "u-twin-2"}),
        ("user-null", dict.fromkeys(("user", "team", "organization", "project", "end_user"))),
        ("metadata-null", {"tags": None, "uncached_input_tokens": 100, "time_to_first_token_ms": None}),
        ("metadata-null", {"response_cache_hit": False, "origin": "user", "status": "success"}),
        ("metadata-odd", {"tags": None, "cache_read_input_tokens": None, "input_cost": None, "status": "success"}),
        ("retry", {"origin": "retry", "cost": Decimal("0.001")}),
        ("not-a-retry", {"origin": "user"}),
        ("internal", {"origin": "internal", "cost": Decimal("0.001")}),
        ("cache-hit", {"response_cache_hit": True, "cost": 0} | dict.fromkeys(schema.METERS, 0)),
        ("cache-hit", {"request_hash": "f" * 64}),
        ("cache-miss", {"response_cache_hit": False, "uncached_input_tokens": 5, "output_tokens": 10}),
        ("cache-miss", {"request_hash": None}),
        ("cache-none", {"response_cache_hit": False, "uncached_input_tokens": 5}),
        ("cache-exceeds-prompt", {"uncached_input_tokens": None, "cache_read_input_tokens": 90}),
        ("details-only", {"uncached_input_tokens": 40, "cache_creation_input_tokens": 20}),
        ("details-only", {"cache_read_input_tokens": 40, "reasoning_output_tokens": 7}),
        ("tokens-as-float", {"cache_read_input_tokens": 40, "uncached_input_tokens": 60}),
        ("cost-unsplit", {"input_cost": None, "output_cost": Decimal("0.0002")}),
        ("tiny-cost", {"cost": Decimal("0.000000123")}),
        ("priority", {"service_tier": "priority", "input_cost": Decimal("0.1"), "cache_read_cost": None}),
        ("hash-only", {"api_key": "01234567"}),
        ("master-key", {"api_key": "litellm_proxy_master_key"}),
        ("health-check", {"api_key": "litellm-internal-health-check"}),
        ("hashed-jwt", {"api_key": "99999999"}),
        ("live-alias", {"api_key": "ada-laptop-new"}),
        ("metadata-alias", {"api_key": "bob-batch"}),
        ("deleted-key", {"api_key": "dan-last", "team": "Closed"}),
        ("unknown-team", {"team": "Remembered"}),
        ("nameless-team", {"team": "t-nameless"}),
        ("project", {"project": "Apollo"}),
        ("team-in-metadata", {"team": "Research"}),
        ("streamed", {"time_to_first_token_ms": 250.0, "latency_ms": 1990.0}),
        ("first-token-too-early", {"time_to_first_token_ms": None}),
        ("anthropic", {"operation": "chat"}),
        ("embedding", {"operation": "embeddings"}),
        ("realtime", {"operation": "realtime"}),
        ("batch", {"operation": "retrieve_batch"}),
        ("call-type-empty", {"operation": None}),
        ("hostile", {"user": "<img src=x onerror=alert(1)>", "tags": ["=cmd()", "a,b", "[c]{d}", 'e"f']}),
    ],
)
def test_a_trap(trap, name, expected):
    row = trap[name]
    assert {column: row[column] for column in expected} == expected


def test_every_trap_is_tried(trap):
    marks = test_a_trap.pytestmark[0].args[1]
    assert {name for name, _ in marks} | {"bare-key"} == set(TRAPS) == set(trap)


def test_no_key_shows(rows, trap):
    shown = {row["api_key"] for row in rows} - {None}
    assert trap["bare-key"]["api_key"] not in "sk-1234567890abcdef"
    assert all(len(key) < 64 and not key.startswith("sk-") for key in shown)


def test_the_zone_of_the_session_moves_no_time(rows, litellm_url):
    with psycopg.connect(litellm_url) as connection:
        assert connection.execute("SHOW timezone").fetchone() == ("Asia/Tokyo",)
    assert min(row["start_time"] for row in rows) == START


def test_the_prompts_are_not_in_the_question(table, rows):
    text = table.compile()
    for column in ("messages", "response", "proxy_server_request", "requester_ip_address"):
        assert f'"{column}"' not in text
    assert PROMPT not in str(rows)
    assert "ada@example.org" not in str(rows)


def test_a_span_is_found_by_the_index_and_unused_names_are_not_joined(table):
    backend = table.get_backend()
    backend.con.execute("SET enable_seqscan = off")
    question = table.filter(table.start_time >= START).aggregate(cost=table.cost.sum())
    plan = str(backend.con.execute("EXPLAIN " + backend.compile(question)).fetchall())
    assert 'Index Cond: (("startTime")' in plan
    assert "VerificationToken" not in plan
    assert "ProjectTable" not in plan


def test_an_old_schema_gives_the_same_columns(new_database):
    url = new_database()
    litellm_database.build(url)
    newer = (
        "status",
        "request_duration_ms",
        "created_at",
        "organization_id",
        "agent_id",
        "litellm_call_id",
        "model_group",
    )
    gone = (
        "LiteLLM_DeletedVerificationToken",
        "LiteLLM_DeletedTeamTable",
        "LiteLLM_ProjectTable",
        "LiteLLM_EndUserTable",
    )
    with psycopg.connect(url, autocommit=True) as connection:
        for column in newer:
            connection.execute(f'ALTER TABLE "LiteLLM_SpendLogs" DROP COLUMN "{column}"')
        for name in gone:
            connection.execute(f'DROP TABLE "{name}" CASCADE')
    old = {row["request_id"]: row for row in canonical_rows(url)}
    assert list(old["retry"]) == list(schema.NAMES)
    assert old["old-failure"]["status"] == "failure"
    assert old["retry"]["status"] == "success"
    assert old["streamed"]["latency_ms"] == 2000.0
    assert old["retry"]["model"] == USUAL["model"]
    assert old["deleted-key"]["api_key"] == "dddddddd"
    assert old["deleted-key"]["team"] == "t-gone"
    assert old["project"]["project"] == "p-1"
    assert next(row for row in old.values() if row["user"] == "ada" and row["tags"])["organization"] == "Example & Sons"


def test_another_database_is_not_taken_for_litellms(postgres_url, opened):
    with pytest.raises(SourceError, match='no table "LiteLLM_SpendLogs"'):
        litellm.canonical(opened(postgres_url))
