"""The map: its list by key, its countries by pointer, both as one, on a published page and in JupyterLab."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import usage_widgets as uw

from .drawn import draw
from .notebook_files import write_notebook

SETUP = """
import pandas as pd
import usage_widgets as uw
PLACES = {"DE": 9, "US": 8, "SG": 7, "FR": 6, "MT": 2}
rows = [
    {"country": country, "user": f"{country}-{user}", "model": model, "start_time": "2026-03-01T12:00"}
    for country, users in PLACES.items() for user in range(users) for model in ("haiku", "o3") for _ in range(users)
]
log = pd.DataFrame([*rows, *({**row, "country": None} for row in rows[:12])])
page = uw.Selection()
"""
CELLS = [
    'uw.Headline(log, measures=["requests"], selection=page)',
    'uw.UsageMap(log, selection=page, title="Places")',
]
OPTION = "[role=option]"  # a list of measures has options too
FOCUSED = "() => document.activeElement.ariaLabel"
GERMANY = "1. Germany, 162, 33.8% of the total, 9 users"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    return write_notebook(tmp_path_factory.mktemp("places") / "places.ipynb", SETUP, *CELLS, title="Places")


@pytest.fixture
def places(shared):
    shared.keyboard.press("Escape")
    return shared.locator("[data-usage-widget=usage_map][data-painted]")


def figure(page):
    return page.locator(".uw-headline dd")


def test_the_list_comes_first_and_carries_the_numbers(shared, places, axe):
    options = places.locator(OPTION)
    expect(options).to_have_count(6)
    assert options.first.get_attribute("aria-label") == GERMANY
    assert [options.nth(at).get_attribute("aria-label") for at in (4, 5)] == [
        "Fewer than 5 users (1 country), 8, 1.7% of the total",
        "Unknown location, 12, 2.5% of the total",
    ]
    assert places.locator(".uw-atlas").get_attribute("aria-hidden") == "true"
    before = "(map) => Boolean(map.querySelector('[role=listbox]').compareDocumentPosition(map.querySelector('.uw-globe')) & 4)"
    assert places.evaluate(before)
    assert axe(shared, ".uw-usage-map") == []


def test_keys_go_into_a_country_and_back(shared, places):
    places.locator(OPTION).first.focus()
    shared.keyboard.press("ArrowDown")
    assert shared.evaluate(FOCUSED).startswith("2. United States, 128")
    expect(places.locator(".uw-country.uw-lit")).to_have_attribute("data-key", "US")
    shared.keyboard.press("Enter")
    expect(places).to_have_attribute("data-path", '[{"value":"US"}]')
    expect(figure(shared)).to_have_text("128")
    expect(places.get_by_role("navigation")).to_contain_text("United States")
    assert shared.evaluate(FOCUSED) == "1. haiku, 64, 50.0% of the total"
    shared.keyboard.press("Enter")
    expect(places.locator(OPTION)).to_have_count(8)
    shared.keyboard.press("Backspace")
    expect(places).to_have_attribute("data-path", '[{"value":"US"}]')
    shared.keyboard.press("Backspace")
    expect(figure(shared)).to_have_text("480")
    shared.wait_for_function("() => document.activeElement.ariaLabel.startsWith('2. United States')")


def test_a_country_is_pointed_at_and_clicked(shared, places):
    dot = places.locator(".uw-country[data-key=SG] .uw-hit")
    assert min(dot.bounding_box()["width"], dot.bounding_box()["height"]) >= 24
    dot.hover()
    expect(places.locator(".uw-atlas .uw-tooltip")).to_have_text("SingaporeRequests: 98")
    expect(places.locator("[role=option].uw-lit")).to_have_attribute(
        "aria-label", "3. Singapore, 98, 20.4% of the total, 7 users"
    )
    dot.click()
    expect(figure(shared)).to_have_text("98")
    dot.click()  # out again
    expect(figure(shared)).to_have_text("480")


def test_few_users_are_on_no_map_and_do_not_open(shared, places):
    malta = places.locator(".uw-country[data-key=MT]")
    assert "uw-has" not in malta.get_attribute("class")
    places.locator(OPTION).nth(4).focus()
    shared.keyboard.press("Enter")
    expect(places).to_have_attribute("data-path", "[]")
    assert "Malta" not in shared.content()


def test_colours_follow_the_scale_and_the_theme(shared, places):
    shade = "() => getComputedStyle(document.querySelector('.uw-country[data-key=FR] .uw-shade')).fill"
    assert shared.evaluate(shade) == "rgb(220, 233, 245)"
    places.get_by_role("button", name="Log", exact=True).click()
    expect(places.locator(".uw-scale")).to_contain_text("equal ratios (log scale)")
    places.get_by_role("button", name="Per user", exact=True).click()
    expect(places.locator(OPTION).first).to_have_attribute(
        "aria-label", "1. Germany, 18.0, 33.8% of the total, 9 users"
    )
    places.evaluate("map => map.dataset.theme = 'dark'")
    assert shared.evaluate(shade) == "rgb(29, 60, 92)"
    shared.emulate_media(forced_colors="active")
    assert shared.evaluate(shade).startswith("url(")
    shared.emulate_media(forced_colors="none")
    places.evaluate("map => map.dataset.theme = 'auto'")
    places.get_by_role("button", name="Total", exact=True).click()
    places.get_by_role("button", name="Quantile", exact=True).click()
    expect(places.locator(OPTION).first).to_have_attribute("aria-label", GERMANY)


def test_it_fits_a_narrow_page(open_page, voila_url, notebook, axe):
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(voila_url(notebook))
    places = page.locator("[data-usage-widget=usage_map][data-painted]")
    expect(places.locator(OPTION).first).to_have_attribute("aria-label", GERMANY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert places.locator(".uw-globe").bounding_box()["y"] > places.get_by_role("listbox").bounding_box()["y"]
    assert axe(page, ".uw-usage-map") == []


def test_it_works_in_jupyterlab(page, run_in_lab, notebook):
    run_in_lab(page, notebook)
    places = page.locator("[data-usage-widget=usage_map][data-painted]")
    places.locator(OPTION).first.click()
    expect(places).to_have_attribute("data-path", '[{"value":"DE"}]')
    expect(figure(page)).to_have_text("162")
    page.keyboard.press("Backspace")
    expect(places).to_have_attribute("data-path", "[]")
    expect(places.locator(".uw-country.uw-has")).to_have_count(4)


WHEN_PAINTED = """
() => new MutationObserver(([change]) => (window.listed ??= change.target.querySelectorAll(".uw-places [role=option]").length))
    .observe(document.body, { subtree: true, attributeFilter: ["data-painted"] })
"""


def test_it_is_painted_once_its_list_is_there_too(page):
    widget = uw.UsageMap(uw.Usage.demo(days=20, requests=500, end="2026-06-30"))
    page.evaluate(WHEN_PAINTED)
    draw(page, widget)
    page.wait_for_selector("[data-painted]")
    assert page.evaluate("listed") == len(widget.scene["rows"]) > 0
