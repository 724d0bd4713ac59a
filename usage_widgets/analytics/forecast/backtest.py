"""What a forecast of this series would have been worth: made at past moments, from what was known then alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.history import History
    from usage_widgets.analytics.forecast.prediction import Plan

MOST_CHECKS = 8
CLOSE = 0.10
COLUMNS = ["time", "steps", "total", "actual", "error", "within"]


@dataclass(frozen=True, eq=False)
class Backtest:
    """How forecasts of the same series, made earlier, turned out.

    Args:
        checks: How many there were.
        steps: How many steps each looked ahead; fewer than the forecast where the history is short.
        within: The share whose total landed within ±10 % of the actual one, 0..1; None without checks.
        typical_error: The median of how far the totals were off, 0.04 for 4 %; None without checks.
        mase: The mean absolute scaled error: 1 is as good as repeating the last cycle; None where nothing moves.
        frame: One row a check: `time` (of the first step predicted), `steps`, `total` (predicted), `actual`, `error`
            (relative, signed), `within`.
    """

    checks: int
    steps: int
    within: float | None
    typical_error: float | None
    mase: float | None
    frame: pd.DataFrame

    @property
    def hits(self) -> int:
        """How many checks landed within ±10 %."""
        return int(self.frame["within"].sum())


def backtest(plan: Plan, history: History, horizon: int) -> Backtest:
    """Check a plan on up to 8 moments of a history; none where that is too short.

    A check sees the steps before its moment, nothing after it.
    """
    steps = min(horizon, len(history) // 3)
    found = [] if history.is_short else [_check(plan, history, origin, steps) for origin in _origins(history, steps)]
    known = [check for check in found if check is not None]
    frame = pd.DataFrame([row for row, _ in known], columns=COLUMNS)
    scaled = [error for _, error in known if error is not None]
    if not known:
        return Backtest(0, steps, None, None, None, frame)
    mase = float(np.mean(scaled)) if scaled else None
    errors = frame["error"].abs().median()
    return Backtest(len(known), steps, float(frame["within"].mean()), float(errors), mase, frame)


def _origins(history: History, steps: int) -> list[int]:
    """Moments as far apart as the history allows, the last one so that its steps have just ended."""
    first, last = max(3, history.season, len(history) // 3), len(history) - steps
    count = min(MOST_CHECKS, last - first + 1)
    return sorted({int(origin) for origin in np.linspace(last, first, max(count, 0))})


def _check(
    plan: Plan, history: History, origin: int, steps: int
) -> tuple[tuple[pd.Timestamp, int, float, float, float, bool], float | None] | None:
    """One forecast from the first steps alone against what came.

    None where too little of either is known, or a known change came whose size could not yet be.
    """
    past, actual = history.until(origin), history.values[origin : origin + steps]
    known = np.isfinite(actual)
    if np.isfinite(past.values).sum() < 3 or 2 * known.sum() < steps:
        return None
    made = plan.predict(past, steps)
    if any(effect.status == "unknown_size" for effect in made.effects):
        return None
    mean = made.outlook.mean
    total, came = float(mean[known].sum()), float(actual[known].sum())
    error = _relative(total - came, came)
    row = (history.times[origin], steps, total, came, error, abs(error) <= CLOSE)
    return row, _scaled_error(float(np.mean(np.abs(mean - actual)[known])), past)


def _relative(miss: float, actual: float) -> float:
    if actual == 0:
        return 0.0 if abs(miss) < 1e-9 else float(np.copysign(np.inf, miss))
    return miss / abs(actual)


def _scaled_error(error: float, past: History) -> float | None:
    """An error against the usual change from one cycle to the next; None where nothing changes."""
    lag = past.season if len(past) > past.season else 1
    moves = np.abs(past.values[lag:] - past.values[:-lag])
    usual = float(np.nanmean(moves)) if np.isfinite(moves).any() else 0.0
    return error / usual if usual > 0 else None
