"""A widget as one standalone picture: SVG with its heading and words, drawn without a browser."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import spoken
from usage_widgets.messages.catalogue import text as message
from usage_widgets.messages.escaping import in_svg, printable
from usage_widgets.widgets._palette import AXIS, FONT, INK, LINE, MUTED, SURFACE
from usage_widgets.widgets._text_width import BOLD, fitted, is_right_to_left, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE, MARGIN = 880, 24  # px, as everything here
INNER = PAGE - 2 * MARGIN
GAP = 12
BETWEEN = 16  # from figure to figure
SIZE, SMALL, HEADING = 13, 12, 16
LINE_HEIGHT = 20
BASELINE = 0.35  # of the font's size below the middle of a line
MOST_LINES = 8
ROW = 28
MOST_ROWS = 40


@dataclass(frozen=True)
class Drawing:
    """SVG elements in a box of the picture's inner width, how high the box is, and whether it shows the whole summary."""

    svg: str
    height: float
    says_all: bool = False


@dataclass(frozen=True)
class Face:
    """How a text is set."""

    attributes: str = ""
    size: float = SIZE
    widening: float = 1.0


PLAIN = Face()
FIGURE = Face('style="font-variant-numeric:tabular-nums" font-weight="500"')
QUIET = Face(f'fill="{MUTED}"')
UNKNOWN = Face(f'fill="{MUTED}" font-style="italic"')
STRONG = Face('font-weight="600"', widening=BOLD)
COLUMN = Face('font-size="12" font-weight="600"', SMALL, BOLD)
SOURCE = Face(f'font-size="12" fill="{MUTED}"', SMALL)
TITLE = Face('font-size="16" font-weight="600"', HEADING, BOLD)


def text_at(x: float, middle: float, text: str, face: Face = PLAIN, *, room: float = INNER, end: bool = False) -> str:
    """A line of text, cut where it does not fit; `x` is its left edge, or its right one. A cut one tells all when pointed at."""
    whole = printable(text)
    shown = fitted(whole, room / face.widening, face.size)
    turned = is_right_to_left(shown)
    anchor = ' text-anchor="end"' if end is not turned else ""
    direction = ' direction="rtl"' if turned else ""
    title = "" if shown == whole else f"<title>{in_svg(whole)}</title>"
    y = middle + BASELINE * face.size
    return f'<text x="{x:.1f}" y="{y:.1f}"{anchor}{direction} {face.attributes}>{title}{in_svg(shown)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str = LINE) -> str:
    """A thin line."""
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}"/>'


def widest(texts: Sequence[str], face: Face = PLAIN) -> float:
    """Room in px that the widest of some texts needs."""
    return face.widening * max((width_of(text, face.size) for text in texts), default=0)


def picture_of(title: str, context: str, summary: str, body: Drawing, *, locale: str) -> str:
    """A drawing under its heading and words, as a whole SVG document."""
    lines, top = _words(title, context, "" if body.says_all else summary)
    height = top + body.height + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{in_svg(spoken(locale))}" width="{PAGE}" height="{height:.0f}" '
        f'viewBox="0 0 {PAGE} {height:.0f}" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
        f"<title>{in_svg(title)}</title><desc>{in_svg(summary)}</desc>"
        f'<rect width="{PAGE}" height="{height:.0f}" fill="{SURFACE}"/>{lines}'
        f'<g transform="translate({MARGIN} {top:.0f})">{body.svg}</g></svg>\n'
    )


def table_drawing(table: Sequence[tuple[str, ...]], *, locale: str, names: int = 1) -> Drawing:
    """A table: so many columns of names on the left, figures on the right; the first rows where there are many, nothing where there are none."""
    head, *rows = table
    if not rows:
        return Drawing("", 0)
    shown = rows[:MOST_ROWS]
    columns = _columns([head, *shown], names)
    svg = [_row(head, columns, names, 0, COLUMN), line(0, ROW, INNER, ROW, AXIS)]
    for at, row in enumerate(shown, start=1):
        svg += [_row(row, columns, names, at * ROW), line(0, (at + 1) * ROW, INNER, (at + 1) * ROW)]
    height = ROW * (len(shown) + 1)
    if len(rows) > len(shown):
        more = message("kit.more_rows", locale=locale, count=len(rows) - len(shown))
        svg.append(text_at(0, height + ROW / 2, more, QUIET))
        height += ROW
    return Drawing("".join(svg), height)


def _words(title: str, context: str, summary: str) -> tuple[str, float]:
    """The lines above a drawing, and where it starts."""
    lines = [*_paragraph([title], TITLE, 24), *_paragraph([context], SOURCE, LINE_HEIGHT)]
    if summary:
        lines += [
            ("", PLAIN, GAP),
            *_paragraph(wrapped(printable(summary), INNER, SIZE, MOST_LINES), QUIET, LINE_HEIGHT),
        ]
    svg, top = [], float(MARGIN)
    for text, face, height in lines:
        svg.append(text_at(MARGIN, top + height / 2, text, face) if text else "")
        top += height
    return "".join(svg), top + (20 if lines else 0)


def _paragraph(texts: Sequence[str], face: Face, height: float) -> list[tuple[str, Face, float]]:
    return [(text, face, height) for text in texts if text]


def _columns(rows: Sequence[tuple[str, ...]], names: int) -> list[tuple[float, float]]:
    """The left edge and the width of each column: what it needs, and what is left goes to the last of the names."""
    needs = [min(widest(cells, STRONG) + 1, INNER) + BETWEEN for cells in zip(*rows, strict=True)]
    spare = INNER - sum(needs)
    widths = [need + spare * (at == names - 1) for at, need in enumerate(needs)]
    if spare < 0:
        widths = [INNER * need / sum(needs) for need in needs]
    return [(right - width, width - BETWEEN) for width, right in zip(widths, accumulate(widths), strict=True)]


def _row(
    cells: tuple[str, ...], columns: list[tuple[float, float]], names: int, top: float, face: Face | None = None
) -> str:
    middle = top + ROW / 2
    texts = []
    for at, (cell, (left, room)) in enumerate(zip(cells, columns, strict=True)):
        if at < names:
            texts.append(text_at(left, middle, cell, face or PLAIN, room=room))
        else:
            texts.append(text_at(left + BETWEEN + room, middle, cell, face or FIGURE, room=room, end=True))
    return "".join(texts)
