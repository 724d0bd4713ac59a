from __future__ import annotations

import json

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.selection import OTHER, Clause
from usage_widgets.widgets._path import MOST_RESTS


@pytest.fixture
def chart(usage):
    return uw.DrillChart(usage, path=["model", "provider", "user"], top=3)


def node(chart, *steps):
    return chart.cube["nodes"][json.dumps(list(steps), separators=(",", ":"))]


def test_the_cube_holds_the_top_and_two_levels_below(chart):
    top = node(chart)
    assert top["values"] == ["gpt-4o", "haiku", None]
    assert top["numbers"] == [10, 7.5, 1.5]
    assert top["labels"] == [None, None, "unknown"]
    assert top["total"] == 20
    assert (top["count"], top["other"]) == (5, {"count": 2, "number": 1})
    assert node(chart, {"value": "gpt-4o"})["values"] == ["openai", "azure"]
    assert node(chart, {"value": "haiku"})["values"] == ["anthropic", None]
    assert node(chart, {"value": "gpt-4o"}, {"value": "azure"})["numbers"] == [3, 1]
    assert node(chart, {"value": "haiku"}, {"value": None})["values"] == ["cyd"]
    assert node(chart, {"other": True})["values"] == ["mini", "tiny"]


def test_every_level_sums_to_the_bar_above(chart):
    for key, held in chart.cube["nodes"].items():
        parts = sum(held["numbers"]) + (held["other"]["number"] if held["other"] else 0)
        assert parts == pytest.approx(held["total"], abs=1e-9), key
        *parent, step = json.loads(key) or [None]
        above = chart.cube["nodes"].get(json.dumps(parent, separators=(",", ":")))
        if step and "value" in step and above:
            assert held["total"] == above["numbers"][above["values"].index(step["value"])]


def test_summary_and_table_follow_the_path(chart):
    assert chart.summary == (
        "Cost by Model: $20.00 in total, 4 models and unknown. Largest: gpt-4o with $10.00 (50.0%), then haiku with $7.50 (37.5%), "
        "then unknown with $1.50 (7.5%); the rest (2) $1.00."
    )
    chart.path = ["gpt-4o"]
    assert chart.table().to_dict("list") == {
        "provider": ["openai", "azure"],
        "cost": [6.0, 4.0],
        "share": [0.6, 0.4],
        "is_other": [False, False],
    }
    assert chart.summary.startswith("Cost by Provider, within gpt-4o: $10.00 in total, 2 providers.")


def test_up_undoes_drill_at_every_level(chart):
    for path in ([], ["gpt-4o"], ["gpt-4o", "azure"], [None], [uw.OTHER], [uw.OTHER, "mini"]):
        chart.path = path
        before = chart.table()
        if len([step for step in path if step is not uw.OTHER]) < 2:
            chart.drill(before.iloc[0, 0]).up()
        assert chart.path == path
        pd.testing.assert_frame_equal(chart.table(), before)


def test_the_rest_opens_to_groups_of_the_same_dimension(chart):
    rest = chart.table()["cost"].iloc[-1]
    chart.drill(uw.OTHER)
    assert chart.path == [uw.OTHER]
    assert chart.table()["model"].tolist() == ["mini", "tiny"]
    assert chart.table()["cost"].sum() == rest
    chart.drill("mini")
    assert chart.table()["provider"].tolist() == ["openai"]


def test_on_the_last_level_a_drill_chooses(chart):
    chart.path = ["gpt-4o", "openai"]
    assert chart.drill("ada").selected == ["ada"]
    assert chart.path == ["gpt-4o", "openai"]
    assert chart.drill("ada").selected == []


def test_path_can_be_observed_and_reset(chart):
    seen = []
    chart.observe(lambda change: seen.append(change.new), "path")
    chart.drill("haiku").drill(None).up(1).reset()
    assert seen == [["haiku"], ["haiku", None], ["haiku"], []]


def test_measure_brings_its_own_numbers_and_title(chart):
    assert chart.title == "Cost by Model"
    chart.measure = "users"
    assert chart.title == "Users by Model"
    assert chart.cube["measure"] == "users"
    assert node(chart)["numbers"] == [2, 2, 1]
    assert node(chart)["total"] == 4
    assert node(chart)["other"] == {"count": 2, "number": 2}
    assert "overall" in chart.summary


