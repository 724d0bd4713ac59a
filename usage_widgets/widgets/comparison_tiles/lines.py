"""The small line of both periods as paths, the same on the page and in a picture."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

WIDTH, HEIGHT, EDGE = 100, 32, 1.5
"""The box of the paths; lines keep away from its edge."""


def paths(lines: pd.DataFrame) -> dict[str, str]:
    """The path of each side over a common scale that begins at zero; what is unknown is a gap.

    >>> import pandas as pd
    >>> paths(pd.DataFrame({"at": [0, 1], "current": [0.0, 4.0], "previous": [2.0, float("nan")]}))
    {'current': 'M0 30.5L100 1.5', 'previous': 'M0 16h0'}
    """
    numbers = [number for side in ("current", "previous") for number in lines[side].dropna()]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    across = WIDTH / max(1, len(lines) - 1)
    down = (HEIGHT - 2 * EDGE) / ((high - low) or 1)

    def path(side: Sequence[float]) -> str:
        points = [
            None if isnan(value) else f"{at * across:.4g} {HEIGHT - EDGE - (value - low) * down:.4g}"
            for at, value in enumerate(side)
        ]
        return _strokes(points)

    return {side: path(lines[side].tolist()) for side in ("current", "previous")}


def _strokes(points: Sequence[str | None]) -> str:
    """Lines through the points; one that stands alone is a dot."""
    strokes: list[list[str]] = [[]]
    for point in points:
        if point is None:
            strokes.append([])
        else:
            strokes[-1].append(point)
    return "".join(f"M{stroke[0]}h0" if len(stroke) == 1 else f"M{'L'.join(stroke)}" for stroke in strokes if stroke)
