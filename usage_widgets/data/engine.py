"""Runs Ibis expressions where the data lives: on a DuckDB cursor of each thread, or on the user's own backend."""

from __future__ import annotations

import contextlib
import threading
import weakref
from contextvars import ContextVar
from typing import TYPE_CHECKING

import duckdb
import ibis
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibis.backends.duckdb import Backend as DuckDB
    from ibis.backends.sql import SQLBackend
    from ibis.expr import types as ir

TEMPORARY_VIEWS = """
SELECT sql FROM duckdb_views()
WHERE temporary AND NOT internal AND NOT regexp_matches(sql, '(pandas|arrow)_scan')
ORDER BY view_oid
"""


def local_backend() -> DuckDB:
    """Open a DuckDB of our own in memory; its session speaks UTC."""
    backend = ibis.duckdb.connect()
    backend.raw_sql("SET TimeZone = 'UTC'")
    backend.raw_sql("SET enable_progress_bar = false")
    # DuckDB would keep what it once used: 100 MiB a kernel on the demo.
    backend.raw_sql("SET allocator_background_threads = true")
    backend.raw_sql("SET allocator_flush_threshold = '1MB'")
    return backend


def put(backend: DuckDB, name: str, frame: pa.Table) -> ir.Table:
    """Store an Arrow table; Ibis' own way would keep the frame alive as long as the table."""
    backend.con.from_arrow(frame).create(name)
    settle(backend)
    return backend.table(name)


def settle(backend: DuckDB) -> None:
    """Compress what was stored, and give back the memory that storing it took."""
    backend.raw_sql("CHECKPOINT")
    pa.default_memory_pool().release_unused()


class Dropped(Exception):
    """Nobody wants the answer any more."""


IS_WANTED: ContextVar[Callable[[], bool]] = ContextVar("is_wanted", default=lambda: True)
"""Whether the question that this thread works on is still open; DuckDB forgets an interrupt between two queries."""


class Engine:
    """One backend, asked from any thread. A DuckDB connection serves one thread only, so each has a cursor."""

    def __init__(self, backend: SQLBackend) -> None:
        self.backend = backend
        self.is_duckdb = backend.name == "duckdb"
        self._cursors: weakref.WeakKeyDictionary[threading.Thread, DuckDB] = weakref.WeakKeyDictionary()
        self._lock = threading.RLock()

    def to_arrow(self, expression: ibis.Expr) -> pa.Table:
        """Run an expression and fetch all of its rows.

        Raises:
            Dropped: the question was dropped meanwhile.
        """
        if not IS_WANTED.get()():
            raise Dropped
        pa.default_memory_pool().release_unused()  # of earlier answers; 30 MiB a kernel on the demo
        if self.is_duckdb:
            return self._cursor().to_pyarrow(expression)
        with self._lock:
            return self.backend.to_pyarrow(expression)

    def interrupt(self, thread: threading.Thread) -> None:
        """Stop the query that the thread runs, if any; the others go on."""
        cursor = self._cursors.get(thread)
        if cursor is not None:
            cursor.con.interrupt()

    def _cursor(self) -> DuckDB:
        thread = threading.current_thread()
        with self._lock:
            if thread not in self._cursors:
                self._cursors[thread] = self._new_cursor()
            return self._cursors[thread]

    def _new_cursor(self) -> DuckDB:
        """A cursor that sees what the connection sees; files that Ibis opened are temporary views of it."""
        views = self.backend.con.execute(TEMPORARY_VIEWS).fetchall()
        cursor = self.backend.con.cursor()
        for (definition,) in views:
            with contextlib.suppress(duckdb.Error):  # of a temporary table, which no other connection can see
                cursor.execute(definition)
        return ibis.duckdb.from_connection(cursor)
