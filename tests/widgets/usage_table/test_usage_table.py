from __future__ import annotations

import json

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.selection import Clause


@pytest.fixture
def selection():
    return uw.Selection()


@pytest.fixture
def table(usage, selection):
    return uw.UsageTable(usage, by=["model", "user"], measures=["cost", "requests"], top=3, selection=selection)


def test_groups_then_the_rest_then_the_total(table):
    assert table.table().to_dict("list") == {
        "model": ["gpt-4o", "haiku", "gpt-4o", "Other"],
        "user": ["ada", "ada", "bob", "Other"],
        "cost": [6.0, 5.0, 3.0, 6.0],
        "requests": [2.0, 1.0, 1.0, 5.0],
        "is_other": [False, False, False, True],
    }
    assert table.worded_table() == [
        ("Model", "User", "Cost", "Requests"),
        ("gpt-4o", "ada", "$6.00", "2"),
        ("haiku", "ada", "$5.00", "1"),
        ("gpt-4o", "bob", "$3.00", "1"),
        ("Other (5)", "", "$6.00", "5"),
        ("Total", "", "$20.00", "9"),
    ]


def test_it_says_how_much_of_it_is_shown(table):
    assert table.title == "Cost and Requests by Model and User"
    assert table.summary == (
        "Cost and Requests by Model and User: Cost $20.00 and Requests 9 in all. 3 of 8 groups; the rest is Other. "
        "Largest by Cost: gpt-4o · ada with $6.00, then haiku · ada with $5.00, then gpt-4o · bob with $3.00."
    )
    assert table.content["summary"] == table.summary


def test_the_page_is_handed_what_python_says(table):
    assert [row["texts"] for row in [*table.content["rows"], *table.content["last"]]] == [
        list(row) for row in table.worded_table()[1:]
    ]
    assert [column["numeric"] for column in table.content["columns"]] == [False, False, True, True]
    assert table.content["rows"][0]["values"] == ["gpt-4o", "ada"]
    assert table.content["rows"][0]["numbers"] == [6, 2]


def test_a_path_shows_the_groups_of_one_value(table, selection):
    table.path = ["gpt-4o"]
    assert table.table()["user"].tolist() == ["ada", "bob", None]
    assert table.content["crumbs"] == ["gpt-4o"]
    assert table.summary.startswith("Cost and Requests by Model and User, within gpt-4o: Cost $10.00 and Requests 4")
    assert selection.filters == {"model": ["gpt-4o"]}
    assert table.reset().table()["cost"].sum() == 20
    assert selection.filters == {}


def test_a_chosen_row_filters_the_others_and_never_itself(usage, table, selection):
    figures = uw.Headline(usage, measures=["cost"], selection=selection)
    table.selected = [["gpt-4o", "ada"]]
    assert selection.filters == {"model": ["gpt-4o"], "user": ["ada"]}
    assert figures.table()["value"].tolist() == [6]
    assert table.table()["cost"].sum() == 20
    table.selected = [["gpt-4o", "ada"], ["gpt-4o", None]]
    assert figures.table()["value"].tolist() == [7]
    table.selected = []
    assert figures.table()["value"].tolist() == [20]


def test_it_follows_the_selection_of_others(usage, table, selection):
    selection.set("user", "bob")
    assert table.table()["model"].tolist() == ["gpt-4o", None]
    assert table.content["last"][-1]["texts"] == ["Total", "", "$4.50", "2"]


def test_on_the_last_level_a_drill_chooses(table):
    assert table.drill("gpt-4o").drill("ada").selected == [["gpt-4o", "ada"]]
    assert table.path == ["gpt-4o"]
    assert table.drill("ada").selected == []


def test_another_path_keeps_only_the_rows_within_it(table, selection):
    table.selected = [["gpt-4o", "ada"]]
    table.path = ["gpt-4o"]
    assert table.selected == [["gpt-4o", "ada"]]
    table.path = ["haiku"]
    assert table.selected == []
    assert selection.filters == {"model": ["haiku"]}


