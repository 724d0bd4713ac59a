"""A change is split into parts that can be worked out by hand, sum to it, and prefer nobody."""

from __future__ import annotations

from itertools import permutations
from math import fsum

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usage_widgets.analytics.decompose import BILL, METERS, PARTS, decompose
from usage_widgets.analytics.shapley import shapley

NAMES = ["group", "rows", "calls", "value", *METERS, *BILL, "unexplained"]


def side(*groups, **changed):
    """One side: of each group its name, calls, tokens of the four meters and their prices."""
    rows = []
    for name, calls, tokens, prices in groups:
        costs = [count * price for count, price in zip(tokens, prices, strict=True)]
        rows.append([name, calls, calls, sum(costs), *tokens, *costs, 0])
    return table(rows).assign(**changed)


def table(rows):
    """The names as they are, as an answer from an engine has them: None is unknown."""
    frame = pd.DataFrame(rows, columns=NAMES)
    return frame.assign(group=pd.Series([row[0] for row in rows], dtype=object))


def plain(**values):
    """One side of something that is no cost: of each group its calls and its value."""
    rows = [(name, calls, calls, value) for name, (calls, value) in values.items()]
    return pd.DataFrame(rows, columns=["group", "rows", "calls", "value"])


def parts_of(frame, group=None):
    rows = frame if group is None else frame[frame["group"] == group]
    return dict(zip(rows["part"], rows["value"], strict=True))


def totals(frame):
    return {part: fsum(rows["value"]) for part, rows in frame.groupby("part")}


def test_volume_and_price_share_what_they_make_together():
    # 100 calls of 10 output tokens at $0.01 cost $10; 120 calls at $0.02 cost $24.
    # volume: 20 calls x 10 tokens x the mean price of $0.015 = $3; price: $0.01 x 10 tokens x 110 calls = $11.
    before = side(("m", 100, (0, 0, 0, 1000), (0, 0, 0, 0.01)))
    after = side(("m", 120, (0, 0, 0, 1200), (0, 0, 0, 0.02)))
    parts = parts_of(decompose(before, after, "cost"))
    assert parts == pytest.approx({"volume": 3, "mix": 0, "tokens": 0, "cache": 0, "price": 11})


def test_calls_that_move_to_a_dearer_group_are_mix():
    # a has 10 tokens a call, b 100. Of 100 calls 80 and 20, then 60 and 40:
    # a 800 -> 600, b 2000 -> 4000, nothing but where the calls go.
    frame = decompose(plain(a=(80, 800), b=(20, 2000)), plain(a=(60, 600), b=(40, 4000)), "tokens")
    assert parts_of(frame, "a") == pytest.approx({"volume": 0, "mix": -200, "tokens": 0})
    assert parts_of(frame, "b") == pytest.approx({"volume": 0, "mix": 2000, "tokens": 0})


def test_volume_is_that_of_all_groups_and_mix_what_each_had_of_it():
    # a 80 -> 120 and b 20 -> 80 of 100 -> 200 calls: shares 0.8 -> 0.6 and 0.2 -> 0.4.
    # a: volume 100 x 0.7 = 70, mix -0.2 x 150 = -30. b: volume 100 x 0.3 = 30, mix 0.2 x 150 = 30.
    frame = decompose(plain(a=(80, 80), b=(20, 20)), plain(a=(120, 120), b=(80, 80)), "calls")
    assert parts_of(frame, "a") == pytest.approx({"volume": 70, "mix": -30})
    assert parts_of(frame, "b") == pytest.approx({"volume": 30, "mix": 30})


def test_a_cache_that_was_not_used_before_is_cache_alone():
    # 100 calls of 1,000 input tokens at $10 a million: $1.00. Half of them read from a cache at $1 a million:
    # 50,000 x $10 + 50,000 x $1 a million = $0.50 + $0.05. The price of a read was not seen before: it did not change.
    before = side(("m", 100, (100_000, 0, 0, 0), (1e-5, 0, 0, 0)))
    after = side(("m", 100, (50_000, 50_000, 0, 0), (1e-5, 1e-6, 0, 0)))
    parts = parts_of(decompose(before, after, "cost"))
    assert parts == pytest.approx({"volume": 0, "mix": 0, "tokens": 0, "cache": -0.45, "price": 0})


def test_input_and_output_are_tokens_together():
    # 10 calls: 100 input at $0.001 and 10 output at $0.01 cost $1 + $1; 200 input and 5 output a call cost $2 + $0.5.
    before = side(("m", 10, (1000, 0, 0, 100), (0.001, 0, 0, 0.01)))
    after = side(("m", 10, (2000, 0, 0, 50), (0.001, 0, 0, 0.01)))
    parts = parts_of(decompose(before, after, "cost"))
    assert parts == pytest.approx({"volume": 0, "mix": 0, "tokens": 0.5, "cache": 0, "price": 0})


