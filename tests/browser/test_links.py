"""The address of a published page and its state: links, back and forward, and nonsense."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .drill_chart.journey import Chart
from .notebook_files import write_notebook

PAGE = """
import usage_widgets as uw

usage = uw.Usage.demo(days=60, requests=3_000, seed=7, end="2026-06-30")
selection = uw.Selection()
bar = uw.FilterBar(usage, dimensions=["team", "user"], selection=selection)
models = uw.DrillChart(usage, path=["model", "provider", "user"], selection=selection)
figures = uw.Headline(usage, measures=["cost", "requests"], selection=selection)
uw.Visit({"filters": bar, "models": models, "figures": figures}, selection=selection)
"""
LINK = "?from=2026-06-01&to=2026-06-20&team=engineering&team=~unknown&models=gpt-4.1&models.kind=pie"
OTHERS = "token=not%20ours&utm_source=%C3"


@pytest.fixture(scope="module")
def url(page_server, tmp_path_factory):
    notebook = write_notebook(tmp_path_factory.mktemp("notebooks") / "linked.ipynb", PAGE, "bar", "figures", "models")
    return page_server(notebook).url


def arrive(page, address):
    page.goto(address, wait_until="commit")
    page.wait_for_selector("body[data-state=live]")
    settle(page)
    return Chart(page, page.locator("[data-usage-widget=drill_chart]"))


def settle(page):
    page.wait_for_selector("html[data-visit=settled]")


def query(page):
    return page.evaluate("location.search")


def wait_for_query(page, wanted):
    page.wait_for_function("wanted => location.search === wanted", arg=wanted)


WATCH_FIGURES = """addEventListener("DOMContentLoaded", () => {
    const isShown = () => document.querySelector(".page-prepainted:not(:has(.page-prepaint)) [data-usage-widget=headline]");
    const note = () => isShown() && (window.shownFirst ??= isShown().querySelector("dl").innerText);
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
})"""


def state(page):
    """What a person sees."""
    chart = Chart(page, page.locator("[data-usage-widget=drill_chart]"))
    kind = chart.root.locator("button[aria-pressed=true]").all_inner_texts()
    shown = page.locator("[data-usage-widget=headline] dd, [data-usage-widget=filter_bar] .uw-chip").all_inner_texts()
    return [chart.path(), kind, shown, chart.summary()]


def test_a_click_is_one_step_of_the_history_and_its_link_opens_the_same_for_somebody_else(open_page, url):
    page = open_page()
    chart = arrive(page, f"{url}?{OTHERS}#rendered_cells")
    entries = page.evaluate("history.length")
    chart.marks.first.click()
    page.wait_for_function("location.search.startsWith('?models=')")
    chart.root.get_by_role("button", name="Pie").click()
    page.wait_for_function("location.search.includes('models.kind=pie')")
    assert page.evaluate("history.length") == entries + 2
    assert query(page).endswith(f"&models.kind=pie&{OTHERS}")
    assert page.url.endswith("#rendered_cells")
    other = open_page()
    arrive(other, page.url)
    assert state(other) == state(page)
    page.reload()
    page.wait_for_selector("body[data-state=live]")
    settle(page)
    assert state(page) == state(other)


def test_a_link_sets_filters_dates_and_paths(page, url):
    chart = arrive(page, f"{url}{LINK}&{OTHERS}")
    assert query(page) == f"{LINK}&{OTHERS}"
    assert chart.path() == [{"value": "gpt-4.1"}]
    expect(chart.root.get_by_role("button", name="Pie")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-usage-widget=filter_bar]")).to_contain_text("Team: engineering, unknown")
    expect(page.locator("[data-usage-widget=filter_bar]")).to_contain_text("Jun 1 – 20, 2026")
    expect(page.locator(".uw-visit-note")).to_be_hidden()


def test_no_number_is_shown_live_before_the_link_is_applied(page, url):
    page.add_init_script(WATCH_FIGURES)
    arrive(page, f"{url}?team=engineering")
    page.wait_for_function("window.shownFirst")
    assert page.evaluate("shownFirst") == page.locator("[data-usage-widget=headline] dl").inner_text()


def test_back_and_forward_go_where_the_page_was(page, url):
    chart = arrive(page, url)
    came = state(page)
    chart.marks.first.click()
    page.wait_for_function("location.search.startsWith('?models=')")
    first, at_first = query(page), chart.path()
    chart.marks.first.click()
    page.wait_for_function("location.search.split('models=').length === 3")
    page.go_back()
    wait_for_query(page, first)
    settle(page)
    expect(chart.root).to_have_attribute("data-path", chart_path(at_first))
    page.go_back()
    wait_for_query(page, "")
    settle(page)
    assert state(page) == came
    page.go_forward()
    settle(page)
    expect(chart.root).to_have_attribute("data-path", chart_path(at_first))


def chart_path(path):
    return "[" + ",".join(f'{{"value":"{step["value"]}"}}' for step in path) + "]"


@pytest.mark.parametrize("width", [1280, 320])
def test_nonsense_is_named_and_the_rest_applies(open_page, url, axe, width):
    page = open_page(viewport={"width": width, "height": 640})
    chart = arrive(page, f"{url}?models.measure=%3Cimg%20src=x%20onerror=alert(1)%3E&%3Cb%3Etaem=1&models=gpt-4.1")
    note = page.locator(".uw-visit-note")
    expect(note).to_contain_text("About this address")
    expect(note).to_contain_text("“models.measure” cannot be used here.")
    expect(note).to_contain_text("“<b>taem” is not known on this page.")
    expect(page.get_by_role("status").filter(has=note)).to_have_count(1)
    assert query(page) == "?models=gpt-4.1&%3Cb%3Etaem=1"
    assert chart.path() == [{"value": "gpt-4.1"}]
    assert axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == width
    note.get_by_role("button", name="Close").click()
    expect(note).to_be_hidden()


def test_the_address_of_a_notebook_is_not_ours(page, run_in_lab, tmp_path):
    notebook = write_notebook(
        tmp_path / "linked_lab.ipynb", PAGE, "models", "models.drill('gpt-4.1')\nprint(uw.__name__)"
    )
    run_in_lab(page, notebook)
    chart = page.locator("[data-usage-widget=drill_chart][data-painted]")
    expect(chart).to_have_attribute("data-path", '[{"value":"gpt-4.1"}]')
    expect(page.locator("[data-usage-widget=visit][data-painted]")).to_be_attached()
    assert "models" not in query(page)
    assert page.locator("html").get_attribute("data-visit") is None
