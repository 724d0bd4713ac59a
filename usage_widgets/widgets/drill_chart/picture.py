"""The groups of a drill chart drawn by Python, as picture.ts draws them on the page: bars, or a ring with its list."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

from usage_widgets.messages.escaping import in_svg
from usage_widgets.widgets._palette import AXIS, SERIES, SURFACE
from usage_widgets.widgets._picture import (
    BASELINE,
    BETWEEN,
    FIGURE,
    GAP,
    INNER,
    QUIET,
    SIZE,
    UNKNOWN,
    Drawing,
    line,
    text_at,
    widest,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.data.drill import Node
    from usage_widgets.data.measures import Measure

ROW, BAR = 32, 18
MOST_FOR_LABELS = 0.36
SMALLEST = 2  # px: a bar that is not zero stays visible beside a huge one
RADIUS, HOLE, NUMBER = 120, 0.6, 14  # of the ring; NUMBER is the room around it
RING = 2 * (RADIUS + NUMBER)
KEY = 38  # room for swatch and number before a name
NUMBERED = 0.03  # smaller slices have no room for their number


@dataclass(frozen=True)
class Mark:
    """One bar or slice: its words, its number (None is unknown) and whether it is the rest."""

    label: str
    figures: tuple[str, ...]
    number: float | None
    is_other: bool = False


def marks_of(node: Node, rows: Sequence[tuple[str, ...]]) -> list[Mark]:
    """The marks of a node, from the rows of its worded table."""
    shown = len(node.values)
    return [
        Mark(label, tuple(figures), number, at >= shown)
        for at, ((label, *figures), number) in enumerate(zip(rows, node.all_numbers, strict=True))
    ]


def pie_problem(measure: Measure, node: Node) -> str:
    """Why a pie cannot show a node: a key of the chart's messages, as in cube.ts; nothing when it can."""
    if not measure.is_additive:
        return "pie.not_additive"
    if not node.sums:
        return "pie.overlap"
    if min((number for number in (*node.numbers, node.other) if number is not None), default=0) < 0:
        return "pie.negative"
    return "" if (node.total or 0) > 0 else "pie.nothing"


def stretches(marks: Sequence[Mark]) -> tuple[float, list[tuple[float, float]]]:
    """Where zero lies and where each bar starts and how long it is, as parts of the width."""
    numbers = [mark.number or 0 for mark in marks]
    low, high = min([0, *numbers]), max([0, *numbers])
    span = (high - low) or 1
    zero = -low / span
    return zero, [(zero + min(number, 0) / span, abs(number) / span) for number in numbers]


def slots_of(marks: Sequence[Mark]) -> list[int]:
    """The colour of each slice: the first six wear one of their own, what is beyond and the rest are grey."""
    coloured = [at for at, mark in enumerate(marks) if not mark.is_other][: len(SERIES) - 1]
    return [coloured.index(at) + 1 if at in coloured else 0 for at in range(len(marks))]


def bars(marks: Sequence[Mark]) -> Drawing:
    """Horizontal bars from a common zero line, each with its name and figures."""
    labels = min(widest([mark.label for mark in marks]) + SMALLEST, INNER * MOST_FOR_LABELS)
    figures = _figure_columns(marks)
    left, right = labels + GAP, figures[0][0] - GAP
    zero, lengths = stretches(marks)
    scale = right - left
    height = ROW * len(marks)
    svg = [line(left + zero * scale, 0, left + zero * scale, height, AXIS)]
    for at, (mark, (start, length)) in enumerate(zip(marks, lengths, strict=True)):
        svg.append(_row(mark, (at + 0.5) * ROW, (0, labels), figures))
        if mark.number:
            width = max(SMALLEST, length * scale)
            x = left + (start * scale if mark.number > 0 else zero * scale - width)
            svg.append(_rect(x, at * ROW + (ROW - BAR) / 2, width, BAR, SERIES[0 if mark.is_other else 1]))
    return Drawing("".join(svg), height)