def test_a_cost_without_its_meters_has_one_part_for_price_and_cache():
    # 10 calls x 2 tokens x $3 = $60 -> 20 x 3 x $4 = $240. With x y z a part is
    # dx ((y0 z0 + y1 z1) / 3 + (y0 z1 + y1 z0) / 6):
    # volume 10 (18 / 3 + 17 / 6) = 88.33, tokens 110 / 3 + 100 / 6 = 53.33, unit_cost 80 / 3 + 70 / 6 = 38.33; 180 in all.
    before = side(("m", 10, (10, 0, 0, 10), (3, 0, 0, 3)), unexplained=1)
    after = side(("m", 20, (40, 0, 0, 20), (4, 0, 0, 4)))
    parts = parts_of(decompose(before, after, "cost"))
    assert parts == pytest.approx({"volume": 265 / 3, "mix": 0, "tokens": 160 / 3, "unit_cost": 115 / 3})


def test_a_bill_that_its_parts_do_not_sum_to_does_not_tell_its_meters():
    before = side(("m", 10, (10, 0, 0, 10), (3, 0, 0, 3)))
    apart, near = before.assign(value=60.001), before.assign(value=60.000001)
    assert "unit_cost" in parts_of(decompose(before, apart, "cost"))
    assert "unit_cost" in parts_of(decompose(apart, before, "cost"))
    parts = parts_of(decompose(before, near, "cost"))
    assert parts["price"] == pytest.approx(1e-6, rel=1e-6)
    assert "unit_cost" not in parts


def test_rounding_to_nine_decimals_is_no_unknown_bill():
    # 1,000 calls of $0.000001: the parts may be off by 2.5 billionths of a dollar each.
    before = side(("m", 1000, (1000, 0, 0, 0), (1e-6, 0, 0, 0)))
    assert "price" in parts_of(decompose(before, before.assign(value=0.001 + 2e-6), "cost"))
    assert "unit_cost" in parts_of(decompose(before, before.assign(value=0.001 + 3e-6), "cost"))


def test_a_group_that_costs_without_tokens_is_priced_by_call():
    # 10 calls at $1, no tokens -> 20 calls at $2 with 1,000 tokens: volume 10 x $1.50, cost of a call $1 x 15.
    before = side(("m", 10, (0, 0, 0, 0), (0, 0, 0, 0)), value=10.0, unexplained=10)
    after = side(("m", 20, (0, 0, 0, 1000), (0, 0, 0, 0.04)))
    parts = parts_of(decompose(before, after, "cost"))
    assert parts == pytest.approx({"volume": 15, "mix": 0, "tokens": 0, "unit_cost": 15})


def test_new_and_vanished_groups_are_parts_of_their_own():
    # b and c do not touch the volume of a: 10 -> 20 calls.
    frame = decompose(plain(a=(10, 10), b=(90, 90)), plain(a=(20, 20), c=(5, 5)), "calls")
    assert parts_of(frame, "a") == {"volume": 10, "mix": 0}
    assert parts_of(frame, "b") == {"gone": -90}
    assert parts_of(frame, "c") == {"new": 5}


def test_what_becomes_free_is_price():
    before = side(("m", 10, (100, 0, 0, 100), (0.01, 0, 0, 0.02)))
    after = side(("m", 10, (100, 0, 0, 100), (0, 0, 0, 0)))
    parts = parts_of(decompose(before, after, "cost"))
    assert parts == pytest.approx({"volume": 0, "mix": 0, "tokens": 0, "cache": 0, "price": -3})


def test_a_group_of_which_no_call_counts_on_one_side_has_no_unknown_part():
    # m is there with 5 rows, none of them priced: its calls are gone from the sum, nothing else is known to have changed.
    before = side(("m", 10, (0, 0, 0, 100), (0, 0, 0, 0.01)), rows=10)
    nothing = side(("m", 0, (0, 0, 0, 0), (0, 0, 0, 0)), rows=5)
    parts = parts_of(decompose(before, nothing, "cost"))
    assert parts == pytest.approx({"volume": -1, "mix": 0, "tokens": 0, "cache": 0, "price": 0})


def test_the_unknown_group_is_a_group():
    frame = decompose(side((None, 1, (0, 0, 0, 1), (0, 0, 0, 1))), side((None, 2, (0, 0, 0, 2), (0, 0, 0, 1))), "cost")
    assert frame["group"].tolist() == [None] * 5
    assert totals(frame)["volume"] == 1


@pytest.mark.parametrize("kind", PARTS)
def test_nothing_on_either_side_is_no_part(kind):
    empty = side()
    assert decompose(empty, empty, kind).columns.tolist() == ["group", "part", "value"]
    assert decompose(empty, empty, kind).empty


few = settings(max_examples=40, deadline=None)
TOKENS = st.integers(0, 10**6)
PRICES = st.sampled_from([0.0, 1e-7, 2.5e-6, 1e-5])


@st.composite
def sides(draw, names="abcdé"):
    """A side with groups of every sort: unpriced, free, without tokens, with a bill that does not add up."""
    rows = []
    for name in draw(st.lists(st.sampled_from([*names, None]), unique=True, max_size=5)):
        calls = draw(st.integers(0, 1000))
        tokens = [draw(TOKENS) if calls else 0 for _ in METERS]
        costs = [count * draw(PRICES) for count in tokens]
        extra = draw(st.sampled_from([0.0, 0.0, 1.5])) if calls else 0.0
        unexplained = draw(st.sampled_from([0, 0, 1])) if calls else 0
        more = draw(st.integers(0 if calls else 1, 3))
        rows.append([name, calls + more, calls, sum(costs) + extra, *tokens, *costs, unexplained])
    return table(rows)


