"""The same table of questions gives the same answers on DuckDB and on a real PostgreSQL, to the cent and beyond."""

from __future__ import annotations

import ibis
import pandas as pd
import psycopg
import pytest

import usage_widgets as uw
from usage_widgets.data.drill import Drill
from usage_widgets.data.named_series import series_of
from usage_widgets.selection import OTHER

ADDITIVE = ["cost", "requests", "tokens", "input_tokens", "output_tokens", "failures", "unpriced_requests"]
OTHERS = [
    "users",
    "failure_rate",
    "cost_per_request",
    "cost_per_mtok",
    "cache_rate",
    "latency_ms_mean",
    "latency_ms_p95",
]

QUESTIONS = {
    "totals": lambda usage: pd.Series(usage.total(*usage.measures)),
    "one dimension": lambda usage: usage.by("model", measures=ADDITIVE),
    "top and the rest": lambda usage: usage.by("model", "user", measures=[*ADDITIVE, *OTHERS], top=4),
    "unknown inside": lambda usage: usage.where(user=None).by("team", measures=["requests", "cost"]),
    "without": lambda usage: usage.exclude(model=["gpt-4o", None]).by("provider", measures=["requests", "cost"]),
    "tags": lambda usage: usage.by("tag", measures=["requests", "cost", "users"], top=3),
    "one tag": lambda usage: usage.where(tag=["batch", None]).total("requests", "cost"),
    "values": lambda usage: usage.values("user"),
    "newest": lambda usage: usage.head(20).drop(columns="tags"),  # Ibis stores a list in another order there
    "quality": lambda usage: usage.quality().frame,
    "drill": lambda usage: drilled(usage, "cost"),
    "drill users": lambda usage: drilled(usage, "users"),
}
LOCAL_QUESTIONS = {
    "weekdays": lambda usage: usage.by("weekday", measures=["requests", "cost"]),
    "hours": lambda usage: usage.by("hour_of_day", measures=["requests", "cost"], top=5),
    "days": lambda usage: usage.series("cost"),
    "hours of days": lambda usage: usage.between("2026-03-07", "2026-03-10").series("requests", every="hour"),
    "weeks of users": lambda usage: usage.series("users", every="week"),
    "months of models": lambda usage: usage.series("cost", every="month", by="model", top=2),
    "named teams": lambda usage: series_of(usage, "cost", every="week", by="team", groups=["legal", None, "search"]),
    "named hours": lambda usage: series_of(usage, "users", every="week", by="hour_of_day", groups=[9, 17], without=[3]),
    "cohorts of users": lambda usage: uw.cohorts(usage, every="week", exclude=["nobody"]).frame,
    "cohorts of teams": lambda usage: uw.cohorts(usage, by="team", every="day").activity.left_out,
    "quantile by day": lambda usage: usage.series("latency_ms_p95", every="day"),
}
ZONES = ["America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]
PAIRS = ["demo_pair", "litellm_pair"]


def drilled(usage, measure):
    drill = Drill(usage, ("model", "user"), measure, 3)
    top = drill.node(())
    nodes = {(): top, (OTHER,): drill.node((OTHER,)), **drill.children((), top)}
    return pd.Series({str(path): str(node) for path, node in nodes.items()}).sort_index()


@pytest.fixture(scope="module")
def demo_pair(postgres_url):
    """The demo, in DuckDB and copied into PostgreSQL."""
    demo = uw.Usage.demo(days=40, requests=4_000, end="2026-04-10")
    postgres = ibis.postgres.from_connection(psycopg.connect(postgres_url, autocommit=True))
    postgres.create_table("usage", demo.origin.engine.to_arrow(demo.rows()))
    yield demo, uw.Usage.from_table(postgres.table("usage")).with_as_of(demo.as_of)
    postgres.disconnect()


@pytest.fixture(scope="module")
def litellm_pair(litellm_url, tmp_path_factory):
    """LiteLLM's own tables, through the local copy and in place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("USAGE_WIDGETS_STORE", str(tmp_path_factory.mktemp("store")))
        copied = uw.Usage.from_litellm(litellm_url, since="2026-01-01", progress=None)
    in_place = uw.Usage.from_litellm(litellm_url, since="2026-01-01", copy=False)
    yield copied, in_place.with_as_of(copied.as_of)
    in_place.origin.engine.backend.disconnect()


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("pair", PAIRS)
def test_both_engines_agree(pair, name, request):
    first, second = request.getfixturevalue(pair)
    compare(QUESTIONS[name](first), QUESTIONS[name](second))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", LOCAL_QUESTIONS)
@pytest.mark.parametrize("pair", PAIRS)
def test_both_engines_agree_on_local_time(pair, name, zone, request):
    first, second = (usage.in_time_zone(zone) for usage in request.getfixturevalue(pair))
    compare(LOCAL_QUESTIONS[name](first), LOCAL_QUESTIONS[name](second))


def compare(one, other):
    if isinstance(one, dict):
        one, other = pd.Series(one), pd.Series(other)
    if isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other, check_dtype=False, rtol=1e-12)
    else:
        pd.testing.assert_frame_equal(one, other, check_dtype=False, rtol=1e-12)


def test_the_pair_is_worth_comparing(demo_pair, litellm_pair):
    for usage, other in (demo_pair, litellm_pair):
        assert usage.total("requests") > 30
        assert len(usage.by("model")) > 3
        assert other.origin.engine.backend.name == "postgres"
