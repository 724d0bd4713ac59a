"""The tiles drawn by Python: in rows, each with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.widgets._palette import AXIS, INK, LINE
from usage_widgets.widgets._picture import GAP, INNER, LINE_HEIGHT, QUIET, SMALL, Drawing, Face, text_at
from usage_widgets.widgets._text_width import BOLD
from usage_widgets.widgets.comparison_tiles.lines import HEIGHT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_IN_ROW, PAD, BETWEEN = 3, 12, 12
TEXTS = (LINE_HEIGHT, 32, LINE_HEIGHT)  # heights of label, value and change
ROOM = 12  # around the lines
ROW = 2 * PAD + sum(TEXTS) + ROOM + HEIGHT + ROOM + LINE_HEIGHT
LARGE = Face('font-size="22" font-weight="600" style="font-variant-numeric:tabular-nums"', 22, BOLD)
CHANGE = Face('font-size="12" font-weight="600"', SMALL, BOLD)


def tiles(board: Mapping[str, Any]) -> Drawing:
    """All tiles of a board, as many in a row as there is room for."""
    shown = board["tiles"]
    width = (INNER + BETWEEN) / min(len(shown), MOST_IN_ROW) - BETWEEN
    svg = [_tile(tile, at, width) for at, tile in enumerate(shown)]
    rows = -(-len(shown) // MOST_IN_ROW)
    return Drawing("".join(svg), rows * (ROW + BETWEEN) - BETWEEN)


def _tile(tile: Mapping[str, Any], at: int, width: float) -> str:
    row, column = divmod(at, MOST_IN_ROW)
    left, top = column * (width + BETWEEN), row * (ROW + BETWEEN)
    frame = f'<rect x="{left + 0.5:.1f}" y="{top + 0.5:.1f}" width="{width - 1:.1f}" height="{ROW - 1}" rx="8" fill="none" stroke="{LINE}"/>'
    x, room = left + PAD, width - 2 * PAD
    value = f"{tile['value']}{GAP // 6 * ' '}{tile['of']}" if tile["of"] else tile["value"]
    change = " ".join(part for part in (tile["sign"], tile["word"], tile["change"]) if part)
    texts = zip((tile["label"], value, change), (QUIET, LARGE, CHANGE), TEXTS, strict=True)
    y, svg = top + PAD, [frame]
    for text, face, height in texts:
        svg.append(text_at(x, y + height / 2, text, face, room=room))
        y += height
    svg.append(_lines(tile["lines"], x, y + ROOM, room))
    svg.append(text_at(x, y + 2 * ROOM + HEIGHT + LINE_HEIGHT / 2, tile["other"], QUIET, room=room))
    return "".join(svg)


def _lines(lines: Mapping[str, str], x: float, y: float, width: float) -> str:
    """Both lines, the earlier one dashed."""
    strokes = 'fill="none" vector-effect="non-scaling-stroke" stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<g transform="translate({x:.1f} {y:.1f}) scale({width / WIDTH:.4f} 1)">'
        f'<path d="{lines["previous"]}" {strokes} stroke="{AXIS}" stroke-width="1.5" stroke-dasharray="4 4"/>'
        f'<path d="{lines["current"]}" {strokes} stroke="{INK}" stroke-width="2"/></g>'
    )
