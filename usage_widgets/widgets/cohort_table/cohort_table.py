"""`CohortTable`: who came in the same week, and how many of them were back in each week since."""

from __future__ import annotations

from datetime import date
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.answers.choice import checked_choice
from usage_widgets.answers.cohorts.cohorts import EVERY, member_dimension
from usage_widgets.answers.cohorts.cohorts import cohorts as ask_cohorts
from usage_widgets.data.calendar import label_instants
from usage_widgets.data.dimensions import Dimension
from usage_widgets.errors import known_keywords
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._path import RefusedName, RefusedValue, dated_steps_trait
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.cohort_table.content import content_of, place_of
from usage_widgets.widgets.cohort_table.grid import MEASURES, grid_of
from usage_widgets.widgets.cohort_table.members import ask_members
from usage_widgets.widgets.cohort_table.words import Words
from usage_widgets.widgets.cohort_table.written import drawn, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from usage_widgets.answers.cohorts.cohorts import Cohorts
    from usage_widgets.selection import Selection
    from usage_widgets.widgets._picture import Drawing
    from usage_widgets.widgets._static import Told
    from usage_widgets.widgets.cohort_table.grid import Grid
    from usage_widgets.widgets.cohort_table.members import Members

USUAL, MOST = 24, 60
"""How many of the newest cohorts are shown, at first and at most."""
SAID_FIRST = 3
"""So many sentences stand above the table: how many there are, and how many came back."""
CHECKS: dict[str, Callable[[Any], object]] = {
    "exclude": Dimension("exclude").checked,
    "every": partial(checked_choice, "step of cohorts", known=EVERY),
    "measure": partial(checked_choice, "measure of cohorts", known=MEASURES),
}
"""How a dashboard file's options are checked before there is a usage."""
MOST_STEPS = 2
"""Of a path: a cohort, and one of its steps."""


