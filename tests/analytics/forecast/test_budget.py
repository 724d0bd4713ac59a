"""The steps by which an amount is passed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from usage_widgets.analytics.forecast.budget import passing
from usage_widgets.analytics.forecast.outlook import Outlook


@dataclass(frozen=True)
class Even:
    """Totals anywhere from half to one and a half of the expected one."""

    mean: np.ndarray

    def probability_above(self, amount, steps):
        expected = self.mean[:steps].sum()
        return float(np.clip((1.5 * expected - amount) / expected, 0, 1))


def test_by_hand():
    mean = np.ones(250)
    found = passing(Outlook(mean, Even(mean), "mean"), 100)
    assert found.likelihood[99] == pytest.approx(0.5)
    assert found.earliest == 67  # of 68 expected ones, 2 / 68 lie above; of 67 only 0.5 / 67
    assert found.expected == 100
    assert found.latest == 190  # of 191 expected ones, 186.5 / 191 lie above
    assert np.all(np.diff(found.likelihood) >= 0)


def test_what_lies_after_the_horizon_is_none():
    mean = np.full(12, 10.0)
    found = passing(Outlook(mean, Even(mean), "mean"), 110)
    assert (found.earliest, found.expected, found.latest) == (7, 11, None)
    assert passing(Outlook(mean, Even(mean), "mean"), 1e9).earliest is None


def test_what_was_passed_stays_passed():
    mean = np.array([10.0, 10, -5, -5, -5])
    found = passing(Outlook(mean, Even(mean), "mean"), 15)
    assert np.all(np.diff(found.likelihood) >= 0)
