"""Lines over time as HTML without a browser: as high as the live ones, as far as that can be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from usage_widgets.data.calendar import Span
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.messages.formats import days
from usage_widgets.widgets._picture import INNER
from usage_widgets.widgets._static import boxes, paragraph, room, table
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets._timeline.dates import INSTANT, span_label
from usage_widgets.widgets._timeline.paint import CARD
from usage_widgets.widgets._timeline.plane import PLOT
from usage_widgets.widgets._timeline.silent import silent
from usage_widgets.widgets._timeline.sketch import ROOM_BELOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.widgets._static import Look
    from usage_widgets.widgets._timeline.sketch import Sketch

WORDS_THEN_TABLE: Look = "findings"
"""The look whose table opens below what is said."""
MOST_ROWS = 100
SIZE, GAP, SELECT, BUTTON, HELP = 13, 8, 36, 26, 32  # of a label, a list, a button and help, in px
STRIP = 12 + 40  # px: the strip with its window
DATE = 126  # px
ALONE = "max({:.0f}px,min((400.5px - 100cqi)*999,100%))"
"""As wide as that; in a line of its own where it is narrow."""
GAP_ABOVE = 12  # px
HEIGHT = f"clamp(200px,(100cqi - 479px)*999,{PLOT}px)"
"""The live plot is lower where it is narrow."""
TABLE = "margin-top:12px;padding-top:8px;border-top:1px solid var(--uw-line,#e0e0e0)"


def figure(sketch: Sketch) -> str:
    """The picture with room for its zoom, and the names of the lines."""
    plane, drawn = sketch.plane, sketch.drawing(CARD, names=False)
    margins = f"{GAP_ABOVE + plane.top:.0f}px {INNER - plane.right:.0f}px {ROOM_BELOW}px {plane.left:.0f}px"
    box = f"position:relative;height:{HEIGHT};margin:{margins};direction:ltr"
    return f'<div style="{box}">{silent(drawn.svg, plane)}</div>{kept(f"{STRIP}px")}{_dates(sketch)}{_names(sketch)}'


def kept(height: str, *, above: int = 0) -> str:
    """Room for what only the live widget has, so many px below what is above; a file keeps none."""
    return f'<div class="uw-kept" style="height:{height};margin-top:{above}px"></div>'


def sight(sketch: Sketch, *, least: int = 0, above: int = 0) -> str:
    """Room for what the live one says of the time in view, with words about as long.

    Args:
        sketch: What is drawn.
        least: Its height at least, in px.
        above: How many px below what is above.
    """
    style = f"min-height:{least}px;margin-top:{above}px;font-weight:500;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;visibility:hidden"
    return f'<div class="uw-kept" style="{style}"><span data-label="{in_svg(_in_view(sketch))}"></span></div>'


def _in_view(sketch: Sketch) -> str:
    numbers, coming, locale = sketch.numbers, sketch.coming, sketch.locale
    end = numbers.end if coming is None else coming.end
    period = "" if end is None else span_label(Span(numbers.times[0], end), locale=locale)
    total = sketch.value_of(float(np.nansum(numbers.sums)))
    if numbers.leaves_out:
        total = text("kit.at_least", locale=locale, value=total)
    said = [
        text(f"timeline.in_view.{numbers.every}", locale=locale, period=period),
        text("timeline.in_view.total", locale=locale, total=total),
    ]
    if coming is not None:
        expected = sketch.value_of(float(sum(np.nansum(line.values) for line in coming.lines)))
        day = days(coming.times[0].date(), coming.times[0].date(), locale=locale)
        said.append(text("timeline.in_view.expected", locale=locale, date=day, total=expected))
    return " · ".join(said)


def rows(shown: Sequence[tuple[str, ...]], *, locale: str) -> str:
    """The newest steps as a table that opens."""
    head, *steps = shown
    if not steps:
        return ""
    newest = steps[-MOST_ROWS:]
    more = len(steps) - len(newest)
    note = paragraph(text("kit.more_rows", locale=locale, count=more), "uw-context") if more else ""
    title = in_html(text("kit.table.title", locale=locale))
    return f'<details style="{TABLE}"><summary>{title}</summary><div class="uw-rows">{table([head, *newest])}</div>{note}</details>'


def controls(fields: Sequence[tuple[str, Sequence[str]]], buttons: Sequence[str]) -> str:
    """Where fields with their choices, a group of buttons and help will be."""
    widths = (_field(label, choices) for label, choices in fields)
    group = sum(width_of(label, SIZE) + BUTTON for label in buttons)
    return room(*widths, *([group] if buttons else []), HELP)


def _dates(sketch: Sketch) -> str:
    """Where the two dates and the way back to the whole period will be; within one day there are none."""
    span, locale = sketch.numbers.span, sketch.locale
    if span is None or (sketch.coming is None and span.start.date() == (span.end - INSTANT).date()):
        return ""
    sides = (width_of(text(f"timeline.zoom.{side}", locale=locale), SIZE) + GAP + DATE for side in ("from", "to"))
    whole = width_of(text("timeline.zoom.whole", locale=locale), SIZE) + BUTTON
    fields = "".join(f'<i style="width:{ALONE.format(side)}"></i>' for side in sides) + boxes(whole)
    return f'<div class="uw-room" style="margin-top:{GAP_ABOVE}px;column-gap:{GAP_ABOVE}px">{fields}</div>'


def _field(label: str, choices: Sequence[str]) -> float:
    return width_of(label, SIZE) + GAP + max(width_of(choice, SIZE) for choice in choices) + SELECT


def _names(sketch: Sketch) -> str:
    if len(sketch.labels) < 2:
        return ""
    named = (
        f'<span style="display:inline-flex;gap:14px;align-items:center;min-height:28px;max-width:100%;padding-inline:4px 6px">'
        f'<i style="flex:none;width:20px;height:20px;border:2px solid {CARD.series[slot]};border-radius:6px;'
        f'font:600 11px/16px var(--uw-font,sans-serif);text-align:center">{slot or "–"}</i> <bdi>{in_html(label)}</bdi></span>'
        for label, slot in zip(sketch.labels, sketch.slots, strict=True)
    )
    return f'<p style="display:flex;flex-wrap:wrap;gap:4px 16px;margin:12px 0 0">{" ".join(named)}</p>'
