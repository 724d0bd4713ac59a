"""What a map is without a browser: its words, its list as a table and its picture with a legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.widgets._palette import AXIS
from usage_widgets.widgets._picture import GAP, INNER, QUIET, ROW, STRONG, Drawing, table_drawing, text_at
from usage_widgets.widgets._static import Told, paragraph, room, table
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets.usage_map.picture import land, shade
from usage_widgets.widgets.usage_map.scene import legend_of
from usage_widgets.widgets.usage_map.world import shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.widgets.usage_map.shown import Shown
    from usage_widgets.widgets.usage_map.words import Words

SWATCH, ENTRY = 14, 24
SIZE, BUTTON, SELECT, HELP = 13, 26, 36, 32  # of the live one's controls, in px
TOGGLES = (("of", "total", "per_user"), ("scale", "quantile", "log"))


def drawing(shown: Shown, words: Words) -> Drawing:
    """The list, then the map with its legend; nothing where there are no figures."""
    if words.empty():
        return Drawing("", 0)
    rows = table_drawing(words.table(), locale=words.locale)
    if shown.places.is_withheld:
        return rows
    scale = INNER / shapes().width
    top = rows.height + GAP
    below = top + shapes().height * scale + GAP
    legend = legend_drawing(shown, words)
    svg = (
        f'{rows.svg}<g transform="translate(0 {top:.0f}) scale({scale:.4f})">{land(shown)}</g>'
        f'<g transform="translate(0 {below:.0f})">{legend.svg}</g>'
    )
    return Drawing(svg, below + legend.height)


def legend_drawing(shown: Shown, words: Words) -> Drawing:
    """What the colours stand for, a line each, under a title."""
    title, entries = _entries(shown, words)
    svg = [text_at(0, ROW / 2, title, STRONG)]
    for at, (shaded, said) in enumerate(entries):
        top = ROW + at * ENTRY
        svg.append(_swatch(0, top + (ENTRY - SWATCH) / 2, shaded) + text_at(SWATCH + GAP, top + ENTRY / 2, said, QUIET))
    return Drawing("".join(svg), ROW + len(entries) * ENTRY)


def told(shown: Shown, words: Words, measures: Sequence[str]) -> Told:
    """Its words, and its table beside its map; room for a list of measures, and for what else only the live one has."""
    controls = _controls(measures, words.locale)
    if empty := words.empty():
        return Told(way(words), nothing(*empty), "map", controls)
    said = way(words) + paragraph(words.summary(), "uw-summary")
    notes = "".join(paragraph(note, "uw-context") for note in words.notes())
    hint = f'<div data-hint="{in_svg(words.hint())}"></div>'
    body = f'<div class="uw-drawn"><div class="uw-rows">{table(words.table())}</div>{figure(shown, words)}</div>'
    return Told(said, body + notes + hint, "map", controls)


def _controls(measures: Sequence[str], locale: str) -> str:
    """Where the measure, both pairs of buttons and help will be."""

    def width(key: str) -> float:
        return width_of(text(f"usage_map.{key}", locale=locale), SIZE)

    longest = max(width_of(label, SIZE) for label in measures)
    pairs = (width(f"{name}.{one}") + width(f"{name}.{other}") + 2 * BUTTON - 1 for name, one, other in TOGGLES)
    return room(width("measure") + GAP + longest + SELECT, *pairs, HELP)


def nothing(title: str, text: str) -> str:
    """Why there are no figures."""
    return f'<div class="uw-empty"><strong dir="auto">{in_html(title)}</strong>{paragraph(text, "uw-text")}</div>'


def way(words: Words) -> str:
    """The way here; at the top only its room."""
    crumbs = words.crumbs()
    shown = " › ".join(f"<bdi>{in_html(crumb)}</bdi>" for crumb in [words.top(), *crumbs]) if crumbs else ""
    return f'<p class="uw-crumbs">{shown}</p>'


def figure(shown: Shown, words: Words) -> str:
    """The map, and the words of its colours."""
    if shown.places.is_withheld:
        return ""
    world, (title, entries) = shapes(), _entries(shown, words)
    items = "".join(
        f'<li><svg width="{SWATCH}" height="{SWATCH}" aria-hidden="true">{_swatch(0, 0, shaded)}</svg> '
        f'<span dir="auto">{in_html(said)}</span></li>'
        for shaded, said in entries
    )
    return (
        f'<div class="uw-figure"><svg viewBox="0 0 {world.width} {world.height}" width="{world.width}" aria-hidden="true">'
        f"{land(shown)}</svg>"
        f'<p dir="auto">{in_html(title)}</p><ul>{items}</ul></div>'
    )


def _entries(shown: Shown, words: Words) -> tuple[str, list[tuple[str, str]]]:
    """The title of the legend, and each colour, as attributes, with its words; none is hatching."""
    legend = legend_of(shown, words)
    coloured = [(shade(entry["slot"]), entry["text"]) for entry in legend["classes"]]
    return legend["title"], [*coloured, ("", legend["none"])]


def _swatch(x: float, y: float, shaded: str) -> str:
    box = f'<rect x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="{SWATCH - 1}" height="{SWATCH - 1}" rx="2"'
    if shaded:
        return f'{box} {shaded} stroke="{AXIS}"/>'
    lines = (
        f'<path d="M{x + 1:.1f} {y + 9:.1f}l8-8M{x + 5:.1f} {y + 13:.1f}l8-8" stroke="{AXIS}" stroke-opacity="0.55"/>'
    )
    return f'{lines}{box} fill="none" stroke="{AXIS}"/>'
