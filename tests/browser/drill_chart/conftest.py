"""The hostile notebook, live in both hosts; a page lives as long as its module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ..conftest import OpenPage, watched_pages
from ..servers import Server
from . import hostile_log
from .journey import Chart, chart_of

HOSTS = ["voila", "lab"]
OpenHost = Callable[..., Page]


@pytest.fixture(scope="session")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_log.write(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def mood(notebook: Path) -> Iterator[Callable[[str], None]]:
    """How the engine of the notebook feels: `mood("slow")`; well again afterwards."""
    file = notebook.with_name("mood")
    yield file.write_text
    file.write_text("well")


@pytest.fixture(scope="module")
def open_module_page(browser: Browser) -> Iterator[OpenPage]:
    with watched_pages(browser) as open_one:
        yield open_one


@pytest.fixture(scope="session")
def go_live(request: pytest.FixtureRequest, notebook: Path) -> OpenHost:
    """Shows the hostile notebook in a page, live: `go_live(page, "lab")`."""

    def show(page: Page, host: str) -> Page:
        if host == "lab":
            request.getfixturevalue("run_in_lab")(page, notebook)
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
