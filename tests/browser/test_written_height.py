"""What is written is as high as the live widget that takes its place: nothing below it moves."""

from __future__ import annotations

import pytest

import usage_widgets as uw
from usage_widgets.widgets._static import styled

from .drawn import draw

HEIGHT = "one => one.offsetHeight"
WIDTHS = (1024, 480, 400, 320)


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("kind", ["bar", "pie"])
def test_a_written_chart_is_as_high_as_the_live_one(page, monkeypatch, locale, kind):
    monkeypatch.setattr(uw.options(), "locale", locale)
    usage = uw.Usage.demo(days=7, requests=500, end="2026-06-30")
    chart = uw.DrillChart(usage, path=["model", "user"], kind=kind)
    heights = measured(page, chart, WIDTHS)
    assert {width for width, (live, written) in heights.items() if live != written} == set(), heights


@pytest.mark.parametrize("make", [lambda usage: uw.TimeSeries(usage, by="team"), uw.ForecastChart])
def test_what_is_written_of_a_timeline_is_as_high_as_the_live_one(page, make):
    heights = measured(page, make(uw.Usage.demo(days=60, requests=2_000, end="2026-06-30")), (1024, 320))
    assert {width for width, (live, written) in heights.items() if live != written} == set(), heights


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("make", [uw.ComparisonTiles, uw.ChangeWaterfall, uw.CohortTable, uw.UsageMap])
def test_what_is_written_of_a_change_is_as_high_as_the_live_one(page, monkeypatch, make, locale):
    monkeypatch.setattr(uw.options(), "locale", locale)
    heights = measured(page, make(uw.Usage.demo(days=80, requests=3_000, end="2026-06-30")), (1024, 320))
    assert {width for width, (live, written) in heights.items() if live != written} == set(), heights


def measured(page, chart, widths):
    """{width: (live height, written height)}, in px."""
    heights, written = {}, styled(chart._static_html())  # which waits for a forecast
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        draw(page, chart)
        page.wait_for_selector("[data-painted]")
        live = page.locator(".uw").evaluate(HEIGHT)
        page.evaluate("html => (document.body.innerHTML = html)", written)
        heights[width] = (live, page.locator(".uw").evaluate(HEIGHT))
    return heights
