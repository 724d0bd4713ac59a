"""What is said is true, and in the viewer's language."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import usage_widgets as uw


def days(costs, start="2026-03-01", **columns):
    """One request a day at noon."""
    times = pd.date_range(f"{start}T12:00:00Z", periods=len(costs))
    return pd.DataFrame({"start_time": times, "cost": costs, "model": "o3", **columns})


@pytest.fixture
def chart():
    """Sixteen days; the first and the last are there in part."""
    return uw.TimeSeries(days([1.0, *[2.0] * 7, *[3.0] * 6, 5.0, 0.5], team=["a", "b"] * 8), by="team")


def test_it_sums_up_and_compares_by_a_rule(chart):
    assert chart.summary == (
        "Cost over time by Team, Mar 1\u2009–\u200916, 2026: $38.50 in total. The mean of 14 complete days is $2.64. "
        "Highest: $5.00 (Mar 15, 2026). The last 7 complete days come to $23.00, +64.3% against $14.00 in the 7 before. "
        "Largest: a with $21.00 (54.5%), then b with $17.50 (45.5%). Not over yet: Mar 16, 2026, so far $0.50."
    )
    assert chart.title == "Cost over time by Team"


def test_in_german(chart):
    chart.locale = "de"
    assert chart.summary == (
        "Kosten im Zeitverlauf nach Team, 1.–16. März 2026: zusammen 38,50\xa0$. Das Mittel von 14 vollständigen Tagen ist "
        "2,64\xa0$. Am höchsten: 5,00\xa0$ (15. März 2026). In den letzten 7 vollständigen Tagen waren es 23,00\xa0$, +64,3\xa0% "
        "gegenüber 14,00\xa0$ in den 7 davor. Am größten: a mit 21,00\xa0$ (54,5\xa0%), dann b mit 17,50\xa0$ (45,5\xa0%). "
        "Noch nicht zu Ende: 16. März 2026, bisher 0,50\xa0$."
    )
    assert chart.title == "Kosten im Zeitverlauf nach Team"
    assert chart.worded_table()[0] == ("Zeit", "a", "b", "Anmerkung")
    assert chart.next_level == "Modell"


def test_a_fall_has_its_sign_and_from_nothing_there_is_no_share():
    fallen = uw.TimeSeries(days([1.0, *[4.0] * 7, *[3.0] * 7, 1.0]))
    assert "come to $21.00, -25.0% against $28.00 in the 7 before." in fallen.summary
    risen = uw.TimeSeries(days([1.0, *[0.0] * 7, *[3.0] * 7, 1.0]))
    assert "come to $21.00, after $0.00 in the 7 before." in risen.summary


def test_what_does_not_add_up_is_not_added(usage):
    said = uw.TimeSeries(usage, measure="users", by="team").summary
    assert "4 overall." in said
    assert "mean of" not in said
    assert "7 before" not in said
    assert "%" not in said


def test_costs_that_leave_requests_out_say_so():
    costs = [1.0, *[2.0] * 14, 0.5, None]
    chart = uw.TimeSeries(days(costs, team=["a", "b"] * 8 + ["b"]), by="team")
    assert "≥\xa0$29.50 in total" in chart.summary
    assert "a with $15.00 (50.8%), then b with ≥\xa0$14.50" in chart.summary
    assert chart.summary.endswith("Cost leaves out 1 request without a price.")
    assert "so far unknown" in chart.summary
    assert "come to ≥\xa0$12.50, after ≥\xa0$14.00" in chart.summary
    assert chart.whole["leaves_out"] is True
    alone = uw.TimeSeries(days(costs))
    assert "leaves out" in alone.summary
    assert alone.whole["leaves_out"] is True
    assert "leaves_out" not in uw.TimeSeries(days([1.0] * 9)).whole
    assert "leaves out" not in uw.TimeSeries(days(costs), measure="requests").summary


def test_a_last_step_that_a_period_cuts_is_no_running_one():
    selection = uw.Selection()
    chart = uw.TimeSeries(days([1.0] * 40), every="week", selection=selection)
    selection.set("time", ("2026-03-02", "2026-03-18"))
    assert chart.summary.endswith("Only partly in this period: week of Mar 16, 2026.")
    assert chart.worded_table()[-1] == ("week of Mar 16, 2026", "$2.00", "so far")


@pytest.mark.parametrize(
    ("every", "steps", "first"),
    [
        ("hour", "complete hours", "Mar 1, 2026, 12:00\u202fPM"),
        ("day", "complete days", "Mar 1, 2026"),
        ("week", "complete weeks", "week of Feb 23, 2026"),
        ("month", "complete months", "March 2026"),
    ],
)
def test_steps_have_their_own_names(every, steps, first):
    chart = uw.TimeSeries(days([1.0] * 70), every=every)
    assert chart.worded_table()[1][0] == first
    assert (steps in chart.summary) == (every != "month")


def test_where_it_stands_is_said(usage):
    chart = uw.TimeSeries(usage, by="team")
    chart.path = ["search", date(2026, 3, 20)]
    assert chart.crumbs == ["search", "Mar 20, 2026"]
    assert chart.summary.startswith("Cost over time by Model, within search › Mar 20, 2026: $")
    assert "complete hours is" in chart.summary
    assert "in the 7 before" not in chart.summary
    assert "search › Mar 20, 2026</title>" in chart.picture()


def test_a_title_of_ones_own_stays(usage):
    chart = uw.TimeSeries(usage, title="What we pay")
    chart.measure = "requests"
    assert chart.title == "What we pay"
    assert "What we pay</title>" in chart.picture()
