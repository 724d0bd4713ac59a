"""What a filter bar is as HTML without a browser: every filter there is, below the room for its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.catalogue import text
from usage_widgets.widgets._static import Table, Told, boxes, paragraph, table
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets.filter_bar.period import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE = 13
GAP, SELECT, DATE, CHOICE = 8, 36, 125, 40  # what fields add to their words, as filter_bar.css lays them out


def told(filters: Table, names: Iterable[str], locale: str) -> Told:
    """The filters of a bar with fields of some names."""
    nothing = "" if filters[1:] else paragraph(text("filter_bar.chips.none", locale=locale), "uw-summary")
    return Told(_fields(names, locale), table(filters, names=2) + nothing, "filters")


def _fields(names: Iterable[str], locale: str) -> str:
    def wide(key: str, **values: Any) -> float:
        return width_of(text(f"filter_bar.{key}", locale=locale, **values), SIZE)

    preset = wide("period") + GAP + max(wide(f"preset.{name}") for name in PRESETS) + SELECT
    dates = boxes(*(wide(f"dates.{name}") + GAP + DATE for name in ("first", "last")))
    every = text("filter_bar.choice.all", locale=locale)
    choices = boxes(*(wide("choice", dimension=name, value=every) + CHOICE for name in names))
    return f'<div class="uw-room"><span>{boxes(preset)}<span>{dates}</span></span>{choices}</div>'
