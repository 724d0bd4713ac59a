"""LiteLLM's PostgreSQL: its request log as the canonical usage table. The prompts and answers it may hold are never read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
from ibis.expr import datatypes as dt

from usage_widgets import schema
from usage_widgets.data.canonical import TYPES, known_text
from usage_widgets.data.naming import ID, UNNAMED
from usage_widgets.data.sources.postgres import connect, place
from usage_widgets.errors import SourceError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibis.backends.postgres import Backend
    from ibis.expr import types as ir

__all__ = ["canonical", "connect", "names", "place", "with_ids"]

MAPPING_VERSION = 2
"""To be raised when the same log gives other rows: local copies are then read anew."""

TABLE = "LiteLLM_SpendLogs"

ADDRESS = "address"
"""What `with_ids` calls the address of who asked. Behind proxies, LiteLLM logs all of X-Forwarded-For."""

JSONB = dt.JSON(binary=True)

# All that is read of the log. A column that an older LiteLLM lacks is null.
LOG_COLUMNS: dict[str, str | dt.DataType] = {
    "request_id": "string",
    "startTime": "timestamp(6)",
    "endTime": "timestamp(6)",
    "completionStartTime": "timestamp(6)",
    "request_duration_ms": "float64",
    "call_type": "string",
    "status": "string",
    "cache_hit": "string",
    "cache_key": "string",
    "api_key": "string",
    "user": "string",
    "team_id": "string",
    "organization_id": "string",
    "end_user": "string",
    "model": "string",
    "model_group": "string",
    "custom_llm_provider": "string",
    "prompt_tokens": "int64",
    "completion_tokens": "int64",
    "spend": "float64",
    "request_tags": JSONB,
    "metadata": JSONB,
}

METADATA_TEXTS = (
    "status",
    "internal_call_origin",
    "user_api_key_alias",
    "user_api_key_user_id",
    "user_api_key_team_id",
    "user_api_key_team_alias",
    "user_api_key_org_id",
    "user_api_key_project_id",
    "user_api_key_project_alias",
)

OPERATIONS = {
    "completion": "chat",
    "responses": "chat",
    "anthropic_messages": "chat",
    "generate_content": "chat",
    "generate_content_stream": "chat",
    "text_completion": "text_completion",
    "embedding": "embeddings",
}


@dataclass(frozen=True)
class Alias:
    """Where the name that people know an id by stands: a table, its key, its name, and the table of what was deleted.

    Two that may share a name, and do, stay apart: their ids are their names.
    """

    of: str
    table: str
    key: str
    name: str
    deleted: str | None = None
    may_be_shared: bool = False


ALIASES = (
    Alias("api_key", "LiteLLM_VerificationToken", "token", "key_alias", deleted="LiteLLM_DeletedVerificationToken"),
    Alias("user", "LiteLLM_UserTable", "user_id", "user_alias", may_be_shared=True),
    Alias("team", "LiteLLM_TeamTable", "team_id", "team_alias", deleted="LiteLLM_DeletedTeamTable", may_be_shared=True),
    Alias("organization", "LiteLLM_OrganizationTable", "organization_id", "organization_alias"),
    Alias("project", "LiteLLM_ProjectTable", "project_id", "project_alias"),
    Alias("end_user", "LiteLLM_EndUserTable", "user_id", "alias"),
)


def canonical(backend: Backend) -> ir.Table:
    """Map the request log to the canonical usage table: one lazy select that PostgreSQL runs.

    A filter on `start_time` reaches the log's index. LiteLLM counts cache reads and writes and reasoning inside the
    prompt and completion tokens, and cache costs inside the input cost; here the parts are disjoint. Where the parts
    exceed the whole, the uncached rest is null: it is unknown.

    Raises:
        SourceError: the database has no request log of LiteLLM.
    """
    tables = frozenset(backend.list_tables())
    row = _rows(backend, tables)
    for alias in ALIASES:
        for suffix, table in _aliases(backend, tables, alias):
            row = row.left_join(table, row[f"{alias.of}_id"] == table[f"{alias.of}{suffix}_key"])
    return row.select(**_columns(row, _named(row)))


def with_ids(backend: Backend, address: str | None = None) -> ir.Table:
    """The same for a copy, which must follow names that change: nobody is named, and beside each stands the id.

    A key's id is a hash of the log's. Where the log's column with the address is named, `ADDRESS` is the last column:
    it is not for the copy.

    Raises:
        SourceError: the database has no request log of LiteLLM.
        UnknownName: the log has no such column.
    """
    row = _rows(backend, frozenset(backend.list_tables()), address)
    who = _unnamed(row)
    ids = {f"{of}{ID}": _hidden(of, row[f"{of}_id"]) for of in who}
    unnamed = {f"{of}{UNNAMED}": value for of, value in who.items()}
    return row.select(**_columns(row, who), **ids, **unnamed, **({ADDRESS: row[ADDRESS]} if address else {}))


def names(backend: Backend) -> ir.Table | None:
    """Today's names of the ids that `with_ids` gives, as `kind`, `id` and `name`: one small select. None without tables."""
    tables = frozenset(backend.list_tables())
    found = [
        table.select(
            kind=ibis.literal(alias.of),
            id=known_text(_hidden(alias.of, table[f"{alias.of}{suffix}_key"])),
            name=known_text(table[f"{alias.of}{suffix}_alias"]),
            rank=ibis.literal(1 if suffix else 0),
        )
        for alias in ALIASES
        for suffix, table in _aliases(backend, tables, alias)
    ]
    if not found:
        return None
    known = ibis.union(*found)
    known = known.filter(known.id.notnull(), known.name.notnull())
    return known.group_by("kind", "id").aggregate(name=known.name.argmin(known["rank"]))


