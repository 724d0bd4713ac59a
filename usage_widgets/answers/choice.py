"""A name among those that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable


def checked_choice(what: str, given: object, known: Iterable[str]) -> str:
    """Make sure that a text is one of the known ones."""
    choices = [*known]
    if not isinstance(given, str) or given not in choices:
        raise UnknownName.among(what, given, choices)
    return given
