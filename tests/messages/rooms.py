"""The catalogue's files, as they are written."""

from __future__ import annotations

import json
from importlib.resources import files

ROOT = files("usage_widgets.messages")


def room_names(language: str) -> list[str]:
    return sorted(file.name.removesuffix(".json") for file in (ROOT / language).iterdir())


def words_of(language: str, room: str) -> dict[str, str]:
    """The keys and texts of a room; a key that stands twice is an error."""
    return json.loads((ROOT / language / f"{room}.json").read_text("utf-8"), object_pairs_hook=_each_once)


def plural_bases(words: dict[str, str]) -> set[str]:
    """The keys that have a form for one and a form for others."""
    bases = {key.removesuffix(".one") for key in words if key.endswith(".one")}
    return {base for base in bases if f"{base}.other" in words}


def _each_once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    assert len(dict(pairs)) == len(pairs), sorted(key for key, _ in pairs)
    return dict(pairs)
