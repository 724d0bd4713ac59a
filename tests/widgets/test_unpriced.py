"""Money where prices are unknown: nobody reads a cost of 0, or a sum as if it were whole, where requests have no price."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

NOTE = "Cost leaves out 4 requests without a price."


def rows(count: int, model: str, **other: object) -> list[dict[str, object]]:
    known = {"model": model, "user": "ada", "provider": "openai", "uncached_input_tokens": 1000, "output_tokens": 500}
    return [{"start_time": pd.Timestamp("2026-06-01 10:00"), "status": "success", **known, **other}] * count


@pytest.fixture(scope="module")
def usage():
    """A model that no price list knows has also failed for nothing; another is priced in part; a third is free."""
    nothing = {"status": "failure", "uncached_input_tokens": 0, "output_tokens": 0}
    log = [
        *rows(2, "mixed", cost=1.5),
        *rows(1, "mixed", user=None),
        *rows(3, "house-llm"),
        *rows(1, "house-llm", **nothing),
        *rows(2, "free", cost=0.0),
    ]
    return uw.Usage.from_frame(pd.DataFrame(log))


def test_nothing_is_known_of_something_free_and_something_without_a_price(usage):
    groups = usage.by("model", measures=["cost", "cost_per_request", "unpriced_requests"])
    assert groups["model"].tolist() == ["mixed", "free", "house-llm"]  # what is unknown ranks last
    assert groups["cost"].tolist()[:2] == [3, 0]
    assert groups["unpriced_requests"].tolist() == [1, 0, 3]
    assert groups.loc[2, ["cost", "cost_per_request"]].isna().all()
    house = usage.where(model="house-llm")
    assert pd.isna(house.total("cost"))
    assert house.series("cost")["value"].isna().all()
    assert usage.where(model="free").total("cost") == 0


def test_a_rest_of_something_free_and_something_without_a_price_is_unknown(usage):
    rest = usage.by("model", measures="cost", top=1).iloc[-1]
    assert rest["is_other"]
    assert pd.isna(rest["cost"])


def test_a_chart_marks_sums_that_are_not_whole(usage):
    chart = uw.DrillChart(usage, path=["model", "user"])
    assert chart.worded_table()[1:] == [
        ("mixed", "≥\xa0$3.00", "100.0%"),
        ("free", "$0.00", "0.0%"),
        ("house-llm", "unknown", ""),
    ]
    assert chart.summary == (
        "Cost by Model: ≥\xa0$3.00 in total, 3 models. Largest: mixed with ≥\xa0$3.00 (100.0%), then free with $0.00 (0.0%); "
        f"the rest (1) unknown. 1 shown group has no known value. {NOTE}"
    )
    assert chart.table()["unpriced_requests"].tolist() == [1, 0, 3]
    node = chart.cube["nodes"]["[]"]
    assert (node["numbers"], node["partial"], node["note"]) == ([3, 0, None], [0, 2], NOTE)
    chart.drill("house-llm")
    assert chart.summary.startswith("Cost by User, within house-llm: unknown in total, 1 user.")


def test_a_rest_is_marked_too(usage):
    chart = uw.DrillChart(usage, path=["model"], top=1)
    assert chart.worded_table()[-1] == ("Other (2)", "unknown", "")
    assert "the rest (2) unknown." in chart.summary
    chart = uw.DrillChart(usage.exclude(model="free"), path=["user"], top=1)
    assert chart.worded_table()[1:] == [("ada", "≥\xa0$3.00", "100.0%"), ("Other (1)", "unknown", "")]


@pytest.mark.parametrize("measure", ["cost", "cost_per_request"])
def test_a_total_that_is_asked_for_is_marked_as_well(usage, measure):
    tagged = uw.DrillChart(usage, path=["tag", "model"], measure=measure)
    assert "≥\xa0$" in tagged.summary
    tagged.drill(None)
    assert "≥\xa0$" in tagged.summary.split(",")[1]


def test_other_measures_leave_nothing_out(usage):
    chart = uw.DrillChart(usage, path=["model"], measure="requests")
    assert "≥" not in str(chart.worded_table())
    assert "leaves out" not in chart.summary
    assert "unpriced_requests" not in chart.table()


def test_files_of_a_chart_are_marked(usage, tmp_path):
    chart = uw.DrillChart(usage, path=["model"])
    for ending in ("svg", "html"):
        written = chart.save(tmp_path / f"chart.{ending}").read_text(encoding="utf-8")
        assert "≥\xa0$3.00" in written.replace("<span>$</span>", "$")
        assert "leaves out 4 requests" in written
    for widget in (chart, uw.UsageTable(usage, by=["model"], measures=["cost"])):
        csv = pd.read_csv(widget.save(tmp_path / "groups.csv"))
        assert csv["cost"].tolist()[:2] == [3, 0]
        assert pd.isna(csv["cost"][2])
        assert csv["unpriced_requests"].tolist() == [1, 0, 3]


def test_a_table_marks_its_cells_and_its_total(usage):
    table = uw.UsageTable(usage, by=["model"], measures=["cost", "requests"])
    assert table.worded_table()[1:] == [
        ("mixed", "≥\xa0$3.00", "3"),
        ("free", "$0.00", "2"),
        ("house-llm", "unknown", "4"),
        ("Total", "≥\xa0$3.00", "9"),
    ]
    assert table.summary.startswith("Cost and Requests by Model: Cost ≥\xa0$3.00 and Requests 9 in all.")
    assert table.summary.endswith(f"mixed with ≥\xa0$3.00, then free with $0.00. {NOTE}")
    assert table.content["rows"][2]["numbers"] == [None, 4]
    assert uw.UsageTable(usage, by=["model"], measures=["cost"], top=1).worded_table()[2] == ("Other (2)", "unknown")


def test_headline_figures_are_marked_and_explained_once(usage, tmp_path):
    headline = uw.Headline(usage, measures=["cost", "requests", "cost_per_request"])
    assert [item["text"] for item in headline.items] == ["≥\xa0$3.00", "9", "≥\xa0$0.38"]
    assert headline.note == NOTE
    assert headline.summary == f"Cost: ≥\xa0$3.00 · Requests: 9 · Cost per request: ≥\xa0$0.38 · {NOTE}"
    assert headline.table().set_index("measure")["value"]["unpriced_requests"] == 4
    for ending in ("svg", "html"):
        assert "leaves out 4" in headline.save(tmp_path / f"figures.{ending}").read_text(encoding="utf-8")
    headline.locale = "de"
    assert headline.note == "In „Kosten“ fehlen 4 Anfragen ohne Preis."
    assert uw.Headline(usage.where(model="house-llm"), measures=["cost"]).items[0]["text"] == "unknown"
    assert uw.Headline(usage.where(model="free")).note == ""


def test_those_without_a_name_are_no_user(usage):
    headline, chart = uw.Headline(usage, measures=["users"]), uw.DrillChart(usage, path=["user", "model"])
    assert headline.items[0]["text"] == "1"
    assert "in total, 1 user and unknown." in chart.summary
    top = chart.cube["nodes"]["[]"]
    assert (top["groups"], top["named"]) == ("1 user and unknown", "1 user")  # a ring has room for one of them
    assert "in total, 1 user and unknown." in uw.DrillChart(usage, path=["user"], top=1).summary
    assert "in total, 1 user." in uw.DrillChart(usage.where(user="ada"), path=["user"]).summary
