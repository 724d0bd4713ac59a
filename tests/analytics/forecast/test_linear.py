"""The straight line."""

from __future__ import annotations

import numpy as np
import pytest

from usage_widgets.analytics.forecast.linear import straight_line


def test_by_hand():
    line = straight_line(np.array([1.0, 2.0, 2.0, 3.0]))
    assert (line.start, line.slope, line.r2) == pytest.approx((1.1, 0.6, 0.9))
    assert line.at(np.array([4.0])) == pytest.approx([3.5])


def test_gaps_are_left_out():
    assert straight_line(np.array([0.0, np.nan, 4.0])).slope == pytest.approx(2)


@pytest.mark.parametrize("values", [[5.0, 5.0, 5.0], [np.nan, 5.0, np.nan]])
def test_nothing_to_explain(values):
    line = straight_line(np.array(values))
    assert (line.start, line.slope, line.r2) == (5.0, 0.0, 0.0)


def test_nothing_known():
    assert straight_line(np.full(3, np.nan)).at(np.zeros(1)).tolist() == [0.0]
