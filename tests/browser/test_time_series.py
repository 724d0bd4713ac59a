"""Lines over time on a page: zoomed, brushed and opened by mouse and by key, in words and in the table, beside a chart."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from .notebook_files import write_notebook

SETUP = """
import usage_widgets as uw

usage = uw.Usage.from_files({log!r}, time_zone="Europe/Berlin")
selection = uw.Selection()
"""
CELLS = [
    'uw.TimeSeries(usage, measure="requests", by="team", selection=selection)',
    'uw.DrillChart(usage, path=["team", "model"], measure="requests", selection=selection)',
    'uw.TimeSeries(usage, measure="requests", forecast=14)',
]
EVERY_HOUR, EVERY_OTHER, ONCE = "search", "platform", "legal"
WHOLE = "In view: Mar 1 – Apr 29, 2026 by day · total 2,200"
OWN = "[data-usage-widget=time_series]"


@pytest.fixture(scope="session")
def notebook(tmp_path_factory):
    """60 local days, one of 23 hours: 24 requests of one team a day, 12 of another, 1 of a third; the last day ends at noon."""
    hours = pd.date_range("2026-03-01", "2026-04-29 11:00", freq="h", tz="Europe/Berlin")
    teams = {EVERY_HOUR: hours, EVERY_OTHER: hours[hours.hour % 2 == 0], ONCE: hours[hours.hour == 0]}
    log = pd.concat(pd.DataFrame({"start_time": times, "team": team}) for team, times in teams.items())
    log["model"] = log["start_time"].dt.hour.map(lambda hour: "haiku" if hour < 6 else "gpt-4o")
    log["user"] = "ada"
    folder = tmp_path_factory.mktemp("lines")
    log.assign(start_time=log["start_time"].dt.tz_convert("UTC")).to_parquet(folder / "log.parquet")
    return write_notebook(folder / "lines.ipynb", SETUP.format(log=str(folder / "log.parquet")), *CELLS, title="Lines")


@pytest.fixture
def live(shared):
    """The page at its top, with everything in view and nothing selected."""
    yield shared
    shared.keyboard.press("Escape")
    if shared.locator(f"{OWN} nav button").count():
        shared.locator(f"{OWN} nav button").first.click()
    if clear(shared).is_visible():
        clear(shared).click()
    whole(shared).click()
    expect(in_view(shared)).to_have_text(WHOLE)


def lines(page):
    return page.locator(OWN).first


def in_view(page):
    return lines(page).locator(".uw-in-view")


def cursor(page):
    return lines(page).locator(".uw-plot").get_by_role("slider")


def whole(page):
    return lines(page).get_by_role("button", name="Whole period")


def clear(page):
    return lines(page).get_by_role("button", name="Clear selection")


def requests(page):
    """What the chart beside it counts."""
    return page.locator("[data-usage-widget=drill_chart] .uw-total-number")


def path(page):
    return json.loads(lines(page).get_attribute("data-path"))


def stands_at(page, *names):
    expect(lines(page).locator("nav li")).to_have_text(["All", *names])


def place(page, day):
    """Where a day is in the picture, a bit below its top."""
    cursor(page).focus()
    page.keyboard.press("Home")
    while not cursor(page).get_attribute("aria-valuetext").startswith(day):
        page.keyboard.press("ArrowRight")
    box = cursor(page).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + 40


def brush(page, first, last):
    (left, y), (right, _) = place(page, first), place(page, last)
    page.mouse.move(left, y)
    page.mouse.down()
    page.mouse.move(right, y, steps=5)
    page.mouse.up()


def test_the_wheel_zooms_down_to_hours_and_a_button_back(live):
    live.mouse.move(*place(live, "Apr 10"))
    for _ in range(40):
        if "by day" in in_view(live).text_content():
            live.mouse.wheel(0, -120)
    expect(in_view(live)).to_have_text(re.compile(r"^In view: Apr (8|9), 2026.* by hour · total \d+$"))
    expect(lines(live).get_by_role("status")).to_have_text(in_view(live).text_content())
    whole(live).click()
    expect(in_view(live)).to_have_text(WHOLE)


def test_a_wheel_that_scrolls_the_page_scrolls_on_over_the_picture(live):
    """It zooms for a pointer that went there, not for one that the page was scrolled under."""
    live.evaluate("scrollTo(0, 0)")
    live.mouse.move(640, lines(live).locator(".uw-plot").bounding_box()["y"] - 40)
    for turn in (120, -120):
        for _ in range(4):
            before = live.evaluate("scrollY")
            live.mouse.wheel(0, turn)
            live.wait_for_function(f"scrollY !== {before} || scrollY === 0")
    expect(in_view(live)).to_have_text(WHOLE)


def test_the_dates_are_those_in_view_and_a_day_leads_back_to_them(live):
    dates = [lines(live).get_by_label(name, exact=True) for name in ("From", "To")]
    live.mouse.move(*place(live, "Apr 10"))
    live.mouse.wheel(0, -480)
    zoomed = "In view: Mar 26 – Apr 17, 2026 by day · total 849"
    expect(in_view(live)).to_have_text(zoomed)
    assert [date.input_value() for date in dates] == ["2026-03-26", "2026-04-17"]
    lines(live).get_by_role("button", name="search", exact=True).click()
    stands_at(live, "search")
    expect(in_view(live)).to_have_text(re.compile("^In view: Mar 26 – Apr 17, 2026 by day"))
    live.keyboard.press("Enter")
    expect(in_view(live)).to_have_text("In view: Apr 10, 2026 by hour · total 24")
    live.keyboard.press("Backspace")
    live.keyboard.press("Backspace")
    expect(in_view(live)).to_have_text(zoomed)


def test_a_brushed_range_filters_the_chart_and_the_chart_the_lines(live):
    expect(requests(live)).to_have_text("2,200")
    brush(live, "Mar 3", "Mar 5")
    expect(requests(live)).to_have_text("111")
    expect(lines(live).locator(".uw-chosen-period")).to_contain_text("Selected: Mar 3 – 5, 2026")
    expect(lines(live).get_by_role("status")).to_have_text("Selected: Mar 3 – 5, 2026")
    clear(live).click()
    expect(requests(live)).to_have_text("2,200")
    expect(cursor(live)).to_be_focused()
    expect(lines(live).get_by_role("status")).to_have_text("No period is selected.")
    live.get_by_role("option", name=ONCE).click()
    expect(in_view(live)).to_have_text(WHOLE.replace("2,200", "60"))
    live.locator("[data-usage-widget=drill_chart] nav button").click()
    expect(in_view(live)).to_have_text(WHOLE)


def test_keys_move_and_zoom(live):
    press, slider = live.keyboard.press, cursor(live)
    slider.focus()
    press("End")
    expect(slider).to_have_attribute("aria-valuetext", "Apr 29, 2026, so far: search 12; platform 6; legal 1")
    press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "Apr 28, 2026: search 24; platform 12; legal 1")
    press("ArrowDown")
    expect(slider).to_have_attribute("aria-valuetext", "Apr 28, 2026: platform 12; search 24; legal 1")
    press("+")
    expect(in_view(live)).to_have_text("In view: Mar 30 – Apr 28, 2026 by day · total 1,110")
    press("0")
    expect(in_view(live)).to_have_text(WHOLE)


def test_keys_mark_one_range_in_several_goes(live):
    press, slider = live.keyboard.press, cursor(live)
    slider.focus()
    press("End")
    press("ArrowLeft")
    live.keyboard.down("Shift")
    press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Marked: Apr 27 – 28, 2026"))
    live.keyboard.up("Shift")
    expect(requests(live)).to_have_text("74")
    press("Shift+ArrowLeft")
    expect(requests(live)).to_have_text("111")
    press("Escape")
    expect(requests(live)).to_have_text("2,200")
    expect(slider).to_be_focused()
    press("Shift+ArrowLeft")
    expect(requests(live)).to_have_text("74")


def test_keys_find_and_open(live):
    press, slider = live.keyboard.press, cursor(live)
    slider.focus()
    press("[")
    smallest = re.compile(r"^Smallest value of (\w+) in view\. Mar \d+, 2026: \1 ")
    expect(slider).to_have_attribute("aria-valuetext", smallest)
    team = smallest.match(slider.get_attribute("aria-valuetext")).group(1)
    press("End")
    for _ in range(3):
        press("ArrowLeft")
    press("Enter")
    stands_at(live, "Apr 26, 2026")
    expect(in_view(live)).to_have_text("In view: Apr 26, 2026 by hour · total 37")
    expect(slider).to_be_focused()
    press("Backspace")
    stands_at(live)
    expect(slider).to_be_focused()
    press("Shift+Enter")
    stands_at(live, team)
    assert path(live) == [{"value": team}]
    expect(lines(live).locator(".uw-readout")).to_be_visible()
    press("Escape")
    expect(lines(live).locator(".uw-readout")).to_be_hidden()
    expect(slider).to_be_focused()
    press("Escape")
    expect(lines(live)).to_be_focused()


def test_days_are_set_by_date_and_by_thumb(live):
    first, last = (lines(live).get_by_label(name, exact=True) for name in ("From", "To"))
    start, end = (lines(live).get_by_role("slider", name=f"{side} of what is in view") for side in ("Start", "End"))
    first.fill("2026-03-28")
    last.fill("2026-04-03")
    expect(in_view(live)).to_have_text("In view: Mar 28 – Apr 3, 2026 by day · total 257")
    expect(start).to_have_attribute("aria-valuetext", "Mar 28, 2026")
    expect(end).to_have_attribute("aria-valuetext", "Apr 3, 2026")
    start.focus()
    live.keyboard.press("ArrowRight")
    expect(first).to_have_value("2026-03-29")
    expect(start).to_be_focused()
    end.focus()
    live.keyboard.press("PageUp")
    expect(in_view(live)).to_have_text("In view: Mar 29 – Apr 13, 2026 by day · total 590")
    first.fill("2026-04-20")
    expect(lines(live).get_by_role("alert")).to_have_text("The last day is before the first.")
    expect(end).to_have_attribute("aria-valuetext", "Apr 13, 2026")
    box = end.bounding_box()
    live.mouse.move(box["x"] + 12, box["y"] + 12)
    live.mouse.down()
    live.mouse.move(box["x"] + 900, box["y"] + 12, steps=4)
    live.mouse.up()
    expect(last).to_have_value("2026-04-29")


def test_a_hidden_line_is_in_no_number_and_stays_in_the_legend(live):
    toggle = lines(live).get_by_role("button", name="Show search")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(toggle).to_be_focused()
    expect(in_view(live)).to_have_text(WHOLE.replace("2,200", "773"))
    live.keyboard.press("Space")
    expect(in_view(live)).to_have_text(WHOLE)


def test_a_click_opens_a_line_and_a_day_and_the_path_leads_back(live):
    lines(live).get_by_role("button", name="search", exact=True).click()
    stands_at(live, "search")
    expect(requests(live)).to_have_text("1,427")
    expect(cursor(live)).to_be_focused()
    place(live, "Mar 10")
    spot = lines(live).locator(".uw-spot.uw-current")
    expect(spot).to_have_count(1)
    box = spot.bounding_box()
    live.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    stands_at(live, "search", "Mar 10, 2026")
    expect(in_view(live)).to_have_text("In view: Mar 10, 2026 by hour · total 24")
    expect(requests(live)).to_have_text("24")
    lines(live).get_by_role("button", name="search", exact=True).click()
    stands_at(live, "search")
    lines(live).get_by_role("button", name="All", exact=True).click()
    stands_at(live)
    expect(requests(live)).to_have_text("2,200")


def test_the_table_holds_what_is_in_view(live):
    cursor(live).focus()
    live.keyboard.press("t")
    rows = lines(live).locator("tbody tr")
    expect(rows).to_have_count(60)
    expect(rows.last).to_have_text("Apr 29, 20261261so far")
    lines(live).get_by_label("From", exact=True).fill("2026-04-28")
    expect(rows).to_have_count(48)
    expect(rows.first).to_have_text(re.compile(r"^Apr 28, 2026, 12:00\sAM111$"))
    cursor(live).focus()
    live.keyboard.press("t")
    live.keyboard.press("t")
    live.keyboard.press("Escape")
    expect(cursor(live)).to_be_focused()
    live.keyboard.press("t")
    expect(rows).to_have_count(0)


def test_a_finger_selects_sideways_and_scrolls_upwards(open_page, voila_url, notebook):
    page = open_page(has_touch=True)
    page.goto(voila_url(notebook))
    expect(in_view(page)).to_have_text(WHOLE)
    expect(lines(page).locator(".uw-hint")).to_contain_text("Drag sideways to select a period")
    finger, box = page.context.new_cdp_session(page), lines(page).locator(".uw-plot").bounding_box()

    def drag(*way):
        spots = [{"x": box["x"] + x, "y": box["y"] + y} for x, y in way]
        for kind, touched in (
            ("touchStart", spots[:1]),
            *(("touchMove", [spot]) for spot in spots[1:]),
            ("touchEnd", []),
        ):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    drag((300, 150), (330, 150), (380, 150), (420, 150))
    expect(clear(page)).to_be_visible()
    chosen = lines(page).locator(".uw-chosen-period").text_content()
    drag((300, 200), (300, 170), (300, 110), (300, 50))
    page.wait_for_function("scrollY > 50")
    expect(lines(page).locator(".uw-chosen-period")).to_have_text(chosen)


def test_a_forecast_needs_no_colour(live):
    chart = live.locator(OWN).last
    chart.get_by_role("slider").first.focus()
    live.keyboard.press("End")
    expect(chart.get_by_role("slider").first).to_have_attribute(
        "aria-valuetext", re.compile(r"^May 12, 2026, forecast: Requests 37; 80% range \d+ to \d+; 95% range")
    )
    assert chart.locator(".uw-stroke.uw-outlook").evaluate("one => getComputedStyle(one).strokeDasharray") != "none"
    assert chart.locator(".uw-band .uw-hatch").count() == 1
    expect(chart.locator(".uw-flag").filter(has_text="Forecast")).to_have_count(1)


MODES = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"color_scheme": "dark", "forced_colors": "active"}]


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(live, axe, mode):
    live.emulate_media(**mode)
    brush(live, "Mar 3", "Mar 5")
    expect(clear(live)).to_be_visible()
    assert axe(live, OWN) == []
    small = "all => all.map((one) => [one.outerHTML, one.getBoundingClientRect()]).filter(([, { width, height }]) => width < 24 || height < 24).map(([name]) => name)"
    assert lines(live).locator("button:visible, select, input, summary, .uw-thumb").evaluate_all(small) == []
    live.emulate_media(color_scheme="light", forced_colors="none")


def test_nothing_is_cut_off_where_it_is_narrow(live):
    live.set_viewport_size({"width": 320, "height": 640})
    live.wait_for_function("document.querySelector('.uw-plot').clientWidth < 300")
    assert live.evaluate("document.scrollingElement.scrollWidth") == 320
    live.set_viewport_size({"width": 1280, "height": 900})


def test_in_lab_the_two_filter_each_other_and_keys_are_their_own(page, run_in_lab, notebook):
    run_in_lab(page, notebook)
    expect(in_view(page)).to_have_text(WHOLE, timeout=60_000)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    brush(page, "Mar 3", "Mar 5")
    expect(requests(page)).to_have_text("111")
    for key in ("d", "d", "a", "b", "m", "x", "ArrowDown", "ArrowUp", "[", "]"):
        page.keyboard.press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    clear(page).click()
    expect(requests(page)).to_have_text("2,200")
    page.get_by_role("option", name=ONCE).click()
    expect(in_view(page)).to_have_text(WHOLE.replace("2,200", "60"))
