"""The journey by mouse, and what Python sees of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .hostile_log import LONG, REST
from .journey import wait_until_told


def test_drills_by_bars_and_goes_back_by_the_breadcrumb(chart, live):
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.click("azure")
    chart.stands_at("gpt-4o", "azure")
    assert chart.crumbs() == ["All", "gpt-4o", "azure"]
    wait_until_told(live, path=["gpt-4o", "azure"])
    chart.go_back_to("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.go_back_to("All")
    chart.stands_at()
    wait_until_told(live, path=[])


@pytest.mark.parametrize(
    "model",
    [
        '<img src=x onerror="alert(1)">',
        "=cmd()",
        LONG,
        "🦜 parrot",
        "שלום עולם",
        "unknown",
        "{count}",
        'say "hi", it\'s',
    ],
)
def test_drills_into_whatever_a_name_is(chart, live, model):
    chart.click(model)
    value = None if model == "unknown" else model
    chart.stands_at(value)
    wait_until_told(live, path=[value])
    assert chart.crumbs() == ["All", model]
    assert [name.split(",")[0] for name in chart.names()] == ["azure", "openai", "unknown"]
    assert live.locator("img[src=x]").count() == 0


def test_drills_by_a_slice_with_either_drawing_at_the_same_place(chart, live):
    chart.measure("Requests")
    wait_until_told(live, measure="requests")
    expect(chart.root.locator(".uw-summary")).to_contain_text("Requests by")
    bars = chart.names()
    chart.draw_as("Pie")
    wait_until_told(live, kind="pie")
    assert chart.names() == bars
    label = bars[1].split(", ")[0]
    chart.root.locator(".uw-slice").nth(1).click()
    wait_until_told(live, path=[None if label == "unknown" else label])
    assert chart.crumbs()[1] == label
    chart.draw_as("Bar")
    wait_until_told(live, kind="bar")
    assert chart.crumbs()[1] == label


def test_a_new_measure_comes_from_the_kernel_and_keeps_the_path(chart, live):
    chart.click("gemini")
    chart.measure("95th percentile latency")
    expect(chart.root.locator(".uw-summary")).to_contain_text("95th percentile latency by Provider, within gemini")
    told = wait_until_told(live, measure="latency_ms_p95", path=["gemini"])
    assert told["summary"] == chart.summary()


def test_opens_the_rest(chart, live):
    chart.click("Other (3)")
    chart.stands_at("OTHER")
    assert [name.split(",")[0] for name in chart.names()] == REST
    wait_until_told(live, path=["OTHER"])
    chart.click("nano")
    chart.stands_at("OTHER", "nano")
    assert chart.crumbs() == ["All", "Other (3)", "nano"]
    chart.go_back_to("Other (3)")
    chart.stands_at("OTHER")


def test_chooses_on_the_last_level(chart, live):
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o")
    chart.click("azure")
    chart.stands_at("gpt-4o", "azure")
    chart.click("user-14")
    wait_until_told(live, selected=["user-14"])
    expect(chart.mark("user-14")).to_have_attribute("aria-selected", "true")
    chart.click("user-12", modifiers=["Control"])
    wait_until_told(live, selected=["user-14", "user-12"])
    chart.click("user-11", modifiers=["Shift"])
    wait_until_told(live, selected=["user-14", "user-12", "user-11"])
    chart.click("user-12", modifiers=["Control"])
    wait_until_told(live, selected=["user-14", "user-11"])
    chart.click("user-10")
    wait_until_told(live, selected=["user-10"])
    chart.click("user-10")
    wait_until_told(live, selected=[], path=["gpt-4o", "azure"])
    chart.click("Other (2)")
    chart.stands_at("gpt-4o", "azure", "OTHER")
    assert [name.split(",")[0] for name in chart.names()] == ["user-02", "user-01"]


def test_sorts_copies_and_downloads_the_table(chart, live):
    heads, *rows = chart.cells()
    assert heads == ["Model", "Cost", "Share"]
    assert [row[0] for row in rows] == [name.rsplit(", $", 1)[0] for name in chart.names()]
    for direction in ("descending", "ascending"):
        chart.root.locator(".uw-sort", has_text="Cost").click()
        expect(chart.root.get_by_role("columnheader", name="Cost", exact=True)).to_have_attribute(
            "aria-sort", direction
        )
    upwards = [row[0] for row in chart.cells()[1:]]
    assert upwards == [row[0] for row in rows[::-1]]
    chart.root.get_by_role("button", name="Copy").click()
    expect(chart.said()).to_have_text("Table copied.")
    copied = live.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[:3] == ["Model\tCost\tShare", f"Other (3)\t15.5\t{15.5 / 1455.5}", f"haiku\t20\t{20 / 1455.5}"]
    with live.expect_download() as download:
        chart.root.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == "Cost-by-Model.csv"
    heads, *written = csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"), newline=""))
    assert heads == ["Model", "Cost", "Share"]
    assert [name for name, *_ in written] == [name if name != "=cmd()" else "'=cmd()" for name in upwards]
    assert written[-1] == ["gpt-4o", "400", str(400 / 1455.5)]
