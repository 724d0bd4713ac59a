from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from usage_widgets.widgets._csv import to_csv

CELLS = json.loads(Path(__file__).with_name("csv_cells.json").read_text("utf-8"))


@pytest.mark.parametrize(("cell", "written"), CELLS, ids=[json.dumps(cell) for cell, _ in CELLS])
def test_a_cell_is_written_as_the_page_writes_it(cell, written):
    assert to_csv([[cell]]) == f"{written}\r\n"
    if isinstance(cell, int):
        assert to_csv([[float(cell)]]) == f"{written}\r\n"


@pytest.mark.parametrize("unknown", [None, float("nan"), np.nan, pd.NA, pd.NaT, float("inf")], ids=str)
def test_what_is_unknown_is_empty(unknown):
    assert to_csv([["a", unknown, "b"]]) == "a,,b\r\n"


@pytest.mark.parametrize(
    ("several", "written"),
    [(["a", None, 0.5], '"a; ; 0.5"'), (("=cmd()", "b"), '"\'=cmd(); b"'), (["a"], "a"), ([], "")],
)
def test_several_values_share_a_cell(several, written):
    assert to_csv([[several]]) == f"{written}\r\n"


def test_numbers_of_frames_and_truth_are_written_too():
    assert to_csv([[np.float64(0.25), np.int64(7), True, -0.0]]) == "0.25,7,True,0\r\n"
