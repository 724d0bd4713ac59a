"""What a forecast chart does not take, from Python and from a page."""

from __future__ import annotations

from decimal import Decimal

import pytest
import traitlets

import usage_widgets as uw


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"measure": "costs"}, uw.UnknownName),
        ({"horizon": 0}, uw.InvalidArgument),
        ({"horizon": True}, uw.InvalidArgument),
        ({"horizon": 10_000}, uw.InvalidArgument),
        ({"every": "year"}, uw.UnknownName),
        ({"method": "prophet"}, uw.UnknownName),
        ({"level": 100}, uw.InvalidArgument),
        ({"level": ()}, uw.InvalidArgument),
        ({"budget": 0}, uw.InvalidArgument),
        ({"budget": float("nan")}, uw.InvalidArgument),
        ({"budget": True}, uw.InvalidArgument),
        ({"budget": "5"}, uw.InvalidArgument),
        ({"events": "2026-05-01"}, uw.InvalidArgument),
        ({"events": [("2026-05-01",)]}, uw.InvalidArgument),
        ({"events": [("soon", "x")]}, uw.InvalidArgument),
        ({"events": 5}, uw.InvalidArgument),
        ({"holidays": "XX"}, uw.UnknownName),
        ({"holidays": 5}, uw.InvalidArgument),
        ({"holidays": "DE", "every": "week"}, uw.InvalidArgument),
        ({"horizons": 3}, uw.UnknownKeyword),
        ({"title": 5}, uw.InvalidArgument),
    ],
)
def test_what_cannot_be_used_is_refused(usage, options, error):
    with pytest.raises(error):
        uw.ForecastChart(usage, **options)


@pytest.mark.parametrize(
    "sent",
    [
        {"method": "prophet"},
        {"method": ["linear"]},
        {"method": 5},
        {"measure": "costs"},
        {"window": ["x", "y"]},
        {"window": ["2026-07-01", "2026-06-01"]},
        {"path": [{"value": "search"}]},
        {"story": {"headline": "all is well"}},
        {"outlook": {}},
        {"methods": []},
        {"moments": [{"at": 0, "label": "x"}]},
    ],
)
def test_a_hostile_page_changes_nothing(usage, sent):
    chart = uw.ForecastChart(usage)
    before = chart.get_state()
    chart._handle_msg({"content": {"data": {"method": "update", "state": sent}}})
    assert chart.get_state() == before


def test_python_is_told_what_methods_there_are(usage):
    chart = uw.ForecastChart(usage)
    with pytest.raises(traitlets.TraitError, match="did you mean 'linear'"):
        chart.method = "linea"
    assert chart.method == "auto"


def test_a_budget_is_taken_as_any_number(usage):
    assert uw.ForecastChart(usage, budget=Decimal("500.50")).wishes.budget == 500.5
    with pytest.raises(uw.InvalidArgument, match="budget: expected a number above zero, or None, got '5'"):
        uw.ForecastChart(usage, budget="5")
