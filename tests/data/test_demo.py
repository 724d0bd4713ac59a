"""The demo is exact in its shape, the same for a seed, and believable."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from usage_widgets import schema
from usage_widgets.data.demo import SCHEMA, demo_table
from usage_widgets.data.demo_company import FIRST_NAMES

END = pd.Timestamp("2026-06-30")
PARTS = ("input_cost", "cache_read_cost", "cache_creation_cost", "output_cost")


def demo(days=120, requests=60_000, seed=7, end=END):
    return demo_table(days=days, requests=requests, seed=seed, end=end)


@pytest.fixture(scope="module")
def table():
    return demo()


@pytest.fixture(scope="module")
def log(table):
    frame = table.to_pandas()
    frame["cost"] = frame["cost"].astype(float)
    frame["input"] = frame[list(schema.METERS[:3])].sum(axis=1)
    frame["progress"] = 1 - (END - frame["start_time"]) / pd.Timedelta(days=120)
    frame["local"] = frame["start_time"].dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin")
    return frame


@pytest.mark.parametrize(("days", "requests"), [(1, 0), (1, 1), (1, 90), (7, 1_000), (60, 5_000), (2_000, 3_000)])
def test_any_size_is_exact_and_within_the_period(days, requests):
    table = demo(days=days, requests=requests)
    assert table.schema == SCHEMA
    assert table.schema.names == list(schema.NAMES)
    assert table.num_rows == requests
    times = table["start_time"].to_pandas()
    assert times.is_monotonic_increasing
    assert times.between(END - pd.Timedelta(days=days), END, inclusive="left").all()


def test_types_are_the_canonical_ones(table):
    assert table.schema.field("start_time").type == pa.timestamp("us")
    assert table.schema.field("cost").type == pa.decimal128(18, 9)
    assert table.schema.field("tags").type == pa.list_(pa.string())
    assert table.schema.field("latency_ms").type == pa.float64()


def test_the_seed_decides():
    assert demo(requests=2_000).equals(demo(requests=2_000))
    assert not demo(requests=2_000).equals(demo(requests=2_000, seed=8))


def test_an_end_with_a_zone_is_that_instant():
    berlin = pd.Timestamp("2026-06-30 02:00", tz="Europe/Berlin")
    assert demo(requests=500, end=berlin).equals(demo(requests=500))


def test_text_is_never_empty_and_choices_are_kept(table):
    for column in schema.COLUMNS:
        if column.kind == "text":
            values = set(table[column.name].unique().to_pylist()) - {None}
            assert "" not in values
            assert not column.choices or values == set(column.choices) - {"priced"}


def test_costs_are_the_sum_of_their_parts_to_the_nano_dollar(table):
    cost, *parts = (table[name].to_pylist() for name in ("cost", *PARTS))
    for total, *each in zip(cost, *parts, strict=True):
        assert total == (None if None in each else sum(each))
    assert all(value is None or value >= 0 for value in cost)


def test_a_cost_is_tokens_times_list_price(log):
    row = log[(log["model"] == "claude-sonnet-4-5") & (log["cache_creation_input_tokens"] > 0)].iloc[0]
    rates = zip(schema.METERS[:4], (3, 0.3, 3.75, 15), strict=True)
    assert row["cost"] == pytest.approx(sum(row[meter] * rate for meter, rate in rates) / 1e6)


def test_working_days_and_office_hours_are_busy(log):
    organic = log[log["api_key"] != "evaluation-loop"]
    weekday = organic["local"].dt.day_of_week
    assert 0.3 < ((weekday >= 5).sum() / 2) / ((weekday < 5).sum() / 5) < 0.6
    engineering = organic[organic["team"] == "engineering"]["local"]
    assert (engineering.dt.hour.between(8, 17)).mean() > 0.85
    assert (engineering.dt.day_of_week >= 5).mean() < 0.05
    assert (organic[organic["team"] == "data-science"]["local"].dt.hour < 6).mean() > 0.5


def test_usage_grows(log):
    organic = log[log["api_key"] != "evaluation-loop"]
    assert 1.3 < (organic["progress"] > 0.75).sum() / (organic["progress"] < 0.25).sum() < 2.2


def test_a_few_users_make_most_requests_and_some_come_later(log):
    counts = log["user"].value_counts()
    assert len(counts) > 120
    assert counts.head(len(counts) // 5).sum() / counts.sum() > 0.6
    assert counts.iloc[0] / counts.sum() < 0.2
    first = log.groupby("user")["progress"].min()
    assert 0.1 < (first > 0.2).mean() < 0.5
    assert 0.02 < log["user"].isna().mean() < 0.06
    assert {name.partition(".")[0] for name in counts.index} <= set(FIRST_NAMES)


def test_a_model_is_launched_and_another_retired(log):
    launched, retired, successor = (
        log[log["model"] == model]["progress"] for model in ("gpt-5-mini", "claude-3-5-haiku", "claude-haiku-4-5")
    )
    assert 0.55 <= launched.min() < 0.57
    assert (launched > 0.7).sum() > 3 * (launched < 0.65).sum()
    assert 0.74 < retired.max() <= 0.7501
    assert successor.min() > 0.62
    assert (successor > 0.75).mean() > 0.7


def test_a_price_is_cut(log):
    o3 = log[(log["model"] == "o3") & (log["output_tokens"] > 0) & (log["service_tier"] == "default")]
    rate = o3["output_cost"].astype(float) / o3["output_tokens"] * 1e6
    assert np.allclose(rate[o3["progress"] < 0.4], 40)
    assert np.allclose(rate[o3["progress"] >= 0.4], 8)


def test_a_key_runs_away_for_two_days(log):
    runaway = log[log["api_key"] == "evaluation-loop"]
    assert pd.Timedelta(days=1.9) < runaway["start_time"].max() - runaway["start_time"].min() < pd.Timedelta(days=2.01)
    assert runaway["user"].nunique() == 1
    daily = log.groupby(log["start_time"].dt.floor("D"))["cost"].sum()
    assert sorted(daily.nlargest(2).index) == sorted(runaway["start_time"].dt.floor("D").unique())[:2]
    assert daily.nlargest(2).min() > 3 * daily.median()
    assert "evaluation-loop" not in demo(days=5, requests=3_000)["api_key"].to_pylist()


def test_teams_have_habits(log):
    cached = log.groupby("team")["cache_read_input_tokens"].sum() / log.groupby("team")["input"].sum()
    assert cached["engineering"] > 0.55
    assert cached["support"] > 0.4
    assert cached["legal"] > cached["data-science"]
    assert cached["marketing"] < 0.05
    assert cached["search"] == 0
    models = log.dropna(subset=["team"]).groupby("team")["model"].agg(lambda names: names.mode()[0])
    assert models["engineering"] == "claude-sonnet-4-5"
    assert models["search"] == "text-embedding-3-small"
    assert models["legal"] == "gemini-2.5-pro"
    assert set(log.dropna(subset=["end_user"])["team"]) == {"support"}


def test_failures_come_in_bursts_and_are_retried(log):
    failed = log["status"] == "failure"
    assert 0.01 < failed.mean() < 0.05
    hourly = failed.groupby([log["provider"], log["start_time"].dt.floor("h")]).agg(["sum", "size"])
    worst = (hourly["sum"] / hourly["size"])[hourly["size"] >= 10]
    assert worst.max() > 0.4
    assert worst.median() < 0.05
    retries = log[log["origin"] == "retry"]
    assert len(retries) == int(0.012 * len(log))
    assert retries["cost"].sum() > 0
    assert retries["request_hash"].isin(log[failed & (log["origin"] != "retry")]["request_hash"]).all()
    refused = log[failed & (log["output_tokens"] == 0) & (log["input"] == 0)]
    assert len(refused) > 0.7 * failed.sum()
    assert (refused["cost"] == 0).all()


def test_internal_calls_cost_but_belong_to_nobody(log):
    internal = log[log["origin"] == "internal"]
    assert 0.005 < len(internal) / len(log) < 0.015
    assert internal["cost"].sum() > 0
    assert internal["team"].isna().all()


def test_the_response_cache_costs_nothing(log):
    hits = log[log["response_cache_hit"]]
    assert 0.01 < len(hits) / len(log) < 0.08
    assert (hits[[*schema.METERS]].to_numpy() == 0).all()
    assert (hits["cost"] == 0).all()
    assert hits["latency_ms"].max() < 20


def test_one_model_has_no_price(table, log):
    unknown = log[log["cost_source"] == "unknown"]
    assert set(unknown["model"]) == {"llama-3.3-70b-instruct"}
    assert unknown["cost"].isna().all()
    assert not log[log["cost_source"] == "reported"]["cost"].isna().any()
    assert isinstance(table["cost"][0].as_py(), Decimal)


def test_models_come_from_several_providers_and_countries(log):
    providers = log.groupby("model")["provider"].agg(set)
    assert providers["gpt-4o"] == {"openai", "azure"}
    assert providers["claude-sonnet-4-5"] == {"anthropic", "bedrock"}
    assert log["country"].value_counts().index[0] == "DE"
    assert 0.02 < log["country"].isna().mean() < 0.1


def test_time_follows_the_output(log):
    chat = log[(log["model"] == "gpt-4o") & (log["output_tokens"] > 0)]
    assert chat["latency_ms"].corr(chat["output_tokens"]) > 0.7
    streams = log.dropna(subset=["time_to_first_token_ms"])
    assert 0.3 < len(streams) / len(log) < 0.8
    assert (streams["time_to_first_token_ms"] <= streams["latency_ms"]).all()
    assert np.allclose((log["end_time"] - log["start_time"]) / pd.Timedelta(milliseconds=1), log["latency_ms"])


def test_identifiers_are_unique_and_equal_requests_share_a_hash(log):
    assert log["request_id"].is_unique
    assert log["request_id"].str.fullmatch("[0-9a-f]{16}").all()
    assert 0.02 < log["request_hash"].duplicated().mean() < 0.1


def test_reasoning_is_part_of_the_output(log):
    assert (log["reasoning_output_tokens"] <= log["output_tokens"]).all()
    assert set(log[log["reasoning_output_tokens"] > 0]["model"]) == {
        "o3",
        "gpt-5-mini",
        "gemini-2.5-pro",
        "gemini-2.5-flash",
    }
