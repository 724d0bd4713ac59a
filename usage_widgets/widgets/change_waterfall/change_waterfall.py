"""`ChangeWaterfall`: why something changed, as bars from one total to the other, down into the groups behind them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.analytics.decompose import PARTS
from usage_widgets.answers.choice import checked_choice
from usage_widgets.answers.explain.explanation import KINDS, Explanation, check_explainable, explain_change
from usage_widgets.answers.periods.arguments import PAIR_CHECKS
from usage_widgets.answers.periods.pair import pair_of
from usage_widgets.data.breakdown import checked_count
from usage_widgets.errors import known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.selection import OTHER, TIME, Clause
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._path import RefusedName, RefusedValue, check_values, checked_steps, key_of, steps_trait
from usage_widgets.widgets._picture import Drawing
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.change_waterfall.content import content_of, frame_of, table_of
from usage_widgets.widgets.change_waterfall.picture import drawing
from usage_widgets.widgets.change_waterfall.scene import VIEWS, Scene, scene_of
from usage_widgets.widgets.change_waterfall.words import Words
from usage_widgets.widgets.change_waterfall.written import told

if TYPE_CHECKING:
    import pandas as pd

    from usage_widgets.data.drill import Path, PathStep
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Selection
    from usage_widgets.widgets._static import Told

MOST_GROUPS = 50
BELOW = ("model", "team", "user")
MOST_LEVELS = 3
ANY_PART = ("", *PARTS["cost"])
CHECKS = {**PAIR_CHECKS, "measure": partial(checked_choice, "measure that can be explained", known=KINDS)}
"""How a dashboard file's options are checked before there is a usage."""


