"""Lines over time drawn by Python: on paper for files, in the card's colours for a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_svg
from usage_widgets.selection import OTHER
from usage_widgets.widgets._palette import SERIES
from usage_widgets.widgets._picture import INNER, Drawing, Face, text_at, widest
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets._timeline.axes import time_marks, value_marks
from usage_widgets.widgets._timeline.moments import LANE, Moment, draw_flags, draw_ranges, flags_of
from usage_widgets.widgets._timeline.numbers import ROUGH_DIGITS, millisecond, milliseconds, plain, step_to_json
from usage_widgets.widgets._timeline.paint import PAPER, SMALL
from usage_widgets.widgets._timeline.plane import Plane, spread
from usage_widgets.widgets._timeline.strokes import Stroke, area, strokes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from usage_widgets.widgets._timeline.moments import Flag
    from usage_widgets.widgets._timeline.numbers import Line, Numbers, Values
    from usage_widgets.widgets._timeline.paint import Paint

ROOM_ABOVE, ROOM_BELOW = 12, 40  # px, as everything here
ROW = 24
BETWEEN = 24
SWATCH = 24
RADIUS = 7.5
LEVELS, ENDS, EDGE = 38, 24, 12  # room beside the plot: for levels, numbers of lines, nothing
APART = 14  # from one level to the next
NARROW, MIDDLING = 420, 560  # px of the page: narrower, a quarter and half of the dates fit
DASHED = ' stroke-dasharray="3 3"'


@dataclass(frozen=True)
class Coming:
    """What is expected of the lines.

    Args:
        times: Where each step begins; the first may be the running one.
        end: Where the last one ends.
        lines: What is expected.
        bands: By level in percent, the low and the high end of each step; only of one line.
    """

    times: pd.DatetimeIndex
    end: pd.Timestamp
    lines: tuple[Line, ...]
    bands: Mapping[float, tuple[Values, Values]] = field(default_factory=dict)

    def wired(self, every: str) -> dict[str, Any]:
        """What the page is handed: the `Outlook` of model.ts. One line has bands, parts of a total have none."""
        return {
            "every": every,
            "times": milliseconds(self.times),
            "end": millisecond(self.end),
            "lines": [{"step": step_to_json(line.step), "mean": plain(line.values)} for line in self.lines],
            "bands": [
                {"level": level, "low": plain(low, ROUGH_DIGITS), "high": plain(high, ROUGH_DIGITS)}
                for level, (low, high) in self.bands.items()
            ],
        }


@dataclass(frozen=True)
class Sketch:
    """What is drawn.

    Args:
        numbers: The lines; there are steps.
        coming: What is expected of them.
        labels: What people read for each line.
        value_of: What people read for a number.
        locale: The language of dates.
        moments: Instants with a name.
    """

    numbers: Numbers
    coming: Coming | None
    labels: Sequence[str]
    value_of: Callable[[float], str]
    locale: str
    moments: Sequence[Moment] = ()

    @cached_property
    def marks(self) -> list[float]:
        """Which numbers stand on the left."""
        return value_marks(_all_values(self))

    @cached_property
    def values(self) -> list[str]:
        """The numbers on the left as people read them."""
        return [self.value_of(mark) for mark in self.marks]

    @cached_property
    def flags(self) -> list[Flag]:
        """The names above the plot, the forecast's first: what is to come has room before what was."""
        across = self._plane(0)
        seen = (
            [(millisecond(self.coming.times[0]), text("timeline.plot.forecast", locale=self.locale))]
            if self.coming
            else []
        )
        now = seen[0][0] if seen else 0
        in_order = sorted(self.moments, key=lambda moment: (bool(seen) and moment.at < now, moment.at))
        seen += [(moment.at, moment.label) for moment in in_order]
        return flags_of((float(across.x(np.array(at))), label) for at, label in seen if across.holds(at))

    @cached_property
    def plane(self) -> Plane:
        """Where everything lies: the names have as many lanes above as they need."""
        return self._plane(LANE * max((flag.lane + 1 for flag in self.flags), default=0))

    def _plane(self, lanes: float) -> Plane:
        start, end = self.numbers.times[0], self.numbers.end if self.coming is None else self.coming.end
        beside = LEVELS if self.coming and self.coming.bands else ENDS if len(self.labels) > 1 else EDGE
        span = (millisecond(start), millisecond(end or start))
        reach = (self.marks[0], self.marks[-1])
        return Plane(widest(self.values, PAPER.quiet) + 12, INNER - beside, ROOM_ABOVE + lanes, span, reach)

    @property
    def slots(self) -> list[int]:
        """The number and colour of each line: the rest is grey and has none."""
        return [0 if line.step is OTHER else min(at, len(SERIES) - 1) for at, line in enumerate(self.numbers.lines, 1)]

    def drawing(self, paint: Paint = PAPER, *, names: bool = True) -> Drawing:
        """The lines with their axes and, where there are several, their names."""
        plot = _plot(self, paint)
        height = self.plane.bottom + ROOM_BELOW
        if not names or len(self.labels) < 2:
            return Drawing(plot, height)
        legend, more = _legend(self, paint)
        return Drawing(f'{plot}<g transform="translate(0 {height})">{legend}</g>', height + more)


