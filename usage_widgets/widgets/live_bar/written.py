"""What a live bar is as HTML without a browser: its line, with room for the buttons."""

from __future__ import annotations

from usage_widgets.messages.catalogue import text
from usage_widgets.widgets._static import room
from usage_widgets.widgets._text_width import width_of

LABELS = (("pause", "resume"), ("refresh", "refreshing"))
SIZE, PADDING = 13, 26  # of a button, in px


def room_for_buttons(locale: str) -> str:
    """Where the buttons will be, each as wide as the longer of its labels."""
    widths = (max(width_of(text(f"live_bar.{key}", locale=locale), SIZE) for key in labels) for labels in LABELS)
    return room(*(width + PADDING for width in widths))
