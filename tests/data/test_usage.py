"""Narrowing a usage and what it says about itself."""

from __future__ import annotations

import pandas as pd
import pytest

from usage_widgets import InvalidArgument, Selection, UnknownName, Usage, options

HOSTILE = [
    "x" * 300,
    "🦊 fox",
    "מודל",
    "\"quoted\" and 'single'",
    "=cmd()",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE usage; --",
    "100%_",
    "a\\b\nc",
]


def ids(usage: Usage) -> str:
    return " ".join(sorted(usage.to_frame()["request_id"]))


def test_where_keeps_and_exclude_leaves_out(week):
    assert ids(week.where(model="gpt")) == "r1 r2 r5 r6 r8"
    assert ids(week.where(model=["claude", "mystery"])) == "r3 r4 r7"
    assert ids(week.where(user=None)) == "r5 r7"
    assert ids(week.where(user=["cyd", None])) == "r5 r6 r7"
    assert ids(week.exclude(user=None)) == "r1 r2 r3 r4 r6 r8"
    assert ids(week.exclude(team="red")) == "r3 r4 r5 r6 r7", "an unknown team is not red"
    assert ids(week.exclude(provider=["azure", None])) == "r2 r3 r4 r8"
    assert ids(week.where(status="failure")) == "r2"


def test_where_takes_what_a_frame_gives_back(week):
    hours = week.by("hour_of_day")["hour_of_day"]
    assert ids(week.where(hour_of_day=hours)) == ids(week)
    assert ids(week.where(hour_of_day=hours.astype("int64").to_numpy()[0])) == ids(
        week.where(hour_of_day=int(hours[0]))
    )


def test_tags_are_any_of_a_request(week):
    assert ids(week.where(tag="a")) == "r1 r2 r6"
    assert ids(week.where(tag=["a", None])) == "r1 r2 r3 r5 r6 r7"
    assert ids(week.exclude(tag="b")) == "r1 r3 r5 r6 r7"
    assert ids(week.exclude(tag=None)) == "r1 r2 r4 r6 r8"


def test_parts_of_local_time_filter_in_the_zone(week):
    assert ids(week.where(weekday="Friday")) == "r7 r8"
    assert ids(week.in_time_zone("Asia/Tokyo").where(weekday=["Friday"])) == "r7", "23:30 is Saturday in Tokyo"
    assert ids(week.where(hour_of_day=[9, 23])) == "r1 r3 r4 r8"


def test_twice_is_the_intersection_and_the_first_is_unchanged(week):
    both = week.where(model=["gpt", "claude"]).where(model=["claude", "mystery"])
    assert ids(both) == "r3 r4"
    assert both.filters == {"model": ["claude"]}
    assert ids(both.exclude(team="blue")) == ""
    assert week.filters == {}
    assert ids(week.where(model=[])) == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_names_from_outside_are_only_values(name):
    usage = Usage.from_frame(pd.DataFrame({"start_time": "2026-03-01", "model": [name, "b"], "tags": [[name], []]}))
    assert usage.where(model=name).total("requests") == usage.where(tag=name).total("requests") == 1
    assert usage.exclude(model=name).values("model")["value"].tolist() == ["b"]
    assert name in usage.by("model")["model"].tolist()
    assert name in usage.by("tag")["label"].tolist()


def test_between_is_half_open_and_local(week):
    assert ids(week.between("2026-03-03", "2026-03-05")) == "r3 r4 r5"
    assert ids(week.between("2026-03-03 09:00", "2026-03-03 09:05")) == "r3"
    assert ids(week.between(end="2026-03-03")) == "r1 r2"
    assert ids(week.between("2026-03-06")) == "r7 r8"
    assert ids(week.in_time_zone("Asia/Tokyo").between("2026-03-07")) == "r8"
    assert (
        ids(week.between("2026-03-06T23:30:00+00:00", pd.Timestamp("2026-03-07", tz="Asia/Tokyo") + pd.Timedelta("1D")))
        == "r8"
    )


