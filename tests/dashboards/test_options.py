"""What a file may set an option to is what its widget takes."""

from __future__ import annotations

from itertools import product

import pytest

import usage_widgets as uw
from usage_widgets.dashboards.kinds import KINDS, options_of, widget_class
from usage_widgets.dashboards.options import OF_ONE_DIMENSION, check_option

VALUES = [
    *(None, True, 0, 1, 200, 201, 1_000, 1_001, -1, 2.5, ""),
    *("model", "modle", "cost", "costs", "bar", "pie", "pi", "week", "7d", "7", "all"),
    *("last_month", "2026-05", "previous", "year", "sunday", "share", "log"),
    *("linear", "DE", 95, [80, 95], [["2026-05-01", "new team"]], [["2026-05-01", "new team", -1]]),
    *([], ["model"], ["model", "user"], ["model", "model"], ["cost", "users"], ["costs"], [5], [["model"]], [None]),
    *(["2026-03-01", "2026-04-01"], ["2026-04-01", "2026-03-01"], ["2026-03-01"], {"preset": "7d"}, {"preset": "8d"}),
]
OPTIONS = [(kind, name) for kind in KINDS for name in options_of(kind)]


def taken(take, values):
    return [value for value in values if is_taken(take, value)]


def is_taken(take, value):
    try:
        take(value)
    except (uw.InvalidArgument, uw.UnknownName):
        return False
    return True


@pytest.mark.parametrize(("kind", "name"), OPTIONS)
def test_a_value_is_taken_from_a_file_where_its_widget_takes_it(usage, kind, name):
    by_file = taken(lambda value: check_option(kind, name, value, usage.dimensions), VALUES)
    late = usage.with_as_of("2026-07-01")  # no period of these is still ahead
    by_widget = taken(lambda value: widget_class(kind)(late, **{name: value}).close(), VALUES)
    assert by_file == by_widget
    assert 0 < len(by_file) < len(VALUES)


@pytest.mark.parametrize(("kind", "name"), OPTIONS)
def test_an_object_is_a_period_or_nothing(kind, name):
    assert not is_taken(lambda value: check_option(kind, name, value), {"model": 1}) or name == "against"


@pytest.mark.parametrize("name", ["path", "by", "dimensions", "drill"])
def test_any_name_may_be_a_dimension_while_there_is_no_usage(name):
    kinds = [kind for kind, known in OPTIONS if known == name]
    for kind, value in product(kinds, ["modle", ["modle", "cost_center"]]):
        if isinstance(value, list) and kind in OF_ONE_DIMENSION:
            continue
        check_option(kind, name, value)
        with pytest.raises(uw.UnknownName, match="did you mean 'model'"):
            check_option(kind, name, value, ["model"])


def test_a_group_may_be_what_is_compared_with():
    for known in (None, ["team"]):
        check_option("comparison_tiles", "against", {"team": "red"}, known)
    with pytest.raises(uw.UnknownName, match="did you mean 'team'"):
        check_option("comparison_tiles", "against", {"teem": "red"}, ["team"])
