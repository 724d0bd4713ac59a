"""What a page has in common unless a widget is told otherwise: its language, time zone and theme."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError

from usage_widgets.errors import InvalidArgument, known_keywords

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
ZONE_VARIABLE = "USAGE_WIDGETS_TIME_ZONE"
"""Names the time zone of pages whose notebook says none."""


@dataclass
class Options:
    """The defaults of a page; None as the time zone means what the usage says."""

    locale: str = "en"
    time_zone: str | None = field(default_factory=lambda: os.environ.get(ZONE_VARIABLE) or None)
    theme: Theme = "auto"
    locale_is_chosen: bool = field(default=False, compare=False)
    """By the page's author; else it follows the viewer."""


CURRENT = Options()


@known_keywords
def options(*, locale: str | None = None, time_zone: str | None = None, theme: Theme | None = None) -> Options:
    """Set the defaults of this page; what is not given stays as it is.

    Args:
        locale: A language as in BCP 47, "en" or "de".
        time_zone: An IANA zone for usages that are opened from now on.
        theme: "auto" follows the page, "light" and "dark" are fixed.

    Returns:
        The defaults now in force.

    Raises:
        InvalidArgument: the locale, zone or theme is not known.

    >>> options(theme="auto").theme
    'auto'
    """
    if locale is not None:
        CURRENT.locale, CURRENT.locale_is_chosen = checked_locale(locale), True
    if time_zone is not None:
        if time_zone not in available_timezones():
            raise InvalidArgument.expected("time_zone", 'an IANA zone such as "Europe/Berlin"', time_zone)
        CURRENT.time_zone = time_zone
    if theme is not None:
        if theme not in THEMES:
            raise InvalidArgument.expected("theme", f"one of {', '.join(THEMES)}", theme)
        CURRENT.theme = theme
    return CURRENT


def follow_viewer(locale: str) -> str:
    """Take the language of whoever looks at the page, unless its author has chosen one; gives the one in force.

    Raises:
        InvalidArgument: the locale is not known.
    """
    if not CURRENT.locale_is_chosen:
        CURRENT.locale = checked_locale(locale)
    return CURRENT.locale


def babel_locale(locale: str | None = None) -> Locale:
    """How to format in a locale, by default the page's.

    >>> babel_locale("pt-BR").english_name
    'Portuguese (Brazil)'
    """
    return Locale.parse(locale or CURRENT.locale, sep="-")


def checked_locale(locale: str) -> str:
    """Make sure that a locale can be formatted in."""
    try:
        Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise InvalidArgument.expected("locale", 'a language such as "en" or "de"', locale) from None
    return locale
