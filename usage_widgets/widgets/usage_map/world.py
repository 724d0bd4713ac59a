"""The shapes of the world's countries, which the front end's build draws: sent to the page once a kernel."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

import traitlets

from usage_widgets.widgets._guarded import GuardedWidget
from usage_widgets.widgets._module import STATIC

FILE = STATIC / "world.json"


class Shapes(NamedTuple):
    """Natural Earth's countries by ISO code.

    Args:
        width: Of the paper, as its height in the unit of all that is drawn.
        height: Of the paper.
        shapes: An SVG path for each country that has a visible area.
        middles: Where each country's own middle lies.
        small: Those that are too small to be seen well: a dot helps.
    """

    width: int
    height: int
    shapes: dict[str, str]
    middles: dict[str, tuple[int, int]]
    small: list[str]


class World(GuardedWidget):
    """Holds the shapes; is never shown."""

    _esm = "export default {}"

    shapes = traitlets.Unicode().tag(sync=True)
    """world.json. Python to page."""


def world() -> World:
    """The shapes for the page, made when the first map is."""
    held = _world()
    if held.comm is None:  # somebody has closed all widgets
        _world.cache_clear()
        held = _world()
    return held


@cache
def _world() -> World:
    return World(shapes=FILE.read_text(encoding="utf-8"))


@cache
def shapes() -> Shapes:
    """The shapes for pictures."""
    return Shapes(**json.loads(FILE.read_text(encoding="utf-8")))


def is_drawn(code: object) -> bool:
    """Whether a value is a country of the map."""
    return code in shapes().middles
