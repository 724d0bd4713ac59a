"""How good the forecasts are: `python -m tests.benchmarks.forecast.accuracy [--real FOLDER] [--statsforecast PYTHON]`.

All methods are compared on the same windows in one run; simulated and real series are reported apart. PYTHON is that
of an environment with statsforecast (it needs pandas < 3); without it that one figure is missing, and without FOLDER
(or USAGE_WIDGETS_REAL_SERIES) the real series are.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import usage_widgets as uw
from tests.benchmarks.forecast.crowds import KINDS, crowd
from tests.benchmarks.forecast.metrics import Score, lower_bound, score
from tests.benchmarks.forecast.real import daily_series
from tests.benchmarks.forecast.rivals import dynamic_thetas, straight_line
from tests.benchmarks.forecast.windows import Window, real_windows, simulated_windows
from usage_widgets.analytics.forecast.methods import METHODS, outlook

if TYPE_CHECKING:
    from collections.abc import Iterable

EACH_KIND = 12
HORIZONS = (7, 14, 30)
LINE, RIVAL = "bare line ±1.96 s", "DynamicOptimizedTheta"
Scores = dict[str, list[Score]]


@dataclass(frozen=True)
class Target:
    """A figure that must be reached: at least, at most, or both."""

    least: float = -np.inf
    most: float = np.inf

    def __str__(self) -> str:
        if np.isfinite(self.least) and np.isfinite(self.most):
            return f"{self.least:g} to {self.most:g}"
        return f">= {self.least:g}" if np.isfinite(self.least) else f"<= {self.most:g}"


def say(what: str, value: float, target: Target) -> None:
    """One line: the figure, its target and whether it is reached."""
    reached = "reached" if target.least <= value <= target.most else "MISSED"
    print(f"    {what:<66} {value:>8.3f}   {target!s:<12} {reached}")


def scores_of(windows: list[Window], python: str | None) -> Scores:
    """Every method in every window."""
    scores = {name: [_ours(window, name) for window in windows] for name in METHODS}
    scores[LINE] = [score(window, *straight_line(window)) for window in windows]
    if python:
        scores[RIVAL] = [
            score(window, mean) for window, mean in zip(windows, dynamic_thetas(python, windows), strict=True)
        ]
    return scores


def _ours(window: Window, method: str) -> Score:
    found = outlook(window.history, window.horizon, method=method)
    return score(window, found.mean, found.spread.steps(95), found.spread.total(95, window.horizon))


def verdict(window: Window) -> str:
    """What a person is told."""
    days = pd.date_range("2026-01-05", periods=len(window.history))
    return uw.forecast(pd.Series(window.history, index=days), horizon=window.horizon, missing="unknown").verdict


def column(scores: Iterable[Score], name: str) -> np.ndarray:
    return np.array([getattr(one, name) for one in scores])


def print_methods(scores: Scores) -> None:
    print(f"  {'':<24} {'MASE':>7} {'in10 %':>7} {'cover %':>8} {'MSIS':>8} {'total cover %':>14}")
    for name, found in scores.items():
        mase, off = column(found, "mase").mean(), 100 * np.mean(column(found, "off") <= 0.1)
        rest = [
            100 * column(found, "covered").mean(),
            column(found, "interval").mean(),
            100 * column(found, "total_covered").mean(),
        ]
        print(f"  {name:<24} {mase:>7.3f} {off:>7.1f} {rest[0]:>8.1f} {rest[1]:>8.1f} {rest[2]:>14.1f}")


def print_month(windows: list[Window], scores: Scores) -> None:
    """The figures that must be reached at 30 days."""
    auto, line = scores["auto"], scores[LINE]
    series = np.array([window.series for window in windows])
    say("MASE / straight line's", column(auto, "mase").mean() / column(line, "mase").mean(), Target(most=0.8))
    if RIVAL in scores:
        say(
            "MASE / DynamicOptimizedTheta's",
            column(auto, "mase").mean() / column(scores[RIVAL], "mase").mean(),
            Target(most=1.0),
        )
    landed = (column(auto, "off") <= 0.1).astype(float)
    gained = 100 * (landed - (column(line, "off") <= 0.1))
    say("points more within ±10 % than the straight line", gained.mean(), Target(least=6))
    say("  its lower bound", lower_bound(gained, series), Target(least=0))
    promised = np.array([verdict(window) == "reliable" for window in windows])
    say("share of windows called reliable, %", 100 * promised.mean(), Target(least=25))
    if promised.any():
        say("  of them within ±10 %, %", 100 * landed[promised].mean(), Target(least=90))
        say("  its lower bound", 100 * lower_bound(landed[promised], series[promised]), Target(least=80))
    say(
        "interval score / straight line's",
        column(auto, "interval").mean() / column(line, "interval").mean(),
        Target(most=0.8),
    )


def print_coverage(windows: list[Window], scores: Scores) -> None:
    """The coverage overall and in every kind."""
    auto = scores["auto"]
    say("days inside the 95 % band, %", 100 * column(auto, "covered").mean(), Target(93, 97))
    say("totals inside theirs, %", 100 * column(auto, "total_covered").mean(), Target(93, 97))
    kinds = np.array([window.kind for window in windows])
    for kind in dict.fromkeys(kinds.tolist()):
        if kind != "real":
            say(f"  days, {kind}, %", 100 * column(auto, "covered")[kinds == kind].mean(), Target(90, 98))


def print_kinds(windows: list[Window], scores: Scores) -> None:
    """The default against the bare line in each kind, or in each real series."""
    names = np.array([window.series if window.kind == "real" else window.kind for window in windows])
    print(
        f"  {'auto / bare line':<42} {'windows':>7} {'MASE':>13} {'in10 %':>11} {'cover %':>13} {'total cover %':>13}"
    )
    for name in dict.fromkeys(names.tolist()):
        ours, line = (
            [one for one, here in zip(scores[who], names == name, strict=True) if here] for who in ("auto", LINE)
        )
        mase, covered, total = (
            [factor * column(found, what).mean() for found in (ours, line)]
            for what, factor in (("mase", 1), ("covered", 100), ("total_covered", 100))
        )
        landed = [100 * np.mean(column(found, "off") <= 0.1) for found in (ours, line)]
        print(
            f"  {name[:42]:<42} {len(ours):>7} {mase[0]:>6.2f} /{mase[1]:>5.2f} {landed[0]:>5.0f} /{landed[1]:>4.0f} "
            f"{covered[0]:>6.1f} /{covered[1]:>5.1f} {total[0]:>6.1f} /{total[1]:>5.1f}"
        )


def print_group(name: str, windows_at: dict[int, list[Window]], python: str | None) -> None:
    for horizon, windows in windows_at.items():
        count = len({window.series for window in windows})
        print(f"\n{name}, {horizon} days ahead: {len(windows)} windows of {count} series")
        scores = scores_of(windows, python)
        print_methods(scores)
        if horizon == 30:
            print_month(windows, scores)
        print_coverage(windows, scores)
        print_kinds(windows, scores)


def print_speed() -> None:
    history = crowd("stable", 0)[:182]
    taken = []
    for _ in range(41):
        begin = time.perf_counter()
        found = outlook(history, 30)
        found.spread.steps(80), found.spread.steps(95), found.spread.total(80, 30), found.spread.total(95, 30)
        taken.append(1000 * (time.perf_counter() - begin))
    print("\nSpeed")
    say("fit and bands of 182 days, median after the first call, ms", statistics.median(taken[1:]), Target(most=60))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path, default=os.environ.get("USAGE_WIDGETS_REAL_SERIES"))
    parser.add_argument("--statsforecast", metavar="PYTHON")
    options = parser.parse_args()
    simulated = {(kind, number): crowd(kind, number) for kind in KINDS for number in range(EACH_KIND)}
    print_speed()
    print_group("Simulated", {h: list(simulated_windows(simulated, h)) for h in HORIZONS}, options.statsforecast)
    if not options.real:
        print("\nNo folder of real series was given: simulated series only.")
        return
    real = daily_series(Path(options.real))
    print_group("Real", {h: list(real_windows(real, h)) for h in HORIZONS}, options.statsforecast)


if __name__ == "__main__":
    main()
