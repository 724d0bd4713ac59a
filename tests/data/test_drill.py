"""A rest of tags: whoever opens it and everybody else look at the same requests."""

from __future__ import annotations

import pandas as pd
import pytest

from usage_widgets import DrillChart, Headline, Selection, Usage
from usage_widgets.data.drill import Drill
from usage_widgets.selection import OTHER

TAGS = [*[["a"]] * 5, *[["a", "b"]] * 3, ["b"], ["a", "c"], ["c", "d"], ["d"], [], []]


@pytest.fixture(scope="module")
def tagged():
    times = pd.date_range("2026-03-01", periods=len(TAGS), freq="h")
    return Usage.from_frame(pd.DataFrame({"start_time": times, "tags": TAGS, "user": "ada", "cost": 1.0}))


@pytest.mark.parametrize(("path", "requests"), [((OTHER,), 9), ((OTHER, OTHER), 5), ((OTHER, "b"), 4)])
@pytest.mark.parametrize("measure", ["requests", "cost", "users", "latency_ms_p95"])
def test_everybody_sees_the_requests_of_a_rest_once(tagged, path, requests, measure):
    drill = Drill(tagged, ("tag", "user"), measure, 1)
    seen = tagged.narrowed(drill.clauses(path, {}))
    assert seen.total("requests") == requests
    total = seen.total(measure)
    assert drill.node(path).total == (None if pd.isna(total) else total)


def test_a_chart_and_a_headline_agree_on_a_rest_of_tags(tagged):
    selection = Selection()
    chart = DrillChart(tagged, path=["tag"], measure="requests", top=1, selection=selection)
    headline = Headline(tagged, measures=["requests"], selection=selection)
    chart.drill(OTHER)
    assert "9 in total" in chart.summary
    assert headline.summary == "Requests: 9"
    chart.drill("c")
    assert headline.summary == "Requests: 2"


def test_any_of_very_many_tags_can_be_asked_for(tagged):
    assert tagged.where(tag=[*map(str, range(2_000)), "d", None]).total("requests") == 4
    assert tagged.exclude(tag=[*map(str, range(2_000)), "a"]).total("requests") == 5