def test_a_state_from_the_page_is_the_same_event(chart):
    chart.set_state({"path": [{"value": "haiku"}]})
    assert chart.path == ["haiku"]
    chart.set_state({"path": [{"other": True}]})
    assert chart.path == [uw.OTHER]
    assert chart.get_state("path") == {"path": [{"other": True}]}


@pytest.mark.parametrize(
    "path", [[{"value": 1.5}], [{"value": ["x"]}], ["x"], "x", {"value": "x"}, [{"other": False}], [{"value": "a"}] * 3]
)
def test_a_page_cannot_set_what_is_no_path(chart, path):
    with pytest.raises(uw.InvalidArgument, match="path"):
        chart.set_state({"path": path})
    assert chart.path == []


def test_only_values_of_the_last_level_can_be_chosen(chart):
    with pytest.raises(uw.InvalidArgument, match="selected: expected values of 'user'"):
        chart.selected = ["ada"]
    chart.path = ["gpt-4o", "openai"]
    with pytest.raises(uw.InvalidArgument, match="selected"):
        chart.selected = [uw.OTHER]
    chart.selected = ["ada", None]
    assert chart.drill("ada").selected == ["ada"]
    assert chart.reset().selected == []


def test_a_page_that_had_to_wait_tells_of_a_step_and_a_choice_at_once(chart):
    chart.set_state({"path": [{"value": "gpt-4o"}, {"value": "openai"}], "selected": [{"value": "ada"}]})
    assert chart.selected == ["ada"]
    chart.set_state({"selected": [{"value": "ada"}], "path": [{"value": "gpt-4o"}, {"value": "azure"}]})
    assert chart.selected == ["ada"]
    chart.set_state({"selected": [{"value": "ada"}], "path": []})
    assert chart.selected == []
    chart.set_state({"path": [{"value": "gpt-4o"}, {"value": "openai"}], "selected": [{"value": "ada"}]})
    chart.set_state({"path": [{"value": "gpt-4o"}, {"value": "azure"}]})
    assert chart.selected == []


def test_a_page_cannot_reach_rows_that_the_usage_excludes(usage):
    chart = uw.DrillChart(usage.exclude(model="haiku").where(user="ada"), path=["model", "user"])
    chart.set_state({"path": [{"value": "haiku"}]})
    assert chart.table().empty
    chart.set_state({"path": [{"value": "gpt-4o"}]})
    assert chart.table()["user"].tolist() == ["ada"]


def test_a_frame_is_taken_as_it_is():
    frame = pd.DataFrame({"start_time": ["2026-03-01"], "model": ["a"], "cost": [1.0]})
    assert uw.DrillChart(frame, path="model").table()["cost"].tolist() == [1.0]


def test_nothing_to_show(usage):
    chart = uw.DrillChart(usage.where(model="none such"), path=["model"])
    assert chart.table().empty
    assert chart.summary == "Cost by Model: nothing to show."


def test_hostile_names_stay_text():
    names = ['<img src=x onerror="alert(1)">', "=cmd()", "x" * 300, "🦜", "שלום", "{count}", "a\u2028b"]
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": names, "cost": [7, 1, 1, 1, 1, 6, 1]})
    chart = uw.DrillChart(frame, path=["model", "user"])
    html = chart._repr_mimebundle_()[0]["text/html"]
    assert "<img" not in html
    assert "&lt;img src=x" in html
    assert "{count}" in chart.summary
    for name in names:
        chart.path = [name]
        assert len(chart.table()) == 1
        key = json.dumps([{"value": name}], separators=(",", ":"), ensure_ascii=False)
        assert key in chart.cube["nodes"]


@pytest.mark.parametrize("letter", ["m", "漢", "🦜"])
def test_the_payload_is_bounded_whatever_the_names(letter):
    long = letter * 290
    rows = [(f"{long}{m}", f"{long}{p}{m}", f"{long}{u}{p}{m}") for m in range(13) for p in range(12) for u in range(5)]
    frame = pd.DataFrame(rows, columns=["model", "provider", "user"]).assign(start_time="2026-03-01", cost=1.0)
    chart = uw.DrillChart(frame)
    assert len(json.dumps(chart.get_state(), default=str, ensure_ascii=False).encode()) < 300_000
    assert node(chart)["count"] == 13
    chart.path = [*rows[0][:2]]
    key = json.dumps([{"value": step} for step in chart.path], separators=(",", ":"), ensure_ascii=False)
    assert key in chart.cube["nodes"]


