"""Whoever works by keys while the chart is drawn afresh: no key is lost, and none opens what came into its place."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from tests.browser.drawn import draw, state_of


def usage():
    rows = {
        "start_time": "2026-03-01",
        "model": ["a", "b"],
        "provider": "x",
        "user": ["ada", "bob"],
        "cost": [2.0, 1.0],
    }
    return uw.Usage.from_frame(pd.DataFrame(rows))


@pytest.fixture
def chart(page):
    chart = uw.DrillChart(usage(), path=["model", "provider", "user"])
    draw(page, chart)
    return chart


def test_a_key_held_down_opens_once(page, chart):
    page.locator(".uw-mark").first.focus()
    for kind in ("pie", "bar"):  # the model of this page tells of no path by itself
        page.keyboard.down("Enter")
        page.evaluate("change", {"kind": kind})
    assert page.locator("nav > ol > li").all_inner_texts() == ["All", "a"]
    page.keyboard.up("Enter")
    page.keyboard.press("Enter")
    page.evaluate("change", {"kind": "pie"})
    assert page.locator("nav > ol > li").all_inner_texts() == ["All", "a", "x"]


def test_focus_comes_along_when_what_was_there_is_drawn_once_more_on_the_way(page, chart):
    chart.drill("b")
    page.evaluate("change", state_of(chart))
    page.evaluate("change", {"measure": "requests"})  # its answer is on the way
    page.get_by_role("navigation").get_by_role("button", name="All").focus()
    page.keyboard.press("Enter")
    page.evaluate("change", {"path": [], "kind": "pie"})
    chart.up().measure = "requests"
    chart.kind = "pie"
    page.evaluate("change", state_of(chart))
    assert page.evaluate("document.activeElement.dataset.key") == '{"value":"b"}'
