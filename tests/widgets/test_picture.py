"""Pictures that stand alone."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.widgets import _palette
from usage_widgets.widgets._picture import INNER, Drawing, picture_of, table_drawing
from usage_widgets.widgets._text_width import ELLIPSIS, fitted, width_of, wrapped
from usage_widgets.widgets.drill_chart.picture import Mark, bars, stretches

SVG = "{http://www.w3.org/2000/svg}"
BLUE = _palette.SERIES[1]
GREY = _palette.SERIES[0]


def chart(costs, names=None, **options):
    names = names or [f"model-{at}" for at in range(len(costs))]
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": names, "user": "ada", "cost": costs})
    return uw.DrillChart(frame, path=["model", "user"], **options)


def root_of(widget):
    return ET.fromstring(widget.picture())


def texts(root):
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def rects(root, colour=BLUE):
    return [
        (float(one.get("x")), float(one.get("width"))) for one in root.iter(f"{SVG}rect") if one.get("fill") == colour
    ]


def test_it_tells_its_name_and_its_words(usage):
    one = uw.DrillChart(usage)
    root = root_of(one)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Cost by Model"
    assert root.find(f"{SVG}desc").text == one.summary


def test_bars_are_as_long_as_their_numbers(usage):
    one = uw.DrillChart(usage)
    root = root_of(one)
    numbers = one.table()["cost"].tolist()
    assert [width / rects(root)[0][1] for _, width in rects(root)] == pytest.approx(
        [number / numbers[0] for number in numbers], abs=0.01
    )
    for row in one.worded_table()[1:]:
        assert set(row) <= set(texts(root))


def test_the_rest_is_grey():
    root = root_of(chart([5, 4, 3, 2, 1], top=2))
    assert len(rects(root)) == 2
    assert len(rects(root, GREY)) == 1
    assert "Other (3)" in texts(root)


def test_values_below_zero_go_to_the_left_and_small_ones_stay_visible():
    root = root_of(chart([1000, -500, 0.001, 0, None]))
    (plus, plus_width), (small, small_width), (minus, minus_width) = rects(root)
    assert minus + minus_width == pytest.approx(plus, abs=0.2)
    assert minus_width == pytest.approx(plus_width / 2, abs=0.2)
    assert (small, small_width) == (plus, 2)
    assert texts(root)[-2:] == ["model-4", "unknown"]


def test_stretches_are_parts_of_the_width():
    marks = [Mark("a", (), 3), Mark("b", (), -1), Mark("c", (), None)]
    assert stretches(marks) == (0.25, [(0.25, 0.75), (0, 0.25), (0.25, 0)])
    assert stretches([]) == (0, [])


def test_a_ring_wears_a_colour_a_slice_and_grey_for_the_rest():
    root = root_of(chart([9, 8, 7, 6, 5, 4, 3, 2, 1], kind="pie", top=8))
    slices = [one.get("fill") for one in root.iter(f"{SVG}path") if one.get("data-slot")]
    assert slices == [*_palette.SERIES[1:], GREY, GREY, GREY]
    assert "9 models" in texts(root)


def test_one_group_is_a_whole_ring():
    (whole,) = [one for one in root_of(chart([5], kind="pie")).iter(f"{SVG}path") if one.get("data-slot")]
    assert whole.get("d").count("M") == 2


@pytest.mark.parametrize(
    ("costs", "options"), [([3, -1], {}), ([3, 1], {"measure": "cost_per_request"}), ([0, 0], {})], ids=str
)
def test_what_no_ring_can_show_is_bars(costs, options):
    root = root_of(chart(costs, kind="pie", **options))
    assert not [one for one in root.iter(f"{SVG}path") if one.get("data-slot")]


def test_nothing_is_said_in_words():
    root = root_of(chart([1]).drill("none such"))
    assert texts(root)[-1] == "Cost by User, within none such: nothing to show."


def test_a_picture_of_a_path_is_named_by_what_it_shows():
    one = chart([2, 1]).drill("model-0")
    assert root_of(one).find(f"{SVG}title").text == "Cost by User, within model-0"
    one = chart([2, 1], title="Mine").drill("model-0")
    assert root_of(one).find(f"{SVG}title").text == "Mine"


def test_names_are_cut_escaped_and_kept_from_turning_what_follows():
    long, right, bad = "x" * 300, "שלום (1)", 'a\x01<b>"&\u202ec'
    root = root_of(chart([3, 2, 1], [long, right, bad]))
    (cut,) = [one for one in root.iter(f"{SVG}text") if one.find(f"{SVG}title") is not None and one.get("x") == "0.0"]
    assert cut.find(f"{SVG}title").text == long
    assert cut.find(f"{SVG}title").tail.endswith(ELLIPSIS)
    (turned,) = [one for one in root.iter(f"{SVG}text") if one.text == right]
    assert (turned.get("direction"), turned.get("text-anchor")) == ("rtl", "end")
    assert 'a\ufffd<b>"&c' in texts(root)


def test_no_text_leaves_its_room():
    for text in ("claude-sonnet-4-5", "漢字" * 40, "🦜" * 40, "M" * 80, "e\u0301" * 80):
        for room in (20, 60, 300):
            assert width_of(fitted(text, room, 13), 13) <= max(room, 13)


def test_a_family_is_not_torn_apart():
    family = "👩\u200d👩\u200d👧"
    assert {fitted(family * 3, room, 13).rstrip(ELLIPSIS) for room in range(14, 130)} <= {
        family * count for count in range(4)
    }


def test_two_hundred_bars_are_drawn_at_once():
    marks = [Mark(f"a-model-of-some-name-{at}", ("$1,234.50", "0.5%"), at) for at in range(200)]
    bars(marks)
    took = min(_seconds(marks) for _ in range(5))
    assert took < 0.005 * 3  # measured 3 ms; room for a busy machine


def _seconds(marks):
    start = process_time()
    bars(marks)
    return process_time() - start


def test_figures_stand_as_tiles(usage):
    root = root_of(uw.Headline(usage, measures=["cost", "requests", "users", "tokens", "failures", "cache_rate"]))
    assert {"Cost", "$20.00", "Requests", "9"} <= set(texts(root))
    places = {one.get("x") for one in root.iter(f"{SVG}text")}
    assert len(places) == 4  # the heading's, and three columns


def test_a_table_shows_its_first_rows_and_says_how_many_more():
    rows = [("Model", "Cost"), *((f"m{at}", f"${at}.00") for at in range(1_042))]
    root = ET.fromstring(picture_of("t", "", "", table_drawing(rows, locale="de"), locale="de"))
    shown = texts(root)
    assert shown[-1] == "1.002 weitere Zeilen"
    assert "m39" in shown
    assert "m40" not in shown


def test_a_wide_table_stays_inside():
    rows = [tuple("a long heading" for _ in range(12)), tuple("a cell with more than fits" for _ in range(12))]
    svg = f"<svg>{table_drawing(rows, locale='en').svg}</svg>"
    for one in ET.fromstring(svg).iter("text"):
        shown = (one[0].tail if len(one) else one.text) or ""
        left = float(one.get("x")) - (width_of(shown, 13) if one.get("text-anchor") else 0)
        assert 0 <= left <= INNER


def test_an_empty_table_is_no_picture():
    assert table_drawing([("Model", "Cost")], locale="en") == Drawing("", 0)


def test_pictures_wear_the_colours_of_the_page():
    tokens = Path(_palette.__file__).with_name("_kit").joinpath("tokens.css").read_text("utf-8")
    light = dict(re.findall(r"--uw-([\w-]+): (?:light-dark\()?(#\w{6})", tokens))
    for name in ("surface", "line", "axis", "ink", "muted"):
        assert light[name] == getattr(_palette, name.upper())
    assert tuple(light[f"series-{at}"] for at in range(7)) == _palette.SERIES


def test_names_stand_on_the_left_of_figures():
    rows = [("Model", "User", "Cost"), ("gpt", "ada", "$1")]
    root = ET.fromstring(f"<svg>{table_drawing(rows, locale='en', names=2).svg}</svg>")
    assert [one.get("text-anchor") for one in root.iter("text")] == [None, None, "end"] * 2


def test_a_quality_card_lists_what_was_found():
    card = uw.QualityCard(uw.Usage.demo(days=7, requests=500, end="2026-06-30"))
    shown = texts(root_of(card))
    assert card.summary not in shown
    for row in card.worded_table()[1:]:
        assert set(row[:2]) <= set(shown)


@pytest.mark.parametrize(
    "text", ["Largest by cost: gpt-4.1 with $18.75, then o3. " * 4, "x" * 900, "a " + "漢" * 200 + " z"]
)
def test_a_paragraph_stays_inside_and_loses_nothing_but_its_end(text):
    lines = wrapped(text, 300, 13, most=4)
    assert len(lines) <= 4
    assert all(width_of(line, 13) <= 300 for line in lines)
    assert all(line.rstrip(ELLIPSIS) in text for line in lines)
    if not any(line.endswith(ELLIPSIS) for line in lines[:-1]):
        assert text.startswith(" ".join(lines[:-1]))
