"""Narrow windows, larger text, bigger fingers, less motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .journey import chart_of

TITLES = ["Core", "Odd", "Crowd", "Empty", "Figures"]
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"


@pytest.fixture
def narrow(live, host):
    live.set_viewport_size(
        {"width": 320 if host == "voila" else 480, "height": 640}
    )  # JupyterLab has margins of its own
    yield live
    live.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def spaced(live):
    style = live.add_style_tag(content=SPACING)
    yield live
    style.evaluate("style => style.remove()")


CUT_OFF = """root => {
    const box = root.getBoundingClientRect();
    const parts = [...root.querySelectorAll("*")].filter((one) => one.checkVisibility() && !one.closest(".uw-sr, .uw-table-scroll, .uw-ruler, defs"));
    const name = (one) => `${one.localName}.${one.className.baseVal ?? one.className}: ${one.textContent.slice(0, 40)}`;
    const wide = parts.filter((one) => { const { left, right, width } = one.getBoundingClientRect(); return width && (right > box.right + 1 || left < box.left - 1); });
    const cut = parts.filter((one) => one instanceof HTMLElement && getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1);
    return { wide: wide.map(name), cut: cut.map(name) };
}"""
OVERLAPS = """root => {
    const boxes = [...root.querySelectorAll(".uw-figure, .uw-label")].map((one) => [one.textContent, one.getBoundingClientRect()]);
    const meet = ([, a], [, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
    return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meet(one, other)).map((other) => [one[0], other[0]]));
}"""


def fits(chart):
    found = chart.root.evaluate(CUT_OFF)
    assert found["wide"] == []
    # Only a name may be shortened, and then it is whole in the tooltip, in the table and in the mark's own name.
    assert [
        one for one in found["cut"] if not one.startswith(("div.uw-label", "button.uw-crumb", "span.uw-crumb"))
    ] == []
    assert chart.root.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("kind", ["Bar", "Pie"])
def test_nothing_is_wider_than_a_narrow_page(narrow, host, kind):
    for title in TITLES:
        chart = chart_of(narrow, title)
        if title == "Core":
            chart.measure("Requests")
            chart.open_table()
        if title != "Figures":
            chart.draw_as(kind)
        fits(chart)
        if title != "Figures":
            chart.draw_as("Bar")
    if host == "voila":
        assert narrow.evaluate("document.scrollingElement.scrollWidth") == 320


@pytest.mark.parametrize("kind", ["Bar", "Pie"])
def test_survives_a_readers_own_text_spacing(chart, spaced, kind):
    for title in TITLES:
        chart = chart_of(spaced, title)
        if title != "Figures":
            chart.draw_as(kind)
        fits(chart)
        if title != "Figures":
            chart.draw_as("Bar")


def test_targets_are_large_enough(chart):
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.open_table()
    targets = chart.root.locator("button, select, summary, [role=option] .uw-hit").locator("visible=true")
    sizes = targets.evaluate_all(
        "all => all.map((one) => [one.textContent, one.getBoundingClientRect()]).map(([text, { width, height }]) => [text, width, height])"
    )
    assert len(sizes) > 10
    assert [size for size in sizes if min(size[1:]) < 24] == []


COUNT_MOVES = """() => {
    const animate = Element.prototype.animate;
    window.moves = 0;
    Element.prototype.animate = function (...how) {
        window.moves += 1;
        return animate.apply(this, how);
    };
}"""


def test_nothing_moves_for_whoever_asks_for_that(chart, live):
    live.evaluate(COUNT_MOVES)
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    assert live.evaluate("window.moves") == 1
    live.emulate_media(reduced_motion="reduce")
    chart.click("azure")
    chart.stands_at("gpt-4o", "azure")
    assert chart.root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0
    assert live.evaluate("window.moves") == 1
    live.emulate_media(reduced_motion="no-preference")


STOPS = "select, button, summary, [role=option][tabindex='0'], .uw-table-scroll"


RINGED = """stop => {
    const ring = stop.querySelector(":scope > .uw-ring");
    const { outlineStyle, outlineWidth } = getComputedStyle(stop);
    return ring ? getComputedStyle(ring).visibility === "visible" : outlineStyle === "solid" && outlineWidth === "3px";
}"""


def test_every_stop_shows_that_it_has_focus(chart, live):
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.open_table()
    live.keyboard.press("Shift")  # from now on by keys
    stops = chart.root.locator(STOPS).locator("visible=true")
    expect(stops).to_have_count(13)
    for stop in stops.all():
        stop.scroll_into_view_if_needed()
        live.evaluate("document.activeElement.blur()")
        box = stop.bounding_box()
        around = {"x": box["x"] - 6, "y": box["y"] - 6, "width": box["width"] + 12, "height": box["height"] + 12}
        before = live.screenshot(clip=around, animations="disabled")
        stop.focus()
        shown = stop.evaluate("stop => stop.outerHTML.slice(0, 200)")
        assert stop.evaluate(RINGED), shown
        assert live.screenshot(clip=around, animations="disabled") != before, shown