def _hidden(of: str, identity: ir.Value) -> ir.Value:
    return _md5(identity) if of == "api_key" else identity


def _rows(backend: Backend, tables: frozenset[str], address: str | None = None) -> ir.Table:
    if TABLE not in tables:
        raise SourceError(f'the database has no table "{TABLE}": name the database (and schema) that LiteLLM writes to')
    return _with_ids(_once(_parsed(_once(_log(backend, address)))))


def _columns(row: ir.Table, who: dict[str, ir.Value]) -> dict[str, ir.Value]:
    columns = {**who, **_what(row), **_when(row), **_tokens(row), **_money(row)}
    return {
        column.name: columns.get(column.name, ibis.null("string")).cast(TYPES[column.kind]) for column in schema.COLUMNS
    }


def _log(backend: Backend, address: str | None) -> ir.Table:
    found = backend.table(TABLE)
    if address and address not in found.columns:
        raise UnknownName.among(f"source column for 'ip' in \"{TABLE}\":", address, found.columns)
    log = found.select(
        **{
            name: found[name].cast(kind) if name in found.columns else ibis.null(kind)
            for name, kind in LOG_COLUMNS.items()
        },
        **({ADDRESS: found[address].cast("string")} if address else {}),
    )
    return log.mutate(metadata=_unpacked(log.metadata, ibis.literal("{}").cast(JSONB)))


def _once(table: ir.Table) -> ir.Table:
    """A fence: PostgreSQL computes what stands before it once a row, not once for each use. Five times faster here."""
    return table.mutate(fence=ibis.array([1]).unnest()).drop("fence")


def _parsed(log: ir.Table) -> ir.Table:
    """Take what is needed out of the JSON."""
    costs = log.metadata["cost_breakdown"]
    parsed = log.mutate(
        **{f"metadata_{name}": _text(log.metadata[name]) for name in METADATA_TEXTS},
        **_cached_and_reasoning(log.metadata["usage_object"]),
        **{name: _usd(costs[name]) for name in ("input_cost", "cache_read_cost", "cache_creation_cost", "output_cost")},
        service_tier=_text(costs["service_tier"]),
        tags=log.request_tags.array.map(lambda tag: tag.str.fill_null("").strip()).remove(""),
        is_retry=_is_true(log.metadata["billed_retry_attempt"].bool),
        is_cache_hit=_is_true(log.cache_hit.lower() == "true"),
    )
    return parsed.drop("metadata", "request_tags")


