"""What a usage table is as HTML without a browser: its rows, with room for what only the live one has."""

from __future__ import annotations

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_svg
from usage_widgets.widgets._static import room
from usage_widgets.widgets._text_width import width_of

BUTTONS = ("kit.table.copy", "kit.table.csv")
SIZE, PADDING = 13, 26  # of a button, in px


def written(table: str, locale: str, *, is_choosable: bool) -> str:
    """A table below its buttons, above the line that says what choosing a row does."""
    widths = [width_of(text(key, locale=locale), SIZE) + PADDING for key in BUTTONS]
    hint = text("usage_table.hint", locale=locale)
    below = f'<div data-hint="{in_svg(hint)}"></div>' if is_choosable else ""
    return f'{room(*widths)}<div class="uw-rows">{table}</div>{below}'
