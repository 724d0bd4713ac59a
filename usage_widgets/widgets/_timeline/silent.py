"""The texts of a picture as attributes: who takes the picture away, as JupyterLab and GitHub do, leaves no heap of labels."""

from __future__ import annotations

import re

TEXT = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)"([^>]*)>(?:<title>[^<]*</title>)?([^<]*)</text>')
ANCHOR, SIZE, FILL = (re.compile(name) for name in (r'text-anchor="(\w+)"', r'font-size="([\d.]+)"', r"fill:([^;\"]+)"))
ROOM = 400  # px beside the point that a text stands at
ABOVE, HEIGHT = 0.95, 1.2  # of the font's size: from the top of a line to its foot, and to the next line
USUAL = "13"
SIDES = {"start": (0.0, "left"), "middle": (0.5, "center"), "end": (1.0, "right")}


def silent(svg: str) -> str:
    """A picture whose texts only a style sheet shows (`data-label` in written.css).

    >>> silent('<text x="8.0" y="20" font-size="10" style="fill:red">$50</text>')
    '<foreignObject x="8.0" y="10.5" width="400" height="12.0"><i data-label="$50" style="display:block;font:10px/1.2 var(--uw-font);text-align:left;color:red"></i></foreignObject>'
    """
    return TEXT.sub(_labelled, svg)


def _labelled(found: re.Match[str]) -> str:
    x, y, attributes, label = float(found[1]), float(found[2]), found[3], found[4]
    size, anchor = float(_first(SIZE, attributes, USUAL)), _first(ANCHOR, attributes, "start")
    away, side = SIDES[anchor]
    style = f"display:block;font:{size:g}px/{HEIGHT} var(--uw-font);text-align:{side};color:{_first(FILL, attributes, 'inherit')}"
    box = f'x="{x - away * ROOM}" y="{y - ABOVE * size:.1f}" width="{ROOM}" height="{HEIGHT * size:.1f}"'
    return f'<foreignObject {box}><i data-label="{label}" style="{style}"></i></foreignObject>'


def _first(pattern: re.Pattern[str], attributes: str, otherwise: str) -> str:
    found = pattern.search(attributes)
    return found[1] if found else otherwise
