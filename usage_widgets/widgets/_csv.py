"""A table as text for spreadsheets, by the same rules as the page's files (_kit/csv.ts): RFC 4180, and never a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001 - spreadsheets take the wide signs too
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
NEEDS_QUOTES = re.compile('[",;\t\r\n]')  # a spreadsheet may part cells at ; or tab
SEPARATOR = "; "  # of several values in one cell
SMALLEST_PLAIN, LARGEST_PLAIN = 1e-6, 1e21  # beyond, JavaScript writes an exponent


def to_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Rows of texts, numbers, None and lists of these as the text of a CSV file.

    >>> to_csv([["model", "cost"], ["=cmd()", 0.5], [None, 2.0]]).splitlines()
    ['model,cost', "'=cmd(),0.5", ',2']
    """
    return "".join(",".join(_quoted(_safe(_plain(cell))) for cell in row) + "\r\n" for row in rows)


def _plain(cell: Any) -> str:
    if isinstance(cell, (list, tuple)):
        return SEPARATOR.join(map(_plain, cell))
    if isinstance(cell, (float, np.floating)):
        return _digits(float(cell))
    return "" if cell is None or cell is pd.NA or cell is pd.NaT else str(cell)


def _digits(number: float) -> str:
    """Every digit of a number, as JavaScript writes it."""
    if not np.isfinite(number):
        return ""
    if number == 0 or SMALLEST_PLAIN <= abs(number) < LARGEST_PLAIN:
        return np.format_float_positional(number + 0, trim="-")
    mantissa, exponent = np.format_float_scientific(number, trim="-").split("e")
    return f"{mantissa}e{int(exponent):+d}"


def _safe(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) and not PLAIN_NUMBER.fullmatch(text) else text


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if NEEDS_QUOTES.search(text) else text
