"""Cohorts as a table: walked by key, opened into its members, and followed by the widgets beside it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .notebook_files import write_notebook

SETUP = """
import usage_widgets as uw
usage = uw.Usage.demo(days=60, requests=4_000, seed=7, end="2026-06-23")
selection = uw.Selection()
"""
CELLS = [
    'uw.Headline(usage, measures=["requests"], selection=selection)',
    'uw.CohortTable(usage, selection=selection, title="Cohorts")',
]
TABLE = "[data-usage-widget=cohort_table][data-painted]"
CONTRAST = """cells => {
    const light = (colour) => {
        const canvas = document.createElement("canvas").getContext("2d");
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
            .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return Math.min(...cells.map((cell) => {
        const { color, backgroundColor } = getComputedStyle(cell);
        const [dark, bright] = [light(color), light(backgroundColor)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    }));
}"""
EVERY_SHADE = """table => {
    const cell = table.querySelector("td[data-shade]");
    for (const shade of [1, 2, 3, 4, 5, 6]) {
        const other = cell.cloneNode(true);
        other.style.setProperty("--shade", shade);
        other.dataset.tried = shade;
        cell.after(other);
    }
}"""
PLACE = "() => { const { row, column } = document.activeElement.dataset; return [Number(row), Number(column)]; }"
CELL_MARKS = (
    "() => window.jupyterapp.shell.currentWidget.content.widgets.map(({ model }) => model.sharedModel.getSource())"
)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    return write_notebook(tmp_path_factory.mktemp("cohorts") / "cohorts.ipynb", SETUP, *CELLS, title="Cohorts")


def requests_of(page):
    return page.locator("[data-usage-widget=headline] dd")


def test_it_is_walked_by_key_and_opens_into_who_was_active(page, voila_url, notebook, axe):
    page.goto(voila_url(notebook))
    table = page.locator(TABLE)
    grid = table.get_by_role("grid")
    expect(grid).to_have_accessible_name("Cohorts: Still active")
    expect(grid.get_by_role("rowheader")).to_have_count(grid.locator("tr").count() - 2)
    expect(grid.locator("[tabindex='0']")).to_have_count(1)
    before = requests_of(page).inner_text()

    table.get_by_role("button", name="Keyboard shortcuts").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(PLACE) == [0, 1]
    for keys, place in [
        (["ArrowRight", "ArrowDown"], [1, 2]),
        (["Home"], [1, 0]),
        (["Control+End", "Control+Home"], [0, 0]),
        (["PageDown", "PageUp", "ArrowRight", "ArrowRight"], [0, 2]),
    ]:
        for key in keys:
            page.keyboard.press(key)
        assert page.evaluate(PLACE) == place
    active = page.evaluate("document.activeElement.innerText")

    page.keyboard.press("Enter")
    crumbs = table.get_by_role("navigation").get_by_role("listitem")
    expect(crumbs).to_have_text(["All cohorts", "Apr 20, 2026", "1 week later"])
    expect(table.locator(".uw-summary")).to_contain_text(re.compile(f"^{active} of "))
    total = table.locator("tfoot td").last.locator("xpath=preceding-sibling::td")
    expect(requests_of(page)).to_have_text(total.inner_text())
    assert table.get_attribute("data-path") == '[{"day":"2026-04-20"},{"value":1}]'
    assert axe(page) == []

    page.keyboard.press("Escape")
    expect(crumbs).to_have_count(2)
    page.keyboard.press("Backspace")
    expect(grid).to_be_visible()
    assert page.evaluate(PLACE) == [0, 2]
    expect(requests_of(page)).to_have_text(before)

    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(table.get_by_role("status")).to_have_text("Not over yet.")
    expect(grid.locator(".uw-unfinished").first).to_have_text("not over yet")
    table.get_by_label("Show").select_option("cost")
    expect(grid).to_have_accessible_name("Cohorts: Cost")
    expect(table.get_by_role("status")).to_have_text("Cohorts: Cost")
    expect(grid.locator("tbody td").first).to_contain_text("$")
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_page_scrolls_inside_the_table_and_every_shade_can_be_read(open_page, voila_url, notebook, scheme):
    page = open_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto(voila_url(notebook))
    table = page.locator(TABLE)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    table.locator("td").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    focused = page.locator(":focus")
    side = table.locator("tbody th").first.bounding_box()
    box = focused.bounding_box()
    assert side["x"] + side["width"] <= box["x"] + 1
    assert box["x"] + box["width"] <= 320
    table.evaluate(EVERY_SHADE)
    assert table.locator("[data-tried]").evaluate_all(CONTRAST) >= 4.5


def test_jupyterlab_leaves_it_its_keys(page, run_in_lab, notebook, axe):
    run_in_lab(page, notebook)
    table = page.locator(TABLE)
    table.locator("tbody th").first.click()
    expect(table.get_by_role("navigation").get_by_role("listitem")).to_have_count(2)
    before = page.evaluate(CELL_MARKS)
    page.keyboard.press("Escape")
    expect(table.get_by_role("grid")).to_be_visible()
    for key in ("a", "b", "d", "d", "x", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate(PLACE) == [1, 1]
    assert page.evaluate(CELL_MARKS) == before
    assert axe(page, "[data-usage-widget=cohort_table]") == []
