"""Filters on a page, by mouse and by key: the chart beside them follows, every filter is a chip, nothing is clipped."""

from __future__ import annotations

import pandas as pd
import pytest
from playwright.sync_api import expect

from .notebook_files import write_notebook

MANY = 5_000
SETUP = """
import ipywidgets
import usage_widgets as uw

usage = uw.Usage.from_files({log!r}, time_zone="Europe/Berlin")
selection = uw.Selection()
"""
# The bar stands in a cell that clips, as a cell of a grid may.
CELLS = [
    """
bar = uw.FilterBar(usage, dimensions=["team", "user"], selection=selection)
ipywidgets.VBox([bar], layout=dict(overflow="hidden", padding="4px"))
""",
    'uw.DrillChart(usage, path=["model", "team"], measure="requests", selection=selection)',
]
CELLS_OF_LAB = """() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    return [content.activeCellIndex, content.mode, content.widgets.map(({ model }) => [model.type, model.sharedModel.getSource()])];
}"""
TEAMS = {"core": 3_000, "search": 1_500, "<b>legal</b>": 400, None: 100}


@pytest.fixture(scope="session")
def notebook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filters")
    teams = [team for team, count in TEAMS.items() for _ in range(count)]
    log = pd.DataFrame({"team": teams, "user": [f"customer {at:04}" for at in range(MANY)]})
    log["model"] = log["team"].map({"core": "gpt-4o", "search": "haiku"}).fillna("tiny")
    log["start_time"] = pd.date_range("2026-03-01", "2026-04-29", periods=MANY)
    log.to_parquet(folder / "log.parquet")
    setup = SETUP.format(log=str(folder / "log.parquet"))
    return write_notebook(folder / "filters.ipynb", setup, *CELLS, title="Filters")


@pytest.fixture
def live(shared):
    """The page with nothing filtered: all data."""
    shared.keyboard.press("Escape")
    period(shared).select_option("90d")
    clear_all(shared).click()
    expect(chips(shared)).to_have_text([chip("30 days to Apr 29, 2026")])
    period(shared).select_option("all")
    expect(chips(shared)).to_have_count(0)
    expect(total(shared)).to_have_text("5,000")
    return shared


def bar(page):
    return page.locator("[data-usage-widget=filter_bar]")


def total(page):
    return page.locator("[data-usage-widget=drill_chart] .uw-total-number")


def period(page):
    return bar(page).get_by_role("combobox", name="Period")


def choice(page, name):
    return bar(page).get_by_role("button", name=name, exact=True)


def value(page, name):
    return bar(page).get_by_role("checkbox", name=name)


def chips(page):
    return bar(page).get_by_role("list", name="Active filters").get_by_role("listitem")


def chip(text):
    return f"{text}×"


def clear_all(page):
    return bar(page).get_by_role("button", name="Clear all")


def test_choosing_by_mouse_filters_the_chart(live):
    choice(live, "Team: All").click()
    expect(value(live, "<b>legal</b>, 400 requests")).to_be_visible()
    value(live, "search, 1,500 requests").check()
    value(live, "unknown, 100 requests").check()
    expect(total(live)).to_have_text("1,600")
    live.get_by_role("heading", level=1).click()
    expect(choice(live, "Team: 2 chosen")).to_have_attribute("aria-expanded", "false")
    expect(chips(live)).to_have_text([chip("Team: search, unknown")])
    expect(bar(live).get_by_role("status")).to_have_text("Filters: Team: search, unknown")
    choice(live, "Team: 2 chosen").click()
    bar(live).get_by_role("button", name="Clear Team").click()
    expect(total(live)).to_have_text("5,000")
    expect(bar(live).get_by_role("checkbox").first).to_be_focused()


def test_by_keyboard_the_order_is_that_of_reading_and_focus_is_never_lost(live):
    press = live.keyboard.press
    period(live).focus()
    press("L")
    press("L")  # the second one that begins so
    expect(period(live)).to_have_value("30d")
    expect(chips(live)).to_have_text([chip("30 days to Apr 29, 2026")])
    for name in ("From", "To"):
        bar(live).get_by_label(name, exact=True).focus()
    for _ in range(4):  # month, day, year, calendar
        press("Tab")
    expect(choice(live, "Team: All")).to_be_focused()
    press("Enter")
    first, second = (bar(live).get_by_role("checkbox").nth(at) for at in (0, 1))
    expect(first).to_be_focused()
    press("ArrowDown")
    expect(second).to_be_focused()
    team = second.get_attribute("aria-label").split(",")[0]  # their order is the period's, once it is known
    press("Space")
    expect(value(live, team)).to_be_checked()
    press("Escape")
    expect(choice(live, f"Team: {team}")).to_be_focused()
    expect(chips(live)).to_have_text([chip("30 days to Apr 29, 2026"), chip(f"Team: {team}")])
    for _ in range(3):
        press("Tab")
    expect(bar(live).get_by_role("button", name=f"Remove Team: {team}")).to_be_focused()
    press("Enter")
    expect(chips(live)).to_have_count(1)
    expect(bar(live).get_by_role("button", name="Remove 30 days to Apr 29, 2026")).to_be_focused()
    press("Space")
    expect(total(live)).to_have_text("5,000")
    expect(period(live)).to_be_focused()
    expect(period(live)).to_have_value("all")