def test_two_ranges_intersect(week):
    usage = week.between("2026-03-02", "2026-03-05").between("2026-03-03", "2026-03-09")
    assert ids(usage) == "r3 r4 r5"
    assert [str(edge.date()) for edge in usage.filters["time"]] == ["2026-03-03", "2026-03-05"]
    assert ids(week.between("2026-03-02", "2026-03-03").between("2026-03-05", "2026-03-06")) == ""


def test_now_is_the_end_of_the_data(week):
    assert week.as_of == pd.Timestamp("2026-03-06 23:30:01", tz="UTC"), "the first second after the last request"
    assert ids(week.last("1d")) == "r7 r8"
    assert ids(week.last("12h")) == "r7 r8"
    assert ids(week.last("10h")) == "r8"
    assert ids(week.last("1y")) == ids(week)


def test_now_can_be_moved(week):
    moved = week.with_as_of("2026-03-05")
    assert moved.as_of == pd.Timestamp("2026-03-05", tz="UTC")
    assert ids(moved.last("2d")) == "r3 r4 r5"
    assert moved.total("requests") == week.total("requests"), "no request is left out"
    assert week.in_time_zone("Asia/Tokyo").with_as_of("2026-03-05").as_of == pd.Timestamp("2026-03-04 15:00", tz="UTC")


def test_last_follows_the_wall_clock_over_a_short_day():
    times = ["2026-03-28 10:59", "2026-03-28 11:00", "2026-03-29 09:59"]
    usage = Usage.from_frame(pd.DataFrame({"start_time": times}), time_zone="Europe/Berlin").with_as_of(
        "2026-03-29 12:00"
    )
    assert usage.last("1d").total("requests") == 2, "from 12:00 local, which was 11:00 UTC"
    assert usage.last("24h").total("requests") == 1 + 1 + 1


def test_what_it_says_about_itself(week):
    assert week.time_zone is None
    assert week.source == "frame"
    assert not week.is_demo
    assert week.span == (pd.Timestamp("2026-03-02 09:00", tz="UTC"), pd.Timestamp("2026-03-06 23:30", tz="UTC"))
    assert week.where(model="claude").span[1] == pd.Timestamp("2026-03-03 09:05", tz="UTC")
    assert week.in_time_zone("Asia/Tokyo").time_zone == "Asia/Tokyo"
    assert str(week.in_time_zone("Asia/Tokyo").span.end) == "2026-03-07 08:30:00+09:00"
    assert repr(week.where(user=None)) == "Usage(frame, as of 2026-03-06 23:30 UTC, {'user': [None]})"
    assert {"cost", "latency_ms_p95", "users"} <= {*week.measures}
    assert {"tag", "weekday", "hour_of_day", "end_user"} <= {*week.dimensions}


def test_own_dimensions_are_dimensions(week_frame):
    usage = Usage.from_frame(week_frame.assign(cc=[12, 12, 12, 12, None, 7, 7, 7]), dimensions={"cost_center": "cc"})
    assert usage.dimensions[-1] == "cost_center"
    assert usage.values("cost_center")[["value", "count"]].to_numpy().tolist() == [["12", 4], ["7", 3], [None, 1]]
    assert ids(usage.where(cost_center="7")) == "r6 r7 r8"
    assert usage.by("cost_center", "model")["cost_center"].isin(["12", "7", None]).all()
    assert "cost_center" in usage.head(1)


@pytest.mark.parametrize(
    "name",
    [
        *("model", "cost", "requests", "time", "is_other", "label", "not a name", "input_tokens", "ignoring", "self"),
        *("rank__", "groups__", "label__", "fine__", "named__", "price__model", "_input", "group", "Model"),
    ],
)
def test_own_dimensions_cannot_take_a_name_that_means_something(week_frame, name):
    with pytest.raises(InvalidArgument, match="dimensions"):
        Usage.from_frame(week_frame, dimensions={name: "model"})


def test_own_dimensions_may_be_called_like_a_price(week_frame):
    names = ["valid_from", "input_mtok", "price_model", "second_to"]
    usage = Usage.from_frame(week_frame, dimensions=dict.fromkeys(names, "team"))
    for name in names:
        assert usage.by(name, measures="requests")[name].tolist() == ["red", None, "blue"]


