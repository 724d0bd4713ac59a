"""Instants with a name: thin rules, their names above the plot in lanes so that none covers another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.messages.escaping import printable
from usage_widgets.widgets._picture import INNER, Face, text_at
from usage_widgets.widgets._text_width import fitted, width_of
from usage_widgets.widgets._timeline.paint import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usage_widgets.widgets._timeline.paint import Paint
    from usage_widgets.widgets._timeline.plane import Plane

LANE = 18  # px, as everything here
MOST_LANES = 3
MOST_WIDTH = 180
INSET = 5
BESIDE = 10  # of the padding of a card


@dataclass(frozen=True)
class Moment:
    """An instant with a name.

    Args:
        at: When, in UTC ms.
        label: What it is called.
        range: From when to when it may be, in UTC ms; None where that is known.
    """

    at: int
    label: str
    range: tuple[int, int] | None = None


@dataclass(frozen=True)
class Flag:
    """A name beside its rule."""

    x: float
    text: str
    lane: int
    is_left: bool

    @property
    def box(self) -> tuple[float, float]:
        """From where to where it stands."""
        width = width_of(self.text, SMALL) + 2 * INSET
        return (self.x - width, self.x) if self.is_left else (self.x, self.x + width)


def flags_of(places: Iterable[tuple[float, str]], *, right: float = INNER) -> list[Flag]:
    """Names one after another in the lowest lane with room; those without room have their rule only.

    >>> [(flag.text, flag.lane, flag.is_left) for flag in flags_of([(10, "now"), (20, "later"), (830, "end")])]
    [('now', 0, False), ('later', 1, False), ('end', 0, True)]
    """
    flags: list[Flag] = []
    for x, label in places:
        room = max(x, right - x) - 2 * INSET
        name = fitted(printable(label), min(MOST_WIDTH, room), SMALL)
        is_left = x + width_of(name, SMALL) + 2 * INSET > right
        lanes = (Flag(x, name, lane, is_left) for lane in range(MOST_LANES))
        flags += [flag for flag in lanes if not any(_meet(flag, other) for other in flags)][:1]
    return flags


def draw_ranges(moments: Sequence[Moment], plane: Plane, paint: Paint) -> list[str]:
    """When moments may be, as far as it is in the picture."""
    parts = []
    for start, end in (moment.range for moment in moments if moment.range):
        left, right = np.clip(plane.x(np.array([start, end])), plane.left, plane.right)
        path = f"M{left:.1f} {plane.top:.1f}H{right:.1f}V{plane.bottom:.1f}H{left:.1f}Z"
        parts.append(f'<path d="{path}" fill-opacity="0.06" style="fill:{paint.ink}"/>')
    return parts


def draw_flags(flags: Sequence[Flag], rules: Sequence[tuple[float, str]], plane: Plane, paint: Paint) -> list[str]:
    """Rules with their names.

    Args:
        flags: The names.
        rules: Where the rules are, and how they are dashed.
        plane: The picture.
        paint: Its colours.
    """
    tops = {flag.x: plane.top - (flag.lane + 1) * LANE + 2 for flag in flags}
    dashed = (
        f'<path d="M{x:.1f} {tops.get(x, plane.top):.1f}V{plane.bottom:.1f}"{dashes} style="stroke:{paint.axis}"/>'
        for x, dashes in rules
    )
    return [*dashed, *(_name(flag, flags, plane, paint) for flag in flags)]


def _name(flag: Flag, flags: Sequence[Flag], plane: Plane, paint: Paint) -> str:
    """A name, which knows how much room it has where the picture is narrower."""
    x, y = flag.x + (-INSET if flag.is_left else INSET), plane.top - (flag.lane + 0.5) * LANE
    face = Face(f'{paint.quiet.attributes} data-room="{_room(flag, flags, plane)}"', SMALL)
    return text_at(x, y, flag.text, face, end=flag.is_left)


def _room(flag: Flag, flags: Sequence[Flag], plane: Plane) -> str:
    """Up to the next name in its lane, else to the edge: as a part of the plot, and what is beside that."""
    boxes = [other.box for other in flags if other.lane == flag.lane]
    more = -2.0 * INSET
    if flag.is_left:
        end = max((right for _, right in boxes if right < flag.x), default=plane.left)
    elif ends := [left for left, _ in boxes if left > flag.x]:
        end = min(ends)
    else:
        end, more = plane.right, INNER - plane.right + BESIDE
    return f"{abs(end - flag.x) / (plane.right - plane.left):.1%} + {more:.0f}px"


def _meet(flag: Flag, other: Flag) -> bool:
    (left, right), (start, end) = flag.box, other.box
    return flag.lane == other.lane and left <= end and start <= right
