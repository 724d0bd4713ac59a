"""What a forecast chart is as HTML without a browser: the same words as the live one, and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.widgets._escaping import in_html
from usage_widgets.widgets._static import Told, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Mapping


def told(said: str, story: Mapping[str, Any], steps: list[tuple[str, ...]]) -> Told:
    """The story, the methods compared and the steps."""
    facts = "".join(_named(fact["name"], fact["text"]) for fact in story["facts"])
    words = (
        paragraph(said, "uw-summary")
        + f'<p class="uw-total"><strong class="uw-total-number" dir="auto">{in_html(story["headline"])}</strong></p>'
        + paragraph(story["range"], "uw-range")
        + paragraph(story["verdict"]["text"], "uw-verdict")
        + facts
        + paragraph(story["note"], "uw-why")
    )
    columns, rows = story["methods"]["columns"], story["methods"]["rows"]
    compared = table([tuple(columns), *map(tuple, rows)]) if rows else ""
    return Told(words, compared + f'<div class="uw-rows">{table(steps)}</div>')


def _named(name: str, text: str) -> str:
    return f'<p class="uw-fact" dir="auto"><strong>{in_html(name)}</strong> {in_html(text)}</p>'