def _with_ids(row: ir.Table) -> ir.Table:
    """Add the id of everyone a request belongs to, from its column or else from its metadata."""
    return row.mutate(
        api_key_id=known_text(row.api_key),
        user_id=ibis.coalesce(known_text(row.user), row.metadata_user_api_key_user_id),
        team_id=ibis.coalesce(known_text(row.team_id), row.metadata_user_api_key_team_id),
        organization_id=ibis.coalesce(known_text(row.organization_id), row.metadata_user_api_key_org_id),
        project_id=row.metadata_user_api_key_project_id,
        end_user_id=known_text(row.end_user),
    )


def _cached_and_reasoning(usage: ir.Value) -> dict[str, ir.Value]:
    prompt, completion = usage["prompt_tokens_details"], usage["completion_tokens_details"]
    places = {
        "cache_read_tokens": (usage["cache_read_input_tokens"], prompt["cached_tokens"]),
        "cache_creation_tokens": (
            usage["cache_creation_input_tokens"],
            prompt["cache_creation_tokens"],
            prompt["cache_write_tokens"],
        ),
        "reasoning_tokens": (usage["reasoning_tokens"], completion["reasoning_tokens"]),
    }
    return {name: ibis.coalesce(*map(_count, values)) for name, values in places.items()}


def _aliases(backend: Backend, tables: frozenset[str], alias: Alias) -> Iterator[tuple[str, ir.Table]]:
    """The alias tables there are, one row a key, so that PostgreSQL can drop the join where nobody asks for the name."""
    if alias.table in tables:
        live = backend.table(alias.table)
        name = live[alias.name]
        if alias.may_be_shared:
            is_shared = live.count().over(ibis.window(group_by=name)) > 1
            name = (is_shared & known_text(name).notnull()).ifelse(live[alias.key], name)
        yield "", live.select(**{f"{alias.of}_key": live[alias.key], f"{alias.of}_alias": name})
    if alias.deleted in tables:
        gone = backend.table(alias.deleted)
        newest = gone[alias.name].argmax(gone.deleted_at)
        keys = gone.group_by(gone[alias.key].name(f"{alias.of}_deleted_key"))
        yield "_deleted", keys.aggregate(**{f"{alias.of}_deleted_alias": newest})


def _named(row: ir.Table) -> dict[str, ir.Value]:
    def known(of: str) -> list[ir.Value]:
        return [known_text(row[name]) for name in (f"{of}_alias", f"{of}_deleted_alias") if name in row.columns]

    return {of: ibis.coalesce(*known(of), value) for of, value in _unnamed(row).items()}


def _unnamed(row: ir.Table) -> dict[str, ir.Value]:
    """What those go by whose id has no name: the one of the time of the request, or their id."""
    return {
        "user": row.user_id,
        "team": ibis.coalesce(row.metadata_user_api_key_team_alias, row.team_id),
        "organization": row.organization_id,
        "project": ibis.coalesce(row.metadata_user_api_key_project_alias, row.project_id),
        "api_key": ibis.coalesce(row.metadata_user_api_key_alias, _without_secret(row.api_key_id)),
        "end_user": row.end_user_id,
    }


def _what(row: ir.Table) -> dict[str, ir.Value]:
    status = ibis.coalesce(known_text(row.status), row.metadata_status, "success")
    operation = known_text(row.call_type).re_replace("^_?a(?!nthropic)", "")
    is_internal = row.metadata_internal_call_origin.notnull()
    return {
        "request_id": known_text(row.request_id),
        "status": (status.lower() == "success").ifelse("success", "failure"),
        "origin": ibis.cases((row.is_retry, "retry"), (is_internal, "internal"), else_="user"),
        "operation": operation.cases(*OPERATIONS.items(), else_=operation),
        "provider": known_text(row.custom_llm_provider),
        "model": ibis.coalesce(known_text(row.model_group), known_text(row.model)),
        "deployment": known_text(row.model),
        "tags": (row.tags.length() > 0).ifelse(row.tags, None),
        "service_tier": row.service_tier,
        "request_hash": known_text(row.cache_key).nullif("Cache OFF"),
        "response_cache_hit": row.is_cache_hit,
    }


