from __future__ import annotations

import pytest

import usage_widgets as uw


def test_the_figures_are_those_of_the_usage(usage):
    headline = uw.Headline(usage, measures=["cost", "requests", "users", "tokens"])
    assert [item["text"] for item in headline.items] == ["$20.00", "9", "4", "unknown"]
    assert headline.summary == "Cost: $20.00 · Requests: 9 · Users: 4 · Tokens: unknown"
    assert headline.table()["value"].tolist()[:3] == [20, 9, 4]


def test_it_follows_a_selection(usage):
    selection = uw.Selection()
    headline = uw.Headline(usage, measures=["cost"], selection=selection)
    selection.set("model", "haiku")
    assert headline.summary == "Cost: $7.50"
    selection.clear()
    assert headline.summary == "Cost: $20.00"


def test_the_context_says_where_figures_come_from():
    demo = uw.Usage.demo(days=3, requests=50, end="2026-06-30", time_zone="Europe/Berlin")
    assert uw.Headline(demo).context == "Demo data · days in Europe/Berlin · data to Jun 30, 2026, 2:00\u202fAM"


def test_bad_arguments_are_named(usage):
    with pytest.raises(uw.UnknownName, match="did you mean 'cost'"):
        uw.Headline(usage, measures=["csot"])
    for measures in ([], 5, ["cost", "cost"]):
        with pytest.raises(uw.InvalidArgument, match="measures: expected one name or a list of several, each once"):
            uw.Headline(usage, measures=measures)
    with pytest.raises(uw.InvalidArgument, match="title: expected a text, got 5"):
        uw.Headline(usage, title=5)
    with pytest.raises(uw.UnknownKeyword, match="Headline"):
        uw.Headline(usage, measure=["cost"])


def test_nothing_lies_below_a_headline(usage):
    headline = uw.Headline(usage, measures=["cost"])
    with pytest.raises(uw.InvalidArgument, match="path: expected no step"):
        headline.drill("gpt-4o")
    assert headline.reset().path == []
