"""The README lists the kinds, their options and what these may be."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import usage_widgets as uw
from usage_widgets.dashboards.kinds import KINDS, options_of
from usage_widgets.dashboards.options import check_option
from usage_widgets.dashboards.tile import COLUMNS, MOST_ROWS
from usage_widgets.widgets.filter_bar.period import PRESETS

README = Path(__file__, "../../../README.md").resolve().read_text(encoding="utf-8")
FILES = README.partition("### A dashboard file")[2].partition("\n## ")[0]
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", FILES, re.MULTILINE)[1:])


def test_it_lists_every_kind_with_its_options():
    assert {kind: tuple(re.findall(r"`(\w+)`", row)) for kind, row in ROWS.items()} == {
        kind: options_of(kind) for kind in KINDS
    }


def test_it_lists_every_preset():
    period = re.search(r"A `period` is (.*?),\s+which", FILES, re.DOTALL)[1]
    assert tuple(re.findall(r'`"(\w+)"`', period)) == PRESETS


@pytest.mark.parametrize("kind", ["drill_chart", "time_series", "usage_table"])
def test_it_tells_how_many_groups_there_may_be(kind):
    most = int(re.search(r"`top`:.*1 to ([\d,]+)", ROWS[kind])[1].replace(",", ""))
    check_option(kind, "top", most)
    with pytest.raises(uw.InvalidArgument, match="top: expected"):
        check_option(kind, "top", most + 1)


def test_its_file_is_one_and_its_grid_is_ours(tmp_path):
    written = re.search(r"```json\n(.*?)```", FILES, re.DOTALL)[1]
    uw.Dashboard.from_json(json.loads(written)).save(tmp_path / "team.json")
    assert (tmp_path / "team.json").read_text(encoding="utf-8") == written
    assert f"`row` (0 to {MOST_ROWS - 1}) and `column` (0 to {COLUMNS - 1})" in FILES
