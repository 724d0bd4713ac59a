"""Texts from outside as parts of HTML and SVG: they cannot act, break the document or turn the words around them."""

from __future__ import annotations

import html
import re

FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML, or without a shape
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # marks that turn the direction of what follows


def printable(text: str) -> str:
    r"""Text without control characters.

    >>> printable("a\0b\u202ec")
    'a�bc'
    """
    if text.isascii() and text.isprintable():
        return text
    return TURNING.sub("", FORBIDDEN.sub("\ufffd", text))


def in_svg(text: str) -> str:
    """Text as a part of SVG, between tags or in an attribute.

    >>> in_svg('<"&">')
    '&lt;&quot;&amp;&quot;&gt;'
    """
    return html.escape(printable(text))


def in_html(text: str) -> str:
    """Text as HTML. JupyterLab sets what stands between two dollars as a formula, so each dollar stands alone.

    >>> in_html("$1 < $2")
    '<span>$</span>1 &lt; <span>$</span>2'
    """
    return in_svg(text).replace("$", "<span>$</span>")
