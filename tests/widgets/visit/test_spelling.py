"""Every value has a spelling of its own, and survives an address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from usage_widgets.selection import OTHER
from usage_widgets.widgets.visit.address import read_query, write_query
from usage_widgets.widgets.visit.spelling import Period, Steps, Unreadable, Word, step_of, step_text

TEXTS = some.text(some.characters(exclude_categories=["Cs"]), max_size=300)
SPECIAL = some.sampled_from(
    [
        "~",
        "~other",
        "~unknown",
        "~none",
        "~5",
        "~~5",
        "~2026-03-05",
        "2026-03-05",
        "",
        "a&b=c",
        "a+b",
        "100 %",
        "#?/:@,;",
    ]
)
NUMBERS = some.integers(-(10**18) + 1, 10**18 - 1)
STEPS = some.one_of(TEXTS, SPECIAL, some.none(), some.just(OTHER), NUMBERS, some.dates())


def through_an_address(spelling, value):
    query = write_query([*spelling.written(value), ("else", "1")])
    given = read_query(query)
    return spelling.read({name: given[name] for name in spelling.names if name in given})


@given(some.lists(STEPS, max_size=6), TEXTS.filter(bool))
def test_steps_come_back(steps, name):
    if name != "else":
        assert through_an_address(Steps(name), steps) == steps


@given(TEXTS)
def test_a_word_comes_back(word):
    assert through_an_address(Word("models.measure"), word) == word


@given(some.dates(date(1970, 1, 1), date(9998, 1, 1)), some.integers(1, 400))
def test_days_come_back(start, days):
    period = {"start": start.isoformat(), "end": (start + timedelta(days)).isoformat()}
    assert through_an_address(Period(), period) == period
    assert through_an_address(Period(), {"preset": "30d"}) == {"preset": "30d"}


@given(STEPS, STEPS)
def test_no_two_steps_are_spelled_the_same(one, other):
    same = Steps("x").written([one]) == Steps("x").written([other])
    assert same == (type(one) is type(other) and one == other)


@pytest.mark.parametrize(
    "text", ["~", "~Other", "~5x", "~5.0", "~ 5", "~٣", "~" + "9" * 5000, "~none", "~2026-02-30", "~2026-3-5"]
)
def test_what_is_no_step_is_refused(text):
    with pytest.raises(Unreadable):
        Steps("models").read({"models": ["a", text]})


@pytest.mark.parametrize(
    "given",
    [
        {"from": ["2026-03-01"]},
        {"period": ["30d"], "from": ["2026-03-01"], "to": ["2026-03-31"]},
        {"from": ["2026-03-01"], "to": ["2026-02-30"]},
        {"from": ["2026-03-01"], "to": ["9999-12-31"]},
        {"from": ["2026-03-01"], "to": ["2026-03-31", "2026-04-30"]},
        {"period": ["30d", "7d"]},
    ],
)
def test_what_is_no_period_is_refused(given):
    with pytest.raises(Unreadable):
        Period().read(given)


@pytest.mark.parametrize("row", [["a,b", "~other"], ["100%2C", None], [9, ""], ["~,x"]])
def test_a_row_of_a_table_reads_back_whatever_its_texts(row):
    assert step_of(step_text(row)) == row
