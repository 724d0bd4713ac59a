"""A read-only connection to somebody's production PostgreSQL, whose errors never show the user or the password."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import ibis
import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from usage_widgets.errors import InvalidArgument, SourceError

if TYPE_CHECKING:
    from ibis.backends.postgres import Backend

CONNECT_TIMEOUT_S = 10
STATEMENT_TIMEOUT = "5min"
SESSION = {
    "default_transaction_read_only": "on",
    "statement_timeout": STATEMENT_TIMEOUT,
    "timezone": "UTC",
    "jit": "off",  # compiling the long selects takes longer than they run
    "application_name": "usage_widgets",
}
REASONS = {
    "authentication failed": "the user or the password is wrong",
    "no password supplied": "it wants a password",
    "no pg_hba.conf entry": "it does not let this user in from here",
    "does not exist": "there is no such database or user",
    "Connection refused": "nothing listens there",
    "No such file": "nothing listens there",
    "resolve host": "the host name is not known",
    "translate host name": "the host name is not known",
    "timeout": f"no answer within {CONNECT_TIMEOUT_S} s",
    "startup parameter": "it is a connection pooler that takes no session settings; give the address of the database itself",
    "too many": "it has no connection left",
    "SSL": "the two sides cannot agree on encryption (sslmode)",
}


def connect(url: str) -> Backend:
    """Open a read-only session that speaks UTC and gives up on a statement after 5 minutes.

    Args:
        url: `postgresql://user:password@host:port/database`, as LiteLLM's `DATABASE_URL`; `schema` and the other
            parameters of Prisma are understood or left out.

    Raises:
        InvalidArgument: the address cannot be read.
        SourceError: the server cannot be reached or does not let us in. Names host and database, never user or password.
    """
    try:
        connection = psycopg.connect(_conninfo(url), autocommit=True)
    except psycopg.Error as error:
        raise SourceError(f"cannot connect to {place(url)}: {_reason(error)}") from None
    connection.read_only = True
    return ibis.postgres.from_connection(connection)


def place(url: str) -> str:
    """Host, port, database and schema of an address: what may be shown, and what tells two sources apart.

    >>> place("postgresql://ada:secret@db.example.org/litellm?sslmode=require")
    'PostgreSQL at db.example.org:5432, database litellm'
    """
    parameters = _parameters(url)
    host = parameters.get("host") or "localhost"
    database = parameters.get("dbname") or "postgres"
    schema = f", schema {_schema(url)}" if _schema(url) else ""
    return f"PostgreSQL at {host}:{parameters.get('port') or 5432}, database {database}{schema}"


def _conninfo(url: str) -> str:
    parameters = {"connect_timeout": str(CONNECT_TIMEOUT_S)} | _parameters(url)
    settings = SESSION | ({"search_path": f'"{schema}"'} if (schema := _schema(url)) else {})
    options = [parameters.get("options", ""), *(f"-c {name}={_escaped(value)}" for name, value in settings.items())]
    return make_conninfo(**parameters | {"options": " ".join(filter(None, options))})


def _parameters(url: str) -> dict[str, str]:
    """What libpq understands of an address; a parameter of Prisma's would make it refuse the whole."""
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    try:
        parts = urlsplit(url)
        query = [(name, value) for name, value in parse_qsl(parts.query) if name in known]
        parsed = conninfo_to_dict(parts._replace(query=urlencode(query)).geturl())
    except (ValueError, psycopg.Error):
        raise _unreadable() from None
    found = {name: str(value) for name, value in parsed.items()}
    # An @ elsewhere is the end of a password that was not percent-encoded: what follows is no host to be shown.
    elsewhere = (parts.path, parts.query, parts.fragment, found.get("host", ""), found.get("dbname", ""))
    if any("@" in part for part in elsewhere) or not found.get("port", "0").replace(",", "").isdigit():
        raise _unreadable()
    return found


def _unreadable() -> InvalidArgument:
    return InvalidArgument(
        "url: expected postgresql://user:password@host:port/database, got something else. "
        "Percent-encode what is special in a password: @ is %40, / is %2F"
    )


def _schema(url: str) -> str:
    return dict(parse_qsl(urlsplit(url).query)).get("schema", "").replace('"', '""')


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace(" ", "\\ ")


def _reason(error: psycopg.Error) -> str:
    text = str(error)
    return next((words for phrase, words in REASONS.items() if phrase in text), "the server did not let us in")
