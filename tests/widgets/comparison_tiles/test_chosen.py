"""What a period, and what it is set against, may be set to: anything from Python, offered names from a page."""

from __future__ import annotations

import pytest

import usage_widgets as uw

RANGE = ("2026-05-01", "2026-05-04")


def hear(tiles, **state):
    tiles._handle_msg({"content": {"data": {"method": "update", "state": state}}})


def test_a_page_chooses_among_what_it_is_offered(usage):
    tiles = uw.ComparisonTiles(usage, measures=["requests"])
    hear(tiles, period="7d", against="year")
    assert (tiles.period, tiles.against) == ("7d", "year")
    assert tiles.comparison.pair.against == "year"
    assert [choice["name"] for choice in tiles.againsts] == ["previous", "year"]


@pytest.mark.parametrize("sent", ["2026-05", "31d", list(RANGE), {"team": "support"}, None, "given", 7])
def test_a_page_can_set_nothing_else(usage, sent):
    tiles = uw.ComparisonTiles(usage, measures=["requests"])
    hear(tiles, period=sent)
    hear(tiles, against=sent)
    assert (tiles.period, tiles.against) == ("month", "previous")


def test_what_python_has_given_stays_on_offer_by_a_word(usage):
    tiles = uw.ComparisonTiles(usage, measures=["requests"], period=RANGE)
    assert tiles.get_state("period") == {"period": "given"}
    assert tiles.periods[-1]["label"].replace("\u2009", "") == "May 1–3, 2026"
    hear(tiles, period="month")
    assert tiles.table()["current"].tolist() == [4]
    hear(tiles, period="given")
    assert tiles.period == RANGE
    assert tiles.table()["current"].tolist() == [3]


def test_python_sets_groups_and_the_path_follows(usage):
    tiles = uw.ComparisonTiles(usage.where(team="search"), measures=["requests"], drill=["team", "model"])
    tiles.path = ["requests", "search"]
    tiles.against = {"team": "support"}
    assert (tiles.levels, tiles.path) == (("model",), ["requests"])
    assert tiles.get_state("against") == {"against": "given"}
    assert tiles.againsts[-1]["label"] == "Team support"


def test_python_is_told_what_cannot_be_compared(usage):
    tiles = uw.ComparisonTiles(usage, measures=["requests"])
    with pytest.raises(uw.InvalidArgument, match="period: expected"):
        tiles.period = "fortnight"
    with pytest.raises(uw.UnknownName, match="dimension"):
        tiles.against = {"tema": "support"}
    with pytest.raises(uw.InvalidArgument, match="period: expected"):
        tiles.period = None
    assert (tiles.period, tiles.against) == ("month", "previous")


@pytest.mark.parametrize(
    "options",
    [{"period": "2026-05", "against": ["2026-04-01", "2026-04-09"]}, {"against": {"team": "support"}}],
)
def test_a_dashboard_file_may_say_the_same(usage, options):
    tile = uw.Tile("figures", "comparison_tiles", row=0, options={"measures": ["requests"], **options})
    grid = uw.Dashboard("Review", tiles=[tile]).show(usage)
    assert grid.widgets["figures"].table()["measure"].tolist() == ["requests"]


@pytest.mark.parametrize(
    "options", [{"period": "fortnight"}, {"against": {}}, {"against": 5}, {"week_starts": "friday"}, {"drill": []}]
)
def test_a_dashboard_file_is_told_what_is_wrong(options):
    [name] = options
    with pytest.raises(uw.InvalidArgument, match=name):
        uw.Tile("figures", "comparison_tiles", row=0, options=options)
