"""Groups, the top ones and the rest: the sum stays whole to the nano-dollar."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pandas as pd
import pytest

from usage_widgets import InvalidArgument, UnknownKeyword, UnknownName, Usage

ADDITIVE = ["cost", "requests", "tokens", "failures", "unpriced_requests"]


def costs(*pairs, **more) -> Usage:
    names, amounts = zip(*pairs, strict=True)
    return Usage.from_frame(pd.DataFrame({"start_time": "2026-03-01", "model": names, "cost": amounts, **more}))


def test_by_hand(week):
    groups = week.by("model", measures=["cost", "requests"])
    assert groups.columns.tolist() == ["model", "cost", "requests", "label", "is_other"]
    assert groups["model"].tolist() == ["claude", "gpt", "mystery"]
    assert groups["cost"].tolist() == pytest.approx([0.55, 0.31, float("nan")], nan_ok=True)
    assert groups["requests"].tolist() == [1, 4, 1]
    assert groups["is_other"].tolist() == [False] * 3


def test_unknown_is_one_group_whether_null_or_empty(week):
    users = week.by("user", measures=["requests", "cost"]).set_index("label")
    assert users.loc["unknown", "user"] is None
    assert users.loc["unknown", "requests"] == 1
    assert users.loc["unknown", "cost"] == 0.01


@pytest.mark.parametrize("top", range(1, 7))
def test_the_rest_keeps_the_sum_whole(random_usage, top):
    groups = random_usage.by("model", measures=ADDITIVE, top=top)
    assert groups["is_other"].sum() == (top < 5)
    assert len(groups) == min(top + 1, 5)
    total = random_usage.total(*ADDITIVE)
    for measure in ADDITIVE[1:]:
        assert groups[measure].sum() == total[measure]
    nano = sum(Decimal(repr(cost)) for cost in groups["cost"])
    assert nano == Decimal(repr(total["cost"])), "to the nano-dollar"


def test_an_unknown_group_in_the_top_is_not_the_rest():
    groups = costs((None, "3"), ("a", "2"), ("b", "1")).by("model", top=1)
    assert groups[["label", "cost", "is_other"]].to_numpy().tolist() == [["unknown", 3.0, False], ["Other", 3.0, True]]
    assert groups["model"].tolist() == [None, "Other"]


def test_an_unknown_group_below_the_top_is_in_the_rest():
    groups = costs((None, "1"), ("a", "2"), ("b", "3")).by("model", measures=["cost", "users"], top=1)
    assert groups["cost"].tolist() == [3.0, 3.0]


def test_a_model_that_is_called_other_is_not_the_rest():
    groups = costs(("Other", "5"), ("a", "2"), ("b", "1")).by("model", top=1)
    assert groups[["model", "cost", "is_other"]].to_numpy().tolist() == [["Other", 5.0, False], ["Other", 3.0, True]]


def test_ties_go_by_name_and_unknown_last():
    usage = costs(("b", "1"), (None, "1"), ("c", "1"), ("a", "1"))
    assert usage.by("model")["model"].tolist() == ["a", "b", "c", None]
    assert usage.by("model", top=2)["label"].tolist() == ["a", "b", "Other"]


def test_unknown_values_rank_last_and_do_not_hide_the_known():
    usage = costs(("nothing", None), ("free", "0"), ("dear", "1"), tokens_in=0)
    assert usage.by("model", measures=["cost"])["model"].tolist() == ["dear", "free", "nothing"]
    assert usage.by("model", measures=["cost"], top=2)["cost"].isna().tolist() == [False, False, True]


def test_no_other_row_where_there_is_no_rest():
    assert not costs(("a", "1"), ("b", "1")).by("model", top=2)["is_other"].any()


def test_distinct_users_of_the_rest_are_not_added_up():
    usage = Usage.from_frame(
        pd.DataFrame(
            {"start_time": "2026-03-01", "model": ["a", "a", "b", "c"], "user": ["u", "v", "u", "u"], "cost": 1}
        )
    )
    groups = usage.by("model", measures=["cost", "users"], top=1)
    assert groups["users"].tolist() == [2, 1], "the same user asked b and c"


def test_the_rest_of_two_dimensions_with_unknown_keys():
    usage = Usage.from_frame(
        pd.DataFrame(
            {
                "start_time": "2026-03-01",
                "model": ["a", "a", None, None],
                "team": ["x", None, "x", None],
                "user": ["u", "v", "v", "w"],
                "cost": ["4", "3", "2", "1"],
            }
        )
    )
    groups = usage.by("model", "team", measures=["cost", "users"], top=1)
    assert groups[["model", "team", "cost", "users"]].to_numpy().tolist() == [
        ["a", "x", 4, 1],
        ["Other", "Other", 6, 2],
    ]


def test_a_request_counts_once_for_each_of_its_tags(week):
    groups = week.by("tag", measures=["requests", "cost"]).set_index("label")
    assert groups["requests"].to_dict() == {"a": 3, "b": 2, "unknown": 2}
    assert groups["cost"].to_dict() == pytest.approx({"a": 0.1, "b": 0.25, "unknown": 0.51})


def test_a_tag_given_twice_counts_once_and_an_empty_one_not_at_all():
    usage = Usage.from_frame(pd.DataFrame({"start_time": ["2026-03-01"] * 2, "tags": [["x", "x", " ", "y"], [""]]}))
    assert usage.by("tag", measures="requests").set_index("label")["requests"].to_dict() == {
        "x": 1,
        "y": 1,
        "unknown": 1,
    }


def test_labels_are_for_people_and_filters_keep_the_values(week):
    named = week.label("user", {"ada": "Ada L.", None: "nobody"}).label("user", {"bob": "Bob"})
    assert set(named.by("user")["label"]) == {"Ada L.", "Bob", "cyd", "nobody"}
    assert named.by("model", "user")["label"].str.contains(" · ").all()
    assert named.where(user="ada").total("requests") == 3
    assert named.values("user").set_index("value")["label"]["ada"] == "Ada L."
    assert week.by("user")["label"].tolist() != named.by("user")["label"].tolist()


def test_parts_of_local_time(week):
    assert week.by("weekday", measures="requests").set_index("weekday")["requests"].to_dict() == {
        "Monday": 2,
        "Tuesday": 1,
        "Wednesday": 0,
        "Thursday": 1,
        "Friday": 2,
    }
    kolkata = week.in_time_zone("Asia/Kolkata").by("hour_of_day", measures="requests")
    assert set(kolkata["hour_of_day"]) == {14, 15, 16, 17, 18, 5}
    assert all(isinstance(hour, int) for hour in kolkata["hour_of_day"])


def test_against_plain_sql(random_frame, random_usage):
    rows = random_frame.assign(cost=pd.to_numeric(random_frame["cost"]))
    rows = rows.mask(rows["response_cache_hit"] & rows["cost"].isna(), rows.assign(cost=0.0))
    expected = duckdb.sql("""
        SELECT model, provider, sum(cost::decimal(18, 9)) AS cost, count(*) FILTER (origin = 'user') AS requests FROM rows
        WHERE start_time >= '2026-03-28 23:00' AND start_time < '2026-03-29 22:00' AND provider = 'x'
        GROUP BY ALL ORDER BY cost DESC NULLS LAST, model, provider
    """).fetchall()
    usage = random_usage.between("2026-03-29", "2026-03-30").where(provider="x")
    found = usage.by("model", "provider")[["model", "provider", "cost", "requests"]]
    assert found.to_numpy().tolist() == [
        [model, provider, float(cost), requests] for model, provider, cost, requests in expected
    ]


def test_a_measure_named_twice_is_one_column(week):
    assert week.by("model", measures=["cost", "cost"]).columns.tolist() == ["model", "cost", "label", "is_other"]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda usage: usage.by(), InvalidArgument, ["dimensions", "model", "weekday"]),
        (lambda usage: usage.by("model", "model"), InvalidArgument, ["dimensions", "once"]),
        (lambda usage: usage.by("modle"), UnknownName, ["dimension", "'modle'", "did you mean 'model'", "provider"]),
        (lambda usage: usage.by("cost"), UnknownName, ["dimension", "'cost'"]),
        (lambda usage: usage.by(5), UnknownName, ["dimension", "5", "model"]),
        (lambda usage: usage.by("model", measures=["costs"]), UnknownName, ["measure", "did you mean 'cost'"]),
        (lambda usage: usage.by("model", measures=[]), InvalidArgument, ["measures", "at least one"]),
        (lambda usage: usage.by("model", measures=[None]), UnknownName, ["measure", "None", "cost"]),
        (lambda usage: usage.by("model", top=0), InvalidArgument, ["top", "from 1", "0"]),
        (lambda usage: usage.by("model", top=2.5), InvalidArgument, ["top", "2.5"]),
        (lambda usage: usage.by("model", top=True), InvalidArgument, ["top", "True"]),
        (
            lambda usage: usage.by("model", mesures=["cost"]),
            UnknownKeyword,
            ["mesures", "did you mean 'measures'", "top"],
        ),
        (lambda usage: usage.total(), InvalidArgument, ["measures", "at least one"]),
        (lambda usage: usage.total("costs"), UnknownName, ["measure", "did you mean 'cost'"]),
        (lambda usage: usage.values("modell"), UnknownName, ["dimension", "did you mean 'model'"]),
        (lambda usage: usage.label("usr", {}), UnknownName, ["dimension", "did you mean 'user'"]),
    ],
)
def test_a_wrong_argument_is_named(week, call, error, words):
    with pytest.raises(error) as raised:
        call(week)
    for word in words:
        assert word in str(raised.value)


def test_several_totals_are_a_dict_and_one_a_float(week):
    assert week.total("requests") == 6.0
    assert week.total("requests", "users") == week.total(["requests", "users"]) == {"requests": 6.0, "users": 3.0}


def test_a_huge_number_of_tokens_is_counted():
    usage = Usage.from_frame(
        pd.DataFrame(
            {"start_time": ["2026-03-01"] * 2, "uncached_input_tokens": [2**62] * 2, "output_tokens": [2**62] * 2}
        )
    )
    assert usage.total("tokens") == 4 * 2.0**62
    assert usage.by("model", measures="tokens", top=1)["tokens"].tolist() == [4 * 2.0**62]
