"""The words say the numbers of the cohorts, in both languages, and what is not known."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets import Usage

DAYS = pd.date_range("2026-01-05 12:00", periods=84, freq="D")


def log_of(*joined: tuple[int, int, int], weeks: int = 8, **columns) -> pd.DataFrame:
    """Users who begin in a week: how many, and how many of them come every week from then on."""
    rows = []
    for week, (begin, count, stay) in enumerate(joined):
        for number in range(count):
            active = range(begin, weeks) if number < stay else [begin]
            rows += [(DAYS[7 * at], f"user-{week}-{number}") for at in active]
    return pd.DataFrame(rows, columns=["start_time", "user"]).assign(**{"cost": 1.0, **columns})


USAGE = Usage.from_frame(log_of((0, 20, 10), (1, 10, 2), (5, 10, 3)))


def test_all_that_is_to_be_said():
    said = uw.cohorts(USAGE).sentences("en")
    assert said == [
        "First seen Jan 5\u2009–\u2009Feb 23, 2026: 40 users, in 3 weeks.",
        "Active 1 week later: 37.5% (15 of 40).",
        "Active 4 weeks later: 40.0% (12 of the 30 for whom that is known).",
        "The data begin in the week from Jan 5, 2026: the 20 users of that first week may be older.",
        "Without these 20 users, active 1 week later: 25.0%.",
        "The week from Feb 23, 2026 is not over: its cells are blank, not low.",
        "Active in a week is who makes at least one request; retries and internal calls do not count.",
    ]


def test_german_says_the_same():
    said = uw.cohorts(USAGE).explain("de")
    for part in (
        "40 Nutzer, in 3 Wochen.",
        "Aktiv 1 Woche später: 37,5\N{NO-BREAK SPACE}% (15 von 40).",
        "(12 der 30, von denen das bekannt ist)",
        "womöglich schon vorher da: 20 Nutzer dieser ersten Woche.",
        "ihre Felder sind leer, nicht niedrig",
    ):
        assert part in said


def test_nobody_can_be_back_before_a_step_is_over():
    said = uw.cohorts(USAGE, every="quarter").explain("en")
    assert "whether anybody comes back is not known yet" in said
    assert "later" not in said


def test_what_is_in_no_cohort_is_said_with_its_number_and_cost():
    log = log_of((0, 3, 3))
    log.loc[log["user"] == "user-0-1", "user"] = None
    log.loc[log["user"] == "user-0-2", "cost"] = None
    found = uw.cohorts(Usage.from_frame(log).label("user", {"user-0-2": "The service"}), exclude=["user-0-2"])
    assert found.sentences("en")[-2:] == [
        "In no cohort are 8 requests whose User is unknown (cost: $8.00).",
        "Left out as asked: User The service, 8 requests (cost: unknown).",
    ]
    assert (
        "In keiner Kohorte sind 8 Anfragen, deren Nutzer unbekannt ist (Kosten: 8,00\N{NO-BREAK SPACE}$)."
        in found.sentences("de")
    )


def test_a_member_who_is_left_out_in_vain_is_said():
    assert "User typo, 0 requests (cost: $0.00)" in uw.cohorts(USAGE, exclude="typo").explain("en")


def test_requests_without_a_price_are_said():
    assert "Cost leaves out 42 requests" not in uw.cohorts(USAGE).explain("en")
    log = log_of((0, 2, 2), cost=None)
    assert "Cost leaves out 14 requests without a price." in uw.cohorts(Usage.from_frame(log)).explain("en")


def test_retries_before_a_first_request_are_said():
    log = log_of((1, 2, 2), origin="user")
    early = pd.DataFrame({"start_time": [DAYS[0]], "user": ["user-0-0"], "cost": [0.5], "origin": ["retry"]})
    said = uw.cohorts(Usage.from_frame(pd.concat([early, log]))).explain("en")
    assert "In no cohort is also a cost of $0.50 for retries and internal calls before a first request." in said


def test_a_period_is_said_and_none_in_it_too():
    period = USAGE.between("2026-01-12", "2026-02-16")
    said = uw.cohorts(period).explain("en")
    assert "First seen Jan 12\u2009–\u2009Feb 15, 2026: 20 users, in 2 weeks." in said
    assert "First seen counts over all data; shown are the weeks that lie within the chosen period." in said
    assert "may be older" not in said, "the data begin before"
    assert "not over" not in said
    nobody = uw.cohorts(USAGE.between("2026-01-19", "2026-01-26"))
    assert nobody.explain("en") == (
        "Nobody was first seen in the chosen period: all who are active in it were there before. Choose a longer period."
    )
    assert nobody.wide("share").empty


@pytest.mark.parametrize(
    ("usage", "options", "why"),
    [
        (USAGE.between("2026-02-17", "2026-02-24"), {"every": "month"}, "No whole month of the data lies within"),
        (USAGE.where(user="nobody"), {}, "There are no requests in the time"),
        (Usage.from_frame(log_of((0, 4, 2), user=None)), {}, "No request in this part of the data says whose it is."),
        (USAGE.where(user="user-0-0"), {"exclude": "user-0-0"}, "Nobody is left to follow."),
    ],
)
def test_why_there_is_nobody_is_said(usage, options, why):
    assert uw.cohorts(usage, **options).explain("en").startswith(why)


def test_newer_cohorts_that_leave_are_said_without_the_first_of_the_data():
    steady, leaving = [(week, 20, 16) for week in (1, 2, 3, 4)], [(week, 30, 5) for week in (5, 6, 7, 8)]
    told = "The cohorts of the newest 4 weeks come back less often: 16.7% of them were active 1 week later, 80.0% of those before."
    assert told in uw.cohorts(Usage.from_frame(log_of((0, 99, 99), *steady, *leaving, weeks=11))).sentences("en")
    few = Usage.from_frame(log_of((0, 99, 99), *steady[1:], *leaving, weeks=11))
    assert "newest" not in uw.cohorts(few).explain("en")


def test_the_part_of_a_narrowed_usage_is_named():
    usage = Usage.from_frame(log_of((0, 4, 2), team="search")).where(team="search")
    assert "4 users of Team search, in 1 week" in uw.cohorts(usage).explain("en")


@pytest.mark.parametrize(("by", "members"), [("team", "1 team"), ("model", "1 value of Model")])
def test_members_are_called_what_they_are(by, members):
    usage = Usage.from_frame(log_of((0, 4, 2), **{by: "x"}))
    assert f": {members}, in 1 month." in uw.cohorts(usage, by=by, every="month").explain("en")


def test_a_notebook_shows_the_words_escaped():
    usage = Usage.from_frame(log_of((0, 2, 1), team="<b>")).where(team="<b>")
    found = uw.cohorts(usage)
    assert repr(found) == found.explain()
    assert "&lt;b&gt;" in found._repr_html_()
    assert "<b>" not in found._repr_html_()
