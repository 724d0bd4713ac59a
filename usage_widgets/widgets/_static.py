"""What a widget is where no widget can live: its words and its table as plain HTML, everything escaped."""

from __future__ import annotations

import html

STYLE = "border-collapse:collapse;font:inherit"
CELL = "padding:.25em .75em;border-bottom:1px solid #8884"


def escape(text: str) -> str:
    """Text as HTML. JupyterLab sets what stands between two dollars as a formula, so each dollar stands alone.

    >>> escape("$1 < $2")
    '<span>$</span>1 &lt; <span>$</span>2'
    """
    return html.escape(text).replace("$", "<span>$</span>")


def as_html(title: str, context: str, summary: str, table: list[tuple[str, ...]], *, height_px: int = 0) -> str:
    """A heading, the summary and the table; the first column on the left, figures on the right.

    >>> "&lt;b&gt;" in as_html("t", "", "", [("Model",), ("<b>",)])
    True
    """
    heading = f"<p><strong>{escape(title)}</strong></p>" if title else ""
    words = f"<p>{escape(summary)}</p>" if summary else ""
    source = f"<p><small>{escape(context)}</small></p>" if context else ""
    reserved = f' style="--uw-height:{height_px}px"' if height_px else ""
    return f'<div class="uw-static"{reserved}>{heading}{words}{_table(title, table)}{source}</div>'


def _table(caption: str, table: list[tuple[str, ...]]) -> str:
    head, *rows = table
    if not rows:
        return ""
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    body = "".join(f"<tr>{_cells(row, 'row', 'td')}</tr>" for row in rows)
    return f'<table style="{STYLE}">{named}<thead><tr>{_cells(head, "col", "th")}</tr></thead><tbody>{body}</tbody></table>'


def _cells(row: tuple[str, ...], scope: str, tag: str) -> str:
    first, *rest = row
    also = f' scope="{scope}"' if tag == "th" else ""
    name = f'<th scope="{scope}" style="{CELL};text-align:start" dir="auto">{escape(first)}</th>'
    return name + "".join(f'<{tag}{also} style="{CELL};text-align:end">{escape(cell)}</{tag}>' for cell in rest)
