"""The usage table: our own on a published page, the analyst's grid in JupyterLab; both filter the widgets beside them."""

from __future__ import annotations

import pandas as pd
import pytest
from playwright.sync_api import expect

from .notebook_files import write_notebook

NAMES = ['<img src=x onerror="alert(1)">', "function(){alert(1)}", "helpers.alert", "__js__: alert(1)", "=cmd()", None]
COSTS = [1_000_000.0, 300.0, 20.0, 9.0, -3.5, None]
SETUP = """
import usage_widgets as uw
usage = uw.Usage.from_files({log!r}, dimensions={{"function_alert": "own"}})
selection = uw.Selection()
"""
CELLS = [
    'uw.Headline(usage, measures=["cost"], selection=selection)',
    'uw.UsageTable(usage, by=["model", "user"], selection=selection, top=11, title="Table")',
    'uw.UsageTable(usage, by=["model", "function_alert"], top=3, title="Plain")',
    'uw.QualityCard(usage, title="Quality")',
]
ENTERPRISE = "AG Grid Enterprise License"
COVERED = """() => {
    const focused = document.activeElement;
    const { left, right, top, bottom } = focused.getBoundingClientRect();
    const corners = [[left + 4, top + 4], [right - 4, top + 4], [left + 4, bottom - 4], [right - 4, bottom - 4]];
    return corners.filter(([x, y]) => document.elementFromPoint(x, y) !== focused);
}"""
CELL_MARKS = (
    "() => window.jupyterapp.shell.currentWidget.content.widgets.map(({ model }) => model.sharedModel.getSource())"
)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    rows = [
        {"model": name, "user": user, "cost": cost}
        for name, cost in zip(NAMES, COSTS, strict=True)
        for user in ("ada", "bob")
    ]
    log = pd.DataFrame(rows).assign(own=NAMES[1], output_tokens=5)
    log["start_time"] = pd.date_range("2026-03-01", periods=len(log), freq="h")
    log.to_parquet(folder / "log.parquet")
    return write_notebook(
        folder / "tables.ipynb", SETUP.format(log=str(folder / "log.parquet")), *CELLS, title="Tables"
    )


def widget(page, title):
    return page.locator("[data-usage-widget][data-painted]").filter(
        has=page.get_by_role("heading", name=title, exact=True)
    )


def cost_of(page):
    return widget(page, "Key figures").locator("dd")


def watch_grid(page):
    """Which of ipyaggrid's files come, and whether one is of the enterprise edition."""
    files = []
    page.on("response", lambda response: files.append(response) if "/ipyaggrid/" in response.url else None)
    page.on("dialog", lambda dialog: pytest.fail(f"a name from outside was run: {dialog.message}"))
    return files


def test_a_published_page_has_our_own_table(page, voila_url, notebook, axe):
    files = watch_grid(page)
    page.goto(voila_url(notebook))
    table = widget(page, "Table")
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(11)
    expect(table.locator("tfoot th")).to_have_text(["Other (1)", "Total"])
    expect(rows.first.locator("th")).to_have_text(NAMES[0])

    cost = table.locator("thead").get_by_role("button", name="Cost")
    cost.click()
    cost.click()
    expect(rows.first).to_contain_text("-$3.50")
    expect(rows.last).to_contain_text("unknown")
    expect(table.locator("tfoot th")).to_have_text(["Other (1)", "Total"])

    table.get_by_role("button", name="=cmd() · ada", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cost_of(page)).to_have_text("-$3.50")
    expect(table.get_by_role("button", name="=cmd() · bob")).to_have_attribute("aria-pressed", "true")
    expect(table.locator("tbody tr")).to_have_count(11)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+Enter")
    expect(cost_of(page)).to_have_text("-$7.00")
    assert axe(page) == []
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(cost_of(page)).to_have_text("≥\xa0$2,000,651.00")
    expect(widget(page, "Plain").locator("tbody button")).to_have_count(0)
    expect(widget(page, "Quality").locator("details").first).to_have_attribute("open", "")
    assert files == []


