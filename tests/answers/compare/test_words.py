"""What a person would say of a change, in two languages."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw


def usage(previous, current, **more):
    """So much cost on May 5 and on June 5, seen from June 23."""
    log = pd.DataFrame({"start_time": ["2026-05-05", "2026-06-05"], "cost": [previous, current], "user": "ada", **more})
    return uw.Usage.from_frame(log).with_as_of("2026-06-23")


def said(comparison, measure="cost", locale="en"):
    return comparison.sentence_of(measure, locale).replace("\u2009", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("previous", "current", "en", "de"),
    [
        (11_490, 12_430, "$12,430, up $940 (8.2%) on May 1–22", "12.430 $, 940 $ mehr (8,2 %) als 1.–22. Mai"),
        (200, 150, "$150, down $50.00 (25%) on May 1–22", "150 $, 50,00 $ weniger (25 %) als 1.–22. Mai"),
        (0, 7.5, "$7.50, new: none on May 1–22", "7,50 $, neu: 1.–22. Mai gab es nichts"),
        (7.5, 0, "$0.00, down from $7.50 on May 1–22", "0,00 $; 1.–22. Mai waren es 7,50 $"),
        (7.5, 7.5, "$7.50, no change on May 1–22", "7,50 $, unverändert gegenüber 1.–22. Mai"),
        (None, 7.5, "$7.50; May 1–22: unknown", "7,50 $; 1.–22. Mai: unbekannt"),
    ],
)
def test_a_tile_says(previous, current, en, de):
    comparison = uw.compare(usage(previous, current), ["cost"])
    assert (said(comparison), said(comparison, locale="de")) == (en, de)


def test_a_share_is_said_in_points():
    comparison = uw.compare(usage(1, 1, status=["success", "failure"]), ["failure_rate"])
    assert said(comparison, "failure_rate") == "100.0%, up 100.0 points on May 1–22"
    assert said(comparison, "failure_rate", "de") == "100,0 %, 100,0 Prozentpunkte mehr als 1.–22. Mai"


def test_groups_are_not_up_or_down():
    two = usage(10, 15, team=["support", "search"]).where(team="search")
    comparison = uw.compare(two, ["cost"], period=None, against={"team": "support"})
    assert said(comparison) == "$15.00, $5.00 (50%) more than Team support with $10.00"
    assert comparison.sentences("en")[0] == "Team search against Team support."


def test_names_from_outside_do_not_become_html():
    two = usage(10, 15, team=["<b>x</b>", "search"]).where(team="search")
    assert "<b>" not in uw.compare(two, ["cost"], period=None, against={"team": "<b>x</b>"})._repr_html_()


def test_all_of_it_begins_with_what_is_compared_and_ends_with_what_is_to_be_known():
    told = uw.compare(usage(10, 15), ["cost", "requests"]).sentences("en")
    assert told[0].replace("\u2009", "") == "Jun 1–22, 2026 against May 1–22."
    assert told[1].startswith("Cost: $15.00")
    assert told[2].startswith("Requests: 1, no change")
    assert any("still running" in sentence for sentence in told[3:])


def test_lengths_are_said_per_day():
    log = pd.DataFrame({"start_time": pd.date_range("2026-02-01", "2026-03-31")})
    told = uw.compare(uw.Usage.from_frame(log).with_as_of("2026-04-01"), ["requests"], period="2026-03").explain("en")
    assert "31 days are set against 28" in told
    assert "Per day: Requests 0%." in told