def test_tags_overlap_and_it_says_so():
    frame = pd.DataFrame({"start_time": "2026-03-01", "tags": [["a", "b"], ["a"], []], "cost": [1.0, 2.0, 4.0]})
    chart = uw.DrillChart(frame, path=["tag"])
    assert node(chart)["sums"] is False
    assert node(chart)["total"] == 7
    assert "share" not in chart.table()
    assert chart.summary == (
        "Cost by Tag: $7.00 in total, 2 tags and unknown. Largest: unknown with $4.00, then a with $3.00, then b with $1.00. "
        "A request counts once for each of its tags, so the groups add up to more than the total."
    )


def test_unknown_cost_is_not_zero():
    frame = pd.DataFrame(
        {"start_time": "2026-03-01", "model": ["known", "never-heard-of"], "cost": [1.0, None], "output_tokens": 5}
    )
    chart = uw.DrillChart(frame, path=["model"])
    assert node(chart)["numbers"] == [1, None]
    assert "1 shown group has no known value." in chart.summary


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"pth": ["model"]}, uw.UnknownKeyword, "DrillChart.*'pth'.*did you mean 'path'"),
        ({"path": ["modle"]}, uw.UnknownName, "did you mean 'model'"),
        ({"path": []}, uw.InvalidArgument, "path: expected one name"),
        ({"path": ["model", "model"]}, uw.InvalidArgument, "each once"),
        ({"measure": "costs"}, uw.UnknownName, "did you mean 'cost'"),
        ({"kind": "donut"}, uw.InvalidArgument, "kind: expected 'bar' or 'pie', got 'donut'"),
        ({"top": 0}, uw.InvalidArgument, "top: expected a whole number from 1 to 200, got 0"),
        ({"path": 5}, uw.InvalidArgument, "path: expected one name"),
        ({"top": 2000}, uw.InvalidArgument, "1 to 200, got 2000"),
        ({"selection": {}}, uw.InvalidArgument, "selection: expected a Selection"),
        ({"title": 5}, uw.InvalidArgument, "title: expected a text, got 5"),
    ],
)
def test_bad_arguments_are_named(usage, options, error, words):
    with pytest.raises(error, match=words):
        uw.DrillChart(usage, **options)


def test_a_selection_filters_everybody_else_and_never_the_owner(usage):
    selection = uw.Selection()
    models = uw.DrillChart(usage, path=["model", "provider"], selection=selection)
    users = uw.DrillChart(usage, path=["user"], selection=selection)
    models.drill("haiku")
    assert selection.filters == {"model": ["haiku"]}
    assert users.table()["user"].tolist() == ["ada", "cyd"]
    assert models.reset().table()["cost"].sum() == 20
    users.drill("ada")
    assert selection.filters == {"user": ["ada"]}
    assert models.table()["cost"].sum() == 11
    assert users.table()["cost"].sum() == 20
    users.close()
    assert selection.filters == {}
    assert models.table()["cost"].sum() == 20


def test_the_page_can_draw_every_measure(chart, usage):
    for name in usage.measures:
        chart.measure = name
        assert name in [offered["name"] for offered in chart.measures]
        assert chart.cube["measure"] == name
    chart.measure = "cost"
    assert chart.table().columns.tolist() == ["model", "cost", "share", "is_other"]


def test_the_rest_that_others_see_is_the_rest_that_is_shown(usage):
    selection = uw.Selection()
    chart = uw.DrillChart(usage, path=["model", "user"], top=2, selection=selection)
    others = uw.Headline(usage, measures=["cost", "requests"], selection=selection)
    for measure in ("cost", "requests"):
        chart.measure = measure
        chart.path = [uw.OTHER]
        assert others.table().set_index("measure")["value"][measure] == chart.table()[measure].sum()
    chart.measure = "cost"
    assert others.table()["value"][0] == chart.table()["cost"].sum()
    chart.drill(uw.OTHER)
    assert others.table()["value"][0] == chart.table()["cost"].sum()


