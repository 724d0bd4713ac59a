"""The hostile notebook, live in both hosts; a page lives as long as its module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import OpenPage, watched_pages

from . import hostile_log
from .journey import Chart, chart_of, wait_until_told

HOSTS = ["voila", "lab"]
if TYPE_CHECKING:
    from tests.browser.servers import Server

OpenHost = Callable[..., Page]


@pytest.fixture(scope="session")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_log.write(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def open_module_page(browser: Browser) -> Iterator[OpenPage]:
    with watched_pages(browser) as open_one:
        yield open_one


@pytest.fixture(scope="session")
def go_live(request: pytest.FixtureRequest, notebook: Path) -> OpenHost:
    """Shows the hostile notebook in a page, live: `go_live(page, "lab")`; in JupyterLab one kernel a name."""

    def show(page: Page, host: str, name: str = "hostile") -> Page:
        if host == "lab":
            copy = notebook.with_stem(name)
            copy.write_bytes(notebook.read_bytes())
            request.getfixturevalue("run_in_lab")(page, copy)
        else:
            page.goto(request.getfixturevalue("voila_url")(notebook))
        chart_of(page, "Core")
        return page

    return show


@pytest.fixture(scope="session")
def server_of(request: pytest.FixtureRequest, notebook: Path) -> Callable[[str], Server]:
    """The server behind a host."""

    def of(host: str) -> Server:
        if host == "lab":
            return request.getfixturevalue("lab_server")[0]
        return request.getfixturevalue("page_server")(notebook)

    return of


@pytest.fixture(scope="module", params=HOSTS)
def host(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def live(open_module_page: OpenPage, go_live: OpenHost, host: str) -> Page:
    """The notebook in one of the hosts, shared by the module's tests."""
    return go_live(open_module_page(accept_downloads=True, permissions=["clipboard-read", "clipboard-write"]), host)


@pytest.fixture
def chart(live: Page) -> Chart:
    """The main chart of the shared page, as it was when it came."""
    chart = chart_of(live, "Core")
    chart.reset()
    return chart


@pytest.fixture
def mood(live: Page) -> Iterator[Callable[[str], object]]:
    """How the engine of the shared page's kernel feels: `mood("slow")`; well again afterwards."""
    file = Path(wait_until_told(live)["mood"])
    yield file.write_text
    file.write_text("well")
