"""Notebooks are committed as they ran: nbval compares only what has been run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import bleach
import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
CONTROLS = ("FilterBar", "LiveBar", "Visit")  # they hold no figures
KEPT_BY_GITHUB = {"h1", "h2", "h3", "p", "div", "span", "table", "caption", "thead", "tbody", "tr", "th", "td"}


def cells(notebook):
    return [cell for cell in json.loads(notebook.read_text())["cells"] if cell["cell_type"] == "code"]


def test_there_are_notebooks():
    assert {notebook.name for notebook in NOTEBOOKS} >= {"01_first_look.ipynb", "overview.ipynb"}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_has_been_run(notebook):
    assert [cell["execution_count"] for cell in cells(notebook)] == list(range(1, len(cells(notebook)) + 1))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_hold_no_address_no_error_and_no_path(notebook):
    outputs = json.dumps([cell["outputs"] for cell in cells(notebook)])
    assert not re.search(r"0x[0-9a-f]{6,}", outputs)
    assert '"output_type": "error"' not in outputs
    assert not re.search(r"/(home|root|work|Users|tmp)/", outputs)


def shown_widgets(notebook):
    """What the notebook keeps of each widget that it shows, by type."""
    outputs = [output.get("data", {}) for cell in cells(notebook) for output in cell["outputs"]]
    return [
        {kind: "".join(text) for kind, text in data.items() if kind.startswith("text/")}
        for data in outputs
        if "application/vnd.jupyter.widget-view+json" in data
    ]


def columns(row):
    """How many columns the cells of a row span."""
    return sum(int(cell.get("colspan", 1)) for cell in row.find_all(["th", "td"]))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_widget_leaves_its_name_its_words_and_its_table(notebook):
    for widget in shown_widgets(notebook):
        assert re.fullmatch(r"\w+\('.*'\)", widget["text/plain"])
        left = BeautifulSoup(widget["text/html"], "html.parser")
        assert any(len(words.get_text()) > 20 for words in left.find_all("p"))
        tables = left.find_all("table")
        assert tables or widget["text/plain"].startswith(CONTROLS)
        for table in tables:
            first = table.find("tr")
            rows = [row for row in table.find_all("tr") if row.parent.name == "tbody" and row is not first]
            assert rows
            assert {columns(row) for row in rows} == {columns(first)}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_widgets_leave_survives_the_sanitiser_of_a_code_host(notebook):
    for widget in shown_widgets(notebook):
        sanitised = bleach.clean(widget["text/html"], tags=KEPT_BY_GITHUB, attributes=[], strip=True)
        left, written = (BeautifulSoup(html, "html.parser") for html in (sanitised, widget["text/html"]))
        assert "".join(left.get_text().split()) == "".join(written.get_text().split())
        assert len(left.find_all("tr")) == len(written.find_all("tr"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_tells_a_story_not_a_program(notebook):
    assert len(cells(notebook)) <= 15
    assert all("def " not in "".join(cell["source"]) for cell in cells(notebook))
