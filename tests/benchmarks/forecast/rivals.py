"""What the forecaster is compared with: a bare straight line, and another package's best method."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.forecast.windows import Window


def straight_line(window: Window) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray], tuple[float, float]]:
    """Least squares on time, with the constant ±1.96 s band; that of the total treats days as independent."""
    known = np.flatnonzero(np.isfinite(window.history))
    slope, start = np.polyfit(known, window.history[known], 1)
    mean = np.maximum(0, start + slope * (len(window.history) + np.arange(window.horizon)))
    deviation = np.sqrt(np.sum((window.history[known] - start - slope * known) ** 2) / max(1, len(known) - 2))
    far, total = 1.96 * deviation, float(mean.sum())
    wide = far * np.sqrt(window.horizon)
    return mean, (np.maximum(0, mean - far), mean + far), (max(0.0, total - wide), total + wide)


def dynamic_thetas(python: str, windows: Sequence[Window]) -> list[np.ndarray]:
    """statsforecast's DynamicOptimizedTheta, run by a Python that has it; gaps are filled by the week before."""
    asked = [(_filled(window.history).tolist(), window.horizon) for window in windows]
    script = Path(__file__).with_name("dynamic_theta.py")
    done = subprocess.run([python, script], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [np.array(mean) for mean in json.loads(done.stdout)]


def _filled(history: np.ndarray) -> np.ndarray:
    filled = history.copy()
    for day in np.flatnonzero(~np.isfinite(history)):
        filled[day] = filled[day - 7] if day >= 7 else np.nanmean(history)
    return filled
