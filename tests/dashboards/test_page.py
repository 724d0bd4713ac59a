"""The notebook that is published for a dashboard file."""

from __future__ import annotations

import json
import os

import nbformat
import pytest

import usage_widgets as uw
from usage_widgets.dashboards.page import CELL, DASHBOARD_VARIABLE, notebook_of


def test_it_shows_the_file_and_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setenv(DASHBOARD_VARIABLE, "")
    monkeypatch.chdir(tmp_path)
    uw.Dashboard("Team", tiles=[uw.Tile("figures", "headline", row=0)]).save("team.json")
    with notebook_of(tmp_path / "team.json") as notebook:
        assert os.environ[DASHBOARD_VARIABLE] == str(tmp_path / "team.json")
        nbformat.validate(json.loads(notebook.read_text()))
        assert json.loads(notebook.read_text())["metadata"]["title"] == "Team"
        monkeypatch.chdir("/")
        monkeypatch.setenv("USAGE_WIDGETS_SOURCE", "")
        *before, shown = CELL.split("\n")
        names = {}
        exec("\n".join(before), names)
        grid = eval(shown, names)
    assert grid.dashboard.title == "Team"
    assert not notebook.exists()
    grid.close()


def test_a_file_that_is_no_dashboard_is_refused_at_once(tmp_path):
    (tmp_path / "team.json").write_text("{}")
    with pytest.raises(uw.InvalidDashboard, match="version: expected 1, got None"), notebook_of(tmp_path / "team.json"):
        raise AssertionError
