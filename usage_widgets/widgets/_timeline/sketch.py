"""Lines over time drawn by Python: on paper for files, in the card's colours for a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.messages.catalogue import text
from usage_widgets.selection import OTHER
from usage_widgets.widgets._palette import AXIS, INK, LINE, MUTED, SERIES, SURFACE
from usage_widgets.widgets._picture import INNER, Drawing, Face, text_at, widest
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets._timeline.axes import time_marks, value_marks
from usage_widgets.widgets._timeline.numbers import millisecond, milliseconds
from usage_widgets.widgets._timeline.strokes import Stroke, area, strokes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from usage_widgets.widgets._timeline.numbers import Line, Numbers, Values

PLOT = 260  # px, as everything here
ROOM_ABOVE, LANE, ROOM_BELOW = 12, 18, 40  # a lane is for the word above a forecast
SMALL = 11
ROW = 24
BETWEEN = 24
SWATCH = 24
RADIUS = 7.5


@dataclass(frozen=True)
class Paint:
    """How the parts are coloured, as SVG attributes."""

    ink: str
    muted: str
    grid: str
    axis: str
    surface: str
    series: tuple[str, ...]

    def stroke(self, slot: int) -> str:
        """The attributes of a line."""
        return f'style="stroke:{self.series[slot]}"'

    def fill(self, slot: int) -> str:
        """The attributes of what is filled."""
        return f'style="fill:{self.series[slot]}"'


PAPER = Paint(INK, MUTED, LINE, AXIS, SURFACE, SERIES)
CARD = Paint(
    f"var(--uw-ink,{INK})",
    f"var(--uw-muted,{MUTED})",
    f"var(--uw-line,{LINE})",
    f"var(--uw-axis,{AXIS})",
    f"var(--uw-surface,{SURFACE})",
    tuple(f"var(--uw-series-{slot},{colour})" for slot, colour in enumerate(SERIES)),
)


@dataclass(frozen=True)
class Coming:
    """What is expected of the lines.

    Args:
        times: Where each step begins; the first may be the running one.
        end: Where the last one ends.
        lines: What is expected.
        bands: (low, high) of each band, the widest first; only of one line.
    """

    times: pd.DatetimeIndex
    end: pd.Timestamp
    lines: tuple[Line, ...]
    bands: tuple[tuple[Values, Values], ...] = ()


@dataclass(frozen=True)
class Sketch:
    """What is drawn.

    Args:
        numbers: The lines; there are steps.
        coming: What is expected of them.
        labels: What people read for each line.
        value_of: What people read for a number.
        locale: The language of dates.
    """

    numbers: Numbers
    coming: Coming | None
    labels: Sequence[str]
    value_of: Callable[[float], str]
    locale: str

    @property
    def top(self) -> float:
        """Where the plot begins."""
        return ROOM_ABOVE + (0 if self.coming is None else LANE)

    @property
    def slots(self) -> list[int]:
        """The number and colour of each line: the rest is grey and has none."""
        return [0 if line.step is OTHER else min(at, len(SERIES) - 1) for at, line in enumerate(self.numbers.lines, 1)]

    def drawing(self, paint: Paint = PAPER, *, names: bool = True) -> Drawing:
        """The lines with their axes and, where there are several, their names."""
        plot = _plot(self, paint)
        height = self.top + PLOT + ROOM_BELOW
        if not names or len(self.labels) < 2:
            return Drawing(plot, height)
        legend, more = _legend(self, paint)
        return Drawing(f'{plot}<g transform="translate(0 {height})">{legend}</g>', height + more)


@dataclass(frozen=True)
class Plane:
    """Where instants (UTC ms) and numbers lie, in px."""

    left: float
    top: float
    span: tuple[int, int]
    reach: tuple[float, float]

    def x(self, at: Values) -> Values:
        """Across."""
        start, end = self.span
        return self.left + (INNER - SWATCH - self.left) * (at - start) / (end - start)

    def y(self, value: Values) -> Values:
        """Down."""
        low, high = self.reach
        return self.top + PLOT * (high - value) / (high - low)


def _plot(sketch: Sketch, paint: Paint) -> str:
    marks = value_marks(_all_values(sketch))
    labels = [sketch.value_of(mark) for mark in marks]
    quiet = Face(f'style="fill:{paint.muted}" font-size="{SMALL}"', SMALL)
    start, end = sketch.numbers.times[0], sketch.numbers.end if sketch.coming is None else sketch.coming.end
    span = (millisecond(start), millisecond(end or start))
    plane = Plane(widest(labels, quiet) + 12, sketch.top, span, (marks[0], marks[-1]))
    parts = [
        *_values(plane, marks, labels, paint, quiet),
        *_times(plane, sketch, paint, quiet),
        *_bands(plane, sketch, paint),
        *_now(plane, sketch, paint, quiet),
        *(part for at in reversed(range(len(sketch.labels))) for part in _line(plane, sketch, at, paint)),
        *_ends(plane, sketch, paint),
    ]
    return "".join(parts)


def _all_values(sketch: Sketch) -> Values:
    known = [line.values for line in sketch.numbers.lines]
    if sketch.coming is not None:
        known += [line.values for line in sketch.coming.lines]
        known += [edge for band in sketch.coming.bands for edge in band]
    return np.concatenate([np.zeros(1), *known])


def _values(plane: Plane, marks: Sequence[float], labels: Sequence[str], paint: Paint, face: Face) -> list[str]:
    parts = []
    for mark, label in zip(marks, labels, strict=True):
        y = float(plane.y(np.array(mark)))
        colour = paint.axis if mark == 0 else paint.grid
        parts.append(f'<path d="M{plane.left:.1f} {y:.1f}H{INNER - SWATCH}" style="stroke:{colour}"/>')
        parts.append(text_at(plane.left - 8, y, label, face, end=True))
    return parts


def _times(plane: Plane, sketch: Sketch, paint: Paint, face: Face) -> list[str]:
    """Dates below the middle of their steps, as many as fit."""
    parts, free = [], 0.0
    times = _steps(sketch)
    middles = plane.x(_middles(sketch))
    for at, label in time_marks(times, sketch.numbers.every, locale=sketch.locale):
        half = width_of(label, SMALL) / 2
        x = min(max(float(middles[at]), half), INNER - half)
        if x - half < free:
            continue
        free = x + half + 8
        parts.append(text_at(x - half, sketch.top + PLOT + 16, label, face))
        notch = f"M{middles[at]:.1f} {sketch.top + PLOT}v4"
        parts.append(f'<path d="{notch}" style="stroke:{paint.axis}"/>')
    return parts


def _steps(sketch: Sketch) -> pd.DatetimeIndex:
    coming = sketch.coming
    return sketch.numbers.times if coming is None else sketch.numbers.times.union(coming.times)


def _middles(sketch: Sketch) -> Values:
    """The middle of each step, in UTC ms."""
    end = sketch.numbers.end if sketch.coming is None else sketch.coming.end
    edges = [*milliseconds(_steps(sketch)), millisecond(end or sketch.numbers.times[-1])]
    return np.array([(one + other) / 2 for one, other in pairwise(edges)])


def _line(plane: Plane, sketch: Sketch, at: int, paint: Paint) -> list[str]:
    """A line, what is expected of it, and its number at its end."""
    numbers, coming = sketch.numbers, sketch.coming
    slot, across = sketch.slots[at], plane.x(_middles(sketch))
    values = numbers.lines[at].values
    known = Stroke(across[: len(values)], plane.y(values), np.isin(np.arange(len(values)), numbers.partial))
    parts = strokes(known, paint.stroke(slot), f'style="fill:{paint.surface};stroke:{paint.series[slot]}"')
    if coming is not None:
        ahead = coming.lines[at].values
        places = across[-len(ahead) :]
        before = [(x, y) for x, y in zip(known.x, known.y, strict=True) if x < places[0] and not np.isnan(y)][-1:]
        points = [*before, *zip(places, plane.y(ahead), strict=True)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{path}" fill="none" stroke-width="1.75" stroke-dasharray="6 4" {paint.stroke(slot)}/>')
    return parts


def _ends(plane: Plane, sketch: Sketch, paint: Paint) -> list[str]:
    """The number of each line at its end, where it does not hide that of a larger one."""
    if len(sketch.labels) < 2:
        return []
    lines = sketch.numbers.lines if sketch.coming is None else sketch.coming.lines
    parts: list[str] = []
    taken: list[float] = []
    for at, line in enumerate(lines):
        known = line.values[~np.isnan(line.values)]
        y = float(plane.y(known[-1])) if len(known) else np.nan
        if np.isnan(y) or any(abs(y - other) < 2 * RADIUS for other in taken):
            continue
        taken.append(y)
        parts.append(_numbered(INNER - RADIUS - 1, y, sketch.slots[at], paint))
    return parts


def _bands(plane: Plane, sketch: Sketch, paint: Paint) -> list[str]:
    """The widest one with dashed edges, those within with solid ones."""
    coming = sketch.coming
    if coming is None:
        return []
    across = plane.x(_middles(sketch))[-len(coming.times) :]
    return [
        area(across, plane.y(low), plane.y(high), paint.series[1], is_outer=at == 0 and len(coming.bands) > 1)
        for at, (low, high) in enumerate(coming.bands)
    ]


def _now(plane: Plane, sketch: Sketch, paint: Paint, face: Face) -> list[str]:
    """Where the forecast begins."""
    if sketch.coming is None:
        return []
    x = float(plane.x(np.array(millisecond(sketch.coming.times[0]))))
    word = text("timeline.plot.forecast", locale=sketch.locale)
    rule = f'<path d="M{x:.1f} 4V{sketch.top + PLOT}" style="stroke:{paint.axis}"/>'
    is_late = x + 6 + width_of(word, SMALL) > INNER
    return [rule, text_at(x - 6 if is_late else x + 6, 8, word, face, end=is_late)]


def _legend(sketch: Sketch, paint: Paint) -> tuple[str, float]:
    """The names of the lines beside their numbers, in as many rows as they need."""
    parts, x, row = [], 0.0, 0
    for at, label in enumerate(sketch.labels):
        width = SWATCH + min(width_of(label, 13), 240)
        if x and x + width > INNER:
            x, row = 0.0, row + 1
        parts.append(_name(x, (row + 0.5) * ROW, label, sketch.slots[at], paint))
        x += width + BETWEEN
    return "".join(parts), (row + 1) * ROW


def _name(x: float, middle: float, label: str, slot: int, paint: Paint) -> str:
    face = Face(f'style="fill:{paint.ink}"')
    return _numbered(x + RADIUS, middle, slot, paint) + text_at(x + SWATCH, middle, label, face, room=240)


def _numbered(x: float, y: float, slot: int, paint: Paint) -> str:
    """The number of a line in its colour; the rest has none."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" style="fill:{paint.surface};stroke:{paint.series[slot]}"/>'
        f'<text x="{x:.1f}" y="{y + 3.5:.1f}" text-anchor="middle" font-size="10" style="fill:{paint.ink}">{slot or "–"}</text>'
    )
