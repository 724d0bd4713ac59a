"""A picture for a page: its lines as wide as there is room, its words as large as ever.

The words are attributes: who takes the picture away, as JupyterLab and GitHub do, leaves no heap of labels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from usage_widgets.widgets._timeline.moments import INSET
from usage_widgets.widgets._timeline.paint import CARD, SMALL
from usage_widgets.widgets._timeline.plane import PLOT

if TYPE_CHECKING:
    from usage_widgets.widgets._timeline.plane import Plane

TEXT = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)"([^>]*)>(?:<title>[^<]*</title>)?([^<]*)</text>')
CIRCLE = re.compile(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)" style="fill:([^;"]+);stroke:([^"]+)"/>')
SHAPE = re.compile("<(path|polygon) ")
RING = re.compile(r"<circle[^>]* data-ring[^>]*/>")
ANCHOR, FILL = re.compile(r'text-anchor="(\w+)"'), re.compile(r"fill:([^;\"]+)")
MARK = re.compile(r'data-(room|spare|ring)="([^"]+)"')
DRESS = {
    "room": f"padding:0 {INSET}px;overflow:hidden;text-overflow:ellipsis;max-width:calc({{}})",
    "spare": "overflow:hidden;max-width:clamp(0px,(100cqi - {}px)*999,12em)",
    "ring": "box-sizing:border-box;width:16px;border:1px solid {};border-radius:50%;line-height:14px;text-align:center",
}
"""What is special about a word: only as wide as there is room, there from a width of the page on, in a ring."""
MIDDLE = 0.35 * SMALL  # px from the middle of a word down to its foot
SIDES = {"start": "0", "middle": "-50%", "end": "-100%"}
TURNED = {"start": "end", "end": "start"}
WORDS = f"font:400 {SMALL}px/16px var(--uw-font,sans-serif);white-space:nowrap;color:{CARD.muted}"


def silent(svg: str, plane: Plane) -> str:
    """The plot of a picture and, beside it, its words, which only a style sheet shows (`data-label` in written.css).

    It fills a box that is positioned: the words lie where they lie in the picture, whatever its width.
    """
    size = (
        f'viewBox="{plane.left:.1f} {plane.top:.1f} {plane.right - plane.left:.1f} {PLOT}" preserveAspectRatio="none"'
    )
    fills = "position:absolute;inset:0;width:100%;height:100%;overflow:visible"
    drawn = SHAPE.sub(r'<\1 vector-effect="non-scaling-stroke" ', CIRCLE.sub(_dot, RING.sub("", TEXT.sub("", svg))))
    words = "".join(_word(found, plane) for found in TEXT.finditer(svg))
    return f'<svg {size} style="{fills}" aria-hidden="true">{drawn}</svg><div style="{WORDS}">{words}</div>'


def _word(found: re.Match[str], plane: Plane) -> str:
    x, y, attributes, label = float(found[1]), float(found[2]) - MIDDLE, found[3], found[4]
    side, colour = _side(attributes), _first(FILL, attributes, CARD.muted)
    marks = MARK.findall(attributes)
    if "room" in dict(marks):
        x += INSET if side == "end" else -INSET  # its padding, which does not shrink with the picture
    parts = [
        "position:absolute",
        f"left:{_place(x, plane.left, plane.right)}",
        f"top:{_place(y, plane.top, plane.bottom)}",
        f"transform:translate({SIDES[side]},-50%)",
        *([f"color:{colour}"] if colour != CARD.muted else []),
        *(DRESS[kind].format(value) for kind, value in marks),
    ]
    return f'<span data-label="{label}" style="{";".join(parts)}"></span>'


def _side(attributes: str) -> str:
    """Which edge of a word stands at its place, from the left: where text runs the other way, it ends where others start."""
    anchor = _first(ANCHOR, attributes, "start")
    return TURNED.get(anchor, anchor) if 'direction="rtl"' in attributes else anchor


def _place(at: float, start: float, end: float) -> str:
    """Within the plot a part of it, beside it a distance.

    >>> _place(15, 10, 20), _place(4, 10, 20), _place(26, 10, 20)
    ('50.0%', '-6.0px', 'calc(100% + 6.0px)')
    """
    if at < start:
        return f"{at - start:.1f}px"
    return f"calc(100% + {at - end:.1f}px)" if at > end else f"{(at - start) / (end - start) * 100:.1f}%"


def _dot(found: re.Match[str]) -> str:
    """A circle as two round ends of nothing, which stay round however wide the picture is."""
    x, y, radius, fill, stroke = found.groups()
    end = f'<path d="M{x} {y}h.01" stroke-linecap="round" stroke-width="'
    return f'{end}{2 * float(radius) + 1:g}" style="stroke:{stroke}"/>{end}{2 * float(radius) - 1:g}" style="stroke:{fill}"/>'


def _first(pattern: re.Pattern[str], attributes: str, otherwise: str) -> str:
    found = pattern.search(attributes)
    return found[1] if found else otherwise
