"""Whoever works by keys keeps their place: what has focus neither vanishes nor is drawn afresh under them."""

from __future__ import annotations

import contextlib

import pandas as pd
import pytest

import usage_widgets as uw

from .drawn import draw, state_of


def usage(cost=1.0):
    rows = {"start_time": "2026-03-01", "model": ["a, b", "c"], "user": ["ada", "bob"], "cost": cost}
    return uw.Usage.from_frame(pd.DataFrame(rows))


def focused(page):
    return page.evaluate("document.activeElement.dataset.usageWidget ?? document.activeElement.textContent")


def test_new_numbers_leave_whoever_stands_on_a_crumb_there(page):
    table = uw.UsageTable(usage(), by=["model", "user"]).drill("a, b")
    draw(page, table)
    page.get_by_role("navigation").get_by_role("button", name="All").focus()
    table.show(usage(cost=25.0))
    page.evaluate("change", state_of(table))
    assert "$25.00" in page.locator(".uw-summary").text_content()
    assert focused(page) == "All"


def test_the_way_up_from_a_crumb_stays_in_the_table(page):
    table = uw.UsageTable(usage(), by=["model", "user"]).drill("a, b")
    draw(page, table)
    page.get_by_role("navigation").get_by_role("button", name="All").press("Enter")
    page.evaluate("change", state_of(table.reset()))
    assert page.get_by_role("navigation").is_hidden()
    assert focused(page) == "usage_table"


def test_trying_again_leaves_focus_in_the_widget(page):
    headline = uw.Headline(usage())
    headline.status = {"state": "error", "message": "The gateway does not answer."}
    draw(page, headline)
    page.get_by_role("button", name="Try again").press("Enter")
    page.evaluate("change", {"status": {"state": "loading", "message": "Loading…"}})
    assert page.get_by_role("button", name="Try again").is_hidden()
    assert focused(page) == "headline"


def test_a_wait_that_is_over_is_not_left_to_be_read(page):
    draw(page, uw.Headline(usage()))
    page.evaluate("change", {"status": {"state": "loading", "message": "Loading…"}})
    assert page.get_by_role("status").text_content() == "Loading…"
    page.evaluate("change", {"status": {"state": "ready", "message": ""}})
    assert page.get_by_role("status").text_content() == ""


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_a_note_about_the_address_that_is_closed_leads_to_the_page(page, key):
    with contextlib.closing(uw.Visit({"figures": uw.Headline(usage())})) as visit:
        visit.follow("?bogus=1")
        draw(page, visit)
        page.get_by_role("button", name="Close").press(key)
    assert page.locator(".uw-visit-note").is_hidden()
    assert page.evaluate("document.activeElement.localName") == "main"


def test_an_answer_moves_nobody_out_of_the_note_about_the_address(page):
    with contextlib.closing(uw.Visit({"figures": uw.Headline(usage())})) as visit:
        visit.follow("?bogus=1")
        draw(page, visit)
    page.get_by_role("button", name="Close").focus()
    page.evaluate("change", {"answered": 2, "theme": "dark"})
    assert focused(page) == "×"
