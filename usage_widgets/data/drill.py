"""What a drill path leads to: the groups at a path, and ahead of the person, those one and two levels below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

import pandas as pd

from usage_widgets.data import breakdown
from usage_widgets.data.breakdown import GROUPS, UNKNOWN, Question, top_groups
from usage_widgets.data.measures import with_left_out
from usage_widgets.selection import OTHER, Clause, Other

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from usage_widgets.data.dimensions import Dimension
    from usage_widgets.data.measures import Measure
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

PathStep = str | int | Other | None
Path = tuple[PathStep, ...]


@dataclass(frozen=True)
class Node:
    """The groups at one path, largest first.

    Args:
        dimension: Which of the drill's dimensions they are of.
        total: The measure over all of them; None is unknown.
        count: How many groups there are, those in the rest included.
        values: The groups shown by name; None is unknown.
        numbers: The measure of each; None is unknown.
        other_count: How many groups the rest stands for.
        other: The measure of the rest; None is unknown, or there is no rest.
        sums: Whether the groups sum to the total, so that a share of it says something.
        rest: In a rest of tags, all of them: what a request must have one of to be in it. Else nothing.
        has_unknown: Whether one of the groups, shown or in the rest, is of those without a value.
        left_out: How many requests the number of each group leaves out, as theirs is unknown; then of the rest.
        total_left_out: How many the total leaves out.
    """

    dimension: int
    total: float | None
    count: int
    values: tuple[Value, ...]
    numbers: tuple[float | None, ...]
    other_count: int = 0
    other: float | None = None
    sums: bool = True
    rest: tuple[Value, ...] = ()
    has_unknown: bool = False
    left_out: tuple[int, ...] = ()
    total_left_out: int = 0

    @property
    def all_numbers(self) -> tuple[float | None, ...]:
        """The measure of each group, then of the rest where there is one."""
        return (*self.numbers, *([self.other] if self.other_count else []))


@dataclass(frozen=True)
class Drill:
    """A way down through some dimensions by one measure, `top` groups at a time.

    A step of a path is a value, which leads to the next dimension, or OTHER, which leads to the groups of the same
    dimension that were not shown.
    """

    usage: Usage
    dimensions: tuple[str, ...]
    measure: str
    top: int

    def depth(self, path: Path) -> int:
        """Which dimension the groups at a path are of; as many as there are dimensions: nothing below."""
        return sum(step is not OTHER for step in path)

    def narrowed(self, path: Path) -> Usage:
        """The usage at a path. A step into the rest narrows only together with the value that follows it."""
        values = [step for step in path if step is not OTHER]
        usage = self.usage
        for name, value in zip(self.dimensions, values, strict=False):
            usage = usage.where(**{name: value})
        return usage

    def clauses(self, path: Path, held: Mapping[Path, Node]) -> tuple[Clause, ...]:
        """A path as conditions for everybody else.

        A rest at its end is everything but what was shown above it. A request may have tags of both sides, and counts in
        the rest as well: a rest of tags is any of its tags.

        Args:
            path: The path.
            held: Nodes that need not be asked for.
        """
        values = [step for step in path if step is not OTHER]
        clauses = [Clause(name, (value,)) for name, value in zip(self.dimensions, values, strict=False)]
        nodes = [(held.get(page) or self.node(page)) for page in self.pages_telling(path)]
        if nodes and self._overlaps(len(values)):
            clauses.append(Clause(self.dimensions[len(values)], nodes[0].rest))
        elif nodes:
            shown = tuple(value for node in nodes for value in node.values)
            clauses.append(Clause(self.dimensions[len(values)], shown, excluded=True))
        return tuple(clauses)

    def pages_telling(self, path: Path) -> list[Path]:
        """The paths whose groups tell what the rest at the end of a path is: those above it, or for tags its own."""
        pages = self._pages(path)
        if pages and self._overlaps(self.depth(path)):
            return [path]
        return [path[:level] for level in range(len(path) - pages, len(path))]

    def node(self, path: Path) -> Node:
        """The groups at a path."""
        depth = self.depth(path)
        usage = self.narrowed(path)
        question = self._question(usage, depth, depth + 1)
        engine, skip = usage.origin.engine, self._pages(path) * self.top
        node = self._node(top_groups(engine, question, self.top, skip=skip), depth)
        if skip and self._overlaps(depth):
            node = replace(node, rest=tuple(top_groups(engine, question, None, skip=skip)[self.dimensions[depth]]))
        return node if node.sums else self._with_total(path, node)

    def children(self, path: Path, node: Node) -> dict[Path, Node]:
        """The nodes below each group of a node, in one question."""
        return self._below(path, {path: node})

    def grandchildren(self, path: Path, children: dict[Path, Node]) -> dict[Path, Node]:
        """The nodes below each group of the children, in one question."""
        return self._below(path, children)

    def _below(self, path: Path, parents: dict[Path, Node]) -> dict[Path, Node]:
        depth = self.depth(path)
        bottom = max((node.dimension for node in parents.values()), default=depth) + 1
        if bottom >= len(self.dimensions) or not parents:
            return {}
        wanted = {
            (*self._tail(parent, depth), value): parent for parent, node in parents.items() for value in node.values
        }
        usage = self.narrowed(path)
        for level, name in enumerate(self.dimensions[depth:bottom]):
            usage = usage.where(**{name: list(dict.fromkeys(keys[level] for keys in wanted))})
        if not wanted:
            return {}
        question = self._question(usage, depth, bottom + 1)
        frame = top_groups(usage.origin.engine, question, self.top, within=bottom - depth)
        nodes = {}
        for keys, group in frame.groupby(question.keys[:-1], dropna=False, sort=False):
            known = tuple(None if pd.isna(key) else key for key in keys)
            if known in wanted:
                nodes[(*wanted[known], known[-1])] = self._node(group, bottom)
        return nodes if self._sums(bottom) else self._with_totals(parents, nodes)

    def _tail(self, path: Path, depth: int) -> Path:
        return tuple(step for step in path if step is not OTHER)[depth:]

    def _with_totals(self, parents: dict[Path, Node], nodes: dict[Path, Node]) -> dict[Path, Node]:
        """The total of a node whose groups do not sum up is the number that its parent shows for it."""
        shown = {
            (*path, value): (number, left_out)
            for path, node in parents.items()
            for value, number, left_out in zip(node.values, node.numbers, node.left_out, strict=False)
        }
        return {
            path: replace(node, total=total, total_left_out=left_out)
            for path, node in nodes.items()
            for total, left_out in [shown[path]]
        }

    def _question(self, usage: Usage, first: int, stop: int) -> Question:
        return usage.question(self.dimensions[first:stop], with_left_out([self.measure]))

    def _node(self, frame: pd.DataFrame, dimension: int) -> Node:
        named, rest = frame[~frame["is_other"]], frame[frame["is_other"]]
        numbers = tuple(_known(named[self.measure]))
        other = next(iter(_known(rest[self.measure])), None)
        known = [number for number in (*numbers, other) if number is not None]
        left_out = self._left_out(pd.concat([named, rest]))
        total = sum(known) if known else (None if len(frame) else 0.0)
        return Node(
            dimension=dimension,
            total=None if total == 0 and any(left_out) else total,
            count=int(frame[GROUPS].sum()),
            values=tuple(named[self.dimensions[dimension]]),
            numbers=numbers,
            other_count=int(rest[GROUPS].sum()),
            other=other,
            sums=self._sums(dimension),
            has_unknown=bool(frame[UNKNOWN].any()),
            left_out=left_out,
            total_left_out=sum(left_out),
        )

    def _with_total(self, path: Path, node: Node) -> Node:
        usage, name, pages = self.narrowed(path), self.dimensions[node.dimension], self._pages(path)
        question = self._question(usage, node.dimension, node.dimension + 1)
        rows = question.rows
        if node.rest:
            rows = usage.where(**{name: list(node.rest)}).rows()  # each request once
        elif pages:
            rows = breakdown.beyond_rank(question.keyed(), question.ranked(), question.keys, pages * self.top)
        totals = pd.DataFrame([breakdown.total(self.usage.origin.engine, rows, question.measures)])
        [total], [left_out] = _known(totals[self.measure]), self._left_out(totals)
        return replace(node, total=total, total_left_out=left_out)

    def _left_out(self, frame: pd.DataFrame) -> tuple[int, ...]:
        measure = self.usage.measure(self.measure).leaves_out
        return tuple(frame[measure.name].astype(int)) if measure else (0,) * len(frame)

    def _sums(self, dimension: int) -> bool:
        """Whether the groups of a level sum to what is above them."""
        measure: Measure = self.usage.measure(self.measure)
        return measure.is_additive and not self._overlaps(dimension)

    def _overlaps(self, dimension: int) -> bool:
        """Whether a request may be in several groups of a level: it counts once for each of its tags."""
        split: Dimension = self.usage.dimension(self.dimensions[dimension])
        return split.kind == "tag"

    def _pages(self, path: Sequence[PathStep]) -> int:
        """How often the rest was opened at the end of a path."""
        return len(list(takewhile(lambda step: step is OTHER, reversed(path))))


def _known(numbers: pd.Series) -> Iterable[float | None]:
    """Plain numbers that JSON takes: whole ones as int, unknown ones as None."""
    for number in numbers:
        if pd.isna(number):
            yield None
        else:
            yield int(number) if float(number).is_integer() else round(float(number), 9)
