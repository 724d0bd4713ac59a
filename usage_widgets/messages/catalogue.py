"""Every string that a person reads, by locale: messages/<locale>/<room>.json. English stands in for what is missing."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from babel.lists import format_list
from babel.numbers import format_decimal

from usage_widgets.messages.options import CURRENT, babel_locale

if TYPE_CHECKING:
    from collections.abc import Iterable


def text(key: str, *, locale: str | None = None, count: float | None = None, **values: object) -> str:
    """The text of a key such as "data.unknown", filled in; `count` chooses the plural form and is grouped.

    >>> text("data.days_in", locale="en", zone="UTC")
    'days in UTC'
    """
    language = locale or CURRENT.locale
    name = key if count is None else f"{key}.{babel_locale(spoken(language)).plural_form(count)}"
    catalogue = _catalogue(language)
    template = catalogue.get(name) or catalogue.get(f"{key}.other") or catalogue[key]
    shown = None if count is None else format_decimal(count, locale=babel_locale(language))
    return template.format(count=shown, **values)


def listed(items: Iterable[str], *, locale: str) -> str:
    """Several things in a sentence.

    >>> listed(["Kosten", "Anfragen", "Tokens"], locale="de-AT"), listed(["Cost", "Requests"], locale="fr")
    ('Kosten, Anfragen und Tokens', 'Cost and Requests')
    """
    return format_list(list(items), locale=babel_locale(spoken(locale)))


def strings(*rooms: str, locale: str) -> dict[str, str]:
    """All strings of some rooms, without the room's name, and the language that they are in: what a front end is given."""
    catalogue = _catalogue(locale)
    said = {key.split(".", 1)[1]: value for key, value in catalogue.items() if key.split(".", 1)[0] in rooms}
    return {"language": spoken(locale), **said}


def languages() -> tuple[str, ...]:
    """The languages that there are words in, English first.

    >>> languages()[0]
    'en'
    """
    folders = (
        place.name for place in files("usage_widgets.messages").iterdir() if place.joinpath("kit.json").is_file()
    )
    return tuple(sorted(folders, key=lambda name: (name != "en", name)))


@lru_cache
def spoken(locale: str) -> str:
    """The language of the words for a locale; its numbers and dates may still be another's.

    >>> spoken("de-AT"), spoken("fr")
    ('de', 'en')
    """
    return next((name for name in (locale, locale.split("-", 1)[0]) if name in languages()), "en")


def has(key: str, *, locale: str | None = None) -> bool:
    """Whether there is a text for a key."""
    return key in _catalogue(locale or CURRENT.locale)


@lru_cache
def _catalogue(locale: str) -> dict[str, str]:
    root = files("usage_widgets.messages")
    merged: dict[str, str] = {}
    for folder in ("en", locale.split("-", 1)[0], locale):
        place = root / folder
        if place.is_dir():
            for file in place.iterdir():
                if file.name.endswith(".json"):
                    room = file.name.removesuffix(".json")
                    entries = json.loads(file.read_text(encoding="utf-8"))
                    merged |= {f"{room}.{key}": value for key, value in entries.items()}
    return merged
