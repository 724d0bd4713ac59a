"""The Binder badges: a published page and a notebook, in the environment of `binder/`, within a small machine's memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.drill_chart.journey import Chart

NOTEBOOK = "lab/tree/notebooks/01_first_look.ipynb"
PAGE = "voila/render/notebooks/dashboards/overview.ipynb"
pytestmark = pytest.mark.browser
LIMIT_BYTES = 1.5e9  # a session on mybinder.org has between one and two


def test_a_page_is_live_and_gives_its_kernel_back(binder, page):
    before = binder.kernels().keys()
    encodings = {}
    page.on("response", lambda answer: encodings.update({answer.url: answer.headers.get("content-encoding")}))
    page.goto(f"{binder.url}{PAGE}?token=binder")
    page.wait_for_selector("body[data-state=live]")
    sent = {url: encoding for url, encoding in encodings.items() if PAGE in url or ".js" in url}
    assert set(sent.values()) == {"gzip"}
    assert len(sent) > 10
    assert not [url for url in sent if "ipyaggrid" in url]
    assert page.locator("[data-usage-widget]").count() == page.locator("[data-usage-widget][data-painted]").count() > 0
    assert page.locator(".page-prepaint").count() == 0
    assert "Usage.connect" not in page.content()
    chart = Chart(page, page.locator("[data-usage-widget=drill_chart]").first)
    chart.marks.first.click()
    expect(chart.root).not_to_have_attribute("data-path", "[]")
    page.close(run_before_unload=True)
    assert servers.wait_until(lambda: binder.kernels().keys() == before, 30) < 30


def test_a_notebook_opens_in_lab(binder, page):
    page.goto(f"{binder.url}{NOTEBOOK}?token=binder")
    page.get_by_role("heading", name="A first look").wait_for()
    page.wait_for_function("window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'")


@pytest.fixture
def kernel_path(environment, tmp_path):
    """A Jupyter data path on which the kernel "binder" is the environment's Python."""
    install = [environment / "bin/python", "-m", "ipykernel", "install", "--prefix", tmp_path, "--name", "binder"]
    subprocess.run(install, check=True, capture_output=True)
    return tmp_path / "share/jupyter"


def test_notebooks_come_out_the_same_beside_an_open_page(binder, page, clone, kernel_path):
    page.goto(f"{binder.url}{PAGE}?token=binder")
    page.wait_for_selector("body[data-state=live]")
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-kernel-name=binder", "notebooks"]
    environment = {**os.environ, "JUPYTER_PATH": str(kernel_path)}
    with subprocess.Popen(command, cwd=clone, env=environment, stdout=subprocess.PIPE, text=True) as rerun:
        peak = PeakMemory(binder.process.pid, rerun.pid)
        said, _ = rerun.communicate()
    assert rerun.returncode == 0, said
    assert 0 < peak.stop() < LIMIT_BYTES


class PeakMemory(threading.Thread):
    """Watches how much memory processes and all that they start take, each shared page counted once."""

    def __init__(self, *pids: int) -> None:
        super().__init__(daemon=True)
        self.pids, self.bytes, self.ended = pids, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.25):
            self.bytes = max(self.bytes, sum(map(tree_bytes, self.pids)))

    def stop(self) -> int:
        self.ended.set()
        self.join()
        return self.bytes


def tree_bytes(pid: int) -> int:
    try:
        process = psutil.Process(pid)
        return sum(map(proportional_bytes, [process, *process.children(recursive=True)]))
    except psutil.NoSuchProcess:
        return 0


def proportional_bytes(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
