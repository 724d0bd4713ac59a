"""`ForecastChart`: the past of a measure and what is expected of it, on one axis of time, with how far to trust that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.errors import InvalidArgument, NotEnoughHistory, known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label
from usage_widgets.selection import TIME
from usage_widgets.widgets._base import READY, STATIC, as_usage
from usage_widgets.widgets._path import RefusedName
from usage_widgets.widgets._picture import Drawing, picture_of
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets._static import Told, paragraph
from usage_widgets.widgets._timeline.timeline import Timeline
from usage_widgets.widgets._timeline.window import span_of as range_span
from usage_widgets.widgets._trouble import told as trouble_told
from usage_widgets.widgets.forecast_chart.ahead import moments_of, outlook_of, span_of
from usage_widgets.widgets.forecast_chart.drawn import sketch_of
from usage_widgets.widgets.forecast_chart.past import Past, finer, past_of
from usage_widgets.widgets.forecast_chart.steps import steps_of, worded
from usage_widgets.widgets.forecast_chart.story import DEFAULT, Story, methods_offered, refused
from usage_widgets.widgets.forecast_chart.wishes import CHECKS, NothingSeen, Wishes
from usage_widgets.widgets.forecast_chart.written import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from usage_widgets.answers.forecast.crossing import Crossing
    from usage_widgets.answers.forecast.forecast import Forecast
    from usage_widgets.data.calendar import Span
    from usage_widgets.data.measures import Measure
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Clause, Selection
    from usage_widgets.widgets._timeline.numbers import Numbers
    from usage_widgets.widgets._timeline.sketch import Sketch


class ForecastChart(Timeline):
    """The past and the forecast of a measure, drawn, and in words how far the forecast can be trusted.

    It is made from all of the past that the usage has, narrowed by what others have chosen, but not by a period.
    It has no levels to open, so that its `path` stays empty: drill a `TimeSeries`.

    >>> import usage_widgets as uw
    >>> chart = uw.ForecastChart(uw.Usage.demo(days=60, requests=5_000, end="2026-06-30"), measure="requests")
    >>> chart.forecast.horizon, chart.story["verdict"]["code"]
    (30, 'unreliable')
    """

    kind_name = "forecast_chart"
    linked = ("measure", "method", "window")
    _css = STATIC / "forecast_chart.css"

    method = traitlets.Unicode(DEFAULT).tag(sync=True, both=True)
    """How the forecast is made: "auto", "linear", "exponential_smoothing" or "seasonal_naive". Both ways."""
    methods: Any = traitlets.List().tag(sync=True)
    """[{name, label}]: what the page offers to choose from. Python to page."""
    story = traitlets.Dict().tag(sync=True)
    """{headline, range, verdict, facts, methods, note}: the forecast in words; empty while there is none. Python to page."""

    _past: Past | None = None
    _narrowed_by: tuple[Clause, ...] = ()
    _refused_for: str | None = None
    """Why there is no forecast, "nothing" or "refused"; None where there is one, or trouble."""
    _trouble: Exception | None = None
    """Why it shows an error; None while it does not."""

    @known_keywords
    def __init__(  # noqa: PLR0913 - each is a keyword of its own
        self,
        usage: Any,
        *,
        measure: str = "cost",
        horizon: int = 30,
        every: str = "day",
        method: str = DEFAULT,
        level: Any = (80, 95),
        budget: float | Decimal | None = None,
        events: Iterable[Any] = (),
        holidays: str | None = None,
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show a usage and its forecast.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            measure: What is measured.
            horizon: How many steps ahead.
            every: How long a step is: "hour", "day", "week" (from Monday) or "month", in local time.
            method: "auto", "linear", "exponential_smoothing" or "seasonal_naive"; viewers may choose another.
            level: How much of what happens the bands are to hold, in percent: one number or several, 50 to 99.
            budget: An amount of the measure: the chart says when it is used up, counted from the first step ahead.
            events: Known changes of the level: ("2026-05-01", "new team"); of a later one also say by how many times:
                ("2026-07-10", "new team", 1.3).
            holidays: A country whose public holidays are not ordinary days, "DE", or a part of one, "DE-BY".
            selection: What is looked at together; what others choose narrows the history, a period does not.
            title: A heading; by default it names what is shown.

        Raises:
            UnknownName: there is no such measure, step, method or country.
            InvalidArgument: another argument cannot be used, or the measure of a budget does not add up.
        """
        known = as_usage(usage)
        self.wishes = Wishes.of(
            horizon=horizon, every=every, level=level, budget=budget, events=events, holidays=holidays
        )
        _check_budgeted(known.measure(measure), self.wishes.budget)
        CHECKS["method"](method)
        self._budgeted = measure
        self._made: dict[str, Forecast] = {}
        super().__init__(known, selection=selection, title=title, measure=measure, method=method)
        self.reword()
        self.observe(self._on_measure, "measure")
        self.observe(self._on_method, "method")
        self._show_now()

    @property
    def forecast(self) -> Forecast:
        """The forecast that is shown.

        Raises:
            NotEnoughHistory: fewer than 3 steps are known, so that there is none.
        """
        self._settle()
        if self.method in self._made:
            return self._made[self.method]
        return self.wishes.forecast(self.seen, self.measure, self.method)

    @property
    def seen(self) -> Usage:
        """The usage that it is made from: narrowed by what others selected, but for a period."""
        return self.usage.narrowed(self._narrowing)

    @property
    def summary(self) -> str:
        """What is shown and forecast, in words with numbers."""
        self._settle()
        story = self._story()
        if story is None:
            refusal = self.story["verdict"]["text"] if self._refused_for else ""
            return self.status["message"] or f"{self.said} {refusal}".strip()
        crossing = [story.crossing.explain(self.locale)] if story.crossing else []
        return " ".join([self.said, story.forecast.explain(self.locale), *crossing])

    def table(self) -> pd.DataFrame:
        """One row a step that is drawn, then one a step ahead; a running step has two, what is known and what is expected.

        Returns:
            `time` (its start, aware), the measure (float64, NaN is unknown), `partial`: whether only a part of it is over,
            `is_forecast`, and by level `low_80`, `high_80`, `low_95`, `high_95` (NaN in the past).
        """
        self._settle()
        if self._past is None:
            return pd.DataFrame()
        return steps_of(self._past, self._made.get(self.method), self.wishes.levels)

    def worded_table(self) -> list[tuple[str, ...]]:
        """What is seen as people read it: the time, the measure, its range, and whether it is so far or forecast; a running step is both."""
        steps = self.table()
        if self._past is None:
            return [()]
        if seen := range_span(self.window, self.usage.zone):
            steps = steps[(steps["time"] >= seen.start) & (steps["time"] < seen.end)]
        measure = self.usage.measure(self._past.measure)
        return worded(steps, measure, self.wishes.every, self.wishes.levels[-1], locale=self.locale)

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        self.methods = methods_offered(self.locale)
        if not self.has_own_title:
            label = measure_label(self.measure, self.locale)
            self.title = text("forecast_chart.title", locale=self.locale, measure=label)
        if self._trouble is None:
            self._tell()
        else:
            self._tell_trouble(self._trouble)

    def _show_now(self) -> None:
        """The past is there when the widget is made; the forecast follows."""
        self._narrowed_by = self._narrowing
        try:
            past = self._find_past()
            self._on_past(past)
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)
            return
        if past.at_first is not None:
            self.window = [edge.isoformat() for edge in past.at_first]

    def _ask(self) -> None:
        self._narrowed_by = self._narrowing
        self.forecaster.drop()
        self.asker.ask(Question(self._find_past, self._on_past, self._has_failed, self._is_late))

    def _find_past(self) -> Past:
        return past_of(self.seen, self.measure, self.wishes.every, self.wishes.horizon)

    def _on_past(self, past: Past) -> None:
        is_another = self._past is not None and self._past.measure != past.measure
        self._past, self._made, self._refused_for, self._trouble = past, {}, None, None
        with self.hold_sync():  # one message, so that no picture mixes two pasts
            if is_another or not self._waits_quietly:
                self.outlook, self.moments, self.story = {}, [], {}
            self.status = READY
            self._hand_over(past.numbers, ahead=past.ahead)
            self._tell()
        self._ask_forecast(past)

    def _ask_forecast(self, past: Past) -> None:
        names, held = dict.fromkeys((DEFAULT, self.method)), dict(self._made)

        def compute() -> dict[str, Forecast]:
            return {name: held.get(name) or self.wishes.forecast(past.usage, past.measure, name) for name in names}

        self.forecaster.ask(Question(compute, self._on_forecast, self._on_none, self._is_late))

    def _on_forecast(self, made: Mapping[str, Forecast]) -> None:
        self._made |= made
        self._is_ready()
        self._tell()

    def _on_none(self, error: Exception) -> None:
        """Too little history is an answer; anything else is trouble."""
        if not isinstance(error, NotEnoughHistory):
            self._has_failed(error)
            return
        self._refused_for = "nothing" if isinstance(error, NothingSeen) else "refused"
        self._is_ready()
        self._tell()

    def _has_failed(self, error: Exception) -> None:
        super()._has_failed(error)
        self._tell_trouble(error)

    def _tell_trouble(self, error: Exception) -> None:
        """Say what went wrong, and no longer that a forecast is being made."""
        self._trouble, self.said = error, ""
        self.status = {"state": "error", "message": trouble_told(error, self.usage.source, locale=self.locale)}

    def _is_ready(self) -> None:
        self._trouble = None
        super()._is_ready()

    def _tell(self) -> None:
        """Hand over what is known, in the widget's language; a forecast that cannot be told is none."""
        if self._past is None:
            return
        try:
            self._tell_of(self._past)
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._made = {}
            self.story, self.outlook, self.moments = {}, {}, []
            self._has_failed(error)

    def _tell_of(self, past: Past) -> None:
        story = self._story()
        with self.hold_sync():  # one message: the picture and its words
            if story is not None:
                self.said, self.story = story.said(), story.told()
                self.outlook = outlook_of(story.forecast)
                self._set_extent(past.numbers.span, span_of(story.forecast))
                seen = self._seen_extent or span_of(story.forecast)
                self.moments = moments_of(story.forecast, story.crossing, seen, locale=self.locale)
            elif self._refused_for is not None:
                self._tell_refusal(past, self._refused_for)
            else:
                self.said = text("forecast_chart.said.waiting", locale=self.locale)

    def _tell_refusal(self, past: Past, reason: str) -> None:
        """Too little to forecast, or nothing at all."""
        self.story = refused(self.wishes.every, reason, locale=self.locale)
        label = measure_label(past.measure, self.locale)
        self.said = text(f"forecast_chart.said.{reason}", locale=self.locale, measure=label)
        self.outlook, self.moments = {}, []
        self._set_extent(past.numbers.span, None)

    def _story(self) -> Story | None:
        """The words of the forecast by the method that is chosen; None while there is none."""
        shown, default = self._made.get(self.method), self._made.get(DEFAULT)
        return Story(shown, default, self._crossing(shown), self.locale) if shown and default else None

    def _crossing(self, made: Forecast) -> Crossing | None:
        """When the budget is used up; an amount of one measure is none of another."""
        budget = self.wishes.budget
        return made.budget(budget) if budget is not None and made.measure == self._budgeted else None

    def picture(self) -> str:
        """What it shows as a picture with its words: SVG that needs nothing else."""
        self._settle()
        first = [f"{self.story[part]}." for part in ("headline", "range") if self.story.get(part)]
        words = [*first, *([self.story["verdict"]["text"]] if self.story else []), self.said]
        return picture_of(self.title, self.context, " ".join(words), self._drawing(), locale=self.locale)

    def _drawing(self) -> Drawing:
        sketch = self._sketch()
        return Drawing("", 0) if sketch is None else sketch.drawing()

    def _told(self) -> Told:
        if self.status["state"] == "error" or not self.story:
            return Told(paragraph(self.summary, "uw-summary"), "")
        return told(self.said, self.story, self._sketch(), self.worded_table(), locale=self.locale)

    def _sketch(self) -> Sketch | None:
        """What is drawn; None without any step."""
        if self._past is None:
            return None
        window = range_span(self.window, self.usage.zone)
        return sketch_of(self._past, self._made.get(self.method), window, self.moments, locale=self.locale)

    def _line_label(self, _step: Any) -> str:
        return measure_label(self._past.measure if self._past else self.measure, self.locale)

    def _finer(self, span: Span, every: str) -> Numbers:
        if self._past is None:
            raise LookupError("nothing is known yet")
        return finer(self._past, span, every)

    @property
    def _narrowing(self) -> tuple[Clause, ...]:
        """What others have chosen, but for a period: the past is what a forecast lives on."""
        clauses = () if self.selection is None else self.selection.clauses(ignoring=self)
        return tuple(clause for clause in clauses if clause.dimension != TIME)

    def _on_selection(self, owner: object) -> None:
        if self._narrowing != self._narrowed_by:
            super()._on_selection(owner)

    def _on_measure(self, _change: Any) -> None:
        self.reword()
        self._ask()

    def _on_method(self, _change: Any) -> None:
        if self._past is not None:
            self._ask_forecast(self._past)

    @traitlets.validate("method")
    def _check_method(self, proposal: Any) -> str:
        if proposal.value not in METHODS:
            raise RefusedName.among("method", proposal.value, METHODS)
        return str(proposal.value)


def _check_budgeted(measure: Measure, budget: float | None) -> None:
    if budget is not None and not measure.is_additive:
        raise InvalidArgument.expected("measure", "one that adds up, to have a budget", measure.name)
