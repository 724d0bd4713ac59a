from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.data.quality import CHECKS
from usage_widgets.messages.catalogue import has, strings

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def clean():
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": ["a", "b"], "user": "ada", "cost": 1.0})
    return uw.Usage.from_frame(frame)


@pytest.fixture
def odd():
    frame = pd.DataFrame(
        {
            "start_time": "2026-03-01",
            "request_id": ["r1", "r2", "r3", "r4"],
            "model": [HOSTILE, "b", "c", "d"],
            "user": ["ada", None, "ada", "ada"],
            "cost": [None, -1.0, 1.0, 1.0],
            "output_tokens": 5,
        }
    )
    return uw.Usage.from_frame(frame)


def test_all_is_well_in_one_sentence(clean):
    card = uw.QualityCard(clean)
    assert card.verdict == card.summary == "All 2 requests can be used."
    assert card.findings == []
    assert card.table().empty
    assert card.worded_table() == [("Severity", "Finding", "What it means", "Requests", "Share", "Examples")]


def test_findings_come_worst_first_with_what_they_mean(odd):
    card = uw.QualityCard(odd)
    assert card.verdict == "3 findings in 4 requests: 1 error, 1 warning, and 1 note."
    table = card.table()
    assert table["code"].tolist() == ["negative_cost", "unpriced", "no_user"]
    assert table["severity"].tolist() == ["error", "warning", "note"]
    assert table["count"].tolist() == [1, 1, 1]
    assert table["share"].tolist() == [0.25, 0.25, 0.25]
    assert table["examples"].tolist() == ["r2", HOSTILE, "r2"]
    assert card.worded_table()[1] == (
        "Error",
        "1 request has a negative cost.",
        "Totals of cost come out too low, unless these are refunds.",
        "1",
        "25.0%",
        "r2",
    )
    assert card.findings[1]["examples"] == f"For example: {HOSTILE}"
    assert card.summary.startswith(card.verdict)
    assert "1 request has a negative cost." in card.summary


def test_notes_alone_do_not_alarm(odd):
    card = uw.QualityCard(odd.where(user=None).exclude(model="b"))
    assert card.verdict == "There are no requests to check."
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": "a", "user": ["ada", None], "cost": 1.0})
    assert uw.QualityCard(frame).verdict == "All 2 requests can be used; 1 thing to know."


def test_what_is_written_is_open_where_something_is_serious(clean, odd):
    assert "<details" not in uw.QualityCard(clean)._static_html()
    written = uw.QualityCard(odd)._static_html()
    assert "<details open>" in written
    assert written.count('<li data-severity="error">') == 1


def test_it_speaks_of_what_is_selected(odd):
    selection = uw.Selection()
    card = uw.QualityCard(odd, selection=selection)
    selection.set("model", ["c", "d"])
    assert card.verdict == "All 2 requests can be used."
    selection.clear()
    assert len(card.findings) == 3


def test_another_language_rewords_everything(odd):
    card, own = uw.QualityCard(odd), uw.QualityCard(odd, title="Mine")
    card.locale = own.locale = "de"
    assert (card.title, own.title) == ("Datenqualität", "Mine")
    assert card.verdict == "3 Befunde in 4 Anfragen: 1 Fehler, 1 Warnung und 1 Hinweis."
    assert card.findings[0]["cells"][0] == "Fehler"
    assert card.columns[0] == {"label": "Schwere", "numeric": False}


@pytest.mark.parametrize("locale", ["en", "de"])
def test_every_finding_says_what_it_means(locale):
    codes = {key.split(".")[0] for key in strings("quality", locale="en") if key.endswith(".other")} - {"clean"}
    assert codes > {check.code for check in CHECKS}
    assert [code for code in codes if not has(f"quality_card.means.{code}", locale=locale)] == []


def test_names_from_outside_stay_text(odd):
    html = uw.QualityCard(odd)._repr_mimebundle_()[0]["text/html"]
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_failure_is_shown_and_can_be_tried_again(odd, monkeypatch):
    assert odd.as_of  # a question too
    engine = odd.origin.engine
    works = engine.to_arrow

    def breaks(_expression):
        raise RuntimeError("postgresql://ada:secret@host is gone")

    monkeypatch.setattr(engine, "to_arrow", breaks)
    card = uw.QualityCard(odd)
    assert (card.status["state"], card.verdict) == ("error", "")
    assert "secret" not in card.status["message"]
    monkeypatch.setattr(engine, "to_arrow", works)
    card._handle_custom_msg({"type": "retry"}, [])
    assert (card.status["state"], len(card.findings)) == ("ready", 3)


def test_bad_arguments_are_named(clean):
    with pytest.raises(uw.UnknownKeyword, match=r"QualityCard.*'titel'.*did you mean 'title'"):
        uw.QualityCard(clean, titel="x")
    with pytest.raises(uw.InvalidArgument, match="selection: expected a Selection"):
        uw.QualityCard(clean, selection={})
