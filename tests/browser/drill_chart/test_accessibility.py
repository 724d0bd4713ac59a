"""What WCAG 2.1 AA asks and a machine can check, in both hosts, in every mode of the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced light": {"color_scheme": "light", "forced_colors": "active"},
    "forced dark": {"color_scheme": "dark", "forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "still": {"reduced_motion": "reduce"},
}
NORMAL = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
SIZE = {"width": 1280, "height": 900}
NARROW_LAB = {"width": 480, "height": 640}  # JupyterLab's own margins leave about 320 of it


def show(page, host, mode):
    """Put the page into a mode; JupyterLab learns of dark by its theme."""
    options = {"viewport": SIZE, **NORMAL, **MODES[mode]}
    size = options.pop("viewport")
    page.set_viewport_size(NARROW_LAB if host == "lab" and size != SIZE else size)
    page.emulate_media(**options)
    if host == "lab":
        theme = f"JupyterLab {options['color_scheme'].title()}"
        page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
        page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)


@pytest.fixture(params=MODES)
def mode(request, live, host):
    show(live, host, request.param)
    yield request.param
    show(live, host, "light")


def rested(chart):
    chart.page.mouse.move(0, 0)
    expect(chart.root.get_by_role("tooltip")).to_be_hidden()


def pointed_at(chart):
    chart.marks.nth(1).hover()
    expect(chart.root.get_by_role("tooltip")).to_be_visible()


def tabled(chart):
    chart.open_table()


def helped(chart):
    chart.root.get_by_role("button", name="Keyboard shortcuts").click()
    expect(chart.root.get_by_role("dialog")).to_be_visible()


def drilled_pie(chart):
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.draw_as("Pie")
    expect(chart.root.locator(".uw-slice")).to_have_count(3)


def chosen(chart):
    chart.draw_as("Bar")
    chart.click("azure")
    chart.stands_at("gpt-4o", "azure")
    chart.click("user-14")
    expect(chart.mark("user-14")).to_have_attribute("aria-selected", "true")


def test_axe_finds_nothing_in_any_state(chart, live, mode, axe):
    inside = f"[aria-labelledby={chart.root.get_attribute('aria-labelledby')}]"
    for state in (rested, pointed_at, tabled, helped, drilled_pie, chosen):
        state(chart)
        assert axe(live, inside) == [], state.__name__
        live.keyboard.press("Escape")


def test_axe_finds_nothing_on_the_page(chart, live, host, mode, axe):
    if host == "voila":
        assert axe(live) == []
        return
    for title in ("Core", "Odd", "Crowd", "Empty", "Figures"):  # JupyterLab hides from axe what is out of view
        live.get_by_role("region", name=title, exact=True).scroll_into_view_if_needed()
        assert axe(live, "[data-usage-widget]") == [], title


CONTRASTS = """root => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    /** Colours laid over each other, the first at the bottom, as their one relative luminance. */
    const luminance = (...colours) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (ground, colour) => {
        const [low, high] = [luminance(...ground), luminance(...ground, colour)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const style = (element) => getComputedStyle(element);
    const under = (element) => (element === root ? [style(root).backgroundColor] : [...under(element.parentElement), style(element).backgroundColor]);
    const all = (selector) => [...root.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const named = (one, number) => [`${one.className.baseVal ?? one.className}: ${one.textContent.slice(0, 30)}`, number];
    const isOutline = (element) => style(element).fill.startsWith("url") || contrast(under(element), style(element).fill) === 1;
    const drawn = (element) => (isOutline(element) ? style(element).stroke : style(element).fill);
    return {
        texts: all("svg text, .uw-label, p, strong, th, td, button, summary, .uw-crumb").filter((one) => one.textContent.trim())
            .map((one) => named(one, contrast(under(one), one instanceof SVGElement ? style(one).fill : style(one).color))),
        marks: all(".uw-bar, .uw-slice").map((one) => named(one, contrast(under(one), drawn(one)))),
        borders: all(".uw-button, .uw-select").map((one) => named(one, contrast(under(one.parentElement), style(one).borderTopColor))),
        rings: [...root.querySelectorAll(".uw-ring")].map((one) => contrast(under(root), style(one).stroke)),
    };
}"""


def test_text_and_marks_stand_out(chart, mode):
    seen = []
    for state in (tabled, lambda chart: chart.measure("Requests"), lambda chart: chart.draw_as("Pie")):
        state(chart)
        seen.append(chart.root.evaluate(CONTRASTS))
    assert len(seen[-1]["marks"]) == 13
    for contrasts in seen:
        assert len(contrasts["texts"]) > 40
        assert [text for text in contrasts["texts"] if text[1] < 4.5] == []
        assert [mark for mark in contrasts["marks"] if mark[1] < 3] == []
        assert [border for border in contrasts["borders"] if border[1] < 3] == []
        assert min(contrasts["rings"]) >= 3


def test_neighbouring_slices_are_two_pixels_apart(chart, live):
    chart.measure("Requests")
    chart.draw_as("Pie")
    slices = chart.root.locator(".uw-slice")
    expect(slices.first).to_have_css("stroke-width", "2px")
    surface = chart.root.evaluate("root => getComputedStyle(root).backgroundColor")
    expect(slices.first).to_have_css("stroke", surface)
