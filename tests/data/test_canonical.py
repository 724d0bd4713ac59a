"""How a source's columns become the usage table."""

from __future__ import annotations

import ibis
import pandas as pd
import pytest

from usage_widgets import Usage, schema
from usage_widgets.data.canonical import FAILURE, SUCCESS, TYPES, Fields, canonical
from usage_widgets.data.dimensions import BUILT_IN

TIME = pd.Timestamp("2026-03-01 10:00")


def rows(*, input_tokens_include_cache: bool = True, **columns) -> pd.DataFrame:
    """The usage table of some columns, in their order."""
    size = max((len(values) for values in columns.values()), default=1)
    times = pd.date_range(TIME, periods=size, freq="s")
    frame = pd.DataFrame({"start_time": times, **columns})
    usage = Usage.from_frame(frame, input_tokens_include_cache=input_tokens_include_cache)
    return usage.to_frame().iloc[::-1].reset_index(drop=True)


def test_every_column_is_there_with_its_type():
    raw = ibis.table(
        {"start_time": "timestamp('UTC', 9)", "cost": "float64", "tags": "string", "other": "json"}, name="raw"
    )
    with pytest.raises(ibis.common.exceptions.IbisError):
        canonical(raw, Fields())  # it asks the backend what it can do
    backend = ibis.duckdb.connect()
    backend.raw_sql("CREATE TABLE raw (start_time TIMESTAMPTZ, cost DOUBLE, tags VARCHAR, other JSON)")
    table = canonical(backend.table("raw"), Fields())
    assert table.columns == schema.NAMES
    for column in schema.COLUMNS:
        assert table[column.name].type() == ibis.dtype(TYPES[column.kind]), column.name


def test_the_gateways_words_become_two():
    words = [*SUCCESS, *FAILURE, "SUCCEED", "Failed", "PENDING", "", None]
    assert [None if pd.isna(word) else word for word in rows(status=words)["status"]] == [
        *["success"] * len(SUCCESS),
        *["failure"] * len(FAILURE),
        *["success", "failure", None, None, None],
    ]


def test_who_caused_a_request_is_a_user_unless_said_otherwise():
    assert rows(origin=["Retry", "internal", "user", "", None, "cron"])["origin"].tolist() == [
        "retry",
        "internal",
        *["user"] * 4,
    ]


def test_a_blank_name_is_nobodys():
    names = [" Ada", "  ", "", "\t\n", "Bob ", None]
    assert [None if pd.isna(name) else name for name in rows(user=names)["user"]] == [" Ada", *[None] * 3, "Bob ", None]


@pytest.mark.parametrize(
    ("include", "expected"),
    [(True, [60, 100, None, None]), (False, [100, 100, 10, None])],
)
def test_input_tokens_are_parted_as_the_source_counts_them(include, expected):
    uncached = rows(
        input_tokens=[100, 100, 10, None],
        cache_read_input_tokens=[30, None, 20, 5],
        cache_creation_input_tokens=[10, 0, None, 5],
        input_tokens_include_cache=include,
    )["uncached_input_tokens"]
    assert [None if pd.isna(value) else value for value in uncached] == expected, (
        "more cached than input is unknown, never negative"
    )


def test_uncached_tokens_that_are_given_are_kept():
    assert rows(input_tokens=[100], uncached_input_tokens=[7], cache_read_input_tokens=[30])[
        "uncached_input_tokens"
    ].tolist() == [7]


def test_what_the_gateways_own_cache_replays_is_not_used_again():
    meters = {name: [5, 5] for name in schema.METERS}
    table = rows(response_cache_hit=["True", "False"], **meters)
    assert table[[*schema.METERS]].to_numpy().tolist() == [[0] * 5, [5] * 5]


def test_where_a_cost_comes_from():
    assert rows(cost=["0.5", None])["cost_source"].tolist() == ["reported", "unknown"]
    assert rows(cost=["0.5", "1"], cost_source=["Priced", None])["cost_source"].tolist() == ["priced", "reported"]
    priced = rows(model=["gpt-4o"], provider=["openai"], input_tokens=[1_000_000], output_tokens=[0])
    assert priced[["cost", "cost_source"]].to_numpy().tolist() == [[2.5, "priced"]]


def test_the_parts_of_a_cost_make_the_cost_where_it_is_missing():
    table = rows(
        model=["gpt-4o"] * 6,
        provider=["openai"] * 6,
        uncached_input_tokens=[1000, 1000, 1000, 1000, 0, 1000],
        cache_read_input_tokens=[None, 10, 10, None, None, None],
        output_tokens=[500, 500, 500, None, 500, 500],
        cost=[None, None, None, None, None, "9"],
        input_cost=["1", "1", "1", "1", None, "1"],
        cache_read_cost=[None, "0.5", None, None, None, None],
        output_cost=["2", "2", "2", None, "2", "2"],
    )
    source = ["reported", "reported", "priced", "reported", "reported", "reported"]
    assert table["cost_source"].tolist() == source, "cache reads without their part are priced as a whole"
    assert table["cost"].tolist()[:2] == [3, 3.5]
    assert table["cost"].tolist()[3:] == [1, 2, 9]
    assert table["input_cost"].tolist()[0] == 1


def test_countries_are_upper_case():
    assert rows(country=["de", "US"])["country"].tolist() == ["DE", "US"]


def test_a_prompt_is_not_read():
    frame = pd.DataFrame({"start_time": [TIME], "messages": ["a secret"], "response": ["a secret"]})
    assert "a secret" not in Usage.from_frame(frame).to_frame().to_csv()
    assert Fields().needed(list(frame)) == ["start_time"]
    assert Fields(columns={"model": "response"}).needed(list(frame)) == ["start_time", "response"]


def test_a_mapping_wins_over_a_column_of_the_same_name():
    frame = pd.DataFrame({"start_time": [TIME], "model": ["deployed"], "model_group": ["asked for"]})
    assert Usage.from_frame(frame, columns={"model": "model_group"}).values("model")["value"].tolist() == ["asked for"]
    assert Fields(columns={"model": "model_group"}).needed(list(frame)) == ["start_time", "model_group"]


def test_every_dimension_is_a_column_or_part_of_one():
    assert {*BUILT_IN} - {"tag", "hour_of_day", "weekday"} <= {*schema.NAMES}