@pytest.mark.parametrize(("taken", "path", "filters"), [("user", ["gpt-4o"], {"model": ["gpt-4o"]}), ("model", [], {})])
def test_it_lets_go_of_what_somebody_has_taken_away(table, selection, taken, path, filters):
    table.path = ["gpt-4o"]
    table.selected = [["gpt-4o", "ada"]]
    selection.remove(next(clause for clause in selection.clauses() if clause.dimension == taken))
    assert (table.selected, table.path, selection.filters) == ([], path, filters)
    table.close()
    assert selection.held() == []


def test_the_state_of_the_page_is_the_same_event(table):
    chosen = [[{"value": "gpt-4o"}, {"value": None}]]
    table.set_state({"path": [{"value": "gpt-4o"}], "selected": chosen})
    assert (table.path, table.selected) == (["gpt-4o"], [["gpt-4o", None]])
    assert table.get_state("selected") == {"selected": chosen}


@pytest.mark.parametrize(
    "state",
    [
        {"selected": [[{"value": "gpt-4o"}]]},
        {"selected": [[{"value": "gpt-4o"}, {"other": True}]]},
        {"selected": [[{"value": "gpt-4o"}, {"value": 5}]]},
        {"selected": [[{"value": "gpt-4o"}, {"value": "ada"}], [{"value": "haiku"}, {"value": "cyd"}]]},
        {"selected": [{"value": "gpt-4o"}]},
        {"selected": "x"},
        {"path": [{"other": True}]},
        {"path": [{"value": 5}]},
        {"path": [{"value": "gpt-4o"}] * 2},
    ],
)
def test_a_page_cannot_set_what_makes_no_sense(table, selection, state):
    with pytest.raises(uw.InvalidArgument, match=f"^{next(iter(state))}: "):
        table.set_state(state)
    assert (table.path, table.selected, selection.filters) == ([], [], {})


def test_a_page_cannot_set_what_goes_to_it_only(table):
    before = table.get_state(["content", "is_choosable", "grid"])
    table.set_state({"content": {}, "is_choosable": False, "grid": "IPY_MODEL_x"})
    assert table.get_state(["content", "is_choosable", "grid"]) == before


def test_a_page_cannot_reach_rows_that_the_usage_excludes(usage):
    table = uw.UsageTable(usage.exclude(model="haiku").where(user="ada"), by=["model", "user"])
    table.set_state({"path": [{"value": "haiku"}]})
    assert table.path == ["haiku"]
    assert table.table().empty
    assert "nothing to show" in table.summary


def test_several_rows_differ_in_one_value_at_most(table):
    with pytest.raises(uw.InvalidArgument, match="differ in one value"):
        table.selected = [["gpt-4o", "ada"], ["haiku", "cyd"]]


def test_hours_are_whole_numbers(usage, selection):
    table = uw.UsageTable(usage, by="hour_of_day", measures="cost", selection=selection)
    table.selected = [[8]]
    assert selection.held()[0][1] == Clause("hour_of_day", (8,))


def test_nulls_negatives_and_an_outlier():
    costs = {"outlier": 1e6, "negative": -3.5, None: 0.004, "unpriced": None}
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": [*costs], "cost": [*costs.values()], "output_tokens": 5})
    table = uw.UsageTable(frame, by=["model"])
    assert [row[1] for row in table.worded_table()] == [
        "Cost",
        "$1,000,000.00",
        "$0.0040",
        "-$3.50",
        "unknown",
        "≥\xa0$999,996.50",
    ]
    assert table.content["rows"][-1]["numbers"] == [None, 1]
    assert table.content["rows"][1]["values"] == [None]


def test_tags_overlap_and_it_says_so():
    frame = pd.DataFrame({"start_time": "2026-03-01", "tags": [["a", "b"], ["a"], []], "cost": [1.0, 2.0, 4.0]})
    table = uw.UsageTable(frame, by=["tag"])
    assert table.content["last"][-1]["numbers"] == [7, 3]
    assert "more than the total" in table.summary


