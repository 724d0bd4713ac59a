"""A page over a log that grows: new numbers come in, and nothing else moves."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import signal
import time

import psutil
import pytest
from playwright.sync_api import expect

from . import servers
from .conftest import launch
from .drill_chart.journey import chart_of
from .notebook_files import write_notebook
from .test_kernel_release import CULLED
from .test_page import go_live

PAGE = """
import usage_widgets as uw

usage = uw.Usage.connect()
figures = uw.Headline(usage, measures=["cost", "requests"])
chart = uw.DrillChart(usage, path=["user", "model"], top=60, title="Users")
bar = uw.LiveBar(usage, [figures, chart], every=1)
"""
USERS, DEAREST = 40, 10_000
REMEMBER = """
() => {
    window.said = [];
    window.shifts = [];
    const regions = document.querySelectorAll("[data-usage-widget] [role=status]");
    const note = (records) => window.said.push(...records.map(({ target }) => target.textContent));
    for (const region of regions) new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift" });
}
"""
NOTICED = "[window.said, window.shifts]"
PLACE = """
() => {
    const chart = document.querySelector("[data-usage-widget=drill_chart]");
    const [scroller, details] = [chart.querySelector(".uw-table-scroll"), chart.querySelector("details")];
    const sorted = chart.querySelector("th:not([aria-sort=none])[aria-sort]");
    return {
        path: chart.dataset.path,
        focus: document.activeElement.dataset.key ?? document.activeElement.textContent,
        tooltip: chart.querySelector("[role=tooltip]").hidden ? "closed" : "open",
        table: [details.open, sorted?.textContent, sorted?.ariaSort, scroller.scrollTop],
        page: [scrollY, document.documentElement.scrollHeight],
    };
}
"""


class Log:
    """A file of requests that grows."""

    def __init__(self, file):
        self.file, self.count = file, 0
        rows = (self.row(f"user-{number:02}", DEAREST - 100 * number) for number in range(USERS))
        self.file.write_text("start_time,user,model,cost\n" + "".join(rows))

    def row(self, user, cost):
        self.count += 1
        return f"2026-03-01T{self.count // 60:02}:{self.count % 60:02}:00Z,{user},gpt-4o,{cost}\n"

    def add(self, user, cost):
        draft = self.file.with_suffix(".tmp")
        draft.write_text(self.file.read_text() + self.row(user, cost))
        draft.replace(self.file)


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path / "log.csv")


@pytest.fixture
def server(publish, tmp_path, log):
    notebook = write_notebook(tmp_path / "live.ipynb", PAGE, "bar", "bar", "figures", "chart")
    return publish(notebook, "--pool", "0", USAGE_WIDGETS_SOURCE=str(log.file))


@pytest.fixture
def publish_with_culling(tmp_path, log):
    """The page under JupyterLab's server, as on Binder, where a kernel goes after 4 s in which nobody has asked it."""
    source = f"import os\nos.environ['USAGE_WIDGETS_SOURCE'] = {str(log.file)!r}"
    write_notebook(tmp_path / "live.ipynb", source, PAGE, "bar", "figures", "chart")
    server = servers.start_culling(tmp_path, tmp_path / "home", idle_seconds=4)
    yield f"{server.url}voila/render/live.ipynb", server
    server.stop()


def test_new_numbers_move_nothing_and_say_nothing(server, log, page, axe):
    ticks = ticks_of(page)
    go_live(page, server.url)
    chart = chart_of(page, "Users")
    bar = page.get_by_role("region", name="Live data").first
    figures = page.locator("[data-usage-widget=headline] dd")
    expect(bar).to_contain_text("data as of Mar 1, 2026, 12:40\u202fAM")

    # Somebody reads the table in an order of their own, and stands on a mark.
    chart.open_table()
    chart.root.get_by_role("button", name="User", exact=True).click()
    chart.root.locator(".uw-table-scroll").evaluate("scroller => (scroller.scrollTop = 333)")
    page.mouse.move(0, 0)
    chart.marks.nth(4).focus()
    page.keyboard.press("ArrowDown")
    page.evaluate("scrollTo(0, 400)")
    expect(chart.root.get_by_role("tooltip")).to_contain_text("$9,500.00")
    before = page.evaluate(PLACE)
    assert before["focus"] == '{"value":"user-05"}'
    assert before["table"] == [True, "User", "ascending", 333]
    page.evaluate(REMEMBER)
    log.add("user-05", 0.25)
    expect(figures.first).to_have_text("$322,000.25")
    expect(chart.root.get_by_role("tooltip")).to_contain_text("$9,500.25")
    assert page.evaluate(PLACE) == before
    assert ["user-05", "$9,500.25"] in [row[:2] for row in chart.cells()]
    assert page.evaluate(NOTICED) == [[], []]

    # A tooltip that somebody has closed stays closed.
    page.keyboard.press("Escape")
    expect(chart.root.get_by_role("tooltip")).to_be_hidden()
    log.add("user-05", 0.25)
    expect(chart.mark("user-05")).to_have_accessible_name(re.compile(r"9,500\.50"))
    assert page.evaluate(PLACE) == before | {"tooltip": "closed"}

    # Somebody is a level down, on the way back.
    chart.mark("user-05").press("Enter")
    chart.stands_at("user-05")
    chart.root.locator("nav").get_by_role("button", name="All").focus()
    expect(chart.root.get_by_role("tooltip")).to_be_hidden()
    before = page.evaluate(PLACE)
    assert before["focus"] == "All"
    page.evaluate("window.said = []; window.shifts = []")
    log.add("user-05", 0.25)
    expect(chart.root.locator(".uw-total-number")).to_have_text("$9,500.75")
    assert page.evaluate(PLACE) == before
    assert page.evaluate(NOTICED) == [[], []]
    assert axe(page, ".uw-live-bar .uw-head") == []

    # Two views of the bar ask once a second together.
    assert len(ticks) >= 3
    assert min(later - earlier for earlier, later in itertools.pairwise(ticks)) > 0.7

    pause_and_go_on(bar, log, figures)
    lose_and_find(bar, log, figures)


