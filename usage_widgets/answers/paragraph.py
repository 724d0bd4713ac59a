"""What an answer says, for a notebook."""

from __future__ import annotations

from html import escape


def paragraph(text: str) -> str:
    """Text as HTML. JupyterLab sets what stands between two dollars as a formula, so each dollar stands alone.

    >>> paragraph("$1 < $2")
    '<p><span>$</span>1 &lt; <span>$</span>2</p>'
    """
    return f"<p>{escape(text).replace('$', '<span>$</span>')}</p>"
