"""The groups of an opened figure: whatever is cut off, what adds up stays whole."""

from __future__ import annotations

import pytest

import usage_widgets as uw
from usage_widgets.answers.compare.comparison import compare
from usage_widgets.widgets.comparison_tiles.groups import ask_groups


@pytest.fixture(scope="module")
def demo():
    return uw.Usage.demo(days=70, requests=4_000, seed=7, end="2026-06-23")


@pytest.mark.parametrize(("measure", "dimension"), [("cost", "user"), ("requests", "model"), ("tokens", "user")])
def test_groups_and_the_rest_sum_to_the_figure(demo, measure, dimension):
    comparison = compare(demo, [measure])
    frame = ask_groups(comparison, measure, dimension).frame()
    whole = comparison.change(measure)
    assert frame["current"].sum() == pytest.approx(whole.current)
    assert frame["previous"].sum() == pytest.approx(whole.previous)
    assert len(frame) <= 9


def test_those_that_changed_most_are_shown(demo):
    comparison = compare(demo, ["requests"])
    everything = ask_groups(comparison, "requests", "user", top=10_000)
    shown = ask_groups(comparison, "requests", "user", top=3)
    sizes = sorted((abs(group.change.amount) for group in everything.shown), reverse=True)
    assert [abs(group.change.amount) for group in shown.shown] == sizes[:3]
    assert shown.rest_count == len(sizes) - 3


@pytest.mark.parametrize("measure", ["users", "failure_rate", "latency_ms_p95"])
def test_a_rest_that_cannot_be_summed_is_only_counted(demo, measure):
    groups = ask_groups(compare(demo, [measure]), measure, "user", top=3)
    assert groups.rest is None
    assert groups.rest_count > 0
    assert not groups.sums


def test_tags_overlap(demo):
    groups = ask_groups(compare(demo, ["requests"]), "requests", "tag", top=1)
    assert (groups.sums, groups.rest) == (False, None)


def test_a_group_without_a_ratio_on_a_side_is_unknown_there(usage):
    groups = ask_groups(compare(usage, ["failure_rate"]), "failure_rate", "model")
    found = {group.value: group.change.status for group in groups.shown}
    assert found["o3"] is None
    assert found["gpt-4o"] == "same"
