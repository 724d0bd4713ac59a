"""A waterfall on a page: by mouse and by key from a cause to its groups and down, in every mode, in both hosts."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from playwright.sync_api import expect

import usage_widgets as uw

from .drawn import draw
from .notebook_files import write_notebook
from .test_written_height import measured

CELLS = [
    """
import usage_widgets as uw

usage = uw.Usage.from_files({log!r}).with_as_of("2026-06-01")
selection = uw.Selection()
uw.ChangeWaterfall(usage, measure="requests", period="2026-05", selection=selection)
""",
    'uw.Headline(usage, measures=["requests"], selection=selection)',
]
OWN = "[data-usage-widget=change_waterfall]"
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
CALLS = [  # month, model, team, calls
    (4, "haiku", "search", 40),
    (4, "gpt-4o", "search", 20),
    (4, "o3", "legal", 10),
    (5, "haiku", "search", 60),
    (5, "haiku", "legal", 30),
    (5, "gpt-4o", "search", 5),
    (5, "gemini", "legal", 8),
]
GROUPS = ["April 2026", "haiku", "gpt-4o", "o3", "gemini", "May 2026"]


def log():
    rows = [
        (f"2026-{month:02d}-{1 + at % 28:02d}T08:00:00Z", *names)
        for month, *names, calls in CALLS
        for at in range(calls)
    ]
    return pd.DataFrame(rows, columns=["start_time", "model", "team"]).assign(user="ada")


@pytest.fixture(scope="session")
def notebook(tmp_path_factory):
    """70 calls in April, 103 in May."""
    folder = tmp_path_factory.mktemp("waterfall")
    log().to_parquet(folder / "log.parquet")
    cells = [cell.format(log=str(folder / "log.parquet")) for cell in CELLS]
    return write_notebook(folder / "waterfall.ipynb", *cells, title="Waterfall")


@pytest.fixture
def live(shared):
    """The page at the top, by cause."""
    shared.locator(f"{OWN}[data-painted]").wait_for()
    top = shared.locator(f"{OWN} nav").get_by_role("button", name="All")
    if top.count():
        top.click()
    by_cause = shared.get_by_role("button", name="By cause")
    by_cause.click()
    expect(by_cause).to_have_attribute("aria-pressed", "true")
    expect(bars(shared).nth(1)).to_have_accessible_name("Volume: up 35, 106.1% of the change")
    return shared


def bars(page):
    return page.locator(OWN).get_by_role("option")


def crumbs(page):
    return page.locator(f"{OWN} nav li")


def labels(page):
    return page.locator(f"{OWN} .uw-mark .uw-label")


def test_from_a_cause_to_its_groups_and_down_by_key_and_back(live):
    bars(live).first.focus()
    for key in ("End", "Home", "ArrowDown"):
        live.keyboard.press(key)
    expect(bars(live).nth(1)).to_be_focused()
    live.keyboard.press("Enter")
    expect(crumbs(live)).to_have_text(["All", "Volume"])
    expect(labels(live)).to_have_text(["haiku", "gpt-4o", "Volume, in all"])
    expect(bars(live).first).to_be_focused()
    live.keyboard.press("Enter")
    expect(crumbs(live)).to_have_text(["All", "Volume", "haiku"])
    expect(live.locator("[data-usage-widget=headline] dd")).to_have_text("130")
    live.keyboard.press("Backspace")
    expect(crumbs(live)).to_have_text(["All", "Volume"])
    expect(bars(live).first).to_be_focused()
    live.keyboard.press("Backspace")
    expect(bars(live).nth(1)).to_be_focused()
    expect(live.locator("[data-usage-widget=headline] dd")).to_have_text("173")


def test_the_groups_by_mouse_and_the_table_with_its_sums(live):
    live.get_by_role("button", name="By Model").click()
    expect(labels(live)).to_have_text(GROUPS)
    bars(live).nth(1).click()
    expect(crumbs(live)).to_have_text(["All", "haiku"])
    expect(live.locator(f"{OWN} .uw-total-number")).to_have_text("+50")
    live.keyboard.press("t")
    table = live.locator(f"{OWN} table")
    expect(table.locator("tbody th")).to_have_text(["legal", "search"])
    expect(table.locator("tfoot :is(th, td)").nth(3)).to_have_text("+50")
    table.get_by_role("button", name="Change", exact=True).click()
    expect(table.locator("tfoot th")).to_have_text("Total")
    live.keyboard.press("t")


def test_each_change_begins_where_the_last_one_ended(live):
    live.get_by_role("button", name="By Model").click()
    expect(labels(live)).to_have_text(GROUPS)
    boxes = live.locator(f"{OWN} .uw-mark .uw-bar").evaluate_all(
        "all => all.map((one) => { const { x, width } = one.getBBox(); return [x, x + width, one.classList[1]]; })"
    )
    ends = [(start, end) if kind != "uw-down" else (end, start) for start, end, kind in boxes]
    for (_, before), (after, _) in itertools.pairwise(ends[:-1]):
        assert after == pytest.approx(before, abs=0.5)
    assert ends[0][0] == ends[-1][0]
    assert ends[-1][1] == pytest.approx(ends[-2][1], abs=0.5)
    assert (ends[-1][1] - ends[-1][0]) / (ends[0][1] - ends[0][0]) == pytest.approx(103 / 70, rel=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_for_axe_to_find_and_down_is_told_by_more_than_colour(live, axe, mode):
    live.emulate_media(**MODES[mode])
    live.get_by_role("button", name="By Model").click()
    expect(labels(live)).to_have_text(GROUPS)
    assert axe(live, OWN) == []
    fills = live.locator(f"{OWN} .uw-mark .uw-bar").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    assert fills[2].startswith("url(")
    assert not fills[1].startswith("url(")
    live.emulate_media(color_scheme="light", forced_colors="none")


def test_nothing_is_cut_off_at_320_px(live, axe):
    before = live.viewport_size
    live.set_viewport_size({"width": 320, "height": 640})
    expect(bars(live).first).to_be_visible()
    live.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    live.wait_for_function(
        "own => [...document.querySelectorAll(`${own} .uw-picture *`)].every((one) => one.getBoundingClientRect().right <= innerWidth + 1)",
        arg=OWN,
    )
    assert min(box["height"] for box in (bar.bounding_box() for bar in bars(live).all())) >= 24
    assert axe(live, OWN) == []
    live.set_viewport_size(before)


def test_it_lives_in_lab(page, run_in_lab, notebook):
    run_in_lab(page, notebook)
    page.locator(f"{OWN}[data-painted]").wait_for()
    bars(page).nth(1).focus()
    page.keyboard.press("Enter")
    expect(crumbs(page)).to_have_text(["All", "Volume"])
    page.keyboard.press("Backspace")
    expect(bars(page).nth(1)).to_be_focused()


@pytest.mark.parametrize("locale", ["en", "de"])
def test_what_is_written_is_as_high_as_the_live_one(page, monkeypatch, locale):
    monkeypatch.setattr(uw.options(), "locale", locale)
    widget = uw.ChangeWaterfall(
        uw.Usage.from_frame(log()).with_as_of("2026-06-01"), period="2026-05", measure="requests"
    )
    heights = measured(page, widget, (1024, 320))
    assert {width for width, (live, written) in heights.items() if live != written} == set(), heights


def test_a_kernel_that_is_gone_still_lets_one_look_into_a_cause(page):
    """All pictures of a path are handed over at once."""
    usage = uw.Usage.from_frame(log()).with_as_of("2026-06-01")
    draw(page, uw.ChangeWaterfall(usage, period="2026-05", measure="requests"))
    bars(page).nth(1).wait_for()
    page.evaluate("change({ view: 'groups', part: 'volume' })")
    expect(crumbs(page)).to_have_text(["All", "Volume"])
