"""What a widget is where no live one is: its heading, words and table as plain HTML, laid out like the live one.

By written.css, and by written_<look>.css where its look is its own. GitHub and JupyterLab take the style sheet away, and whatever is drawn: what is left is a heading, words and a plain table.
"""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from usage_widgets.messages.catalogue import spoken
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.messages.options import babel_locale
from usage_widgets.widgets._text_width import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parent
Look = Literal["table", "bars", "ring", "tiles", "filters", "findings", "line", "map", "comparison", "cohorts"]
SURELY_SHOWN = 24  # letters of a name that are never cut
Table = list[tuple[str, ...]]


class Told(NamedTuple):
    """What a widget says and shows, as HTML, and how that is laid out where a style sheet is."""

    words: str
    body: str
    look: Look = "table"
    controls: str = ""


def card(
    title: str,
    context: str,
    told: Told,
    *,
    locale: str,
    theme: str = "auto",
) -> str:
    """A heading, words and what they speak of.

    >>> "<h2" in card("Cost", "", Told("", ""), locale="en")
    True
    """
    heading = f'<h2 class="uw-title" dir="auto">{in_html(title)}</h2>' if title else ""
    source = f'<p class="uw-context" dir="auto">{in_html(context)}</p>' if context else ""
    return (
        f'<section class="uw uw-static uw-as-{told.look}" data-theme="{theme}" lang="{in_svg(spoken(locale))}">'
        f'<header class="uw-head"><div class="uw-heading">{heading}{source}</div>{told.controls}</header>{told.words}{told.body}</section>'
    )


def paragraph(text: str, kind: str) -> str:
    """A paragraph of some kind; nothing where there are no words."""
    return f'<p class="{kind}" dir="auto">{in_html(text)}</p>' if text else ""


def room(*widths_px: float) -> str:
    """Room for controls that only the live widget has.

    >>> room(78)
    '<div class="uw-room"><i style="width:78px"></i></div>'
    """
    return f'<div class="uw-room">{boxes(*widths_px)}</div>'


def boxes(*widths_px: float) -> str:
    """Where controls will be: nothing at all without a style sheet."""
    return "".join(f'<i style="width:{width:.0f}px"></i>' for width in widths_px)


def table(rows: Table, *, names: int = 1, marks: Sequence[str] = (), style: str = "") -> str:
    """A table: the first columns name the row, the others are figures.

    Args:
        rows: The headings, then the rows.
        names: How many columns name the row.
        marks: What is drawn in each row, as HTML.
        style: Custom properties of the table.

    >>> "&lt;b&gt;" in table([("Model",), ("<b>",)])
    True
    """
    head, *body = rows
    if not body:
        return ""
    lines = "".join(f"<tr>{_row(row, names, mark)}</tr>" for row, mark in zip_longest(body, marks, fillvalue=""))
    styled = f' style="{style}"' if style else ""
    return f"<table{styled}><thead><tr>{_head(head, names)}</tr></thead><tbody>{lines}</tbody></table>"


def styled(html: str) -> str:
    """HTML of widgets behind the style sheets that it needs.

    >>> styled(card("Cost", "", Told("", ""), locale="en")).startswith("<style>")
    True
    """
    return sheets_of(html) + html


def sheets_of(html: str) -> str:
    """The style sheets that HTML of widgets needs, as elements: of all, and of the looks that are in it."""
    own = [look for look in get_args(Look) if f" uw-as-{look}" in html]
    return "".join(map(_sheet, ["written", *(f"written_{look}" for look in own)]))


@cache
def _sheet(name: str) -> str:
    """A style sheet as an element; of a look that needs none of its own nothing."""
    file = FOLDER / "static" / f"{name}.css"
    return f"<style>{file.read_text(encoding='utf-8').strip()}</style>" if file.exists() else ""


def document(title: str, content: str, *, locale: str) -> str:
    """A whole HTML file that needs nothing else."""
    template = Template((FOLDER / "_static.html").read_text(encoding="utf-8"))
    direction = babel_locale(locale).text_direction
    return template.substitute(
        locale=in_svg(locale), direction=direction, title=in_svg(title), sheet=sheets_of(content), content=content
    )


def _head(cells: Sequence[str], names: int) -> str:
    return "".join(
        f'<th scope="col"{_side(at, names)}{_others(cells, names) if at == 0 else ""}>{in_html(cell)}</th>'
        for at, cell in enumerate(cells)
    )


def _row(cells: Sequence[str], names: int, mark: str) -> str:
    first, *others = cells
    full = f' title="{in_svg(first)}"' if len(first) > SURELY_SHOWN else ""
    name = f'<th scope="row"{_direction(first)}{full}{_others(cells, names)}>{in_html(first)}</th>'
    return name + "".join(
        f"<td{_side(at, names)}{_direction(cell)}>{mark if at == names else ''}{in_html(cell)}</td>"
        for at, cell in enumerate(others, 1)
    )


def _others(cells: Sequence[str], names: int) -> str:
    """The other names of a row, for the style sheet: a narrow page has no room for their columns."""
    said = " · ".join(filter(None, cells[1:names]))
    return f' data-others="{in_svg(said)}"' if said else ""


def _direction(text: str) -> str:
    return ' dir="auto"' if is_right_to_left(text) else ""


def _side(column: int, names: int) -> str:
    """GitHub keeps this attribute, and no style."""
    return ' align="right"' if column >= names else ""
