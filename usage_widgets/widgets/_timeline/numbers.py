"""One measure over steps of local time, as Python holds it and as the page is handed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from usage_widgets.data.calendar import Span, step_named, steps_between
from usage_widgets.data.series import no_steps
from usage_widgets.selection import OTHER
from usage_widgets.widgets._path import steps_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from usage_widgets.data.drill import PathStep
    from usage_widgets.data.usage import Usage

DIGITS = 9  # more would not be seen, and 2,000 steps of 7 lines are to stay a small message
ROUGH_DIGITS = 6  # of a range, whose steps nobody adds up
EXACT = 2**53
LONGEST_STEP = pd.DateOffset(days=32)


class Total(Enum):
    """The one line of what is not split."""

    TOTAL = "total"

    def __repr__(self) -> str:
        return "TOTAL"


TOTAL = Total.TOTAL
Values: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True)
class Line:
    """One line.

    Args:
        step: The group that it is of: a value, None (unknown), OTHER or TOTAL.
        values: One a step; NaN is unknown.
    """

    step: PathStep | Total
    values: Values


@dataclass(frozen=True)
class Numbers:
    """One measure over time, all lines on the same steps.

    Args:
        measure: Its name.
        every: The grain: "hour", "day", "week" or "month".
        times: Where each step begins, aware, in the usage's zone.
        end: Where the last step ends; None without steps.
        partial: The places of steps that are covered only in part.
        lines: The lines, largest first.
        leaves_out: Whether requests are left out, such as those without a price.
    """

    measure: str
    every: str
    times: pd.DatetimeIndex
    end: pd.Timestamp | None
    partial: tuple[int, ...]
    lines: tuple[Line, ...]
    leaves_out: bool = False

    @property
    def span(self) -> Span | None:
        """From the first step to the end of the last; None without steps."""
        return None if self.end is None else Span(self.times[0], self.end)

    @property
    def sums(self) -> Values:
        """The sum of the lines at each step, for what sums up; of 0 and something unknown, nothing is known."""
        table = np.array([line.values for line in self.lines]).reshape(len(self.lines), len(self.times))
        sums = np.nansum(table, axis=0)
        return np.where(np.isnan(table).any(axis=0) & (sums == 0), np.nan, sums)

    @property
    def is_complete(self) -> NDArray[np.bool_]:
        """Which steps are covered whole."""
        return ~np.isin(np.arange(len(self.times)), self.partial)

    def over(self, span: Span) -> Numbers:
        """The same on all steps that touch a span; unknown where there was no step."""
        times = steps_between(span, step_named(self.every))
        lines = (Line(line.step, pd.Series(line.values, self.times).reindex(times).to_numpy()) for line in self.lines)
        partial = tuple(times.get_indexer(self.times[list(self.partial)]).tolist())
        return replace(self, times=times, end=end_of(times[-1], self.every), partial=partial, lines=tuple(lines))

    def with_lines(self, steps: Iterable[PathStep | Total], empty: float) -> Numbers:
        """The same with these lines, in this order; one that is not there is empty all along."""
        known = {line.step: line for line in self.lines}
        nothing = np.full(len(self.times), empty)
        return replace(self, lines=tuple(known.get(step, Line(step, nothing)) for step in steps))

    def wired(self, path: Iterable[Any], label_of: Callable[[PathStep | Total], str]) -> dict[str, Any]:
        """What the page is handed: the `Numbers` of model.ts.

        Args:
            path: Where the numbers are of.
            label_of: What people read for a line.
        """
        return {
            "measure": self.measure,
            "every": self.every,
            "path": steps_to_json(path),
            "times": milliseconds(self.times),
            "end": 0 if self.end is None else millisecond(self.end),
            "partial": [at for at in self.partial if at == len(self.times) - 1],
            **({"leaves_out": True} if self.leaves_out else {}),
            "lines": [
                {"step": step_to_json(line.step), "label": label_of(line.step), "values": plain(line.values)}
                for line in self.lines
            ],
        }


def numbers_of(frame: pd.DataFrame, measure: str, every: str) -> Numbers:
    """The numbers of a frame as `Usage.series` gives it.

    >>> import usage_widgets as uw
    >>> usage = uw.Usage.demo(days=3, requests=300, end="2026-06-30")
    >>> numbers = numbers_of(usage.series("requests"), "requests", "day")
    >>> [str(time.date()) for time in numbers.times], str(numbers.end.date())
    (['2026-06-27', '2026-06-28', '2026-06-29'], '2026-06-30')
    """
    if frame.empty:
        return Numbers(measure, every, pd.DatetimeIndex(frame["time"]), None, (), ())
    lines = tuple(_lines(frame))
    steps = frame.head(len(lines[0].values))
    times = pd.DatetimeIndex(steps["time"])
    partial = tuple(np.flatnonzero(steps["partial"]).tolist())
    return Numbers(measure, every, times, end_of(times[-1], every), partial, lines)


def numbers_of_all(usage: Usage, measure: str, every: str) -> Numbers:
    """One line of everything in a usage; nothing where there is no request, rather than a line of zeros."""
    numbers = numbers_of(usage.series(measure, every=every), measure, every)
    is_used = any(np.nan_to_num(line.values).any() for line in numbers.lines)
    if is_used or usage.span is not None:
        return numbers
    return numbers_of(no_steps(usage.zone, grouped=False), measure, every)


def end_of(start: pd.Timestamp, every: str) -> pd.Timestamp:
    """Where a step ends that begins then."""
    return steps_between(Span(start, start + LONGEST_STEP), step_named(every))[1]


def step_to_json(step: PathStep | Total) -> dict[str, Any]:
    """The group of a line for the page.

    >>> step_to_json(TOTAL), step_to_json(OTHER), step_to_json(None)
    ({'total': True}, {'other': True}, {'value': None})
    """
    return {"total": True} if step is TOTAL else steps_to_json([step])[0]


def plain(values: Values, digits: int = DIGITS) -> list[float | None]:
    """Numbers for JSON, as exact as they can be seen.

    >>> plain(np.array([3.0, np.nan, 0.1 + 0.2]))
    [3, None, 0.3]
    """
    return [_plain(value, digits) for value in values.tolist()]


def milliseconds(times: pd.DatetimeIndex) -> list[int]:
    """Instants in UTC milliseconds."""
    return times.as_unit("ms").asi8.tolist()


def millisecond(time: pd.Timestamp) -> int:
    """An instant in UTC milliseconds."""
    return int(time.as_unit("ms").value // 1_000_000)


def _plain(value: float, digits: int) -> float | None:
    if np.isnan(value):
        return None
    return int(value) if value.is_integer() and abs(value) < EXACT else float(f"{value:.{digits}g}")


def _lines(frame: pd.DataFrame) -> Sequence[Line]:
    """The lines of a frame, whose rows of a group follow each other."""
    if "group" not in frame:
        return [Line(TOTAL, frame["value"].to_numpy())]
    starts = np.flatnonzero(frame["time"] == frame["time"].iloc[0])
    firsts = frame.iloc[starts]
    parts = np.split(frame["value"].to_numpy(), starts[1:])
    steps = (OTHER if other else group for group, other in zip(firsts["group"], firsts["is_other"], strict=True))
    return [Line(step, part) for step, part in zip(steps, parts, strict=True)]
