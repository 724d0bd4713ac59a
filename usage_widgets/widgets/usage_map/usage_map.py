"""`UsageMap`: countries as a ranked list that carries the numbers, and as a map; a country opens and filters the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import anywidget
import pandas as pd
import traitlets

from usage_widgets.answers.choice import checked_choice
from usage_widgets.data.breakdown import checked_count
from usage_widgets.data.dimensions import checked_names
from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label
from usage_widgets.selection import OTHER, Clause
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._measured import checked_measure, offered
from usage_widgets.widgets._path import RefusedValue, check_values
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.usage_map.classes import SCALES
from usage_widgets.widgets.usage_map.ranking import COUNTRY, Ranking, below, countries
from usage_widgets.widgets.usage_map.scene import scene_of
from usage_widgets.widgets.usage_map.shown import Asked, Shown
from usage_widgets.widgets.usage_map.words import Words
from usage_widgets.widgets.usage_map.world import world
from usage_widgets.widgets.usage_map.written import drawing, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from usage_widgets.selection import Selection
    from usage_widgets.widgets._picture import Drawing
    from usage_widgets.widgets._static import Told

Answer = tuple[Asked, Ranking, Ranking]


def _check_flag(per_user: object) -> None:
    if not isinstance(per_user, bool):
        raise InvalidArgument.expected("per_user", "True or False", per_user)


CHECKS: dict[str, Callable[[Any], object]] = {
    "least_users": partial(checked_count, argument="least_users"),
    "per_user": _check_flag,
    "scale": partial(checked_choice, "scale", known=SCALES),
}
"""How a dashboard file's options are checked before there is a usage."""


