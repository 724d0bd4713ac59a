"""`TimeSeries`: lines over local time that people zoom, brush, and open down to what a line or a day is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.data.breakdown import checked_count
from usage_widgets.data.dimensions import checked_names
from usage_widgets.errors import UnknownName, known_keywords
from usage_widgets.messages.names import dimension_label
from usage_widgets.selection import OTHER, TIME
from usage_widgets.widgets._base import STATIC, as_usage
from usage_widgets.widgets._path import RefusedValue, check_values, checked_steps, dated_steps_trait, steps_trait
from usage_widgets.widgets._picture import Drawing
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets._static import Told, paragraph
from usage_widgets.widgets._timeline.grain import GRAINS
from usage_widgets.widgets._timeline.sketch import Sketch
from usage_widgets.widgets._timeline.timeline import LINKED, Timeline
from usage_widgets.widgets._trouble import log
from usage_widgets.widgets.time_series.ahead import Ahead, Refused, ahead_of
from usage_widgets.widgets.time_series.answer import answer, finer
from usage_widgets.widgets.time_series.checks import check_days, check_rest, is_day
from usage_widgets.widgets.time_series.place import Place, levels_of
from usage_widgets.widgets.time_series.stand import clauses_of, may_have_new_rest, path_without
from usage_widgets.widgets.time_series.table import frame_of, worded
from usage_widgets.widgets.time_series.words import Words, plain
from usage_widgets.widgets.time_series.written import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from usage_widgets.data.calendar import Span
    from usage_widgets.data.drill import PathStep
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Clause, Selection
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
    _ahead: Ahead | Refused | None = None
    _owes_clauses = False
    _around_the_day: tuple[Sequence[str], Ahead | Refused | None] = ((), None)
    """The window from which a day was opened, and the forecast in it: seen again where one comes back."""

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
        self._settle()
        if self.status["state"] == "error":
            return str(self.status["message"])
        return plain(self.said)

    def table(self) -> pd.DataFrame:
        """One row a step and line, of the whole span; then, where there is a forecast, of the steps to come.

        The columns: `time` (its start, aware), the dimension where there are several lines (None is unknown), the measure
        (float64, NaN is unknown), `is_other` of lines, and `partial`: whether the span covers only a part of the step.
        With a forecast also `is_forecast` and, where there is one line, `low_80`, `high_80`, `low_95` and `high_95`: the
        running step then has two rows, what is known so far and what is expected of it.
        """
        self._settle()
        return frame_of(self._shown(), self._shown_ahead())

    def worded_table(self) -> list[tuple[str, ...]]:
        """The steps as people read them: the time, each line, the 95 % range of a forecast, and what is not over: so far, then expected."""
        self._settle()
        return worded(self._words(), self._shown(), self._shown_ahead())

    def _drawing(self) -> Drawing:
        sketch = self._sketch()
        return Drawing("", 0) if sketch is None else sketch.drawing()

    def _heading(self) -> str:
        """Its own title, or what is shown at the path: a picture has no breadcrumb."""
        return super()._heading() if self.has_own_title else plain(self._words().caption(self._place()))

    def _told(self) -> Told:
        sketch = None if self.status["state"] == "error" else self._sketch()
        if sketch is None:
            return Told(paragraph(self.summary, "uw-summary"), "")
        return told(self._words(), self._shown().place, self.summary, sketch, self.worded_table())

    def _sketch(self) -> Sketch | None:
        """What is drawn; None without lines."""
        known, ahead, words = self._shown(), self._shown_ahead(), self._words()
        if known.numbers.end is None or not known.numbers.lines:
            return None
        labels = [words.line(known, line.step) for line in known.numbers.lines]
        coming = None if ahead is None else ahead.coming
        return Sketch(known.numbers, coming, labels, lambda value: words.value(known, value), self.locale)

    def _shown(self) -> Answer:
        """What is known of the place; asked where it is not.

        Raises:
            UsageWidgetsError: others have selected what this usage cannot be narrowed by.
        """
        place = self._place()
        return self._known if self._known and self._known.place == place else answer(self.seen, place)

    def _shown_ahead(self) -> Ahead | None:
        return self._ahead if isinstance(self._ahead, Ahead) and self._ahead.place == self._place() else None

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
            self.said = f"{words.said(self._known)} {words.ahead(self._ahead)}".strip()

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
        try:
            self._show_answer(found)
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._known = None
            self._has_failed(error)
            return
        if self._owes_clauses or may_have_new_rest(found.place, self._others):
            self._publish(found.clauses)
        self._foretell(found)

    def _show_answer(self, found: Answer) -> None:
        self._known = found
        with self.hold_sync():  # one message, so that no picture mixes two places
            self._take_ahead(self._ahead if self._still_ahead(found) else None)
            self._hand_over(found.numbers, ahead=self._span_ahead())
            self._say()
            self._is_ready()

    def _foretell(self, known: Answer) -> None:
        """Forecast what is shown, after the picture of it: a day within has no forecast of its own."""
        horizon = self.forecast
        if horizon is None or known.place.day is not None or known.numbers.end is None:
            self.forecaster.drop()
            return
        compute = lambda: ahead_of(self._at_any_time, known, horizon)  # noqa: E731
        late = (lambda: None) if self.outlook else self._is_late  # the last one is still on the page
        self.forecaster.ask(Question(compute, self._on_ahead, self._on_no_ahead, late))

    def _on_ahead(self, ahead: Ahead | Refused) -> None:
        try:
            self._show_ahead(ahead)
        except Exception as error:  # noqa: BLE001 - said in the widget
            self._on_no_ahead(error)

    def _on_no_ahead(self, error: Exception) -> None:
        """What is known is still there, and true."""
        log("TimeSeries: no forecast", error)
        self._show_ahead(Refused(self._place(), "failed"))

    def _show_ahead(self, ahead: Ahead | Refused) -> None:
        with self.hold_sync():
            self._take_ahead(ahead)
            if self._known is not None:
                self._set_extent(self._known.numbers.span, self._span_ahead())
            self._say()
            self._is_ready()

    def _take_ahead(self, ahead: Ahead | Refused | None) -> None:
        self._ahead = ahead
        self.outlook = ahead.wired() if isinstance(ahead, Ahead) else {}

    def _still_ahead(self, found: Answer) -> bool:
        """Whether the last forecast will do until there is a new one."""
        ahead = self._ahead
        return isinstance(ahead, Ahead) and ahead.place == found.place and ahead.follows(found.numbers)

    def _span_ahead(self) -> Span | None:
        return self._ahead.span if isinstance(self._ahead, Ahead) else None

    @property
    def _at_any_time(self) -> Usage:
        """What is shown, but of any time: a forecast is made from all of the history."""
        return self.usage.narrowed(clause for clause in self._others if clause.dimension != TIME)

    @property
    def _others(self) -> tuple[Clause, ...]:
        """What everybody else has selected."""
        return self.selection.clauses(ignoring=self) if self.selection else ()

    def _finer(self, span: Span, every: str) -> Numbers:
        known = self._known
        if known is None:
            raise LookupError("nothing is known yet")
        return finer(self.seen, known, span, every)

    def _on_path(self, change: Any) -> None:
        with self.hold_sync():
            self.selected, self.hidden = [], []
            day, was = _days_of(change.new), _days_of(change.old)
            if day != was:
                self._around_the_day = self._around_the_day if was else (self.window, self._ahead)
                self.chosen, self._seen_extent = [], None  # the answer says what can be seen there
                self.window, self._ahead = ([], None) if day else self._around_the_day
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

    def _publish(self, drilled: Iterable[Clause]) -> None:
        self._owes_clauses = False
        self._put(clauses_of(self._place(), drilled, self.chosen, self.selected, self.usage.zone))

    def _let_go(self, gone: set[str]) -> None:
        """Go up to where the path still holds."""
        if TIME in gone and self.chosen:
            self.chosen = []
            gone = gone - {TIME}
        self.path = path_without(self.path, self.levels, gone)
        if self.levels[-1] in gone:
            self.selected = []

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = list(proposal.value)
        values = [step for step in steps if not is_day(step)]
        super()._check_path(traitlets.Bunch(value=values))
        covered = self.usage.covered() if len(values) < len(steps) else None
        check_days(steps, covered, splits_at_the_top=self._splits)
        for name, step in zip(self.levels, (step for step in values if step is not OTHER), strict=False):
            check_values(self.usage, "path", name, [step])
        if steps != self.path:
            check_rest(steps, self._known)
        return steps

    @traitlets.validate("chosen")
    def _check_chosen(self, proposal: Any) -> list[str]:
        return self._check_range("chosen", proposal.value, self._numbers.span if self._numbers else None)

    @traitlets.validate("hidden")
    def _check_hidden(self, proposal: Any) -> list[Any]:
        steps = checked_steps("hidden", proposal.value)
        dimension = self._place().dimension
        if steps and dimension is None:
            raise RefusedValue.expected("hidden", "nothing, as there is one line", steps)
        if dimension is not None:
            check_values(self.usage, "hidden", dimension, [step for step in steps if step is not OTHER])
        return steps

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[Any]:
        steps = checked_steps("selected", proposal.value)
        if steps and (OTHER in steps or not self._place().is_last_level):
            expected = f"values of {self.levels[-1]!r}, with the path at that level"
            raise RefusedValue.expected("selected", expected, steps)
        check_values(self.usage, "selected", self.levels[-1], steps)
        return steps


def _days_of(path: Iterable[Any]) -> list[date]:
    return [step for step in path if is_day(step)]
