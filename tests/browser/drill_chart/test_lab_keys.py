"""In JupyterLab, keys pressed in a chart are the chart's alone: `a` there is no new cell, `d d` deletes none."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .journey import chart_of, wait_until_told

KEYS = [
    *("a", "b", "m", "y", "r", "x", "c", "v", "z", "j", "k", "o", "f", "l", "1", "d", "d", "0", "0", "i", "i"),
    *("Shift+A", "Shift+M", "Shift+L", "Shift+Enter", "Shift+Space", "Shift+ArrowDown"),
    *("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "[", "]", "Space"),
    *("Enter", "Backspace", "Alt+ArrowUp", "Delete", "Escape"),
]
CELLS = """() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    return {
        active: content.activeCellIndex, mode: content.mode,
        cells: content.widgets.map(({ model }) => [model.id, model.type, model.sharedModel.getSource(), model.type === "code" && model.executionCount]),
    };
}"""
STOPS = {
    "mark": lambda chart: chart.marks.first,
    "measure": lambda chart: chart.setter(),
    "toggle": lambda chart: chart.root.get_by_role("button", name="Bar", exact=True),
    "help": lambda chart: chart.root.get_by_role("button", name="Keyboard shortcuts"),
    "crumb": lambda chart: chart.root.get_by_role("button", name="All", exact=True),
    "table line": lambda chart: chart.root.locator("summary"),
    "table": lambda chart: chart.root.locator(".uw-table-scroll"),
    "sort": lambda chart: chart.root.locator(".uw-sort").first,
    "copy": lambda chart: chart.root.get_by_role("button", name="Copy"),
    "section": lambda chart: chart.root,
}


@pytest.fixture(scope="module", params=["lab"])
def host(request):
    return request.param


@pytest.mark.parametrize("stop", STOPS)
def test_no_key_reaches_the_cells(chart, live, stop):
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.open_table()
    before = live.evaluate(CELLS)
    assert len(before["cells"]) == 9
    for key in KEYS:
        if not chart.root.locator("dialog[open]").count():
            chart_of(live, "Core")
            STOPS[stop](chart).first.focus() if STOPS[stop](chart).count() else chart.marks.first.focus()
        live.keyboard.press(key)
    assert live.evaluate(CELLS) == before
