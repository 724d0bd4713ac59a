"""Which country's public holidays are meant, also for those who write its name."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale

from usage_widgets.analytics.forecast.public_holidays import FIX, Holidays, read_holidays
from usage_widgets.errors import UnknownName

if TYPE_CHECKING:
    import pandas as pd

LIKE = 0.8
"""How alike names are that are taken for each other; England and Finland are not."""
NAMED_IN = ("en", "de")


def holidays_of(code: object, times: pd.DatetimeIndex) -> Holidays:
    """The public holidays of a country, or a part of it, in the years of some times.

    Raises:
        InvalidArgument: the code is not a text.
        UnknownName: there is no such country, or no such part of it; of a country's name its letters are told.
    """
    try:
        return read_holidays(code, times)
    except UnknownName:
        meant = _meant(str(code))
        if meant is None:
            raise
        raise UnknownName(f"unknown country of holidays {code!r}; did you mean {meant!r}? {FIX}") from None


def _meant(name: str) -> str | None:
    """The two letters of the country that is called so."""
    called = _called()
    found = difflib.get_close_matches(name.casefold(), called, n=1, cutoff=LIKE)
    return called[found[0]] if found else None


@lru_cache
def _called() -> dict[str, str]:
    """The letters of each country by its names."""
    named = (Locale(language).territories.items() for language in NAMED_IN)
    return {name.casefold(): letters for names in named for letters, name in names if letters.isalpha()}
