from __future__ import annotations

import json
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
import traitlets

import usage_widgets as uw
from usage_widgets.errors import InvalidArgument, UnknownName
from usage_widgets.selection import OTHER, Clause
from usage_widgets.widgets.change_waterfall.change_waterfall import ChangeWaterfall

MINUS = "\N{MINUS SIGN}"
HOSTILE = '<script>alert("x")</script>\u202e'


def log(rows):
    """Calls of April and May: (month, model, team, user, cost), each with 100 tokens."""
    frame = pd.DataFrame(rows, columns=["month", "model", "team", "user", "cost"])
    frame["start_time"] = [f"2026-{month:02d}-02T08:00:00Z" for month in frame.pop("month")]
    return uw.Usage.from_frame(frame.assign(uncached_input_tokens=60, output_tokens=40)).with_as_of("2026-06-01")


@pytest.fixture(scope="module")
def usage():
    """April $10.00, May $17.00: a goes from 6 to 8 on twice as many calls, b from 3 to 4, c is new with 5, d is gone."""
    return log(
        [
            (4, "a", "search", "ada", 6.0),
            (4, "b", "search", "bob", 3.0),
            (4, "d", "legal", "ada", 1.0),
            (5, "a", "search", "ada", 5.0),
            (5, "a", "legal", "cyd", 3.0),
            (5, "b", "search", "bob", 4.0),
            (5, "c", "legal", "ada", 5.0),
        ]
    )


def waterfall(usage, **options):
    return ChangeWaterfall(usage, period="2026-05", **options)


def scene(widget):
    return widget.content["scenes"][widget.part or widget.view]


def figures(widget):
    return {mark["label"]: mark["value"] for mark in scene(widget)["marks"]}


def test_the_causes_lead_from_one_total_to_the_other(usage):
    widget = waterfall(usage)
    shown = figures(widget)
    assert ([*shown][:1], [*shown][-1:]) == (["April 2026"], ["May 2026"])
    assert (shown["April 2026"], shown["May 2026"]) == ("$10.00", "$17.00")
    assert (shown["New groups"], shown["Groups that are gone"]) == ("+$5.00", f"{MINUS}$1.00")
    marks = scene(widget)["marks"]
    for before, after in pairwise(marks[:-1]):
        assert after["start"] == before["end"]
    assert marks[-2]["end"] == pytest.approx(17.0, abs=1e-9)
    assert sum(mark["number"] or 0 for mark in marks) == pytest.approx(7.0, abs=1e-9)


def test_the_groups_come_by_the_size_of_their_change_and_the_rest_is_one_bar(usage):
    widget = waterfall(usage, top=2)
    widget.view = "groups"
    assert figures(widget) == {
        "April 2026": "$10.00",
        "c": "+$5.00",
        "a": "+$2.00",
        "2 others": "$0.00",
        "May 2026": "$17.00",
    }
    assert [mark["isOther"] for mark in scene(widget)["marks"]] == [False, False, False, True, False]


def test_a_part_shows_the_groups_that_make_it(usage):
    widget = waterfall(usage)
    widget.part = "new"
    assert widget.view == "groups"
    assert figures(widget) == {"c": "+$5.00", "New groups, in all": "+$5.00"}
    widget.view = "parts"
    assert widget.part == ""


def test_the_one_number_is_that_of_the_picture(usage):
    widget = waterfall(usage)
    assert (scene(widget)["number"], scene(widget)["label"]) == ("+$7.00", "+70.0% · April 2026 to May 2026")
    widget.part = "gone"
    assert scene(widget)["number"] == f"{MINUS}$1.00"
    assert scene(widget)["label"].startswith("Groups that are gone, of +$7.00 in all")


def test_parts_within_a_group_are_said_to_be_its_own(usage):
    widget = waterfall(usage).drill("a")
    assert "Within a the parts are worked out anew" in " ".join(scene(widget)["notes"])
    widget.view = "groups"
    assert "anew" not in " ".join(scene(widget)["notes"])


def test_shares_are_of_the_change_and_one_against_it_is_below_zero(usage):
    widget = waterfall(usage)
    widget.view = "groups"
    shares = {mark["label"]: mark["percent"] for mark in scene(widget)["marks"]}
    assert shares == {"April 2026": "", "c": "71.4%", "a": "28.6%", "b": "14.3%", "d": f"{MINUS}14.3%", "May 2026": ""}
    named = [mark["name"] for mark in scene(widget)["marks"]]
    assert f"d: down $1.00, {MINUS}14.3% of the change" in named


def test_drilling_narrows_and_splits_by_the_next_dimension(usage):
    widget = waterfall(usage)
    assert widget.levels == ("model", "team", "user")
    widget.view = "groups"
    widget.drill("a")
    assert widget.content["crumbs"] == ["a"]
    assert figures(widget) == {"April 2026": "$6.00", "legal": "+$3.00", "search": f"{MINUS}$1.00", "May 2026": "$8.00"}
    assert widget.drill("legal").drill("cyd").selected == ["cyd"]
    assert widget.drill("cyd").selected == []
    assert widget.up().path == ["a"]


