"""Lines drawn without a browser: where they should be, with gaps, and no more points than can be seen."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from usage_widgets.selection import OTHER
from usage_widgets.widgets._palette import SERIES
from usage_widgets.widgets._picture import INNER
from usage_widgets.widgets._timeline.axes import time_marks, value_marks
from usage_widgets.widgets._timeline.moments import MOST_LANES, Moment, flags_of
from usage_widgets.widgets._timeline.numbers import TOTAL, Line, Numbers, end_of, millisecond
from usage_widgets.widgets._timeline.paint import CARD
from usage_widgets.widgets._timeline.silent import silent
from usage_widgets.widgets._timeline.sketch import Coming, Sketch
from usage_widgets.widgets._timeline.strokes import MOST_POINTS, Stroke, thinned


def numbers(*values, every="day", partial=(), start="2026-03-01", zone="Europe/Berlin"):
    frequency = {"hour": "h", "day": "D", "month": "MS"}[every]
    times = pd.date_range(start, periods=len(values[0]), freq=frequency, tz=zone)
    steps = [TOTAL] if len(values) == 1 else [*map(str, range(len(values) - 1)), OTHER]
    lines = tuple(Line(step, np.array(line, dtype=float)) for step, line in zip(steps, values, strict=True))
    return Numbers("cost", every, times, end_of(times[-1], every), tuple(partial), lines)


def sketch(shown, coming=None):
    labels = [f"<line {at}>" for at in range(len(shown.lines))]
    return Sketch(shown, coming, labels, lambda value: f"{value:g}", "en")


def drawn(shown, coming=None):
    return ET.fromstring(f"<svg>{sketch(shown, coming).drawing().svg}</svg>")


def strokes(root, slot=1):
    return [one.get("d") for one in root.iter("path") if one.get("style") == f"stroke:{SERIES[slot]}"]


def points(path):
    return [tuple(map(float, point.split())) for point in path.removeprefix("M").split("L")]


def test_a_line_has_a_point_in_the_middle_of_each_step():
    [path] = strokes(drawn(numbers([0, 2, 4])))
    (x1, y1), (x2, y2), (x3, y3) = points(path)
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.2)
    assert y1 > y3


def test_a_gap_stays_a_gap_and_a_lone_point_is_a_dot():
    root = drawn(numbers([1, 2, np.nan, 3, np.nan, 4, 5]))
    assert [len(points(path)) for path in strokes(root)] == [2, 2]
    assert len([*root.iter("circle")]) == 1


def test_a_step_that_is_not_over_is_dashed_and_hollow():
    root = drawn(numbers([1, 2, 3], partial=[2]))
    dashed = [one for one in root.iter("path") if one.get("stroke-dasharray") == "1 4"]
    assert [len(points(one.get("d"))) for one in dashed] == [2]
    assert len([*root.iter("circle")]) == 1


def test_below_zero_there_is_room():
    root = drawn(numbers([-3, 2]))
    labels = [one.text for one in root.iter("text")]
    assert {"-4", "0", "2"} <= {*labels}


def test_of_many_points_the_highest_and_the_lowest_stay():
    random = np.random.default_rng(1).normal(size=20_000)
    random[[777, 13_131]] = -50, 70
    shown = thinned(Stroke(np.arange(20_000.0), random, np.zeros(20_000, dtype=bool)))
    assert len(shown.x) <= MOST_POINTS + 1
    assert (shown.y.min(), shown.y.max(), shown.x[-1]) == (-50, 70, 19_999)
    assert (np.diff(shown.x) > 0).all()


def test_a_forecast_begins_at_a_rule_that_says_so():
    shown = numbers([1, 2, 3], partial=[2])
    coming_times = pd.date_range(shown.times[-1], periods=3, freq="D")
    flat = np.full(3, 2.5)
    bands = {80: (flat - 1, flat + 1), 95: (flat - 2, flat + 2)}
    coming = Coming(coming_times, coming_times[-1] + pd.Timedelta(days=1), (Line(TOTAL, flat),), bands)
    root = drawn(shown, coming)
    assert "Forecast" in [one.text for one in root.iter("text")]
    assert len([*root.iter("polygon")]) == 2
    [ahead] = [one.get("d") for one in root.iter("path") if one.get("stroke-dasharray") == "6 4"]
    assert len(points(ahead)) == 4  # from the last whole step on
    outer, inner = ([float(y) for y in one.get("points").split()[1::2]] for one in root.iter("polygon"))
    assert min(outer) < min(inner) < max(inner) < max(outer)


def forecast_of(shown, days=10):
    times = pd.date_range(shown.end, periods=days, freq="D")
    flat = np.full(days, 2.5)
    bands = {80.0: (flat - 1, flat + 1), 95.0: (flat - 2, flat + 2)}
    return Coming(times, times[-1] + pd.Timedelta(days=1), (Line(TOTAL, flat),), bands)


def test_a_forecast_is_told_without_colour_how_sure_it_is_and_when_things_happen():
    shown = numbers(range(20))
    moments = [
        Moment(millisecond(shown.times[3]), "new team"),
        Moment(millisecond(shown.end) + 86_400_000, "Budget used up", (millisecond(shown.end), 4_000_000_000_000)),
        Moment(0, "long ago"),
    ]
    sketch = Sketch(shown, forecast_of(shown), ["x"], str, "en", moments)
    root = ET.fromstring(f"<svg>{sketch.drawing().svg}</svg>")
    said = [one.text for one in root.iter("text")]
    assert {"Forecast", "new team", "Budget used up", "80%", "95%"} <= {*said}
    assert "long ago" not in said
    places = {one.text: float(one.get("y")) for one in root.iter("text")}
    assert places["95%"] < places["80%"]
    assert places["Budget used up"] < places["Forecast"] == places["new team"]  # a lane of its own
    assert len([one for one in root.iter("path") if one.get("stroke-dasharray") == "3 3"]) == 2
    [hatch] = [one.get("d") for one in root.iter("path") if one.get("stroke-opacity") == "0.45"]
    assert hatch.count("M") > 20
    [around] = [one.get("d") for one in root.iter("path") if one.get("fill-opacity") == "0.06"]
    assert f"H{sketch.plane.right:.1f}V" in around  # no further than the picture


def test_names_above_a_plot_do_not_cover_each_other():
    flags = flags_of([(x, f"an event of some name {x}") for x in range(100, 800, 40)])
    for lane in range(MOST_LANES):
        boxes = sorted(flag.box for flag in flags if flag.lane == lane)
        assert all(one[1] < other[0] for one, other in pairwise(boxes))
    assert all(flag.box[0] >= 0 and flag.box[1] <= INNER for flag in flags)
    assert {flag.lane for flag in flags} == {0, 1, 2}


def test_lines_have_their_numbers_and_the_rest_has_none():
    shown = numbers([1, 2], [3, 4], [9, 9])
    assert sketch(shown).slots == [1, 2, 0]
    texts = [one.text for one in drawn(shown).iter("text")]
    assert [text for text in texts if text in ("1", "2", "–")].count("–") == 2
    assert "<line 0>" in texts


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([0.0], [0, 1]),
        ([0.0, 100], [0, 50, 100]),
        ([0.0, 4.2], [0, 2, 4, 6]),
        ([-0.3, 0.0], [-0.3, -0.2, -0.1, 0]),
        ([0.0, 1e9], [0, 5e8, 1e9]),
    ],
)
def test_values_are_marked_by_round_numbers(values, marks):
    assert value_marks(np.array(values)) == pytest.approx(marks)


@pytest.mark.parametrize("locale", ["en", "de", "ar"])
@pytest.mark.parametrize("every", ["hour", "day", "month"])
def test_dates_do_not_overlap(every, locale):
    shown = numbers(range(60), every=every, start="2026-01-01")
    svg = Sketch(shown, None, ["x"], str, locale).drawing().svg
    assert "<text" in svg
    assert 2 <= len([*time_marks(shown.times, every, locale=locale)]) <= 9


def test_hours_of_the_longer_night_are_all_there():
    shown = numbers(range(25), every="hour", start="2026-10-25")
    [path] = strokes(drawn(shown))
    across = [x for x, _ in points(path)]
    assert np.diff(across) == pytest.approx([np.diff(across)[0]] * 24, abs=0.2)


def test_a_picture_of_a_card_follows_its_colours():
    svg = sketch(numbers([1, 2, 3])).drawing(CARD).svg
    assert "var(--uw-series-1,#0a84eb)" in svg
    assert not re.search(r'(fill|stroke)="#', svg)


def test_a_page_keeps_its_words_as_large_as_ever_and_leaves_none_where_its_style_is_taken_away():
    shown = numbers(range(20), range(20))
    moments = [Moment(millisecond(shown.times[3]), 'a "new" <team>')]
    card = Sketch(shown, None, ["x", "y"], lambda value: f"{value:g}", "en", moments)
    page = BeautifulSoup(silent(card.drawing(CARD, names=False).svg, card.plane), "html.parser")
    assert page.get_text() == ""
    assert not page.find_all(["text", "circle", "foreignobject"])
    assert page.find("svg")["preserveaspectratio"] == "none"
    assert {one["vector-effect"] for one in page.find_all("path")} == {"non-scaling-stroke"}
    words = {one["data-label"]: one["style"] for one in page.find_all(attrs={"data-label": True})}
    assert 'a "new" <team>' in words
    assert {"0", "20", "1", "–", "Mar 1, 2026"} <= {*words}
    assert "left:-8.0px;top:0.0%" in words["20"]  # beside the plot, whatever its width
    assert "top:calc(100% + 16.0px)" in words["Mar 1, 2026"]
    assert "999" in words["Mar 4"]  # half of the dates need more room
    assert "999" not in words["Mar 1, 2026"]
    assert "font-size" not in str(page)


def test_a_name_that_runs_from_the_right_stands_beside_its_rule_too():
    shown = numbers(range(20))
    moments = [Moment(millisecond(shown.times[3]), "שלום"), Moment(millisecond(shown.times[19]), "שלום עולם")]
    card = Sketch(shown, None, ["x"], lambda value: f"{value:g}", "en", moments)
    page = BeautifulSoup(silent(card.drawing(CARD, names=False).svg, card.plane), "html.parser")
    words = {one["data-label"]: one["style"] for one in page.find_all(attrs={"data-label": True})}
    assert "translate(0,-50%)" in words["שלום"]  # to the right of its rule
    assert "translate(-100%,-50%)" in words["שלום עולם"]  # to its left, as the picture ends there