class ChangeWaterfall(UsageWidget):
    """A change and what it is made of: its causes, or the groups behind all of it or behind one cause.

    >>> import usage_widgets as uw
    >>> why = uw.ChangeWaterfall(uw.Usage.demo(days=60, requests=2_000, end="2026-06-23"), by="team")
    >>> why.levels
    ('team', 'model', 'user')
    >>> why.drill("search").path
    ['search']
    """

    kind_name = "change_waterfall"
    linked = ("path", "view", "part", "selected")
    _esm = STATIC / "change_waterfall.js"
    _css = STATIC / "change_waterfall.css"

    view = traitlets.Enum(VIEWS, "parts").tag(sync=True, both=True)
    """What the change is split into: "parts" are its causes, "groups" those of the dimension. Both ways."""
    part = traitlets.Unicode("").tag(sync=True, both=True)
    """Which part the groups are shown of, such as "price"; "" is the whole change. Both ways."""
    selected = steps_trait()
    """Which groups are chosen on the last level. Both ways."""
    content = traitlets.Dict().tag(sync=True)
    """{at, crumbs, unit, by, summary, method, scenes, table}: what there is at a path. Python to page."""

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        measure: str = "cost",
        by: str = "model",
        period: Any = "month",
        against: Any = "previous",
        week_starts: str = "monday",
        top: int = 8,
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show why a measure changed.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            measure: "cost", "requests", "tokens" or a kind of tokens.
            by: The dimension of the groups, any but "tag"; below it follow others of model, team and user.
            period: "day", "week", "month", "quarter" or "year", the one that `as_of` lies in; a length such as "30d"; a
                name such as "2026-05"; or (start, end). A running one is set against the same part of the other.
            against: "previous"; "year", the same one a year ago; a period; or a group such as {"team": "support"}.
            week_starts: "monday" or "sunday".
            top: How many groups are shown by name, up to 50; the rest is one bar.
            selection: What is looked at together: the path filters everybody else. A period that others choose does not
                narrow this widget, which has two of its own.
            title: A heading; by default it names what is shown.

        Raises:
            UnknownName: there is no such measure or dimension.
            InvalidArgument: another argument cannot be used, or the measure cannot be explained.
        """
        known = as_usage(usage)
        check_explainable(known, measure, by)
        pair_of(known, period, against, week_starts=week_starts)
        self._measure = measure
        self.levels = _levels(known, by, against)
        self.top = checked_count(top, "top", most=MOST_GROUPS)
        self._explain = partial(
            explain_change, measure=measure, period=period, against=against, week_starts=week_starts
        )
        self._held: dict[Path, Explanation] = {}
        super().__init__(known, selection=selection, title=title)
        self.reword()
        self.observe(self._on_path, "path")
        self.observe(self._on_place, ["view", "part"])
        self.observe(self._on_selected, "selected")
        try:
            self._answered(((), self._ask_at(())))
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)

    @property
    def explanation(self) -> Explanation:
        """The explanation at the path, as `explain_change` gives it."""
        self.asker.settle()
        path = tuple(self.path)
        if path not in self._held:
            self._held[path] = self._ask_at(path)
        return self._held[path]

    @property
    def seen(self) -> Usage:
        """The usage that it explains: narrowed by what others selected, but for a period."""
        clauses = () if self.selection is None else self.selection.clauses(ignoring=self)
        return self.usage.narrowed(clause for clause in clauses if clause.dimension != TIME)

    @property
    def summary(self) -> str:
        """The change at the path in words with numbers."""
        return self.status["message"] if self._has_nothing() else self._words().summary()

    def table(self) -> pd.DataFrame:
        """One row a group at the path, the largest change first; sum the columns for the whole.

        Returns:
            `group` (None is unknown), `previous`, `current`, `change` and a column for each part, all float64.
        """
        return frame_of(self._words())

    def worded_table(self) -> list[tuple[str, ...]]:
        """The groups at the path as people read them, and in the last row the whole."""
        shown = table_of(self._words())
        rows = [*shown["rows"], shown["foot"]] if shown["rows"] else []
        heads = tuple(column["label"] for column in shown["columns"])
        return [heads, *(tuple(cell["text"] for cell in row) for row in rows)]

    def drill(self, value: PathStep) -> ChangeWaterfall:
        """Go into one group: a value, or None for the unknown one. On the last level it is chosen, or no longer."""
        if len(self.path) == len(self.levels) - 1:
            self.selected = [] if self.selected == [value] else [value]
        else:
            super().drill(value)
        return self

    def up(self, level: int | None = None) -> ChangeWaterfall:
        """Go up one step, or to the first `level` steps of the path; from the groups of a part back to the parts."""
        if level is None and not self.path and self.part:
            self.view = "parts"
        else:
            super().up(level)
        return self

    def reset(self) -> ChangeWaterfall:
        """Go back to the top, and to the whole change."""
        if self.part:
            self.view = "parts"
        self.up(0)
        return self

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._held = {}
        self._ask()

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        if not self.has_own_title:
            label = measure_label(self._measure, self.locale)
            by = dimension_label(self.levels[0], self.locale)
            self.title = text("change_waterfall.title", locale=self.locale, measure=label, dimension=by)
        self._hand_over()

    def _heading(self) -> str:
        return self.title if self._has_nothing() or not self._scene().bars else self._words().caption(self._scene())

    def _drawing(self) -> Drawing:
        return Drawing("", 0) if self._has_nothing() else drawing(self._scene(), self._words())

    def _told(self) -> Told:
        if self._has_nothing():
            return super()._told()
        return told(self._scene(), self._words(), self.worded_table())

    def _has_nothing(self) -> bool:
        """Whether there is an error in place of what the path leads to."""
        if self.status["state"] == "error":
            self.asker.settle()  # the trouble may be over
        return self.status["state"] == "error" and tuple(self.path) not in self._held

    def _scene(self) -> Scene:
        return scene_of(self.explanation, self.view, self.part, self.top)

    def _words(self) -> Words:
        return self._words_at(tuple(self.path), self.explanation)

    def _words_at(self, path: Path, explanation: Explanation) -> Words:
        names = zip(self.levels, path, strict=False)
        crumbs = [self.usage.label_of(name, value, locale=self.locale) for name, value in names]  # type: ignore[arg-type]
        below = next(iter(self.levels[len(path) + 1 :]), None)
        return Words(explanation, crumbs, below, self.locale)

    def _ask(self) -> None:
        path, held = tuple(self.path), dict(self._held)
        compute = partial(self._find, path, held)
        self.asker.ask(Question(compute, self._answered, self._has_failed, self._is_late))

    def _find(self, path: Path, held: Mapping[Path, Explanation]) -> tuple[Path, Explanation]:
        return path, held.get(path) or self._ask_at(path)

    def _ask_at(self, path: Path) -> Explanation:
        found = self._explain(self.seen.narrowed(self._clauses(path)), by=self.levels[len(path)])
        found.groups  # noqa: B018 - asked for here, and not while the page waits
        return found

    def _answered(self, answer: tuple[Path, Explanation]) -> None:
        path, explanation = answer
        self._held[path] = explanation
        self._hand_over()
        self._is_ready()

    def _hand_over(self) -> None:
        path = tuple(self.path)
        if path in self._held:
            words = self._words_at(path, self._held[path])
            self.content = content_of(words, key_of(path), (self.view, self.part), self.top)

    def _clauses(self, path: Path) -> list[Clause]:
        return [Clause(name, (value,)) for name, value in zip(self.levels, path, strict=False)]

    def _on_path(self, _change: Any) -> None:
        self.selected = []
        self._publish()
        self._ask()

    def _on_place(self, change: Any) -> None:
        """A part is one of groups; and what was left behind, as it was too much, is handed over when it is looked at."""
        if change.name == "part" and self.part:
            self.view = "groups"
        elif change.name == "view" and self.view == "parts":
            self.part = ""
        if self.content and (self.part or self.view) not in self.content["scenes"]:
            self._hand_over()

    def _on_selected(self, change: Any) -> None:
        if change.new or change.old:
            self._publish()

    def _publish(self) -> None:
        """Tell everybody else what this waterfall stands on."""
        chosen = [Clause(self.levels[-1], tuple(self.selected))] if self.selected else []
        self._put([*self._clauses(tuple(self.path)), *chosen])

    def _let_go(self, gone: set[str]) -> None:
        """Go up to where the path still holds."""
        held = next((at for at, name in enumerate(self.levels[: len(self.path)]) if name in gone), None)
        if held is not None:
            self.path = self.path[:held]
        elif self.levels[-1] in gone:
            self.selected = []

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = super()._check_path(proposal)
        if OTHER in steps:
            raise RefusedValue.expected("path", "values; the table lists the others", steps)
        for name, step in zip(self.levels, steps, strict=False):
            check_values(self.usage, "path", name, [step])
        return steps

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[Any]:
        steps = checked_steps("selected", proposal.value)
        if steps and (OTHER in steps or len(self.path) < len(self.levels) - 1):
            expected = f"values of {self.levels[-1]!r}, with the path at that level"
            raise RefusedValue.expected("selected", expected, steps)
        check_values(self.usage, "selected", self.levels[-1], steps)
        return steps

    @traitlets.validate("part")
    def _check_part(self, proposal: Any) -> str:
        if proposal.value not in ANY_PART:
            raise RefusedName.among("part", proposal.value, ANY_PART)
        return str(proposal.value)


def _levels(usage: Usage, by: str, against: Any) -> tuple[str, ...]:
    """The dimensions to go down through; what sets two groups apart is the same within each."""
    apart = tuple(against) if isinstance(against, Mapping) else ()
    below = [name for name in BELOW if name in usage.dimensions and name not in (by, *apart)]
    return (by, *below)[:MOST_LEVELS]
