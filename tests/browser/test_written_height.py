"""What is written is as high as the live widget that takes its place: nothing below it moves."""

from __future__ import annotations

import pytest

import usage_widgets as uw
from usage_widgets.widgets._static import sheet

from .drawn import draw

HEIGHT = "one => one.offsetHeight"
WIDTHS = (1024, 480, 400, 320)


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("kind", ["bar", "pie"])
def test_a_written_chart_is_as_high_as_the_live_one(page, monkeypatch, locale, kind):
    monkeypatch.setattr(uw.options(), "locale", locale)
    usage = uw.Usage.demo(days=7, requests=500, end="2026-06-30")
    chart = uw.DrillChart(usage, path=["model", "user"], kind=kind)
    heights = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        draw(page, chart)
        page.wait_for_selector("[data-painted]")
        live = page.locator(".uw").evaluate(HEIGHT)
        page.evaluate("html => (document.body.innerHTML = html)", sheet() + chart._static_html())
        heights[width] = (live, page.locator(".uw").evaluate(HEIGHT))
    assert {width for width, (live, written) in heights.items() if live != written} == set(), heights
