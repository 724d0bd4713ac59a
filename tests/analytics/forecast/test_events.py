"""A known change brings the history to the level after it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from usage_widgets.analytics.forecast.events import factors_ahead, levelled, read_events, together
from usage_widgets.analytics.forecast.prediction import Plan
from usage_widgets.errors import InvalidArgument

from .series import history_of, weekday_series


def stepped(days=120, at=90, factor=2.0, **options):
    series = weekday_series(days, **options)
    series.iloc[at:] *= factor
    return series, str(series.index[at].date())


def levels(series, *events):
    history = history_of(series)
    ahead = history.grain.after(history.times[-1], 30)
    return levelled(history, history.values, together(read_events(events, history.times.tz), history.grain), ahead)


def test_a_step_is_measured_and_taken_out():
    series, date = stepped(noise=0)
    raised, (effect,) = levels(series, (date, "new team"))
    assert effect.status == "measured"
    assert effect.factor == pytest.approx(2)
    assert raised == pytest.approx(2 * weekday_series(noise=0).to_numpy())


def test_entering_a_true_step_improves_the_forecast():
    better = 0
    for seed in range(12):
        series, date = stepped(160, at=110, factor=2.5, noise=0.1, seed=seed)
        known, coming = history_of(series.iloc[:124]), series.iloc[124:154].sum()
        events = read_events([(date, "new team")], None)
        misses = [abs(plan.predict(known, 30).outlook.total() - coming) for plan in (Plan(), Plan(events=events))]
        better += misses[1] < misses[0]
    assert better >= 10


def test_two_steps_each_have_their_own_size():
    series = weekday_series(150, noise=0)
    series.iloc[60:] *= 3
    series.iloc[110:] *= 0.5
    dates = [str(series.index[at].date()) for at in (110, 60)]
    raised, effects = levels(series, (dates[0], "b"), (dates[1], "a"))
    assert [effect.event.label for effect in effects] == ["a", "b"]
    assert [effect.factor for effect in effects] == pytest.approx([3, 0.5])
    assert raised == pytest.approx(1.5 * weekday_series(150, noise=0).to_numpy())


def test_two_changes_on_one_day_are_measured_as_one():
    series, date = stepped(noise=0)
    eve = series.index[series.index.get_loc(date) - 1]
    for given in (
        [date, date],
        [eve + pd.Timedelta(hours=9), eve + pd.Timedelta(hours=15)],
        [f"{eve:%Y-%m-%d} 18:00", date],
    ):
        raised, effects = levels(series, (given[0], "new team"), (given[1], "new price"))
        assert [(effect.event.label, effect.status) for effect in effects] == [("new team; new price", "measured")]
        assert effects[0].factor == pytest.approx(2)
        assert raised == pytest.approx(2 * weekday_series(noise=0).to_numpy())


def test_two_sized_changes_on_one_day_are_both_in_force():
    series, date = stepped(noise=0)
    _, (effect,) = levels(series, (date, "a", 3), (date, "b", 0.5))
    assert (effect.status, effect.factor) == ("given", 1.5)


def test_a_sized_change_on_the_day_of_another_leaves_that_the_rest():
    series, date = stepped(noise=0, factor=3)
    raised, effects = levels(series, (date, "unknown"), (date, "known", 2))
    assert [(effect.event.label, effect.status) for effect in effects] == [("known", "given"), ("unknown", "measured")]
    assert [effect.factor for effect in effects] == pytest.approx([2, 1.5])
    assert raised == pytest.approx(3 * weekday_series(noise=0).to_numpy())


def test_one_wild_week_does_not_make_a_step():
    series = weekday_series(noise=0)
    series.iloc[91:98] *= 20
    _, (effect,) = levels(series, (str(series.index[91].date()), "nothing happened"))
    assert effect.factor == pytest.approx(1)


def test_a_level_that_is_not_above_zero_is_shifted():
    series = weekday_series(noise=0)
    series.iloc[:90] = 0.0
    raised, (effect,) = levels(series, (str(series.index[90].date()), "launch"))
    assert effect.factor is None
    assert effect.shift == pytest.approx(raised[0])
    assert raised[0] > 0


@pytest.mark.parametrize("at", [2, 117])
def test_too_little_on_one_side_changes_nothing(at):
    series, date = stepped(at=at)
    raised, (effect,) = levels(series, (date, "new"))
    assert effect.status == "too_recent"
    assert raised == pytest.approx(series.to_numpy())


def test_a_given_size_is_taken_whatever_was_measured():
    series, date = stepped(at=117, noise=0)
    raised, (effect,) = levels(series, (date, "new", 2))
    assert effect.status == "given"
    assert raised == pytest.approx(2 * weekday_series(noise=0).to_numpy())


def test_dates_outside_of_the_history_leave_it_alone():
    given = [("2020-01-01", "old"), ("2026-05-10", "later"), ("2026-05-12", "sized", 3), ("2027-02-01", "far", 3)]
    series = weekday_series()
    raised, effects = levels(series, *given)
    assert [effect.status for effect in effects] == ["outside", "unknown_size", "ahead", "beyond"]
    assert raised == pytest.approx(series.to_numpy())


def test_what_comes_after_a_sized_event_is_as_many_times_as_large():
    history = history_of(weekday_series())
    ahead = history.grain.after(history.times[-1], 6)
    events = read_events([(ahead[2], "more", 1.5), (ahead[4], "less", 0.5)], None)
    _, effects = levelled(history, history.values, events, ahead)
    assert factors_ahead(ahead, events, effects).tolist() == [1, 1, 1.5, 1.5, 0.75, 0.75]
    plain, changed = (Plan(events=given).predict(history, 6).outlook for given in ((), events))
    assert changed.mean == pytest.approx(plain.mean * [1, 1, 1.5, 1.5, 0.75, 0.75])
    assert changed.spread.steps(95)[1] == pytest.approx(plain.spread.steps(95)[1] * [1, 1, 1.5, 1.5, 0.75, 0.75])


def test_dates_are_local_ones():
    series = weekday_series(zone="America/New_York")
    (event,) = read_events([("2026-03-08", "summer time")], series.index.tz)
    assert event.time.isoformat() == "2026-03-08T00:00:00-05:00"
    (aware,) = read_events([("2026-03-08T00:00:00Z", "")], series.index.tz)
    assert aware.time.isoformat() == "2026-03-07T19:00:00-05:00"
    (naive,) = read_events([(pd.Timestamp("2026-03-08", tz="UTC"), "")], None)
    assert naive.time == pd.Timestamp("2026-03-08")


@pytest.mark.parametrize(
    "given",
    [
        "2026-05-01",
        5,
        ["2026-05-01"],
        [("2026-05-01",)],
        [("2026-05-01", 3)],
        [("no day", "x")],
        [(5, "x")],
        [(None, "x")],
        [("2026-05-01", "x", -1)],
        [("2026-05-01", "x", "2")],
        [("2026-05-01", "x", True)],
        [("2026-05-01", "x", np.inf)],
        [("2026-05-01", "x", 1, 2)],
    ],
)
def test_what_is_no_event_is_refused(given):
    with pytest.raises(InvalidArgument, match="events: expected"):
        read_events(given, None)
