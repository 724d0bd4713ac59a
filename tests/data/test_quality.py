"""What is odd is counted, shown by example and never repaired."""

from __future__ import annotations

import pandas as pd
import pytest

from usage_widgets import Usage
from usage_widgets.data.quality import CHECKS
from usage_widgets.data.reading import VOCABULARIES

CLEAN = {
    "request_id": "r0",
    "start_time": pd.Timestamp("2026-03-01 10:00"),
    "end_time": pd.Timestamp("2026-03-01 10:01"),
    "status": "success",
    "model": "m",
    "user": "u",
    "country": "DE",
    "uncached_input_tokens": 10,
    "cache_read_input_tokens": 5,
    "cache_creation_input_tokens": 0,
    "output_tokens": 8,
    "reasoning_output_tokens": 3,
    "cost": "0.5",
    "cost_source": "reported",
    "origin": "user",
    "response_cache_hit": "False",
}
# What makes a clean request odd, the code of that, and what is shown of it.
ODD = [
    ({"start_time": None, "end_time": None}, "no_time", "error", "odd"),
    ({"output_tokens": -1, "reasoning_output_tokens": -2}, "negative_tokens", "error", "odd"),
    ({"reasoning_output_tokens": -2}, "negative_tokens", "error", "odd"),
    ({"cost": "-0.5"}, "negative_cost", "error", "odd"),
    ({"uncached_input_tokens": None}, "cache_exceeds_input", "error", "odd"),
    ({"reasoning_output_tokens": 9}, "reasoning_exceeds_output", "warning", "odd"),
    ({"cost_source": "priced", "input_cost": "0.1", "output_cost": "0.1"}, "priced_parts_differ", "error", "odd"),
    ({"cost": "10", "input_cost": "1", "output_cost": "1"}, "reported_parts_differ", "warning", "odd"),
    ({"cost": None, "cost_source": None}, "unpriced", "warning", "m"),
    ({"cost": "0"}, "free_with_tokens", "warning", "m"),
    ({"end_time": pd.Timestamp("2026-03-01 09:00")}, "ends_before_start", "warning", "odd"),
    ({"model": ""}, "no_model", "warning", "odd"),
    ({"user": None}, "no_user", "note", "odd"),
    ({"country": "Germany"}, "odd_country", "warning", "GERMANY"),
    ({"country": "12"}, "odd_country", "warning", "12"),
    ({"origin": "retry"}, "not_user_requests", "note", "odd"),
    ({"response_cache_hit": "True"}, "response_cache_hits", "note", "odd"),
    ({"status": "who knows"}, "unknown_status", "warning", "who knows"),
    ({"status": None}, "unknown_status", "warning", None),
    ({"origin": "system"}, "unknown_origin", "warning", "system"),
    ({"response_cache_hit": "hit"}, "unknown_cache_hit", "warning", "hit"),
    ({"cost_source": "guessed"}, "unknown_cost_source", "note", "guessed"),
    ({"output_tokens": 10.7}, "fractional_tokens", "warning", "10.7"),
    ({"input_tokens": 99}, "ignored_input_tokens", "warning", "99"),
    ({"request_id": "r0"}, "duplicate_ids", "error", "r0"),
]


def report(*requests: dict):
    return Usage.from_frame(pd.DataFrame([CLEAN, *requests])).quality()


def test_nothing_odd_says_so():
    clean = report({**CLEAN, "request_id": "r1"})
    assert clean.findings == ()
    assert clean.rows == 2
    assert repr(clean) == clean.explain() == "Nothing odd was found in 2 requests."
    assert clean.frame.empty
    assert "Nothing odd" in clean._repr_html_()


@pytest.mark.parametrize(
    ("oddity", "code", "severity", "example"), ODD, ids=[f"{odd[1]}-{number}" for number, odd in enumerate(ODD)]
)
def test_one_oddity_is_one_finding(oddity, code, severity, example):
    found = report({**CLEAN, "request_id": "odd", **oddity})
    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.count, finding.share) == (code, severity, 1, 0.5)
    assert finding.examples == (() if example is None else (example,))
    assert finding.explain().startswith("1 ")
    assert finding.explain() in found.explain()


