"""What an opened figure says: its groups with what changed in each, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.widgets._path import steps_to_json
from usage_widgets.widgets.comparison_tiles.changes import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.widgets.comparison_tiles.answer import Opened
    from usage_widgets.widgets.comparison_tiles.groups import Group


class Words:
    """The words of one opened figure in one language."""

    def __init__(self, opened: Opened, path: Sequence[Any], levels: Sequence[str], locale: str) -> None:
        self.groups = opened.groups
        self.explanation = opened.explanation
        self.path = path
        self.levels = levels
        self.locale = locale
        self.pair = opened.groups.comparison.pair

    @property
    def crumbs(self) -> list[str]:
        """What people read for each step of the path."""
        usage, values = self.pair.current.usage, zip(self.levels, self.path[1:], strict=False)
        labels = [usage.label_of(name, value, locale=self.locale) for name, value in values]
        return [measure_label(self.path[0], self.locale), *labels]

    @property
    def caption(self) -> str:
        """What is shown, and within what."""
        names = {"measure": self.crumbs[0], "dimension": dimension_label(self.groups.dimension, self.locale)}
        if len(self.path) == 1:
            return self._text("caption", **names)
        return self._text("caption.within", path=" › ".join(self.crumbs[1:]), **names)

    @property
    def why(self) -> list[str]:
        """The change explained; what is to be known of the two sides is said above the tiles."""
        if self.explanation is None:
            return []
        said = self.explanation.sentences(self.locale)
        return said[: len(said) - len(self.explanation.pair.sentences(self.locale))]

    @property
    def notes(self) -> list[str]:
        """That there are no groups, that they do not add up, and how many are not shown."""
        if not self.groups.shown:
            return [self._text("no_groups")]
        hidden = self.groups.rest_count if self.groups.rest is None else 0
        more = text("comparison_tiles.more", locale=self.locale, count=hidden) if hidden else ""
        apart = "" if self.groups.sums else self._text("no_sum", measure=self.crumbs[0])
        return [said for said in (apart, more) if said]

    @property
    def columns(self) -> list[str]:
        """The headings: the group, the other side, the current one, the change."""
        sides = [side.label(self.locale) for side in (self.pair.previous, self.pair.current)]
        return [dimension_label(self.groups.dimension, self.locale), *sides, self._text("column.change")]

    def detail(self) -> dict[str, Any]:
        """All of it for the page."""
        zero, bars = stretches([group.change.amount for group in self.groups.all])
        opens = len(self.path) < len(self.levels)
        below = dimension_label(self.levels[len(self.path)], self.locale) if opens else ""
        hint = self._text("hint.opens", dimension=below) if opens else self._text("hint.last")
        name, *others = self.columns
        return {
            "caption": self.caption,
            "crumbs": self.crumbs,
            "columns": [name, "", *others],
            "zero": zero,
            "groups": [self._row(group, *bar, opens=opens) for group, bar in zip(self.groups.all, bars, strict=True)],
            "explanation": self.why,
            "notes": self.notes,
            "hint": hint,
        }

    def label(self, group: Group) -> str:
        """What people read for a group, or for the rest."""
        if group is self.groups.rest:
            return text("comparison_tiles.other", locale=self.locale, count=self.groups.rest_count)
        return self.pair.current.usage.label_of(self.groups.dimension, group.value, locale=self.locale)

    def figures(self, group: Group) -> tuple[str, str]:
        """The current and the other number, marked where requests are left out."""
        numbers = (group.change.current, group.change.previous)
        known = (None if pd.isna(number) else number for number in numbers)
        current, previous = (
            self.groups.measure.worded(number, left_out, locale=self.locale)
            for number, left_out in zip(known, group.left_out, strict=True)
        )
        return current, previous

    def change(self, group: Group) -> dict[str, str]:
        """Its change in words."""
        return told(group.change, self.groups.measure, by_groups=self.pair.by_groups, locale=self.locale)

    def _row(self, group: Group, start: float, part: float, *, opens: bool) -> dict[str, Any]:
        (current, previous), change = self.figures(group), self.change(group)
        is_rest = group is self.groups.rest
        step = {"other": True} if is_rest else steps_to_json([group.value])[0]
        changed = self._text("group.change", **{name: change[name] for name in ("word", "change")})
        said = changed if change["change"] else change["word"]
        return {
            "step": step,
            "label": self.label(group),
            "current": current,
            "previous": previous,
            "from": start,
            "part": part,
            "opens": opens and not is_rest,
            "said": self._text("group.said", name=self.label(group), current=current, previous=previous, change=said),
            **change,
        }

    def _text(self, key: str, **values: str) -> str:
        return text(f"comparison_tiles.{key}", locale=self.locale, count=None, **values)


def stretches(amounts: Sequence[float]) -> tuple[float, list[tuple[float, float]]]:
    """Where zero lies, and where the bar of each change starts and how long it is, as parts of the width.

    >>> stretches([3.0, -1.0])
    (0.25, [(0.25, 0.75), (0.0, 0.25)])
    """
    known = [0.0 if pd.isna(amount) else amount for amount in amounts]
    low, high = min([0.0, *known]), max([0.0, *known])
    span = (high - low) or 1.0
    zero = -low / span
    return zero, [(zero + min(amount, 0.0) / span, abs(amount) / span) for amount in known]