class UsageMap(UsageWidget):
    """Usage by country. Countries with few users are merged, so that no figure is that of a person.

    >>> import usage_widgets as uw
    >>> places = uw.UsageMap(uw.Usage.demo(days=30, requests=2_000, end="2026-06-30"))
    >>> places.table()["label"].tolist()[0]
    'Germany'
    >>> places.drill("DE").path
    ['DE']
    """

    kind_name = "usage_map"
    linked = ("path", "measure", "scale")
    keeps_its_answer = True
    _esm = STATIC / "usage_map.js"
    _css = STATIC / "usage_map.css"

    measures: Any = traitlets.List().tag(sync=True)
    """[{name, label, unit, additive}]: what the page offers to measure. Python to page."""
    measure = traitlets.Unicode("requests").tag(sync=True, both=True)
    """What is measured. Both ways."""
    per_user = traitlets.Bool(default_value=False).tag(sync=True, both=True)
    """Whether countries are compared by the measure per user. Both ways."""
    scale = traitlets.Enum(SCALES, "quantile").tag(sync=True, both=True)
    """How countries are put into classes of colour. Both ways."""
    scene = traitlets.Dict().tag(sync=True)
    """What is drawn, in words: rows, marks, legend. Python to page."""
    world = anywidget.WidgetTrait().tag(sync=True)
    """The model that holds the shapes of the countries. Python to page."""

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        measure: str = "requests",
        per_user: bool = False,
        scale: str = "quantile",
        least_users: int = 5,
        drill: Iterable[str] = ("model", "user"),
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Show a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            measure: What is measured.
            per_user: Compare countries by the measure per user; only where it sums up.
            scale: "quantile" puts about as many countries into each class of colour, "log" makes classes of equal ratios.
            least_users: Countries with fewer users are merged into one row; 1 shows each by itself.
            drill: The dimensions that a country is split by, one below the other.
            selection: What is looked at together: the path filters everybody else.
            title: A heading; by default it names what is shown.

        Raises:
            UnknownName: there is no such measure, scale or dimension.
            InvalidArgument: `per_user`, `least_users` or `drill` cannot be used.
        """
        known = as_usage(usage)
        self.levels = (COUNTRY, *_checked_drill(drill, known))
        self.least_users = checked_count(least_users, "least_users")
        CHECKS["scale"](scale)
        CHECKS["per_user"](per_user)
        known.measure(measure)
        self._answer: Answer | None = None
        chosen = {"measure": measure, "per_user": per_user, "scale": scale}
        super().__init__(known, selection=selection, title=title, world=world(), **chosen)
        self._show_now()
        self.reword()
        self.observe(self._on_path, "path")
        self.observe(self._on_measure, "measure")
        self.observe(self._on_look, ["per_user", "scale"])

    @property
    def summary(self) -> str:
        """What is shown at the path, in words with numbers."""
        self.asker.settle()
        return self._words().summary() if self._answer else self.status["message"]

    def table(self) -> pd.DataFrame:
        """One row a place of the list: the dimension (None has no name), `label`, the measure (float64), `kind`.

        `kind` is "group", "unknown", "few" (all with too few users, whose number is not told) or "rest". Also `share` where the
        measure sums up and, of countries, `users` and where it is asked for the measure per user.
        """
        self.asker.settle()
        shown, words = self._shown(), self._words()
        rows = [] if words.empty() and not shown.rows else shown.rows
        columns: dict[str, Any] = {
            shown.dimension: pd.Series([row.value for row in rows], dtype=object),
            "label": pd.Series([words.label(row) for row in rows], dtype=object),
            self.measure: pd.Series([row.number for row in rows], dtype="float64"),
        }
        if any(shown.share(row) is not None for row in rows):
            columns["share"] = pd.Series([shown.share(row) for row in rows], dtype="float64")
        if shown.is_top and self.measure != "users":
            columns["users"] = pd.Series([row.users for row in rows], dtype="float64")
        if shown.is_top and shown.is_per_user:
            columns[f"{self.measure}_per_user"] = pd.Series([row.per_user for row in rows], dtype="float64")
        return pd.DataFrame({**columns, "kind": pd.Series([row.kind for row in rows], dtype=object)})

    def worded_table(self) -> list[tuple[str, ...]]:
        """The list as people read it: the place, its figure, share and users."""
        self.asker.settle()
        return self._words().table()

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._ask(afresh=True)

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        self.measures = offered(self.usage, self.measure, locale=self.locale)
        if not self.has_own_title:
            name = measure_label(self.measure, self.locale)
            self.title = text("usage_map.caption", locale=self.locale, measure=name)
        if self._answer:
            self._hand_over()

    def _heading(self) -> str:
        """Its own title, or what is shown at the path: a picture has no breadcrumb."""
        return super()._heading() if self.has_own_title or not self._answer else self._words().caption()

    def _drawing(self) -> Drawing:
        self.asker.settle()
        return drawing(self._shown(), self._words()) if self._answer else super()._drawing()

    def _told(self) -> Told:
        if not self._answer:
            return super()._told()
        measures = [str(each["label"]) for each in offered(self.usage, self.measure, locale=self.locale)]
        return told(self._shown(), self._words(), measures)

    def _asked(self) -> Asked:
        return Asked(tuple(self.path), self.measure, self.per_user, self.scale)

    def _shown(self) -> Shown:
        """What is on the page: the last answer, in the look of now."""
        asked, places, groups = self._answer or (self._asked(), Ranking(), Ranking())
        look = Asked(asked.path, asked.measure, self.per_user, self.scale)
        return Shown(self.usage, self.levels, look, self.least_users, places, groups)

    def _words(self) -> Words:
        return Words(self._shown(), self.locale)

    def _show_now(self) -> None:
        """The first picture is there when the widget is made."""
        try:
            self._answer = self._compute(self._asked(), None)
        except Exception as error:  # noqa: BLE001 - shown in the widget
            self._has_failed(error)

    def _ask(self, *, afresh: bool = False) -> None:
        asked, held = self._asked(), self._answer
        known = held[1] if held and not afresh and held[0].measure == asked.measure else None

        def answered(answer: Answer) -> None:
            self._answer = answer
            self._hand_over()
            self._is_ready()

        question = Question(lambda: self._compute(asked, known), answered, self._has_failed, self._is_late)
        self.asker.ask(question)

    def _compute(self, asked: Asked, places: Ranking | None) -> Answer:
        usage = self.seen
        known = countries(usage, asked.measure, self.least_users) if places is None else places
        groups = below(usage, self.levels, asked.path, asked.measure, self.least_users) if asked.path else known
        return asked, known, groups

    def _hand_over(self) -> None:
        shown = self._shown()
        self.scene = scene_of(shown, Words(shown, self.locale))

    def _on_path(self, _change: Any) -> None:
        self._put(Clause(name, (step,)) for name, step in zip(self.levels, self.path, strict=False))
        self._ask()

    def _on_measure(self, _change: Any) -> None:
        self._ask()
        with self.hold_sync():
            self.reword()

    def _on_look(self, _change: Any) -> None:
        if self._answer:
            self._hand_over()

    def _let_go(self, gone: set[str]) -> None:
        """Go up to where the path still holds."""
        for level, name in enumerate(self.levels[: len(self.path)]):
            if name in gone:
                self.path = self.path[:level]
                return

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = super()._check_path(proposal)
        if OTHER in steps:
            raise RefusedValue.expected("path", "values or None: the rest of a map does not open", steps)
        for name, step in zip(self.levels, steps, strict=False):
            check_values(self.usage, "path", name, [step])
        return steps

    @traitlets.validate("measure")
    def _check_measure(self, proposal: Any) -> str:
        return checked_measure(self.usage, proposal.value)


def _checked_drill(drill: Iterable[str], usage: Any) -> tuple[str, ...]:
    names = checked_names("drill", drill, usage.dimension)
    if COUNTRY in names:
        raise InvalidArgument.expected("drill", f"dimensions below {COUNTRY!r}, without it", names)
    return names
