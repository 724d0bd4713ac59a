"""`FilterBar`: the period and the values that everybody on the page looks at, and every filter there is as a chip."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.data.dimensions import checked_names
from usage_widgets.errors import known_keywords
from usage_widgets.messages.catalogue import text
from usage_widgets.selection import TIME, Clause, Selection
from usage_widgets.widgets._base import STATIC, UsageWidget, as_usage
from usage_widgets.widgets._questions import Question
from usage_widgets.widgets.filter_bar.choices import checked_choices, choices_from_json, choices_to_json
from usage_widgets.widgets.filter_bar.offers import MOST_LETTERS, Offer, counted
from usage_widgets.widgets.filter_bar.period import (
    ALL,
    PRESETS,
    PeriodTrait,
    checked_period,
    days_covered,
    days_of,
    period_through,
)
from usage_widgets.widgets.filter_bar.words import Words
from usage_widgets.widgets.filter_bar.written import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value
    from usage_widgets.widgets._static import Told
    from usage_widgets.widgets.filter_bar.period import Days
    from usage_widgets.widgets.filter_bar.words import Filter


class FilterBar(UsageWidget):
    """Narrows what all widgets with the same selection show.

    >>> import usage_widgets as uw
    >>> usage = uw.Usage.demo(days=60, requests=500, end="2026-06-30")
    >>> bar = uw.FilterBar(usage, dimensions=["team", "model"])
    >>> bar.choices = {"team": ["search", "core"]}
    >>> bar.summary
    '30 days to Jun 29, 2026; Team: search, core'
    >>> bar.selection.filters["time"]
    ('2026-05-31', '2026-06-30')
    """

    kind_name = "filter_bar"
    linked = ("period", "choices")
    _esm = STATIC / "filter_bar.js"
    _css = STATIC / "filter_bar.css"

    period: Any = PeriodTrait()
    """{"preset": name} or {"start": day, "end": day}: local days, the end exclusive; set as "7d" or a pair too. Both ways."""
    choices: Any = traitlets.Dict().tag(sync=True, both=True, to_json=choices_to_json, from_json=choices_from_json)
    """{dimension: values}: what is chosen; None is unknown. Both ways."""
    presets: Any = traitlets.List([*PRESETS]).tag(sync=True)
    """The names of the periods that count back from `as_of`. Python to page."""
    dates: Any = traitlets.Dict({"first": "", "last": ""}).tag(sync=True)
    """{first, last}: the days of the period, both inclusive; empty without requests. Python to page."""
    dimensions: Any = traitlets.List().tag(sync=True)
    """[{name, label}]: what can be chosen from. Python to page."""
    options: Any = traitlets.Dict().tag(sync=True)
    """{dimension: {values: [{value, label, count}], matches, total}}: the first values of each. Python to page."""
    found: Any = traitlets.Dict().tag(sync=True)
    """{dimension, text, values, matches, total}: what the last search has found. Python to page."""
    chips: Any = traitlets.List().tag(sync=True)
    """Each clause of the selection in words. Python to page."""
    can_clear = traitlets.Bool().tag(sync=True)
    """Whether there is anything that "Clear all" would take away. Python to page."""

    @known_keywords
    def __init__(
        self,
        usage: Any,
        *,
        dimensions: Iterable[str] = ("team", "model"),
        period: str | tuple[str, str] = "30d",
        selection: Selection | None = None,
        title: str = "",
    ) -> None:
        """Filter a usage.

        Args:
            usage: A `Usage`, or a frame that `Usage.from_frame` takes.
            dimensions: What can be chosen from, in order.
            period: Where it starts, and what "Clear all" goes back to: "7d", "30d", "90d", "month", "last_month",
                "all", or a (start, end) pair of local days, half-open.
            selection: What it filters; one of its own by default.
            title: A heading; "Filters" by default.

        Raises:
            UnknownName: there is no such dimension or preset.
            InvalidArgument: the period cannot be used, or a dimension is given twice.
        """
        known = as_usage(usage)
        self._names = checked_names("dimensions", dimensions, known.dimension, least=0)
        self._default = checked_period(period)
        self._offers: dict[str, Offer] = {}
        self._covered: Days | None = None
        shared = Selection() if selection is None else selection
        super().__init__(known, selection=shared, title=title, period=self._default)
        self.observe(self._on_choice, ["period", "choices"])
        self.reword()
        self.refresh()

    @property
    def summary(self) -> str:
        """What everybody looks at, in words."""
        everything = [self._words.period(self.period)] if self.period == {"preset": ALL} else []
        return "; ".join([*everything, *(found.words for found in self._filters())])

    def table(self) -> pd.DataFrame:
        """One row a clause: dimension ("time" too), values, excluded."""
        clauses = self._shown()
        return pd.DataFrame(
            {
                "dimension": [clause.dimension for clause in clauses],
                "values": pd.Series([[*clause.values] for clause in clauses], dtype=object),
                "excluded": pd.Series([clause.excluded for clause in clauses], dtype=bool),
            }
        )

    def worded_table(self) -> list[tuple[str, ...]]:
        """The clauses as people read them."""
        head = (text("filter_bar.table.filter", locale=self.locale), text("filter_bar.table.value", locale=self.locale))
        return [head, *((found.name, found.value) for found in self._filters())]

    def clear(self) -> None:
        """Take every filter away, whoever has set it, and go back to the first period."""
        with self.hold_sync():
            self._selection.clear()
            self.period = self._default

    def refresh(self) -> None:
        """Count the period from the usage's `as_of`, and ask again what there is to choose."""
        self._publish()
        self._ask()

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        if not self.has_own_title:
            self.title = text("filter_bar.title", locale=self.locale)
        self.dimensions = [{"name": name, "label": self._words.dimension(name)} for name in self._names]
        self.found = {}
        self._offer({name: offer.counts for name, offer in self._offers.items()})
        self._say()

    def _told(self) -> Told:
        names = [field["label"] for field in self.dimensions]
        return super()._told() if self.status["state"] == "error" else told(self.worded_table(), names, self.locale)

    @property
    def _selection(self) -> Selection:
        assert self.selection is not None  # noqa: S101 - it has one from the start
        return self.selection

    @property
    def _words(self) -> Words:
        return Words(self.usage, self.locale)

    def _filters(self) -> list[Filter]:
        own = self._selection.of(self)
        return [
            self._words.time(self._words.period(self.period))
            if clause.dimension == TIME and clause in own
            else self._words.filter(clause)
            for clause in self._shown()
        ]

    def _shown(self) -> list[Clause]:
        """The clauses there are: each once, however many have set it."""
        return [*dict.fromkeys(clause for _, clause in self._selection.held())]

    def _clauses(self) -> list[Clause]:
        days = days_of(self.period, self.usage.as_of)
        time = [] if days is None else [Clause(TIME, tuple(str(day.date()) for day in days))]
        return [*time, *(Clause(name, tuple(values)) for name, values in self.choices.items())]

    def _publish(self) -> None:
        self._put(self._clauses())
        self._say()

    def _say(self) -> None:
        """Tell the page what is filtered."""
        self.chips = [found.words for found in self._filters()]
        self.can_clear = bool(self.choices) or self.period != self._default or self._has_foreign_clauses()
        self._hand_over()

    def _has_foreign_clauses(self) -> bool:
        return bool(self._selection.clauses(ignoring=self))

    def _offer(self, counts: dict[str, dict[Value, int]]) -> None:
        words = self._words
        self._offers = {name: Offer(found, partial(words.label, name)) for name, found in counts.items()}

    def _hand_over(self) -> None:
        """Tell the page what there is to choose from."""
        days = days_of(self.period, self.usage.as_of) or self._covered
        first, last = ("", "") if days is None else (str(day.date()) for day in (days.start, days.last))
        self.dates = {"first": first, "last": last}
        self.options = {name: offer.page(chosen=self.choices.get(name, ())) for name, offer in self._offers.items()}

    def _ask(self) -> None:
        """Ask what there is to choose from, in the background; the open list says that it waits."""

        def compute() -> tuple[Days | None, dict[str, dict[Value, int]]]:
            counts = {name: counted(self._usage_around(name), name) for name in self._names}
            return days_covered(self.usage), counts

        self.asker.ask(Question(compute, self._on_offers, self._has_failed, lambda: None, can_wait=True))

    def _usage_around(self, name: str) -> Usage:
        """What everybody else looks at, the other fields of this bar included."""
        return self.seen.narrowed(clause for clause in self._clauses() if clause.dimension != name)

    def _on_offers(self, answer: tuple[Days | None, dict[str, dict[Value, int]]]) -> None:
        self._covered, counts = answer
        self._offer(counts)
        self._hand_over()
        self._is_ready()

    def _on_choice(self, _change: Any) -> None:
        self.refresh()

    def _let_go(self, gone: set[str]) -> None:
        """Offer again what was taken away; no period is all of them."""
        with self.hold_trait_notifications():
            if TIME in gone:
                self.period = {"preset": ALL}
            self.choices = {name: values for name, values in self.choices.items() if name not in gone}

    def _on_page_message(self, widget: object, content: Any, buffers: object) -> None:
        super()._on_page_message(widget, content, buffers)
        match content:
            case {"type": "clear"}:
                self.clear()
            case {"type": "remove", "index": int(index), "text": str(words)}:
                self._remove(index, words)
            case {"type": "dates", "first": str(first), "last": str(last)}:
                self.period = period_through(first, last)
            case {"type": "search", "dimension": str(name), "text": str(wanted)} if name in self._offers:
                wanted = wanted[:MOST_LETTERS]
                self.found = {"dimension": name, "text": wanted, **self._offers[name].page(text=wanted)}

    def _remove(self, index: int, words: str) -> None:
        """Take one clause away, whoever has set it, if it still is the one that the page has shown."""
        if 0 <= index < len(self.chips) and self.chips[index] == words:
            self._selection.remove(self._shown()[index])

    @traitlets.validate("choices")
    def _check_choices(self, proposal: Any) -> dict[str, list[Value]]:
        return checked_choices(proposal.value, self.usage, self._names)
