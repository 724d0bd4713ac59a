"""`DrillChart`: bars or a pie that people click, or walk by key, from one dimension down into the next."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.data.drill import Drill, Node, Path
from usage_widgets.data.usage import checked_top
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.selection import OTHER, Clause
from usage_widgets.widgets._base import STATIC, UsageWidget
from usage_widgets.widgets._path import RefusedName, checked_steps, key_of, steps_trait
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.drill_chart.words import Words, dimension_label, measure_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.data.drill import PathStep
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Selection

KINDS = ("bar", "pie")
OFFERED = ("cost", "requests", "tokens", "users", "failure_rate", "cost_per_request", "cache_rate", "latency_ms_p95")
MOST_BYTES = 280_000
FRAME_PX, ROW_PX = 331, 32  # as drill_chart.css lays it out on a wide page
Nodes = dict[Path, Node]


class DrillChart(UsageWidget):
    """Usage split by one dimension, then within a group by the next, and so on.

    >>> import usage_widgets as uw
    >>> chart = uw.DrillChart(uw.Usage.demo(days=7, requests=500, end="2026-06-30"), path=["team", "model"])
    >>> chart.drill("search").path
    ['search']
    >>> chart.up().path
    []
    """

    kind_name = "drill_chart"
    _esm = STATIC / "drill_chart.js"
    _css = STATIC / "drill_chart.css"

    dimensions: Any = traitlets.List().tag(sync=True)
    """[{name, label}]: what each step splits by. Python to page."""
    measures: Any = traitlets.List().tag(sync=True)
    """[{name, label, unit, additive}]: what the page offers to measure. Python to page."""
    measure = traitlets.Unicode("cost").tag(sync=True)
    """What is measured. Both ways."""
    kind = traitlets.Enum(KINDS, "bar").tag(sync=True)
    """How it is drawn. Both ways."""
    selected = steps_trait()
    """Which marks are chosen on the last level. Both ways."""
    cube = traitlets.Dict().tag(sync=True)
    """{measure, nodes}: the numbers around the path. Python to page."""

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        path: Iterable[str] = ("model", "provider", "user"),
        measure: str = "cost",
        kind: str = "bar",
        top: int = 12,
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            path: The dimensions to go down through.
            measure: What is measured.
            kind: "bar" or "pie".
            top: How many groups are shown by name; the rest is "Other", which opens.
            selection: What is looked at together: the path filters everybody else.
            title: A heading; None names what is shown.

        Raises:
            UnknownName: there is no such dimension or measure.
            InvalidArgument: `kind`, `top` or `path` cannot be used.
        """
        names = (path,) if isinstance(path, str) else tuple(path)
        if not names or len(set(names)) < len(names):
            raise InvalidArgument.expected("path", "one dimension or several, each once", list(names))
        if kind not in KINDS:
            raise InvalidArgument.expected("kind", " or ".join(map(repr, KINDS)), kind)
        checked_top(top)
        self.top = top
        self.levels = names
        self._nodes: Nodes = {}
        super().__init__(usage, selection=selection, title=title, kind=kind)
        for name in names:
            self.usage.dimension(name)
        self.usage.measure(measure)
        self.measures = self._offered(measure)
        self.dimensions = [{"name": name, "label": dimension_label(name, self.locale)} for name in names]
        self.measure = measure
        self.title = title or Words(self._drill(), self.locale).caption(())
        self.observe(self._on_path, "path")
        self.observe(self._on_measure, "measure")
        self.observe(self._on_selected, "selected")
        self._show_now()

    @property
    def height_px(self) -> int:  # type: ignore[override]
        """The frame and a row for each mark."""
        return FRAME_PX + ROW_PX * (len(self.worded_table()) - 1)

    @property
    def summary(self) -> str:
        """What is shown at the path, in words with numbers."""
        path = tuple(self.path)
        return Words(self._drill(), self.locale).summary(path, self._node(path))

    def table(self) -> pd.DataFrame:
        """The groups at the path: the dimension (None is unknown), the measure, its share and `is_other`."""
        node = self._node(tuple(self.path))
        name = self.levels[node.dimension]
        rows = [(value, number, False) for value, number in zip(node.values, node.numbers, strict=True)]
        rest = [(OTHER.value, node.other, True)] if node.other_count else []
        frame = pd.DataFrame([*rows, *rest], columns=[name, self.measure, "is_other"])
        frame[self.measure] = frame[self.measure].astype("float64")
        if self.usage.measure(self.measure).is_additive:
            frame.insert(2, "share", frame[self.measure] / node.total if node.total else float("nan"))
        return frame

    def worded_table(self) -> list[tuple[str, ...]]:
        """The groups at the path as people read them: the dimension, the measure and, where it sums up, its share."""
        path = tuple(self.path)
        return Words(self._drill(), self.locale).table(self._node(path))

    def drill(self, value: PathStep) -> DrillChart:
        """Go into one group: a value, None for the unknown one, OTHER for the rest. On the last level it is chosen."""
        if value is not OTHER and self._drill().depth(tuple(self.path)) == len(self.levels) - 1:
            self.selected = [step for step in self.selected if step != value] if value in self.selected else [value]
        else:
            super().drill(value)
        return self

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._nodes = {}
        self._ask()

    def _drill(self) -> Drill:
        return Drill(self.seen, self.levels, self.measure, self.top)

    def _node(self, path: Path) -> Node:
        if path not in self._nodes:
            self._nodes[path] = self._drill().node(path)
        return self._nodes[path]

    def _show_now(self) -> None:
        """The first picture is there when the widget is made; what lies below follows."""
        try:
            self._node(())
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)
            return
        self._hand_over(())
        self._ask()

    def _ask(self) -> None:
        drill, path, held = self._drill(), tuple(self.path), dict(self._nodes)
        question = Question(lambda: nodes_around(drill, path, held), self._on_nodes, self._has_failed, self._if_missing)
        self.asker.ask(question)

    def _on_nodes(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._hand_over(tuple(self.path))
        self._is_ready()

    def _if_missing(self) -> None:
        if tuple(self.path) not in self._nodes:
            self._is_late()

    def _hand_over(self, path: Path) -> None:
        """Hand the page the nodes it needs; the deepest level stays behind where names are too long for it."""
        nodes = self._nodes
        deepest = max((len(key) for key in nodes), default=0)
        cube = self._cube(nodes)
        while len(json.dumps(cube, ensure_ascii=False)) > MOST_BYTES and deepest > len(path) + 1:
            deepest -= 1
            nodes = {key: node for key, node in nodes.items() if len(key) <= deepest}
            cube = self._cube(nodes)
        self.cube = cube

    def _cube(self, nodes: Nodes) -> dict[str, Any]:
        seen = self.usage
        worded = {key_of(path): node_to_json(node, self.levels[node.dimension], seen) for path, node in nodes.items()}
        return {"measure": self.measure, "nodes": worded}

    def _on_path(self, _change: Any) -> None:
        self.selected = []
        self._publish()
        self._ask()

    def _on_measure(self, change: Any) -> None:
        before = replace(self._drill(), measure=change.old)
        if self.title == Words(before, self.locale).caption(()):
            self.title = Words(self._drill(), self.locale).caption(())
        self.refresh()

    def _on_selected(self, _change: Any) -> None:
        self._publish()

    def _publish(self) -> None:
        """Tell everybody else what this chart stands on."""
        if self.selection is None:
            return
        clauses = [*self._drill().clauses(tuple(self.path))]
        if self.selected:
            clauses.append(Clause(self.levels[-1], tuple(step for step in self.selected if step is not OTHER)))
        self.selection.put(self, clauses)

    def _offered(self, first: str) -> list[dict[str, Any]]:
        names = OFFERED if first in OFFERED else (first, *OFFERED)
        measures = [self.usage.measure(name) for name in names]
        return [
            {"name": m.name, "label": measure_label(m.name, self.locale), "unit": m.unit, "additive": m.is_additive}
            for m in measures
        ]

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[Any]:
        return checked_steps("selected", proposal.value)

    @traitlets.validate("measure")
    def _check_measure(self, proposal: Any) -> str:
        if proposal.value not in self.usage.measures:
            raise RefusedName.among("measure", proposal.value, self.usage.measures)
        return proposal.value


def nodes_around(drill: Drill, path: Path, held: Nodes) -> Nodes:
    """The nodes a person at a path may step to: those above, its own, and two levels below."""
    above = [path[:level] for level in range(len(path) + 1)]
    nodes = {step: held.get(step) or drill.node(step) for step in above}
    node = nodes[path]
    if node.other_count:
        rest = (*path, OTHER)
        nodes[rest] = held.get(rest) or drill.node(rest)
    children = drill.children(path, node)
    return nodes | children | drill.grandchildren(path, children)


def node_to_json(node: Node, dimension: str, usage: Usage) -> dict[str, Any]:
    """A node for the page, its values worded."""
    rest = {"count": node.other_count, "number": node.other} if node.other_count else None
    return {
        "dimension": node.dimension,
        "total": node.total,
        "count": node.count,
        "values": list(node.values),
        "labels": [usage.label_of(dimension, value) for value in node.values],
        "numbers": list(node.numbers),
        "other": rest,
    }
