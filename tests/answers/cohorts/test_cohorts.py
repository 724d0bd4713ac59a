"""Who came back: the frame, and what may be asked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import usage_widgets as uw
from usage_widgets import InvalidArgument, UnknownKeyword, UnknownName, Usage

ROWS = [
    ("2026-03-02 09:00", "ada", 1.0),
    ("2026-03-03 09:00", "ada", 1.0),
    ("2026-03-04 09:00", "bob", 2.0),
    ("2026-03-10 09:00", "ada", 1.0),
    ("2026-03-10 10:00", "cem", 4.0),
    ("2026-03-17 09:00", "bob", 2.0),
    ("2026-03-18 09:00", "ada", 1.0),
    ("2026-03-24 12:00", "dan", 8.0),
]
LOG = pd.DataFrame(ROWS, columns=["start_time", "user", "cost"])


def test_by_hand():
    found = uw.cohorts(Usage.from_frame(LOG))
    frame = found.frame
    names = ["cohort", "since", "size", "users", "share", "cost", "requests", "is_finished", "unpriced_requests"]
    assert frame.columns.tolist() == names
    assert str(frame["cohort"].dtype) == "datetime64[us, UTC]"
    assert found.wide("users").fillna(-1).to_numpy().tolist() == [[2, 1, 2, -1], [1, 0, -1, -1], [-1, -1, -1, -1]]
    assert found.wide("cost").fillna(-1).to_numpy().tolist() == [[4, 1, 3, -1], [4, 0, -1, -1], [-1, -1, -1, -1]]
    assert found.wide("requests").fillna(-1).to_numpy().tolist() == [[3, 1, 2, -1], [1, 0, -1, -1], [-1, -1, -1, -1]]
    assert found.wide("share").iloc[0, :3].tolist() == [1, 0.5, 1]
    assert [day.strftime("%m-%d") for day in found.cohorts] == ["03-02", "03-09", "03-23"]
    assert found.sizes.tolist() == [2, 1, 1]
    assert (found.members, found.by, found.every) == (4, "user", "week")


def test_distinct_users_are_not_summed_over_days():
    weeks = uw.cohorts(Usage.from_frame(LOG).with_as_of("2026-03-30"))
    assert weeks.frame["users"].iloc[0] == 2, "ada came twice in her first week"


def test_a_cohort_whose_first_step_runs_has_the_members_so_far():
    last = uw.cohorts(Usage.from_frame(LOG)).frame.iloc[-1]
    assert (last["size"], last["since"], last["is_finished"]) == (1, 0, False)
    assert np.isnan(last["users"])


def test_members_can_be_left_out():
    without = uw.cohorts(Usage.from_frame(LOG), exclude="ada")
    assert without.members == 3
    assert without.exclude == ("ada",)
    assert uw.cohorts(Usage.from_frame(LOG), exclude=["ada", "bob", "ada"]).sizes.tolist() == [1, 1]


def test_a_frame_will_do_and_own_dimensions_have_cohorts():
    assert uw.cohorts(LOG).members == 4
    usage = Usage.from_frame(LOG.assign(desk=["x", "y"] * 4), dimensions={"desk": "desk"})
    assert uw.cohorts(usage, by="desk").sizes.tolist() == [2]


def test_costs_that_are_unknown_are_not_zero():
    found = uw.cohorts(Usage.from_frame(LOG.assign(cost=None)).with_as_of("2026-03-30"))
    active = found.frame["users"] > 0
    assert found.frame.loc[active, "cost"].isna().all()
    assert (found.frame.loc[~active, "cost"] == 0).all()
    assert found.unpriced_requests == len(LOG)


@pytest.mark.parametrize(("by", "why"), [("tag", "several tags"), ("hour_of_day", "part of the time")])
def test_what_has_no_cohorts_says_why(by, why):
    with pytest.raises(InvalidArgument, match=rf"by: expected one of model, .*, got '{by}'.*{why}"):
        uw.cohorts(LOG, by=by)


def test_wrong_arguments_name_the_known_ones():
    with pytest.raises(UnknownName, match=r"step of cohorts 'hour'.* Known: day, month, quarter, week"):
        uw.cohorts(LOG, every="hour")
    with pytest.raises(UnknownName, match="step of cohorts"):
        uw.cohorts(LOG, every=["week"])
    with pytest.raises(UnknownName, match="did you mean 'user'"):
        uw.cohorts(LOG, by="usr")
    with pytest.raises(InvalidArgument, match="user: expected a text"):
        uw.cohorts(LOG, exclude=[3])
    with pytest.raises(UnknownName, match=r"measure of cohorts 'tokens'.* Known: cost, requests, share, users"):
        uw.cohorts(LOG).wide("tokens")
    with pytest.raises(UnknownKeyword, match="evry"):
        uw.cohorts(LOG, evry="week")


MONDAY = "2024-07-01"  # a quarter begins on it too: every step is over
people = st.sampled_from(["a", "b", "c", "d", "e", None])
requests = st.tuples(
    st.datetimes(pd.Timestamp("2023-11-20"), pd.Timestamp("2024-04-10")),
    people,
    st.sampled_from(["user", "user", "retry"]),
    st.integers(0, 1000),
)
logs = st.lists(requests, min_size=1, max_size=30)
zones = st.sampled_from(["Europe/Berlin", "America/Havana", "Asia/Beirut", "Asia/Kathmandu", "Pacific/Apia"])
steps = st.sampled_from(["day", "week", "month", "quarter"])
few = settings(max_examples=10, deadline=None)


def log_of(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["start_time", "user", "origin", "cost"]).astype({"user": object})


@few
@given(logs, zones, steps)
def test_members_are_in_one_cohort_and_users_never_more(rows, zone, every):
    log = log_of(rows)
    frame = (found := uw.cohorts(Usage.from_frame(log, time_zone=zone).with_as_of(MONDAY), every=every)).frame
    assert found.members == log.loc[log["origin"] == "user", "user"].nunique()
    assert frame["is_finished"].all()
    assert (frame["users"] <= frame["size"]).all()
    assert (frame.loc[frame["since"] == 0, "users"] == frame.loc[frame["since"] == 0, "size"]).all()
    assert (frame["since"] == frame.groupby("cohort").cumcount()).all(), "no step is missing"


@few
@given(logs, zones, steps)
def test_requests_and_costs_sum_to_those_of_the_members(rows, zone, every):
    log = log_of(rows)
    found = uw.cohorts(Usage.from_frame(log, time_zone=zone).with_as_of(MONDAY), every=every)
    own = log[log["user"].notna() & (log["origin"] == "user")]
    assert found.frame["requests"].sum() == len(own)
    left_out = found.activity.left_out["cost"].sum()
    assert found.frame["cost"].sum() + left_out == pytest.approx(log["cost"].sum())
    first = own.groupby("user")["start_time"].min().to_dict()
    since = [row.cost for row in log.itertuples() if row.user in first and row.start_time >= first[row.user]]
    assert found.frame["cost"].sum() >= sum(since) - 1e-9


@few
@given(logs, steps, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, every, chance):
    one = uw.cohorts(log_of(rows), every=every).frame
    chance.shuffle(rows)
    pd.testing.assert_frame_equal(one, uw.cohorts(log_of(rows), every=every).frame)


@few
@given(logs, zones, steps, st.datetimes(pd.Timestamp("2024-01-01"), pd.Timestamp("2024-04-01")))
def test_what_was_over_does_not_change_as_time_goes_on(rows, zone, every, as_of):
    usage = Usage.from_frame(log_of(rows), time_zone=zone)
    then, later = (uw.cohorts(view, every=every).frame for view in (usage.with_as_of(as_of), usage.with_as_of(MONDAY)))
    known = then[then["is_finished"]].merge(later, on=["cohort", "since"], how="left", suffixes=("", "_later"))
    for name in ("size", "users", "cost", "requests"):
        assert (known[name] == known[f"{name}_later"]).all()
    assert then.loc[~then["is_finished"], ["users", "share", "cost", "requests"]].isna().all(axis=None)
