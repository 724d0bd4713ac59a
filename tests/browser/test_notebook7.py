"""A committed notebook in Notebook 7: it runs as a whole, and its chart opens by click and by key."""

from __future__ import annotations

import shutil

import pytest

from . import servers
from .conftest import REPOSITORY
from .drill_chart.journey import chart_of

# Notebook 7.6 complains of a setting of its own before it opens any notebook.
PLATFORM_ERRORS = [r"Cannot read properties of undefined \(reading 'schema'\)"]


@pytest.fixture
def notebook7(tmp_path):
    shutil.copy(REPOSITORY / "notebooks/01_first_look.ipynb", tmp_path)
    server = servers.start_notebook(tmp_path, tmp_path / "home")
    yield server
    server.stop()


def test_the_first_notebook_runs_and_drills(notebook7, open_page):
    page = open_page(allow=PLATFORM_ERRORS)
    page.goto(f"{notebook7.url}notebooks/01_first_look.ipynb")
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.ready")
    assert page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    chart = chart_of(page, "Cost by Model")
    chart.stands_at("gpt-4o")  # where a later cell has put it
    chart.go_back_to("All")
    chart.click("gpt-4.1")
    chart.stands_at("gpt-4.1")
    page.keyboard.press("Backspace")
    chart.stands_at()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    chart.stands_at("OTHER")
