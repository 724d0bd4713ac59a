"""A small log with the names and figures that break charts, and the notebook that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tests.browser.notebook_files import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

LONG = "m" * 300
COSTS = {  # by model; the last three are the rest of a top 12
    "gpt-4o": 400.0,
    '<img src=x onerror="alert(1)">': 300.0,
    "=cmd()": 200.0,
    LONG: 100.0,
    "🦜 parrot": 90.0,
    "שלום עולם": 80.0,
    None: 70.0,
    'say "hi", it\'s': 60.0,
    "{count}": 50.0,
    "a\tb|c": 40.0,
    "gemini": 30.0,
    "haiku": 20.0,
    "mini": 10.0,
    "nano": 5.0,
    "tiny": 0.5,
}
REST = ["mini", "nano", "tiny"]
ODD = {
    "outlier": 1_000_000.0,
    "normal": 12.0,
    None: 1.0,
    "tiny": 0.004,
    "zero": 0.0,
    "negative": -3.5,
    "unpriced": None,
}
WEIGHTS = [
    *range(1, 14),
    109,
]  # of user-01 to user-14, of 200: more than a top 12, so that the last level has a rest too
CROWD = 5_000

SETUP = """
import json, os, time
from pathlib import Path
import ipywidgets
import usage_widgets as uw

folder = Path({folder!r})
usage = uw.Usage.from_files(str(folder / "log.parquet"))
engine = usage.origin.engine
works = engine.to_arrow

mood_file = folder / f"mood-{{os.getpid()}}"

def mood():
    return mood_file.read_text() if mood_file.exists() else "well"

def to_arrow(expression):
    if mood() == "slow":
        time.sleep(2)
    if mood() == "broken":
        raise RuntimeError("postgresql://ada:" + "s3" + "cret@host is gone")
    return works(expression)

engine.to_arrow = to_arrow
chart = uw.DrillChart(usage.where(team="core"), path=["model", "provider", "user"], title="Core")
told = ipywidgets.Textarea(disabled=True)

def tell(_change=None):
    steps = lambda path: ["OTHER" if step is uw.OTHER else step for step in path]
    words = chart.summary if mood() == "well" else ""
    told.value = json.dumps(dict(mood=str(mood_file), path=steps(chart.path), selected=steps(chart.selected), measure=chart.measure, kind=chart.kind, summary=words))

chart.observe(tell, ["path", "selected", "measure", "kind", "cube"])
tell()
"""
CELLS = [
    "chart",
    "told",
    "## Some words",
    'uw.DrillChart(usage.where(team="odd"), path=["project", "user"], title="Odd")',
    'uw.DrillChart(usage.where(team="crowd"), path=["end_user"], title="Crowd")',
    'uw.DrillChart(usage.where(team="none such"), path=["model"], title="Empty")',
    'uw.Headline(usage.where(team="core"), measures=["cost", "requests", "tokens", "users", "failure_rate"], title="Figures")',
]


def write(folder: Path) -> Path:
    """The log and the notebook. Each kernel's engine feels as a file of its own says: "slow", "broken", else well."""
    _log().to_parquet(folder / "log.parquet")
    return write_notebook(folder / "hostile.ipynb", SETUP.format(folder=str(folder)), *CELLS, title="Hostile")


def _log() -> pd.DataFrame:
    rows = [*_core(), *_odd(), *_crowd()]
    log = pd.DataFrame(rows)
    log["start_time"] = pd.date_range("2026-03-01T08:00", periods=len(log), freq="min")
    log["status"] = ["failure" if at % 4 == 3 else "success" for at in range(len(log))]
    log["latency_ms"] = [100.0 + 7 * (at % 50) for at in range(len(log))]
    log["output_tokens"] = [10 + at % 9 for at in range(len(log))]
    return log


def _core() -> list[dict]:
    """Azure serves half of a model's cost to many users, OpenAI a quarter, somebody unknown the rest."""
    rows = []
    for model, cost in COSTS.items():
        served = [("azure", f"user-{at:02}", cost / 2 * weight / 200) for at, weight in enumerate(WEIGHTS, 1)]
        served += [("openai", "ada", cost / 8), ("openai", None, cost / 8), (None, "bob", cost / 4)]
        rows += [{"team": "core", "model": model, "provider": p, "user": u, "cost": c} for p, u, c in served]
    return rows


def _odd() -> list[dict]:
    return [
        {"team": "odd", "model": "none such", "project": name, "user": "ada", "cost": cost}
        for name, cost in ODD.items()
    ]


def _crowd() -> list[dict]:
    return [
        {"team": "crowd", "model": "haiku", "end_user": f"customer {at:04}", "cost": at / 100} for at in range(CROWD)
    ]
