"""An explained change agrees with plain SQL group by group, and its parts with the factors that were moved."""

from __future__ import annotations

from math import fsum

import duckdb
import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw

ZONES = ("Europe/Berlin", "America/New_York")
SQL = """
SELECT {by}, {value}
FROM log
WHERE (start_time AT TIME ZONE 'UTC') AT TIME ZONE '{zone}' >= TIMESTAMP '{start}'
  AND (start_time AT TIME ZONE 'UTC') AT TIME ZONE '{zone}' < TIMESTAMP '{end}'
GROUP BY ALL
"""
VALUES = {
    "cost": "sum(cost)",
    "requests": "count(*) FILTER (origin = 'user')",
    "tokens": "sum(uncached_input_tokens + cache_read_input_tokens + output_tokens)",
    "cache_read_input_tokens": "sum(cache_read_input_tokens)",
}
PERIODS = [
    ("2026-03", "previous", ("2026-03-01", "2026-04-01"), ("2026-02-01", "2026-03-01")),
    ("2026-01", "previous", ("2026-01-01", "2026-02-01"), ("2025-12-01", "2026-01-01")),
    ("2025-11-02", "2026-03-08", ("2025-11-02", "2025-11-03"), ("2026-03-08", "2026-03-09")),
]


@pytest.fixture(scope="module")
def log():
    """8,000 requests from October to April, at any minute: over a year end and both changes of clocks."""
    random, size = np.random.default_rng(8), 8_000
    minutes = np.sort(random.integers(0, 181 * 24 * 60, size))
    uncached, read, output = (random.integers(0, most, size) for most in (4_000, 4_000, 900))
    bill = {"input_cost": uncached * 2.5e-6, "cache_read_cost": read * 1.25e-6, "output_cost": output * 1e-5}
    bill = {part: values.round(9) for part, values in bill.items()}
    return pd.DataFrame(
        {
            "start_time": pd.Timestamp("2025-10-20") + pd.to_timedelta(minutes, unit="min"),
            "model": random.choice(["a", "b", "c", None], size),
            "user": [f"u{number}" for number in random.integers(0, 400, size)],
            "team": random.choice(["search", "support"], size),
            "origin": random.choice(["user", "retry"], size, p=[0.9, 0.1]),
            "uncached_input_tokens": uncached,
            "cache_read_input_tokens": read,
            "cache_creation_input_tokens": 0,
            "output_tokens": output,
            **bill,
            "cache_creation_cost": 0.0,
            "cost": sum(bill.values()),
        }
    )


@pytest.fixture(scope="module")
def usage(log):
    return uw.Usage.from_frame(log, input_tokens_include_cache=False).with_as_of("2026-04-01 18:30")


def in_sql(log, by, measure, zone, edges):
    with duckdb.connect() as connection:
        connection.register("log", log)
        sql = SQL.format(by=by, value=VALUES[measure], zone=zone, start=edges[0], end=edges[1])
        return {group: float(value or 0) for group, value in connection.sql(sql).fetchall()}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("period", "against", "current", "previous"), PERIODS)
@pytest.mark.parametrize(
    ("measure", "by"), [("cost", "model"), ("cost", "user"), ("requests", "user"), ("tokens", "team")]
)
def test_each_group_agrees_with_plain_sql(log, usage, zone, period, against, current, previous, measure, by):
    why = uw.explain_change(usage.in_time_zone(zone), measure=measure, by=by, period=period, against=against)
    new, old = (in_sql(log, f'"{by}"', measure, zone, edges) for edges in (current, previous))
    new, old = (
        {group: value for group, value in side.items() if value or measure != "requests"} for side in (new, old)
    )
    groups = why.groups.to_dict("records")
    assert {row["group"] for row in groups} == {*new, *old}
    for row in groups:
        said = [row["current"], row["previous"], row["change"]]
        now, was = new.get(row["group"], 0), old.get(row["group"], 0)
        assert said == pytest.approx([now, was, now - was], abs=1e-9)
        assert fsum(row[part] for part in why.totals.index) == pytest.approx(now - was, abs=1e-9)
    assert fsum(why.parts["value"]) == pytest.approx(sum(new.values()) - sum(old.values()), abs=1e-9)
    assert why.change == pytest.approx(fsum(why.totals), abs=1e-9)


