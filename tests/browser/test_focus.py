"""Whoever works by keys keeps their place: what has focus neither vanishes nor is drawn afresh under them."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.widgets._base import STATIC

# A widget's own module on an empty page, with a model in the place of a kernel's.
LIVE = """
async ([source, state]) => {
    const heard = {};
    const signal = new AbortController().signal;
    const model = {
        get: (name) => state[name],
        set: (name, value) => (state[name] = value),
        on: (event, callback) => (heard[event] ??= []).push(callback),
        off() {}, save_changes() {}, send() {},
    };
    window.change = (values) => {
        const changed = Object.keys(values).filter((name) => JSON.stringify(values[name]) !== JSON.stringify(state[name]));
        Object.assign(state, values);
        for (const name of changed) heard[`change:${name}`]?.forEach((callback) => callback());
    };
    document.body.innerHTML = "<main tabindex=-1></main>";
    const { default: widget } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    widget.initialize?.({ model, signal });
    widget.render({ model, el: document.querySelector("main"), signal });
}
"""


def usage(cost=1.0):
    rows = {"start_time": "2026-03-01", "model": ["a, b", "c"], "user": ["ada", "bob"], "cost": cost}
    return uw.Usage.from_frame(pd.DataFrame(rows))


def state_of(widget):
    """What the page is told of a widget once it is answered."""
    widget.asker.settle()
    return {name: value for name, value in widget.get_state().items() if not name.startswith("_")}


@pytest.fixture
def live(page):
    """Draws a widget and gives the page."""

    def draw(widget):
        source = (STATIC / f"{widget.kind_name}.js").read_text("utf-8")
        page.evaluate(LIVE, [source, state_of(widget)])
        return page

    return draw


def focused(page):
    return page.evaluate("document.activeElement.dataset.usageWidget ?? document.activeElement.textContent")


def test_new_numbers_leave_whoever_stands_on_a_crumb_there(live):
    table = uw.UsageTable(usage(), by=["model", "user"]).drill("a, b")
    page = live(table)
    page.get_by_role("navigation").get_by_role("button", name="All").focus()
    table.show(usage(cost=25.0))
    page.evaluate("change", state_of(table))
    assert "$25.00" in page.locator(".uw-summary").text_content()
    assert focused(page) == "All"


def test_the_way_up_from_a_crumb_stays_in_the_table(live):
    table = uw.UsageTable(usage(), by=["model", "user"]).drill("a, b")
    page = live(table)
    page.get_by_role("navigation").get_by_role("button", name="All").press("Enter")
    page.evaluate("change", state_of(table.reset()))
    assert page.get_by_role("navigation").is_hidden()
    assert focused(page) == "usage_table"
