"""A holiday is no ordinary day, behind or ahead."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from usage_widgets.analytics.forecast.prediction import Plan
from usage_widgets.analytics.forecast.public_holidays import read_holidays
from usage_widgets.errors import InvalidArgument, UnknownName

from .series import history_of, weekday_series

EASTER = ["2026-04-03", "2026-04-06"]
MAY = ["2026-05-01", "2026-05-14", "2026-05-25"]


def with_holidays(days, start="2026-01-05", ratio=0.2, noise=0.0):
    series = weekday_series(days, start=start, noise=noise)
    series[series.index.isin(pd.DatetimeIndex([*EASTER, *MAY]))] *= ratio
    return series


def predicted(series, code, horizon=30):
    history = history_of(series)
    holidays = None if code is None else read_holidays(code, history.times)
    return Plan(holidays=holidays).predict(history, horizon)


def test_a_coming_holiday_is_as_large_as_past_ones_were():
    made = predicted(with_holidays(110), "DE")  # ends on April 24
    assert (made.holidays_ahead, made.holiday_basis) == (2, "holidays")
    assert made.holiday_ratio == pytest.approx(0.2)
    expected = pd.Series(made.outlook.mean, index=made.times)
    assert expected["2026-05-01"] == pytest.approx(0.2 * expected["2026-05-08"], rel=0.02)


def test_past_holidays_are_not_fitted():
    made = predicted(with_holidays(110), "DE")
    fitted = pd.Series(made.fitted, index=with_holidays(110).index)
    assert fitted[fitted.isna()].index.strftime("%Y-%m-%d").tolist() == ["2026-01-06", *EASTER][1:]


def test_knowing_the_holidays_improves_the_forecast():
    series = with_holidays(148, noise=0.03)
    known, coming = series.iloc[:110], series.iloc[110:140]
    misses = [np.abs(predicted(known, code).outlook.mean - coming.to_numpy()).mean() for code in (None, "DE")]
    assert misses[1] < 0.75 * misses[0]


def test_without_past_ones_a_holiday_is_as_a_weekend():
    made = predicted(with_holidays(60, start="2026-01-26"), "DE")  # ends on March 26, before Easter
    assert (made.holidays_ahead, made.holiday_basis) == (2, "weekends")
    assert made.holiday_ratio == pytest.approx(0.275 / 1.1, rel=0.05)


def test_a_part_of_a_country_has_days_of_its_own():
    january = pd.date_range("2026-01-05", periods=3)
    assert read_holidays("DE", january).on(january).tolist() == [False, False, False]
    assert read_holidays("de-by", january).on(january).tolist() == [False, True, False]


def test_a_holiday_on_a_weekend_changes_nothing():
    november = pd.DatetimeIndex(["2026-10-03", "2026-12-25"])  # a Saturday and a Friday
    assert read_holidays("DE", november).on(november).tolist() == [False, True]


def test_a_weekend_is_that_of_the_country():
    days = pd.date_range("2026-03-01", periods=7)
    assert read_holidays("IL", days).weekend == {4, 5}


def test_all_hours_of_a_holiday_are():
    hours = pd.date_range("2026-05-01", periods=48, freq="h", tz="Europe/Berlin")
    assert read_holidays("DE", hours).on(hours).sum() == 24


def test_all_zeros_tell_nothing():
    made = predicted(with_holidays(110) * 0, "DE")
    assert (made.holiday_ratio, made.holiday_basis) == (1.0, "none")
    assert made.outlook.total() == 0


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("XX", UnknownName, "country of holidays 'XX'"),
        ("DE-XX", UnknownName, r"part of DE 'XX'.*BY"),
        ("", InvalidArgument, "holidays: expected a country code"),
        (49, InvalidArgument, "holidays: expected a country code, got 49"),
    ],
)
def test_an_unknown_country_is_named(code, kind, words):
    with pytest.raises(kind, match=words):
        read_holidays(code, pd.date_range("2026-01-01", periods=3))


def test_an_unknown_country_is_named_as_it_was_written_among_two_letter_codes():
    with pytest.raises(UnknownName, match="'Germany'") as caught:
        read_holidays("Germany", pd.date_range("2026-01-01", periods=3))
    assert " DE," in str(caught.value)
    assert "DEU" not in str(caught.value)