def _plot(sketch: Sketch, paint: Paint) -> str:
    plane = sketch.plane
    parts = [
        *_values(plane, sketch, paint),
        *_times(plane, sketch, paint),
        *draw_ranges(sketch.moments, plane, paint),
        *_bands(plane, sketch, paint),
        *draw_flags(sketch.flags, _rules(plane, sketch), plane, paint),
        *(part for at in reversed(range(len(sketch.labels))) for part in _line(plane, sketch, at, paint)),
        *_ends(plane, sketch, paint),
        *_levels(plane, sketch, paint),
    ]
    return "".join(parts)


def _all_values(sketch: Sketch) -> Values:
    known = [line.values for line in sketch.numbers.lines]
    if sketch.coming is not None:
        known += [line.values for line in sketch.coming.lines]
        known += [edge for band in sketch.coming.bands.values() for edge in band]
    return np.concatenate([np.zeros(1), *known])


def _values(plane: Plane, sketch: Sketch, paint: Paint) -> list[str]:
    parts = []
    for mark, label in zip(sketch.marks, sketch.values, strict=True):
        y = float(plane.y(np.array(mark)))
        colour = paint.axis if mark == 0 else paint.grid
        parts.append(f'<path d="M{plane.left:.1f} {y:.1f}H{plane.right:.1f}" style="stroke:{colour}"/>')
        parts.append(text_at(plane.left - 8, y, label, paint.quiet, end=True))
    return parts


def _times(plane: Plane, sketch: Sketch, paint: Paint) -> list[str]:
    """Dates below the middle of their steps, as many as fit; where it is narrow, every other one is spare."""
    parts: list[str] = []
    free = 0.0
    times = _steps(sketch)
    middles = plane.x(_middles(sketch))
    for at, label in time_marks(times, sketch.numbers.every, locale=sketch.locale):
        half = width_of(label, SMALL) / 2
        x = min(max(float(middles[at]), half), INNER - half)
        if x - half < free:
            continue
        free = x + half + 8
        spare = "" if len(parts) % 4 == 0 else f' data-spare="{MIDDLING if len(parts) % 2 else NARROW}"'
        place = f'x="{x:.1f}" y="{plane.bottom + 16 + 0.35 * SMALL:.1f}" text-anchor="middle"'
        notch = f'<path d="M{middles[at]:.1f} {plane.bottom}v4" style="stroke:{paint.axis}"/>'
        parts.append(f"{notch}<text {place}{spare} {paint.quiet.attributes}>{in_svg(label)}</text>")
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
    """The number of each line beside its end, where it does not cover another one."""
    if len(sketch.labels) < 2:
        return []
    lines = sketch.numbers.lines if sketch.coming is None else sketch.coming.lines
    known = [(slot, values[-1]) for slot, line in zip(sketch.slots, lines, strict=True) if len(values := _known(line))]
    ends = [float(plane.y(value)) for _, value in known]
    places = spread(ends, plane.top, plane.bottom, 2 * RADIUS + 6)
    return [
        f'<path d="M{plane.right:.1f} {end:.1f}L{plane.right + 6:.1f} {y:.1f}" stroke-opacity="0.6" {paint.stroke(slot)}/>'
        + _numbered(INNER - RADIUS - 1, y, slot, paint)
        for (slot, _), end, y in zip(known, ends, places, strict=True)
    ]


def _known(line: Line) -> Values:
    return line.values[~np.isnan(line.values)]


def _bands(plane: Plane, sketch: Sketch, paint: Paint) -> list[str]:
    """The widest one with dashed edges, the narrowest one hatched; from where the forecast begins to its end."""
    coming = sketch.coming
    if coming is None:
        return []
    middles = plane.x(_middles(sketch))[-len(coming.times) :]
    start, end = plane.x(np.array([millisecond(coming.times[0]), millisecond(coming.end)]))
    across = np.array([start, *middles, end])
    last = len(coming.bands) - 1
    return [
        area(across, _held(plane.y(low)), _held(plane.y(high)), paint.series[1], is_inner=at == last)
        for at, (_, (low, high)) in enumerate(_widest_first(coming))
    ]


def _held(edge: Values) -> Values:
    """As far as the edges of its first and last step."""
    return np.array([edge[0], *edge, edge[-1]])


def _widest_first(coming: Coming) -> list[tuple[float, tuple[Values, Values]]]:
    return sorted(coming.bands.items(), reverse=True)


def _rules(plane: Plane, sketch: Sketch) -> list[tuple[float, str]]:
    """Where the forecast begins, solid; what else has a name, dashed."""
    ats = [(moment.at, DASHED) for moment in sketch.moments]
    if sketch.coming is not None:
        ats.insert(0, (millisecond(sketch.coming.times[0]), ""))
    return [(float(plane.x(np.array(at))), dashes) for at, dashes in ats if plane.holds(at)]


def _levels(plane: Plane, sketch: Sketch, paint: Paint) -> list[str]:
    """How sure each band is, beside the end of its upper edge."""
    bands = [] if sketch.coming is None else _widest_first(sketch.coming)
    places = spread([float(plane.y(high[-1])) for _, (_, high) in bands], plane.top, plane.bottom, APART)
    return [
        text_at(plane.right + 6, y, _level(level, sketch.locale), paint.quiet)
        for (level, _), y in zip(bands, places, strict=True)
    ]


def _level(level: float, locale: str) -> str:
    return text("timeline.plot.percent", locale=locale, level=f"{level:g}")


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
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" data-ring="" style="fill:{paint.surface};stroke:{paint.series[slot]}"/>'
        f'<text x="{x:.1f}" y="{y + 3.5:.1f}" text-anchor="middle" font-size="{SMALL}" data-ring="{paint.series[slot]}" style="fill:{paint.ink}">{slot or "–"}</text>'
    )