def pause_and_go_on(bar, log, figures):
    bar.get_by_role("button", name="Pause").click()
    expect(bar.get_by_role("status")).to_have_text("Paused: data as of Mar 1, 2026, 12:43\u202fAM.")
    shown = figures.first.inner_text()
    log.add("user-05", 0.25)
    bar.get_by_role("button", name="Resume").focus()
    expect(figures.first).to_have_text(shown)
    bar.get_by_role("button", name="Refresh now").click()
    expect(bar.get_by_role("status")).to_contain_text("Refreshed")
    expect(figures.first).to_have_text("$322,001.00")
    expect(bar).to_contain_text("Paused")
    bar.get_by_role("button", name="Resume").click()
    log.add("user-05", 1)
    expect(figures.first).to_have_text("$322,002.00")


def lose_and_find(bar, log, figures):
    away = log.file.rename(log.file.with_suffix(".away"))
    expect(bar.get_by_role("status")).to_have_text("Could not refresh: Reading log.csv has failed.")
    expect(bar.locator(".uw-live-trouble")).to_be_visible()
    expect(figures.first).to_have_text("$322,002.00")
    away.rename(log.file)
    expect(bar.locator(".uw-live-trouble")).to_be_hidden()


def ticks_of(page) -> list[float]:
    """When the page has asked."""
    times = []

    def on_frame(frame) -> None:
        text = frame if isinstance(frame, str) else frame.decode(errors="replace")
        if '"type":"tick"' in text.replace(" ", ""):
            times.append(time.monotonic())

    page.on("websocket", lambda socket: socket.on("framesent", on_frame))
    return times


def test_a_live_kernel_is_culled_when_its_viewer_vanishes_and_kept_for_one_who_has_paused(server, log, page, browser):
    go_live(page, server.url)
    bar = page.get_by_role("region", name="Live data").first
    bar.get_by_role("button", name="Pause").click()
    kept = server.kernels()
    before = chromium_processes()
    doomed = launch(browser.browser_type)
    other = doomed.new_page()
    ticks = ticks_of(other)
    go_live(other, server.url)
    servers.wait_until(lambda: other.evaluate("1") and len(ticks) > 1, 10)
    assert len(ticks) > 1
    assert len(server.kernels()) == 2
    for pid in chromium_processes() - before:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert servers.wait_until(lambda: len(server.kernels()) < 2, CULLED) < CULLED

    log.add("user-05", 0.25)
    bar.get_by_role("button", name="Resume").click()
    expect(page.locator("[data-usage-widget=headline] dd").first).to_have_text("$322,000.25")
    assert server.kernels().keys() == kept.keys()


def test_who_does_not_look_or_has_paused_leaves_the_kernel_to_a_server_that_culls_idle_ones(
    publish_with_culling, log, open_page
):
    url, server = publish_with_culling
    watcher, hidden, paused = pages = [open_page(allow=["status of 404"]) for _ in range(3)]
    asked = [ticks_of(page) for page in pages]
    for page in pages:
        go_live(page, url)
    assert len(server.kernels()) == 3
    assert waited_on(pages, lambda: all(asked))
    hide(hidden)
    pause(paused)
    waited_on(pages, lambda: False, 0.5)  # for what was under way
    before = [len(ticks) for ticks in asked]
    assert waited_on(pages, lambda: len(server.kernels()) == 1)
    assert [len(ticks) for ticks in asked[1:]] == before[1:]
    assert len(asked[0]) > before[0]
    expect(watcher.get_by_role("alert")).to_be_empty()
    expect(hidden.get_by_role("alert")).to_contain_text("no longer connected", timeout=15_000)


def waited_on(pages, condition, seconds=CULLED) -> bool:
    """Whether something comes true in time, while the pages are heard."""
    return servers.wait_until(lambda: [page.evaluate("1") for page in pages] and condition(), seconds) < seconds


def hide(page):
    """As when another tab covers it: a browser without a screen covers none."""
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")


def pause(page):
    page.get_by_role("button", name="Pause").first.click()


def chromium_processes() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True) if "chrom" in child.name()}
