"""The colours of the map's classes: one hue, from light to dark. On the page they are --uw-map-0 to --uw-map-4."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from usage_widgets.widgets.usage_map.ranking import Row
    from usage_widgets.widgets.usage_map.shown import Shown

COLOURS = ("#dce9f5", "#a3c7e6", "#5e9bd0", "#2a6ba8", "#0b3c6b")


def slots(count: int) -> list[int]:
    """The places in the palette of so many classes, as far apart as they can be.

    >>> slots(1), slots(3)
    ([3], [0, 2, 4])
    """
    last = len(COLOURS) - 1
    return [last - 1] if count == 1 else [round(at * last / (count - 1)) for at in range(count)]


def slot_of(row: Row, shown: Shown) -> int | None:
    """The place in the palette of a country; None where it has no class."""
    at = shown.class_of(row)
    return None if at is None else slots(len(shown.classes.ranges))[at]
