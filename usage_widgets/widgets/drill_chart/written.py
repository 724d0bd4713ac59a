"""What a drill chart is as HTML without a browser: the same words as the live one, and its table drawn as bars or beside a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.widgets._picture import FIGURE, widest
from usage_widgets.widgets._static import Table, Told, paragraph, room, table
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets.drill_chart.picture import (
    RING,
    Mark,
    marks_of,
    pie_problem,
    ring_slices,
    slots_of,
    stretches,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.data.drill import Node, Path
    from usage_widgets.widgets.drill_chart.words import Words


SIZE, GAP = 13, 8  # of what stands beside the heading, in px
BUTTON, SELECT, HELP = 26, 36, 32  # what a button and a list add to their words, and the button of help, in px


def told(words: Words, path: Path, node: Node, measures: Sequence[str], *, as_pie: bool) -> Told:
    """A chart at a path, with room for choosing one of several measures, by their labels."""
    problem = pie_problem(words.measure, node) if as_pie and node.count else ""
    rows = words.table(node)
    marks = marks_of(node, rows[1:])
    said = (
        way([words.top(), *words.crumbs(path)])
        + total_line(words.total(node), words.total_label(node))
        + paragraph(words.summary(path, node), "uw-summary")
        + paragraph(words.why(problem), "uw-why")
    )
    controls = room_for_controls(measures, words.locale)
    if not marks:
        return Told(said, "", "bars", controls)
    hint = f'<div data-hint="{in_svg(words.hint(path))}"></div>'
    if as_pie and not problem:
        return Told(said, ring(rows, marks, words.named(node)) + hint, "ring", controls)
    return Told(said, bars(rows, marks) + hint, "bars", controls)


def room_for_controls(measures: Sequence[str], locale: str) -> str:
    """Where the measure, the kind and help will be."""
    said = width_of(text("drill_chart.measure", locale=locale), SIZE)
    longest = max(width_of(label, SIZE) for label in measures)
    kinds = (width_of(text(f"drill_chart.kind.{kind}", locale=locale), SIZE) + BUTTON for kind in ("bar", "pie"))
    field = [said + GAP + longest + SELECT] if len(measures) > 1 else []
    return room(*field, sum(kinds), HELP)


def total_line(total: str, label: str) -> str:
    """The one number above the chart."""
    return f'<p class="uw-total"><strong class="uw-total-number">{in_html(total)}</strong> <span dir="auto">{in_html(label)}</span></p>'


def way(crumbs: Sequence[str]) -> str:
    """The way here; at the top only its room."""
    shown = " › ".join(f"<bdi>{in_html(crumb)}</bdi>" for crumb in crumbs) if len(crumbs) > 1 else ""
    return f'<p class="uw-crumbs">{shown}</p>'


def bars(rows: Table, marks: Sequence[Mark]) -> str:
    """The table with a bar in every row."""
    zero, lengths = stretches(marks)
    drawn = [_bar(mark, start, length) for mark, (start, length) in zip(marks, lengths, strict=True)]
    names, figures = widest([mark.label for mark in marks]), widest([mark.figures[0] for mark in marks], FIGURE)
    style = f"--zero:{zero:.3f};--names:{names:.0f}px;--figures:{figures:.0f}px"
    return f'<div class="uw-drawn">{table(rows, marks=drawn, style=style)}</div>'


def ring(rows: Table, marks: Sequence[Mark], middle: str) -> str:
    """A ring around what it is of, and the table as its list."""
    half = RING / 2
    picture = (
        f'<svg width="{RING}" height="{RING}" viewBox="{-half} {-half} {RING} {RING}" aria-hidden="true">'
        f"{ring_slices(marks, middle)}</svg>"
    )
    drawn = [f'<i data-slot="{slot}"></i>' for slot in slots_of(marks)]
    return f'<div class="uw-drawn">{picture}{table(rows, marks=drawn)}</div>'


def _bar(mark: Mark, start: float, length: float) -> str:
    """A bar, from the zero line to the right unless it says where it starts."""
    if not mark.number:
        return f'<i class="{"uw-none" if mark.number is None else "uw-zero"}"></i>'
    kind = ' class="uw-other"' if mark.is_other else ""
    left = f"--from:{start:.3f};" if mark.number < 0 else ""
    return f'<i{kind} style="{left}--part:{length:.3f}"></i>'
