"""The figures of the tiles, what they say, and what an opened one is made of."""

from __future__ import annotations

import pytest

import usage_widgets as uw


def by_name(tiles):
    return {tile["name"]: tile for tile in tiles.board["tiles"]}


def test_a_running_month_is_set_against_the_same_part_of_the_one_before(usage):
    tiles = uw.ComparisonTiles(usage)
    frame = tiles.table().set_index("measure")
    assert frame.loc["cost", ["current", "previous", "change"]].tolist() == [14, 7, 7]
    assert frame.loc["users", ["current", "previous"]].tolist() == [3, 2]
    assert tiles.board["pair"].replace("\u2009", "") == "Jun 1–10, 2026 against May 1–10."
    assert any("same part" in note for note in tiles.board["notes"])


def test_a_tile_tells_its_change_by_sign_word_and_number(usage):
    cost = by_name(uw.ComparisonTiles(usage))["cost"]
    assert (cost["value"], cost["sign"], cost["word"], cost["change"]) == ("≥\xa0$14.00", "▲", "up", "+$7.00 · +100%")
    assert cost["other"].endswith(": $7.00")
    assert "up $7.00 (100%)" in cost["sentence"]


def test_more_is_good_or_bad_only_where_the_measure_says_so(usage):
    tiles = by_name(uw.ComparisonTiles(usage, measures=["cost", "failure_rate", "unpriced_requests"]))
    assert tiles["cost"]["tone"] == "neither"
    assert (tiles["failure_rate"]["tone"], tiles["failure_rate"]["word"]) == ("good", "down")
    assert tiles["failure_rate"]["change"] == "\N{MINUS SIGN}33.3 points · better"
    assert (tiles["unpriced_requests"]["tone"], tiles["unpriced_requests"]["change"]) == ("bad", "+1 · worse")


@pytest.mark.parametrize(
    ("period", "against", "word", "change"),
    [
        ("2026-06", ("2026-04-01", "2026-05-01"), "new", "+4"),
        (("2026-05-21", "2026-06-01"), ("2026-05-01", "2026-05-04"), "gone", "\N{MINUS SIGN}3 · \N{MINUS SIGN}100%"),
        (("2026-05-21", "2026-06-01"), ("2026-04-01", "2026-05-01"), "no change", ""),
    ],
)
def test_nothing_on_a_side_has_a_word_of_its_own(usage, period, against, word, change):
    tile = by_name(uw.ComparisonTiles(usage, measures=["requests"], period=period, against=against))["requests"]
    assert (tile["word"], tile["change"]) == (word, change)


def test_an_unknown_cost_is_no_zero(usage):
    tile = by_name(uw.ComparisonTiles(usage.where(model="free"), measures=["cost"]))["cost"]
    assert (tile["value"], tile["known"], tile["word"]) == ("unknown", False, "unknown")


def test_two_groups_have_their_names_and_neither_goes_up(usage):
    tiles = uw.ComparisonTiles(usage.where(team="search"), measures=["cost"], against={"team": "support"})
    [cost] = tiles.board["tiles"]
    assert (cost["value"], cost["of"], cost["other"]) == ("≥\xa0$6.00", "Team search", "Team support: $3.00")
    assert (cost["word"], cost["change"]) == ("more", "+$3.00 · +100%")
    assert " up" not in cost["sentence"]
    assert tiles.levels == ("model", "user")  # teams are what is set apart


def test_an_opened_figure_is_made_of_groups_on_both_sides(usage):
    tiles = uw.ComparisonTiles(usage).drill("cost")
    frame = tiles.table().set_index("model")
    assert frame.loc["o3", ["current", "previous", "change", "status"]].tolist() == [5, 0, 5, "new"]
    assert frame.loc["tiny", ["current", "previous", "change", "status"]].tolist() == [0, 2, -2, "gone"]
    assert frame.loc["gpt-4o", "change"] == 4
    assert frame.loc["free", "current":"previous"].isna().tolist() == [True, False]
    assert frame["change"].sum() == 7
    assert tiles.board["detail"]["explanation"][0].startswith("Cost rose by $7.00 (100%)")
    assert "Cost rose" in tiles.summary


def test_a_group_opens_into_the_next_dimension(usage):
    tiles = uw.ComparisonTiles(usage).drill("cost").drill("gpt-4o")
    frame = tiles.table().set_index("team")
    assert frame["change"].to_dict() == {"search": 2, "support": 2}
    assert tiles.board["detail"]["caption"] == "Cost by Team in gpt-4o"
    assert tiles.board["detail"]["crumbs"] == ["Cost", "gpt-4o"]
    assert tiles.up().path == ["cost"]
    assert tiles.reset().table()["measure"].tolist() == ["cost", "requests", "users"]


def test_what_is_not_additive_says_that_groups_do_not_add_up(usage):
    tiles = uw.ComparisonTiles(usage).drill("users")
    assert tiles.table()["is_other"].any() == False  # noqa: E712 - of numpy
    assert "do not add up to Users" in tiles.board["detail"]["notes"][0]
    assert tiles.board["detail"]["explanation"] == []


def test_paths_and_names_that_are_none_are_refused(usage):
    tiles = uw.ComparisonTiles(usage)
    with pytest.raises(uw.UnknownName, match="Known: cost, requests, users"):
        tiles.path = ["tokens"]
    with pytest.raises(uw.InvalidArgument, match="a measure, then at most a value of each of model, team"):
        tiles.path = ["cost", "gpt-4o", "search", "ada"]
    with pytest.raises(uw.InvalidArgument, match="path: expected"):
        tiles.path = ["cost", uw.OTHER]
    assert tiles.path == []


def test_bad_arguments_are_named(usage):
    with pytest.raises(uw.UnknownName, match="did you mean 'cost'"):
        uw.ComparisonTiles(usage, measures=["csot"])
    with pytest.raises(uw.UnknownName, match="dimension"):
        uw.ComparisonTiles(usage, drill=["modle"])
    with pytest.raises(uw.InvalidArgument, match="period: expected"):
        uw.ComparisonTiles(usage, period="fortnight")
    with pytest.raises(uw.InvalidArgument, match="week_starts"):
        uw.ComparisonTiles(usage, week_starts="friday")
    with pytest.raises(uw.UnknownKeyword, match="ComparisonTiles"):
        uw.ComparisonTiles(usage, measure="cost")


def test_it_speaks_german(usage):
    tiles = uw.ComparisonTiles(usage)
    tiles.locale = "de"
    cost = by_name(tiles)["cost"]
    assert (tiles.title, cost["word"], cost["change"]) == (
        "Kennzahlen im Vergleich",
        "gestiegen",
        "+7,00\xa0$ · +100\xa0%",
    )
    assert tiles.worded_table()[0][0] == "Kennzahl"
