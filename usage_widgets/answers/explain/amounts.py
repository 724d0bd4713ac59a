"""Numbers of a change, with their signs, and which of them are worth a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.messages.formats import number

if TYPE_CHECKING:
    import pandas as pd

WORTH_SAYING = 0.01
"""Which share of all that moved a part must be to be named."""
MOSTLY = 0.6
"""Which share one part must be for it to be what a change mostly is."""
NOTHING = {"usd": 1e-9}
"""What is less than the smallest unit: money is kept to nine decimals, tokens and calls are whole."""


def signed(value: float, unit: str, *, locale: str) -> str:
    r"""A number with its unit and its sign, a true minus.

    >>> signed(1200, "usd", locale="en"), signed(-300, "count", locale="de") == "\N{MINUS SIGN}300"
    ('+$1,200.00', True)
    """
    sign = "\N{MINUS SIGN}" if value < 0 else "+"
    return f"{sign}{number(abs(value), unit, locale=locale)}"


def is_nothing(value: float, unit: str) -> bool:
    """Whether a number is zero but for rounding.

    >>> is_nothing(1e-12, "usd"), is_nothing(0.0004, "usd"), is_nothing(0.2, "count")
    (True, False, True)
    """
    return abs(value) < NOTHING.get(unit, 0.5)


def largest(parts: pd.Series[float]) -> pd.Series[float]:
    """The parts that are worth a word, the largest first.

    >>> import pandas as pd
    >>> largest(pd.Series({"volume": -70.0, "mix": 0.1, "price": 90.0})).to_dict()
    {'price': 90.0, 'volume': -70.0}
    """
    sizes = parts.abs()
    return parts[sizes[sizes > WORTH_SAYING * sizes.sum()].sort_values(ascending=False, kind="stable").index]


def main(parts: pd.Series[float]) -> list[str]:
    """The one part that most of what moved is, or else the two largest.

    >>> import pandas as pd
    >>> main(pd.Series({"volume": 80.0, "price": -10.0})), main(pd.Series({"volume": 5.0, "price": 5.0, "mix": 1.0}))
    (['volume'], ['volume', 'price'])
    """
    told = largest(parts)
    is_one = bool(len(told)) and abs(told.iloc[0]) > MOSTLY * parts.abs().sum()
    return [*told.index[: 1 if is_one else 2]]