def test_five_thousand_groups_are_a_small_message():
    names = [f"customer {at:04} of a company with a name" for at in range(5_000)]
    frame = pd.DataFrame({"start_time": "2026-03-01", "user": names, "cost": range(5_000)})
    table = uw.UsageTable(frame, by=["model", "user"], top=500)
    assert len(json.dumps(table.get_state(), default=str).encode()) < 300_000
    assert "500 of 5,000 groups; the rest is Other." in table.summary
    assert table.table()["cost"].sum() == sum(range(5_000))


@pytest.mark.parametrize("letter", ["m", "漢", "🦜"])
def test_long_names_make_fewer_rows_and_the_rest_larger(letter):
    names = [f"{letter * 2_000}{at}" for at in range(300)]
    table = uw.UsageTable(pd.DataFrame({"start_time": "2026-03-01", "user": names, "cost": 1.0}), by=["user"], top=200)
    assert len(json.dumps(table.get_state(), default=str, ensure_ascii=False).encode()) < 300_000
    shown = len(table.content["rows"])
    assert 0 < shown < 200
    assert f"{shown} of 300 groups" in table.summary
    assert table.table()["cost"].sum() == 300


def test_another_language_rewords_everything(table, usage):
    own = uw.UsageTable(usage, title="Mine")
    table.locale = own.locale = "de"
    assert (table.title, own.title) == ("Kosten und Anfragen nach Modell und Nutzer", "Mine")
    assert table.worded_table()[-2:] == [
        ("Sonstige (5)", "", "6,00\N{NO-BREAK SPACE}$", "5"),
        ("Gesamt", "", "20,00\N{NO-BREAK SPACE}$", "9"),
    ]
    assert table.content["last"][-1]["texts"][0] == "Gesamt"


def test_nothing_to_show(usage):
    table = uw.UsageTable(usage.where(model="none such"))
    assert table.table().columns.tolist() == ["model", "user", "cost", "requests", "is_other"]
    assert table.worded_table() == [("Model", "User", "Cost", "Requests")]
    assert (table.content["rows"], table.content["last"]) == ([], [])


def test_labels_are_read_and_values_are_filtered_by(usage, selection):
    table = uw.UsageTable(usage.label("user", {"ada": "Ada <b>"}), by=["user"], selection=selection)
    assert table.content["rows"][0]["texts"][0] == "Ada <b>"
    assert table.content["rows"][0]["values"] == ["ada"]
    assert "Ada &lt;b&gt;" in table._repr_mimebundle_()[0]["text/html"]


def test_a_failure_is_shown_and_can_be_tried_again(usage, monkeypatch):
    table = uw.UsageTable(usage, by=["model"])
    engine = usage.origin.engine
    works = engine.to_arrow

    def breaks(_expression):
        raise RuntimeError("postgresql://ada:secret@host is gone")

    monkeypatch.setattr(engine, "to_arrow", breaks)
    table.path = []
    table.refresh()
    assert table.status["state"] == "error"
    assert "secret" not in table.status["message"]
    assert table.content["rows"]
    monkeypatch.setattr(engine, "to_arrow", works)
    table._handle_custom_msg({"type": "retry"}, [])
    assert table.status["state"] == "ready"


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"by": ["modle"]}, uw.UnknownName, "did you mean 'model'"),
        ({"by": []}, uw.InvalidArgument, "by: expected one name"),
        ({"by": ["model", "model"]}, uw.InvalidArgument, "each once"),
        ({"measures": ["csot"]}, uw.UnknownName, "did you mean 'cost'"),
        ({"by": 5}, uw.InvalidArgument, "by: expected one name"),
        ({"measures": []}, uw.InvalidArgument, "measures: expected one name"),
        ({"top": 0}, uw.InvalidArgument, "top: expected a whole number from 1 to 1,000, got 0"),
        ({"tpo": 5}, uw.UnknownKeyword, "UsageTable.*did you mean 'top'"),
        ({"selection": {}}, uw.InvalidArgument, "selection: expected a Selection"),
    ],
)
def test_bad_arguments_are_named(usage, options, error, words):
    with pytest.raises(error, match=words):
        uw.UsageTable(usage, **options)
