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
from typing import TYPE_CHECKING

import numpy as np
from statsmodels.regression.quantile_regression import QuantReg

from tests.analytics.forecast.learning.worlds import by_the_hour, invented, summed
from usage_widgets.analytics.forecast import calibration
from usage_widgets.analytics.forecast.calibration import LEVELS, SIDES, STEPS, TOTALS
from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.analytics.forecast.unrest import unrest

if TYPE_CHECKING:
    from collections.abc import Iterable

SERIES, SEED = 6000, 41
TOTALS_OF = 4  # every fourth world is seen by weeks or months, too, and every one by hours
ORIGIN, AHEAD = 182, 90
DAYS = 7  # to a week
LENGTHS = dict.fromkeys(METHODS, ((3, 28), (28, 183))) | {"auto": ((3, 7), (7, 14), (14, 28), (28, 182), (182, 183))}
SLOW = ("exponential_smoothing", 8)  # learnt from every eighth series
DAILY = 3  # the place of the daily errors among the signs
LEAST = 0.05  # of the daily error: nearer than that is as good as hit
Rows = dict[tuple[str, str, int], list[list[float]]]


def main(count: int) -> None:
    """Write the constants beside the code that reads them."""
    with Pool() as pool:
        rows = gathered(pool.imap_unordered(errors_of_series, range(count), chunksize=20))
        names = sorted({name for name, _, _ in rows})
        parts = [{key: found for key, found in rows.items() if key[0] == name} for name in names]
        learnt = dict(zip(names, pool.map(constants, parts), strict=True))
    text = json.dumps({"series": count, "seed": SEED, "levels": LEVELS, "methods": learnt}, separators=(",", ":"))
    target = Path(calibration.__file__).with_name("calibration.json")
    target.write_text(text.replace('"methods":', '\n"methods":').replace("},", "},\n") + "\n", encoding="utf-8")


def gathered(parts: Iterable[Rows]) -> Rows:
    rows: Rows = defaultdict(list)
    for part in parts:
        for key, found in part.items():
            rows[key] += found
    return rows


def errors_of_series(number: int) -> Rows:
    """What every method missed in one world, by days, by hours and sometimes by weeks or months."""
    rng = np.random.default_rng([SEED, number])
    values = invented(rng, ORIGIN + AHEAD, ORIGIN)
    rows: Rows = defaultdict(list)
    others = [by_hours(rng), *([] if number % TOTALS_OF else [by_weeks_or_months(rng)])]
    for method, lengths in LENGTHS.items():
        if method == SLOW[0] and number % SLOW[1]:
            continue
        for first, last in lengths:
            add_errors(
                rows, rng, method, DAYS, values[ORIGIN - int(rng.integers(first, last)) : ORIGIN], values[ORIGIN:]
            )
        for season, history, future in others:
            add_errors(rows, rng, method, season, history, future)
    return rows


def by_hours(rng: np.random.Generator) -> tuple[int, np.ndarray, np.ndarray]:
    """The season, the history and the future of a world seen by hours; they begin and end at any time of the day."""
    first, last = (3, 336) if rng.random() < 0.5 else (336, 1200)
    length = int(first + (last - first) * rng.random() ** 2)
    season = 24 if length < 336 or rng.random() < 0.1 else 168  # too few known hours show no week
    days = length // 24 + 1
    hours = by_the_hour(rng, invented(rng, days + 5, days))[int(rng.integers(24)) :]
    return season, hours[:length], hours[length : length + AHEAD]


def by_weeks_or_months(rng: np.random.Generator) -> tuple[int, np.ndarray, np.ndarray]:
    """The season, the history and the future of a world seen by weeks or months."""
    days, longest, ahead = (7, 104, 26) if rng.random() < 0.5 else (30, 48, 12)
    length = int(rng.integers(3, longest))
    totals = summed(invented(rng, days * (length + ahead), days * length), days)
    return 12 if days == 30 and length >= 24 else 1, totals[:length], totals[length:]


def add_errors(
    rows: Rows, rng: np.random.Generator, method: str, season: int, history: np.ndarray, future: np.ndarray
) -> None:
    """Add the signs and the error of steps drawn from each range, and of each total."""
    if np.isfinite(history).sum() < 3 or np.nansum(history) <= 0:
        return
    unit = np.nanmean(history)
    history, future = history / unit, np.concatenate([future / unit, np.full(AHEAD, np.nan)])[:AHEAD]
    path = METHODS[method](history, AHEAD, season)
    seen = unrest(history, path, season)
    name = f"{path.method}, {seen.sort}"
    missed = (future - np.maximum(path.mean, 0)) / seen.size
    for place, (first, last) in enumerate(STEPS):
        for step in rng.integers(first - 1, last, 2):
            rows[name, "steps", place].append([*seen.signs, missed[step] / seen.places[step % season]])
    for place, steps in enumerate(TOTALS):
        rows[name, "totals", place].append([*seen.signs, missed[:steps].mean()])


def constants(rows: Rows) -> dict:
    """The weights of one method by side, distance and level."""
    result: dict = {}
    for (_, what, _), found in sorted(rows.items()):
        table = np.array(found)
        signs, errors = np.hsplit(table[np.isfinite(table).all(axis=1)], [-1])
        for side, sign in zip(SIDES, (-1, 1), strict=True):
            result.setdefault(what, {}).setdefault(side, []).append(weights(signs, sign * errors[:, 0]))
    return result


def weights(signs: np.ndarray, errors: np.ndarray) -> list[list[float]]:
    """Log-linear quantile regression of the errors to one side, one row a level."""
    logs = np.log(np.maximum(errors, LEAST * np.exp(signs[:, DAILY])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it counts its rounds
        model = QuantReg(logs, signs)
        return [
            np.round(model.fit(q=0.5 + level / 200, p_tol=1e-3, max_iter=100).params, 3).tolist() for level in LEVELS
        ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SERIES)
