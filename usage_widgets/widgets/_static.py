"""What a widget is where no widget can live: its words and its table as plain HTML, everything escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

STYLE = "border-collapse:collapse;font:inherit"
CELL = "padding:.25em .75em;border-bottom:1px solid #8884"


def as_html(title: str, context: str, summary: str, table: pd.DataFrame) -> str:
    """A heading, the summary, and the table; texts on the left, other cells on the right.

    >>> import pandas as pd
    >>> "&lt;b&gt;" in as_html("t", "", "", pd.DataFrame({"model": ["<b>"]}))
    True
    """
    heading = f"<p><strong>{escape(title)}</strong></p>" if title else ""
    words = f"<p>{escape(summary)}</p>" if summary else ""
    source = f"<p><small>{escape(context)}</small></p>" if context else ""
    return f'<div class="uw-static">{heading}{words}{_table(title, table)}{source}</div>'


def _table(caption: str, table: pd.DataFrame) -> str:
    if table.empty:
        return ""
    head = "".join(f'<th scope="col" style="{CELL};text-align:{_side(column)}">{escape(str(column))}</th>' for column in table)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in table.itertuples(index=False, name=None))
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<table style="{STYLE}">{named}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cells(row: tuple[object, ...]) -> str:
    first, *rest = row
    name = f'<th scope="row" style="{CELL};text-align:start" dir="auto">{escape(str(first))}</th>'
    return name + "".join(f'<td style="{CELL};text-align:end">{escape(str(cell))}</td>' for cell in rest)


def _side(column: object) -> str:
    return "start" if column == 0 else "end"