def test_every_check_is_tried():
    reading = {
        "unknown_status",
        "fractional_tokens",
        "ignored_input_tokens",
        *(row[0] for row in VOCABULARIES.values()),
    }
    assert {code for _, code, _, _ in ODD} == {*(check.code for check in CHECKS), *reading, "duplicate_ids"}


def test_many_are_counted_with_their_share_and_the_worst_come_first():
    found = report(*({**CLEAN, "request_id": f"odd{number}", "user": None, "cost": "-1"} for number in range(3)))
    assert [finding.code for finding in found.findings] == ["negative_cost", "no_user"]
    assert found.findings[0].explain() == "3 requests (75.0%) have a negative cost."
    assert found.findings[0].examples == ("odd0", "odd2")
    assert found.frame.columns.tolist() == ["code", "severity", "count", "share", "message", "examples"]
    assert found.frame["count"].tolist() == [3, 3]


def test_a_status_that_no_request_has_is_not_odd():
    assert "unknown_status" not in [
        f.code for f in Usage.from_frame(pd.DataFrame([CLEAN]).drop(columns="status")).quality().findings
    ]


def test_a_source_whose_statuses_are_all_unknown_says_which():
    rows = [{**CLEAN, "request_id": word, "status": word} for word in ("throttled", "blocked")]
    (finding,) = Usage.from_frame(pd.DataFrame(rows)).quality().findings
    assert (finding.code, finding.count, finding.examples) == ("unknown_status", 2, ("blocked", "throttled"))


def test_what_the_words_for_none_and_whole_numbers_say_is_not_odd():
    words = ["None", "", "nan", "no", "FALSE", "0.0", "yes ", " t"]
    rows = [
        {**CLEAN, "request_id": f"r{number}", "response_cache_hit": word, "origin": " User", "input_tokens": "15.0"}
        for number, word in enumerate(words)
    ]
    codes = [finding.code for finding in Usage.from_frame(pd.DataFrame(rows)).quality().findings]
    assert codes == ["response_cache_hits"]


def test_only_the_same_id_at_the_same_time_is_a_duplicate():
    later = {**CLEAN, "start_time": pd.Timestamp("2026-03-01 10:00:01")}
    assert report(later).findings == ()
    assert report(CLEAN, CLEAN).findings[0].count == 2


def test_it_looks_at_what_is_in_view():
    usage = Usage.from_frame(pd.DataFrame([CLEAN, {**CLEAN, "request_id": "odd", "cost": "-1", "model": "x"}]))
    assert usage.where(model="m").quality().findings == ()
    assert usage.where(model="x").quality().findings[0].share == 1


@pytest.mark.parametrize("narrow", [lambda all_: all_.where(model="m"), lambda all_: all_.between(end="2026-03-02")])
def test_of_a_part_it_says_only_that_its_source_had_odd_values(narrow):
    secret = {**CLEAN, "request_id": "odd", "status": "failed: a secret deal", "model": "x"}
    secret["start_time"] = secret["end_time"] = pd.Timestamp("2026-03-05")
    usage = Usage.from_frame(pd.DataFrame([CLEAN, secret]))
    (whole,), (part,) = usage.quality().findings, narrow(usage).quality().findings
    assert (whole.code, whole.count, whole.examples) == ("unknown_status", 1, ("failed: a secret deal",))
    assert (part.code, part.severity, part.count, part.share, part.examples) == ("odd_source", "note", 1, 1, ())
    assert part.explain().startswith("1 request comes from a source with values")
    assert usage.where(model="none").quality().findings == ()


def test_names_from_outside_are_escaped():
    hostile = "<img src=x onerror=alert(1)>"
    html = report({**CLEAN, "request_id": hostile, "cost": "-1"})._repr_html_()
    assert hostile not in html
    assert "&lt;img" in html
