"""What is written of the tiles: the same words, lines of both sides, names that cannot act."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest

import usage_widgets as uw

EVIL = '<img src=x onerror="alert(1)">'


def test_what_is_written_says_what_the_tiles_say(usage):
    tiles = uw.ComparisonTiles(usage)
    page = tiles._static_html().replace("<span>$</span>", "$")
    for tile in tiles.board["tiles"]:
        assert all(tile[part] in page for part in ("label", "value", "change", "other", "sentence"))
        assert tile["lines"]["current"] in page
    assert all(note in page for note in tiles.board["notes"])


def test_an_opened_figure_is_written_with_its_groups(usage):
    page = uw.ComparisonTiles(usage).drill("cost")._static_html()
    assert "Cost by Model" in page
    assert "gpt-4o" in page
    assert "Shapley" in page


def test_files_hold_the_picture_and_the_exact_numbers(usage, tmp_path):
    tiles = uw.ComparisonTiles(usage)
    drawn = ET.fromstring(tiles.save(tmp_path / "tiles.svg").read_text("utf-8"))
    assert len(drawn.findall(".//{*}path[@stroke-dasharray]")) == 3
    rows = [*csv.DictReader(io.StringIO(tiles.save(tmp_path / "tiles.csv").read_text("utf-8-sig")))]
    assert (rows[0]["measure"], float(rows[0]["current"]), float(rows[0]["change"])) == ("cost", 14, 7)
    assert "<html" in tiles.save(tmp_path / "tiles.html").read_text("utf-8")


@pytest.mark.parametrize("path", [[], ["requests"], ["requests", EVIL]])
def test_names_from_outside_cannot_act(usage, path):
    frame = usage.to_frame()
    frame["model"] = EVIL
    tiles = uw.ComparisonTiles(uw.Usage.from_frame(frame), measures=["requests"], against={"model": EVIL})
    tiles = uw.ComparisonTiles(uw.Usage.from_frame(frame), measures=["requests"]) if path else tiles
    tiles.path = path
    assert "<img" not in tiles._static_html()
    assert "<img" not in tiles.picture()
