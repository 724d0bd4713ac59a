"""Two sides: whose requests, which period, what they are called and what is to be known of them."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.answers.periods.pair import pair_of


@pytest.fixture(scope="module")
def usage():
    """A request at noon of each day from 2026-02-10 to 2026-05-20, one of two teams in turns."""
    days = pd.date_range("2026-02-10 12:00", "2026-05-20 12:00", tz="UTC")
    log = pd.DataFrame({"start_time": days, "team": ["search", "support"] * (len(days) // 2), "user": "ada"})
    return uw.Usage.from_frame(log).with_as_of("2026-05-21")


def requests(pair):
    return pair.current.usage.total("requests"), pair.previous.usage.total("requests")


def test_both_sides_are_narrowed_to_their_period(usage):
    assert requests(pair_of(usage)) == (20, 20)
    assert requests(pair_of(usage, period="2026-04")) == (30, 31)


def test_another_zone_has_other_days(usage):
    late = usage.in_time_zone("Pacific/Auckland").with_as_of("2026-05-21")
    assert requests(pair_of(late, period="2026-05-01")) == (1, 1)
    assert pair_of(late).current.span.start == pd.Timestamp("2026-05-01", tz="Pacific/Auckland")


def test_a_group_takes_the_place_of_the_one_that_is_looked_at(usage):
    pair = pair_of(usage.where(team="search", user="ada"), period="2026-04", against={"team": "support"})
    assert pair.by_groups
    assert requests(pair) == (15, 15)
    assert pair.previous.usage.filters["team"] == ["support"]
    assert pair.previous.usage.filters["user"] == ["ada"]
    assert (pair.current.label("en"), pair.previous.label("de")) == ("Team search", "Team support")


def test_a_group_may_be_set_against_everybody(usage):
    pair = pair_of(usage, period=None, against={"team": "support"})
    assert requests(pair) == (100, 50)
    assert pair.current.label("en") == "every Team"


def test_what_a_usage_is_narrowed_to_stays(usage):
    assert requests(pair_of(usage.between("2026-05-01", None))) == (20, 0)


def test_a_group_without_requests_is_said(usage):
    assert said(pair_of(usage, period="2026-04", against={"team": "serch"})).startswith(
        "There are no requests of Team serch:"
    )
    assert "There are no requests" not in said(pair_of(usage, period="2026-04", against={"team": "search"}))


def said(pair):
    return " ".join(pair.sentences("en")).replace("\u2009", " ")


def test_a_running_period_is_said(usage):
    assert "May 2026 is still running: it is set against the same part, Apr 1 – 20." in said(pair_of(usage))


def test_lengths_and_weekdays_are_said_where_they_differ(usage):
    told = said(pair_of(usage, period="2026-04"))
    assert "30 days are set against 31" in told
    assert "Monday to Friday: 22 against 22; at weekends: 8 against 9" in told
    assert said(pair_of(usage, period=("2026-05-04", "2026-05-11"))) == ""


def test_that_data_begin_later_is_said(usage):
    assert "The data begin on Feb 10, 2026: February 2026 is known only from then on" in said(
        pair_of(usage, period="2026-03")
    )
    assert "The data begin on Feb 10, 2026: nothing is known of January 2026" in said(pair_of(usage, period="2026-02"))
    year_ago = pair_of(usage, period="2026-02", against=("2026-03-01", "2026-04-01"))
    assert "February 2026 is known only from then on" in said(year_ago)


def test_that_a_view_is_narrowed_is_no_matter_of_the_data(usage):
    narrowed = usage.between("2026-04-10", "2026-05-11")
    assert "The view begins on Apr 10, 2026: Apr 1 – 20, 2026 counts only from then on." in said(
        pair_of(narrowed, period="2026-05")
    )
    assert "The view ends with May 10, 2026: May 1 – 20, 2026 counts only up to then." in said(pair_of(narrowed))
    assert "The view begins on May 1, 2026: it has nothing of Apr" in said(pair_of(usage.between("2026-05-01", None)))
    assert "The view ends with Mar 31, 2026: it has nothing of April 2026" in said(
        pair_of(usage.between(None, "2026-04-01"), period="2026-04")
    )
    assert "begin" not in said(pair_of(narrowed, period=("2026-05-01", "2026-05-04")))


def test_days_that_cannot_be_seen_are_not_divided_by(usage):
    pair = pair_of(usage, period="2026-03")
    assert (pair.current.days, pair.previous.days) == (31, 19)
    assert "31 days are set against 19" in said(pair)
    assert "at weekends" not in said(pair)
    assert [side.days for side in (pair_of(usage, period="2026-02").previous, pair.current)] == [0, 31]


def test_nothing_at_all_is_said():
    empty = uw.Usage.from_frame(pd.DataFrame({"start_time": pd.to_datetime([], utc=True)})).with_as_of("2026-05-21")
    assert pair_of(empty).sentences("en") == ["There are no requests."]
    assert not pair_of(empty).is_seen


@pytest.mark.parametrize("against", ["before", "month", None, 3, {}, ("2026-05-02", "2026-05-01")])
def test_what_nothing_can_be_set_against_is_refused(usage, against):
    with pytest.raises(uw.InvalidArgument, match="against"):
        pair_of(usage, against=against)


def test_names_are_checked(usage):
    with pytest.raises(uw.UnknownName, match="did you mean 'team'"):
        pair_of(usage, against={"teem": "support"})
    with pytest.raises(uw.InvalidArgument, match="week_starts"):
        pair_of(usage, week_starts="tuesday")


def test_weekdays_of_a_month_that_runs_count_the_day_that_has_begun(usage):
    told = said(pair_of(usage.with_as_of("2026-05-11T10:00")))
    assert "Days from Monday to Friday: 7 against 8; at weekends: 4 against 3." in told
    assert "Monday" not in said(pair_of(usage.with_as_of("2026-05-11T10:00"), period="day"))


def test_what_is_known_of_less_than_a_day_is_not_told_per_day():
    two = uw.Usage.from_frame(pd.DataFrame({"start_time": pd.to_datetime(["2026-05-05", "2026-06-05"], utc=True)}))
    pair = pair_of(two)
    assert not pair.is_per_day
    assert "per day" not in said(pair)
    assert uw.compare(two, ["requests"]).frame["relative_per_day"].isna().all()
