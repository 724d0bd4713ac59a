"""What an answer says, for a notebook."""

from __future__ import annotations

from usage_widgets.messages.escaping import in_html


def paragraph(text: str) -> str:
    """Text as a paragraph of HTML.

    >>> paragraph("$1 < $2")
    '<p><span>$</span>1 &lt; <span>$</span>2</p>'
    """
    return f"<p>{in_html(text)}</p>"
