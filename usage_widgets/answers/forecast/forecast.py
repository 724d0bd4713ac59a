"""`forecast`: what comes next, how far off that may be, and whether it can be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from usage_widgets.analytics.forecast.backtest import Backtest, backtest
from usage_widgets.analytics.forecast.budget import passing
from usage_widgets.analytics.forecast.events import read_events, read_moment, together
from usage_widgets.analytics.forecast.grain import Grain, grain_named
from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.analytics.forecast.prediction import Plan, Prediction
from usage_widgets.analytics.forecast.trend import Direction, Trend, trend_of
from usage_widgets.analytics.forecast.trust import Trust, Verdict, trust_in
from usage_widgets.answers.choice import checked_choice
from usage_widgets.answers.forecast.arguments import checked_amount, checked_horizon, checked_levels
from usage_widgets.answers.forecast.country import holidays_of
from usage_widgets.answers.forecast.crossing import Crossing, crossing_of
from usage_widgets.answers.forecast.outliers import Outliers, outliers_of
from usage_widgets.answers.forecast.source import Source, read_source
from usage_widgets.answers.forecast.split import Split, split_of
from usage_widgets.answers.forecast.words import sentences
from usage_widgets.answers.paragraph import paragraph
from usage_widgets.errors import InvalidArgument, known_keywords

if TYPE_CHECKING:
    from decimal import Decimal

    from usage_widgets.analytics.forecast.history import History, Missing
    from usage_widgets.analytics.forecast.public_holidays import Holidays

MISSING = ("zero", "unknown")


@dataclass(frozen=True, eq=False, repr=False)
class Forecast:
    """What comes next in a series, and how far that can be trusted. Made by `forecast`.

    Args:
        method: What was asked for: "auto", "linear", "exponential_smoothing" or "seasonal_naive".
        horizon: How many steps.
        levels: The levels of `intervals`, in percent.
        source: The history, and what its numbers mean.
        plan: How it was predicted.
        prediction: What was predicted.
        backtest: How forecasts of the same series, made earlier, turned out: `checks`, `within` (the share that landed
            within ±10 %), `typical_error`, `mase` (mean absolute scaled error), `frame`.
        trust: Whether ±10 % can be promised, and why.
    """

    method: str
    horizon: int
    levels: tuple[float, ...]
    source: Source
    plan: Plan
    prediction: Prediction
    backtest: Backtest
    trust: Trust

    @property
    def every(self) -> str:
        """How long a step is: "hour", "day", "week" or "month"."""
        return self.source.history.grain.name

    @property
    def measure(self) -> str | None:
        """What is forecast; None for plain numbers."""
        return self.source.measure.name if self.source.measure else None

    @property
    def verdict(self) -> Verdict:
        """Whether the total can be promised to ±10 %: "reliable", "unreliable", or "too_short" a history to say."""
        return self.trust.verdict

    @property
    def made_by(self) -> str:
        """Which rule made it: the method; of "auto" "mean", "level_and_season" or "ensemble", by length of history.

        Where most is zero, that is "now_and_then".
        """
        return self.prediction.outlook.method

    @property
    def r2(self) -> float | None:
        """How much of the history the line explains, 0..1; None for other methods. It says nothing about accuracy."""
        return self.prediction.outlook.r2

    @cached_property
    def mean(self) -> pd.DataFrame:
        """The expected value of each step: `time` (its start), `value`."""
        return pd.DataFrame({"time": self.prediction.times, "value": self.prediction.outlook.mean})

    @cached_property
    def intervals(self) -> dict[float, pd.DataFrame]:
        """By level in percent: `time`, `low`, `high` of each step."""
        return {level: self._interval(level) for level in self.levels}

    @property
    def total(self) -> float | None:
        """The expected sum of the horizon; None for a measure that does not add up."""
        return self.prediction.outlook.total() if self.source.adds_up else None

    @cached_property
    def total_interval(self) -> dict[float, tuple[float, float]]:
        """By level in percent: the range of the sum, calibrated as a sum; empty for a measure that does not add up."""
        return {level: self.range_of_total(level) for level in self.levels} if self.source.adds_up else {}

    @property
    def average(self) -> float:
        """The expected mean of the steps of the horizon."""
        return self.prediction.outlook.total() / self.horizon

    @cached_property
    def average_interval(self) -> dict[float, tuple[float, float]]:
        """By level in percent: the range of the mean of the horizon."""
        ranges = {level: self.range_of_total(level) for level in self.levels}
        return {level: (low / self.horizon, high / self.horizon) for level, (low, high) in ranges.items()}

    @cached_property
    def history(self) -> pd.DataFrame:
        """What it was made from: `time`, `value` as measured, `fitted` as the method was given it, `mark`.

        Known changes are taken out of `fitted`; it is null on holidays and where nothing is known. The mark is
        "measured", "filled" (no row counts as zero), "unknown", or "partial" (covered only in part: left out).
        """
        return self.source.history.frame(self.prediction.fitted)

    @cached_property
    def outliers(self) -> Outliers:
        """What is far outside the usual range: `frame` with `time` and `value`, the farthest first."""
        return outliers_of(self.source.history, self.prediction.fitted)

    @cached_property
    def trend_rule(self) -> Trend:
        """The trend with the numbers that decided it."""
        if self.verdict == "too_short":
            return Trend("flat")
        return trend_of(self.prediction.fitted, self.source.history.grain.round)

    @property
    def trend(self) -> Direction:
        """Which way the history goes, by whole weeks (of a monthly series: months): "rising", "falling" or "flat"."""
        return self.trend_rule.direction

    def range_of_total(self, level: float) -> tuple[float, float]:
        """The range of the sum of the horizon at any level, in percent."""
        return self.prediction.outlook.spread.total(level, self.horizon)

    @known_keywords
    def budget(self, amount: float | Decimal, *, since: object = None) -> Crossing:
        """When a budget is spent.

        Args:
            amount: The budget, in the unit of the measure.
            since: The date from which spending counts, all of its step; None counts from the first step of the forecast.

        Raises:
            InvalidArgument: the amount is not above zero, `since` is no date or after the forecast begins, or the measure
                does not add up.

        >>> import pandas as pd, usage_widgets as uw
        >>> days = pd.date_range("2026-03-01", periods=60)
        >>> uw.forecast(pd.Series(100.0, index=days)).budget(950).expected
        Timestamp('2026-05-09 00:00:00')
        """
        if not self.source.adds_up:
            raise InvalidArgument.expected("measure", "one that adds up, to have a budget", self.measure)
        limit, before = checked_amount("amount", amount), self._spent(since)
        found = passing(self.prediction.outlook, limit - before["spent"])
        said: dict[str, Any] = {
            "every": self.every,
            "unit": self.source.unit,
            "usage": self.source.usage,
            "measure": self.measure,
        }
        said["is_reliable"] = self.verdict == "reliable"
        return crossing_of(found, self.prediction.times, amount=limit, **said, **before)

    def _spent(self, since: object) -> dict[str, Any]:
        """What was spent before the forecast begins, from the step of a date on."""
        if since is None:
            return {"spent": 0.0}
        known, begins = self.source.history, self.prediction.times[0]
        start = known.grain.starts(pd.DatetimeIndex([read_moment(since, "since", known.times.tz)]))[0]
        if start > begins:
            raise InvalidArgument.expected("since", f"a date up to {begins:%Y-%m-%d}, where the forecast begins", since)
        counted = self.history[self.history["time"].between(start, begins, inclusive="left")]
        return {
            "spent": float(counted["value"].sum()),
            "since": max(start, self.history["time"].iloc[0]),
            "is_known_in_part": bool(counted["value"].isna().any() or self.source.left_out),
        }

    @known_keywords
    def split(self, by: str, *, top: int | None = 12) -> Split:
        """Share the total among the values of a dimension, by what each had of the last weeks.

        Args:
            by: Name of a dimension, such as "model".
            top: How many groups to show by name; None shows all.

        Raises:
            InvalidArgument: this is not the forecast of a usage, or its measure does not add up.
            UnknownName: there is no such dimension.
        """
        if self.source.usage is None:
            raise InvalidArgument.expected("by", "a forecast of a Usage; a series has no dimensions", by)
        return split_of(self, self.source.usage, by, top)

    def explain(self, locale: str | None = None) -> str:
        """The forecast in words: its total with its range, whether ±10 % can be promised, the trend, what was left out."""
        return " ".join(self.sentences(locale))

    def sentences(self, locale: str | None = None) -> list[str]:
        """The same one by one; the first is the total with its range."""
        return sentences(self, locale)

    def _interval(self, level: float) -> pd.DataFrame:
        low, high = self.prediction.outlook.spread.steps(level)
        return pd.DataFrame({"time": self.prediction.times, "low": low, "high": high})

    def __repr__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        return paragraph(self.explain())


@known_keywords
def forecast(
    usage_or_series: Any,
    *,
    measure: str | None = None,
    horizon: int = 30,
    every: str = "day",
    method: str = "auto",
    level: Any = (80, 95),
    missing: str = "zero",
    events: Any = (),
    holidays: str | None = None,
) -> Forecast:
    """Forecast the next steps of a usage or a series, with ranges, and say whether they can be relied on.

    The steps of a usage begin with its first request in view; a first or last one that is covered only in part is left
    out, and the running one is the first that is forecast. The last point of a series counts as complete. Weeks begin on
    Monday: a weekly point that is dated by another day, such as the Sunday at its end, counts for the Monday before it.

    Args:
        usage_or_series: A `Usage`; a pandas Series by time; or a frame with `time` and `value` (pandas, polars, …). Points
            of finer steps are summed, a first or last step that they cover in part is left out.
        measure: Name of a measure. By default "cost" for a usage, and for a series plain numbers that add up.
        horizon: How many steps.
        every: "hour", "day", "week" (from Monday) or "month", in local time.
        method: "auto", "linear", "exponential_smoothing" or "seasonal_naive".
        level: How much of what happens the ranges are to hold, in percent: one number or several, 50 to 99.
        missing: What a step without a row is: "zero" (no row is no request) or "unknown" (not measured). A value that is
            NaN is not known either way.
        events: Known changes of the level: ("2026-05-01", "new team"); of a later one also say by how many times:
            ("2026-07-10", "new team", 1.3).
        holidays: A country whose public holidays are not ordinary days, "DE", or a part of one, "DE-BY".

    Returns:
        A `Forecast`: `mean`, `intervals`, `total`, `total_interval`, `trend`, `backtest`, `verdict`, `explain()`.

    Raises:
        InvalidArgument: an argument cannot be used.
        UnknownName: there is no such measure, step, method or country.
        NotEnoughHistory: fewer than 3 points are known.

    >>> import pandas as pd, usage_widgets as uw
    >>> days = pd.date_range("2026-03-01", periods=60)
    >>> steady = uw.forecast(pd.Series(100.0, index=days), horizon=30)
    >>> steady.total, steady.verdict, steady.trend
    (3000.0, 'reliable', 'flat')
    """
    grain = grain_named(every)
    steps, levels = checked_horizon(horizon, grain), checked_levels(level)
    checked_choice("method", method, METHODS)
    source = read_source(
        usage_or_series, measure, grain, cast("Missing", checked_choice("value of missing", missing, MISSING))
    )
    history = source.history
    plan = Plan(
        method,
        source.floor,
        source.ceiling,
        together(read_events(events, history.times.tz), grain),
        None if holidays is None else _holidays(holidays, history, grain, steps),
    )
    prediction = plan.predict(history, steps)
    checked = backtest(plan, history, steps)
    trust = trust_in(history, prediction, checked)
    return Forecast(method, steps, levels, source, plan, prediction, checked, trust)


def _holidays(code: object, history: History, grain: Grain, horizon: int) -> Holidays:
    if grain.name not in ("hour", "day"):
        fix = 'Leave out holidays, or forecast every="day"'
        raise InvalidArgument.expected("holidays", "a forecast by hour or day", f"every={grain.name!r}", fix=fix)
    return holidays_of(code, history.times.union(grain.after(history.times[-1], horizon)))
