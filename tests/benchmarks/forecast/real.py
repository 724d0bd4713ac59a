"""Real daily series from a folder of public samples, as its own README describes them. Nothing of it is in this repository."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

Readers = dict[str, Callable[[pd.DataFrame], dict[str, np.ndarray]]]


def daily_series(folder: Path) -> dict[str, np.ndarray]:
    """The daily series of the files that are there, oldest first; NaN on days that nobody measured."""
    found = {}
    for stem, read in READERS.items():
        path = folder / f"{stem}.parquet"
        if path.exists():
            found |= {f"{stem} {name}".strip(): values for name, values in read(pd.read_parquet(path)).items()}
    return found


def _whole_days(times: pd.Series, values: pd.Series) -> np.ndarray:
    """Sums by day without the first and the last, which are only partly covered; a missing day was not measured."""
    sums = values.astype(float).groupby(pd.to_datetime(times).dt.floor("D")).sum()
    return sums.asfreq("D").to_numpy()[1:-1]


def _each(frame: pd.DataFrame, name: str, time: str, value: str) -> dict[str, np.ndarray]:
    return {str(key): _whole_days(part[time], part[value]) for key, part in frame.groupby(name)}


def _developer(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """A day without a row is a day without use."""
    days = frame.assign(date=pd.to_datetime(frame["date"])).set_index("date").asfreq("D", fill_value=0)
    return {name: days[name].to_numpy(float) for name in ("totalCost", "totalTokens")}


READERS: Readers = {
    "burstgpt_daily": lambda frame: {name: frame[name].to_numpy(float) for name in ("requests", "total_tokens")},
    "claude_code_daily_dev_a": _developer,
    "genai_requests": lambda frame: {"": _whole_days(frame["gmt_create"], frame["num_images_per_prompt"].notna())},
    "wikipedia_pageviews_daily": lambda frame: _each(frame, "Page", "date", "value"),
    "wikipedia_peyton_manning_daily": lambda frame: {"": _whole_days(frame["ds"], frame["views"])},
    "tweet_volume_5min": lambda frame: _each(frame, "series", "timestamp", "value"),
    "nyc_taxi_30min": lambda frame: {"": _whole_days(frame["timestamp"], frame["value"])},
}
