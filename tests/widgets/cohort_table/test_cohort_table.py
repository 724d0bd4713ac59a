from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest
import traitlets

import usage_widgets as uw
from usage_widgets.messages.catalogue import strings
from usage_widgets.selection import Clause
from usage_widgets.widgets.cohort_table import cohort_table

FIRST, SECOND, FOURTH = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 23)
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def selection():
    return uw.Selection()


@pytest.fixture
def table(weeks, selection):
    return uw.CohortTable(weeks, exclude=["key"], selection=selection)


def figures(table, measure):
    table.measure = measure
    return [row[1:] for row in table.worded_table()[1:]]


def test_each_cell_is_as_worked_out_by_hand(table):
    assert [row[0] for row in table.worded_table()] == [
        "First week, from",
        "Mar 2, 2026",
        "Mar 9, 2026",
        "Mar 23, 2026",
        "All cohorts, share",
    ]
    assert figures(table, "users")[:3] == [("2", "2", "1", "2", "1"), ("1", "1", "0", "1", ""), ("1", "1", "", "", "")]
    assert figures(table, "share")[:3] == [
        ("2", "100.0%", "50.0%", "100.0%", "50.0%"),
        ("1", "100.0%", "0.0%", "100.0%", ""),
        ("1", "100.0%", "", "", ""),
    ]
    assert figures(table, "requests")[:2] == [("2", "2", "1", "2", "1"), ("1", "1", "0", "1", "")]
    assert figures(table, "cost")[:2] == [
        ("2", "$2.00", "$2.00", "$5.00", "unknown"),
        ("1", "$3.00", "$0.00", "$0.50", ""),
    ]


def test_all_cohorts_are_weighted_by_their_members_and_by_what_is_over(table):
    assert figures(table, "users")[-1] == ("", "100.0%", "33.3%", "100.0%", "50.0%")
    assert figures(table, "requests")[-1] == ("", "1.0", "0.3", "1.0", "0.5")
    assert figures(table, "cost")[-1][:4] == ("", "$1.31", "$0.67", "$1.83")


def test_a_week_that_is_not_over_is_blank_for_everybody(weeks):
    early = uw.CohortTable(weeks.with_as_of("2026-03-18"))
    assert [row[2:] for row in early.worded_table()[1:3]] == [("3", "2"), ("1", "")]
    assert early.content["measures"]["users"]["numbers"] == [[3, 2], [1]]


def test_the_page_is_handed_what_python_says(table):
    for measure in ("users", "share", "cost", "requests"):
        table.measure = measure
        handed = table.content["measures"][measure]
        said = table.worded_table()
        assert [[row["name"], *texts] for row, texts in zip(table.content["rows"], handed["texts"], strict=True)] == [
            [row[0], *(cell for cell in row[2:] if cell)] for row in said[1:-1]
        ]
        assert [handed["overall"]["name"], *handed["overall"]["texts"]] == [said[-1][0], *said[-1][2:]]


def test_shades_tell_of_each_member_not_of_the_size_of_the_cohort(table):
    assert table.content["measures"]["users"]["shades"] == [[6, 3, 6, 3], [6, 0, 6], [6]]
    assert table.content["measures"]["share"]["shades"] == table.content["measures"]["users"]["shades"]
    assert table.content["measures"]["cost"]["shades"] == [[2, 2, 5, 0], [6, 0, 1], [1]]


def test_a_cell_opens_into_who_was_active_and_filters_to_them(weeks, table, selection):
    table.path = [FIRST, 2]
    assert table.summary == "2 of 2 users first seen in the week from Mar 2, 2026 were active 2 weeks later."
    assert table.worded_table() == [
        ("User", "Requests", "Cost"),
        ("ada", "1", "$4.00"),
        ("bob", "1", "$1.00"),
        ("Total", "2", "$5.00"),
    ]
    assert table.place["crumbs"] == ["Mar 2, 2026", "2 weeks later"]
    assert table.place["path"] == [{"day": "2026-03-02"}, {"value": 2}]
    assert set(selection.filters["user"]) == {"ada", "bob"}
    assert weeks.where(selection).total("requests", "cost") == {"requests": 2, "cost": 5}


