"""Which periods a page may choose from, and how a given one travels: by a word, never by its edges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.answers.periods.labels import period_label
from usage_widgets.answers.periods.pair import pair_of
from usage_widgets.answers.periods.period import period_named
from usage_widgets.answers.periods.spellings import AGAINST
from usage_widgets.messages.catalogue import text

if TYPE_CHECKING:
    from usage_widgets.data.usage import Usage

PERIODS = ("day", "week", "month", "quarter", "year", "last_week", "last_month", "7d", "30d", "90d")
OFFERED = {"period": PERIODS, "against": AGAINST}
GIVEN = "given"
"""What the page calls a period, or a group, that was set in Python."""


class NotOffered:
    """What a page has sent in place of a name that it was offered: refused by the check of its trait."""

    def __init__(self, sent: object) -> None:
        self.sent = sent

    def __repr__(self) -> str:
        return repr(self.sent)


def chosen_trait(name: str, default: str) -> Any:
    """A period, or what it is set against: the page may set offered names, Python anything that can be compared."""

    def to_json(value: Any, _widget: object) -> str:
        return str(value) if is_offered(name, value) else GIVEN

    def from_json(sent: Any, widget: Any) -> Any:
        if sent == GIVEN and name in widget.given:
            return widget.given[name]
        return sent if is_offered(name, sent) else NotOffered(sent)

    # not Any, which takes None without a check
    return traitlets.TraitType(default).tag(sync=True, both=True, to_json=to_json, from_json=from_json)


def is_offered(name: str, value: Any) -> bool:
    """Whether a value is a name that a page may choose."""
    return isinstance(value, str) and value in OFFERED[name]


def choices(
    usage: Usage, name: str, given: Mapping[str, Any], *, week_starts: str, locale: str
) -> list[dict[str, str]]:
    """[{name, label}]: what a page offers as "period" or "against", and what was given in Python in place of that."""
    offered = [{"name": one, "label": text(f"comparison_tiles.{name}.{one}", locale=locale)} for one in OFFERED[name]]
    if name not in given:
        return offered
    return [*offered, {"name": GIVEN, "label": _given_label(usage, name, given[name], week_starts, locale)}]


def _given_label(usage: Usage, name: str, value: Any, week_starts: str, locale: str) -> str:
    """What people call a period or a group."""
    if value is None:
        return text("comparison_tiles.all", locale=locale)
    if isinstance(value, Mapping):
        return pair_of(usage, None, value).previous.label(locale)
    return period_label(period_named(name, value, usage.as_of, week_starts), locale)