def test_the_kernel_finds_what_the_page_does_not_hold(live):
    choice(live, "User: All").click()
    search = bar(live).get_by_role("textbox", name="Search User")
    expect(search).to_be_focused()
    assert bar(live).get_by_role("checkbox").count() == 200
    search.press_sequentially("er 4999")
    value(live, "customer 4999").check()
    expect(total(live)).to_have_text("1")
    search.fill("")
    expect(bar(live).get_by_role("checkbox").first).to_have_accessible_name("customer 4999, 1 request")
    live.keyboard.press("Escape")
    expect(chips(live)).to_have_text([chip("User: customer 4999")])


def test_dates_are_inclusive_and_wrong_ones_change_nothing(live):
    first, last = (bar(live).get_by_label(name, exact=True) for name in ("From", "To"))
    expect(first).to_have_value("2026-03-01")
    last.fill("2026-03-01")
    expect(chips(live)).to_have_text([chip("Mar 1, 2026")])
    expect(period(live)).to_have_value("own")
    expect(total(live)).not_to_have_text("5,000")
    shown = total(live).text_content()
    first.fill("2026-03-02")
    expect(first).to_have_accessible_description("The first day is after the last one. The period is unchanged.")
    first.fill("")
    last.focus()
    expect(first).to_have_accessible_description(
        "Please give both days in full, from 1970 on. The period is unchanged."
    )
    expect(first).to_have_attribute("aria-invalid", "true")
    assert total(live).text_content() == shown
    live.keyboard.press("Escape")
    expect(first).to_have_value("2026-03-01")
    expect(first).to_have_accessible_description("")


def test_what_the_chart_sets_is_a_chip_that_brings_it_back(live):
    live.get_by_role("option", name="haiku").click()
    expect(chips(live)).to_have_text([chip("Model: haiku")])
    choice(live, "Team: All").click()
    expect(value(live, "search, 1,500 requests")).to_be_visible()
    expect(value(live, "core")).to_have_count(0)
    live.keyboard.press("Escape")
    bar(live).get_by_role("button", name="Remove Model: haiku").click()
    expect(live.locator("[data-usage-widget=drill_chart]")).to_have_attribute("data-path", "[]")
    expect(period(live)).to_be_focused()


def test_an_open_list_is_not_clipped_and_stays_with_its_button(live):
    choice(live, "User: All").click()
    popover = bar(live).get_by_role("group", name="User", exact=True)
    expect(popover).to_be_visible()
    is_on_top = """(element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [[left + 20, top + 2], [right - 20, bottom - 2]].every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
    }"""
    assert popover.evaluate(is_on_top)
    live.set_viewport_size({"width": 320, "height": 640})
    live.wait_for_function("document.querySelector(':popover-open').getBoundingClientRect().right <= 320")
    assert popover.evaluate(is_on_top)
    assert live.evaluate("document.scrollingElement.scrollWidth") == 320
    live.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize(
    "mode", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"color_scheme": "dark", "forced_colors": "active"}]
)
def test_axe_finds_nothing(live, axe, mode):
    live.emulate_media(**mode)
    bar(live).get_by_label("From", exact=True).fill("2026-05-01")
    choice(live, "User: All").click()
    value(live, "customer 0001").check()
    assert axe(live, "[data-usage-widget=filter_bar]") == []
    sizes = "all => all.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 24 || height < 24).length"
    assert (
        bar(live)
        .locator("button:visible, select, input:not([type=checkbox]):visible, .uw-option:visible")
        .evaluate_all(sizes)
        == 0
    )
    live.emulate_media(color_scheme="light", forced_colors="none")


def test_in_lab_keys_are_the_filters_own(page, run_in_lab, notebook):
    run_in_lab(page, notebook)
    expect(total(page)).to_have_text("2,465", timeout=60_000)
    choice(page, "User: All").click()
    before = page.evaluate(CELLS_OF_LAB)
    page.keyboard.type("dd er 00 abmxz")
    page.keyboard.press("ArrowDown")
    bar(page).get_by_role("textbox", name="Search User").fill("4042")
    expect(value(page, "customer 4042")).to_be_visible()
    page.keyboard.press("ArrowDown")
    for key in ("a", "b", "m", "d", "d", "ArrowDown", "Space", "Escape"):
        page.keyboard.press(key)
    expect(chips(page)).to_have_text([chip("30 days to Apr 29, 2026"), chip("User: customer 4042")])
    assert page.evaluate(CELLS_OF_LAB) == before
