"""In JupyterLab, keys pressed in a chart are the chart's alone: `a` there is no new cell, `d d` deletes none. Ctrl+S saves."""

from __future__ import annotations

import pytest

KEYS = [
    *("a", "b", "m", "y", "r", "x", "c", "v", "z", "j", "k", "l", "1", "d", "d", "0", "0", "i", "i", "Delete", "Space"),
    *("Shift+A", "Shift+M", "Shift+L", "Shift+Enter", "Shift+ArrowDown", "[", "]", "PageUp", "PageDown", "Home", "End"),
    *(
        "ArrowUp",
        "ArrowDown",
        "ArrowLeft",
        "ArrowRight",
        "t",
        "?",
        "Escape",
        "Escape",
        "Enter",
        "Backspace",
        "Alt+ArrowUp",
        "Alt+Enter",
        "Control+Enter",
        "Control+Backspace",
    ),
]
CELLS = """() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    return {
        active: content.activeCellIndex, mode: content.mode,
        cells: content.widgets.map(({ model }) => [model.id, model.type, model.sharedModel.getSource(), model.type === "code" && model.executionCount]),
    };
}"""
STOPS = {
    "mark": "[role=option][tabindex='0']",
    "measure": "select",
    "toggle": "[aria-pressed=true]",
    "breadcrumb": "nav button",
    "table": ".uw-table-scroll",
    "the section itself": None,
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
    assert len(before["cells"]) == 8
    selector = STOPS[stop]
    for key in KEYS:
        if not chart.path():  # the key before went up
            chart.click("gpt-4o")
        chart.root.evaluate("(root, selector) => (selector ? root.querySelector(selector) : root).focus()", selector)
        live.keyboard.press(key)
    assert live.evaluate(CELLS) == before
    if chart.root.locator("dialog[open]").count():
        live.keyboard.press("Escape")


def test_what_is_not_the_charts_is_the_notebooks(chart, live):
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.open_table()
    for at, selector in enumerate(selector for selector in STOPS.values() if selector):
        chart.root.locator(selector).first.focus()
        live.keyboard.press("x")  # leaves no trace that would hold back the next
        live.keyboard.press("Control+b")
        live.wait_for_function("open => window.jupyterapp.shell.leftCollapsed !== open", arg=at % 2 == 0)
    notebook = "window.jupyterapp.shell.currentWidget.context.model"
    live.evaluate(f"{notebook}.setMetadata('touched', true)")
    assert live.evaluate(f"{notebook}.dirty")
    live.keyboard.press("Control+s")
    live.wait_for_function(f"!{notebook}.dirty")