def ring(marks: Sequence[Mark], middle: str) -> Drawing:
    """A ring of slices around what it is of, beside the list of their names and figures."""
    height = max(ROW * len(marks), RING)
    top, left = (height - ROW * len(marks)) / 2, RING + 2 * GAP
    figures = _figure_columns(marks)
    room = (left + KEY, figures[0][0] - GAP - left - KEY)
    svg = [f'<g transform="translate({RING / 2} {RING / 2})">{ring_slices(marks, middle)}</g>']
    for at, (mark, slot) in enumerate(zip(marks, slots_of(marks), strict=True)):
        y = top + (at + 0.5) * ROW
        svg.append(_rect(left, y - 5, 10, 10, SERIES[slot]))
        svg.append(_centred(left + 22, y, str(at + 1)))
        svg.append(_row(mark, y, room, figures))
    return Drawing("".join(svg), height)


def ring_slices(marks: Sequence[Mark], middle: str) -> str:
    """The slices around a text at (0, 0), from twelve o'clock, clockwise; large ones with their number."""
    total = sum(mark.number or 0 for mark in marks)
    svg, end = [_centred(0, 0, middle, SIZE)], 0.0
    for at, (mark, slot) in enumerate(zip(marks, slots_of(marks), strict=True)):
        start, end = end, end + (mark.number or 0) / total
        if end == start:
            continue
        shape = _slice(start, end)
        svg.append(f'<path data-slot="{slot}" d="{shape}" fill="{SERIES[slot]}" stroke="{SURFACE}" stroke-width="2"/>')
        if end - start >= NUMBERED:
            svg.append(_centred(*_point((start + end) / 2, RADIUS + NUMBER / 2), str(at + 1)))
    return "".join(svg)


def _figure_columns(marks: Sequence[Mark]) -> list[tuple[float, float]]:
    """The left and the right edge of each column of figures."""
    edges: list[tuple[float, float]] = []
    right = float(INNER)
    for texts in reversed([*zip(*(mark.figures for mark in marks), strict=True)]):
        left = right - widest(texts, FIGURE)
        edges.insert(0, (left, right))
        right = left - BETWEEN
    return edges


def _row(mark: Mark, middle: float, name: tuple[float, float], figures: list[tuple[float, float]]) -> str:
    """The name and the figures of a mark, in one line."""
    faces = (UNKNOWN if mark.number is None else FIGURE, QUIET)
    texts = (
        text_at(right, middle, text, face, end=True)
        for text, (_, right), face in zip(mark.figures, figures, faces, strict=False)
    )
    return text_at(name[0], middle, mark.label, room=name[1]) + "".join(texts)


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    rounding = min(3, width / 2)
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" rx="{rounding:.1f}" fill="{colour}"/>'


def _centred(x: float, middle: float, text: str, size: int = 11) -> str:
    y = middle + BASELINE * size
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" {QUIET.attributes} font-size="{size}">{in_svg(text)}</text>'


def _point(turn: float, radius: float) -> tuple[float, float]:
    """A point on a circle; angles are parts of a full turn."""
    return radius * sin(2 * pi * turn), -radius * cos(2 * pi * turn)


def _slice(start: float, end: float) -> str:
    """The outline of a slice. A whole ring is drawn as two halves: an arc cannot end where it starts."""
    if end - start > 0.9999:
        return _slice(0, 0.5) + _slice(0.5, 1)
    inner = RADIUS * HOLE
    large = int(end - start > 0.5)
    corners = [_point(start, RADIUS), _point(end, RADIUS), _point(end, inner), _point(start, inner)]
    a, b, c, d = (f"{x:.2f} {y:.2f}" for x, y in corners)
    return f"M{a}A{RADIUS} {RADIUS} 0 {large} 1 {b}L{c}A{inner:g} {inner:g} 0 {large} 0 {d}Z"
