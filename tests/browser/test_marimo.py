"""Our own widgets in a marimo app: they are drawn, and a click reaches the app's other cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from . import servers
from .drill_chart.journey import chart_of


@pytest.fixture
def app(tmp_path):
    server = servers.start_marimo(Path(__file__).with_name("marimo_app.py"), tmp_path)
    yield server
    server.stop()


def test_a_click_reaches_python_and_python_the_page(app, page):
    page.goto(app.url)
    expect(page.locator("[data-usage-widget=headline]")).to_have_attribute("data-painted", "true", timeout=30_000)
    chart = chart_of(page, "Cost in marimo")
    told = page.get_by_text("Python stands at")
    expect(told).to_have_text("Python stands at [].")
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    expect(told).to_have_text("Python stands at ['gpt-4o'].")
    page.get_by_role("button", name="Go to the rest").click()
    chart.stands_at("OTHER")