def test_two_groups_side_by_side_agree_with_plain_sql(log, usage):
    search = usage.in_time_zone(ZONES[0]).where(team="search")
    why = uw.explain_change(search, period="2026-03", against={"team": "support"})
    for side, team in ((why.current, "search"), (why.previous, "support")):
        costs = in_sql(log[log["team"] == team], "model", "cost", ZONES[0], ("2026-03-01", "2026-04-01"))
        assert side == pytest.approx(sum(costs.values()), abs=1e-9)
    assert fsum(why.parts["value"]) == pytest.approx(why.change, abs=1e-9)


def requests(day, count, *, model="m", uncached=1_000, read=0, output=100, rate=1e-5, bill=True, **more):
    """The same request some times on a day: input at a rate a token, a tenth of it if read, three times it for output."""
    costs = {"input_cost": uncached * rate, "cache_read_cost": read * rate / 10, "output_cost": output * rate * 3}
    one = {
        "start_time": day,
        "model": model,
        "uncached_input_tokens": uncached,
        "cache_read_input_tokens": read,
        "cache_creation_input_tokens": 0,
        "output_tokens": output,
        "cost": round(sum(costs.values()), 9),
        **{part: round(cost, 9) if bill else None for part, cost in costs.items()},
        **more,
    }
    return [one] * count


def explained(*rows, **options):
    frame = pd.DataFrame([row for several in rows for row in several])
    usage = uw.Usage.from_frame(frame, input_tokens_include_cache=False).with_as_of("2026-07-01")
    return uw.explain_change(usage, period="2026-06", **options)


MAY, JUNE = "2026-05-10", "2026-06-10"


# A call of 1,000 input tokens at $10 and 100 output tokens at $30 a million costs $0.013.
@pytest.mark.parametrize(
    ("part", "june", "change"),
    [
        ("volume", requests(JUNE, 15), 5 * 0.013),
        ("tokens", requests(JUNE, 10, uncached=2_000, output=50), 10 * (0.02 + 0.0015) - 0.13),
        ("cache", requests(JUNE, 10, uncached=400, read=600), 10 * -(0.006 - 0.0006)),
        ("price", requests(JUNE, 10, rate=2e-5), 10 * 0.013),
    ],
)
def test_what_moves_alone_is_the_part(part, june, change):
    why = explained(requests(MAY, 10), june)
    assert why.change == pytest.approx(change)
    assert why.totals[part] == pytest.approx(change)
    assert why.totals.drop(part).abs().max() < 1e-12


def test_dearer_models_are_mix():
    # 10 calls of each at $0.013 and at $0.13; then 5 and 15: 5 x ($0.13 - $0.013).
    dear = {"model": "dear", "rate": 1e-4}
    why = explained(requests(MAY, 10), requests(MAY, 10, **dear), requests(JUNE, 5), requests(JUNE, 15, **dear))
    assert why.totals["mix"] == pytest.approx(5 * (0.13 - 0.013))
    assert why.totals.drop("mix").abs().max() < 1e-12
    assert why.groups["group"].tolist() == ["dear", "m"]


def test_new_and_vanished_models_are_parts_of_their_own():
    why = explained(
        requests(MAY, 10), requests(MAY, 3, model="old"), requests(JUNE, 10), requests(JUNE, 2, model="next")
    )
    assert why.totals["new"] == pytest.approx(2 * 0.013)
    assert why.totals["gone"] == pytest.approx(-3 * 0.013)
    assert why.parts.loc[why.parts["group"].isin(["old", "next"]), "part"].tolist() == ["new", "gone"]