@pytest.mark.parametrize(
    "clause",
    [Clause("modle", ("x",)), Clause("model", (1.5,)), Clause("time", ("2026-06-25", "2026-06-20"))],
)
def test_what_no_widget_can_follow_is_refused_once_and_all_stay_as_they_were(usage, clause, caplog):
    selection = uw.Selection()
    chart = uw.DrillChart(usage, path=["model"], selection=selection)
    headline = uw.Headline(usage, measures=["cost"], selection=selection)
    with pytest.raises(uw.UsageWidgetsError, match=f"{clause.dimension}|end"):
        selection.put("somebody", [clause])
    assert (selection.filters, caplog.records) == ({}, [])
    assert (chart.status["state"], headline.status["state"]) == ("ready", "ready")


def test_a_widget_that_cannot_follow_says_so_in_a_line(usage, caplog):
    selection = uw.Selection()
    frame = pd.DataFrame({"start_time": ["2026-03-01T08:00", "2026-03-01T20:00"], "shift": ["day", "night"]})
    shifts = uw.Usage.from_frame(frame, dimensions={"shift": "shift"})
    headline = uw.Headline(shifts, measures=["requests"], selection=selection)
    chart = uw.DrillChart(usage, path=["model"], selection=selection)
    selection.set("shift", "night")
    assert (headline.status["state"], headline.items[0]["value"]) == ("ready", 1)
    assert chart.status["state"] == "error"
    assert "unknown dimension 'shift'" in chart.status["message"]
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("ERROR", None)]
    assert "unknown dimension &#x27;shift&#x27;" in chart._static_html()
    selection.clear()
    assert chart.status["state"] == "ready"
    assert chart.table()["cost"].sum() == 20


def test_a_chart_goes_up_when_somebody_takes_its_clause_away(usage):
    selection = uw.Selection()
    chart = uw.DrillChart(usage, path=["model", "provider", "user"], top=3, selection=selection)
    chart.path = ["gpt-4o", "azure"]
    chart.selected = ["bob"]
    held = {clause.dimension: clause for clause in selection.clauses()}
    selection.remove(held["user"])
    assert (chart.path, chart.selected) == (["gpt-4o", "azure"], [])
    selection.remove(held["provider"])
    assert chart.path == ["gpt-4o"]
    selection.clear()
    assert chart.path == []
    chart.path = [uw.OTHER]
    selection.clear()
    assert chart.path == []
    chart.path = ["gpt-4o", "azure"]
    selection.remove(held["model"])
    assert (chart.path, selection.filters) == ([], {})


def test_others_see_the_rest_that_the_chart_shows_now(usage):
    selection = uw.Selection()
    chart = uw.DrillChart(usage, path=["user", "model"], top=1, selection=selection)
    others = uw.Headline(usage, measures=["cost"], selection=selection)
    chart.path = [uw.OTHER]
    for users in (["bob", "cyd"], ["cyd", "dan"], None):
        if users:
            selection.set("user", users)
        else:
            selection.clear()
            chart.path = [uw.OTHER]
        assert others.table()["value"].sum() == pytest.approx(chart.table()["cost"].sum())
    chart.measure = "requests"
    chart.measure = "cost"
    chart.show(usage.where(provider=["openai", "azure"]))
    others.show(usage.where(provider=["openai", "azure"]))
    assert others.table()["value"].sum() == pytest.approx(chart.table()["cost"].sum())


def test_two_charts_in_a_rest_do_not_chase_each_other(usage):
    selection = uw.Selection()
    charts = [uw.DrillChart(usage, path=[name], top=1, selection=selection) for name in ("model", "user")]
    for chart in (*charts, *charts):
        chart.path = []
        chart.path = [uw.OTHER]
    assert [chart.path for chart in charts] == [[uw.OTHER], [uw.OTHER]]


def test_another_usage_keeps_the_place(usage):
    chart = uw.DrillChart(usage, path=["model", "user"])
    chart.path = ["gpt-4o"]
    told = []
    chart.observe(lambda change: told.append(change.name))
    chart.show(usage)
    assert told == []
    chart.show(usage.where(user=["ada", "bob"]))
    assert set(told) == {"cube"}
    assert chart.path == ["gpt-4o"]
    assert dict(zip(chart.table()["user"], chart.table()["cost"], strict=True)) == {"ada": 6.0, "bob": 3.0}


def test_a_refused_widget_leaves_nothing_behind(usage):
    selection = uw.Selection()
    for path in (["model", "nope"], []):
        with pytest.raises(uw.UsageWidgetsError):
            uw.DrillChart(usage, path=path, selection=selection)
    with pytest.raises(uw.UnknownName):
        uw.Headline(usage, measures=["nope"], selection=selection)
    assert len(selection.changed) == 0


