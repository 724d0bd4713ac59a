"""The headline figures drawn by Python: tiles in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.widgets._palette import LINE
from usage_widgets.widgets._picture import GAP, INNER, QUIET, Drawing, Face, line, text_at
from usage_widgets.widgets._text_width import BOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_IN_ROW, ROW, BETWEEN = 5, 72, 24
LABEL, VALUE = 20, 32  # heights of their lines
LARGE = Face('font-size="22" font-weight="600" style="font-variant-numeric:tabular-nums"', 22, BOLD)


def tiles(rows: Sequence[tuple[str, str]]) -> Drawing:
    """Tiles of equal width, each a label above its figure."""
    lines = -(-len(rows) // MOST_IN_ROW)
    width = INNER / (-(-len(rows) // lines) if rows else 1)
    svg = [_tile(*row, at, width) for at, row in enumerate(rows)]
    return Drawing("".join(svg), lines * ROW - (ROW - LABEL - VALUE if rows else 0), says_all=True)


def _tile(label: str, value: str, at: int, width: float) -> str:
    row, column = divmod(at, round(INNER / width))
    left, top = column * width, row * ROW
    room = width - GAP - BETWEEN
    return (
        line(left + 1, top, left + 1, top + LABEL + VALUE, LINE)
        + text_at(left + GAP, top + LABEL / 2, label, QUIET, room=room)
        + text_at(left + GAP, top + LABEL + VALUE / 2, value, LARGE, room=room)
    )