class CohortTable(UsageWidget):
    """Cohorts of those who were first seen in the same step of time, and what they did in each step since.

    >>> import usage_widgets as uw
    >>> demo = uw.Usage.demo(days=28, requests=2_000, seed=1, end="2026-06-29")
    >>> table = uw.CohortTable(demo, measure="share")
    >>> table.drill(table.cohorts.cohorts[0].date()).path
    [datetime.date(2026, 6, 1)]
    """

    kind_name = "cohort_table"
    linked = ("path", "measure")
    keeps_its_answer = True
    name_columns = 1
    _esm = STATIC / "cohort_table.js"
    _css = STATIC / "cohort_table.css"

    path = dated_steps_trait()
    """Where it stands: nothing, the `datetime.date` on which a cohort's step begins, or that and a number of steps since. Both ways."""
    measure = traitlets.Unicode("users").tag(sync=True, both=True)
    """What is shown: "users", "share", "cost" or "requests". Both ways."""
    shows_all = traitlets.Bool(default_value=False).tag(sync=True, both=True)
    """Whether the newest 60 cohorts are shown, not 24. Both ways."""
    measures: Any = traitlets.List().tag(sync=True)
    """[{name, label}]: what the page offers to show. Python to page."""
    summary_text = traitlets.Unicode().tag(sync=True)
    """What it shows, in words. Python to page."""
    notes: Any = traitlets.List().tag(sync=True)
    """What is to be known of the numbers, a sentence each. Python to page."""
    content = traitlets.Dict().tag(sync=True)
    """{corner, since, columns, rows, measures, shown, is_cut}: the table. Python to page."""
    place = traitlets.Dict().tag(sync=True)
    """{path, crumbs, caption, note, columns, rows}: the members that a path leads to; else empty. Python to page."""

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        by: str = "user",
        every: str = "week",
        measure: str = "users",
        exclude: Iterable[str] = (),
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            by: The dimension whose values come and stay.
            every: How long a step is: "day", "week" (from Monday), "month" or "quarter", in local time.
            measure: "users" (how many are active), "share" (of the cohort), "cost" in US dollars or "requests".
            exclude: Values of `by` to leave out, such as service keys.
            selection: What is looked at together: an opened cohort filters everybody else. A period of
                others chooses the cohorts that are shown; who was first seen when counts over all data.
            title: A heading; by default it names what is shown.

        Raises:
            UnknownName: there is no such dimension, step or measure.
            InvalidArgument: `exclude` or `title` cannot be used.
        """
        known = as_usage(usage)
        CHECKS["measure"](measure)
        CHECKS["every"](every)
        self.by, self.every = by, every
        self.exclude = member_dimension(known, by).checked(exclude)
        self._cohorts: Cohorts | None = None
        self._members: Members | None = None
        self._stood: list[Any] = []
        super().__init__(known, selection=selection, title=title, measure=measure)
        self._show_now()
        self.reword()
        self.observe(self._on_path, "path")
        self.observe(self._on_shows_all, "shows_all")

    @property
    def cohorts(self) -> Cohorts:
        """The cohorts that are shown, all of them."""
        self.asker.settle()
        if self._cohorts is None:
            self._cohorts = self._ask_cohorts()
        return self._cohorts

    @property
    def summary(self) -> str:
        """What is shown, in words with numbers."""
        self.asker.settle()
        if self._cohorts is None:
            return str(self.status["message"])
        place = [self.place[name] for name in ("caption", "note") if self.place.get(name)]
        return " ".join(place or [self.summary_text, *self.notes])

    def table(self) -> pd.DataFrame:
        """All cohorts, one row a cohort and step since, as `uw.cohorts` has them; with a path the members it leads to.

        Returns:
            `cohort`, `since`, `size`, `users`, `share`, `cost`, `requests` and `is_finished`; or the dimension, `requests`
            and `cost`, the rest of more than 50 members as one row with `is_other`.
        """
        members = self._shown_members()
        return self.cohorts.frame.copy() if members is None else members.frame()

    def worded_table(self) -> list[tuple[str, ...]]:
        """What is shown as people read it: cohorts and steps since, or the members that the path leads to."""
        members = self._shown_members()
        return self._words.rows(self._grid(), self.measure) if members is None else self._words.list_rows(members)

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._ask(None)

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        words = self._words
        if not self.has_own_title:
            self.title = words.title()
        self.measures = [{"name": name, "label": words.measure(name)} for name in MEASURES]
        if self._cohorts is not None:
            self._hand_over(self._cohorts)

    def _show_now(self) -> None:
        try:
            self._cohorts = self._ask_cohorts()
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)

    def _ask_cohorts(self) -> Cohorts:
        return ask_cohorts(self.seen, by=self.by, every=self.every, exclude=self.exclude)

    def _ask(self, held: Cohorts | None) -> None:
        """Ask for the members that the path leads to, and for the cohorts where none are held."""
        path = tuple(self.path)

        def compute() -> tuple[Cohorts, Members | None]:
            cohorts = held or self._ask_cohorts()
            return cohorts, self._ask_members(cohorts, path) if path else None

        def answered(answer: tuple[Cohorts, Members | None]) -> None:
            self._cohorts, self._members = answer
            with self.hold_sync():
                self._hand_over(self._cohorts)
            self._is_ready()
            self._put(self._members.clauses if self._members else ())

        self.asker.ask(Question(compute, answered, self._has_failed, self._is_late))

    def _ask_members(self, cohorts: Cohorts, path: tuple[Any, ...]) -> Members:
        return ask_members(cohorts, self._start_of(path[0]), path[1] if len(path) == MOST_STEPS else None)

    def _hand_over(self, cohorts: Cohorts) -> None:
        """Give the page what is shown, in words."""
        words, members = self._words, self._members
        self.content = content_of(self._grid(), words)
        self.place = place_of(self.path, members, self._start_of(self.path[0]), words) if members else {}
        said = cohorts.sentences(self.locale)
        self.summary_text, self.notes = " ".join(said[:SAID_FIRST]), said[SAID_FIRST:]

    @property
    def _words(self) -> Words:
        return Words(self.usage, self.by, self.every, self.locale)

    def _grid(self) -> Grid:
        return grid_of(self.cohorts, MOST if self.shows_all else USUAL)

    def _shown_members(self) -> Members | None:
        self.asker.settle()
        return self._members if self.path else None

    def _drawing(self) -> Drawing:
        members = self._shown_members()
        if members is not None or not self._grid().rows:
            return super()._drawing()
        return drawn(self._grid(), self._words, self.measure)

    def _told(self) -> Told:
        plain = super()._told()
        if self.status["state"] == "error" or self._shown_members() is not None:
            return plain
        return told(self.summary_text, self.notes, self._grid(), self._words, self.measure)

    def _start_of(self, day: date) -> pd.Timestamp:
        return label_instants(pd.DatetimeIndex([day]), self.usage.zone)[0]

    def _on_path(self, _change: Any) -> None:
        self._stood = [*self.path]
        if self.path:
            self._ask(self._cohorts)
            return
        self.asker.drop()
        self._members, self.place = None, {}
        self._put(())

    def _on_shows_all(self, _change: Any) -> None:
        if self._cohorts is not None:
            self._hand_over(self._cohorts)

    def _let_go(self, gone: set[str]) -> None:
        """Go up to where what is left holds: without its members there is no cohort, without its time no step."""
        self.path = [] if self.by in gone else self.path[:1]

    @traitlets.validate("measure")
    def _check_measure(self, proposal: Any) -> str:
        if proposal.value not in MEASURES:
            raise RefusedName.among("measure", proposal.value, MEASURES)
        return str(proposal.value)

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = [int(step) if _is_count(step) else step for step in proposal.value]
        if steps == self._stood[: len(steps)]:  # as it was accepted, though others may have changed what there is
            return steps
        if steps and not (type(steps[0]) is date and len(steps) <= MOST_STEPS and all(map(_is_count, steps[1:]))):
            raise RefusedValue.expected(
                "path", "the date of a cohort and then, at most, a number of steps since", steps
            )
        if steps and self._cohorts is not None and not _has_place(self._cohorts.frame, steps):
            raise RefusedValue.expected("path", "a cohort that there is, and a step since that is over", steps)
        return steps


def _is_count(step: Any) -> bool:
    return isinstance(step, Integral) and not isinstance(step, bool) and int(step) >= 0


def _has_place(frame: pd.DataFrame, steps: list[Any]) -> bool:
    """Whether there is a cohort of that date, and its step is over."""
    own = frame[frame["cohort"].dt.date == steps[0]]
    if len(steps) == 1:
        return not own.empty
    return bool((own["is_finished"] & (own["since"] == steps[1])).any())