def test_a_cohort_opens_into_all_that_its_members_did(weeks, table, selection):
    table.drill(FIRST)
    assert table.table().to_dict("list") == {
        "user": ["ada", "bob"],
        "requests": [4, 2],
        "cost": [7, 2],
        "is_other": [False, False],
    }
    assert table.worded_table()[1] == ("ada", "4", "≥\xa0$7.00")
    assert "time" not in selection.filters
    assert weeks.where(selection).total("requests") == 6
    assert table.reset().path == []
    assert selection.filters == {}
    assert table.place == {}


def test_what_the_cell_says_is_what_its_list_and_its_filter_say():
    demo = uw.Usage.demo(days=40, requests=3_000, seed=2, end="2026-06-23").in_time_zone("America/New_York")
    selection = uw.Selection()
    table = uw.CohortTable(demo, selection=selection)
    cells = table.cohorts.frame.query("is_finished and since in (0, 2)")
    for cell in cells.itertuples():
        table.path = [cell.cohort.date(), cell.since]
        found = demo.where(selection).total("requests", "cost")
        assert found["requests"] == cell.requests
        assert found["cost"] == pytest.approx(cell.cost)
        assert table.table()["requests"].sum() == cell.requests
        assert (table.table()["requests"] > 0).sum() >= min(cell.users, 50)


def test_what_somebody_takes_away_is_left(table, selection):
    table.path = [FIRST, 2]
    selection.remove(Clause("time", selection.filters["time"]))
    assert table.path == [FIRST]
    for clause in selection.clauses():
        selection.remove(clause)
    assert table.path == []


def test_one_comes_back_from_a_cohort_that_others_have_filtered_away(table, selection):
    table.path = [SECOND, 2]
    selection.set("user", ["ada"])
    assert table.summary == "0 of 0 users first seen in the week from Mar 9, 2026 were active 2 weeks later."
    assert table.up().path == [SECOND]
    assert table.up().path == []


def test_it_follows_what_others_choose(table, selection):
    selection.set("user", ["bob", "cyd"])
    assert [row["size"] for row in table.content["rows"]] == ["1 user", "1 user"]
    selection.set("time", ("2026-03-09", "2026-03-30"))
    assert [row["name"] for row in table.content["rows"]] == ["Mar 9, 2026"]
    assert table.content["measures"]["users"]["numbers"] == [[1, 0, 1]]


def test_a_filter_names_a_thousand_members_at_most():
    many = [{"user": f"u{at}", "start_time": "2026-03-02T09:00"} for at in range(1_001)]
    later = [{"user": "late", "start_time": "2026-03-09T09:00"}]
    selection = uw.Selection()
    table = uw.CohortTable(uw.Usage.from_frame(pd.DataFrame([*many, *later])), selection=selection)
    table.path = [FIRST]
    assert selection.filters == {}
    assert table.place["note"] == (
        "The other widgets do not follow: a filter names at most 1,000 members, and these are 1,001 users."
    )
    assert [row["texts"][:2] for row in table.place["rows"]][-2:] == [["951 others", "951"], ["Total", "1,001"]]
    assert table.table()["is_other"].tolist() == [False] * 50 + [True]


def test_only_the_newest_cohorts_are_shown_and_that_is_said():
    table = uw.CohortTable(uw.Usage.demo(days=200, requests=4_000, seed=3, end="2026-06-23"), every="day")
    shown = table.content
    assert (len(shown["rows"]), shown["columns"], shown["is_cut"]) == (24, shown["columns"], True)
    assert shown["columns"] <= 24
    assert shown["rows"][-1]["day"] == table.cohorts.cohorts[-1].date().isoformat()
    assert shown["shown"].startswith(f"Shown: the newest 24 of {len(table.cohorts.cohorts)} cohorts.")
    assert table.table()["cohort"].nunique() == len(table.cohorts.cohorts)
    table.shows_all = True
    assert len(table.content["rows"]) == min(60, len(table.cohorts.cohorts))
    assert len(json.dumps(table.content)) < 300_000


