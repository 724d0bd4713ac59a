"""Widgets as files."""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.widgets import _saving

NAMES = ['<img src=x onerror="alert(1)">', "=cmd()", "a,b\n'c'", "🦜", "שלום", "x" * 300, "&amp;", "a\x01\u202eb", None]


@pytest.fixture
def hostile():
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": NAMES, "cost": [0.1 * 3 ** (9 - at) for at in range(9)]})
    return uw.DrillChart(frame, path=["model"])


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["chart.svg", "chart.csv", "chart.html", "CHART.SVG"])
def test_every_kind_is_written_by_its_ending(usage, tmp_path, name):
    path = uw.DrillChart(usage).save(tmp_path / name)
    assert path == tmp_path / name
    beginning = {".svg": "<svg ", ".csv": "\ufeffmodel,cost,share,is_other\r\n", ".html": "<!DOCTYPE html>"}
    assert path.read_bytes().decode().startswith(beginning[path.suffix.lower()])
    assert names_in(tmp_path) == [name]


def test_a_csv_file_holds_the_exact_table(hostile, tmp_path):
    read = pd.read_csv(hostile.save(tmp_path / "x.csv"), keep_default_na=False)
    table = hostile.table()
    assert read["cost"].tolist() == table["cost"].tolist()
    assert read["share"].tolist() == table["share"].tolist()
    assert read["is_other"].tolist() == table["is_other"].tolist()
    assert read["model"].tolist() == [{"=cmd()": "'=cmd()", None: ""}.get(name, name) for name in NAMES]


def test_a_csv_file_is_the_same_in_every_language(usage, tmp_path):
    headline = uw.Headline(usage, measures=["cost", "tokens"])
    before = headline.save(tmp_path / "x.csv").read_bytes()
    headline.locale = "de"
    assert (
        headline.save(tmp_path / "x.csv").read_bytes()
        == before
        == b"\xef\xbb\xbfmeasure,value\r\ncost,20\r\ntokens,\r\n"
    )


def test_a_page_file_is_one_document_in_the_language_of_the_widget(hostile, tmp_path):
    hostile.locale = "de"
    text = hostile.save(tmp_path / "x.html").read_text("utf-8")
    tags = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
    reader.feed(text)
    assert ("html", {"lang": "de", "dir": "ltr"}) in tags
    assert [tag for tag, _ in tags].count("tr") == len(NAMES) + 1
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in tags}
    assert not [
        name for _, attributes in tags for name in attributes if name.startswith("on") or name in ("src", "href")
    ]
    assert "Kosten nach Modell" in text
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in text
    assert "\x01" not in text
    assert "\u202e" not in text


def test_a_picture_file_is_valid_xml(hostile, tmp_path):
    root = ET.parse(hostile.save(tmp_path / "x.svg")).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("x.png", r"\.svg, \.csv, \.html, got 'x\.png'"),
        ("x", r"a file ending in \.svg"),
        (".svg", r"a file ending in \.svg"),
        ("missing/x.svg", "a file in a folder that exists, got 'missing/x.svg'. Make the folder first"),
        (7, "path: expected a file ending in .*, got 7"),
        ("folder.svg", "not something else of that name"),
        ("pipe.svg", "not something else of that name"),
    ],
)
def test_a_path_that_cannot_be_written_is_named(usage, tmp_path, monkeypatch, path, words):
    monkeypatch.chdir(tmp_path)
    Path("folder.svg").mkdir()
    os.mkfifo("pipe.svg")
    with pytest.raises(uw.InvalidArgument, match=words):
        uw.Headline(usage).save(path)
    assert names_in(tmp_path) == ["folder.svg", "pipe.svg"]


def test_a_file_that_cannot_be_finished_leaves_the_old_one(usage, tmp_path, monkeypatch):
    path = tmp_path / "x.svg"
    path.write_text("old")

    def full(self, target):
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        uw.Headline(usage).save(path)
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["x.svg"]


def test_a_widget_that_cannot_be_drawn_leaves_the_old_file(usage, tmp_path, monkeypatch):
    path = tmp_path / "x.svg"
    path.write_text("old")
    headline = uw.Headline(usage)
    monkeypatch.setattr(headline, "picture", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        headline.save(path)
    assert path.read_text() == "old"


def test_a_replaced_file_keeps_who_may_read_it(usage, tmp_path):
    path = tmp_path / "x.csv"
    path.touch(mode=0o600)
    path.chmod(0o600)
    uw.Headline(usage).save(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed(usage, tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    uw.Headline(usage).save(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8-sig").startswith("measure,")


def test_the_home_folder_is_known(usage, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert uw.Headline(usage).save("~/x.csv") == tmp_path / "x.csv"


def test_the_error_lists_every_format(usage):
    with pytest.raises(uw.InvalidArgument) as caught:
        uw.Headline(usage).save("x.pdf")
    assert all(ending in str(caught.value) for ending in _saving.FORMATS)


@pytest.mark.parametrize("name", ["a\0.svg", "~nobody-of-that-name/x.svg", "x" * 300 + ".svg"])
def test_a_name_that_no_file_can_have_is_refused(usage, name):
    with pytest.raises(uw.InvalidArgument, match="path"):
        uw.Headline(usage).save(name)
