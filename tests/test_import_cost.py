"""`import usage_widgets` costs nothing to speak of."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

HEAVY = {
    "numpy",
    "pandas",
    "ibis",
    "duckdb",
    "anywidget",
    "ipywidgets",
    "pydantic",
    "pyarrow",
    "polars",
    "narwhals",
    "bqplot",
    "statsmodels",
}


def test_it_loads_none_of_the_heavy_packages():
    code = "import sys, usage_widgets; dir(usage_widgets); print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "usage_widgets" in loaded
    assert not HEAVY & {*loaded}


def test_a_dashboard_is_read_and_written_without_the_heavy_packages(tmp_path):
    code = """
import sys
from usage_widgets.dashboards.dashboard import Dashboard
Dashboard("Team").save("team.json")
assert Dashboard.load("team.json").title == "Team"
print(*{name.split('.')[0] for name in sys.modules})
"""
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()
    assert "usage_widgets" in loaded
    assert not HEAVY & {*loaded}


def test_it_takes_less_than_a_tenth_of_a_second():
    bare, ours = (statistics.median(seconds(code) for _ in range(5)) for code in ("pass", "import usage_widgets"))
    assert ours - bare < max(0.1, bare), "a loaded machine is slow at both"


def seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start
