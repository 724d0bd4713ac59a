"""What is to be forecast: a measure of a usage, or plain numbers by time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd

from usage_widgets.analytics.forecast.history import LEAST_POINTS, Missing, regular_history
from usage_widgets.data import calendar
from usage_widgets.data.measures import measure_named
from usage_widgets.data.usage import Usage
from usage_widgets.errors import InvalidArgument, NotEnoughHistory

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.grain import Grain
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.data.measures import Measure

LARGEST = 1e150
"""Numbers whose squares are still numbers."""
EXPECTED = "a Usage, a pandas Series by time, or a frame with the columns time and value"


@dataclass(frozen=True)
class Source:
    """A history, and what its numbers mean.

    Args:
        history: Whole steps.
        measure: What is measured; None for plain numbers, which add up.
        usage: Where it was asked; None for a series.
        left_out: How many requests without a price are in no step.
    """

    history: History
    measure: Measure | None = None
    usage: Usage | None = None
    left_out: float = 0

    @property
    def adds_up(self) -> bool:
        """Whether the steps of a horizon have a total."""
        return self.measure is None or self.measure.is_additive

    @property
    def used(self) -> int:
        """How many steps are known not to be zero."""
        return int(np.count_nonzero(np.nan_to_num(self.history.values)))

    @property
    def is_unused(self) -> bool:
        """Whether all that is known is zero."""
        return self.used == 0

    @property
    def is_rare(self) -> bool:
        """Whether most of what is known is zero, but not all."""
        return 0 < 2 * self.used < len(self.history) - self.history.unknown

    @property
    def unit(self) -> str:
        """The unit of the numbers; "number" where there is none."""
        return self.measure.unit if self.measure else "number"

    @property
    def floor(self) -> float | None:
        """What no step falls below: zero, unless the history does."""
        return None if np.nanmin(self.history.values) < 0 else 0.0

    @property
    def ceiling(self) -> float | None:
        """What no step exceeds: 1 for shares."""
        return 1.0 if self.unit == "ratio" else None


def read_source(given: object, measure: str | None, grain: Grain, missing: Missing) -> Source:
    """Read a usage or a series into whole steps.

    Raises:
        InvalidArgument: it is neither, or its columns are not times and numbers.
        UnknownName: there is no such measure.
        NotEnoughHistory: fewer than 3 points are known.
    """
    if isinstance(given, Usage):
        return _of_usage(given, measure_named("cost" if measure is None else measure), grain, missing)
    known = None if measure is None else measure_named(measure)
    points = _points(given)
    if known is not None:
        _check_shares(points["value"], known)
    partial = points["value"][points["partial"]]
    whole = points["value"][~points["partial"]]
    adds_up, is_zero = known is None or known.is_additive, known is None or _counts(known)
    history = regular_history(
        whole, grain, missing=missing if is_zero else "unknown", adds_up=adds_up, partial=_stepped(partial, grain)
    )
    return Source(history, known)


def _of_usage(usage: Usage, measure: Measure, grain: Grain, missing: Missing) -> Source:
    """The steps from the first request in view on; the first of all data and the running one are known in part."""
    seen, bounds = usage.span, usage.origin.bounds
    if seen is None or bounds is None:
        raise NotEnoughHistory.of(0, LEAST_POINTS)
    frame = usage.series(measure.name, every=grain.name)
    begun, edges = calendar.from_utc(bounds[0], usage.zone), pd.DatetimeIndex([seen.start])
    frame = frame[frame["time"] >= grain.starts(edges)[0]].set_index("time")
    if missing == "unknown" and _counts(measure):
        empty = usage.series("requests", every=grain.name).set_index("time")["value"].reindex(frame.index) == 0
        frame.loc[empty & (frame["value"] == 0), "value"] = np.nan
    is_partial = frame["partial"] | (
        (frame.index < begun) & (frame.index >= grain.starts(pd.DatetimeIndex([begun]))[0])
    )
    left_out = usage.total(measure.leaves_out.name) if measure.leaves_out else 0
    whole, partial = frame["value"][~is_partial], frame["value"][is_partial]
    try:
        history = regular_history(whole, grain, adds_up=measure.is_additive, partial=partial)
    except NotEnoughHistory as error:
        if not left_out:
            raise
        raise NotEnoughHistory(f"{error}, or give a price to the {left_out:,.0f} requests without one") from None
    return Source(history, measure, usage, left_out)


def _counts(measure: Measure) -> bool:
    """Whether a step without requests is zero of it."""
    return measure.kind in ("additive", "distinct")


def _stepped(partial: pd.Series[float], grain: Grain) -> pd.Series[float]:
    return partial.groupby(grain.starts(partial.index)).sum()


def _points(given: Any) -> pd.DataFrame:
    """A frame by time: `value`, and `partial` where the frame says so, as that of `usage.series` does."""
    if isinstance(given, pd.Series):
        times: Any = given.index
        values, partial = given, False
    else:
        frame = _frame(given)
        times, values = frame["time"], frame["value"]
        partial = frame["partial"].eq(other=True).to_numpy(dtype=bool, na_value=False) if "partial" in frame else False
    return pd.DataFrame({"value": _numbers(values), "partial": partial}, index=_times(times))


def _frame(given: Any) -> pd.DataFrame:
    try:
        frame = nw.from_native(given)
    except (TypeError, nw.exceptions.DuplicateError):
        raise InvalidArgument.expected("usage_or_series", EXPECTED, type(given)) from None
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    missing = [name for name in ("time", "value") if name not in frame.columns]
    if missing:
        raise InvalidArgument.expected("usage_or_series", EXPECTED, f"the columns {', '.join(map(str, frame.columns))}")
    return frame.to_pandas()


def _times(given: Any) -> pd.DatetimeIndex:
    if isinstance(given, pd.PeriodIndex):
        given = given.to_timestamp()
    if not isinstance(given, pd.MultiIndex):
        given = given.infer_objects()
    if pd.api.types.is_numeric_dtype(given.dtype):
        raise InvalidArgument.expected("time", "dates or times", f"numbers ({given.dtype})")
    try:
        times = pd.DatetimeIndex(pd.to_datetime(given, format="ISO8601"))
    except (ValueError, TypeError, OverflowError) as error:
        fix = 'Convert them first, such as with pandas.to_datetime(times, utc=True).tz_convert("Europe/Berlin")'
        raise InvalidArgument.expected("time", "dates or times of one zone", _first_sentence(error), fix=fix) from None
    if times.hasnans:
        raise InvalidArgument.expected("time", "a time in each row", f"{int(times.isna().sum())} rows without one")
    return times.as_unit("us")


def _first_sentence(error: Exception) -> str:
    """What is wrong, without advice on another library's options."""
    return str(error).split(". ", 1)[0]


def _numbers(given: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Numbers of any kind; what is null in one way or another is NaN."""
    try:
        values: np.ndarray[Any, np.dtype[np.float64]] = (
            given.astype(object).where(given.notna().to_numpy(), np.nan).astype("float64").to_numpy()
        )
    except (ValueError, TypeError) as error:
        raise InvalidArgument.expected("value", "numbers", str(error)) from None
    if bool((np.abs(values) >= LARGEST).any()):
        raise InvalidArgument.expected("value", f"numbers below {LARGEST:g}", float(np.nanmax(np.abs(values))))
    return values


def _check_shares(values: pd.Series[float], measure: Measure) -> None:
    """A share in percent would be cut off at the first percent."""
    strange = values[(values < 0) | (values > 1)]
    if measure.unit == "ratio" and len(strange):
        expected = f"shares from 0 to 1, as {measure.name} is one"
        raise InvalidArgument.expected("value", expected, float(strange.iloc[0]), fix="Divide percentages by 100")
