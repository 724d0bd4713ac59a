"""What a page costs: imports, memory, and how soon it can be read and used: `python tests/benchmarks/page_load.py`.

Budgets: import 0.1 s; the first widget 1.5 s over importing pandas and Ibis; with a warm pool and a persistent browser
profile (where compiled scripts are kept, as in a person's own browser) readable in 300 ms and live in 1,000 ms of the
request; a viewer adds less than 130 MiB.
"""

from __future__ import annotations

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

LOADS, POOL = 8, 2
IMPORTS = {
    "bare python": "pass",
    "import usage_widgets": "import usage_widgets",
    "pandas and Ibis": "import pandas, ibis; ibis.duckdb",
    "first widget": "import usage_widgets as uw; uw.DrillChart(uw.Usage.demo(days=30, requests=1_000))",
}
WATCH = """
window.seen = {};
const note = (name) => (window.seen[name] ??= performance.now());
new MutationObserver(() => {
    if (document.querySelector(".uw-static table")) note("readable");
    if (document.querySelector("[data-usage-widget=drill_chart][data-painted]")) note("live");
    if (document.querySelector(".page-live") && !document.querySelector(".page-prepaint")) note("all live, swapped");
}).observe(document, { childList: true, subtree: true, attributes: true });
const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
    constructor(...args) {
        super(...args);
        note("websocket asked for");
        this.addEventListener("open", () => note("websocket open"));
    }
};
"""
TIMES = """() => {
    const page = performance.getEntriesByType("navigation")[0];
    const modules = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/labextensions/"));
    return {
        ...window.seen,
        "HTML complete": page.responseEnd,
        "first paint": performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
        "DOM ready": page.domContentLoadedEventEnd,
        "first widget module asked for": Math.min(...modules.map(({ startTime }) => startTime)),
        "widget modules in": Math.max(...modules.map(({ responseEnd }) => responseEnd)),
    };
}"""


def main() -> None:
    """Print a table."""
    print_imports()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        server = servers.start_page("overview", home / "home", "--pool", str(POOL))
        try:
            print_waterfalls(playwright.chromium, home, server)
            print_memory(playwright.chromium, home, server)
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


def print_waterfalls(chromium, home: Path, server: servers.Server) -> None:
    """One visit in a new profile and one in a kept profile, in turns."""
    loads: dict[str, list[dict[str, float]]] = {"throw-away profile": [], "persistent profile": []}
    for number in range(LOADS + 1):
        for name, kept in loads.items():
            folder = home / ("kept" if name.startswith("persistent") else f"new {number}")
            profile = profile_in(chromium, folder)
            kept.append(visit(profile, server))
            profile.close()
            time.sleep(6)  # the pool fills up again
    for name, kept in loads.items():
        print(f"{name}, ms since the request: median (most)")
        counted = kept[1:]  # the first visit finds nothing compiled
        steps = {step: sorted(load[step] for load in counted if load.get(step)) for step in counted[0]}
        for step, times in sorted(steps.items(), key=lambda item: statistics.median(item[1])):
            print(f"  {step:30} {statistics.median(times):6.0f} ({times[-1]:.0f})")


def profile_in(chromium, folder: Path):
    return chromium.launch_persistent_context(folder, executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)


def visit(profile, server: servers.Server) -> dict[str, float]:
    page = profile.new_page()
    page.add_init_script(WATCH)
    page.goto(server.url)
    page.wait_for_function("window.seen['all live, swapped']", timeout=60_000)
    return page.evaluate(TIMES)


def print_memory(chromium, home: Path, server: servers.Server) -> None:
    profile = profile_in(chromium, home / "kept")
    servers.wait_until(lambda: len(server.kernels()) == POOL, 30)
    before = server.memory()
    pages = [profile.new_page() for _ in range(3)]
    for page in pages:
        page.goto(server.url)
        page.wait_for_selector("[data-usage-widget=drill_chart][data-painted]", timeout=60_000)
    servers.wait_until(lambda: len(server.kernels()) == POOL + len(pages), 30)
    time.sleep(6)  # and settles
    print(f"{'a viewer adds':24} {(server.memory() - before) / len(pages):6.0f} MiB PSS")
    profile.close()


if __name__ == "__main__":
    main()
