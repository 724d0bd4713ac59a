"""`UsageWidget`: what every widget has. Title, summary, drill path, theme, locale, status, table twin, clean-up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.data.usage import Usage
from usage_widgets.errors import InvalidArgument
from usage_widgets.messages.catalogue import strings, text
from usage_widgets.messages.formats import moment
from usage_widgets.messages.options import CURRENT, THEMES, checked_locale
from usage_widgets.selection import OTHER, Selection
from usage_widgets.widgets._guarded import GuardedWidget
from usage_widgets.widgets._path import MOST_RESTS, RefusedValue, checked_steps, steps_trait
from usage_widgets.widgets._questions import Asker
from usage_widgets.widgets._static import styled
from usage_widgets.widgets._trouble import log, told
from usage_widgets.widgets._viewer import adopt, every_language
from usage_widgets.widgets._written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from threading import Thread
    from typing import Self

    import pandas as pd

    from usage_widgets.data.drill import PathStep
    from usage_widgets.selection import Clause

STATIC = Path(__file__).parent / "static"
READY = {"state": "ready", "message": ""}


class UsageWidget(Written, GuardedWidget):
    """The base of our widgets. A subclass names its `kind`, adds traits and answers `summary` and `table`."""

    kind_name = ""
    linked: tuple[str, ...] = ("path",)
    """The traits that say where it stands: what a link to its page carries."""
    levels: tuple[str, ...] = ()
    """The dimensions that a path goes down through; the groups of the last one have nothing below them."""
    selection: Selection | None = None
    asker: Asker
    _waits_quietly = False
    _published: tuple[Clause, ...] = ()

    title = traitlets.Unicode().tag(sync=True)
    """What it shows, as a heading. Python to page."""
    context = traitlets.Unicode().tag(sync=True)
    """Where the numbers come from, in one quiet line. Python to page."""
    locale = traitlets.Unicode("en").tag(sync=True)
    """The language, BCP 47. Python to page."""
    theme = traitlets.Enum(THEMES, "auto").tag(sync=True)
    """"auto" follows the page. Python to page."""
    strings = traitlets.Dict().tag(sync=True)
    """The catalogue's entries of the locale that the page needs. Python to page."""
    status = traitlets.Dict(READY).tag(sync=True)
    """{"state": "ready" | "loading" | "error", "message": text}. Python to page."""

    path = steps_trait()
    """Where it stands: a value, None (unknown) or OTHER for each step. Both ways."""

    def __init__(self, usage: Any, *, selection: Selection | None = None, title: str = "", **traits: Any) -> None:
        if selection is not None and not isinstance(selection, Selection):
            raise InvalidArgument.expected("selection", "a Selection or None", selection)
        if not isinstance(title, str):
            raise InvalidArgument.expected("title", "a text", title)
        self.usage = as_usage(usage)
        self.has_own_title = bool(title)
        self.asker = Asker(self._interrupt)
        super().__init__(title=title, locale=CURRENT.locale, theme=CURRENT.theme, **traits)
        self.selection = selection
        self.on_msg(self._on_page_message)
        if selection is not None:
            selection.changed.connect(self._on_selection)
            selection.follow(self)

    def reword(self) -> None:
        """Say everything in the widget's language."""
        self.strings = strings("kit", self.kind_name, locale=self.locale)
        self.context = context_line(self.usage, self.locale)

    @property
    def summary(self) -> str:
        """What it shows, in words with numbers."""
        raise NotImplementedError

    def table(self) -> pd.DataFrame:
        """The frame behind the picture."""
        raise NotImplementedError

    def worded_table(self) -> list[tuple[str, ...]]:
        """The table as people read it: the headings, then the rows."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Ask for everything again."""
        raise NotImplementedError

    def show(self, usage: Usage) -> None:
        """Show another usage, such as the same one a minute later; what is on the page stays until the answer is there."""
        self.asker.drop()  # while it still knows whose query that is
        self.usage = usage
        self.context = context_line(usage, self.locale)
        self._waits_quietly = True
        self.refresh()

    def drill(self, value: PathStep) -> Self:
        """Go into one group: a value, None for the unknown one, OTHER for the rest."""
        self.path = [*self.path, value]
        return self

    def up(self, level: int | None = None) -> Self:
        """Go up one step, or to the first `level` steps of the path."""
        if level is not None and (not isinstance(level, int) or not 0 <= level <= len(self.path)):
            raise InvalidArgument.expected("level", f"a whole number from 0 to {len(self.path)}", level)
        self.path = self.path[:-1] if level is None else self.path[:level]
        return self

    def reset(self) -> Self:
        """Go back to the top."""
        return self.up(0)

    @property
    def seen(self) -> Usage:
        """The usage that this widget shows: narrowed by what everybody else selected."""
        return self.usage if self.selection is None else self.usage.where(self.selection, ignoring=self)

    def check_clause(self, clause: Clause) -> None:
        """Make sure that what this widget shows can be narrowed by a clause.

        Raises:
            UnknownName: there is no such dimension.
            InvalidArgument: the values are none of that dimension.
        """
        self.usage.narrowed([clause])

    def close(self) -> None:
        """Let go of the page, the selection and any open question."""
        if hasattr(self, "asker"):  # a refused argument leaves the widget unfinished
            self.asker.drop()
        if self.selection is not None:
            self.selection.changed.disconnect(self._on_selection, missing_ok=True)
            self.selection.leave(self)
            self.selection.put(self, ())
        super().close()

    def __del__(self) -> None:
        """Nothing: ipywidgets would close at the end of the process, when nobody is left to tell."""

    def _interrupt(self, thread: Thread) -> None:
        self.usage.origin.engine.interrupt(thread)

    def _put(self, clauses: Iterable[Clause]) -> None:
        """Tell everybody else what this widget stands on."""
        if self.selection is not None:
            self._published = tuple(clauses)
            self.selection.put(self, self._published)

    def _on_selection(self, owner: object) -> None:
        if owner is self or self.selection is None:
            return
        left = self.selection.of(self)
        gone = {clause.dimension for clause in self._published if clause not in left}
        self._published = left
        if gone:
            self._let_go(gone)
        self.refresh()

    def _let_go(self, gone: set[str]) -> None:
        """Follow when somebody has taken away what this widget had put: its clauses of these dimensions."""

    def _on_page_message(self, _widget: object, content: Any, _buffers: object) -> None:
        match content:
            case {"type": "retry"}:
                self.refresh()
            case {"type": "language", "language": str(language)}:
                adopt(self, language)

    def _is_ready(self) -> None:
        self._waits_quietly = False
        self.status = READY

    def _is_late(self) -> None:
        if self._waits_quietly:
            return
        self.status = {"state": "loading", "message": text("kit.status.loading", locale=self.locale)}

    def _has_failed(self, error: Exception) -> None:
        """Show an error in the widget, in words for people; log it."""
        self._waits_quietly = False
        log(type(self).__name__, error)
        self.status = {"state": "error", "message": told(error, self.usage.source, locale=self.locale)}

    @traitlets.observe("locale")
    def _on_locale(self, _change: Any) -> None:
        if self.strings:  # not while it is made
            with self.hold_sync():  # one message, so that no picture mixes two languages
                self.reword()

    @traitlets.validate("locale")
    def _check_locale(self, proposal: Any) -> str:
        try:
            return checked_locale(proposal.value)
        except InvalidArgument as error:
            raise RefusedValue(str(error)) from None

    @traitlets.validate("path")
    def _check_path(self, proposal: Any) -> list[Any]:
        steps = checked_steps("path", proposal.value)
        above = self.levels[:-1]
        if sum(step is not OTHER for step in steps) > len(above) or (steps and not self.levels):
            expected = f"at most a value of each of {', '.join(above)}" if above else "no step, as nothing lies below"
            raise RefusedValue.expected("path", expected, steps)
        if steps.count(OTHER) > MOST_RESTS:
            raise RefusedValue.expected("path", f"at most {MOST_RESTS} steps into a rest", steps)
        return steps

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.title!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        versions = every_language(self.locale, lambda locale: styled(self._static_html(locale)))
        return {**(data or {}), **versions, "text/plain": repr(self), "text/html": self._written()}, metadata


def as_usage(usage: Any) -> Usage:
    """A usage as it is, or of a frame."""
    return usage if isinstance(usage, Usage) else Usage.from_frame(usage)


def context_line(usage: Usage, locale: str) -> str:
    """Where numbers come from: the source, whose days, up to when."""
    parts = [
        text("data.demo", locale=locale) if usage.is_demo else usage.source,
        text("data.days_in", locale=locale, zone=usage.zone.key),
        text("data.data_to", locale=locale, time=moment(usage.as_of, locale=locale)),
    ]
    return " · ".join(parts)
