"""What lies between two numbers."""

from __future__ import annotations

from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usage_widgets.analytics.compare import Change

AMOUNTS = st.floats(0, 1e12, allow_subnormal=False).map(lambda amount: round(amount, 4))


@pytest.mark.parametrize(
    ("current", "previous", "status", "amount", "relative"),
    [
        (110.0, 100.0, "up", 10, 0.1),
        (50.0, 100.0, "down", -50, -0.5),
        (5.0, 0.0, "new", 5, nan),
        (0.0, 5.0, "gone", -5, -1),
        (0.0, 0.0, "same", 0, nan),
        (7.0, 7.0, "same", 0, 0),
        (0.1 + 0.2, 0.3, "same", 0, 0),
        (-50.0, -100.0, "up", 50, 0.5),
        (nan, 5.0, None, nan, nan),
        (5.0, nan, None, nan, nan),
    ],
)
def test_it_is_called_what_it_is(current, previous, status, amount, relative):
    change = Change(current, previous)
    assert change.status == status
    assert change.amount == pytest.approx(amount, nan_ok=True)
    assert change.relative == pytest.approx(relative, nan_ok=True)


def test_a_share_changes_in_points():
    change = Change(0.05, 0.0, is_share=True)
    assert (change.status, change.amount) == ("up", 0.05)
    assert isnan(change.relative)


def test_unlike_lengths_are_compared_per_day():
    assert Change(310, 300, days=(31, 30)).relative_per_day == pytest.approx(0)
    assert Change(310, 300, days=(31, 30)).relative == pytest.approx(1 / 30)
    assert isnan(Change(310, 300).relative_per_day)


@given(AMOUNTS, AMOUNTS)
def test_there_and_back_is_nothing(one, other):
    there, back = Change(one, other), Change(other, one)
    assert there.amount == -back.amount
    opposite = {"up": "down", "down": "up", "same": "same", "new": "gone", "gone": "new"}
    assert back.status == opposite[there.status]
