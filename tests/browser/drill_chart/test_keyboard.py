"""The journey by keys alone: no test here points at anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .journey import wait_until_told


@pytest.fixture
def press(chart, live):
    """Presses keys one after the other, focus on the first mark to begin with."""
    chart.marks.first.focus()
    return lambda *keys: [live.keyboard.press(key) for key in keys]


def test_ends_where_the_mouse_does(chart, live, press):
    press("Enter")
    chart.stands_at("gpt-4o")
    assert chart.focused() == chart.names()[0]
    assert chart.crumbs() == ["All", "gpt-4o"]
    press("Enter")
    chart.stands_at("gpt-4o", "azure")
    assert chart.focused() == chart.names()[0]
    press("ArrowDown", "Enter")
    wait_until_told(live, path=["gpt-4o", "azure"], selected=["user-13"])
    press("ArrowDown", "Shift+Enter")
    wait_until_told(live, selected=["user-13", "user-12"])
    press("Space")
    wait_until_told(live, selected=["user-12"])
    press("Space")
    wait_until_told(live, selected=[])
    press("Backspace")
    chart.stands_at("gpt-4o")
    assert chart.focused().startswith("azure, ")
    press("Alt+ArrowUp")
    chart.stands_at()
    assert chart.focused().startswith("gpt-4o, ")
    wait_until_told(live, path=[])


def test_keys_faster_than_the_kernel_are_all_heard(live, press):
    press("Enter", "Enter", "ArrowDown", "Enter")
    wait_until_told(live, path=["gpt-4o", "azure"], selected=["user-13"])


def test_focus_comes_back_to_the_mark_that_was_opened(chart, press):
    press("End", "Enter")
    chart.stands_at("OTHER")
    press("ArrowDown", "Enter")
    chart.stands_at("OTHER", "nano")
    press("Backspace")
    chart.stands_at("OTHER")
    assert chart.focused().startswith("nano, ")
    press("Backspace")
    chart.stands_at()
    assert chart.focused().startswith("Other (3), ")


def test_moves_between_the_marks(chart, press):
    names = chart.names()

    def at(*keys: str) -> int:
        press(*keys)
        return names.index(chart.focused())

    assert [at("ArrowDown"), at("ArrowRight"), at("ArrowUp"), at("ArrowLeft"), at("ArrowLeft")] == [1, 2, 1, 0, 0]
    assert [at("PageDown"), at("PageDown"), at("ArrowDown"), at("PageUp"), at("PageUp")] == [10, 12, 12, 2, 0]
    assert [at("End"), at("Home"), at("["), at("]")] == [12, 0, 12, 0]


def test_says_where_one_has_arrived(chart, press):
    press("Enter")
    chart.stands_at("gpt-4o")
    expect(chart.said()).to_have_text(f"gpt-4o: level 2 of 3, 2 providers and unknown. {chart.summary()}")
    press("Backspace")
    chart.stands_at()
    expect(chart.said()).to_have_text(f"All: level 1 of 3, 14 models and unknown. {chart.summary()}")
    press("Backspace")
    expect(chart.said()).to_have_text("This is the top level.")


def test_opens_and_closes_table_and_help(chart, live, press):
    press("t")
    expect(chart.root.get_by_role("table")).to_be_visible()
    assert chart.focused() == "Table"
    press("t")
    expect(chart.root.get_by_role("table")).to_be_hidden()
    assert chart.focused() == chart.names()[0]
    press("?")
    help_ = chart.root.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_).to_be_visible()
    assert help_.locator("dt").count() == 10
    press("Escape")
    expect(help_).to_be_hidden()
    assert chart.focused() == chart.names()[0]


def test_commands_work_from_the_breadcrumb_and_the_table(chart, live, press):
    press("Enter")
    chart.stands_at("gpt-4o")
    table = chart.open_table()
    help_ = chart.root.get_by_role("dialog")
    for place in ("nav button", "summary", ".uw-sort", ".uw-table-scroll"):
        chart.root.locator(place).first.focus()
        press("?")
        expect(help_).to_be_visible()
        press("Escape", "t")
        expect(table).to_be_hidden()
        assert chart.focused() == ("All" if place == "nav button" else chart.names()[0])
        press("T")
        expect(table).to_be_visible()
        assert chart.focused() == "Table"
    chart.root.locator(".uw-table-scroll").focus()
    press("Backspace")
    chart.stands_at()
    expect(chart.root.locator(".uw-table-scroll")).to_be_focused()
    press("Escape")
    expect(chart.root).to_be_focused()
    chart.setter().focus()
    press("?")
    expect(help_).to_be_hidden()


def test_the_tooltip_goes_with_its_view_and_hides_no_words(chart, live, press):
    tooltip = chart.root.get_by_role("tooltip")
    first = chart.marks.first
    first.hover()
    expect(tooltip).to_contain_text("gpt-4o")
    assert top_of(tooltip) >= bottom_of(first.locator(".uw-hit")) > bottom_of(chart.root.locator(".uw-summary"))
    first.click()
    chart.stands_at("gpt-4o")
    expect(tooltip).to_be_hidden()
    press("ArrowDown")
    expect(tooltip).to_contain_text("openai")
    press("Backspace")
    chart.stands_at()
    expect(tooltip).to_be_hidden()
    press("ArrowDown")
    expect(tooltip).to_be_visible()
    press("Tab")
    expect(tooltip).to_be_hidden()


def top_of(part: Locator) -> float:
    return part.bounding_box()["y"]


def bottom_of(part: Locator) -> float:
    box = part.bounding_box()
    return box["y"] + box["height"]


def test_escape_closes_the_tooltip_then_leaves_the_marks(chart, press):
    press("ArrowDown")
    tooltip = chart.root.get_by_role("tooltip")
    expect(tooltip).to_contain_text("Click or press Enter to split by Provider")
    press("Escape")
    expect(tooltip).to_be_hidden()
    assert chart.focused() == chart.names()[1]
    press("Escape")
    expect(chart.root).to_be_focused()


def test_marks_are_one_tab_stop_and_tab_leaves(chart, live, press):
    press("ArrowDown", "Tab")
    assert chart.focused() == "Table"
    press("Shift+Tab")
    assert chart.focused() == chart.names()[1]
    press("Shift+Tab")
    assert chart.focused() == "Keyboard shortcuts"
    press("Shift+Tab", "Shift+Tab", "Shift+Tab")
    expect(chart.setter()).to_be_focused()
    press("Shift+Tab")
    expect(chart.root.locator(":focus")).to_have_count(0)


def test_measure_drawing_and_breadcrumb_are_set_by_keys(chart, live, press):
    press("ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    wait_until_told(live, path=["m" * 300])
    chart.setter().focus()
    press("ArrowDown")
    wait_until_told(live, measure="requests")
    press("Tab", "Tab", "Enter")
    wait_until_told(live, kind="pie")
    press("Tab", "Tab")
    assert chart.focused() == "All"
    press("Enter")
    chart.stands_at()
    wait_until_told(live, path=[], measure="requests", kind="pie")
    assert chart.focused().startswith("m" * 300)