def test_up_leaves_a_part_after_the_groups(usage):
    widget = waterfall(usage)
    widget.part = "volume"
    widget.drill("a")
    assert (widget.up().path, widget.part) == ([], "volume")
    assert (widget.up().part, widget.view) == ("", "parts")
    widget.part = "volume"
    widget.drill("a").reset()
    assert (widget.path, widget.part, widget.view) == ([], "", "parts")


def test_it_filters_the_others_and_not_itself(usage):
    selection = uw.Selection()
    widget = waterfall(usage, selection=selection)
    widget.drill("a")
    assert selection.clauses() == (Clause("model", ("a",)),)
    assert widget.seen.filters == {}
    selection.set("user", ["ada"])
    assert widget.explanation.current == 5.0
    selection.remove(Clause("model", ("a",)))
    assert widget.path == []


def test_a_period_of_others_does_not_narrow_it(usage):
    selection = uw.Selection()
    widget = waterfall(usage, selection=selection)
    selection.set("time", ("2026-05-01", "2026-06-01"))
    assert widget.explanation.previous == 10.0


def test_taking_a_choice_away_keeps_the_path(usage):
    selection = uw.Selection()
    widget = waterfall(usage, selection=selection)
    widget.drill("a").drill("legal").drill("cyd")
    assert selection.filters == {"model": ["a"], "team": ["legal"], "user": ["cyd"]}
    selection.remove(Clause("user", ("cyd",)))
    assert (widget.path, widget.selected) == (["a", "legal"], [])


def test_the_table_sums_to_the_change_and_ends_with_the_whole(usage):
    widget = waterfall(usage)
    table = widget.table()
    parts = [*widget.explanation.totals.index]
    assert (table[parts].sum(axis=1) - table["change"]).abs().max() < 1e-9
    assert table["change"].sum() == pytest.approx(7.0)
    head, *_, last = widget.worded_table()
    assert head[:4] == ("Model", "April 2026", "May 2026", "Change")
    assert last[:4] == ("Total", "$10.00", "$17.00", "+$7.00")
    assert widget.content["table"]["foot"][3] == {"text": "+$7.00", "raw": 7.0}


def test_amounts_that_round_apart_are_said_to_be(usage):
    rows = [(4, "a", "t", "u", 1.0), (4, "b", "t", "u", 1.0), (5, "a", "t", "u", 1.004), (5, "b", "t", "u", 1.004)]
    widget = waterfall(log(rows))
    widget.view = "groups"
    assert "differs from the total by $0.01" not in " ".join(scene(widget)["notes"])
    rows = [(4, name, "t", "u", 0.015) for name in "ab"] + [(5, name, "t", "u", 0.03) for name in "ab"]
    widget = waterfall(log(rows))
    widget.view = "groups"
    assert figures(widget)["a"] == "+$0.02"
    assert "differs from the total by $0.01" in " ".join(scene(widget)["notes"])


def test_a_broken_axis_is_said(usage):
    rows = [
        (4, "a", "t", "u", 1000.0),
        (4, "b", "t", "u", 1000.0),
        (5, "a", "t", "u", 1010.0),
        (5, "b", "t", "u", 995.0),
    ]
    widget = waterfall(log(rows))
    widget.view = "groups"
    assert scene(widget)["isBroken"]
    assert scene(widget)["notes"][0].startswith("The axis is broken: it begins at $1,9")
    assert scene(waterfall(usage))["axis"][0] == 0


def test_changes_that_cancel_out_have_no_shares():
    rows = [(4, "a", "t", "u", 10.0), (4, "b", "t", "u", 10.0), (5, "a", "t", "u", 19.0), (5, "b", "t", "u", 1.01)]
    widget = waterfall(log(rows))
    widget.view = "groups"
    assert {mark["percent"] for mark in scene(widget)["marks"]} == {""}
    assert "The changes nearly cancel out" in " ".join(scene(widget)["notes"])


def test_no_change_says_so():
    widget = waterfall(log([(4, "a", "t", "u", 10.0), (5, "a", "t", "u", 10.0)]))
    assert scene(widget)["number"] == "$0.00"
    assert "No change." in scene(widget)["notes"]


def test_nothing_on_either_side_is_an_empty_state_in_words(usage):
    widget = waterfall(usage.where(user="nobody"))
    assert scene(widget)["marks"] == []
    assert widget.worded_table() == [("Model", "April 2026", "May 2026", "Change")]
    assert "There are no requests on either side." in widget.summary
    assert "Nothing to compare" in widget._static_html()


def test_all_new_where_the_earlier_side_has_nothing(usage):
    widget = waterfall(usage, against="2026-01")
    assert figures(widget) == {"January 2026": "$0.00", "New groups": "+$17.00", "May 2026": "$17.00"}
    assert scene(widget)["label"] == "January 2026 to May 2026"  # no relative change on nothing


def test_what_is_not_known_is_not_drawn_as_zero():
    widget = waterfall(log([(4, "a", "t", "u", None), (5, "a", "t", "u", 2.0)]))
    assert figures(widget)["April 2026"] == "unknown"
    assert scene(widget)["number"] == "unknown"
    assert {mark["percent"] for mark in scene(widget)["marks"]} == {""}