def test_a_bill_without_its_parts_is_explained_by_the_cost_of_a_token():
    # Twice the rate, for the same 10 calls of 1,100 tokens.
    why = explained(requests(MAY, 10, bill=False), requests(JUNE, 10, rate=2e-5, bill=False))
    assert [*why.totals.index] == ["volume", "mix", "tokens", "unit_cost"]
    assert why.totals["unit_cost"] == pytest.approx(0.13)
    assert "cost per token" in why.explain("en")
    assert "Kosten je Token" in why.explain("de")


def test_retries_are_volume_too():
    why = explained(requests(MAY, 10), requests(JUNE, 10), requests(JUNE, 10, origin="retry"))
    assert why.totals["volume"] == pytest.approx(0.13)


def test_requests_without_a_price_are_left_out_of_both_sides():
    unknown = {"model": "nobody-knows", "cost": None, "bill": False}
    why = explained(requests(MAY, 10), requests(MAY, 4, **unknown), requests(JUNE, 12), requests(JUNE, 7, **unknown))
    assert why.left_out == (4, 7)
    assert why.change == pytest.approx(2 * 0.013)
    assert why.totals["volume"] == pytest.approx(2 * 0.013)


def test_unknown_values_are_a_group():
    why = explained(requests(MAY, 10, model=None), requests(JUNE, 12, model=None))
    assert why.groups["group"].tolist() == [None]
    assert why.groups["label"].tolist() == ["unknown"]


def test_labels_are_those_of_the_usage():
    frame = pd.DataFrame([*requests(MAY, 1, user="u-1"), *requests(JUNE, 2, user="u-1")])
    usage = uw.Usage.from_frame(frame).with_as_of("2026-07-01").label("user", {"u-1": "Ada"})
    why = uw.explain_change(usage, by="user", period="2026-06")
    assert {*why.parts["label"]} == {*why.groups["label"]} == {"Ada"}
    assert {*why.parts["group"]} == {"u-1"}


def test_nothing_to_explain_has_no_parts():
    why = explained(requests("2026-01-01", 3))
    assert (why.change, len(why.parts), len(why.groups), len(why.totals)) == (0, 0, 0, 0)
    assert why.sentences("en")[0] == "There are no requests on either side."


@pytest.mark.parametrize("measure", ["users", "failure_rate", "latency_ms_p95", "failures", "cost_per_request"])
def test_what_has_no_such_factors_is_refused(measure):
    with pytest.raises(uw.InvalidArgument, match=r"measure: expected one of cost, requests, tokens, .* got"):
        explained(requests(MAY, 1), measure=measure)


def test_tags_are_refused_with_the_reason():
    with pytest.raises(uw.InvalidArgument, match=r"once for each of its tags.* Split by: model, deployment"):
        explained(requests(MAY, 1), by="tag")


def test_unknown_names_list_the_known_ones():
    with pytest.raises(uw.UnknownName, match="did you mean 'cost'"):
        explained(requests(MAY, 1), measure="costs")
    with pytest.raises(uw.UnknownName, match="did you mean 'model'"):
        explained(requests(MAY, 1), by="models")


@pytest.mark.parametrize("by", ["model", "user", "hour_of_day"])
@pytest.mark.parametrize("measure", ["cost", "requests", "output_tokens"])
def test_the_demo_is_explained_to_the_cent(demo, measure, by):
    why = uw.explain_change(demo, measure=measure, by=by)
    assert why.current == pytest.approx(why.pair.current.usage.total(measure), abs=1e-9)
    assert why.previous == pytest.approx(why.pair.previous.usage.total(measure), abs=1e-9)
    assert fsum(why.parts["value"]) == pytest.approx(why.change, abs=1e-9)
    assert why.groups["change"].abs().is_monotonic_decreasing
    assert not why.parts["value"].isna().any()


@pytest.fixture(scope="module")
def demo():
    return uw.Usage.demo(days=120, requests=20_000, seed=7, end="2026-06-23")
