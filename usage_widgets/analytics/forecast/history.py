"""A series as a method can take it: every step once, in order, and said what was done to get there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from pandas.tseries.offsets import BDay

from usage_widgets.analytics.forecast.ensemble import SHORTEST_CYCLE
from usage_widgets.analytics.forecast.grain import GRAINS, fitting
from usage_widgets.errors import InvalidArgument, NotEnoughHistory

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.grain import Grain
    from usage_widgets.analytics.forecast.outlook import Numbers

Missing = Literal["zero", "unknown"]
LEAST_POINTS = 3
MOST_STEPS = 200_000
A_WEEK, SATURDAY = pd.Timedelta(days=7), 5
REGULAR = 1.15
"""How much longer than the shortest the usual distance of regular points is at most: months have 28 to 31 days."""


@dataclass(frozen=True)
class History:
    """The whole steps of a series.

    Args:
        grain: How long a step is.
        times: The start of each step.
        values: What was measured; NaN where that is not known.
        filled: Which steps had no row and count as zero.
        partial: The first or last step that is covered only in part, by its start: left out.
        joined: How many steps are the sum of several points.
    """

    grain: Grain
    times: pd.DatetimeIndex
    values: Numbers
    filled: np.ndarray[tuple[int], np.dtype[np.bool_]]
    partial: pd.Series[float] = field(default_factory=lambda: pd.Series(dtype=float))
    joined: int = 0

    def __len__(self) -> int:
        return len(self.values)

    @property
    def unknown(self) -> int:
        """How many steps have no known value."""
        return int(np.isnan(self.values).sum())

    @property
    def known(self) -> int:
        """How many steps have a known value."""
        return len(self) - self.unknown

    @property
    def season(self) -> int:
        """After how many steps the pattern comes again, as far as so many known values can show it."""
        return self.grain.season_of(self.known)

    @property
    def is_short(self) -> bool:
        """Whether there are fewer than two turns of the pattern: an average can be had, a trend or a check cannot."""
        return len(self) < 2 * max(self.season, SHORTEST_CYCLE)

    def until(self, steps: int) -> History:
        """The first steps alone, as they were known then."""
        return replace(self, times=self.times[:steps], values=self.values[:steps], filled=self.filled[:steps])

    def frame(self, fitted: Numbers) -> pd.DataFrame:
        """One row a step: `time`, `value` as measured, `fitted` as a method was given it, `mark`.

        The mark is "measured", "filled" (no row: zero), "unknown" or "partial" (left out).
        """
        mark = np.select([self.filled, np.isnan(self.values)], ["filled", "unknown"], "measured")
        whole = pd.DataFrame({"time": self.times, "value": self.values, "fitted": fitted, "mark": mark})
        if self.partial.empty:
            return whole
        rest = pd.DataFrame(
            {"time": self.partial.index, "value": self.partial.to_numpy(), "fitted": np.nan, "mark": "partial"}
        )
        return pd.concat([whole, rest], ignore_index=True).sort_values("time", ignore_index=True)


def regular_history(
    points: pd.Series[float],
    grain: Grain,
    *,
    missing: Missing = "zero",
    adds_up: bool = True,
    partial: pd.Series[float] | None = None,
) -> History:
    """Put points of time into whole steps.

    Args:
        points: Values by time, in any order; NaN is not known.
        grain: How long a step is.
        missing: Whether a step without a point is zero or not known.
        adds_up: Whether several points in one step sum to it.
        partial: Steps that are known to be covered only in part.

    Raises:
        InvalidArgument: several points share a step and do not add up, or the points lie further apart than a step.
        NotEnoughHistory: fewer than 3 points are known.
    """
    _check_known(int(points.notna().sum()))
    points = points.sort_index(kind="stable")
    steps, joined = _by_step(points, grain, adds_up=adds_up)
    cut = _cut_off(points, steps, grain) if joined else steps[:0]
    steps = steps.drop(cut.index)
    steps = steps[steps.notna().cummax()]
    _check_known(int(steps.notna().sum()))
    times = _grid(steps.index, grain)
    filled = ~times.isin(steps.index)
    values = steps.reindex(times).to_numpy(dtype=float, copy=True)
    if missing == "zero":
        values[filled] = 0.0
    is_zero = filled & (missing == "zero")
    given = [part for part in (partial, cut) if part is not None and len(part)]
    return History(grain, times, values, is_zero, pd.concat(given) if given else cut, joined)


def _check_known(points: int) -> None:
    if points < LEAST_POINTS:
        raise NotEnoughHistory.of(points, LEAST_POINTS)


def _by_step(points: pd.Series[float], grain: Grain, *, adds_up: bool) -> tuple[pd.Series[float], int]:
    """The sum of each step that has points, not known if one of them is not, and how many steps have several."""
    groups = points.groupby(grain.starts(points.index))
    counts = groups.size()
    joined = int((counts > 1).sum())
    if joined and not adds_up:
        start = counts.index[counts > 1][0]
        expected = f"one value a {grain.name}, as it does not add up"
        raise InvalidArgument.expected("series", expected, f"{counts[start]} values for {start:%Y-%m-%d %H:%M}")
    return groups.sum().where(groups.count() == counts), joined


def _cut_off(points: pd.Series[float], steps: pd.Series[float], grain: Grain) -> pd.Series[float]:
    """The first and the last step, where finer points do not reach their edges."""
    times = points.index.unique()
    if len(times) < 2:
        return steps[:0]
    before, due = _around(times)
    ends_early = due < grain.after(steps.index[-1], 1)[0]
    starts_late = before >= steps.index[0]
    return steps[[*([steps.index[0]] if starts_late else []), *([steps.index[-1]] if ends_early else [])]]


def _around(times: pd.DatetimeIndex) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Where one more point would lie before the first and after the last: on a weekend only if others do."""
    spacing = pd.Series(times).diff().median()
    before, due = times[0] - spacing, times[-1] + spacing
    is_business = times[-1] - times[0] >= A_WEEK and bool((times.day_of_week < SATURDAY).all())
    return (BDay().rollback(before), BDay().rollforward(due)) if is_business else (before, due)


def _grid(starts: pd.DatetimeIndex, grain: Grain) -> pd.DatetimeIndex:
    times = grain.between(starts[0], starts[-1])
    if len(times) > MOST_STEPS:
        got = f"{starts[0]:%Y-%m-%d} to {starts[-1]:%Y-%m-%d}"
        raise InvalidArgument.expected("series", f"at most {MOST_STEPS:,} {grain.name}s", got)
    gaps = _gaps(starts, grain)
    if len(gaps) > 1 and gaps.min() > 1 and np.median(gaps) <= REGULAR * gaps.min():
        raise _too_far_apart(starts, grain, int(gaps.min()))
    return times


def _gaps(starts: pd.DatetimeIndex, grain: Grain) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many steps each point lies after the one before."""
    gaps: np.ndarray[tuple[int], np.dtype[np.int64]] = np.diff(grain.between(starts[0], starts[-1]).get_indexer(starts))
    return gaps


def _too_far_apart(starts: pd.DatetimeIndex, grain: Grain, steps: int) -> InvalidArgument:
    """Regular points do not fill the steps: say which grain does, if one does."""
    longer, known = fitting(starts.to_series().diff().min()), ", ".join(GRAINS)
    fits = np.median(_gaps(longer.starts(starts), longer)) == 1
    fix = f'Give every="{longer.name}"' if fits else "No step is as long: sum or resample the points to one of them"
    expected = f"the step of the points, which are {steps} {grain.name}s apart"
    return InvalidArgument.expected("every", expected, grain.name, fix=f"{fix} (known: {known})")
