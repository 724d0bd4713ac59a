"""Learn the calibration constants: `python -m tests.analytics.forecast.learning.learn [SERIES]` writes them.

See README.md beside this script.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import defaultdict
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from statsmodels.regression.quantile_regression import QuantReg

from tests.analytics.forecast.learning.worlds import invented
from usage_widgets.analytics.forecast import calibration
from usage_widgets.analytics.forecast.calibration import LEVELS, SIDES, STEPS, TOTALS
from usage_widgets.analytics.forecast.methods import METHODS, is_long
from usage_widgets.analytics.forecast.unrest import unrest

SERIES, SEED = 9000, 41
ORIGIN, AHEAD = 182, 90
SEASON = 7
LENGTHS = dict.fromkeys(METHODS, ((3, 28), (28, 183))) | {"auto": ((3, 7), (7, 14), (14, 28), (28, 182), (182, 183))}
SLOW = ("exponential_smoothing", 6)  # learnt from every sixth series
LEAST = 0.05  # of the daily error: nearer than that is as good as hit
Rows = dict[tuple, list]


def main(count: int) -> None:
    rows: Rows = defaultdict(list)
    with Pool() as pool:
        for found in pool.imap_unordered(errors_of_series, range(count), chunksize=20):
            for key, errors in found:
                rows[key].append(errors)
        names = sorted({key[0] for key in rows})
        learnt = dict(
            zip(
                names,
                pool.map(constants, [{key: value for key, value in rows.items() if key[0] == name} for name in names]),
                strict=True,
            )
        )
    text = json.dumps({"series": count, "seed": SEED, "levels": LEVELS, "methods": learnt}, separators=(",", ":"))
    target = Path(calibration.__file__).with_name("calibration.json")
    target.write_text(text.replace('"methods":', '\n"methods":').replace("},", "},\n") + "\n", encoding="utf-8")


def errors_of_series(number: int) -> list[tuple[tuple, tuple[np.ndarray, float]]]:
    """What every method missed in one series from histories of several lengths: (name, "steps", place), (signs, error)."""
    rng = np.random.default_rng([SEED, number])
    values = invented(rng, ORIGIN + AHEAD, ORIGIN)
    found = []
    for method, lengths in LENGTHS.items():
        if method != SLOW[0] or number % SLOW[1] == 0:
            for first, last in lengths:
                found += errors_of_window(rng, method, values[ORIGIN - int(rng.integers(first, last)) :])
    return found


def errors_of_window(rng: np.random.Generator, method: str, values: np.ndarray) -> list:
    history, future = values[:-AHEAD], values[-AHEAD:]
    if np.isfinite(history).sum() < 3 or np.nansum(history) <= 0:
        return []
    history, future = history / np.nanmean(history), future / np.nanmean(history)
    path = METHODS[method](history, AHEAD, SEASON)
    long = is_long(len(history), SEASON)
    seen = unrest(history, path, SEASON, long=long)
    name = f"{path.method}, {'long' if long else 'short'}"
    missed = (future - np.maximum(path.mean, 0)) / seen.size
    steps = missed / np.resize(seen.places, AHEAD)
    drawn = [rng.integers(first - 1, last, 2) for first, last in STEPS]
    found = [((name, "steps", place), (seen.signs, steps[day])) for place, days in enumerate(drawn) for day in days]
    found += [((name, "totals", place), (seen.signs, missed[:days].mean())) for place, days in enumerate(TOTALS)]
    return [row for row in found if np.isfinite(row[1][1])]


def constants(rows: Rows) -> dict:
    """The weights of one method by side, distance and level."""
    result: dict = {}
    for (_, what, place), found in sorted(rows.items()):
        signs, errors = np.array([row[0] for row in found]), np.array([row[1] for row in found])
        for side, sign in zip(SIDES, (-1, 1), strict=True):
            result.setdefault(what, {}).setdefault(side, []).append(weights(signs, sign * errors))
            assert len(result[what][side]) == place + 1
    return result


def weights(signs: np.ndarray, errors: np.ndarray) -> list[list[float]]:
    """Log-linear quantile regression of the errors to one side, one row a level."""
    logs = np.log(np.maximum(errors, LEAST * np.exp(signs[:, 1])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it counts its rounds
        model = QuantReg(logs, signs)
        return [
            np.round(model.fit(q=0.5 + level / 200, p_tol=1e-4, max_iter=300).params, 3).tolist() for level in LEVELS
        ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SERIES)
