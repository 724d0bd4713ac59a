"""A dashboard is a file: what is written is read again, what cannot be read is said, and no file is ever harmed."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import usage_widgets as uw
from usage_widgets.dashboards.kinds import KINDS, options_of, widget_class
from usage_widgets.dashboards.publishing import published
from usage_widgets.data.measures import MEASURES

FIGURES = uw.Tile("figures", "headline", row=0)
MODELS = uw.Tile("models", "drill_chart", row=1, height=4, width=6, options={"path": ["model", "user"], "top": 5})
TEAM = uw.Dashboard("Team <b> “Süd”", "What we spend", [MODELS, FIGURES])
WRITTEN = """{
  "version": 1,
  "title": "Team <b> “Süd”",
  "description": "What we spend",
  "tiles": [
    {
      "id": "figures", "kind": "headline",
      "row": 0, "column": 0, "height": 1, "width": 12,
      "options": {}
    },
    {
      "id": "models", "kind": "drill_chart",
      "row": 1, "column": 0, "height": 4, "width": 6,
      "options": {"path": ["model", "user"], "top": 5}
    }
  ]
}
"""

lines = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
names = st.lists(lines, min_size=1, max_size=3, unique=True)  # a dimension may have any name
measures = st.sampled_from([*MEASURES])
VALUES = {
    "path": names,
    "by": names | lines,
    "dimensions": st.just([]) | names,
    "measure": measures,
    "measures": st.lists(measures, min_size=1, max_size=3, unique=True),
    "kind": st.sampled_from(["bar", "pie"]),
    "period": st.sampled_from(["7d", "all", ["2026-03-01", "2026-04-01"], {"preset": "month"}]),
    "top": st.integers(1, 200),
    "every": st.sampled_from(["hour", "day", "week", "month"]),
    "forecast": st.none() | st.integers(1, 732),
    "exclude": st.lists(lines, max_size=2),
    "horizon": st.integers(1, 732),
    "method": st.sampled_from(["auto", "linear", "exponential_smoothing", "seasonal_naive"]),
    "level": st.integers(50, 99) | st.lists(st.integers(50, 99), min_size=1, max_size=3),
    "budget": st.none() | st.floats(0.01, 1e9),
    "events": st.lists(st.tuples(st.dates().map(str), lines).map(list), max_size=2),
    "holidays": st.sampled_from([None, "DE", "US-CA"]),
    "against": st.sampled_from(["previous", "year", "2026-04", {"team": "red"}]),
    "week_starts": st.sampled_from(["monday", "sunday"]),
    "drill": names,
    "per_user": st.booleans(),
    "scale": st.sampled_from(["quantile", "log"]),
    "least_users": st.integers(1, 50),
    "title": lines,
}
PERIODS = st.sampled_from(["month", "last_month", "30d", "2026-05", ["2026-03-01", "2026-04-01"]])
OF_A_KIND = {
    ("change_waterfall", "by"): st.sampled_from(["model", "team", "cost_center"]),
    ("change_waterfall", "measure"): st.sampled_from(["cost", "requests", "tokens"]),
    ("change_waterfall", "period"): PERIODS,
    ("change_waterfall", "top"): st.integers(1, 50),
    ("comparison_tiles", "period"): PERIODS,
    ("cohort_table", "by"): st.sampled_from(["user", "team", "cost_center"]),
    ("cohort_table", "every"): st.sampled_from(["day", "week", "month", "quarter"]),
    ("cohort_table", "measure"): st.sampled_from(["users", "share", "cost", "requests"]),
    ("time_series", "top"): st.integers(1, 6),
}


@st.composite
def dashboards(draw):
    tiles, row = [], 0
    for number in range(draw(st.integers(0, 6))):
        kind, height = draw(st.sampled_from(KINDS)), draw(st.integers(1, 9))
        column = draw(st.integers(0, 11))
        values = {name: OF_A_KIND.get((kind, name), VALUES[name]) for name in options_of(kind)}
        options = draw(st.fixed_dictionaries({}, optional=values))
        place = {"row": row, "column": column, "height": height, "width": draw(st.integers(1, 12 - column))}
        tiles.append(uw.Tile(f"tile-{number}", kind, **place, options=options))
        row += height
    return uw.Dashboard(draw(lines), draw(lines), draw(st.permutations(tiles)))


@settings(deadline=None)  # the disk decides
@given(dashboards())
def test_what_is_saved_is_loaded_and_saved_again_to_the_byte(tmp_path_factory, dashboard):
    file = tmp_path_factory.mktemp("saved") / "team.json"
    dashboard.save(file)
    written = file.read_bytes()
    assert uw.Dashboard.load(file) == dashboard
    uw.Dashboard.load(file).save(file)
    assert file.read_bytes() == written
    assert uw.Dashboard.from_json(json.loads(written)).to_json() == json.loads(written)


def test_a_file_is_easy_to_read_and_compare(tmp_path):
    TEAM.save(tmp_path / "team.json")
    assert (tmp_path / "team.json").read_text(encoding="utf-8") == WRITTEN


def test_the_overview_is_written_as_it_is_saved(tmp_path):
    overview = published("notebooks", "dashboards", "overview.json")
    uw.Dashboard.load(overview).save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text() == overview.read_text()


def test_tiles_are_kept_in_reading_order():
    right = uw.Tile("right", "headline", row=1, column=6, width=6)
    assert [tile.id for tile in uw.Dashboard("Team", tiles=[right, MODELS, FIGURES]).tiles] == [
        "figures",
        "models",
        "right",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version: expected 1, got 2. A newer usage_widgets may be able to read it"),
        ({"version": None}, "version: expected 1, got None"),
        ({"version": True}, "version: expected 1, got True"),
        ({"titel": "Team"}, "unknown field 'titel'; did you mean 'title'? Known: description, tiles, title, version"),
        ({"title": 5}, "title: expected one line of text of at most 2,000 characters, got 5"),
        ({"title": "two\nlines"}, "title: expected one line"),
        ({"description": "x" * 2_001}, "description: expected"),
        ({"tiles": {}}, "tiles: expected a list of tiles, got {}"),
        ({"tiles": [FIGURES.to_json(), 7]}, "tile 2: expected a tile"),
        ({"tiles": [FIGURES.to_json()] * 2}, "tile 'figures': two tiles have this id. Rename one of them"),
        (
            {"tiles": [FIGURES.to_json(), MODELS.to_json() | {"row": 0}]},
            "tile 'models': overlaps tile 'figures' in row 0, column 0. Move one of them",
        ),
        (
            {"tiles": [FIGURES.to_json(), MODELS.to_json() | {"options": {"measure": "costs"}}]},
            "tile 'models' (row 1, column 0), option measure: unknown measure 'costs'; did you mean 'cost'? Known: cache",
        ),
        (
            {"tiles": [FIGURES.to_json() | {"id": f"t{n}", "row": n} for n in range(101)]},
            "tiles: expected at most 100, got 101",
        ),
    ],
)
def test_a_document_says_what_is_wrong(tmp_path, change, said):
    file = tmp_path / "team.json"
    file.write_text(json.dumps(json.loads(WRITTEN) | change))
    with pytest.raises(uw.InvalidDashboard) as error:
        uw.Dashboard.load(file)
    assert str(error.value).startswith(f"{file}: ")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b'{"version": 1,\n "tiles": [,]}', "is not valid JSON: Expecting value at line 2, column 12"),
        (b'{"version": 1, "title": "\xff"}', "is not valid JSON: it is not written in UTF-8"),
        (b"[1]", "document: expected an object"),
        (b'{"version": 1, "version": 1, "tiles": []}', "field 'version': expected once in an object, got it 2 times"),
        (b'{"version": NaN, "tiles": []}', "is not valid JSON: it has no number NaN"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 5_000, "a number is too long"),
        (b" " * 1_000_001, "is too large: expected at most 1,000,000 bytes"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path, written, said):
    file = tmp_path / "team.json"
    file.write_bytes(written)
    with pytest.raises(uw.InvalidDashboard) as error:
        uw.Dashboard.load(file)
    assert said in str(error.value)
    assert file.read_bytes() == written


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(uw.InvalidDashboard, match=r"team\.json: cannot be read: No such file"):
        uw.Dashboard.load(tmp_path / "team.json")


@pytest.mark.parametrize("tiles", [[{"id": "figures"}], ["headline"], 5])
def test_tiles_must_be_tiles(tiles):
    with pytest.raises(uw.InvalidDashboard, match="tiles: expected a list of Tile"):
        uw.Dashboard("Team", tiles=tiles)


def test_dimensions_are_checked_before_anything_is_asked(tmp_path):
    team = uw.Dashboard("Team", tiles=[FIGURES, replace(MODELS, options={"path": ["modle"]})])
    team.save(tmp_path / "team.json")
    assert uw.Dashboard.load(tmp_path / "team.json") == team  # another source may have it
    with pytest.raises(uw.InvalidDashboard) as error:
        team.check(["model", "team"])
    expected = "tile 'models' (row 1, column 0), option path: unknown dimension 'modle'; did you mean 'model'? Known: model, team"
    assert str(error.value) == expected
    team.check(["model", "team", "modle"])


@pytest.mark.parametrize("failing", ["replace", "fsync"])
def test_a_save_that_fails_leaves_the_old_file(tmp_path, monkeypatch, failing):
    def fail(*_):
        raise OSError("no space left")

    file = tmp_path / "team.json"
    TEAM.save(file)
    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(uw.InvalidDashboard, match="cannot be written: no space left"):
        uw.Dashboard("Another").save(file)
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("there", ["a letter", '{"name": "package"}', '{"version": 2, "tiles": []}'])
def test_a_file_that_is_no_dashboard_is_not_overwritten(tmp_path, there):
    file = tmp_path / "notes.json"
    file.write_text(there)
    with pytest.raises(uw.InvalidDashboard, match="Nothing was written: choose another name"):
        TEAM.save(file)
    assert file.read_text() == there


def test_saving_keeps_the_link_and_who_may_read(tmp_path):
    shared = tmp_path / "shared.json"
    TEAM.save(shared)
    shared.chmod(0o640)
    (tmp_path / "team.json").symlink_to(shared)
    uw.Dashboard("Another").save(tmp_path / "team.json")
    assert uw.Dashboard.load(shared).title == "Another"
    assert shared.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "team.json").is_symlink()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_widget_that_takes_a_title(kind):
    assert widget_class(kind).kind_name == kind
    assert "title" in options_of(kind)


def test_what_could_not_be_read_again_is_not_written(tmp_path):
    large = uw.Tile("figures", "headline", row=0, options={"title": "x" * 1_000_000})
    with pytest.raises(uw.InvalidDashboard, match="at most 1,000,000 bytes"):
        uw.Dashboard("Team", tiles=[large]).save(tmp_path / "team.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0.json", "~nobody-of-that-name/x.json", "x" * 300 + ".json", 5])
def test_a_name_that_no_file_can_have_is_refused(name):
    for use in (TEAM.save, uw.Dashboard.load):
        with pytest.raises(uw.InvalidDashboard):
            use(name)
