"""What is opened filters everybody else; what others choose narrows the figures, a period of theirs does not."""

from __future__ import annotations

import pytest

import usage_widgets as uw


@pytest.fixture
def selection():
    return uw.Selection()


@pytest.fixture
def tiles(usage, selection):
    return uw.ComparisonTiles(usage, measures=["requests"], selection=selection)


def test_an_opened_group_filters_the_others_and_not_itself(tiles, selection):
    tiles.path = ["requests", "gpt-4o", "search"]
    assert selection.filters == {"model": ["gpt-4o"], "team": ["search"]}
    assert tiles.comparison.frame["current"].tolist() == [4]
    tiles.path = ["requests"]
    assert selection.filters == {}


def test_others_narrow_the_figures_but_their_period_does_not(tiles, selection):
    selection.set("model", "gpt-4o")
    assert tiles.table()[["current", "previous"]].to_numpy().tolist() == [[2, 2]]
    selection.set("time", ("2026-05-01", "2026-05-02"))
    assert tiles.table()[["current", "previous"]].to_numpy().tolist() == [[2, 2]]


def test_it_goes_up_when_its_clause_is_taken_away(tiles, selection):
    tiles.path = ["requests", "gpt-4o", "search"]
    team = next(clause for clause in selection.clauses() if clause.dimension == "team")
    selection.remove(team)
    assert tiles.path == ["requests", "gpt-4o"]
    selection.clear()
    assert tiles.path == ["requests"]


def test_what_nothing_is_left_of_says_what_to_do(tiles, selection):
    selection.set("user", "nobody")
    assert tiles.board["empty"]
    assert "Choose another period" in tiles._static_html()


def test_newer_data_are_shown_at_the_same_place(usage, tiles):
    tiles.path = ["requests", "gpt-4o"]
    tiles.show(usage.where(user="ada"))
    assert tiles.table()["current"].tolist() == [1]
    assert tiles.path == ["requests", "gpt-4o"]
