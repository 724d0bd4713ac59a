"""Points as strokes of SVG: gaps stay gaps, what is not over is open, and no more points than can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from usage_widgets.widgets._timeline.numbers import Values

MOST_POINTS = 900
HATCH = 8  # px from one stroke to the next
COLUMNS = MOST_POINTS // 2  # each keeps its highest and its lowest point


@dataclass(frozen=True)
class Stroke:
    """Points in px; NaN is a gap, and some are not over yet."""

    x: Values
    y: Values
    is_open: NDArray[np.bool_]


def strokes(points: Stroke, stroke: str, dot: str) -> list[str]:
    """Solid where steps are whole, dashed and hollow where one is covered in part."""
    shown = thinned(points)
    parts = []
    for run in runs(shown):
        places = np.flatnonzero(run)
        if len(places) == 1:
            at = places[0]
            parts.append(f'<circle cx="{shown.x[at]:.1f}" cy="{shown.y[at]:.1f}" r="2" {dot}/>')
            continue
        for is_open, part in _parts(shown, places):
            dashes = ' stroke-dasharray="1 4"' if is_open else ""
            path = "L".join(f"{shown.x[at]:.1f} {shown.y[at]:.1f}" for at in part)
            parts.append(
                f'<path d="M{path}" fill="none" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"{dashes} {stroke}/>'
            )
    hollow = np.flatnonzero(shown.is_open & ~np.isnan(shown.y))
    return [*parts, *(f'<circle cx="{shown.x[at]:.1f}" cy="{shown.y[at]:.1f}" r="3" {dot}/>' for at in hollow)]


def area(x: Values, low: Values, high: Values, colour: str, *, is_inner: bool) -> str:
    """What lies between two edges, which are drawn too: hatched within, or with dashed edges."""
    there = ~np.isnan(low) & ~np.isnan(high)
    x, low, high = x[there], low[there], high[there]
    top, bottom = ([f"{a:.1f} {b:.1f}" for a, b in zip(x, edge, strict=True)] for edge in (high, low))
    hatch = _hatch(x, low, high, colour) if is_inner else ""
    dashes = "" if is_inner else ' stroke-dasharray="2 3"'
    edge = f'fill="none" stroke-opacity="0.6"{dashes} style="stroke:{colour}"'
    return (
        f'<polygon points="{" ".join([*top, *reversed(bottom)])}" fill-opacity="0.1" style="fill:{colour}"/>{hatch}'
        f'<path d="M{"L".join(top)}M{"L".join(bottom)}" {edge}/>'
    )


def _hatch(x: Values, low: Values, high: Values, colour: str) -> str:
    """Thin strokes from edge to edge: seen without colour too."""
    if not len(x):
        return ""
    at = np.arange(x[0] + HATCH / 2, x[-1], HATCH)
    ends = zip(at, np.interp(at, x, low), np.interp(at, x, high), strict=True)
    path = "".join(f"M{a:.1f} {b:.1f}V{c:.1f}" for a, b, c in ends)
    return f'<path d="{path}" stroke-opacity="0.45" stroke-width="0.75" style="stroke:{colour}"/>'


def thinned(points: Stroke) -> Stroke:
    """As many points as a picture shows: of each narrow column the highest and the lowest."""
    if len(points.x) <= MOST_POINTS:
        return points
    column = np.arange(len(points.x)) * COLUMNS // len(points.x)
    kept = [len(points.x) - 1]
    for group in np.split(np.arange(len(points.x)), np.flatnonzero(np.diff(column)) + 1):
        known = group[~np.isnan(points.y[group])]
        kept += [group[0]] if not len(known) else [known[points.y[known].argmin()], known[points.y[known].argmax()]]
    places = np.unique(kept)
    return Stroke(points.x[places], points.y[places], points.is_open[places])


def runs(points: Stroke) -> Iterator[NDArray[np.bool_]]:
    """The stretches without a gap."""
    known = ~np.isnan(points.y)
    number = np.cumsum(np.diff(known, prepend=False) & known)
    for run in np.unique(number[known]):
        yield known & (number == run)


def _parts(points: Stroke, places: NDArray[np.int_]) -> Iterator[tuple[bool, NDArray[np.int_]]]:
    """A run as pieces that are whole or not over: the piece between two points is open where one of them is."""
    is_open = points.is_open[places[1:]] | points.is_open[places[:-1]]
    edges = [0, *(np.flatnonzero(np.diff(is_open)) + 1), len(is_open)]
    for start, end in pairwise(edges):
        yield bool(is_open[start]), places[start : end + 1]
