"""A LiteLLM database in a real PostgreSQL: LiteLLM's own migrations, rows from what `litellm` logs, and rows with traps.

The proxy writes a row from a payload with `get_logging_payload`, which needs the proxy's web server to import;
`spend_log` does the same by hand.
"""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import litellm_proxy_extras
import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

START = datetime(2026, 2, 20, 9, 0)  # noqa: DTZ001 - the log's own form: naive UTC
DAYS = 40
PAYLOADS = Path(__file__).with_name("litellm_payloads.py")
MIGRATIONS = Path(litellm_proxy_extras.__file__).with_name("migrations")

# What LiteLLM copies into a row's metadata; it leaves the key's owner's e-mail there too.
METADATA = (
    "user_api_key",
    "user_api_key_alias",
    "user_api_key_team_id",
    "user_api_key_team_alias",
    "user_api_key_org_id",
    "user_api_key_project_id",
    "user_api_key_project_alias",
    "user_api_key_user_id",
    "user_api_key_user_email",
    "usage_object",
)

NAMES: dict[str, list[dict]] = {
    "LiteLLM_BudgetTable": [{"budget_id": "b", "created_by": "x", "updated_by": "x"}],
    "LiteLLM_OrganizationTable": [
        {
            "organization_id": "o-1",
            "organization_alias": "Example & Sons",
            "budget_id": "b",
            "models": [],
            "created_by": "x",
            "updated_by": "x",
        }
    ],
    "LiteLLM_TeamTable": [
        {"team_id": "t-research", "team_alias": "Research"},
        {"team_id": "t-support", "team_alias": "Support"},
    ],
    "LiteLLM_DeletedTeamTable": [
        {"id": "1", "team_id": "t-gone", "team_alias": "Closed too early", "deleted_at": datetime(2026, 1, 1)},  # noqa: DTZ001
        {"id": "2", "team_id": "t-gone", "team_alias": "Closed", "deleted_at": datetime(2026, 1, 2)},  # noqa: DTZ001
    ],
    "LiteLLM_ProjectTable": [
        {"project_id": "p-1", "project_alias": "Apollo", "models": [], "created_by": "x", "updated_by": "x"}
    ],
    "LiteLLM_UserTable": [
        {"user_id": "u-named", "user_alias": "Ada", "user_email": "ada@example.org"},
        {"user_id": "u-twin-1", "user_alias": "Kim"},
        {"user_id": "u-twin-2", "user_alias": "Kim"},
    ],
    "LiteLLM_EndUserTable": [{"user_id": "customer-7", "alias": "Customer Seven", "blocked": False}],
    "LiteLLM_VerificationToken": [
        {"token": "a" * 64, "key_alias": "ada-laptop-new"},
        {"token": "b" * 64, "key_alias": ""},
    ],
    "LiteLLM_DeletedVerificationToken": [
        {"id": "1", "token": "d" * 64, "key_alias": "dan-first", "deleted_at": datetime(2026, 1, 1)},  # noqa: DTZ001
        {"id": "2", "token": "d" * 64, "key_alias": "dan-last", "deleted_at": datetime(2026, 1, 2)},  # noqa: DTZ001
    ],
}

USUAL = {
    "call_type": "acompletion",
    "startTime": START,
    "endTime": START + timedelta(seconds=2),
    "completionStartTime": START + timedelta(seconds=2),
    "model": "gpt-4o-2024-08-06",
    "model_group": "smart",
    "custom_llm_provider": "openai",
    "prompt_tokens": 100,
    "completion_tokens": 10,
    "spend": 0.001,
    "user": "ada",
    "status": "success",
    "metadata": {},
    "request_tags": [],
}
CACHED = {"usage_object": {"cache_read_input_tokens": 90, "cache_creation_input_tokens": 5}}

