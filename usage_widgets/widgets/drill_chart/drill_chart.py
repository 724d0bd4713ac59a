"""`DrillChart`: bars or a pie that people click, or walk by key, from one dimension down into the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.data.breakdown import checked_count
from usage_widgets.data.dimensions import checked_names
from usage_widgets.data.drill import Drill
from usage_widgets.data.measures import UNPRICED
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.names import dimension_label
from usage_widgets.selection import OTHER, TAG, Clause
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._measured import checked_measure, offered
from usage_widgets.widgets._path import RefusedValue, check_values, checked_steps, steps_trait
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.drill_chart.cube import cube_of, nodes_around
from usage_widgets.widgets.drill_chart.picture import bars, marks_of, pie_problem, ring
from usage_widgets.widgets.drill_chart.words import Words
from usage_widgets.widgets.drill_chart.written import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.data.drill import Node, Path, PathStep
    from usage_widgets.selection import Selection
    from usage_widgets.widgets._picture import Drawing
    from usage_widgets.widgets._static import Told
    from usage_widgets.widgets.drill_chart.cube import Nodes

KINDS = ("bar", "pie")
MOST_GROUPS = 200


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
    linked = ("path", "measure", "kind", "selected")
    _esm = STATIC / "drill_chart.js"
    _css = STATIC / "drill_chart.css"

    dimensions: Any = traitlets.List().tag(sync=True)
    """[{name, label}]: what each step splits by. Python to page."""
    measures: Any = traitlets.List().tag(sync=True)
    """[{name, label, unit, additive}]: what the page offers to measure. Python to page."""
    measure = traitlets.Unicode("cost").tag(sync=True, both=True)
    """What is measured. Both ways."""
    kind = traitlets.Enum(KINDS, "bar").tag(sync=True, both=True)
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
            top: How many groups are shown by name, up to 200; the rest is "Other", which opens.
            selection: What is looked at together: the path filters everybody else.
            title: A heading; by default it names what is shown.

        Raises:
            UnknownName: there is no such dimension or measure.
            InvalidArgument: `kind`, `top` or `path` cannot be used.
        """
        known = as_usage(usage)
        self.levels = checked_names("path", path, known.dimension)
        self.top = checked_count(top, "top", most=MOST_GROUPS)
        if kind not in KINDS:
            raise InvalidArgument.expected("kind", " or ".join(map(repr, KINDS)), kind)
        known.measure(measure)
        self._nodes: Nodes = {}
        self._owes_clauses = False
        super().__init__(known, selection=selection, title=title, kind=kind, measure=measure)
        self.reword()
        self.observe(self._on_path, "path")
        self.observe(self._on_measure, "measure")
        self.observe(self._on_selected, "selected")
        self._show_now()

    @property
    def summary(self) -> str:
        """What is shown at the path, in words with numbers."""
        path = tuple(self.path)
        if self._has_nothing():
            return self.status["message"]
        return Words(self._drill(), self.locale).summary(path, self._node(path))

    def table(self) -> pd.DataFrame:
        """One row a group at the path: the dimension (None is unknown), the measure, `is_other`.

        Also `share` where the measure sums up, and `unpriced_requests` where a cost leaves some out.
        """
        node = self._node(tuple(self.path))
        rest = [OTHER.value] if node.other_count else []
        numbers = pd.Series(node.all_numbers, dtype="float64")
        columns = {
            self.levels[node.dimension]: pd.Series([*node.values, *rest], dtype=object),
            self.measure: numbers,
            **({"share": numbers / (node.total or float("nan"))} if node.sums else {}),
            **({UNPRICED.name: node.left_out} if any(node.left_out) else {}),
            "is_other": [False] * len(node.values) + [True] * len(rest),
        }
        return pd.DataFrame(columns)

    def worded_table(self) -> list[tuple[str, ...]]:
        """The groups at the path as people read them: the dimension, the measure and, where it sums up, its share."""
        path = tuple(self.path)
        return Words(self._drill(), self.locale).table(self._node(path))

    def _heading(self) -> str:
        """Its own title, or what is shown at the path: a picture has no breadcrumb."""
        return super()._heading() if self.has_own_title else Words(self._drill(), self.locale).caption(tuple(self.path))

    def _drawing(self) -> Drawing:
        node, words = self._node(tuple(self.path)), Words(self._drill(), self.locale)
        marks = marks_of(node, words.table(node)[1:])
        if not marks:
            return super()._drawing()
        return ring(marks, words.named(node)) if self._is_ring(node) else bars(marks)

    def _told(self) -> Told:
        if self._has_nothing():
            return super()._told()
        path = tuple(self.path)
        words, measures = Words(self._drill(), self.locale), [measure["label"] for measure in self.measures]
        return told(words, path, self._node(path), measures, as_pie=self.kind == "pie")

    def _has_nothing(self) -> bool:
        """Whether there is an error in place of what the path leads to."""
        if self.status["state"] == "error":
            self.asker.settle()  # the trouble may be over
        return self.status["state"] == "error" and tuple(self.path) not in self._nodes

    def _is_ring(self, node: Node) -> bool:
        return self.kind == "pie" and not pie_problem(self.usage.measure(self.measure), node)

    def drill(self, value: PathStep) -> DrillChart:
        """Go into one group: a value, None for the unknown one, OTHER for the rest. On the last level it is chosen."""
        if value is not OTHER and self._known_drill().depth(tuple(self.path)) == len(self.levels) - 1:
            self.selected = [] if self.selected == [value] else [value]
        else:
            super().drill(value)
        return self

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._nodes = {}
        self._ask()

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        self.dimensions = [{"name": name, "label": dimension_label(name, self.locale)} for name in self.levels]
        self.measures = offered(self.usage, self.measure, locale=self.locale)
        if not self.has_own_title:
            self.title = Words(self._known_drill(), self.locale).caption(())
        if self._nodes:
            self._hand_over()

    def _drill(self) -> Drill:
        """For questions.

        Raises:
            UsageWidgetsError: others have selected what this usage cannot be narrowed by.
        """
        return Drill(self.seen, self.levels, self.measure, self.top)

    def _known_drill(self) -> Drill:
        """For names and for what is held, whatever others have selected."""
        return Drill(self.usage, self.levels, self.measure, self.top)

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
        self._hand_over()
        self._ask()

    def _ask(self) -> None:
        path, held = tuple(self.path), dict(self._nodes)

        def compute() -> tuple[Nodes, tuple[Clause, ...]]:
            drill = self._drill()
            nodes = nodes_around(drill, path, held)
            return nodes, drill.clauses(path, nodes)

        def answered(answer: tuple[Nodes, tuple[Clause, ...]]) -> None:
            self._nodes, clauses = answer
            self._hand_over()
            self._is_ready()
            if self._owes_clauses or self._has_new_rest(path):
                self._publish(clauses)

        self.asker.ask(Question(compute, answered, self._has_failed, self._if_missing))

    def _has_new_rest(self, path: Path) -> bool:
        """Whether a new rank may have changed the rest that it stands in; two charts in a rest would chase each other."""
        if path[-1:] != (OTHER,):
            return False
        others = self.selection.clauses(ignoring=self) if self.selection else ()
        own = self.levels[self._known_drill().depth(path)]  # a rest of tags is not said by exclusion
        return not any(clause.excluded or clause.dimension == own == TAG for clause in others)

    def _if_missing(self) -> None:
        if tuple(self.path) not in self._nodes:
            self._is_late()

    def _hand_over(self) -> None:
        self.cube = cube_of(self._nodes, self._known_drill(), self.locale)

    def _on_path(self, _change: Any) -> None:
        came_too = "selected" in self._property_lock  # a page that had to wait tells of both in one message
        if not (came_too and self._is_at_the_end()):
            self.selected = []
        self._tell()
        self._ask()

    def _on_measure(self, _change: Any) -> None:
        self._nodes = {}
        self.reword()
        self._owes_clauses = True  # another measure has another rest
        self._ask()

    def _on_selected(self, change: Any) -> None:
        if change.new or change.old:
            self._tell()

    def _is_at_the_end(self) -> bool:
        return sum(step is not OTHER for step in self.path) == len(self.levels) - 1

    def _tell(self) -> None:
        """Tell everybody else what this chart stands on, or once its answer has said what that is."""
        path, drill = tuple(self.path), self._known_drill()
        self._owes_clauses = any(page not in self._nodes for page in drill.pages_telling(path))
        if not self._owes_clauses:
            self._publish(drill.clauses(path, self._nodes))

    def _publish(self, clauses: tuple[Clause, ...]) -> None:
        """Tell everybody else what this chart stands on."""
        self._owes_clauses = False
        chosen = [Clause(self.levels[-1], tuple(self.selected))] if self.selected else []
        self._put([*clauses, *chosen])

    def _let_go(self, gone: set[str]) -> None:
        """Go up to where the path still holds."""
        depth = 0
        for level, step in enumerate(self.path):
            if self.levels[depth] in gone:
                self.path = self.path[:level]
                return
            depth += step is not OTHER
        if self.levels[-1] in gone:
            self.selected = []

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = super()._check_path(proposal)
        for name, step in zip(self.levels, (step for step in steps if step is not OTHER), strict=False):
            check_values(self.usage, "path", name, [step])
        self._check_rests(steps)
        return steps

    def _check_rests(self, steps: list[PathStep]) -> None:
        """Refuse a rest that is known not to be there; one that it stands in may be gone by now."""
        for level, step in enumerate(steps):
            above = self._nodes.get(tuple(steps[:level]))
            stands = self.path[: level + 1] == steps[: level + 1]
            if step is OTHER and not stands and above and not above.other_count:
                raise RefusedValue.expected("path", "OTHER where there are more groups than are shown", steps)

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[Any]:
        steps = checked_steps("selected", proposal.value)
        if steps and (OTHER in steps or not self._is_at_the_end()):
            raise RefusedValue.expected(
                "selected", f"values of {self.levels[-1]!r}, with the path at that level", steps
            )
        check_values(self.usage, "selected", self.levels[-1], steps)
        return steps

    @traitlets.validate("measure")
    def _check_measure(self, proposal: Any) -> str:
        return checked_measure(self.usage, proposal.value)
