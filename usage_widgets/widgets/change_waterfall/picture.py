"""A waterfall drawn by Python, as waterfall.ts draws it on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.widgets._palette import AXIS, LINE, SERIES, SURFACE
from usage_widgets.widgets._picture import (
    BETWEEN,
    FIGURE,
    GAP,
    INNER,
    LINE_HEIGHT,
    QUIET,
    SIZE,
    STRONG,
    Drawing,
    line,
    text_at,
    widest,
)
from usage_widgets.widgets._text_width import wrapped
from usage_widgets.widgets.change_waterfall.content import share_of

if TYPE_CHECKING:
    from usage_widgets.widgets.change_waterfall.scene import Scene
    from usage_widgets.widgets.change_waterfall.walk import Axis, Bar
    from usage_widgets.widgets.change_waterfall.words import Words

ROW, BAR = 32, 18
MOST_FOR_LABELS = 0.36
SMALLEST = 3  # px: a change stays visible beside a huge one
TIP = 5  # px that the point of an arrow is long
TEETH = 10  # px from the beginning of a broken axis to its break
MOST_LINES = 3
GROUND, CHANGE = SERIES[0], SERIES[1]
HATCH = (
    f'<defs><pattern id="uw-down" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<path d="M0 0h6v6h-6z" fill="{SURFACE}"/>'
    f'<path d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2" stroke="{CHANGE}" stroke-width="1.5"/></pattern></defs>'
)


def drawing(scene: Scene, words: Words) -> Drawing:
    """Bars from total to total, each with its name and figures, above the legend."""
    if not scene.bars:
        return Drawing("", 0)
    rows = [row_of(scene, at, words) for at in range(len(scene.bars))]
    names, values, shares = zip(*rows, strict=True)
    labels = min(widest(names, STRONG) + 2, INNER * MOST_FOR_LABELS)
    share_left = INNER - widest(shares, FIGURE)
    value_right = share_left - (BETWEEN if any(shares) else 0)
    left, right = labels + GAP, value_right - widest(values, FIGURE) - GAP
    svg = [HATCH, "" if scene.axis.is_broken else line(left, 0, left, ROW * len(rows), AXIS)]
    for at, (bar, (name, value, share)) in enumerate(zip(scene.bars, rows, strict=True)):
        middle, face = (at + 0.5) * ROW, STRONG if bar.kind == "total" else None
        svg += [
            _connector(bar, scene.axis, left, right, at, is_last=at == len(rows) - 1),
            text_at(0, middle, name, *([face] if face else []), room=labels),
            shape(bar, scene.axis, (left, right), middle - BAR / 2),
            text_at(value_right, middle, value, FIGURE, end=True),
            text_at(INNER, middle, share, QUIET, end=True) if share else "",
        ]
    below, height = _below(scene, words, ROW * len(rows) + GAP)
    return Drawing("".join(svg) + below, height)


def row_of(scene: Scene, at: int, words: Words) -> tuple[str, str, str]:
    """The name of a bar, its amount and its share."""
    subject, bar = scene.subjects[at], scene.bars[at]
    return words.label(subject), words.value(subject, bar), share_of(scene, bar, words)


def shape(bar: Bar, axis: Axis, room: tuple[float, float], top: float) -> str:
    """A bar: a total as a box, a change as an arrow that points the way it goes."""
    left, right = room
    start, end = (left + axis.part(value) * (right - left) for value in (bar.start, bar.end))
    if bar.kind == "same":
        return f'<path d="M{start:.1f} {top}v{BAR}" stroke="{AXIS}" stroke-width="2"/>'
    if bar.kind == "total":
        box = f'<path d="M{start:.1f} {top}H{end:.1f}v{BAR}H{start:.1f}z" fill="{GROUND}"/>'
        return box + (_break(left + TEETH, top) if axis.is_broken else "")
    fill = CHANGE if bar.kind == "up" else "url(#uw-down)"
    return f'<path d="{arrow(start, end, top, BAR, up=bar.kind == "up")}" fill="{fill}" stroke="{CHANGE}"/>'


def arrow(start: float, end: float, top: float, height: float, *, up: bool) -> str:
    """The outline of a change from a start to the point of an arrow."""
    if abs(end - start) < SMALLEST:
        end = start + (SMALLEST if up else -SMALLEST)
    shoulder = end - min(TIP, abs(end - start)) * (1 if up else -1)
    return f"M{start:.1f} {top}H{shoulder:.1f}L{end:.1f} {top + height / 2}L{shoulder:.1f} {top + height}H{start:.1f}z"


def _break(x: float, top: float) -> str:
    """A gap through a total that does not begin at zero."""
    return f'<path d="M{x} {top - 1}l4 5l-4 5l4 5l-4 5" fill="none" stroke="{SURFACE}" stroke-width="3"/>'


def _connector(bar: Bar, axis: Axis, left: float, right: float, at: int, *, is_last: bool) -> str:
    """A line from where a bar has ended to the next one."""
    if is_last:
        return ""
    x, bottom = left + axis.part(bar.end) * (right - left), (at + 0.5) * ROW + BAR / 2
    return line(x, bottom, x, bottom + ROW - BAR, AXIS)


def _below(scene: Scene, words: Words, top: float) -> tuple[str, float]:
    """The legend, then what must be known, and where that ends."""
    svg, x = [line(0, top - GAP / 2, INNER, top - GAP / 2, LINE)], 0.0
    middle = top + LINE_HEIGHT / 2
    keys: list[tuple[str, str]] = [
        ("total", f'<path d="M{{x}} {middle - 5}h16v10h-16z" fill="{GROUND}"/>'),
        ("up", f'<path d="M{{x}} {middle - 5}h11l5 5l-5 5h-11z" fill="{CHANGE}"/>'),
        ("down", f'<path d="M{{x}} {middle}l5 -5h11v10h-11z" fill="url(#uw-down)" stroke="{CHANGE}"/>'),
    ]
    for name, sign in keys:
        label = words.say(f"legend.{name}")
        svg += [sign.replace("{x}", f"{x:.1f}"), text_at(x + 16 + GAP / 2, middle, label, QUIET)]
        x += 16 + GAP / 2 + widest([label]) + 2 * GAP
    bottom = top + LINE_HEIGHT
    for note in words.notes(scene):
        for said in wrapped(note, INNER, SIZE, MOST_LINES):
            svg.append(text_at(0, bottom + LINE_HEIGHT / 2, said, QUIET))
            bottom += LINE_HEIGHT
    return "".join(svg), bottom