def test_a_total_that_leaves_requests_out_is_marked():
    rows = [(4, "a", "t", "u", 1.0), (4, "a", "t", "u", None), (5, "a", "t", "u", 2.0)]
    assert figures(waterfall(log(rows)))["April 2026"] == "≥\N{NO-BREAK SPACE}$1.00"


def test_two_groups_side_by_side(usage):
    widget = ChangeWaterfall(usage.where(team="legal"), period="2026-05", against={"team": "search"})
    assert widget.levels == ("model", "user")
    assert figures(widget)["Team search"] == "$9.00"
    assert figures(widget)["Team legal"] == "$8.00"


def test_other_measures_have_their_own_unit(usage):
    widget = waterfall(usage, measure="tokens")
    assert (figures(widget)["April 2026"], figures(widget)["May 2026"]) == ("300", "400")
    assert scene(widget)["number"] == "+100"


def test_more_is_not_said_to_be_worse_by_itself(usage):
    assert {mark["tone"] for mark in scene(waterfall(usage))["marks"]} == {""}


def test_in_german(usage):
    widget = waterfall(usage)
    widget.locale = "de"
    assert widget.title == "Kosten nach Modell: was sich geändert hat"
    assert figures(widget)["Mai 2026"].replace("\N{NO-BREAK SPACE}", " ") == "17,00 $"
    assert all(mark["name"] for mark in scene(widget)["marks"])


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"measure": "users"}, InvalidArgument),
        ({"measure": "costs"}, UnknownName),
        ({"by": "tag"}, InvalidArgument),
        ({"by": "models"}, UnknownName),
        ({"top": 51}, InvalidArgument),
        ({"period": "fortnight"}, InvalidArgument),
        ({"against": "before"}, InvalidArgument),
        ({"week_starts": "friday"}, InvalidArgument),
    ],
)
def test_what_cannot_be_used_is_refused(usage, options, error):
    with pytest.raises(error):
        ChangeWaterfall(usage, **{"period": "2026-05", **options})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("path", ["a", "search", "ada"]),
        ("path", [OTHER]),
        ("path", [1.5]),
        ("view", "pie"),
        ("part", "weather"),
        ("selected", ["ada"]),
    ],
)
def test_the_page_cannot_set_what_is_not_there(usage, name, value):
    widget = waterfall(usage)
    before = getattr(widget, name)
    with pytest.raises(traitlets.TraitError):
        setattr(widget, name, value)
    assert getattr(widget, name) == before


def test_a_scene_that_was_left_behind_comes_when_it_is_looked_at(usage, monkeypatch):
    from usage_widgets.widgets.change_waterfall import content

    monkeypatch.setattr(content, "MOST_BYTES", 10)
    widget = waterfall(usage)
    assert [*widget.content["scenes"]] == ["parts"]
    widget.part = "mix"
    assert [*widget.content["scenes"]] == ["mix"]


def test_many_groups_stay_a_small_message():
    rows = [(month, f"model {at}", "t", "u", 1.0 + at % 7) for at in range(2_000) for month in (4, 5)]
    widget = waterfall(log(rows))
    assert len(json.dumps(widget.content)) < 300_000
    assert len(widget.table()) == 2_000
    assert widget.content["table"]["rows"][-1][0]["text"] == "1,900 others"


def test_it_is_written_as_svg_csv_and_html(usage, tmp_path):
    widget = waterfall(usage)
    widget.view = "groups"
    svg = ET.fromstring(widget.save(tmp_path / "why.svg").read_text("utf-8"))
    words = " ".join(svg.itertext())
    assert {said for said in (f"{MINUS}14.3%", "May 2026", "Down: points left, hatched") if said not in words} == set()
    assert widget.save(tmp_path / "why.csv").read_text("utf-8-sig").splitlines()[1].startswith("c,0,5,5,")
    page = widget.save(tmp_path / "why.html").read_text("utf-8")
    assert {said for said in ("+<span>$</span>5.00", "How the parts are worked out") if said not in page} == set()


def test_names_cannot_act(tmp_path):
    widget = waterfall(log([(4, HOSTILE, "t", "u", 1.0), (5, HOSTILE, "t", "u", 3.0)]))
    widget.view = "groups"
    written = widget._static_html() + widget.picture()
    assert "<script" not in written
    assert "\u202e" not in written
    assert re.search("&lt;script&gt;", written)


def test_an_error_is_shown_and_over_once_it_works_again(usage, monkeypatch):
    def fails(*_args, **_options):
        raise OSError("disk")

    with monkeypatch.context() as patched:
        patched.setattr("usage_widgets.answers.explain.explanation.drivers_of", fails)
        widget = waterfall(usage)
        assert widget.status["state"] == "error"
        assert widget.summary == widget.status["message"]
        assert widget.status["message"] in widget._static_html()
    widget.refresh()
    assert widget.status["state"] == "ready"
    assert figures(widget)["May 2026"] == "$17.00"
