"""The language of whoever looks at a published page: it is written in every one, and what is live is told by the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.errors import InvalidArgument
from usage_widgets.messages.catalogue import languages
from usage_widgets.messages.options import CURRENT, Options, checked_locale, follow_viewer
from usage_widgets.widgets._published import is_published

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_LANGUAGE = "application/vnd.usage-widgets.static+json"
"""{locale: HTML}: what is written, in every language, of which the server picks its viewer's."""


def every_language(locale: str, write: Callable[[str], str]) -> dict[str, dict[str, str]]:
    """What a published page needs besides the HTML in the author's language: none where that is the author's choice."""
    if not (is_published() and is_nobodys_choice(locale)):
        return {}
    return {EVERY_LANGUAGE: {language: write(language) for language in languages()}}


def adopt(widget: Any, language: str) -> None:
    """Let a widget speak the viewer's language, where there are words in it and the page's author has chosen none."""
    if is_nobodys_choice(widget.locale) and is_spoken(language):
        with widget.hold_sync():
            widget.locale = follow_viewer(language)


def is_nobodys_choice(locale: str) -> bool:
    """Whether neither the page nor the widget that speaks it has been told to, nor a viewer's has been adopted."""
    return locale == Options.locale and not CURRENT.locale_is_chosen


def is_spoken(language: str) -> bool:
    """Whether there are words in a language.

    >>> is_spoken("de-AT"), is_spoken("xx"), is_spoken("de;q=")
    (True, False, False)
    """
    try:
        return checked_locale(language).split("-", 1)[0] in languages()
    except InvalidArgument:
        return False
