"""Every string that a person reads comes from the catalogue."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from string import Formatter

import pytest

from usage_widgets.data.dimensions import BUILT_IN, WEEKDAYS
from usage_widgets.data.measures import MEASURES
from usage_widgets.data.quality import CHECKS
from usage_widgets.messages.catalogue import has, strings, text

ENGLISH = {
    file.name: json.loads(file.read_text("utf-8")) for file in (files("usage_widgets.messages") / "en").iterdir()
}


def test_a_text_is_filled_in_and_chooses_its_plural():
    assert text("data.days_in", locale="en", zone="UTC") == "days in UTC"
    assert text("kit.groups.model", locale="en", count=1).startswith("1 model")
    assert text("kit.groups.model", locale="en", count=2).startswith("2 models")


def test_english_stands_in_for_a_language_that_is_missing():
    assert text("data.unknown", locale="is") == text("data.unknown", locale="en-GB") == "unknown"
    assert not has("data.nothing_like_it", locale="en")


def test_every_measure_dimension_weekday_and_finding_has_a_text():
    for key in [f"data.measure.{name}" for name in MEASURES] + [f"data.dimension.{name}" for name in BUILT_IN]:
        assert has(key, locale="en"), key
    for key in [f"data.weekday.{name}" for name in WEEKDAYS]:
        assert has(key, locale="en"), key
    for code in [*(check.code for check in CHECKS), "unknown_status", "duplicate_ids"]:
        assert has(f"quality.{code}.one", locale="en"), code
        assert has(f"quality.{code}.other", locale="en"), code


@pytest.mark.parametrize("room", ENGLISH)
def test_a_plural_has_both_forms_and_no_text_is_empty_or_html(room):
    entries = ENGLISH[room]
    for key, value in entries.items():
        assert value.strip(), key
        assert not re.search(r"<[a-z/]", value), key
        assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(value)), key
        if key.endswith(".one"):
            assert f"{key.removesuffix('one')}other" in entries


def test_a_front_end_is_given_its_rooms_only():
    kit = strings("kit", locale="en")
    assert "table.copy" in kit
    assert not any(key.startswith("measure.") for key in kit)
