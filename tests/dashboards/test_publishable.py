"""A dashboard file that no page could show is refused before there is one, and stays as it is."""

from __future__ import annotations

import json

import pytest

import usage_widgets as uw
from usage_widgets.dashboards.publishable import EXAMPLE, publishable
from usage_widgets.data.dimensions import BUILT_IN


@pytest.fixture
def file(tmp_path):
    return tmp_path / "team.json"


def test_a_dashboard_that_can_be_shown_is_given_back(file):
    team = uw.Dashboard("Team", tiles=[uw.Tile("models", "drill_chart", row=0, options={"path": [*BUILT_IN]})])
    team.save(file)
    assert publishable(file) == team


def test_a_dimension_that_no_source_has_is_refused(file):
    uw.Dashboard("Team", tiles=[uw.Tile("models", "drill_chart", row=2, options={"path": ["modle"]})]).save(file)
    written = file.read_bytes()
    with pytest.raises(uw.InvalidDashboard) as error:
        publishable(file)
    assert file.read_bytes() == written
    said = str(error.value)
    assert said.startswith(
        f"{file}: tile 'models' (row 2, column 0), option path: unknown dimension 'modle'; did you mean"
    )
    assert said.endswith("For a dimension of your own, publish a notebook that opens the usage with it")


def test_a_page_without_tiles_is_refused_with_a_tile_that_could_be_added(file):
    uw.Dashboard("Team").save(file)
    with pytest.raises(uw.InvalidDashboard, match=r"tiles: expected at least one, got none\. Add one, such as"):
        publishable(file)
    file.write_text(json.dumps({"version": 1, "title": "Team", "tiles": [json.loads(EXAMPLE)]}))
    assert [tile.kind for tile in publishable(file).tiles] == ["headline"]


def test_whatever_a_page_connects_to_has_the_dimensions_that_a_file_may_name(tmp_path, monkeypatch):
    monkeypatch.setenv("USAGE_WIDGETS_SOURCE", "")
    log = tmp_path / "march.csv"
    log.write_text("start_time,model,cc\n2026-03-01T09:00:00Z,gpt-4o,a\n")
    for usage in (uw.Usage.connect(), uw.Usage.connect(log)):
        assert usage.dimensions == [*BUILT_IN]
