from __future__ import annotations

import pytest

from usage_widgets.widgets.change_waterfall.walk import axis_of, walk


def spans(bars):
    return [(bar.start, bar.end, bar.kind) for bar in bars]


def test_each_change_begins_where_the_last_one_ended():
    bars = walk([30.0, -50.0, 5.0], 100.0, 85.0, "usd")
    assert spans(bars) == [
        (0.0, 100.0, "total"),
        (100.0, 130.0, "up"),
        (130.0, 80.0, "down"),
        (80.0, 85.0, "up"),
        (0.0, 85.0, "total"),
    ]


def test_what_makes_up_one_part_begins_at_zero():
    assert spans(walk([4.0, -1.0], None, 3.0, "usd")) == [(0.0, 4.0, "up"), (4.0, 3.0, "down"), (0.0, 3.0, "total")]


@pytest.mark.parametrize(("change", "unit"), [(1e-12, "usd"), (0.0, "usd"), (0.3, "count"), (-0.3, "tokens")])
def test_what_rounding_leaves_over_is_no_change(change, unit):
    assert walk([change], 10.0, 10.0, unit)[1].kind == "same"


def test_many_small_changes_end_at_the_total():
    bars = walk([0.1] * 1000, 0.0, 100.0, "usd")
    assert bars[-2].end == 100.0


@pytest.mark.parametrize(
    ("changes", "first", "last"),
    [([5.0], 10.0, 15.0), ([-10.0], 10.0, 0.0), ([3.0], 0.0, 3.0), ([0.0], 50.0, 50.0), ([5.0, -3.0], -100.0, -98.0)],
)
def test_the_axis_begins_at_zero(changes, first, last):
    axis = axis_of(walk(changes, first, last, "usd"))
    assert not axis.is_broken
    assert axis.low <= 0 <= axis.high


def test_an_axis_is_broken_where_the_changes_could_not_be_read_beside_the_totals():
    bars = walk([20.0, -10.0], 1_000.0, 1_010.0, "usd")
    axis = axis_of(bars)
    assert axis.is_broken
    assert 0 < axis.low < 1_000.0
    assert axis.high == 1_020.0
    assert axis.part(0.0) == 0.0  # a total begins at the edge
    assert axis.part(1_020.0) == 1.0


def test_nothing_at_all_still_has_an_axis():
    assert axis_of(walk([], 0.0, 0.0, "usd"))[:2] == (0.0, 1.0)
