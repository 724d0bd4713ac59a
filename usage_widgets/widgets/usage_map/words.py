"""What a map says: names of places, its sentences, its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from usage_widgets.data.measures import told_left_out
from usage_widgets.messages.catalogue import has, listed, text
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.messages.options import babel_locale
from usage_widgets.widgets.usage_map.ranking import COUNTRY, USERS

if TYPE_CHECKING:
    from usage_widgets.data.drill import PathStep
    from usage_widgets.widgets.usage_map.ranking import Row
    from usage_widgets.widgets.usage_map.shown import Shown

NAMED = 3  # how many of the largest the summary names
LONGEST = 120  # letters of a name on a page
SMALL = 100  # of a person's count, from where one decimal says something


class Words:
    """The words of one map in one language."""

    def __init__(self, shown: Shown, locale: str) -> None:
        self.shown = shown
        self.locale = locale
        self.measure = shown.measure

    def place(self, value: PathStep) -> str:
        """A country by its name in this language; what is no country of ISO by its own text."""
        given = self.shown.usage.labels.get(COUNTRY, {})
        if value is None:
            return self._text("unknown")
        names = babel_locale(self.locale).territories
        return str(given.get(value) or names.get(str(value)) or value)[:LONGEST]  # type: ignore[arg-type]

    def crumbs(self) -> list[str]:
        """What people read for each step of the path."""
        return [
            self.place(step) if not at else self._value(self.shown.levels[at], step)
            for at, step in enumerate(self.shown.asked.path)
        ]

    def top(self) -> str:
        """What people read for the start of every path."""
        return self._text("path.top")

    def label(self, row: Row) -> str:
        """What people read for a row."""
        if row.kind == "few":
            return self._text("few", count=self.shown.places.merged, least=self.shown.least_users)
        if row.kind == "rest":
            return self._text("rest" if self.shown.is_top else "rest_group")
        if self.shown.is_top:
            return self.place(row.value)
        return self._text("unknown_group") if row.value is None else self._value(self.shown.dimension, row.value)

    def value(self, row: Row) -> str:
        """The figure of a row; a count per user with a decimal where it is small."""
        if not self.shown.is_top:
            return self.measure.worded(row.number, row.left_out, locale=self.locale)
        is_told = row.users is not None or not (self.shown.is_per_user or self.shown.asked.measure == USERS)
        return self.compare(self.shown.figure(row), row.left_out) if is_told else self._text("hidden")

    def compare(self, figure: float | None, left_out: int = 0) -> str:
        """A number that countries are compared by."""
        is_count = self.shown.is_per_user and self.measure.unit in ("count", "tokens")
        if is_count and figure is not None and figure < SMALL:
            return str(format_decimal(figure, "#,##0.0", locale=babel_locale(self.locale)))
        return self.measure.worded(figure, left_out, locale=self.locale)

    def share(self, row: Row) -> str:
        """Its part of the total; nothing where that says nothing."""
        share = self.shown.share(row)
        return "" if share is None else number(share, "ratio", locale=self.locale)

    def users(self, row: Row) -> str:
        """How many users; of few not how many."""
        if row.kind == "few":
            return self._text("few.users", count=self.shown.places.merged, least=self.shown.least_users)
        if row.users is None:
            return self._text("few.users", count=1, least=self.shown.least_users)
        return number(row.users, "count", locale=self.locale)

    def spoken(self, rank: int | None, label: str, value: str, share: str, count: float | None, users: str) -> str:
        """All of a row as one sentence for speech."""
        parts = [self._text("mark", rank=rank, name=label, value=value) if rank else f"{label}, {value}"]
        if share:
            parts.append(self._text("mark.share", share=share))
        if count is not None and users:
            parts.append(self._text("mark.users", count=count))
        return ", ".join(parts)

    @property
    def compared(self) -> str:
        """The name of what countries are compared by."""
        name = measure_label(self.measure.name, self.locale)
        return self._text("per_user", measure=name) if self.shown.is_per_user else name

    @property
    def measured(self) -> str:
        """The name of what the list shows."""
        return self.compared if self.shown.is_top else measure_label(self.measure.name, self.locale)

    def caption(self) -> str:
        """What is shown, and within what."""
        name = measure_label(self.measure.name, self.locale)
        if self.shown.is_top:
            return self._text("caption.per_user" if self.shown.is_per_user else "caption", measure=name)
        dimension = dimension_label(self.shown.dimension, self.locale)
        return self._text("caption.within", measure=name, dimension=dimension, path=" › ".join(self.crumbs()))

    def groups(self) -> str:
        """How many there are that have a name."""
        own = f"kit.groups.{self.shown.dimension}"
        key = own if has(f"{own}.other", locale=self.locale) else "kit.groups"
        return text(key, locale=self.locale, count=self.shown.groups.count)

    def summary(self) -> str:
        """The total, the largest, what is not known and what is left out."""
        shown = self.shown
        if empty := self.empty():
            return f"{self.caption()}: {empty[0]}. {empty[1]}"
        total = self.measure.worded(shown.groups.total, shown.groups.left_out, locale=self.locale)
        kind = "summary.total" if self.measure.is_additive else "summary.overall"
        opening = self._text(kind, caption=self.caption(), total=total, groups=self.groups())
        closing = told_left_out([self.measure.name], shown.groups.left_out, locale=self.locale)
        return " ".join(filter(None, (opening, self._largest(), self._unlocated(), closing)))

    def empty(self) -> tuple[str, str] | None:
        """Why there are no figures of any place, and what to do about it: a title and a text."""
        shown = self.shown
        if shown.groups.is_withheld:
            kind = "withheld" if shown.groups.names_users else "nameless"
        elif not shown.rows:
            kind = "nothing"
        elif shown.is_top and all(row.kind == "unknown" for row in shown.rows):
            kind = "unlocated"
        else:
            return None
        said = self._text(f"empty.{kind}.text")
        if kind == "unlocated":
            said = f"{self._unlocated()} {said}"
        return self._text(f"empty.{kind}.title", least=shown.least_users), said

    def notes(self) -> list[str]:
        """What one should know of the figures."""
        shown, notes = self.shown, []
        if not shown.is_top or shown.places.is_withheld:
            return []
        name = measure_label(self.measure.name, self.locale)
        if shown.asked.per_user and not shown.is_per_user:
            notes.append(self._text("per_user.rate", measure=name))
        if shown.classes.problem:
            notes.append(self._text(shown.classes.problem, measure=name))
        if shown.places.merged:
            notes.append(self._text("note.few", count=shown.places.merged, least=shown.least_users))
        if off := [self.place(row.value) for row in shown.off_map]:
            names = listed(off[:NAMED] + ["…"] * (len(off) > NAMED), locale=self.locale)
            notes.append(self._text("note.off_map", count=len(off), names=names))
        return notes

    def hint(self) -> str:
        """What can be done with the list at the path."""
        shown = self.shown
        if shown.is_top:
            return self._text("hint.top")
        if shown.is_last:
            return self._text("hint.last")
        below = dimension_label(shown.levels[len(shown.asked.path) + 1], self.locale)
        return self._text("hint.opens", dimension=below)

    def table(self) -> list[tuple[str, ...]]:
        """The headings, then a row a place: its name, its figure and, where they say something, share and users."""
        heads = self.heads()
        columns = {"name": self.label, "value": self.value, "percent": self.share, "users": self.users}
        rows = [tuple(columns[name](row) for name in heads) for row in self.shown.rows]
        return [tuple(heads.values()), *rows]

    def heads(self) -> dict[str, str]:
        """What stands over each column of the list; shares only where they say something."""
        heads = {"name": dimension_label(self.shown.dimension, self.locale), "value": self.measured}
        if any(self.share(row) for row in self.shown.rows):
            heads["percent"] = self._text("of_total")
        if self.shown.is_top:
            heads["users"] = self._text("users")
        return heads

    def _largest(self) -> str:
        named = [row for row in self.shown.rows if row.kind == "group" and row.number is not None][:NAMED]
        items = self._text("summary.then").join(map(self._item, named))
        return self._text("summary.largest", items=items) if items else ""

    def _item(self, row: Row) -> str:
        share = "" if self.shown.is_per_user and self.shown.is_top else self.share(row)
        key = "summary.item_share" if share else "summary.item"
        return self._text(key, name=self.label(row), value=self.value(row), share=share)

    def _unlocated(self) -> str:
        unknown = [row for row in self.shown.rows if row.kind == "unknown"]
        if not (unknown and self.shown.is_top):
            return ""
        [row] = unknown
        share = "" if self.shown.is_per_user else self.share(row)
        return self._text("summary.unknown_share" if share else "summary.unknown", value=self.value(row), share=share)

    def _value(self, dimension: str, value: PathStep) -> str:
        return self.shown.usage.label_of(dimension, value, locale=self.locale)[:LONGEST]  # type: ignore[arg-type]

    def _text(self, key: str, *, count: float | None = None, **values: object) -> str:
        return text(f"usage_map.{key}", locale=self.locale, count=count, **values)