def by_key(frame):
    return {(group, part): value for group, part, value in frame.itertuples(index=False)}


def near(value):
    return pytest.approx(value, abs=1e-6, rel=1e-9)


@few
@given(sides(), sides(), st.sampled_from([*PARTS]))
def test_parts_sum_to_the_change_of_each_group_and_of_the_whole(before, after, kind):
    frame = decompose(before, after, kind)
    assert np.isfinite(frame["value"]).all()
    assert set(frame["part"]) <= {*PARTS[kind]}
    assert fsum(frame["value"]) == near(fsum(after["value"]) - fsum(before["value"]))
    old, new = (dict(zip(side["group"], side["value"], strict=True)) for side in (before, after))
    for name in {*old, *new}:
        rows = [value for (group, _), value in by_key(frame).items() if group == name]
        assert fsum(rows) == near(new.get(name, 0) - old.get(name, 0))


@few
@given(sides(), st.sampled_from([*PARTS]))
def test_where_nothing_changed_every_part_is_zero(one, kind):
    assert not decompose(one, one, kind)["value"].any()


@few
@given(sides(), sides(), st.sampled_from([*PARTS]))
def test_swapped_sides_negate_every_part(before, after, kind):
    turned = {"new": "gone", "gone": "new"}
    back = {
        (group, turned.get(part, part)): -value
        for (group, part), value in by_key(decompose(after, before, kind)).items()
    }
    assert by_key(decompose(before, after, kind)) == near(back)


@few
@given(sides(), sides(), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_names_of_groups_matter(before, after, random):
    parts = by_key(decompose(before, after, "cost"))
    shuffled = [side.sample(frac=1, random_state=random.randrange(99)) for side in (before, after)]
    assert by_key(decompose(*shuffled, "cost")) == near(parts)
    renamed = [
        side.assign(group=pd.Series([f"<{name}>" for name in side["group"]], dtype=object)) for side in (before, after)
    ]
    assert by_key(decompose(*renamed, "cost")) == near(
        {(f"<{group}>", part): value for (group, part), value in parts.items()}
    )


COUNTS = st.integers(1, 1000)
SPLITS = st.tuples(COUNTS, COUNTS, COUNTS)
RATES = st.tuples(*[st.floats(1e-7, 1e-4)] * 4)


def alone(calls, input_tokens, output_tokens, split, rates):
    """One group by its factors."""
    given_tokens = [calls * input_tokens * share / sum(split) for share in split]
    return side(("m", calls, (*given_tokens, calls * output_tokens), rates))


FACTORS = {"volume": COUNTS, "tokens": st.tuples(COUNTS, COUNTS), "cache": SPLITS, "price": RATES}


@pytest.mark.parametrize("moved", FACTORS)
@few
@given(data=st.data())
def test_a_factor_that_moves_alone_is_the_only_part(moved, data):
    def build(factors):
        return alone(factors["volume"], *factors["tokens"], factors["cache"], factors["price"])

    start = {name: data.draw(values) for name, values in FACTORS.items()}
    before, after = build(start), build({**start, moved: data.draw(FACTORS[moved])})
    change = after["value"].sum() - before["value"].sum()
    expected = {**dict.fromkeys(["volume", "mix", "tokens", "cache", "price"], 0.0), moved: change}
    assert parts_of(decompose(before, after, "cost")) == near(expected)


@few
@given(st.integers(1, 6), st.data())
def test_the_value_is_the_mean_over_all_orders(count, data):
    """Written out as it is defined: every order, one factor after the other."""
    numbers = st.lists(st.integers(0, 9), min_size=count, max_size=count)
    before, after = ({str(at): np.array([float(number)]) for at, number in enumerate(data.draw(numbers))} for _ in "ab")

    def whole(factors):
        values = [value for _, value in sorted(factors.items())]
        return np.prod(values, axis=0) + 3 * values[0] * values[-1]

    found = dict.fromkeys(before, 0.0)
    orders = [*permutations(before)]
    for order in orders:
        here = dict(before)
        for name in order:
            moved = {**here, name: after[name]}
            found[name] += float((whole(moved) - whole(here))[0]) / len(orders)
            here = moved
    assert {name: part[0] for name, part in shapley(whole, before, after).items()} == pytest.approx(found, abs=1e-6)


def test_five_thousand_groups_are_split_at_once():
    random = np.random.default_rng(3)
    names = [f"u{number}" for number in range(5_001)]
    before, after = (
        side(
            *[
                (name, int(random.integers(1, 50)), tuple(random.integers(1, 9_999, 4)), (1e-6, 1e-7, 2e-6, 1e-5))
                for name in names
            ]
        )
        for _ in range(2)
    )
    frame = decompose(before, after, "cost")
    assert len(frame) == 5 * len(names)
    assert fsum(frame["value"]) == near(fsum(after["value"]) - fsum(before["value"]))
