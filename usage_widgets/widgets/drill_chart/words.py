"""What a drill chart says, from the same catalogue and by the same rules as the page does (words.ts)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.data.measures import told_left_out
from usage_widgets.messages.catalogue import has, text
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.selection import OTHER

if TYPE_CHECKING:
    from usage_widgets.data.drill import Drill, Node, Path
    from usage_widgets.selection import Value

NAMED = 3  # how many of the largest the summary names


class Words:
    """The sentences of one chart in one language."""

    def __init__(self, drill: Drill, locale: str) -> None:
        self.drill = drill
        self.locale = locale
        self.measure = drill.usage.measure(drill.measure)

    def summary(self, path: Path, node: Node) -> str:
        """The total, the largest groups, what is left and what is not known."""
        if not node.count:
            return self._text("summary.empty", caption=self.caption(path))
        opening = self._text(
            "summary.total" if self.measure.is_additive else "summary.overall",
            caption=self.caption(path),
            total=self.total(node),
            groups=self.groups(node),
        )
        unknown = sum(value is None for value in node.numbers)
        closing = text("drill_chart.summary.unknown", locale=self.locale, count=unknown) if unknown else ""
        overlap = self._text("summary.overlap") if self.measure.is_additive and not node.sums else ""
        return " ".join(
            sentence for sentence in (opening, self._largest(node), overlap, closing, self.note(node)) if sentence
        )

    def caption(self, path: Path) -> str:
        """What the chart shows, and within what."""
        labels = {
            "measure": measure_label(self.measure.name, self.locale),
            "dimension": dimension_label(self.drill.dimensions[self.drill.depth(path)], self.locale),
        }
        if not path:
            return self._text("caption", **labels)
        return self._text("caption.within", path=" › ".join(self.crumbs(path)), **labels)

    def crumbs(self, path: Path) -> list[str]:
        """What people read for each step of a path."""
        return [self._crumb(path[:level], step) for level, step in enumerate(path)]

    def top(self) -> str:
        """What people read for the start of every path."""
        return self._text("path.top")

    def total_label(self, node: Node) -> str:
        """What the one number above the chart is, and of how many groups."""
        key = "total.additive" if self.measure.is_additive else "total.overall"
        return f"{self._text(key, measure=measure_label(self.measure.name, self.locale))} · {self.groups(node)}"

    def why(self, problem: str) -> str:
        """Why a pie was asked for and is not drawn."""
        return self._text(problem, measure=measure_label(self.measure.name, self.locale)) if problem else ""

    def hint(self, path: Path) -> str:
        """What a click on a group does."""
        below = self.drill.dimensions[self.drill.depth(path) + 1 :]
        if not below:
            return self._text("hint.selects")
        return self._text("hint.opens", dimension=dimension_label(below[0], self.locale))

    def _crumb(self, above: Path, step: object) -> str:
        if step is OTHER:
            return text("drill_chart.other", locale=self.locale, count=self.drill.node(above).other_count)
        name = self.drill.dimensions[self.drill.depth(above)]
        return self.drill.usage.label_of(name, step, locale=self.locale)  # type: ignore[arg-type]

    def groups(self, node: Node) -> str:
        """How many groups there are: of users those that are known, and whether there are requests of no known one."""
        named = self.named(node)
        is_apart = node.has_unknown and self._own_word(node)
        return text("data.and_unknown", locale=self.locale, groups=named) if is_apart else named

    def named(self, node: Node) -> str:
        """How many groups there are, in the dimension's own word: those without a user are no user."""
        if own := self._own_word(node):
            return text(own, locale=self.locale, count=node.count - node.has_unknown)
        return text("kit.groups", locale=self.locale, count=node.count)

    def _own_word(self, node: Node) -> str:
        own = f"kit.groups.{self.drill.dimensions[node.dimension]}"
        return own if has(f"{own}.other", locale=self.locale) else ""

    def note(self, node: Node) -> str:
        """What the total leaves out, as a sentence."""
        return told_left_out([self.measure.name], node.total_left_out, locale=self.locale)

    def total(self, node: Node) -> str:
        """The measure over all groups."""
        return self.value(node.total, node.total_left_out)

    def value(self, value: float | None, left_out: int) -> str:
        """A number of the chart's measure."""
        return self.measure.worded(value, left_out, locale=self.locale)

    def share(self, node: Node, value: float | None) -> str:
        """A part of the total; nothing where a part says nothing."""
        parts = [part for part in (*node.numbers, node.other) if part is not None]
        if value is None or not node.sums or not node.total or node.total < 0 or min(parts) < 0:
            return ""
        return number(value / node.total, "ratio", locale=self.locale)

    def table(self, node: Node) -> list[tuple[str, ...]]:
        """The headings, then a row a group; shares only where they say something."""
        name = self.drill.dimensions[node.dimension]
        labels = [self.drill.usage.label_of(name, value, locale=self.locale) for value in node.values]
        if node.other_count:
            labels.append(text("drill_chart.other", locale=self.locale, count=node.other_count))
        shares = [self.share(node, amount) for amount in node.all_numbers]
        head = (dimension_label(name, self.locale), measure_label(self.measure.name, self.locale))
        figures = map(self.value, node.all_numbers, node.left_out)
        worded = [*zip(labels, figures, strict=True)]
        if not any(shares):
            return [head, *worded]
        return [(*head, self._text("of_total")), *((*row, share) for row, share in zip(worded, shares, strict=True))]

    def _largest(self, node: Node) -> str:
        groups = zip(node.values, node.numbers, node.left_out, strict=False)
        named = [(value, number, left_out) for value, number, left_out in groups if number is not None][:NAMED]
        left = node.count - len(named)
        if not named:
            return ""
        items = self._text("summary.then").join(self._item(node, *group) for group in named)
        if not left or not node.sums or node.total is None:
            return self._text("summary.largest", items=items)
        return text(
            "drill_chart.summary.largest_rest",
            locale=self.locale,
            count=left,
            items=items,
            rest=self._rest(node, named),
        )

    def _rest(self, node: Node, named: list[tuple[Value, float, int]]) -> str:
        """The measure of all groups but the named ones, which are the first that are known."""
        known = [number for number in node.all_numbers if number is not None][len(named) :]
        left_out = node.total_left_out - sum(left_out for *_, left_out in named)
        rest = sum(known)
        return self.value(rest if known and (rest or not left_out) else None, left_out)

    def _item(self, node: Node, value: Value, number: float, left_out: int) -> str:
        name = self.drill.dimensions[node.dimension]
        label = self.drill.usage.label_of(name, value, locale=self.locale)
        share = self.share(node, number)
        key = "summary.item_share" if share else "summary.item"
        return self._text(key, name=label, value=self.value(number, left_out), share=share)

    def _text(self, key: str, **values: str) -> str:
        return text(f"drill_chart.{key}", locale=self.locale, count=None, **values)
