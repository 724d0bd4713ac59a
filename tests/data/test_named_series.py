"""A series of named groups is that of the usage, whatever is largest in it."""

from __future__ import annotations

import pandas as pd
import pytest

from usage_widgets import Usage
from usage_widgets.data.named_series import series_of


@pytest.fixture(scope="module")
def usage():
    return Usage.demo(days=20, requests=3_000, seed=4, end="2026-06-30").in_time_zone("Europe/Berlin")


@pytest.mark.parametrize(("measure", "by"), [("cost", "team"), ("users", "tag"), ("latency_ms_p95", "weekday")])
def test_of_the_largest_it_is_the_same(usage, measure, by):
    known = usage.series(measure, by=by, top=3)
    groups = [*dict.fromkeys(known.loc[~known["is_other"], "group"])]
    pd.testing.assert_frame_equal(series_of(usage, measure, every="day", by=by, groups=groups), known)


def test_the_order_is_the_one_that_is_given(usage):
    groups = ["legal", None, "search"]
    found = series_of(usage, "requests", every="week", by="user", groups=[None])
    assert [*found["is_other"].unique()] == [False, True]
    found = series_of(usage, "requests", every="week", by="team", groups=groups)
    shown = [*dict.fromkeys(found.loc[~found["is_other"], "group"])]
    assert shown == [group for group in groups if group in shown]


def test_what_is_without_is_in_no_group(usage):
    found = series_of(usage, "requests", every="day", by="team", groups=["legal"], without=["search", "engineering"])
    left = usage.exclude(team=["search", "engineering"])
    assert found["value"].sum() == left.total("requests")
    assert found.loc[~found["is_other"], "value"].sum() == usage.where(team="legal").total("requests")


def test_a_request_of_two_tags_stays_in_the_one_that_is_left(usage):
    tags = usage.series("requests", every="month", by="tag", top=None)
    sums = {group: part["value"].sum() for group, part in tags.groupby("group", dropna=False)}
    one, other, *_ = (tag for tag in sums if isinstance(tag, str))
    found = series_of(usage, "requests", every="month", by="tag", groups=[other], without=[one])
    assert found.loc[~found["is_other"], "value"].sum() == sums[other]
    assert found.loc[found["is_other"], "value"].sum() == sum(sums.values()) - sums[one] - sums[other]


def test_after_the_data_there_are_no_rows(usage):
    later = usage.between("2027-01-01", "2027-02-01")
    assert series_of(later, "cost", every="day", by="team", groups=["legal"]).empty
