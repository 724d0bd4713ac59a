"""No text holds NUL once it is read: DuckDB could not be asked for it."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from usage_widgets import DrillChart, InvalidArgument, Usage

ODD, REPAIRED = "b\0c", "b\N{REPLACEMENT CHARACTER}c"
ROWS = [
    {"start_time": f"2026-03-0{day}T09:00:00Z", "model": model, "tags": tags, "centre": model, "cost": 0.5}
    for day, (model, tags) in enumerate([("a", ["x"]), (ODD, [ODD, "x"]), (None, None)], 1)
]


def from_frame(_folder):
    return Usage.from_frame(pd.DataFrame(ROWS), dimensions={"centre": "centre"})


def from_json_lines(folder):
    (folder / "log.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    return Usage.from_files(folder / "log.jsonl", dimensions={"centre": "centre"})


def from_parquet(folder):
    pd.DataFrame(ROWS).to_parquet(folder / "log.parquet")
    return Usage.from_files(folder / "log.parquet", dimensions={"centre": "centre"})


@pytest.mark.parametrize("read", [from_frame, from_json_lines, from_parquet])
def test_nul_in_a_name_is_replaced_when_it_is_read(read, tmp_path):
    usage = read(tmp_path)
    assert {*usage.values("model")["value"]} == {"a", REPAIRED, None}
    assert {*usage.values("tag")["value"]} == {"x", REPAIRED, None}
    assert usage.where(model=REPAIRED, tag=REPAIRED, centre=REPAIRED).total("requests") == 1
    assert usage.head()["start_time"].is_monotonic_decreasing
    assert usage.total("cost") == 1.5


def test_charts_go_below_a_name_that_held_nul(tmp_path):
    chart = DrillChart(from_frame(tmp_path), path=["model", "tag"])
    assert {*chart.drill(REPAIRED).table()["tag"]} == {"x", REPAIRED}
    assert chart.status["state"] == "ready"


@pytest.mark.parametrize("name", ["a\0", "\ud800", "x\udfff"])
def test_no_question_has_a_text_that_no_engine_takes(week, name):
    with pytest.raises(InvalidArgument, match="model: expected a text without NUL or unpaired surrogates"):
        week.where(model=name)
    with pytest.raises(InvalidArgument, match="tag: expected a text without NUL"):
        week.exclude(tag=["a", name])


@pytest.mark.parametrize("hour", [24, -1, 10**30])
def test_no_question_has_an_hour_that_no_day_has(week, hour):
    with pytest.raises(InvalidArgument, match="hour_of_day: expected a whole number from 0 to 23"):
        week.where(hour_of_day=hour)
