"""Every string that a person reads comes from the catalogue."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from usage_widgets.data.dimensions import BUILT_IN, WEEKDAYS
from usage_widgets.data.measures import MEASURES
from usage_widgets.messages.catalogue import has, languages, strings, text
from usage_widgets.messages.names import value_label
from usage_widgets.schema import COLUMNS

from .rooms import room_names, words_of

EVERY_ROOM = [(language, room) for language in languages() for room in room_names(language)]


def test_a_text_is_filled_in_and_chooses_its_plural():
    assert text("data.days_in", locale="en", zone="UTC") == "days in UTC"
    assert text("kit.groups.model", locale="en", count=1).startswith("1 model")
    assert text("kit.groups.model", locale="en", count=2).startswith("2 models")
    assert text("kit.groups.model", locale="de", count=2000) == "2.000 Modelle"


def test_english_stands_in_for_a_language_that_is_missing():
    assert text("data.unknown", locale="is") == text("data.unknown", locale="en-GB") == "unknown"
    assert text("data.unknown", locale="de-AT") == "unbekannt"
    assert not has("data.nothing_like_it", locale="en")


def test_there_is_german():
    assert languages()[:2] == ("en", "de")


def test_every_measure_dimension_and_weekday_has_a_text():
    names = [f"measure.{name}" for name in MEASURES] + [f"dimension.{name}" for name in BUILT_IN]
    names += [f"weekday.{name}" for name in WEEKDAYS]
    assert [name for name in names if not has(f"data.{name}", locale="en")] == []
    assert [name for name in BUILT_IN if not has(f"kit.groups.{name}.other", locale="en")] == []


@pytest.mark.parametrize("status", next(column.choices for column in COLUMNS if column.name == "status"))
def test_how_a_request_ended_is_said_in_words(status):
    assert value_label("status", status, "en") != status
    assert value_label("status", status, "de") not in (status, value_label("status", status, "en"))


def test_an_hour_is_said_as_one():
    assert value_label("hour_of_day", 23, "en") == "23:00–24:00"
    assert value_label("hour_of_day", 8, "de") == "8–9 Uhr"
    assert value_label("hour_of_day", None, "de") == "unbekannt"


@pytest.mark.parametrize(("language", "room"), EVERY_ROOM)
def test_no_text_is_empty_or_html_and_every_gap_has_a_name(language, room):
    for key, value in words_of(language, room).items():
        assert value.strip(), key
        assert not re.search(r"<[a-z/]", value), key
        assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(value)), key


def test_a_front_end_is_given_its_rooms_only():
    kit = strings("kit", locale="en")
    assert "table.copy" in kit
    assert not any(key.startswith("measure.") for key in kit)
