"""Every language says all that English says."""

from __future__ import annotations

from string import Formatter

import pytest
from babel import Locale

from usage_widgets.messages.catalogue import languages

from .rooms import plural_bases, room_names, words_of

OTHERS = [(language, room) for language in languages()[1:] for room in room_names("en")]


@pytest.mark.parametrize("language", languages()[1:])
def test_a_language_has_the_rooms_of_english(language):
    assert room_names(language) == room_names("en")


@pytest.mark.parametrize(("language", "room"), OTHERS)
def test_a_room_has_the_keys_of_english_and_the_plurals_of_its_language(language, room):
    english = words_of("en", room)
    plurals = plural_bases(english)
    forms = Locale.parse(language).plural_form.tags | {"other"}
    single = {key for key in english if key.rpartition(".")[0] not in plurals}
    assert set(words_of(language, room)) == single | {f"{base}.{form}" for base in plurals for form in forms}


@pytest.mark.parametrize(("language", "room"), OTHERS)
def test_a_text_has_the_gaps_of_the_english_one(language, room):
    english = words_of("en", room)
    plurals = plural_bases(english)
    for key, value in words_of(language, room).items():
        base, _, form = key.rpartition(".")
        if base in plurals and form != "other":
            assert gaps(value) <= gaps(english[f"{base}.other"]), key
        else:
            assert gaps(value) == gaps(english[key]), key


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