TRAPS: dict[str, dict] = {
    "old-success": {"status": None, "request_duration_ms": None},
    "old-failure": {"status": None, "metadata": {"status": "failure"}},
    "status-empty": {"status": ""},
    "user-empty": {"user": "", "team_id": "", "organization_id": "", "end_user": "", "api_key": "", "model_group": ""},
    "user-blank": {"user": "  ", "team_id": " ", "end_user": "\t", "model_group": " ", "request_tags": [" ", "x "]},
    "user-null": {"user": None, "team_id": None, "organization_id": None, "end_user": None, "model_group": None},
    "metadata-null": {"metadata": None, "request_tags": None, "cache_hit": None, "completionStartTime": None},
    "metadata-odd": {
        "metadata": {"usage_object": None, "cost_breakdown": "n/a", "status": 7},
        "request_tags": {"not": "a list"},
    },
    "retry": {"metadata": {"billed_retry_attempt": True}},
    "not-a-retry": {"metadata": {"billed_retry_attempt": False, "internal_call_origin": None}},
    "internal": {"metadata": {"internal_call_origin": "autorouter_classifier"}},
    "cache-hit": {"cache_hit": "True", "spend": 0.0, "metadata": CACHED, "cache_key": "f" * 64},
    "cache-miss": {"cache_hit": "False", "metadata": CACHED, "cache_key": "Cache OFF"},
    "cache-none": {"cache_hit": "None", "metadata": CACHED},
    "cache-exceeds-prompt": {"prompt_tokens": 50, "metadata": CACHED},
    "details-only": {
        "metadata": {
            "usage_object": {
                "prompt_tokens_details": {"cached_tokens": 40, "cache_write_tokens": 20},
                "completion_tokens_details": {"reasoning_tokens": 7},
            }
        }
    },
    "tokens-as-float": {"metadata": {"usage_object": {"cache_read_input_tokens": 40.0}}},
    "cost-unsplit": {"metadata": CACHED | {"cost_breakdown": {"input_cost": 0.0008, "output_cost": 0.0002}}},
    "tiny-cost": {"spend": 1.23456789e-7},
    "priority": {"metadata": {"cost_breakdown": {"service_tier": "priority", "input_cost": 0.1, "output_cost": 0.2}}},
    "hash-only": {"api_key": "0123456789abcdef" * 4},
    "master-key": {"api_key": "litellm_proxy_master_key"},
    "health-check": {"api_key": "litellm-internal-health-check"},
    "bare-key": {"api_key": "sk-1234567890abcdef"},
    "hashed-jwt": {"api_key": "hashed-jwt-" + "9" * 64},
    "live-alias": {"api_key": "a" * 64, "metadata": {"user_api_key_alias": "ada-laptop"}},
    "metadata-alias": {"api_key": "b" * 64, "metadata": {"user_api_key_alias": "bob-batch"}},
    "deleted-key": {"api_key": "d" * 64, "team_id": "t-gone"},
    "unknown-team": {"team_id": "t-nowhere", "metadata": {"user_api_key_team_alias": "Remembered"}},
    "nameless-team": {"team_id": "t-nameless"},
    "named-user": {"user": "u-named"},
    "first-of-two-kims": {"user": "u-twin-1"},
    "second-of-two-kims": {"user": "u-twin-2"},
    "project": {"metadata": {"user_api_key_project_id": "p-1"}},
    "team-in-metadata": {"team_id": "", "metadata": {"user_api_key_team_id": "t-research"}},
    "streamed": {"completionStartTime": START + timedelta(milliseconds=250), "request_duration_ms": 1990},
    "first-token-too-early": {"completionStartTime": START - timedelta(seconds=1)},
    "anthropic": {"call_type": "anthropic_messages"},
    "embedding": {"call_type": "aembedding"},
    "realtime": {"call_type": "_arealtime"},
    "batch": {"call_type": "aretrieve_batch"},
    "call-type-empty": {"call_type": ""},
    "hostile": {"user": "<img src=x onerror=alert(1)>", "request_tags": ["=cmd()", "a,b", "[c]{d}", 7, "", 'e"f']},
}
SAME_ID = "same-id"