def test_values_have_counts(week):
    values = week.values("model")
    assert values.columns.tolist() == ["value", "label", "count"]
    assert values[["value", "count"]].to_numpy().tolist() == [["gpt", 5], ["claude", 2], ["mystery", 1]]
    assert week.values("user")["label"].tolist()[-1] == "cyd"
    assert None in week.values("user")["value"].tolist()


def of_one_user():
    selection = Selection()
    selection.set("user", "ada")
    return selection


USERS = {"ada": "Ada L.", "bob": "Bob", None: "Nobody"}


@pytest.mark.parametrize(
    ("narrow", "named"),
    [
        (lambda usage: usage.label("user", USERS).exclude(user="bob"), {"ada", None}),
        (lambda usage: usage.exclude(user=["bob", None]).label("user", USERS), {"ada"}),
        (lambda usage: usage.label("user", USERS).where(user=["ada", "bob"]).where(user="bob"), {"bob"}),
        (lambda usage: usage.label("user", USERS).where(team="red").last("1d"), {*USERS}),
        (lambda usage: usage.label("user", USERS).where(of_one_user(), team="red"), {*USERS}),
    ],
)
def test_only_values_that_a_page_can_show_have_a_name(week, narrow, named):
    usage = narrow(week)
    assert {user for user, name in USERS.items() if usage.label_of("user", user) == name} == named


def test_a_request_has_other_tags_beside_the_wanted_one(week):
    labelled = week.label("tag", {"one": "One", "two": "Two"})
    assert labelled.where(tag="one").label_of("tag", "two") == "Two"
    assert labelled.exclude(tag="two").label_of("tag", "two") == "two"


def test_head_is_the_newest_first_with_local_times(week):
    head = week.in_time_zone("Asia/Tokyo").head(2)
    assert head["request_id"].tolist() == ["r8", "r7"]
    assert str(head["start_time"][0]) == "2026-03-07 08:30:00+09:00"
    assert week.to_frame(limit=3)["request_id"].tolist() == ["r8", "r7", "r6"]
    assert len(week.to_frame()) == 8
    assert head["user"].tolist() == ["ada", None]


def test_more_than_a_million_rows_want_a_limit(week, monkeypatch):
    monkeypatch.setattr("usage_widgets.data.listing.MOST_ROWS", 7)
    with pytest.raises(InvalidArgument, match=r"limit: .*there are 8"):
        week.to_frame()
    assert len(week.to_frame(limit=8)) == 8


def test_a_selection_narrows_but_for_its_owner(week):
    selection, chart = Selection(), object()
    selection.set("model", ["gpt"], owner=chart)
    selection.set("user", None)
    selection.set("time", ("2026-03-04", "2026-03-06"))
    assert ids(week.where(selection)) == "r5"
    assert week.where(selection).filters["model"] == ["gpt"]
    assert ids(week.where(selection, ignoring=chart)) == "r5"
    assert "model" not in week.where(selection, ignoring=chart).filters
    assert ids(week.where(selection, team="red")) == ""


