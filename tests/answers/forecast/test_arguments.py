"""What cannot be asked for is refused, with what can."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import usage_widgets as uw

from .series import calm


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"horizon": 0}, uw.InvalidArgument, "horizon: expected a whole number of days from 1 to 732, got 0"),
        ({"horizon": 733}, uw.InvalidArgument, "horizon.*733"),
        ({"horizon": 7.0}, uw.InvalidArgument, r"horizon.*7\.0"),
        ({"horizon": True}, uw.InvalidArgument, "horizon.*True"),
        ({"horizon": "7"}, uw.InvalidArgument, "horizon.*'7'"),
        ({"horizon": 157, "every": "week"}, uw.InvalidArgument, "weeks from 1 to 156"),
        ({"every": "daily"}, uw.UnknownName, "unknown step 'daily'.*Known: day, hour, month, week"),
        ({"every": None}, uw.UnknownName, "unknown step None"),
        ({"method": "arima"}, uw.UnknownName, "unknown method 'arima'.*Known: auto, exponential_smoothing, linear"),
        ({"method": ["auto"]}, uw.UnknownName, "unknown method"),
        ({"level": 49}, uw.InvalidArgument, r"level: expected percentages from 50 to 99, such as \(80, 95\), got 49"),
        ({"level": 100}, uw.InvalidArgument, "level.*100"),
        ({"level": (80, "95")}, uw.InvalidArgument, "level.*'95'"),
        ({"level": ()}, uw.InvalidArgument, r"level.*\(\)"),
        ({"level": None}, uw.InvalidArgument, "level.*None"),
        ({"level": True}, uw.InvalidArgument, "level.*True"),
        ({"level": float("nan")}, uw.InvalidArgument, "level.*nan"),
        ({"missing": "drop"}, uw.UnknownName, "unknown value of missing 'drop'.*Known: unknown, zero"),
        ({"measure": "costs"}, uw.UnknownName, "unknown measure 'costs'; did you mean 'cost'"),
        ({"events": "2026-05-01"}, uw.InvalidArgument, "events: expected a list"),
        ({"events": [("1.11.2026", "x")]}, uw.InvalidArgument, "events: expected a date as in ISO 8601"),
        ({"holidays": "Germany"}, uw.UnknownName, "country of holidays 'Germany'"),
        ({"holidays": "DE", "every": "week"}, uw.InvalidArgument, "holidays.*every='week'.*Leave out"),
        ({"horizons": 7}, uw.UnknownKeyword, r"forecast\(\) 'horizons'; did you mean 'horizon'"),
    ],
)
def test_a_wrong_option_is_named(options, kind, words):
    series = calm() if options.get("every") != "week" else calm().resample("W-MON").sum()
    with pytest.raises(kind, match=words):
        uw.forecast(series, **options)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (5, "usage_or_series: expected a Usage, a pandas Series by time"),
        ("cost", "usage_or_series"),
        (None, "usage_or_series"),
        ([1, 2, 3], "usage_or_series"),
        (np.arange(9.0), "usage_or_series"),
        (pd.DataFrame({"when": [1], "value": [2]}), "time and value, got 'the columns when, value'"),
        (pd.Series([1.0, 2, 3, 4]), r"time: expected dates or times, got 'numbers \(int64\)'"),
        (pd.DataFrame({"time": ["soon", "later"], "value": [1, 2]}), "time: expected dates or times of one zone"),
        (pd.DataFrame({"time": ["01/05/2026", "02/05/2026"], "value": [1, 2]}), "time: expected dates or times"),
        (pd.DataFrame({"time": [None, "2026-03-01"], "value": [1, 2]}), "time in each row, got '1 rows"),
        (pd.DataFrame({"time": ["2026-03-01T00:00+01:00", "2026-04-01T00:00+02:00"], "value": [1, 2]}), "one zone"),
        (pd.Series(["a", "b"], index=pd.date_range("2026-03-01", periods=2)), "value: expected numbers"),
        (
            pd.Series([1, np.inf, 2], index=pd.date_range("2026-03-01", periods=3)),
            "value: expected numbers below 1e.150, got inf",
        ),
        (calm(5) * 1e200, "value: expected numbers below"),
        (calm(5).astype(complex), "value: expected numbers, got .*complex"),
        (pd.concat([calm(5).rename("value"), calm(5).rename("value")], axis=1), "usage_or_series: expected"),
    ],
)
def test_what_is_no_series_is_refused(given, words):
    with pytest.raises(uw.InvalidArgument, match=words):
        uw.forecast(given)


def test_one_level_is_enough_and_several_are_sorted():
    assert [*uw.forecast(calm(), level=90).intervals] == [90]
    assert [*uw.forecast(calm(), level=(95, 80.0, 97.5, 80)).intervals] == [80, 95, 97.5]


def test_a_usage_of_one_measure_knows_it():
    with pytest.raises(uw.UnknownName, match="unknown measure 'value'"):
        uw.forecast(uw.Usage.demo(days=9, requests=90), measure="value")


@pytest.mark.parametrize("amount", [0, -5, "100", None, True, float("inf"), float("nan")])
def test_a_budget_is_an_amount_above_zero(amount):
    with pytest.raises(uw.InvalidArgument, match="amount: expected a number above zero"):
        uw.forecast(calm()).budget(amount)


def test_a_budget_counts_since_a_date():
    forecast = uw.forecast(calm())
    with pytest.raises(uw.InvalidArgument, match="since: expected a date"):
        forecast.budget(100, since="yesterday?")
    with pytest.raises(uw.UnknownKeyword, match="'from_'"):
        forecast.budget(100, from_="2026-05-01")


def test_a_split_needs_a_usage_and_one_of_its_dimensions():
    with pytest.raises(uw.InvalidArgument, match="a series has no dimensions"):
        uw.forecast(calm()).split(by="model")
    forecast = uw.forecast(uw.Usage.demo(days=20, requests=2_000))
    with pytest.raises(uw.UnknownName, match="unknown dimension 'modell'; did you mean 'model'"):
        forecast.split(by="modell")
    with pytest.raises(uw.InvalidArgument, match="one value a request, got 'tag'"):
        forecast.split(by="tag")
