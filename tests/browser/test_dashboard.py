"""The overview as people meet it: one page of widgets that stand in order, fit every window and filter each other."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

ORDER = [
    *("live_bar", "filter_bar", "headline", "time_series", "drill_chart", "drill_chart"),
    *("forecast_chart", "usage_table", "quality_card", "visit"),
]
KINDS = "all => all.map((one) => one.querySelector('[data-usage-widget]').dataset.usageWidget)"
PLACES = "all => all.map((one) => one.getBoundingClientRect()).map(({ x, y, width }) => ({ x, y, width }))"
REMEMBER_WRITTEN = """addEventListener("DOMContentLoaded", () => {
    const tops = (all) => [...all].map((one) => Math.round(one.getBoundingClientRect().top + scrollY));
    window.written = tops(document.querySelectorAll(".page-prepaint .uw-grid > *"));
})"""
FOCUSED_TILE = """() => [...document.querySelectorAll(".page-live .uw-grid > *")]
    .findIndex((tile) => tile.contains(document.activeElement))"""


@pytest.fixture(scope="module")
def url(voila_url):
    return voila_url("overview")


@pytest.fixture
def visit(open_page, url):
    def go(width=1600, **options):
        page = open_page(viewport={"width": width, "height": 900}, **options)
        page.add_init_script(
            "window.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts.push(entry.value)))"
            ".observe({ type: 'layout-shift', buffered: true })"
        )
        page.add_init_script(REMEMBER_WRITTEN)
        page.goto(url)
        page.wait_for_selector("body[data-state=live]")
        return page

    return go


def tiles(page):
    return page.locator(".page-live .uw-grid > *")


def shown(chart):
    return chart.locator(".uw-total").inner_text(), chart.locator("[role=option]").all_inner_texts()


def test_stands_in_reading_order_where_its_words_stood_before(visit, axe):
    page = visit()
    assert tiles(page).evaluate_all(KINDS) == ORDER
    *cards, _ = tiles(page).evaluate_all(PLACES)
    assert cards == sorted(cards, key=lambda card: (card["y"], card["x"]))
    left, right = cards[4:6]
    assert (left["y"], left["width"]) == (right["y"], right["width"])
    titles = page.locator(".page-live .uw-title").all_inner_texts()
    assert len({*titles}) == len(titles)
    assert sum(page.evaluate("shifts")) < 0.05
    assert page.evaluate("written") == [round(card["y"]) for card in cards]
    assert axe(page) == []


def test_stacks_in_a_narrow_window_and_clips_nothing(visit, axe):
    page = visit(320, color_scheme="dark")
    *cards, _ = tiles(page).evaluate_all(PLACES)
    assert len({(card["x"], card["width"]) for card in cards}) == 1
    assert [card["y"] for card in cards] == sorted({card["y"] for card in cards})
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    assert page.evaluate("written") == [round(card["y"]) for card in cards]
    clipped = "all => all.filter((tile) => tile.scrollHeight > tile.clientHeight + 1 || tile.scrollWidth > tile.clientWidth + 1).length"
    assert tiles(page).evaluate_all(clipped) == 0
    assert axe(page) == []


def test_tab_goes_through_it_as_people_read(visit):
    page = visit()
    page.get_by_role("button", name="Pause").focus()
    visited = [page.evaluate(FOCUSED_TILE)]
    while visited[-1] >= 0:
        page.keyboard.press("Tab")
        visited.append(page.evaluate(FOCUSED_TILE))
    assert list(dict.fromkeys(visited[:-1])) == [0, 1, 3, 4, 5, 6, 7, 8]
    assert visited[:-1] == sorted(visited[:-1])


def test_a_click_filters_all_others_but_not_itself(visit):
    page = visit()
    models, teams = page.locator("[data-usage-widget=drill_chart]").all()
    figures, table = page.locator(".uw-headline [data-name=cost] dd"), page.locator(".uw-usage-table tbody tr")
    cost, rows = figures.inner_text(), table.count()
    models_before, teams_before = shown(models), shown(teams)

    teams.locator("[role=option]").first.click()
    expect(figures).not_to_have_text(cost)
    expect(teams.locator(".uw-total-number")).to_have_text(figures.inner_text())
    expect(models.locator(".uw-total-number")).to_have_text(figures.inner_text())
    expect(table).not_to_have_count(rows)
    assert shown(models) != models_before
    assert "teams=" in page.url

    page.get_by_role("button", name="Clear all").click()
    expect(figures).to_have_text(cost)
    expect(models.locator(".uw-total-number")).to_have_text(cost)
    assert shown(models) == models_before
    assert shown(teams) == teams_before
