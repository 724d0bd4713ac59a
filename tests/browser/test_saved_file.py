"""A widget's own HTML file, on screen and on paper."""

from __future__ import annotations

from playwright.sync_api import expect

import usage_widgets as uw


def test_findings_that_somebody_has_closed_are_printed(page, tmp_path):
    card = uw.QualityCard(uw.Usage.demo(days=5, requests=2_000, seed=1, end="2026-06-30"))
    page.goto(card.save(tmp_path / "quality.html").as_uri())
    finding = page.get_by_text("have no known cost")
    page.get_by_text("Findings", exact=True).click()
    expect(finding).to_be_hidden()
    page.emulate_media(media="print")
    expect(finding).to_be_visible()
