"""A forecast on a page: told beside its picture, unmistakable without colour, and by another method in the same view."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from .notebook_files import write_notebook

CELLS = [
    """
import usage_widgets as uw

usage = uw.Usage.from_files({log!r}, time_zone="Europe/Berlin")
uw.ForecastChart(usage, measure="requests", horizon=14, budget=300, events=[("2026-04-01", "new team")])
""",
]
OWN = "[data-usage-widget=forecast_chart]"
WHOLE = re.compile("^In view: Mar 1 – May 11, 2026 by day")


@pytest.fixture(scope="session")
def notebook(tmp_path_factory):
    """59 local days: on weekdays a request an hour, at weekends every other hour, twice that from April on."""
    hours = pd.date_range("2026-03-01", "2026-04-28 23:00", freq="h", tz="Europe/Berlin")
    steady = hours[(hours.day_of_week < 5) | (hours.hour % 2 == 0)]
    times = steady.append(steady[steady >= pd.Timestamp("2026-04-01", tz="Europe/Berlin")])
    folder = tmp_path_factory.mktemp("forecast")
    pd.DataFrame({"start_time": times.tz_convert("UTC"), "model": "haiku"}).to_parquet(folder / "log.parquet")
    cells = [cell.format(log=str(folder / "log.parquet")) for cell in CELLS]
    return write_notebook(folder / "forecast.ipynb", *cells, title="Forecast")


@pytest.fixture
def live(shared):
    """The page with everything in view, by the automatic method."""
    method(shared).select_option("auto")
    shared.get_by_role("button", name="Whole period").click()
    expect(in_view(shared)).to_have_text(WHOLE)
    expect(shared.locator(".uw-total-number")).to_have_text(re.compile("^Next 14 days"))
    return shared


def in_view(page):
    return page.locator(f"{OWN} .uw-in-view")


def method(page):
    return page.get_by_role("combobox", name="Method")


def cursor(page):
    return page.locator(".uw-plot").get_by_role("slider")


def test_the_words_stand_beside_the_picture(live):
    picture, words = live.locator(".uw-drawn").bounding_box(), live.locator(".uw-story").bounding_box()
    assert words["x"] >= picture["x"] + picture["width"]
    assert words["width"] < picture["width"]
    expect(live.locator(".uw-verdict")).to_contain_text("How reliable?")
    expect(live.locator(".uw-facts dt")).to_contain_text(["Its own checks", "Can ±10% be promised?", "Trend", "Budget"])


def test_another_method_keeps_what_is_in_view(live):
    live.get_by_label("From", exact=True).fill("2026-04-20")
    expect(in_view(live)).to_have_text(re.compile("^In view: Apr 20 – May 11"))
    mean = live.locator(".uw-stroke.uw-outlook")
    before = mean.get_attribute("d")
    method(live).focus()
    method(live).select_option("linear")
    expect(live.get_by_role("region", name="Methods compared").locator("tbody th")).to_have_text(
        ["Automatic", "Straight line"]
    )
    expect(mean).not_to_have_attribute("d", before)
    expect(in_view(live)).to_have_text(re.compile("^In view: Apr 20 – May 11"))
    expect(method(live)).to_be_focused()


def test_what_is_expected_is_seen_and_told_without_colour(live):
    live.emulate_media(forced_colors="active")
    cursor(live).focus()
    live.keyboard.press("End")
    expect(cursor(live)).to_have_attribute(
        "aria-valuetext",
        re.compile(r"^May 11, 2026, forecast: Requests \d+; 80% range \d+ to \d+; 95% range \d+ to \d+"),
    )
    assert live.locator(".uw-stroke.uw-outlook").evaluate("one => getComputedStyle(one).strokeDasharray") != "none"
    expect(live.locator(".uw-band .uw-hatch")).to_have_count(1)
    expect(live.locator(".uw-flag")).to_contain_text(["Forecast", "new team"])
    live.keyboard.press("t")
    expect(live.locator(".uw-table tbody tr").last).to_have_text(re.compile(r"^May 11, 2026.*forecast$"))
    live.keyboard.press("t")
    live.emulate_media(forced_colors="none")


def test_a_range_with_shift_and_a_day_fill_the_picture(live):
    cursor(live).focus()
    live.keyboard.press("Home")
    live.keyboard.down("Shift")
    for _ in range(9):
        live.keyboard.press("ArrowRight")
    live.keyboard.up("Shift")
    expect(in_view(live)).to_have_text(re.compile("^In view: Mar 1 – 10, 2026 by day"))
    live.keyboard.press("Enter")
    expect(in_view(live)).to_have_text("In view: Mar 10, 2026 by hour · total 24")
    live.keyboard.press("Backspace")
    expect(in_view(live)).to_have_text(re.compile("^In view: Mar 1 – 10, 2026 by day"))
    live.keyboard.press("Backspace")
    expect(in_view(live)).to_have_text(WHOLE)


@pytest.mark.parametrize("mode", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing(live, axe, mode):
    live.emulate_media(**mode)
    method(live).select_option("seasonal_naive")
    expect(live.get_by_role("region", name="Methods compared")).to_be_visible()
    assert axe(live, OWN) == []
    live.emulate_media(color_scheme="light", forced_colors="none")


def test_where_it_is_narrow_the_words_stand_below(live):
    method(live).select_option("linear")
    expect(live.get_by_role("region", name="Methods compared")).to_be_visible()
    live.set_viewport_size({"width": 320, "height": 640})
    live.wait_for_function("document.querySelector('.uw-plot').clientWidth < 300")
    picture, words = live.locator(".uw-drawn").bounding_box(), live.locator(".uw-story").bounding_box()
    assert words["y"] >= picture["y"] + picture["height"]
    assert live.evaluate("document.scrollingElement.scrollWidth") == 320
    live.set_viewport_size({"width": 1280, "height": 900})


def test_in_lab_another_method_by_key_keeps_what_is_in_view(page, run_in_lab, notebook):
    run_in_lab(page, notebook)
    expect(in_view(page)).to_have_text(WHOLE, timeout=60_000)
    mean = page.locator(".uw-stroke.uw-outlook")
    expect(mean).to_be_visible()
    cursor(page).focus()
    page.keyboard.press("End")
    page.keyboard.press("+")
    expect(in_view(page)).not_to_have_text(WHOLE)
    before, seen = mean.get_attribute("d"), in_view(page).text_content().split(" by ")[0]
    method(page).focus()
    page.keyboard.press("ArrowDown")
    expect(method(page)).to_have_value("linear")
    expect(mean).not_to_have_attribute("d", before)
    expect(in_view(page)).to_contain_text(seen)
    expect(method(page)).to_be_focused()
