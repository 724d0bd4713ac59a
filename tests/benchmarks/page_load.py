"""What a page costs: imports, memory, and how soon it can be read and used: `python tests/benchmarks/page_load.py`.

Budgets: import 0.1 s; the first widget 1.5 s over importing pandas and Ibis; with a warm pool and a persistent browser
profile readable in 300 ms and live in 1,000 ms of the request; a viewer adds less than 130 MiB.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser import servers
from tests.browser.conftest import CHROMIUM_ARGUMENTS, chromium_path

LOADS = 8
IMPORTS = {
    "bare python": "pass",
    "import usage_widgets": "import usage_widgets",
    "pandas and Ibis": "import pandas, ibis; ibis.duckdb",
    "first widget": "import usage_widgets as uw; uw.DrillChart(uw.Usage.demo(days=30, requests=1_000))",
}
WATCH = """
window.seen = {};
new MutationObserver(() => {
    if (document.querySelector(".uw-static table")) window.seen.readable ??= performance.now();
    if (document.querySelector("[data-usage-widget=drill_chart][data-painted]")) window.seen.live ??= performance.now();
}).observe(document, { childList: true, subtree: true, attributes: true });
"""


def main() -> None:
    """Print a table."""
    print_imports()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        server = servers.start_page("overview", home / "home", "--pool", "2")
        try:
            profile = playwright.chromium.launch_persistent_context(
                home / "profile", executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
            )
            print_loads(profile, server)
            print_memory(profile, server)
            profile.close()
        finally:
            server.stop()


def print_imports() -> None:
    for name, code in IMPORTS.items():
        seconds = [timed(code) for _ in range(5)]
        print(f"{name:24} {statistics.median(seconds):6.2f} s")


def timed(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - began


def print_loads(profile, server: servers.Server) -> None:
    loads = []
    for _ in range(LOADS + 1):
        page = profile.new_page()
        page.add_init_script(WATCH)
        page.goto(server.url)
        page.wait_for_function("window.seen.live")
        loads.append(page.evaluate("window.seen"))
        page.close()
        time.sleep(6)  # the pool fills up again
    for name in ("readable", "live"):
        times = sorted(load[name] for load in loads[1:])
        print(f"{name:24} {statistics.median(times):6.0f} ms median, {times[-1]:.0f} ms at most")


def print_memory(profile, server: servers.Server) -> None:
    before = memory(server)
    pages = [profile.new_page() for _ in range(3)]
    for page in pages:
        page.goto(server.url)
        page.wait_for_selector("[data-usage-widget=drill_chart][data-painted]", timeout=60_000)
        time.sleep(6)
    print(f"{'a viewer adds':24} {(memory(server) - before) / len(pages):6.0f} MiB PSS")


def memory(server: servers.Server) -> float:
    """MiB of the server and its kernels, shared pages counted in parts."""
    rollups = (Path(f"/proc/{process.pid}/smaps_rollup").read_text() for process in server.processes())
    return sum(int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) for rollup in rollups) / 1024


if __name__ == "__main__":
    main()
