"""The kit's light colours (_kit/tokens.css), for pictures that stand alone and on paper."""

from __future__ import annotations

SURFACE = "#ffffff"
LINE = "#e0e0e0"
AXIS = "#767676"
INK = "#1f1f1f"
MUTED = "#595959"
SERIES = ("#767676", "#0a84eb", "#741506", "#006b56", "#e0528b", "#39198f", "#8a8100")
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
