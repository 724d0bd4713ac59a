"""The map drawn by Python, as map.ts draws it on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from usage_widgets.widgets._palette import AXIS, SURFACE
from usage_widgets.widgets.usage_map.colours import COLOURS, slot_of
from usage_widgets.widgets.usage_map.world import shapes

if TYPE_CHECKING:
    from usage_widgets.widgets.usage_map.shown import Shown

DOT = 4  # units of the map


def land(shown: Shown) -> str:
    """The countries as SVG in the world's own units: colours for classes, hatching for what has none."""
    world, on_map = shapes(), shown.on_map
    found = {code: slot_of(row, shown) for code, row in on_map.items()}
    slots = {code: slot for code, slot in found.items() if slot is not None}
    bare = "".join(path for code, path in world.shapes.items() if code not in slots)
    name = f"uw-sparse-{crc32(bare.encode()):x}"
    return (
        f"{hatching(name)}"
        f'<g stroke="{AXIS}" stroke-width="0.6" stroke-linejoin="round">'
        f'<path d="{bare}" fill="url(#{name})"/>{"".join(_country(code, slot) for code, slot in slots.items())}</g>'
    )


def hatching(name: str) -> str:
    """The fill of countries without figures."""
    return (
        f'<defs><pattern id="{name}" class="uw-sparse" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<rect width="5" height="5" fill="{SURFACE}"/><path d="M-1 1l2-2M0 5l5-5M4 6l2-2" stroke="{AXIS}" stroke-opacity="0.55"/></pattern></defs>'
    )


def shade(slot: int) -> str:
    """The attributes of a colour; where there is a style sheet, that knows it in the dark too."""
    return f'data-shade="{slot}" fill="{COLOURS[slot]}"'


def _country(code: str, slot: int) -> str:
    world = shapes()
    path = f'<path {shade(slot)} d="{world.shapes[code]}"/>' if code in world.shapes else ""
    if code not in world.small:
        return path
    x, y = world.middles[code]
    return f'{path}<circle {shade(slot)} cx="{x}" cy="{y}" r="{DOT}"/>'
