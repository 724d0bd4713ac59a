"""Frames of three libraries, and everything that goes wrong in one."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import ibis
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from usage_widgets import InvalidArgument, InvalidUsageTable, UnknownKeyword, UnknownName, Usage

TIMES = pd.to_datetime(["2026-03-01 10:00", "2026-03-02 11:00", "2026-03-03 12:00"])


def frame(**columns) -> pd.DataFrame:
    return pd.DataFrame({"start_time": TIMES, **columns})


def stored(data, name: str, **options) -> list:
    """The values of one column as they were understood, by time; NaN and NaT as None."""
    rows = Usage.from_frame(data, **options).to_frame().sort_values("start_time")
    return [None if not isinstance(value, (list, np.ndarray)) and pd.isna(value) else value for value in rows[name]]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table])
def test_any_frame_gives_the_same(make):
    usage = Usage.from_frame(
        make({"start_time": [*TIMES.to_pydatetime()], "model": ["a", "b", "a"], "cost": [0.5, 0.25, None]})
    )
    assert usage.by("model")[["model", "cost", "requests"]].to_numpy().tolist() == [["a", 0.5, 2], ["b", 0.25, 1]]


@pytest.mark.parametrize("given", [None, 5, "log.csv", [{"start_time": 1}], {"start_time": []}])
def test_what_is_no_frame_is_refused(given):
    with pytest.raises(InvalidArgument, match=r"frame: expected a pandas, polars or pyarrow frame .*from_files.*, got"):
        Usage.from_frame(given)


@pytest.mark.parametrize(
    "times",
    [
        TIMES.astype("datetime64[ns]"),
        TIMES.astype("datetime64[s]"),
        TIMES.tz_localize("UTC"),
        TIMES.tz_localize("UTC").tz_convert("Asia/Tokyo"),
        [*TIMES.strftime("%Y-%m-%d %H:%M:%S")],
        [*TIMES.strftime("%Y-%m-%dT%H:%M:%SZ")],
        [*TIMES.tz_localize("UTC").tz_convert("Asia/Tokyo").map(pd.Timestamp.isoformat)],
        [*TIMES.tz_localize("UTC").tz_convert("America/New_York")],
        [
            time.tz_localize("UTC").tz_convert(zone)
            for time, zone in zip(TIMES, ["Asia/Tokyo", "Europe/Berlin", "UTC"], strict=True)
        ],
        pd.Categorical([*TIMES.strftime("%Y-%m-%d %H:%M:%S")]),
        pd.arrays.ArrowExtensionArray(pa.array(TIMES)),
    ],
    ids=[
        "ns",
        "s",
        "utc",
        "tokyo",
        "naive text",
        "text Z",
        "text offset",
        "aware objects",
        "mixed zones",
        "categories",
        "arrow",
    ],
)
def test_times_become_instants(times):
    usage = Usage.from_frame(pd.DataFrame({"start_time": times}), time_zone="Europe/Berlin")
    assert usage.to_frame().sort_values("start_time")["start_time"].tolist() == [
        *TIMES.tz_localize("UTC").tz_convert("Europe/Berlin")
    ]


def test_nanoseconds_are_cut_and_dates_are_midnights():
    assert (
        stored(pd.DataFrame({"start_time": [pd.Timestamp("2026-03-01 00:00:00.123456789")]}), "start_time")[
            0
        ].microsecond
        == 123456
    )
    assert stored(pd.DataFrame({"start_time": [dt.date(2026, 3, 1)]}), "start_time") == [
        pd.Timestamp("2026-03-01", tz="UTC")
    ]


def test_a_latency_is_worked_out_to_the_microsecond():
    ends = TIMES + pd.to_timedelta([200.5, 0, -5], unit="ms")
    assert stored(frame(end_time=ends), "latency_ms") == [200.5, 0, None]
    assert stored(frame(end_time=ends, latency_ms=[7, None, None]), "latency_ms") == [7, 0, None]


@pytest.mark.parametrize(
    "cost",
    [
        [Decimal("0.1234567891"), None, Decimal(0)],
        ["0.123456789", None, "0"],
        ["0.123456789", "", " 0 "],
        [0.123456789, np.nan, 0.0],
        pd.array([0.123456789, None, 0], dtype="Float64"),
    ],
    ids=["decimal", "text", "blank text", "float", "Float64"],
)
def test_money_is_exact_and_unknown_is_not_free(cost):
    assert stored(frame(cost=cost), "cost") == [0.123456789, None, 0]


def test_polars_nan_is_unknown_too():
    usage = Usage.from_frame(
        pl.DataFrame({"start_time": [*TIMES], "cost": [0.5, float("nan"), None], "user": [1.0, float("nan"), None]})
    )
    assert usage.total("cost", "unpriced_requests") == {"cost": 0.5, "unpriced_requests": 2}
    assert usage.values("user")[["value", "count"]].to_numpy().tolist() == [[None, 2], ["1", 1]]


@pytest.mark.parametrize(
    "tokens",
    [
        pd.array([5, None, 7], dtype="Int64"),
        [5.0, np.nan, 7.0],
        ["5", None, "7"],
        ["5.0", "", " 7"],
        pd.Categorical(["5", None, "7"]),
        [Decimal(5), None, Decimal(7)],
        np.array([5, 0, 7], dtype="object"),
    ],
    ids=["Int64", "float", "text", "odd text", "categories", "decimal", "objects"],
)
def test_tokens_are_whole_numbers(tokens):
    assert stored(frame(output_tokens=tokens), "output_tokens") == [5, 0 if isinstance(tokens, np.ndarray) else None, 7]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["00123", "", None], ["00123", None, None]),
        ([12.0, None, 13.0], ["12", None, "13"]),
        ([1.5, None, 2**60], ["1.5", None, "1.152921504606847e+18"]),
        ([12, 13, 14], ["12", "13", "14"]),
        (pd.Categorical(["a", None, "b"]), ["a", None, "b"]),
        (pd.array(["a", None, "b"], dtype="str"), ["a", None, "b"]),
        ([True, False, None], ["true", "false", None]),
        ([uuid.UUID(int=1), None, uuid.UUID(int=2)], [str(uuid.UUID(int=1)), None, str(uuid.UUID(int=2))]),
        ([None, None, None], [None, None, None]),
        ([pd.NaT, pd.NaT, pd.NaT], [None, None, None]),
        ([np.nan, np.nan, np.nan], [None, None, None]),
    ],
    ids=["ids", "floats of ints", "floats", "ints", "categories", "str", "flags", "uuid", "nothing", "no times", "nan"],
)
def test_names_are_texts(names, expected):
    assert stored(frame(user=names), "user") == expected


@pytest.mark.parametrize(
    "flags",
    [[True, False, None], ["True", "False", ""], ["1", "0", None], [1, 0, 0], [1.0, 0.0, None], ["true", "None", "no"]],
    ids=["bool", "text", "digits", "ints", "floats", "words"],
)
def test_a_text_that_says_false_is_false(flags):
    assert stored(frame(response_cache_hit=flags), "response_cache_hit") == [True, False, False]


@pytest.mark.parametrize(
    "tags",
    [
        [["a", "b"], [], None],
        ['["a", "b"]', "[]", None],
        ["a, b", "", None],
        [np.array(["b", "a"]), [], None],
        [["a", "a", "b", "", None], [None], None],
    ],
    ids=["lists", "json", "commas", "arrays", "untidy"],
)
def test_tags_are_a_set(tags):
    usage = Usage.from_frame(frame(tags=tags))
    assert usage.by("tag", measures="requests").set_index("label")["requests"].to_dict() == {
        "unknown": 2,
        "a": 1,
        "b": 1,
    }


def test_columns_of_nothing_but_empty_tags_and_times():
    assert (
        Usage.from_frame(frame(tags=[[], [], []], end_time=pd.NaT, team=pd.Series([None] * 3, dtype=object))).total(
            "requests"
        )
        == 3
    )


def test_what_is_not_needed_does_not_disturb():
    odd = frame(
        user=["a", "b", "c"],
        mixed=[1, "x", None],
        nested=[{"a": 1}, {"b": 2}, None],
        period=pd.period_range("2026-03", periods=3, freq="M"),
        objects=[object(), object(), object()],
    )
    assert Usage.from_frame(odd).total("requests", "users") == {"requests": 3, "users": 3}
    computed = Usage.from_frame(odd, columns={"model": lambda t: t.user.upper()})
    assert computed.by("model")["model"].tolist() == ["A", "B", "C"]


@pytest.mark.parametrize(
    "column",
    [
        [1, "x", None],
        [{"a": 1}, "x", None],
        [object(), object(), object()],
        pd.period_range("2026-03", periods=3, freq="M"),
    ],
    ids=["mixed", "mixed structs", "objects", "periods"],
)
def test_what_is_needed_and_odd_is_refused_by_name(column):
    with pytest.raises(InvalidUsageTable, match="column 'who': expected"):
        Usage.from_frame(frame(who=column), columns={"user": "who"})


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (["start_time", "cost", "cost"], ["'cost', 'cost'", "differ"]),
        (["start_time", "Cost", "cost"], ["'Cost', 'cost'", "case"]),
        (["start_time", 7, "cost"], ["column 7", "texts", "int"]),
        (pd.MultiIndex.from_product([["start_time"], ["a", "b", "c"]]), ["('start_time', 'a')", "tuple"]),
    ],
)
def test_odd_column_names_are_refused(columns, words):
    with pytest.raises(InvalidUsageTable) as raised:
        Usage.from_frame(pd.DataFrame([["2026-03-01", 1, 2]], columns=columns))
    assert all(word in str(raised.value) for word in words)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"cost": ["$1.25", "1.25", None]}, ["cost: 1 of 3", "'$1.25'"]),
        ({"cost": ["inf", "1", None]}, ["cost: 1 of 3", "'inf'"]),
        ({"output_tokens": ["many", "few", "3"]}, ["output_tokens: 2 of 3", "'many'"]),
        ({"latency_ms": ["1s", None, None]}, ["latency_ms: 1 of 3", "'1s'"]),
        ({"end_time": ["soon", None, None]}, ["end_time: 1 of 3", "'soon'"]),
        ({"end_time": [1.5, 2.5, 3.5]}, ["end_time", "float64", "as_timestamp"]),
        ({"start_time": ["0001-01-01", "2026-03-01", "9999-12-31"]}, ["start_time: 2 of 3", "9999-12-31"]),
        (
            {"start_time": [1772359200, 1772359201, 1772359202]},
            ["start_time", "int64", 't.start_time.as_timestamp("s")'],
        ),
        ({"cost": [Decimal("1e20"), None, None]}, ["cost", "1"]),
    ],
)
def test_values_that_cannot_be_read_are_counted_and_shown(columns, words):
    with pytest.raises(InvalidUsageTable) as raised:
        Usage.from_frame(frame().assign(**columns))
    assert all(word in str(raised.value) for word in words)


def test_seconds_are_read_once_their_unit_is_said():
    raw = pd.DataFrame({"at": [1772359200, 1772359201]})
    usage = Usage.from_frame(raw, columns={"start_time": lambda t: t["at"].as_timestamp("s")})
    assert usage.span.start == pd.Timestamp("2026-03-01 10:00", tz="UTC")
    raw = pd.DataFrame({"at": [1772359200.25]})
    usage = Usage.from_frame(raw, columns={"start_time": lambda t: (t["at"] * 1000).cast("int64").as_timestamp("ms")})
    assert usage.span.start == pd.Timestamp("2026-03-01 10:00:00.25", tz="UTC")


def test_columns_can_be_computed_and_deferred():
    raw = frame(seconds=[1.5, 2.0, None], first=["ada", "bob", None])
    usage = Usage.from_frame(raw, columns={"latency_ms": ibis._.seconds * 1000, "user": lambda t: t["first"].upper()})
    assert usage.values("user")["value"].tolist() == ["ADA", "BOB", None]
    assert usage.total("latency_ms_mean") == 1750


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"columns": {"modell": "x"}}, UnknownName, ["'modell'", "did you mean 'model'"]),
        ({"columns": {"model": "modle"}}, UnknownName, ["'model'", "'modle'", "start_time"]),
        ({"columns": {"model": "strat_time"}}, UnknownName, ["'model'", "did you mean 'start_time'"]),
        ({"dimensions": {"cc": "centre"}}, UnknownName, ["'cc'", "'centre'", "start_time"]),
        ({"dimensions": {"model": "user"}}, InvalidArgument, ["dimensions", "'model'"]),
        ({"time_zone": "Mars/Base"}, UnknownName, ["time zone", "Mars/Base"]),
        ({"column": {}}, UnknownKeyword, ["column", "did you mean 'columns'", "time_zone"]),
    ],
)
def test_a_wrong_option_is_named(options, error, words):
    with pytest.raises(error) as raised:
        Usage.from_frame(frame(), **options)
    assert all(word in str(raised.value) for word in words)


def test_without_a_time_the_columns_that_there_are_are_named():
    with pytest.raises(InvalidUsageTable, match=r"no start_time.*when, model.*columns="):
        Usage.from_frame(pd.DataFrame({"when": ["2026-03-01"], "model": ["a"]}))
    with pytest.raises(InvalidUsageTable, match="no start_time"):
        Usage.from_frame(pd.DataFrame())


def test_the_frame_is_not_changed():
    data = frame(cost=["1", "", None], tags=[["a"], [], None], model=pd.Categorical(["a", "b", None]))
    before = data.copy(deep=True)
    Usage.from_frame(data, columns={"user": "model"}).by("user", "tag", top=1)
    pd.testing.assert_frame_equal(data, before)


def test_columns_whose_names_need_quotes():
    data = frame(**{"a \"b\" 'c'; --": ["x", "y", None], "naïve 🦊": ["1", "2", "3"]})
    usage = Usage.from_frame(data, columns={"model": "a \"b\" 'c'; --", "cost": "naïve 🦊"})
    assert usage.by("model")["model"].tolist() == [None, "y", "x"]


def test_negative_tokens_are_counted_as_they_are_and_reported():
    usage = Usage.from_frame(frame(output_tokens=[-5, 10, 0]))
    assert usage.total("output_tokens") == 5
    assert [finding.count for finding in usage.quality().findings if finding.code == "negative_tokens"] == [1]
