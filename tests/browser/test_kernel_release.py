"""A viewer's kernel is gone soon after the viewer."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING

import psutil
import pytest

from . import servers
from .conftest import launch
from .notebook_files import write_notebook
from .test_page import WIDGET, go_live

if TYPE_CHECKING:
    from playwright.sync_api import Page

RELEASED = 10  # seconds: sooner than culling could
CULLED = 30


@pytest.fixture
def server(publish, tmp_path):
    return publish(write_notebook(tmp_path / "small.ipynb", WIDGET, "Small()"), "--pool", "0")


def seconds_until_gone(server: servers.Server, kernels: dict[int, psutil.Process]) -> float:
    seconds = servers.wait_until(lambda: not kernels.keys() & server.kernels().keys(), CULLED)
    print(f"released after {seconds:.1f} s")
    return seconds


def close(page: Page) -> None:
    page.close(run_before_unload=True)


def leave(page: Page) -> None:
    page.goto("about:blank")


def shut_the_window(page: Page) -> None:
    page.context.close()


@pytest.mark.parametrize("go", [close, leave, shut_the_window])
def test_is_released_when_the_viewer_goes(server, page, go):
    go_live(page, server.url)
    kernels = server.kernels()
    assert len(kernels) == 1
    go(page)
    assert seconds_until_gone(server, kernels) < RELEASED


def test_a_reload_gives_one_kernel_back_and_takes_one(server, page):
    go_live(page, server.url)
    before = server.kernels()
    page.reload()
    page.wait_for_selector("body[data-state=live]")
    assert seconds_until_gone(server, before) < RELEASED
    assert len(server.kernels()) == 1


def test_stays_while_the_viewer_stays(server, page):
    go_live(page, server.url)
    page.evaluate("location.href = 'mailto:someone@example.org'")
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Double").click()
    page.wait_for_function("document.querySelector('output').textContent === '2'")


def test_is_asked_for_while_somebody_looks_and_at_once_when_they_return(server, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/kernels/" in request.url else None)
    page.clock.install()
    go_live(page, server.url)
    page.clock.run_for(10_000)
    assert any(url.endswith("?no_track_activity=1") for url in asked)  # Voilà's own looks once, on arrival
    turn(page, hidden=True)
    page.clock.run_for(10_000)  # one that was on its way may still arrive
    asked.clear()
    page.clock.run_for(60_000)
    assert asked == []
    with page.expect_request("**/api/kernels/**", timeout=5_000):
        turn(page, hidden=False)


def turn(page: Page, *, hidden: bool) -> None:
    """What a browser does when its tab goes behind another, or comes back."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def test_is_culled_when_the_browser_is_killed(server, browser):
    before = _chromium_processes()
    doomed = launch(browser.browser_type)
    go_live(doomed.new_page(), server.url)
    kernels = server.kernels()
    for pid in _chromium_processes() - before:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert seconds_until_gone(server, kernels) < CULLED


def _chromium_processes() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True) if "chrom" in child.name()}
