"""What holds for any data."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from usage_widgets import Usage

NANO = Decimal("0.000000001")
names = st.sampled_from(["a", "b", "Other", "", None, "ü"])
requests = st.fixed_dictionaries(
    {
        "start_time": st.datetimes(pd.Timestamp("2026-03-20"), pd.Timestamp("2026-04-10")),
        "model": names,
        "user": names,
        "cost": st.none() | st.decimals(0, 1000, places=9).map(str),
        "output_tokens": st.none() | st.integers(0, 10**9),
        "origin": st.sampled_from(["user", "retry", None]),
        "tags": st.none() | st.lists(st.sampled_from(["x", "y", ""]), max_size=3),
    }
)
logs = st.lists(requests, min_size=1, max_size=25)
zones = st.sampled_from(
    ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", None]
)
few = settings(max_examples=15, deadline=None)


def opened(log: list[dict], zone: str | None = None) -> Usage:
    return Usage.from_frame(pd.DataFrame(log).astype({"model": object, "user": object}), time_zone=zone)


def exact(values) -> Decimal:
    return sum((Decimal(value).quantize(NANO) for value in pd.Series(values).dropna()), Decimal(0))


@few
@given(logs, st.integers(1, 6))
def test_additive_parts_sum_to_the_whole_at_every_level(log, top):
    usage = opened(log)
    whole = usage.total("cost", "requests", "output_tokens")
    for dimensions in (["model"], ["model", "user"], ["user", "weekday", "model"]):
        for shown in (None, top):
            parts = usage.by(*dimensions, measures=["cost", "requests", "output_tokens"], top=shown)
            assert exact(parts["cost"]) == exact([whole["cost"]])
            assert parts["requests"].sum() == whole["requests"]
            assert exact(parts["output_tokens"]) == exact([whole["output_tokens"]])
            assert len(parts) == len(parts.drop_duplicates([*dimensions, "is_other"]))


@few
@given(logs)
def test_the_cost_is_that_of_the_rows(log):
    costs = [request["cost"] for request in log]
    usage = opened(log)
    known = [Decimal(cost) for cost in costs if cost is not None]
    assert usage.total("unpriced_requests") == costs.count(None)
    if known:
        assert exact([usage.total("cost")]) == sum(known)
    else:
        assert pd.isna(usage.total("cost"))


@few
@given(logs, zones, zones, st.sampled_from(["hour", "day", "week", "month"]))
def test_a_question_in_two_zones_has_the_same_total(log, one, other, every):
    usage = opened(log, one)
    for measure in ("requests", "cost"):
        here = usage.series(measure, every=every)
        there = usage.in_time_zone(other).series(measure, every=every, by="model", top=1)
        assert exact(here["value"]) == exact(there["value"]) == exact([usage.total(measure)])
    assert (
        usage.values("hour_of_day")["count"].sum()
        == usage.in_time_zone(other).values("weekday")["count"].sum()
        == len(log)
    )


@few
@given(logs, names)
def test_where_and_exclude_part_the_rows(log, name):
    usage = opened(log)
    name = name or None
    inside, outside = usage.where(model=name), usage.exclude(model=name)
    assert inside.total("requests") + outside.total("requests") == usage.total("requests")
    assert len(inside.to_frame()) == sum((request["model"] or None) == name for request in log)
    assert inside.where(model=name).total("requests") == inside.total("requests")
    assert inside.exclude(model=name).total("requests") == 0
    assert len(usage.where(tag="x").to_frame()) + len(usage.exclude(tag="x").to_frame()) == len(log)


@few
@given(logs, st.datetimes(pd.Timestamp("2026-03-20"), pd.Timestamp("2026-04-10")), zones)
def test_two_halves_of_time_are_the_whole(log, edge, zone):
    usage = opened(log, zone)
    before, after = usage.between(end=edge), usage.between(edge)
    assert before.total("requests") + after.total("requests") == usage.total("requests")
    assert before.between(edge).total("requests") == 0
