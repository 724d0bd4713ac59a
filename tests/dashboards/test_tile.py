"""A tile says what is wrong with it: which tile, which field, what came, what there is."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import replace

import pytest

import usage_widgets as uw

GOOD = {"id": "models", "kind": "drill_chart", "row": 0, "column": 0, "height": 4, "width": 6, "options": {}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": 5}, 'tile, id: expected letters, digits, "_" and "-", a letter first, got 5'),
        ({"id": "a b"}, "got 'a b'"),
        ({"id": "x" * 65}, "tile, id: expected"),
        (
            {"kind": "drill_chrt"},
            "tile 'models': unknown kind 'drill_chrt'; did you mean 'drill_chart'? Known: change_waterfall,",
        ),
        ({"kind": ["headline"]}, "unknown kind ['headline']"),
        ({"row": -1}, "tile 'models', row: expected a whole number from 0 to 199, got -1"),
        ({"row": True}, "tile 'models', row: expected a whole number from 0 to 199, got True"),
        ({"row": "0"}, "got '0'"),
        ({"column": 12}, "column: expected a whole number from 0 to 11, got 12"),
        ({"width": 0}, "width: expected a whole number from 1 to 12, got 0"),
        ({"height": 2.0}, "height: expected a whole number from 1 to 200, got 2.0"),
        ({"column": 8}, "width: expected at most 4 from column 8, as there are 12, got 6"),
        ({"row": 199}, "height: expected at most 1 from row 199, as there are 200, got 4"),
        ({"options": []}, "tile 'models', options: expected keywords with values as in JSON, got []"),
        ({"options": {"top": float("nan")}}, "values as in JSON"),
        ({"options": {"top": object}}, "values as in JSON"),
        ({"options": {"title": "\ud800"}}, "values as in JSON"),
        (
            {"options": {"mesure": "cost"}},
            "tile 'models': unknown option of drill_chart 'mesure'; did you mean 'measure'? Known: kind,",
        ),
        (
            {"row": 4, "options": {"top": 9999}},
            "tile 'models' (row 4, column 0), option top: expected a whole number from 1 to 200, got 9999",
        ),
        (
            {"column": 3, "options": {"kind": "pi"}},
            "tile 'models' (row 0, column 3), option kind: unknown kind of chart 'pi'; did you mean 'pie'? Known: bar, pie",
        ),
        ({"options": {"path": {"model": 1}}}, "option path: expected one name or a list of several, got {'model': 1}"),
        ({"options": {"path": ["model", 5]}}, "option path: expected names of dimensions, got 5"),
        ({"options": {"title": 5}}, "option title: expected text, got 5"),
        (
            {"kind": "filter_bar", "options": {"period": "30"}},
            "option period: unknown preset '30'; did you mean '30d'? Known: 30d, 7d, 90d, all, last_month, month",
        ),
        (
            {"kind": "filter_bar", "options": {"period": ["2026-04-01", "2026-03-01"]}},
            "option period: end: expected a day after the start, '2026-04-01', got '2026-03-01'",
        ),
        ({"options": {"selection": None}}, "unknown option of drill_chart 'selection'"),
        ({"options": {"usage": None}}, "unknown option of drill_chart 'usage'"),
    ],
)
def test_says_what_is_wrong(change, said):
    fields = GOOD | change
    with pytest.raises(uw.InvalidDashboard) as error:
        uw.Tile(fields.pop("id"), fields.pop("kind"), **fields)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("headline", "tile 3: expected a tile such as"),
        (GOOD | {"rows": 1}, "tile 'models': unknown field 'rows'; did you mean 'row'? Known: column, height,"),
        (
            {key: GOOD[key] for key in GOOD if key != "row"},
            "tile 'models': the field 'row' is missing. Needed: id, kind, row, column, height, width",
        ),
        ({key: GOOD[key] for key in GOOD if key != "id"}, "tile 3: the field 'id' is missing."),
    ],
)
def test_says_what_is_wrong_in_a_document(value, said):
    with pytest.raises(uw.InvalidDashboard) as error:
        uw.Tile.from_json(value, "tile 3")
    assert said in str(error.value)


def test_its_options_are_its_own_and_plain():
    path = ["model", "user"]
    tile = uw.Tile("models", "drill_chart", row=0, options={"path": path})
    path.append("team")
    assert tile.options == {"path": ["model", "user"]}
    assert tile == uw.Tile("models", "drill_chart", row=0, options={"path": ("model", "user")})


def test_a_tile_stays_as_it_is():
    tile = uw.Tile("models", "drill_chart", row=0, options={"path": ["model", "user"]})
    tile.to_json()["options"]["path"].append("team")
    tile.to_json()["options"]["top"] = 5
    with pytest.raises(TypeError, match="does not support item assignment"):
        tile.options["top"] = 5
    assert tile.options == {"path": ["model", "user"]}
    assert deepcopy(tile) == pickle.loads(pickle.dumps(tile)) == tile
    assert replace(tile, row=1).to_json() == {**tile.to_json(), "row": 1}


@pytest.mark.parametrize(
    ("row", "column", "expected"), [(0, 0, True), (1, 3, True), (2, 0, False), (0, 4, False), (1, 4, False)]
)
def test_overlaps_where_a_cell_is_filled_twice(row, column, expected):
    one = uw.Tile("one", "headline", row=0, height=2, width=4)
    other = uw.Tile("other", "headline", row=row, column=column, width=4)
    assert one.overlaps(other) == other.overlaps(one) == expected