def build(url: str) -> None:
    """Migrate the database at the address and fill it."""
    with psycopg.connect(url, autocommit=True) as connection:
        for migration in sorted(MIGRATIONS.glob("*/migration.sql")):
            connection.execute(migration.read_text().encode())
        # LiteLLM's opt-in partitioning makes the key composite: an id is not unique.
        connection.execute('ALTER TABLE "LiteLLM_SpendLogs" DROP CONSTRAINT "LiteLLM_SpendLogs_pkey"')
        connection.execute('ALTER TABLE "LiteLLM_SpendLogs" ADD PRIMARY KEY (request_id, "startTime")')
        for table, rows in NAMES.items():
            insert(connection, table, rows)
        insert(connection, "LiteLLM_SpendLogs", [*real_rows(), *trap_rows()])
        database = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("ALTER DATABASE {} SET timezone = 'Asia/Tokyo'").format(database))


def insert(connection: psycopg.Connection, table: str, rows: list[dict]) -> None:
    for columns in {tuple(row) for row in rows}:
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(map(sql.Placeholder, columns)),
        )
        alike = [{name: _stored(name, value) for name, value in row.items()} for row in rows if tuple(row) == columns]
        connection.cursor().executemany(statement, alike)


@functools.cache
def payloads() -> list[dict]:
    """What litellm logs for each kind of call of each caller."""
    output = subprocess.run([sys.executable, PAYLOADS], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def real_rows() -> list[dict]:
    """The payloads' rows, repeated over the days as traffic."""
    return [
        spend_log(payload, START + timedelta(days=day, minutes=37 * number), f"-{day}")
        for day in range(DAYS)
        for number, payload in enumerate(payloads())
    ]


def trap_rows() -> list[dict]:
    rows = [{"request_id": name, **USUAL, **changes} for name, changes in TRAPS.items()]
    twice = [{"request_id": SAME_ID, **USUAL, "startTime": START + timedelta(days=day)} for day in range(2)]
    return rows + twice


def spend_log(payload: dict, start: datetime, suffix: str = "") -> dict:
    """Make the row that LiteLLM's proxy writes for a payload, with prompts stored, moved to another start."""
    moved = start - datetime.fromtimestamp(payload["startTime"], UTC).replace(tzinfo=None)
    at = {
        name: datetime.fromtimestamp(payload[name], UTC).replace(tzinfo=None) + moved
        for name in ("startTime", "endTime", "completionStartTime")
    }
    who = payload["metadata"]
    metadata = {name: who.get(name) for name in METADATA} | {
        name: payload[name] for name in ("status", "error_information", "cost_breakdown")
    }
    return {
        "request_id": payload["id"] + suffix,
        **at,
        "request_duration_ms": round((at["endTime"] - at["startTime"]) / timedelta(milliseconds=1)),
        **{name: payload[name] for name in ("call_type", "model", "custom_llm_provider", "status", "request_tags")},
        **{name: payload[name] for name in ("prompt_tokens", "completion_tokens", "total_tokens", "messages")},
        "spend": payload["response_cost"],
        "cache_hit": str(payload["cache_hit"]),
        "cache_key": payload["cache_key"] or "Cache OFF",
        "api_key": who["user_api_key_hash"] or "",
        "user": who["user_api_key_user_id"] or "",
        "team_id": who["user_api_key_team_id"] or "",
        "organization_id": who["user_api_key_org_id"] or "",
        "end_user": who["user_api_key_end_user_id"] or "",
        "model_group": payload["model_group"] or "",
        "response": payload["response"],
        "proxy_server_request": {"messages": payload["messages"]},
        "metadata": metadata,
    }


def _stored(column: str, value: object) -> object:
    if column == "models":
        return value
    return Jsonb(value) if isinstance(value, dict | list) or column == "response" else value
