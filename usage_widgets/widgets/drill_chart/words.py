"""What a drill chart says, from the same catalogue and by the same rules as the page does (words.ts)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import has, text
from usage_widgets.messages.formats import number
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.selection import OTHER

if TYPE_CHECKING:
    from usage_widgets.data.drill import Drill, Node, Path

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
            total=self.value(node.total),
            groups=self.groups(node),
        )
        unknown = sum(value is None for value in node.numbers)
        closing = text("drill_chart.summary.unknown", locale=self.locale, count=unknown) if unknown else ""
        overlap = self._text("summary.overlap") if self.measure.is_additive and not node.sums else ""
        return " ".join(sentence for sentence in (opening, self._largest(node), overlap, closing) if sentence)

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

    def _crumb(self, above: Path, step: object) -> str:
        if step is OTHER:
            return text("drill_chart.other", locale=self.locale, count=self.drill.node(above).other_count)
        name = self.drill.dimensions[self.drill.depth(above)]
        return self.drill.usage.label_of(name, step, locale=self.locale)  # type: ignore[arg-type]

    def groups(self, node: Node) -> str:
        """How many groups there are, in the dimension's own word."""
        own = f"kit.groups.{self.drill.dimensions[node.dimension]}"
        key = own if has(f"{own}.other", locale=self.locale) else "kit.groups"
        return text(key, locale=self.locale, count=node.count)

    def value(self, value: float | None) -> str:
        """A number of the chart's measure."""
        return number(value, self.measure.unit, locale=self.locale)

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
        rows = [*zip(labels, node.numbers, strict=True)]
        if node.other_count:
            rows.append((text("drill_chart.other", locale=self.locale, count=node.other_count), node.other))
        shares = [self.share(node, amount) for _, amount in rows]
        head = (dimension_label(name, self.locale), measure_label(self.measure.name, self.locale))
        worded = [(label, self.value(amount)) for label, amount in rows]
        if not any(shares):
            return [head, *worded]
        return [(*head, self._text("of_total")), *((*row, share) for row, share in zip(worded, shares, strict=True))]

    def _largest(self, node: Node) -> str:
        known = [(value, amount) for value, amount in zip(node.values, node.numbers, strict=True) if amount is not None]
        named = known[:NAMED]
        left = node.count - len(named)
        if not named:
            return ""
        items = self._text("summary.then").join(self._item(node, *pair) for pair in named)
        if not left or not node.sums or node.total is None:
            return self._text("summary.largest", items=items)
        unnamed = [*(amount for _, amount in known[NAMED:]), *([] if node.other is None else [node.other])]
        rest = self.value(sum(unnamed) if unnamed else None)
        return text("drill_chart.summary.largest_rest", locale=self.locale, count=left, items=items, rest=rest)

    def _item(self, node: Node, value: object, amount: float) -> str:
        name = self.drill.dimensions[node.dimension]
        label = self.drill.usage.label_of(name, value, locale=self.locale)  # type: ignore[arg-type]
        share = self.share(node, amount)
        key = "summary.item_share" if share else "summary.item"
        return self._text(key, name=label, value=self.value(amount), share=share)

    def _text(self, key: str, **values: str) -> str:
        return text(f"drill_chart.{key}", locale=self.locale, count=None, **values)
