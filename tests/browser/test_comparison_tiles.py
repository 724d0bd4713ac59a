"""Comparison tiles on a page: opened and left by key and click, said without colour, and as high as they are written."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import usage_widgets as uw

from .drawn import draw
from .notebook_files import write_notebook
from .test_written_height import measured

CELLS = [
    """
import usage_widgets as uw

usage = uw.Usage.demo(days=90, requests=4_000, seed=7, end="2026-06-23")
selection = uw.Selection()
tiles = uw.ComparisonTiles(usage, measures=["cost", "requests", "failure_rate"], selection=selection)
tiles
""",
    'uw.Headline(usage, measures=["requests"], selection=selection)',
]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    return write_notebook(tmp_path_factory.mktemp("comparison") / "comparison.ipynb", *CELLS)


def tiles(page):
    return page.locator(".uw-compared [role=option]")


def groups(page):
    return page.locator(".uw-cgs [role=option]")


def test_a_tile_opens_by_key_into_its_groups_and_why(shared, axe):
    expect(tiles(shared)).to_have_count(3)
    tiles(shared).first.focus()
    shared.keyboard.press("Enter")
    expect(groups(shared)).to_have_count(9)
    expect(groups(shared).first).to_be_focused()
    expect(shared.locator(".uw-ct-why")).to_contain_text("Cost rose by")
    assert axe(shared, ".uw-comparison-tiles") == []
    before = shared.locator(".uw-headline .uw-tile-value").text_content()
    shared.keyboard.press("Enter")
    expect(shared.locator(".uw-ct-caption")).to_contain_text("Cost by Team in ")
    expect(shared.locator(".uw-headline .uw-tile-value")).not_to_have_text(before)
    shared.keyboard.press("Backspace")
    expect(shared.locator(".uw-ct-caption")).to_have_text("Cost by Model")
    expect(groups(shared).first).to_be_focused()
    shared.keyboard.press("Escape")
    expect(tiles(shared).first).to_be_focused()
    expect(shared.locator(".uw-ct-detail")).to_be_hidden()
    expect(shared.locator(".uw-headline .uw-tile-value")).to_have_text(before)


def test_another_period_is_chosen_and_arrows_walk_one_tab_stop(shared):
    expect(tiles(shared)).to_have_count(3)
    assert [tile.get_attribute("tabindex") for tile in tiles(shared).all()].count("0") == 1
    tiles(shared).first.focus()
    shared.keyboard.press("End")
    expect(tiles(shared).last).to_be_focused()
    pair = shared.locator(".uw-pair").text_content()
    shared.locator(".uw-field select").first.select_option("7d")
    expect(shared.locator(".uw-pair")).not_to_have_text(pair)
    expect(tiles(shared).first.locator(".uw-badge")).to_contain_text(
        "up" if "▲" in tiles(shared).first.text_content() else "down"
    )
    shared.locator(".uw-field select").first.select_option("month")
    expect(shared.locator(".uw-pair")).to_have_text(pair)


def test_a_phone_shows_all_of_an_opened_figure(shared):
    shared.set_viewport_size({"width": 320, "height": 640})
    tiles(shared).nth(1).click()
    expect(shared.locator(".uw-ct-caption")).to_have_text("Requests by Model")
    assert shared.evaluate("document.scrollingElement.scrollWidth") == 320
    tiles(shared).nth(1).click()
    expect(shared.locator(".uw-ct-detail")).to_be_hidden()
    shared.set_viewport_size({"width": 1280, "height": 900})


def test_in_lab_a_tile_opens_and_the_table_by_key(page, run_in_lab, notebook):
    run_in_lab(page, notebook)
    expect(tiles(page)).to_have_count(3, timeout=60_000)
    tiles(page).nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".uw-ct-why")).to_contain_text("Requests")
    expect(groups(page).first).to_be_focused()
    page.keyboard.press("t")
    expect(page.locator(".uw-comparison-tiles details table tbody tr")).to_have_count(9)


@pytest.mark.parametrize("against", ["previous", {"team": "support"}])
def test_what_is_written_is_as_high_as_the_live_tiles(page, against):
    usage = uw.Usage.demo(days=60, requests=2_000, end="2026-06-23").where(team=["search", "support"])
    heights = measured(page, uw.ComparisonTiles(usage, against=against), (1024, 480, 320))
    assert {width for width, (live, written) in heights.items() if live != written} == set(), heights


def test_without_colours_a_change_is_still_said(open_page):
    page = open_page(forced_colors="active")
    draw(page, uw.ComparisonTiles(uw.Usage.demo(days=60, requests=2_000, end="2026-06-23"), measures=["failure_rate"]))
    badge = page.locator(".uw-badge")
    expect(badge).to_have_text(("▲ up", "▼ down")["down" in badge.text_content()])
    expect(page.locator(".uw-by")).to_contain_text("better" if "down" in badge.text_content() else "worse")
