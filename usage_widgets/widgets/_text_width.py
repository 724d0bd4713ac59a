"""About how wide a text will be, where no browser can measure it: system fonts differ little. Errs on the wide side."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SHAPES = {  # characters of a shape, in parts of the font's size
    0.30: "ijl|'.,:;!`",
    0.42: 'frtI()[]{}/\\-*" \N{NO-BREAK SPACE}',
    0.60: "0123456789$€",
    0.80: "wN&",
    0.95: "mMW@%",
}
WIDTHS = {letter: width for width, letters in SHAPES.items() for letter in letters}
LOWER, UPPER, WIDE = 0.58, 0.72, 1.1
BOLD = 1.07
JOINER = "\N{ZERO WIDTH JOINER}"
ELLIPSIS = "…"


def width_of(text: str, size: float) -> float:
    """Width in px of a text of some font size in px."""
    return size * sum(map(_width, text))


def fitted(text: str, room: float, size: float) -> str:
    """The text, or as much of its beginning as fits into the room, in px, with an ellipsis.

    >>> fitted("claude-sonnet-4-5", 60, 13), fitted("o3", 60, 13)
    ('claude…', 'o3')
    """
    if len(text) * WIDE * size <= room:
        return text
    used, fits = 0.0, 0
    for at, letter in enumerate(text):
        if used + size <= room:
            fits = at
        used += size * _width(letter)
        if used > room:
            return _whole_letters(text, fits) + ELLIPSIS
    return text


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """A paragraph as at most so many lines, each cut to the room.

    >>> wrapped("Cost by Model: nothing to show.", 100, 13, most=2)
    ['Cost by Model:', 'nothing to sh…']
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    shown = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [fitted(line, room, size) for line in shown if line]


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def _whole_letters(text: str, end: int) -> str:
    """The beginning of a text, not cut between a letter and the marks on it."""
    while end and (_width(text[end]) == 0 or text[end - 1] == JOINER):
        end -= 1
    return text[:end].rstrip()


@lru_cache(4096)
def _width(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return UPPER if letter.isupper() else LOWER
