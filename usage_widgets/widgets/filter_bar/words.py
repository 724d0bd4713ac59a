"""What the filters say: each clause of the selection in a few words, the period in the viewer's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from usage_widgets.data.calendar import instant
from usage_widgets.errors import InvalidArgument
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.formats import days, moment
from usage_widgets.messages.names import dimension_label
from usage_widgets.selection import TIME
from usage_widgets.widgets.filter_bar.period import Days, days_of

if TYPE_CHECKING:
    import pandas as pd

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Clause, Value

NAMED = 3  # values that are all named; of more, the first two


class Filter(NamedTuple):
    """One clause as people read it."""

    name: str
    value: str
    is_time: bool

    @property
    def words(self) -> str:
        """The whole of it: a time speaks for itself."""
        return self.value if self.is_time else f"{self.name}: {self.value}"


@dataclass(frozen=True)
class Words:
    """The words of one bar in one language."""

    usage: Usage
    locale: str

    def dimension(self, name: str) -> str:
        """What people call a dimension; a source's own is called by its name."""
        return dimension_label(name, self.locale)

    def label(self, name: str, value: Value) -> str:
        """What people read for a value."""
        return self.usage.label_of(name, value, locale=self.locale)

    def period(self, period: dict[str, str]) -> str:
        """A period: "30 days to Jun 29, 2026", or its days."""
        found = days_of(period, self.usage.as_of)
        if found is None:
            return self._text("preset.all")
        length = period.get("preset", "").removesuffix("d")
        if length.isdigit():
            return self._text("days_to", count=int(length), last=days(found.last, locale=self.locale))
        return days(found.start, found.last, locale=self.locale)

    def filter(self, clause: Clause) -> Filter:
        """A clause: its dimension and its values."""
        if clause.dimension == TIME:
            return self.time(self._span(clause))
        values = self._listed([self.label(clause.dimension, value) for value in clause.values])
        said = self._text("not", values=values) if clause.excluded else values
        return Filter(self.dimension(clause.dimension), said, is_time=False)

    def time(self, words: str) -> Filter:
        """A clause of time, in words."""
        return Filter(self._text("period"), words, is_time=True)

    def _listed(self, labels: list[str]) -> str:
        named = labels if len(labels) <= NAMED else labels[: NAMED - 1]
        listed = self._text("separator").join(named)
        more = len(labels) - len(named)
        return self._text("and_more", count=more, values=listed) if more else listed

    def _span(self, clause: Clause) -> str:
        try:
            start, end = (None if edge is None else instant(TIME, edge, self.usage.zone) for edge in clause.values)
        except (InvalidArgument, ValueError):  # set by hand: shown as it is, so that it can be taken away
            return str(clause.values)
        if start is not None and end is not None and _is_midnight(start) and _is_midnight(end):
            found = Days(start.tz_localize(None), end.tz_localize(None))
            return days(found.start, found.last, locale=self.locale)
        given = {name: moment(edge, locale=self.locale) for name, edge in (("start", start), ("end", end)) if edge}
        return self._text("-".join(("span", *given)), count=None, **given)

    def _text(self, key: str, *, count: int | None = None, **values: str) -> str:
        return text(f"filter_bar.{key}", locale=self.locale, count=count, **values)


def _is_midnight(stamp: pd.Timestamp) -> bool:
    return stamp == stamp.normalize()