def test_the_pages_zone_is_the_default():
    try:
        options(time_zone="Asia/Tokyo")
        assert Usage.from_frame(pd.DataFrame({"start_time": ["2026-03-01"]})).time_zone == "Asia/Tokyo"
    finally:
        options().time_zone = None


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda usage: usage.where(modell="x"), UnknownName, ["dimension", "did you mean 'model'", "weekday"]),
        (lambda usage: usage.exclude(usr="x"), UnknownName, ["dimension", "'usr'", "did you mean 'user'"]),
        (lambda usage: usage.where(model=5), InvalidArgument, ["model", "text", "5"]),
        (lambda usage: usage.where(model=["a", 2.5]), InvalidArgument, ["model", "2.5"]),
        (lambda usage: usage.where(model={"a": 1}), InvalidArgument, ["model", "{'a': 1}"]),
        (lambda usage: usage.where(hour_of_day="9"), InvalidArgument, ["hour_of_day", "whole number", "'9'"]),
        (lambda usage: usage.where(hour_of_day=True), InvalidArgument, ["hour_of_day", "True"]),
        (lambda usage: usage.where({"model": "a"}), InvalidArgument, ["selection", "Selection"]),
        (lambda usage: usage.between("tomorrowish"), InvalidArgument, ["start", "tomorrowish", "2026-03-01"]),
        (lambda usage: usage.between("2026-03-02", "x"), InvalidArgument, ["end", "'x'"]),
        (lambda usage: usage.between(20260301), InvalidArgument, ["start", "20260301"]),
        (
            lambda usage: usage.between("2026-03-02", "2026-03-02"),
            InvalidArgument,
            ["end", "after the start", "2026-03-02"],
        ),
        (lambda usage: usage.last("30 days"), InvalidArgument, ["last", "30d", "'30 days'"]),
        (lambda usage: usage.last("0d"), InvalidArgument, ["last", "'0d'"]),
        (lambda usage: usage.last(30), InvalidArgument, ["last", "30"]),
        (lambda usage: usage.last("99999y"), InvalidArgument, ["last", "99999y"]),
        (lambda usage: usage.in_time_zone("Europe/Berln"), UnknownName, ["time zone", "Europe/Berln", "Europe/Berlin"]),
        (lambda usage: usage.in_time_zone(2), UnknownName, ["time zone", "2"]),
        (lambda usage: usage.with_as_of("never"), InvalidArgument, ["as_of", "never"]),
        (lambda usage: usage.head(0), InvalidArgument, ["count", "0"]),
        (lambda usage: usage.to_frame(limit=-1), InvalidArgument, ["limit", "-1"]),
        (lambda usage: usage.to_frame(limit="all"), InvalidArgument, ["limit", "all"]),
        (lambda usage: usage.label("modell", {}), UnknownName, ["dimension", "did you mean 'model'"]),
    ],
)
def test_a_wrong_argument_is_named(week, call, error, words):
    with pytest.raises(error) as raised:
        call(week)
    for word in words:
        assert word in str(raised.value)


NOTHING = {
    "no rows": lambda week: Usage.from_frame(pd.DataFrame({"start_time": []})),
    "no rows, all columns": lambda week: Usage.from_frame(week.to_frame()[:0]),
    "no times": lambda week: Usage.from_frame(pd.DataFrame({"start_time": [pd.NaT, pd.NaT]})).where(model="x"),
    "nothing left": lambda week: week.where(model="none"),
    "no such days": lambda week: week.between("2020-01-01", "2020-02-01"),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_is_answered_not_refused(week, kind):
    usage = NOTHING[kind](week)
    counts = usage.total("cost", "requests", "users", "failures")
    assert counts == {"cost": 0, "requests": 0, "users": 0, "failures": 0}
    assert all(pd.isna(value) for value in usage.total("cost_per_request", "latency_ms_p95", "failure_rate").values())
    for top in (None, 3):
        groups = usage.by("model", "tag", measures=["cost", "users", "latency_ms_p95"], top=top)
        assert groups.columns.tolist() == ["model", "tag", "cost", "users", "latency_ms_p95", "label", "is_other"]
        assert groups.empty
    assert usage.series("cost")["value"].sum() == 0
    assert usage.series("cost", by="model").columns.tolist() == ["time", "value", "group", "is_other", "partial"]
    assert usage.values("user").empty
    assert usage.head().empty
    assert usage.to_frame().columns.tolist() == week.to_frame().columns.tolist()
    assert usage.span is None
    assert usage.quality().rows == 0
    assert usage.quality().explain() == "There are no requests to check."
    assert isinstance(repr(usage), str)
    assert usage.last("7d").total("requests") == 0


def test_only_a_start_time_is_enough():
    usage = Usage.from_frame(pd.DataFrame({"start_time": ["2026-03-01 10:00"]}))
    assert usage.total("requests") == 1
    assert pd.isna(usage.total("cost"))
    assert usage.by("model")["label"].tolist() == ["unknown"]
    assert usage.series("requests")["value"].tolist() == [1]


def test_a_request_without_a_time_is_in_the_total_and_in_no_period():
    usage = Usage.from_frame(pd.DataFrame({"start_time": ["2026-03-01 10:00", None]}))
    assert usage.total("requests") == 2
    assert usage.between("2026-01-01", "2027-01-01").total("requests") == 1
    assert usage.by("weekday", measures="requests")["label"].tolist() == ["Sunday", "unknown"]
    assert usage.quality().findings[0].code == "no_time"
