from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usage_widgets.widgets.usage_map.classes import MOST, SCALES, classes_of
from usage_widgets.widgets.usage_map.colours import COLOURS, slots

NUMBERS = st.lists(st.floats(0.001, 1e9), min_size=1, max_size=60)


@pytest.mark.parametrize("scale", SCALES)
@given(numbers=NUMBERS)
def test_every_number_lies_within_the_edges_of_its_class(scale, numbers):
    classes = classes_of(numbers, scale, is_rate=False)
    assert 1 <= len(classes.ranges) <= MOST
    for number in numbers:
        low, high = classes.ranges[classes.of(number)]
        assert low <= number <= high


@given(numbers=NUMBERS)
def test_more_is_never_of_a_lower_class(numbers):
    classes = classes_of(numbers, "quantile", is_rate=False)
    found = [classes.of(number) for number in sorted(numbers)]
    assert found == sorted(found)


def test_quantiles_by_hand():
    classes = classes_of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "quantile", is_rate=False)
    assert classes.edges == pytest.approx((1, 2.8, 4.6, 6.4, 8.2, 10))
    assert [classes.of(number) for number in range(1, 11)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_equal_ratios_by_hand():
    classes = classes_of([1, 100_000], "log", is_rate=False)
    assert classes.edges == pytest.approx((1, 10, 100, 1_000, 10_000, 100_000))


def test_equal_numbers_are_one_class():
    for scale in SCALES:
        assert classes_of([7, 7, 7], scale, is_rate=False).ranges == [(7, 7)]


def test_nothing_known_has_no_class():
    nothing = classes_of([], "quantile", is_rate=False)
    assert nothing.ranges == []
    assert nothing.of(3) is None
    assert classes_of([1, 2], "quantile", is_rate=False).of(None) is None


@pytest.mark.parametrize(
    ("numbers", "is_rate", "why"), [([-1, 5], False, "log.not_positive"), ([1, 5], True, "log.rate")]
)
def test_what_has_no_logarithm_is_put_into_quantiles(numbers, is_rate, why):
    classes = classes_of(numbers, "log", is_rate=is_rate)
    assert (classes.scale, classes.problem) == ("quantile", why)


def test_no_two_classes_share_a_colour():
    for count in range(1, MOST + 1):
        assert len({*slots(count)}) == count
        assert max(slots(count)) < len(COLOURS)
