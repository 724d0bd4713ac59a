"""What a page or a log may hold does no harm."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.widgets._path import dated_steps_from_json

from .conftest import log_of

NAMES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "\u202eevil\u2069 name",
    "a\0b",
    "x" * 3_000,
]


@pytest.fixture(scope="module")
def chart():
    log = log_of("2026-03-01", "2026-03-20", count=400)
    names = [name.replace("\0", "") for name in NAMES]
    log["team"] = [names[at % len(names)] for at in range(len(log))]
    return uw.TimeSeries(log, by="team", measure="requests", forecast=3)


def test_names_are_escaped_in_pictures_and_pages(chart, tmp_path):
    root = ET.fromstring(chart.picture())
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "g",
        "path",
        "circle",
    }
    for written in (chart.save(tmp_path / "x.html").read_text("utf-8"), chart._static_html()):
        assert "<script" not in written
        assert "<img" not in written
    table = chart.save(tmp_path / "x.csv").read_text("utf-8")
    assert "'=HYPERLINK(1)" in table
    assert ",=HYPERLINK" not in table


def test_names_cannot_turn_the_words_around_them(chart):
    said = chart.said
    assert said.count("\u2068") == said.count("\u2069") == 3
    assert "\u202e" not in said
    assert "\u2068" not in chart.summary


@pytest.mark.parametrize(
    "path",
    [
        [datetime(2026, 3, 5, tzinfo=UTC)],
        [pd.Timestamp("2026-03-05")],
        [date(2026, 3, 5), date(2026, 3, 6)],
        [date(1066, 10, 14)],
        [date(2999, 1, 1)],
        [1.5],
        [True],
        ["a", "b", "c"],
        [{"day": "2026-03-05"}],
        ["a\0b"],
        [["a"]],
    ],
)
def test_what_is_no_path_is_refused(chart, path):
    with pytest.raises(uw.InvalidArgument, match="path: "):
        chart.path = path
    assert chart.path == []


@pytest.mark.parametrize(
    "step",
    [
        {"day": "2026-02-30"},
        {"day": "20260305"},
        {"day": 5},
        {"day": "2026-03-05", "value": 1},
        {"day": None},
        "2026-03-05",
    ],
)
def test_what_is_no_day_on_the_wire_stays_none(step):
    [read] = dated_steps_from_json([step])
    assert isinstance(read, dict)


def test_a_day_goes_through_the_wire_and_back(chart):
    assert dated_steps_from_json([{"day": "2026-03-05"}, {"other": True}]) == [date(2026, 3, 5), uw.OTHER]


@pytest.mark.parametrize(
    ("trait", "value", "error"),
    [
        ("measure", "costs", "did you mean 'cost'"),
        ("every", "fortnight", "every"),
        ("hidden", [1.5], "hidden: expected texts"),
        ("hidden", [5], "hidden: team"),
        ("selected", ["a"], "with the path at that level"),
    ],
)
def test_other_traits_keep_what_they_have(chart, trait, value, error):
    before = getattr(chart, trait)
    with pytest.raises(Exception, match=error):
        setattr(chart, trait, value)
    assert getattr(chart, trait) == before


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"by": "tema"}, "did you mean 'team'"),
        ({"by": []}, "by: expected one name or a list"),
        ({"by": ["team", "team"]}, "each once"),
        ({"every": "fortnight"}, "unknown step"),
        ({"measure": "costs"}, "did you mean 'cost'"),
        ({"top": 7}, "top: expected a whole number from 1 to 6"),
        ({"forecast": 0}, "forecast: expected a whole number from 1 to 732"),
        ({"forecast": "30"}, "forecast: expected a whole number"),
        ({"selection": {}}, "selection: expected a Selection"),
        ({"tpo": 3}, "unknown keyword of TimeSeries"),
    ],
)
def test_wrong_arguments_are_told(usage, options, error):
    with pytest.raises(uw.UsageWidgetsError, match=error):
        uw.TimeSeries(usage, **options)
