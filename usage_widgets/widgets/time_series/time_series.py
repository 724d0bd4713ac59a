"""`TimeSeries`: lines over local time that people zoom, brush, and open down to what a line or a day is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.data.breakdown import checked_count
from usage_widgets.data.dimensions import checked_names
from usage_widgets.errors import InvalidArgument, UnknownName, known_keywords
from usage_widgets.messages.names import dimension_label
from usage_widgets.selection import OTHER, TAG, TIME, Clause
from usage_widgets.widgets._base import STATIC, as_usage
from usage_widgets.widgets._path import RefusedValue, checked_steps, dated_steps_trait, steps_trait
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets._timeline.grain import GRAINS
from usage_widgets.widgets._timeline.timeline import LINKED, Timeline
from usage_widgets.widgets.time_series.answer import answer, finer
from usage_widgets.widgets.time_series.place import Place, levels_of, span_of_day
from usage_widgets.widgets.time_series.words import Words, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from usage_widgets.data.calendar import Span
    from usage_widgets.data.drill import PathStep
    from usage_widgets.selection import Selection
    from usage_widgets.widgets._timeline.numbers import Numbers
    from usage_widgets.widgets.time_series.answer import Answer

MOST_GROUPS = 6
"""As many lines as there are colours that can be told apart."""
MOST_AHEAD = 732
"""Two years of days."""


class TimeSeries(Timeline):
    """One measure over time, as one line or split by a dimension.

    >>> import usage_widgets as uw
    >>> series = uw.TimeSeries(uw.Usage.demo(days=7, requests=500, end="2026-06-30"), by="team")
    >>> series.drill("search").path
    ['search']
    >>> series.up().path
    []
    """

    kind_name = "time_series"
    linked = (*LINKED, "every", "chosen", "hidden", "selected")
    _esm = STATIC / "time_series.js"
    _css = STATIC / "time_series.css"

    path = dated_steps_trait()
    """Where it stands: a value, None (unknown), OTHER or one `datetime.date` for each step. Both ways."""
    every = traitlets.Enum(GRAINS, "day").tag(sync=True, both=True)
    """The grain: "hour", "day", "week" or "month". Both ways."""
    chosen: Any = traitlets.List().tag(sync=True, both=True)
    """The range that is chosen: two ISO 8601 instants, half-open, or nothing. Both ways."""
    hidden = steps_trait()
    """The steps of the lines that are not drawn. Both ways."""
    selected = steps_trait()
    """Which lines are chosen on the last level. Both ways."""
    next_level = traitlets.Unicode().tag(sync=True)
    """What a line opens into, in words; "" where it does not open. Python to page."""
    crumbs: Any = traitlets.List().tag(sync=True)
    """What people read for each step of the path. Python to page."""

    _known: Answer | None = None
    _owes_clauses = False

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        measure: str = "cost",
        by: str | Iterable[str] | None = None,
        every: str = "day",
        forecast: int | None = None,
        top: int = 6,
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            measure: What is measured.
            by: What the lines are split by: a dimension, which opens into two others; all the dimensions to go down
                through; or None for one line, whose days open into models.
            every: "hour", "day", "week" (from Monday) or "month"; where that is more than 2,000 steps, the next coarser.
            forecast: How many of the next steps to show as forecast.
            top: How many lines have a name, up to 6; the rest is "Other", which opens.
            selection: What is looked at together: the path and a chosen range filter everybody else.
            title: A heading; by default it names what is shown.

        Raises:
            UnknownName: there is no such measure, step or dimension.
            InvalidArgument: `by`, `forecast` or `top` cannot be used.
        """
        known = as_usage(usage)
        names = None if by is None else checked_names("by", by, known.dimension)
        self._splits = names is not None
        self.levels = levels_of(names, known.dimensions)
        self.top = checked_count(top, "top", most=MOST_GROUPS)
        self.forecast = None if forecast is None else checked_count(forecast, "forecast", most=MOST_AHEAD)
        if every not in GRAINS:
            raise UnknownName.among("step", every, GRAINS)
        known.measure(measure)
        super().__init__(known, selection=selection, title=title, measure=measure, every=every)
        self.reword()
        self.observe(self._on_path, "path")
        self.observe(self._on_numbers, ["measure", "every"])
        self.observe(self._on_choice, ["chosen", "selected"])
        self._show_now()

    @property
    def summary(self) -> str:
        """What is shown, in words with numbers."""
        self.asker.settle()
        if self.status["state"] == "error":
            return str(self.status["message"])
        return plain(self.said)

    def table(self) -> pd.DataFrame:
        """One row a step and line."""
        raise NotImplementedError

    def worded_table(self) -> list[tuple[str, ...]]:
        """The steps as people read them: the time, then each line."""
        raise NotImplementedError

    def drill(self, value: PathStep | date) -> TimeSeries:
        """Go into a line or a day: a value, None, OTHER or a `datetime.date`. On the last level a line is chosen."""
        if self._place().is_last_level and value is not OTHER and not isinstance(value, date):
            self.selected = [] if self.selected == [value] else [value]
        else:
            self.path = [*self.path, value]
        return self

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        self._say()

    def _say(self) -> None:
        """Say where it stands and what is known."""
        words, place = self._words(), self._place()
        if not self.has_own_title:
            self.title = plain(words.caption(self._place(path=())))
        self.crumbs = words.crumbs(place)
        self.next_level = dimension_label(place.below, self.locale) if place.below else ""
        if self._known is not None:
            self.said = words.said(self._known)

    def _words(self) -> Words:
        return Words(self.usage, self.locale)

    def _place(self, path: Iterable[Any] | None = None) -> Place:
        steps = tuple(self.path if path is None else path)
        return Place(steps, self.measure, self.every, self.levels, self._splits, self.top)

    def _path_shown(self) -> list[Any]:
        return list(self._known.place.path) if self._known else []

    def _line_label(self, step: Any) -> str:
        return self._words().line(self._known, step) if self._known else ""

    def _show_now(self) -> None:
        """The first picture is there when the widget is made."""
        try:
            found = answer(self.seen, self._place())
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)
            return
        self._on_answer(found)

    def _ask(self) -> None:
        place = self._place()
        compute = lambda: answer(self.seen, place)  # noqa: E731 - what others have selected may be refused
        self.asker.ask(Question(compute, self._on_answer, self._has_failed, self._is_late))

    def _on_answer(self, found: Answer) -> None:
        self._known = found
        with self.hold_sync():  # one message, so that no picture mixes two places
            self._hand_over(found.numbers)
            self._say()
            self._is_ready()
        if self._owes_clauses or self._has_new_rest(found.place):
            self._publish(found.clauses)

    def _finer(self, span: Span, every: str) -> Numbers:
        known = self._known
        if known is None:
            raise LookupError("nothing is known yet")
        return finer(self.seen, known, span, every)

    def _has_new_rest(self, place: Place) -> bool:
        """Whether a new rank may have changed the rest that it stands in; two charts in a rest would chase each other."""
        if place.values[-1:] != (OTHER,):
            return False
        others = self.selection.clauses(ignoring=self) if self.selection else ()
        own = place.dimension  # a rest of tags is not said by exclusion
        return not any(clause.excluded or clause.dimension == own == TAG for clause in others)

    def _on_path(self, change: Any) -> None:
        with self.hold_sync():
            self.selected, self.hidden = [], []
            if _days_of(change.new) != _days_of(change.old):
                self.chosen, self.window = [], []
            self._say()
        self._tell()
        self._ask()

    def _on_numbers(self, _change: Any) -> None:
        self._owes_clauses = self._place().values[-1:] == (OTHER,)  # another measure has another rest
        self.reword()
        self._ask()

    def _on_choice(self, change: Any) -> None:
        if change.new or change.old:
            self._tell()

    def _tell(self) -> None:
        """Tell everybody else what this chart stands on, or once its answer has said what that is."""
        place = self._place()
        drill = place.drill(self.usage)
        known = self._known.nodes if self._known and self._known.place == place else {}
        self._owes_clauses = any(page not in known for page in drill.pages_telling(place.values))
        if not self._owes_clauses:
            self._publish(drill.clauses(place.values, known))

    def _publish(self, clauses: Iterable[Clause]) -> None:
        self._owes_clauses = False
        time = self._time_clause()
        chosen = [Clause(self.levels[-1], tuple(self.selected))] if self.selected else []
        self._put([*clauses, *([time] if time else []), *chosen])

    def _time_clause(self) -> Clause | None:
        """What is chosen of the time, else the day that it stands in."""
        day = self._place().day
        if self.chosen:
            return Clause(TIME, tuple(self.chosen))
        if day is not None:
            return Clause(TIME, tuple(edge.isoformat() for edge in span_of_day(day, self.usage.zone)))
        return None

    def _let_go(self, gone: set[str]) -> None:
        """Go up to where the path still holds."""
        if TIME in gone and self.chosen:
            self.chosen = []
            gone = gone - {TIME}
        depth = 0
        for at, step in enumerate(self.path):
            is_day = isinstance(step, date)
            if (TIME if is_day else self.levels[depth]) in gone:
                self.path = self.path[:at]
                return
            depth += not is_day and step is not OTHER
        if self.levels[-1] in gone:
            self.selected = []

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = list(proposal.value)
        days = [step for step in steps if type(step) is date]
        super()._check_path(traitlets.Bunch(value=[step for step in steps if type(step) is not date]))
        if len(days) > 1:
            raise RefusedValue.expected("path", "at most one day", steps)
        if not self._splits and steps and type(steps[0]) is not date:
            raise RefusedValue.expected("path", "a day first, as the one line is of everything", steps)
        self._check_day(*days)
        depth = 0
        for step in steps:
            if step is not OTHER and type(step) is not date:
                self._check_values("path", self.levels[depth], step)
                depth += 1
        self._check_rest(steps)
        return steps

    def _check_rest(self, steps: list[Any]) -> None:
        """Refuse a rest that is known not to be there; one that it stands in may be gone by now."""
        known = self._known
        is_next = known is not None and steps == [*known.place.path, OTHER] and steps != self.path
        if is_next and known and known.node and not known.node.other_count:
            raise RefusedValue.expected("path", "OTHER where there are more groups than are shown", steps)

    def _check_day(self, day: date | None = None) -> None:
        covered = None if day is None else self.usage.covered()
        if day is None or covered is None:
            return
        first, last = covered.start.date(), covered.end.date()
        if not first <= day <= last:
            raise RefusedValue.expected("path", f"a day from {first} to {last}", day)

    @traitlets.validate("chosen")
    def _check_chosen(self, proposal: Any) -> list[str]:
        span = self._numbers.span if self._numbers else None
        return self._check_range("chosen", proposal.value, span)

    @traitlets.validate("hidden")
    def _check_hidden(self, proposal: Any) -> list[Any]:
        steps = checked_steps("hidden", proposal.value)
        dimension = self._place().dimension
        if steps and dimension is None:
            raise RefusedValue.expected("hidden", "nothing, as there is one line", steps)
        self._check_values("hidden", dimension or "", [step for step in steps if step is not OTHER])
        return steps

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[Any]:
        steps = checked_steps("selected", proposal.value)
        if steps and (OTHER in steps or not self._place().is_last_level):
            expected = f"values of {self.levels[-1]!r}, with the path at that level"
            raise RefusedValue.expected("selected", expected, steps)
        self._check_values("selected", self.levels[-1], steps)
        return steps

    def _check_values(self, trait: str, dimension: str, values: Any) -> None:
        if values == []:
            return
        try:
            self.usage.dimension(dimension).checked(values)
        except InvalidArgument as error:
            raise RefusedValue(f"{trait}: {error}") from None


def _days_of(path: Iterable[Any]) -> list[date]:
    return [step for step in path if isinstance(step, date)]
