"""Which part of the requests a usage is of, in words."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import listed, text
from usage_widgets.messages.escaping import printable
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.selection import TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Clause, Value

NAMED = 3
LONGEST_NAME = 40


def subject_label(usage: Usage | None, measure: str | None, locale: str) -> str:
    """A measure and the part that it is of, such as "Cost of Team search"; nothing of a whole usage or a series."""
    part = "" if usage is None else part_label(usage, locale)
    return f"{measure_label(measure or '', locale)} {part}" if part else ""


def part_label(usage: Usage, locale: str) -> str:
    """Its filters but for a period, such as "of Team search, without Model o3"; nothing where there are none.

    >>> import usage_widgets as uw
    >>> part_label(uw.Usage.demo(days=9, requests=90).exclude(model="o3").where(team="legal"), "en")
    'of Team legal, without Model o3'
    """
    clauses = [clause for clause in dict.fromkeys(usage.clauses) if clause.dimension != TIME]
    return ", ".join(_told(usage, clause, locale) for clause in sorted(clauses, key=lambda clause: clause.excluded))


def named(usage: Usage, dimension: str, values: Sequence[Value], locale: str) -> str:
    """Some values of a dimension in a sentence: the first few by name."""
    names = [usage.label_of(dimension, value, locale=locale) for value in values]
    shown = [shorten(printable(name), LONGEST_NAME, placeholder="…") for name in names[:NAMED]]
    more = len(names) - len(shown)
    if more:
        shown.append(text("data.more", locale=locale, count=more))
    return listed(shown, locale=locale)


def _told(usage: Usage, clause: Clause, locale: str) -> str:
    form = "without" if clause.excluded else "of"
    dimension, values = dimension_label(clause.dimension, locale), named(usage, clause.dimension, clause.values, locale)
    return text(f"data.part.{form}", locale=locale, dimension=dimension, values=values)
