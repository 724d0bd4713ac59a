"""Pages in a real Chromium that may reach nothing but this machine and must not complain."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserType, Page, sync_playwright

from . import servers

REPOSITORY = servers.REPOSITORY
AXE = Path(os.environ.get("AXE_JS", REPOSITORY / "usage_widgets/widgets/node_modules/axe-core/axe.min.js"))
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# Console errors that are the platform's own: (what they match, why they are nobody's fault).
ALLOWED_CONSOLE_ERRORS: list[tuple[str, str]] = []

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")  # a running Playwright keeps asyncio.run() from tests elsewhere
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(chromium: BrowserType) -> Browser:
    return chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)


def chromium_path() -> str | None:
    """The browser to drive; None is the one that Playwright has installed."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Makes a page: `open_page(color_scheme="dark", allow=["a console error this test causes"])`."""
    with watched_pages(browser) as open_one:
        yield open_one


@contextlib.contextmanager
def watched_pages(browser: Browser) -> Iterator[OpenPage]:
    """Makes pages, and fails in the end when one of them has complained."""
    contexts, problems = [], []

    def open_one(*, allow: list[str] = (), **options) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        _watch(page, [pattern for pattern, _ in ALLOWED_CONSOLE_ERRORS] + list(allow), problems)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not problems, "the page complained:\n" + "\n".join(problems)


@pytest.fixture(scope="module")
def shared(browser: Browser, notebook: Path, voila_url: Callable[[str | Path], str]) -> Iterator[Page]:
    """One page for all tests of a module, of the notebook that it writes."""
    with watched_pages(browser) as open_one:
        page = open_one()
        page.goto(voila_url(notebook))
        page.wait_for_selector("body[data-state=live]")
        yield page


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


def _watch(page: Page, allowed: list[str], problems: list[str]) -> None:
    def complain(kind: str, text: str, place: str = "") -> None:
        if not any(re.search(pattern, text) for pattern in allowed):
            problems.append(f"{kind}: {text}{place}")

    def on_console(message) -> None:
        if message.type == "error":
            complain("console", message.text, f" ({message.location.get('url')})")

    def on_address(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"127.0.0.1", "localhost"}:
            problems.append(f"left the machine: {url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complain("page error", str(error)))
    page.on("request", lambda request: on_address(request.url))
    page.on("websocket", lambda socket: on_address(socket.url))


@pytest.fixture(scope="session")
def page_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str | Path], servers.Server]]:
    """The server that publishes a notebook: `page_server("overview")`; one a notebook for the whole run."""
    running: dict[str, servers.Server] = {}

    def of(notebook: str | Path) -> servers.Server:
        key = str(notebook)
        if key not in running:
            running[key] = servers.start_page(notebook, tmp_path_factory.mktemp("home"))
        return running[key]

    yield of
    for server in running.values():
        server.stop()


@pytest.fixture
def publish(tmp_path: Path) -> Iterator[Callable[..., servers.Server]]:
    """Starts a server for one test: `publish(notebook, "--pool", "0", NAME="value")`. Name it before `page`."""
    started: list[servers.Server] = []

    def start(notebook: str | Path, *arguments: str, **variables: str) -> servers.Server:
        started.append(servers.start_page(notebook, tmp_path / f"home{len(started)}", *arguments, **variables))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def voila_url(page_server: Callable[[str | Path], servers.Server]) -> Callable[[str | Path], str]:
    """Where a notebook is published: `page.goto(voila_url("overview"))`."""
    return lambda notebook: page_server(notebook).url


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[servers.Server, Path]]:
    folder = tmp_path_factory.mktemp("lab")
    server = servers.start_lab(folder, tmp_path_factory.mktemp("home"))
    yield server, folder
    server.stop()


@pytest.fixture(scope="session")
def lab_url(lab_server: tuple[servers.Server, Path]) -> str:
    return lab_server[0].url


@pytest.fixture(scope="session")
def run_in_lab(lab_server: tuple[servers.Server, Path]) -> Callable[[Page, Path], None]:
    """Opens a copy of a notebook in JupyterLab and runs all its cells: `run_in_lab(page, path)`."""
    server, folder = lab_server

    def run(page: Page, notebook: Path) -> None:
        shutil.copy(notebook, folder)
        page.goto(f"{server.url}lab/tree/{notebook.name}?reset")
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel")
        page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.ready")
        page.evaluate("window.jupyterapp.shell.collapseLeft()")
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")

    return run


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """What axe finds: `assert axe(page) == []`; `axe(page, ".uw")` looks only inside."""

    def findings(page: Page, inside: str = "html") -> list[str]:
        page.evaluate(AXE.read_text())
        result = page.evaluate("selector => axe.run(selector)", inside)
        return [
            f"{finding['id']} ({finding['impact']}): {node['html'][:200]}"
            for finding in result["violations"]
            for node in finding["nodes"]
        ]

    return findings