def _when(row: ir.Table) -> dict[str, ir.Value]:
    streamed = (row.completionStartTime > row.startTime) & (row.completionStartTime < row.endTime)
    return {
        "start_time": row.startTime,
        "end_time": row.endTime,
        "latency_ms": ibis.coalesce(row.request_duration_ms, _milliseconds(row.startTime, row.endTime)),
        "time_to_first_token_ms": streamed.ifelse(_milliseconds(row.startTime, row.completionStartTime), None),
    }


def _tokens(row: ir.Table) -> dict[str, ir.Value]:
    uncached = row.prompt_tokens - row.cache_read_tokens.fill_null(0) - row.cache_creation_tokens.fill_null(0)
    meters = {
        "uncached_input_tokens": (uncached >= 0).ifelse(uncached, None),
        "cache_read_input_tokens": row.cache_read_tokens,
        "cache_creation_input_tokens": row.cache_creation_tokens,
        "output_tokens": row.completion_tokens,
        "reasoning_output_tokens": row.reasoning_tokens,
    }
    # A hit of the gateway's own cache repeats the tokens of the request that filled it.
    return {name: row.is_cache_hit.ifelse(0, tokens) for name, tokens in meters.items()}


def _money(row: ir.Table) -> dict[str, ir.Value]:
    read, created = row.cache_read_cost, row.cache_creation_cost
    uncached = row.input_cost - read.fill_null(0) - created.fill_null(0)
    # Older versions give the input cost only as a whole.
    is_whole = (_is_true(row.cache_read_tokens > 0) & read.isnull()) | (
        _is_true(row.cache_creation_tokens > 0) & created.isnull()
    )
    return {
        "cost": row.spend,
        "cost_source": row.spend.notnull().ifelse("reported", "unknown"),
        "input_cost": (is_whole | (uncached < 0)).ifelse(None, uncached),
        "cache_read_cost": read,
        "cache_creation_cost": created,
        "output_cost": row.output_cost,
    }


def _milliseconds(start: ir.Value, end: ir.Value) -> ir.Value:
    return end.delta(start, unit="millisecond")


def _is_true(value: ir.Value) -> ir.Value:
    """Whether it is known to be so."""
    return value.fill_null(False)  # noqa: FBT003


def _text(value: ir.Value) -> ir.Value:
    return known_text(value.str)


def _count(value: ir.Value) -> ir.Value:
    # Not unwrapped as a whole number, which Ibis checks with a function that PostgreSQL has only since version 15.
    return value.float.cast("int64")


def _usd(value: ir.Value) -> ir.Value:
    return value.float.cast(TYPES["money"])


@ibis.udf.scalar.builtin(name="jsonb_concat")  # type: ignore[untyped-decorator]
def _unpacked(value: JSONB, nothing: JSONB) -> JSONB:  # type: ignore[valid-type]
    """With nothing added, it comes out decompressed: each look into it is then a third of the work."""


@ibis.udf.scalar.builtin(name="md5")  # type: ignore[untyped-decorator]
def _md5(text: str) -> str:  # type: ignore[empty-body]
    """The one hash that every PostgreSQL has."""


def _without_secret(key: ir.Value) -> ir.Value:
    """A short name for a key without an alias: LiteLLM's own constants pass, hashes are cut, anything else is hashed."""
    stored_hash = key.re_extract("[0-9a-fA-F]{64}", 0).nullif("")
    constant = key.re_search("^litellm[-_][a-z_-]+$")
    return constant.ifelse(key, ibis.coalesce(stored_hash, _md5(key)).left(8))
