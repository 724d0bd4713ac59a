"""What the tiles are as HTML without a browser: a table that the style sheet of the live ones lays out as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.widgets._static import Told, paragraph, room, table
from usage_widgets.widgets._text_width import width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZE, GAP = 13, 8  # of what stands beside the heading, in px
SELECT, HELP = 36, 32  # what a list adds to its words, and the button of help, in px
TABLE = '<div class="uw-kept" style="height:53px"></div>'
"""Room for the table of the live one."""


def told(
    board: Mapping[str, Any],
    choices: Mapping[str, Sequence[Mapping[str, str]]],
    rows: list[tuple[str, ...]],
    locale: str,
) -> Told:
    """The two sides, the tiles, what is to be known, and what is opened as a table."""
    words = paragraph(board["pair"], "uw-pair")
    controls = _room_for_controls(choices, locale)
    if board["empty"]:
        return Told(
            words + paragraph(text("comparison_tiles.empty.text", locale=locale), "uw-summary"),
            "",
            "comparison",
            controls,
        )
    notes = "".join(f'<li><span dir="auto">{in_html(note)}</span></li>' for note in board["notes"])
    listed = f'<ul class="uw-pair-notes">{notes}</ul>' if notes else ""
    body = (
        _tiles(board["tiles"]) + listed + (_opened(board["detail"], rows) if board["detail"] else _hint(locale)) + TABLE
    )
    return Told(words + _sides(board["sides"]), body, "comparison", controls)


def _sides(names: Sequence[str]) -> str:
    """Which line is whose."""
    looks = ("uw-solid", "uw-dashed")
    shown = (
        f'<span class="uw-pair-side"><i class="{look}"></i><bdi>{in_html(name)}</bdi></span>'
        for name, look in zip(names, looks, strict=True)
    )
    return f'<p class="uw-pair-sides">{" ".join(shown)}</p>'


def _tiles(tiles: Sequence[Mapping[str, Any]]) -> str:
    return f'<table class="uw-compared"><tbody>{"".join(map(_tile, tiles))}</tbody></table>'


def _tile(tile: Mapping[str, Any]) -> str:
    """One row, whose cells are the lines of a tile."""
    of = f'<span class="uw-ct-of" dir="auto">{in_html(tile["of"])}</span>' if tile["of"] else ""
    badge = f'<span class="uw-badge" data-tone="{tile["tone"]}"><span aria-hidden="true">{tile["sign"]}</span> {in_html(tile["word"])}</span>'
    by = f' <span class="uw-by" dir="auto">{in_html(tile["change"])}</span>' if tile["change"] else ""
    known = str(tile["known"]).lower()
    return (
        f'<tr class="uw-ct" data-name="{in_svg(tile["name"])}">'
        f'<th scope="row" class="uw-ct-label" dir="auto">{in_html(tile["label"])}</th>'
        f'<td class="uw-ct-value" data-known="{known}">{in_html(tile["value"])}{of}</td>'
        f'<td class="uw-ct-change">{badge}{by}</td>'
        f'<td class="uw-ct-lines">{_lines(tile["lines"])}</td>'
        f'<td class="uw-ct-other" dir="auto">{in_html(tile["other"])}</td>'
        f'<td class="uw-ct-sentence" dir="auto">{in_html(tile["sentence"])}</td></tr>'
    )


def _lines(lines: Mapping[str, str]) -> str:
    return (
        '<svg class="uw-spark" viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="uw-spark-previous" d="{lines["previous"]}"/><path class="uw-spark-current" d="{lines["current"]}"/></svg>'
    )


def _opened(detail: Mapping[str, Any], rows: list[tuple[str, ...]]) -> str:
    """The opened figure: why it has changed, and its groups."""
    first, later = detail["explanation"][:1], [*detail["notes"], *detail["explanation"][1:]]
    why = "".join(paragraph(said, "uw-ct-why") for said in first)
    said = "".join(paragraph(said, "uw-ct-said") for said in later)
    title = f'<h3 dir="auto">{in_html(detail["caption"])}</h3>'
    return f'<div class="uw-ct-detail">{title}{why}{table(rows)}{said}</div>'


def _hint(locale: str) -> str:
    return f'<div data-hint="{in_svg(text("comparison_tiles.hint", locale=locale))}"></div>'


def _room_for_controls(choices: Mapping[str, Sequence[Mapping[str, str]]], locale: str) -> str:
    """Where the lists and help will be."""
    fields = [
        width_of(text(f"comparison_tiles.{name}", locale=locale), SIZE)
        + GAP
        + max(width_of(choice["label"], SIZE) for choice in offered)
        + SELECT
        for name, offered in choices.items()
    ]
    return room(*fields, HELP)
