"""What a usage table says: headings, cells, the rest, the total, and all of it in a few sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from usage_widgets.data.measures import told_left_out
from usage_widgets.messages.catalogue import listed, strings, text
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import dimension_label, measure_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value
    from usage_widgets.widgets.usage_table.groups import Group, Groups

NAMED = 3  # how many of the largest the summary names


@dataclass(frozen=True)
class Words:
    """The words of one table in one language."""

    usage: Usage
    dimensions: Sequence[str]
    measures: Sequence[str]
    locale: str

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings: the dimensions, then the measures."""
        return (*map(self._dimension, self.dimensions), *map(self._measure, self.measures))

    @property
    def nothing(self) -> str:
        """What stands in place of no groups."""
        return f"{self._text('empty.title')}. {self._text('empty.text')}"

    def caption(self, path: Sequence[Value] = ()) -> str:
        """What the table shows, and within what."""
        measures = self._listed(map(self._measure, self.measures))
        dimensions = self._listed(map(self._dimension, self.dimensions))
        within = " › ".join(self.names(path))
        key = "caption.within" if path else "caption"
        return self._text(key, measures=measures, dimensions=dimensions, path=within)

    def names(self, values: Sequence[Value]) -> list[str]:
        """What people read for the values of the first dimensions."""
        return [
            self.usage.label_of(name, value, locale=self.locale)
            for name, value in zip(self.dimensions, values, strict=False)
        ]

    def row(self, group: Group) -> tuple[str, ...]:
        """The cells of a group."""
        return (*self.names(group.values), *self._numbers(group))

    def last_rows(self, groups: Groups) -> list[tuple[str, ...]]:
        """The rest, where there is one, and the total."""
        if not groups.named:
            return []
        nothing = [""] * (len(self.dimensions) - 1)
        rest = text("usage_table.other", locale=self.locale, count=groups.other_count)
        names = [rest, self._text("total")][-len(groups.last) :]
        return [(name, *nothing, *self._numbers(group)) for name, group in zip(names, groups.last, strict=True)]

    def summary(self, groups: Groups, path: Sequence[Value]) -> str:
        """The totals, how many groups there are and are shown, and the largest."""
        caption = self.caption(path)
        if not groups.named:
            return self._text("summary.empty", caption=caption)
        totals = (
            self._text("summary.measure", measure=self._measure(name), value=value)
            for name, value in zip(self.measures, self._numbers(groups.total), strict=True)
        )
        opening = self._text("summary.total", caption=caption, totals=self._listed(totals))
        note = told_left_out(self.measures, groups.total.left_out, locale=self.locale)
        parts = (opening, self._shown(groups), self._largest(groups), self._overlap(), note)
        return " ".join(part for part in parts if part)

    def of_grid(self) -> dict[str, str]:
        """AG Grid's own words, by its keys."""
        own = strings("usage_table", locale=self.locale)
        return {key.removeprefix("grid."): said for key, said in own.items() if key.startswith("grid.")}

    def _shown(self, groups: Groups) -> str:
        count = text("usage_table.groups", locale=self.locale, count=groups.count)
        if not groups.other_count:
            return self._text("summary.all_shown", groups=count)
        return self._text(
            "summary.some_shown", shown=number(len(groups.named), "count", locale=self.locale), groups=count
        )

    def _largest(self, groups: Groups) -> str:
        known = [group for group in groups.named[:NAMED] if group.numbers[0] is not None]
        items = (
            self._text("summary.item", name=" · ".join(self.names(group.values)), value=self._numbers(group)[0])
            for group in known
        )
        said = self._text("summary.then").join(items)
        return self._text("summary.largest", measure=self._measure(self.measures[0]), items=said) if said else ""

    def _overlap(self) -> str:
        return self._text("summary.overlap") if "tag" in self.dimensions else ""

    def _numbers(self, group: Group) -> list[str]:
        measured = zip(map(self.usage.measure, self.measures), group.numbers, strict=True)
        return [measure.worded(value, group.left_out, locale=self.locale) for measure, value in measured]

    def _dimension(self, name: str) -> str:
        return dimension_label(name, self.locale)

    def _measure(self, name: str) -> str:
        return measure_label(name, self.locale)

    def _listed(self, items: Iterable[str]) -> str:
        return listed(items, locale=self.locale)

    def _text(self, key: str, **values: Any) -> str:
        return text(f"usage_table.{key}", locale=self.locale, count=None, **values)