@pytest.mark.parametrize(
    "path",
    [
        [date(2026, 3, 3)],
        ["2026-03-02"],
        [2],
        [None],
        [FIRST, -1],
        [FIRST, 2.5],
        [FIRST, True],
        [FIRST, 4],
        [FIRST, 1, 1],
        [FOURTH, 1],
    ],
)
def test_a_path_leads_to_a_cohort_and_a_step_that_is_over(table, path):
    with pytest.raises(traitlets.TraitError):
        table.path = path
    assert table.path == []


def test_the_page_cannot_set_what_is_not_there(table):
    for name, value in [("measure", "tokens"), ("path", [{"day": "2026-03-03"}]), ("path", [{"day": "2026-13-41"}])]:
        with pytest.raises(traitlets.TraitError):
            table.set_state({name: value})
    table.set_state({"path": [{"day": "2026-03-09"}, {"value": 2}], "measure": "cost", "content": {}})
    assert table.path == [SECOND, 2]
    assert table.content["rows"]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"measure": "tokens"}, uw.UnknownName, "unknown measure of cohorts 'tokens'"),
        ({"every": "hour"}, uw.UnknownName, "unknown step of cohorts 'hour'"),
        ({"by": "usr"}, uw.UnknownName, "did you mean 'user'"),
        ({"by": "tag"}, uw.InvalidArgument, "by: expected one of model, .*user.*several tags"),
        ({"exclude": [5]}, uw.InvalidArgument, "user: expected a text"),
        ({"wekly": 1}, uw.UnknownKeyword, "wekly"),
    ],
)
def test_a_wrong_argument_is_refused(weeks, options, error, words):
    with pytest.raises(error, match=words):
        uw.CohortTable(weeks, **options)


def test_nothing_to_show_says_what_to_do(weeks):
    nobody = uw.CohortTable(weeks.where(user=None))
    assert nobody.content["rows"] == []
    assert nobody.worded_table() == [("First week, from", "User")]
    assert (
        "No cohorts to show. No request in this part of the data says whose it is."
        in nobody._repr_mimebundle_()[0]["text/html"]
    )
    assert nobody.picture().startswith("<svg")
    short = uw.CohortTable(weeks.between("2026-03-03", "2026-03-05"), every="month")
    assert short.summary_text.startswith("No whole month of the data lies within the chosen period.")
    assert short.summary_text in short._repr_mimebundle_()[0]["text/html"]


def test_trouble_is_shown_and_goes(table, selection, monkeypatch):
    def fail(*_given, **_named):
        raise uw.SourceError("no files: /srv/secret.csv")

    with monkeypatch.context() as broken:
        broken.setattr(cohort_table, "ask_cohorts", fail)
        table.refresh()
        assert table.status["state"] == "error"
        assert "secret" not in table.status["message"]
    table.refresh()
    assert table.status["state"] == "ready"


def test_names_from_outside_are_escaped(weeks):
    table = uw.CohortTable(weeks.label("user", {"ada": HOSTILE}), title=HOSTILE)
    table.drill(FIRST)
    written = table._repr_mimebundle_()[0]["text/html"]
    assert "<img" not in written + table.picture()
    assert "&lt;img" in written


def test_it_is_written_as_it_is_shown(weeks, tmp_path):
    table = uw.CohortTable(weeks, exclude=["key"], measure="share")
    written = table._repr_mimebundle_()[0]["text/html"]
    assert written.count('<td align="right"') == 16
    assert written.count("--shade:") == 7
    assert "Blank: not over yet." in written
    assert "50.0%" in table.save(tmp_path / "cohorts.svg").read_text("utf-8")
    assert table.save(tmp_path / "cohorts.csv").read_text("utf-8-sig").splitlines()[0] == (
        "cohort,since,size,users,share,cost,requests,is_finished,unpriced_requests"
    )


def test_it_speaks_german(table):
    table.locale = "de"
    assert table.title == "Kohorten: Nutzer nach erster Woche"
    assert table.content["rows"][0] == {"day": "2026-03-02", "name": "02.03.2026", "size": "2 Nutzer"}
    table.path = [FIRST, 1]
    assert (
        table.place["caption"] == "2 Nutzer, zuerst gesehen in der Woche ab 02.03.2026: davon 1 Woche später aktiv 1."
    )
    assert strings("cohort_table", locale="de").keys() == strings("cohort_table", locale="en").keys()
