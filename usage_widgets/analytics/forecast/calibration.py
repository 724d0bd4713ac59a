"""The shipped constants: how far off forecasts of other series were, by the signs of unrest that these had shown.

The quantiles of the errors are log-linear in the signs. The constants were learnt from invented series, apart for each
method and for short and long histories and those of hours, for each side, and for several distances and levels.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usage_widgets.analytics.forecast.outlook import Numbers

LEVELS = (50.0, 80.0, 95.0, 99.0)
STEPS = ((1, 2), (3, 7), (8, 14), (15, 30), (31, 90))  # learnt together
TOTALS = (1, 7, 14, 30, 90)
SIDES = ("low", "high")
_LEAST_RATIOS = np.array([1.0, *np.divide(LEVELS[1:], LEVELS[:-1])])
_STEEPEST = 0.5  # beyond what was learnt, errors grow with no more than the root of the distance


def knots_of_steps() -> Numbers:
    """The step that stands for each range of `STEPS`."""
    return np.sqrt([first * last for first, last in STEPS])


@cache
def deviates() -> Numbers:
    """How many standard deviations of a normal distribution each two-sided level is wide, to one side."""
    return np.array([NormalDist().inv_cdf(0.5 + level / 200) for level in LEVELS])


@dataclass(frozen=True)
class Constants:
    """What was learnt about one method: weights of the signs by side, distance and level.

    Args:
        steps: By side, an array (distance, level, sign) for single steps.
        totals: The same for the mean over the first so many steps.
    """

    steps: Mapping[str, Numbers]
    totals: Mapping[str, Numbers]


@cache
def _shipped() -> dict[str, Constants]:
    text = resources.files(__package__).joinpath("calibration.json").read_text(encoding="utf-8")
    methods = json.loads(text)["methods"]
    return {
        name: Constants(
            *({side: np.array(table[side]) for side in SIDES} for table in (found["steps"], found["totals"]))
        )
        for name, found in methods.items()
    }


def constants(method: str, sort: str) -> Constants:
    """What was learnt about a method on a sort of histories."""
    return _shipped()[f"{method}, {sort}"]


def distances(weights: Numbers, signs: Numbers, knots: Numbers, steps: Numbers) -> Numbers:
    """How far off, in units of the size: one row a step, one column a level of `LEVELS`.

    Between the learnt distances errors grow by a power of the step; beyond the last one they go on growing likewise,
    which is extrapolated. No step is surer than the one before, and a level is wider than a lower one at least by as
    much as if errors up to it were all alike likely: a farther one is never likelier.
    """
    at_knots = weights @ signs
    steepness = np.clip((at_knots[-1] - at_knots[-2]) / np.log(knots[-1] / knots[-2]), 0.0, _STEEPEST)
    logs = np.column_stack([np.interp(np.log(steps), np.log(knots), column) for column in at_knots.T])
    beyond = np.maximum(0.0, np.log(steps / knots[-1]))[:, None] * steepness
    shares = np.cumprod(_LEAST_RATIOS)
    result: Numbers = np.maximum.accumulate(np.exp(logs + beyond) / shares, axis=1) * shares
    return result
