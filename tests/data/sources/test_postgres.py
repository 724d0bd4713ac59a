"""The read-only connection."""

from __future__ import annotations

import socket
import traceback

import psycopg
import pytest

from usage_widgets.data.sources import postgres
from usage_widgets.errors import InvalidArgument, SourceError


def test_the_session_reads_only_speaks_utc_and_gives_up(litellm_url, opened):
    backend = opened(litellm_url)
    shown = {name: backend.con.execute(f"SHOW {name}").fetchone()[0] for name in postgres.SESSION}
    assert shown == {**postgres.SESSION, "timezone": "UTC"}
    for statement in ("CREATE TABLE x (a int)", 'DELETE FROM "LiteLLM_SpendLogs"'):
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            backend.raw_sql(statement)


def test_an_address_as_prisma_writes_it_works(litellm_url, opened):
    extra = "&schema=public&connection_limit=5&pool_timeout=60&pgbouncer=true"
    assert "LiteLLM_SpendLogs" in opened(litellm_url + extra).list_tables()


def test_the_schema_of_the_address_is_where_tables_are_looked_for(litellm_url, opened):
    assert opened(f"{litellm_url}&schema=elsewhere").con.execute("SHOW search_path").fetchone() == ('"elsewhere"',)


def refused(url: str) -> str:
    with pytest.raises(SourceError) as caught:
        postgres.connect(url)
    return "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1:{port}/litellm", "nothing listens there"),
        ("nowhere.invalid/litellm", "host"),
    ],
)
def test_a_server_that_cannot_be_reached(address, reason):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = address.format(port=free.getsockname()[1])
        text = refused(f"postgresql://ada:hunter2@{address}?sslmode=prefer&application_name=query-secret")
    assert reason in text
    assert "litellm" in text
    assert address.split("/")[0].split(":")[0] in text
    assert not [
        secret for secret in ("ada:", "hunter2", "query-secret", "sslmode") if secret in text.split("SourceError")[-1]
    ]


def test_a_database_that_is_not_there(postgres_url):
    text = refused(postgres_url.replace("database_", "no_database_"))
    assert "there is no such database" in text


def test_a_role_that_is_not_let_in(postgres_url):
    text = refused(postgres_url.replace("postgres:@", "secret-user:secret-password@"))
    message = text.split("SourceError")[-1]
    assert "there is no such database or user" in message
    assert "secret" not in message


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:hunter2@host:port/db",
        "mysql://ada:hunter2@host/db",
        "postgresql://ada:hunter2@[::1/db",
        "hunter2",
        "postgresql://ada:x@hunter2@host/db",
        "postgresql://ada:x/hunter2@host/db",
        "postgresql://ada:x?hunter2@host/db",
        "postgresql://ada:hunter2?x@host/db",
        "postgresql://ada:x#hunter2@host/db",
    ],
)
def test_an_address_that_cannot_be_read_is_not_repeated(url):
    with pytest.raises(InvalidArgument, match="expected postgresql://") as caught:
        postgres.connect(url)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_place_names_where_but_never_who():
    assert (
        postgres.place("postgres://ada:hunter2@db/litellm?schema=gateway")
        == "PostgreSQL at db:5432, database litellm, schema gateway"
    )
    assert postgres.place("postgresql://ada:hunter2@/x?host=/run/pg") == "PostgreSQL at /run/pg:5432, database x"
