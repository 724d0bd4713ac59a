"""Every measure by hand, and against plain pandas on the same rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from usage_widgets import Usage
from usage_widgets.data.measures import INPUT, MEASURES

BY_HAND = {
    "cost": 0.86,
    "requests": 6,  # neither the retry nor the internal call; the failure and the gateway's own answer are
    "tokens": 806,
    "input_tokens": 720,
    "uncached_input_tokens": 470,  # without the 500 that the gateway's own cache replayed
    "cache_read_input_tokens": 150,
    "cache_creation_input_tokens": 100,
    "output_tokens": 86,
    "reasoning_output_tokens": 4,
    "failures": 1,
    "failure_rate": 1 / 6,
    "users": 3,
    "cost_per_request": 0.80 / 5,  # neither the cost of retries nor failed requests
    "cost_per_mtok": 0.86 / (806 - 20) * 1e6,  # without the tokens whose cost is unknown
    "cache_rate": 150 / 720,
    "latency_ms_mean": (100 + 50 + 900 + 5 + 200) / 5,
    "latency_ms_p95": 200 + 0.8 * 700,
    "unpriced_requests": 1,
}


def test_by_hand(week):
    assert week.total(*BY_HAND) == pytest.approx(BY_HAND, rel=1e-12)


def test_every_measure_is_worked_by_hand():
    assert set(BY_HAND) == set(MEASURES)


def in_pandas(rows: pd.DataFrame) -> dict[str, float]:
    """All measures of prepared rows, in plain pandas."""
    user = rows[rows["origin"] == "user"]
    good = (user["status"] != "failure").sum()
    read, write = rows["cache_read_input_tokens"].sum(), rows["cache_creation_input_tokens"].sum()
    uncached, output = rows["uncached_input_tokens"].sum(), rows["output_tokens"].sum()
    cost, inputs = rows["cost"].sum(min_count=1), uncached + read + write
    paid = rows.loc[rows["cost"].notna(), [*INPUT, "output_tokens"]].sum().sum()
    failures, requests = (user["status"] == "failure").sum(), len(user)
    return {
        "cost": cost,
        "requests": requests,
        "tokens": inputs + output,
        "input_tokens": inputs,
        "uncached_input_tokens": uncached,
        "cache_read_input_tokens": read,
        "cache_creation_input_tokens": write,
        "output_tokens": output,
        "reasoning_output_tokens": 0,
        "failures": failures,
        "failure_rate": failures / requests if requests else np.nan,
        "users": user["user"].nunique(),
        "cost_per_request": user["cost"].sum(min_count=1) / good if good else np.nan,
        "cost_per_mtok": cost / paid * 1e6 if paid else np.nan,
        "cache_rate": read / inputs if inputs else np.nan,
        "latency_ms_mean": user["latency_ms"].mean(),
        "latency_ms_p95": user["latency_ms"].quantile(0.95),
        "unpriced_requests": rows["cost"].isna().sum(),
    }


@pytest.fixture(scope="module")
def prepared(random_frame):
    rows = random_frame.assign(cost=pd.to_numeric(random_frame["cost"]))
    meters = [name for name in rows if name.endswith("_tokens")]
    rows.loc[rows["response_cache_hit"], [*meters]] = 0
    rows.loc[rows["response_cache_hit"] & rows["cost"].isna(), "cost"] = 0  # what the gateway answered itself is free
    local = rows["start_time"].dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin")
    return rows.assign(
        hour_of_day=local.dt.hour, weekday=local.dt.day_name(), tag=rows["tags"].map(lambda tags: tags or [None])
    )


@pytest.mark.parametrize("dimension", ["model", "user", "status", "hour_of_day", "weekday", "tag"])
def test_by_is_what_pandas_says(random_usage, prepared, dimension):
    rows = prepared.explode("tag") if dimension == "tag" else prepared
    expected = {
        None if pd.isna(name) else name: in_pandas(part) for name, part in rows.groupby(dimension, dropna=False)
    }
    found = random_usage.by(dimension, measures=[*MEASURES])
    assert found[dimension].map(type).isin([str, int, type(None)]).all()
    assert set(found[dimension]) == set(expected)
    for row in found.to_dict("records"):
        assert {name: row[name] for name in MEASURES} == pytest.approx(expected[row[dimension]], rel=1e-9, nan_ok=True)


def test_two_dimensions_are_what_pandas_says(random_usage, prepared):
    expected = prepared.groupby(["model", "provider"], dropna=False)["cost"].sum(min_count=1)
    found = random_usage.by("model", "provider").set_index(["model", "provider"])["cost"]
    assert len(found) == len(expected)
    np.testing.assert_allclose(found.sort_index().to_numpy(), expected.sort_index().to_numpy(), rtol=1e-12)


@pytest.mark.parametrize("measure", [*MEASURES])
def test_the_other_row_is_computed_over_the_rest(random_usage, prepared, measure):
    found = random_usage.by("model", measures=[measure], top=2)
    rest = prepared[~prepared["model"].isin(found["model"][:2].dropna())]
    if found["model"][:2].isna().any():
        rest = rest[rest["model"].notna()]
    assert found["is_other"].tolist() == [False, False, True]
    assert found[measure].iloc[-1] == pytest.approx(in_pandas(rest)[measure], rel=1e-9)


def test_a_group_whose_cost_is_unknown_is_nan_and_never_zero(week):
    groups = week.by("model", measures=["cost", "cost_per_request", "cost_per_mtok", "unpriced_requests"]).set_index(
        "model"
    )
    assert groups.loc["mystery"].isna().tolist()[:3] == [True, True, True]
    assert groups.loc["mystery", "unpriced_requests"] == 1
    assert np.isnan(week.where(model="mystery").total("cost"))


def test_money_is_exact_where_floats_are_not():
    usage = Usage.from_frame(pd.DataFrame({"start_time": ["2026-03-01"] * 10, "cost": ["0.1"] * 10}))
    assert usage.total("cost") == 1.0
    nano = Usage.from_frame(
        pd.DataFrame({"start_time": ["2026-03-01"] * 2, "cost": ["99999999.123456789", "0.000000001"]})
    )
    assert nano.total("cost") == 99999999.12345679


def test_all_measures_are_float64(week):
    assert set(week.by("model", measures=[*MEASURES])[[*MEASURES]].dtypes.astype(str)) == {"float64"}


def test_unknown_tokens_are_unknown_and_not_zero():
    usage = Usage.from_frame(
        pd.DataFrame({"start_time": ["2026-03-01"] * 2, "model": ["x", "y"], "output_tokens": [5, None]})
    )
    groups = usage.by("model", measures=["tokens", "input_tokens", "output_tokens"]).set_index("model")
    assert groups.loc["x"].tolist()[:3] == pytest.approx([5, np.nan, 5], nan_ok=True)
    assert groups.loc["y"].tolist()[:3] == pytest.approx([np.nan] * 3, nan_ok=True)
