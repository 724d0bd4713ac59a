"""Widgets share a page and its style sheets: what one says of a class of its own must not reach another."""

import re
from collections import defaultdict
from pathlib import Path

import usage_widgets

FOLDER = Path(usage_widgets.__file__).parent / "widgets"


def test_no_two_widgets_style_the_same_class_for_the_whole_page():
    owners = defaultdict(set)
    for file in FOLDER.glob("*/*.css"):
        if file.parent.name not in {"static", "_kit"}:
            for name in _unscoped(file.read_text(encoding="utf-8"), file.parent.name):
                owners[name].add(file.parent.name)
    assert len(owners) > 50  # they are found at all
    assert {name: sorted(folders) for name, folders in owners.items() if len(folders) > 1} == {}


def _unscoped(sheet: str, folder: str) -> set[str]:
    """The first classes of selectors that do not begin with the widget's own."""
    own = {"uw-" + folder.replace("_", "-"), "uw-static", "uw-file"}
    firsts = re.findall(r"^[ ]{0,2}(?:\.uw )?\.(uw-[a-z-]+)|^[ ]{0,2}\.uw\.(uw-[a-z-]+)", sheet, flags=re.MULTILINE)
    return {name for pair in firsts for name in pair if name} - own