def test_a_narrow_page_scrolls_inside_the_table_only(open_page, voila_url, notebook, axe):
    page = open_page(viewport={"width": 320, "height": 640}, color_scheme="dark")
    page.goto(voila_url(notebook))
    table = widget(page, "Table")
    expect(table.locator("tbody tr")).to_have_count(11)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    assert axe(page) == []

    # The names stay beside the numbers, and cover nothing that has focus; nor do the head and the total.
    expect(table.locator("thead th")).to_have_text(["Model", "User", "Cost", "Requests"])
    expect(table.locator("thead th").nth(1)).to_be_hidden()
    told = "one => getComputedStyle(one, '::after').content"
    assert table.locator("tbody th").first.evaluate(told) == '"ada"'
    table.locator(".uw-row-name").first.focus()
    for key in ["ArrowDown"] * 10 + ["ArrowUp"] * 10:
        page.keyboard.press(key)
        assert page.evaluate(COVERED) == []
    table.locator(".uw-table-scroll").evaluate("scroller => (scroller.scrollLeft = 1_000)")
    table.get_by_role("button", name="Requests").focus()
    page.keyboard.press("Shift+Tab")
    expect(table.get_by_role("button", name="Cost")).to_be_focused()
    assert page.evaluate(COVERED) == []


def test_jupyterlab_has_the_analysts_grid(page, run_in_lab, notebook, axe):
    files = watch_grid(page)
    run_in_lab(page, notebook)
    table = widget(page, "Table")
    grid = table.get_by_role("grid", name="Cost and Requests by Model and User")
    expect(grid).to_be_visible()
    rows = grid.locator(".ag-center-cols-container .ag-row")
    expect(rows).to_have_count(11)
    expect(grid.get_by_role("columnheader")).to_have_text(["Model", "User", "Cost", "Requests"])
    expect(grid.locator(".ag-floating-bottom .ag-row")).to_contain_text(["Other (1)", "Total"])
    expect(rows.nth(0).get_by_role("gridcell").first).to_have_text(NAMES[0])
    plain = widget(page, "Plain")
    expect(plain.get_by_role("columnheader")).to_have_text(["Model", "Function alert", "Cost", "Requests"])

    grid.get_by_role("columnheader", name="Cost").click()
    expect(grid.locator(".ag-center-cols-container [row-index='0']")).to_contain_text("$1,000,000.00")
    expect(grid.locator(".ag-center-cols-container [row-index='10']")).to_contain_text("unknown")
    grid.get_by_role("columnheader", name="Cost").click()
    expect(grid.locator(".ag-center-cols-container [row-index='0']")).to_contain_text("-$3.50")
    expect(grid.locator(".ag-center-cols-container [row-index='10']")).to_contain_text("unknown")

    before = page.evaluate(CELL_MARKS)
    row = grid.locator(".ag-center-cols-container [row-index='0']")
    row.get_by_role("gridcell").nth(1).click()
    expect(cost_of(page)).to_have_text("-$3.50")
    expect(row).to_have_attribute("aria-selected", "true")
    for key in ("a", "b", "d", "d", "x", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(cost_of(page)).to_have_text("≥\xa0$2,000,651.00")
    page.keyboard.press("Space")
    expect(cost_of(page)).to_have_text("-$3.50")
    assert page.evaluate(CELL_MARKS) == before

    expect(table.locator(".ag-theme-balham")).to_have_count(1)
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    expect(table.locator(".ag-theme-balham-dark")).to_have_count(1)
    expect(table.locator(".ag-theme-balham")).to_have_count(0)
    # AG Grid takes Tab at its own guards and moves among its cells by arrows: its scroller needs no stop.
    found = [finding for finding in axe(page, "[data-usage-widget=usage_table]") if "ag-body" not in finding]
    assert found == []
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' })")

    assert files
    assert not [file.url for file in files if ENTERPRISE in file.text()]