def test_another_language_rewords_everything(usage):
    chart = uw.DrillChart(usage, path=["model"])
    own = uw.DrillChart(usage, path=["model"], title="Mine")
    headline = uw.Headline(usage, measures=["cost"])
    for widget in (chart, own, headline):
        widget.locale = "de"
    assert "20,00" in headline.items[0]["text"]
    assert "20,00" in headline.summary
    assert "20,00" in chart.summary
    assert "01.03.2026" in chart.context
    assert own.title == "Mine"
    with pytest.raises(uw.InvalidArgument, match="locale"):
        chart.locale = "klingon!"
    assert chart.locale == "de"


def test_a_failure_is_shown_and_can_be_tried_again(usage, monkeypatch, caplog):
    chart = uw.DrillChart(usage, path=["model", "provider"])
    engine = usage.origin.engine
    works = engine.to_arrow

    def breaks(_expression):
        raise RuntimeError("postgresql://ada:secret@host is gone")

    monkeypatch.setattr(engine, "to_arrow", breaks)
    chart.measure = "tokens"
    assert chart.status["state"] == "error"
    assert "secret" not in chart.status["message"]
    assert "is gone" in caplog.text
    monkeypatch.setattr(engine, "to_arrow", works)
    chart._handle_custom_msg({"type": "retry"}, [])
    assert chart.status == {"state": "ready", "message": ""}
    assert chart.cube["measure"] == "tokens"


def test_a_value_of_another_kind_is_refused_before_anybody_is_filtered_by_it(usage):
    selection = uw.Selection()
    chart = uw.DrillChart(usage, path=["hour_of_day", "model"], selection=selection)
    for path in (["nine"], [True]):
        with pytest.raises(uw.InvalidArgument, match="path"):
            chart.path = path
    chart.path = [9]
    with pytest.raises(uw.InvalidArgument, match="selected"):
        chart.selected = [9]
    assert selection.filters == {"hour_of_day": [9]}


def test_a_clause_of_others_that_it_cannot_follow_is_an_error_and_nothing_more():
    frame = pd.DataFrame({"start_time": ["2026-03-01T09:00:00Z"] * 2, "model": ["a", "b"], "cost": [1, 2.0]})
    rich = uw.Usage.from_frame(frame.assign(site=["x", "y"]), dimensions={"site": "site"})
    selection = uw.Selection()
    chart = uw.DrillChart(uw.Usage.from_frame(frame), path=["model", "user"], selection=selection)
    other = uw.DrillChart(rich, path=["site"], selection=selection)
    other.selected = ["x"]
    assert chart.status["state"] == "error"
    chart.locale = "de"
    assert chart.title == "Kosten nach Modell"
    assert chart.summary == chart.status["message"]
    assert chart.drill("a").path == ["a"]
    chart.selected = [None]
    assert selection.filters == {"site": ["x"], "model": ["a"], "user": [None]}
    chart.refresh()
    assert chart.status["message"].startswith("unknown dimension 'site'")
    other.selected = []
    assert chart.status["state"] == "ready"
    assert chart.table()["cost"].tolist() == [1.0]


def test_a_rest_that_is_not_there_is_refused(usage):
    chart = uw.DrillChart(usage, path=["model", "user"], top=3, selection=uw.Selection())
    with pytest.raises(uw.InvalidArgument, match="more groups than are shown"):
        chart.path = [OTHER, OTHER]
    assert chart.drill(OTHER).path == [OTHER]
    chart.selection.set("model", ["mini"])
    assert chart.drill("mini").up().path == [OTHER]  # though all is shown by name now
    with pytest.raises(uw.InvalidArgument, match="more groups than are shown"):
        chart.reset().drill(OTHER)


def test_a_path_goes_into_so_many_rests(monkeypatch):
    usage = uw.Usage.demo(days=3, requests=500, end="2026-06-30")
    chart = uw.DrillChart(usage, path=["user"], top=1)
    chart.path = [OTHER] * MOST_RESTS
    monkeypatch.setattr(type(chart.asker), "ask", lambda *_: pytest.fail("was asked"))
    with pytest.raises(uw.InvalidArgument, match="at most 24 steps into a rest"):
        chart.drill(OTHER)
    assert len(chart.path) == MOST_RESTS
