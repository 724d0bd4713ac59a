"""How a picture of lines is coloured: on paper for files, in the card's colours for a page."""

from __future__ import annotations

from dataclasses import dataclass

from usage_widgets.widgets._palette import AXIS, INK, LINE, MUTED, SERIES, SURFACE
from usage_widgets.widgets._picture import Face

SMALL = 11  # px, of a label


@dataclass(frozen=True)
class Paint:
    """How the parts are coloured, as SVG attributes."""

    ink: str
    muted: str
    grid: str
    axis: str
    surface: str
    series: tuple[str, ...]

    @property
    def quiet(self) -> Face:
        """How labels are set."""
        return Face(f'style="fill:{self.muted}" font-size="{SMALL}"', SMALL)

    def stroke(self, slot: int) -> str:
        """The attributes of a line."""
        return f'style="stroke:{self.series[slot]}"'


PAPER = Paint(INK, MUTED, LINE, AXIS, SURFACE, SERIES)
CARD = Paint(
    f"var(--uw-ink,{INK})",
    f"var(--uw-muted,{MUTED})",
    f"var(--uw-line,{LINE})",
    f"var(--uw-axis,{AXIS})",
    f"var(--uw-surface,{SURFACE})",
    tuple(f"var(--uw-series-{slot},{colour})" for slot, colour in enumerate(SERIES)),
)
