"""A change as a tile and a row show it: a sign, a word, by how much, and whether that is good."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from usage_widgets.answers.amounts import percent
from usage_widgets.answers.compare.words import change_label
from usage_widgets.messages.catalogue import text

if TYPE_CHECKING:
    from usage_widgets.analytics.compare import Change
    from usage_widgets.data.measures import Measure

SIGNS = {"up": "▲", "down": "▼", "more": "▲", "less": "▼", "same": "=", "new": "+", "gone": "×", "unknown": "?"}
BETWEEN = " · "


def told(change: Change, measure: Measure, *, by_groups: bool, locale: str) -> dict[str, str]:
    """{change, word, sign, tone}: two groups are never said to have gone up or down."""
    status = _status(change, by_groups=by_groups)
    tone = "neither" if by_groups else tone_of(change, measure)
    verdict = "" if tone == "neither" else text(f"comparison_tiles.tone.{tone}", locale=locale)
    parts = [amount(change, measure, locale=locale), relative(change, locale=locale), verdict]
    return {
        "change": BETWEEN.join(part for part in parts if part),
        "word": text(f"comparison_tiles.word.{status}", locale=locale),
        "sign": SIGNS[status],
        "tone": tone,
    }


def amount(change: Change, measure: Measure, *, locale: str) -> str:
    """By how much, with a sign; nothing where nothing has changed or that is not known."""
    if not change.is_known or change.amount == 0:
        return ""
    return _sign(change.amount) + change_label(measure.name, change, locale)


def relative(change: Change, *, locale: str) -> str:
    """By what share, with a sign; nothing where there is none."""
    return signed_percent(change.relative if change.amount else float("nan"), locale=locale)


def signed_percent(share: float, *, locale: str) -> str:
    """A share with its sign; nothing where it is unknown."""
    return "" if isnan(share) else _sign(share) + percent(abs(share), locale=locale)


def tone_of(change: Change, measure: Measure) -> str:
    """Whether a change is "good", "bad" or "neither", by what more of the measure is."""
    if not change.is_known or change.amount == 0 or measure.polarity == "neither":
        return "neither"
    return measure.polarity if change.amount > 0 else {"good": "bad", "bad": "good"}[measure.polarity]


def _status(change: Change, *, by_groups: bool) -> str:
    if not by_groups or not change.is_known or change.amount == 0:
        return change.status or "unknown"
    return "more" if change.amount > 0 else "less"


def _sign(amount: float) -> str:
    return "+" if amount > 0 else "\N{MINUS SIGN}" if amount < 0 else ""
