"""`ComparisonTiles`: figures of two periods, or of two groups, with what changed, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.answers.periods.arguments import PAIR_CHECKS
from usage_widgets.answers.periods.pair import pair_of
from usage_widgets.data.dimensions import checked_names
from usage_widgets.errors import InvalidArgument, UnknownName, known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.selection import OTHER, TIME
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._path import RefusedName, RefusedValue, check_values, checked_steps
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.comparison_tiles.answer import Answer, Wish, ask_all, ask_figures, clauses_of
from usage_widgets.widgets.comparison_tiles.board import board_of, opened_words
from usage_widgets.widgets.comparison_tiles.offers import choices, chosen_trait, is_offered
from usage_widgets.widgets.comparison_tiles.picture import tiles
from usage_widgets.widgets.comparison_tiles.written import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from usage_widgets.answers.compare.comparison import Comparison
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Clause, Selection
    from usage_widgets.widgets._picture import Drawing
    from usage_widgets.widgets._static import Told

CHECKS = PAIR_CHECKS
"""How a dashboard file's options are checked, before there is a usage."""


class ComparisonTiles(UsageWidget):
    """A tile a measure: its value, how that changed, a small line of both periods, and a sentence that says it.

    The first step of its path is a measure; the others are values of the dimensions that it opens into.

    >>> import usage_widgets as uw
    >>> tiles = uw.ComparisonTiles(uw.Usage.demo(days=60, requests=2_000, end="2026-06-23"), measures=["requests"])
    >>> tiles.drill("requests").table().columns.tolist()[:3]
    ['model', 'current', 'previous']
    """

    kind_name = "comparison_tiles"
    linked = ("path", "period", "against")
    keeps_its_answer = True
    _esm = STATIC / "comparison_tiles.js"
    _css = STATIC / "comparison_tiles.css"

    period = chosen_trait("period", "month")
    """What is looked at; the page may set the offered names, and "given" for what was set in Python. Both ways."""
    against = chosen_trait("against", "previous")
    """What it is set against; the page may set the offered names, and "given" for what was set in Python. Both ways."""
    periods: Any = traitlets.List().tag(sync=True)
    """[{name, label}]: what the page offers as a period. Python to page."""
    againsts: Any = traitlets.List().tag(sync=True)
    """[{name, label}]: what the page offers to set it against. Python to page."""
    board = traitlets.Dict().tag(sync=True)
    """{path, pair, sides, tiles, notes, empty, detail, table}: all that is shown; empty while unknown. Python to page."""

    _answer: Answer | None = None
    _narrowed_by: tuple[Clause, ...] = ()

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        measures: Iterable[str] = ("cost", "requests", "users"),
        period: Any = "month",
        against: Any = "previous",
        week_starts: str = "monday",
        drill: Iterable[str] = ("model", "team", "user"),
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Compare a usage with itself.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            measures: Names of measures, in order.
            period: "day", "week", "month", "quarter" or "year", the running one; a length such as "30d"; a name such as
                "2026-05", "2026-Q2" or "2026"; (start, end); against a group also None: all of the view.
            against: "previous"; "year", the same one a year earlier; a period by name or (start, end); or a group in the
                same period, such as {"team": "support"}.
            week_starts: "monday" or "sunday".
            drill: The dimensions that a figure opens into, one after the other.
            selection: What is looked at together: opened groups filter everybody else; a period of others is not followed.
            title: A heading; "Key figures compared" by default.

        Raises:
            UnknownName: there is no such measure or dimension.
            InvalidArgument: another argument cannot be used.
        """
        known = as_usage(usage)
        self.measures = tuple(checked_names("measures", measures, known.measure))
        self.drills = tuple(checked_names("drill", drill, known.dimension))
        self.week_starts = week_starts
        pair_of(known, period, against, week_starts=week_starts)
        self.given: dict[str, Any] = {}
        super().__init__(known, selection=selection, title=title)
        self._take_given(period=period, against=against)
        with self.hold_trait_notifications():  # each alone may be no pair
            self.period, self.against = period, against
        self.observe(self._on_chosen, ["period", "against"])
        self.observe(self._on_path, "path")
        self._show_now()

    @property
    def comparison(self) -> Comparison:
        """The figures that are shown, as `uw.compare` gives them."""
        return self._known().comparison

    @property
    def levels(self) -> tuple[str, ...]:  # type: ignore[override]
        """The dimensions that a figure opens into; groups that are set against each other are not split by themselves."""
        apart = self.against if isinstance(self.against, Mapping) else ()
        return tuple(name for name in self.drills if name not in apart)

    @property
    def seen(self) -> Usage:
        """The usage that it compares: narrowed by what others selected, but for a period."""
        return self.usage.narrowed(self._narrowing)

    @property
    def summary(self) -> str:
        """What is shown, in words with numbers."""
        answer = self._settled()
        if answer is None:
            return str(self.status["message"])
        if words := opened_words(answer, self.levels, self.locale):
            return " ".join([f"{words.caption}.", *words.why, *words.notes])
        return answer.comparison.explain(self.locale)

    def table(self) -> pd.DataFrame:
        """What is shown: a row a measure as in `Comparison.frame`, or a row a group of what is opened.

        Returns:
            `measure`, or the dimension (None is unknown); `current`, `previous`, `change`, `relative` (NaN is unknown),
            `status`; then `relative_per_day` of measures, `is_other` of groups.
        """
        answer = self._known()
        return answer.opened.groups.frame() if answer.opened else answer.comparison.frame

    def worded_table(self) -> list[tuple[str, ...]]:
        """What is shown as people read it."""
        self._known()
        table = self.board["table"]
        headings = tuple(column["label"] for column in table["columns"])
        return [headings, *(tuple(cell["text"] for cell in row) for row in table["rows"])]

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        if not self.has_own_title:
            self.title = text("comparison_tiles.title", locale=self.locale)
        self._offer()
        self._hand_over()

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._answer = None
        self._ask()

    def _show_now(self) -> None:
        """The figures are there when the widget is made; their lines follow."""
        self._narrowed_by = self._narrowing
        try:
            self._answer = ask_figures(self.seen, self._wish)
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self.reword()
            self._has_failed(error)
            return
        self.reword()
        self._ask()

    def _ask(self) -> None:
        self._narrowed_by = self._narrowing
        path, levels, wish, known = tuple(self.path), self.levels, self._wish, self._answer
        question = Question(
            lambda: ask_all(self.seen, wish, path, levels, known), self._on_answer, self._has_failed, self._is_late
        )
        self.asker.ask(question)

    def _on_answer(self, answer: Answer) -> None:
        self._answer = answer
        with self.hold_sync():  # one message, so that no picture mixes two answers
            self._offer()
            self._hand_over()
            self._is_ready()

    def _hand_over(self) -> None:
        if self._answer is not None:
            self.board = board_of(self._answer, self.levels, self.locale)

    def _offer(self) -> None:
        """What to choose from, with what was given in Python."""
        self.periods, self.againsts = (
            choices(self.usage, name, self.given, week_starts=self.week_starts, locale=self.locale)
            for name in ("period", "against")
        )

    @property
    def _wish(self) -> Wish:
        return Wish(self.measures, self.period, self.against, self.week_starts)

    def _settled(self) -> Answer | None:
        """What is known once an open question is answered; None where there is an error instead."""
        self.asker.settle()
        return self._answer

    def _known(self) -> Answer:
        """What is known, asked for again where it is not: whoever reads the numbers in Python gets the error."""
        answer = self._settled()
        if answer is None:
            self._on_answer(answer := ask_all(self.seen, self._wish, self.path, self.levels, None))
        return answer

    def _heading(self) -> str:
        answer = self._settled()
        words = opened_words(answer, self.levels, self.locale) if answer else None
        return words.caption if words and not self.has_own_title else super()._heading()

    def _drawing(self) -> Drawing:
        if self._settled() is None or self.path or self.board["empty"]:
            return super()._drawing()
        return tiles(self.board)

    def _told(self) -> Told:
        if self.status["state"] == "error" or not self.board:
            return super()._told()
        return told(self.board, {"period": self.periods, "against": self.againsts}, self.worded_table(), self.locale)

    @property
    def _narrowing(self) -> tuple[Clause, ...]:
        """What others have chosen, but for a period: this widget has its own."""
        clauses = () if self.selection is None else self.selection.clauses(ignoring=self)
        return tuple(clause for clause in clauses if clause.dimension != TIME)

    def _on_selection(self, owner: object) -> None:
        is_taken_away = self.selection is not None and self.selection.of(self) != self._published
        if is_taken_away or self._narrowing != self._narrowed_by:
            super()._on_selection(owner)

    def _let_go(self, gone: set[str]) -> None:
        """Go up to where the path still holds."""
        for at, clause in enumerate(clauses_of(self.path, self.levels), 1):
            if clause.dimension in gone:
                self.path = self.path[:at]
                return

    def _on_path(self, _change: Any) -> None:
        self._put(clauses_of(self.path, self.levels))
        self._ask()

    def _on_chosen(self, change: Any) -> None:
        self._take_given(**{change.name: change.new})
        if change.name == "against" and any(isinstance(value, Mapping) for value in (change.old, change.new)):
            self.path = self.path[:1]  # other dimensions lie below
        self.refresh()

    def _take_given(self, **chosen: Any) -> None:
        self.given |= {name: value for name, value in chosen.items() if not is_offered(name, value)}

    @traitlets.validate("period")
    def _check_period(self, proposal: Any) -> Any:
        return self._checked(proposal.value, period=proposal.value, against=self.against)

    @traitlets.validate("against")
    def _check_against(self, proposal: Any) -> Any:
        return self._checked(proposal.value, period=self.period, against=proposal.value)

    def _checked(self, value: Any, **pair: Any) -> Any:
        try:
            pair_of(self.usage, **pair, week_starts=self.week_starts)
        except InvalidArgument as error:
            raise RefusedValue(str(error)) from None
        except UnknownName as error:
            raise RefusedName(str(error)) from None
        return value

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = checked_steps("path", proposal.value)
        if len(steps) > len(self.levels) or OTHER in steps:
            expected = f"a measure, then at most a value of each of {', '.join(self.levels[:-1]) or 'nothing'}"
            raise RefusedValue.expected("path", expected, steps)
        if steps and steps[0] not in self.measures:
            raise RefusedName.among("measure", steps[0], self.measures)
        for clause in clauses_of(steps, self.levels):
            check_values(self.usage, "path", clause.dimension, clause.values)
        return steps
