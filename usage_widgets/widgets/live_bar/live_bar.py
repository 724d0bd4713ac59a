"""`LiveBar`: says up to when a page's data are, and brings newer ones while somebody looks."""

from __future__ import annotations

from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.catalogue import strings, text
from usage_widgets.messages.formats import moment, time_of_day
from usage_widgets.widgets._base import STATIC, UsageWidget
from usage_widgets.widgets._questions import SOURCES, Asker, Question
from usage_widgets.widgets._static import Told, card
from usage_widgets.widgets._trouble import log, told
from usage_widgets.widgets.live_bar.written import room_for_buttons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from usage_widgets.data.origin import Origin
    from usage_widgets.data.usage import Usage

LONGEST_S = 24 * 60 * 60


class LiveBar(UsageWidget):
    """One quiet line with a button that pauses. The page asks, not the kernel: one that nobody sees asks no more.

    >>> import usage_widgets as uw
    >>> usage = uw.Usage.demo(days=7, requests=500, end="2026-06-30", time_zone="Europe/Berlin")
    >>> uw.LiveBar(usage, [uw.Headline(usage)]).summary
    'Demo data · days in Europe/Berlin · data as of Jun 30, 2026, 2:00\u202fAM'
    """

    kind_name = "live_bar"
    _esm = STATIC / "live_bar.js"
    _css = STATIC / "live_bar.css"

    source = traitlets.Unicode().tag(sync=True)
    """What the data come from, and whose days count. Python to page."""
    as_of: Any = traitlets.Dict().tag(sync=True)
    """{instant, zone, time, moment}: up to when the data are, as milliseconds and in words. Python to page."""
    live = traitlets.Bool().tag(sync=True)
    """Whether there may be newer data later on. Python to page."""
    every = traitlets.Int(60).tag(sync=True)
    """Seconds from one refresh to the next. Python to page."""
    paused = traitlets.Bool(False).tag(sync=True, both=True)  # noqa: FBT003
    """Whether the numbers stand still. Both ways."""

    @known_keywords
    def __init__(self, usage: Usage, widgets: Iterable[UsageWidget] = (), *, every: int = 60, title: str = "") -> None:
        """Keep widgets up to date.

        Args:
            usage: What the page shows; its `as_of` is told.
            widgets: What moves on together. Each keeps its own filters, path and selection.
            every: Seconds from one refresh to the next, while the page is looked at.
            title: A name for the line; "Live data" by default.

        Raises:
            InvalidArgument: a widget is none of ours, or `every` is not a whole number of seconds, up to a day.
        """
        self.widgets = checked_widgets(widgets)
        super().__init__(usage, title=title, every=checked_every(every))
        self.asker = Asker(self._interrupt, SOURCES)
        self._last = Asker(self._interrupt)
        self._held = ExitStack()
        self._is_asking, self._tells = False, False
        self._asked_at = monotonic()
        self.reword()

    def reword(self) -> None:
        """Say everything in the widget's language, on a line of its own."""
        self.strings = strings("kit", self.kind_name, locale=self.locale)
        if not self.has_own_title:
            self.title = text("live_bar.title", locale=self.locale)
        stamp = self.usage.as_of
        name = text("data.demo", locale=self.locale) if self.usage.is_demo else self.usage.source
        self.source = f"{name} · {text('data.days_in', locale=self.locale, zone=self.usage.zone.key)}"
        self.live = self.usage.origin.is_live
        self.as_of = {
            "instant": int(stamp.timestamp() * 1000),
            "zone": self.usage.zone.key,
            "time": time_of_day(stamp, locale=self.locale),
            "moment": moment(stamp, locale=self.locale),
        }

    @property
    def summary(self) -> str:
        """The source, and up to when its data are."""
        is_today = self.usage.as_of.date() == pd.Timestamp.now(self.usage.zone).date()
        time = self.as_of["time" if is_today else "moment"]
        return f"{self.source} · {text('live_bar.as_of', locale=self.locale, time=time)}"

    def table(self) -> pd.DataFrame:
        """One row: source, as_of (aware), live."""
        return pd.DataFrame({"source": [self.source], "as_of": [self.usage.as_of], "live": [self.live]})

    def worded_table(self) -> list[tuple[str, ...]]:
        """The same as people read it."""
        headings = (text(f"live_bar.heading.{name}", locale=self.locale) for name in ("source", "as_of"))
        return [tuple(headings), (self.source, self.as_of["moment"])]

    def show(self, usage: Usage) -> None:
        """Tell of another usage; the widgets are shown it elsewhere."""
        self.usage = usage
        self.reword()

    def refresh(self) -> None:
        """Look for newer data now; until they are there, everything goes on showing what it has."""
        if self._is_asking:
            return
        self._is_asking, self._asked_at = True, monotonic()
        origins = {widget.usage.origin for widget in (self, *self.widgets)}

        def read() -> dict[Origin, Origin]:
            return {origin: origin.refreshed() for origin in origins}

        self.asker.ask(Question(read, self._move_on, self._has_failed, self._is_late))

    def close(self) -> None:
        """Let go of the page, the widgets and any open question."""
        if hasattr(self, "_last"):  # a refused argument leaves it unfinished
            self._last.drop()
            self._held.close()
        super().close()

    def _move_on(self, newer: dict[Origin, Origin]) -> None:
        """All widgets of a source go on to the same new reading of it; one that cannot holds up no other."""
        failures: list[Exception] = []
        for widget in (*self.widgets, self):
            self._held.enter_context(widget.hold_sync())  # no two widgets show different times
            usage = widget.usage.over(newer.get(widget.usage.origin, widget.usage.origin))
            try:
                if usage is not widget.usage:
                    widget.show(usage)
            except Exception as error:  # noqa: BLE001 - whatever it is, the line says so
                failures.append(error)
        self._once_all_have_answered(lambda: self._has_failed(failures[0]) if failures else self._is_ready())

    def _once_all_have_answered(self, tell: Callable[[], None]) -> None:
        """Let the page have everything at once: a question behind those of all widgets is answered after them."""

        def let_go(_answer: object) -> None:
            try:
                tell()
            finally:
                self._held.close()
                self._end()

        self._last.ask(Question(lambda: None, let_go, let_go, lambda: None, can_wait=True))

    def _end(self) -> None:
        """Answer whoever has asked for it, where all went well: what went wrong tells itself."""
        is_told = self._tells and self.status["state"] != "error"
        self._is_asking = self._tells = False
        if is_told:
            self.send({"type": "answered"})

    def _on_page_message(self, widget: object, content: Any, buffers: object) -> None:
        super()._on_page_message(widget, content, buffers)
        match content:
            case {"type": "tick"} if not self.paused and self._is_due():
                self.refresh()
            case {"type": "refresh"}:
                self._tells = True
                self.refresh()

    def _is_due(self) -> bool:
        """Half the time must have gone by: a page that has just connected asks too, be its data new or hours old."""
        return monotonic() - self._asked_at >= self.every / 2

    def _is_late(self) -> None:
        self.status = {"state": "loading", "message": text("live_bar.refreshing", locale=self.locale)}

    def _has_failed(self, error: Exception) -> None:
        """Say so, in words for people; the widgets keep what they have."""
        log("could not refresh", error)
        sources = dict.fromkeys(widget.usage.source for widget in (self, *self.widgets))
        reason = told(error, ", ".join(sources), locale=self.locale)
        self.status = {"state": "error", "message": text("live_bar.failed", locale=self.locale, reason=reason)}
        self._end()

    def _static_html(self, locale: str | None = None) -> str:
        speaker = self if locale in (None, self.locale) else self._in(locale)
        told = Told("", room_for_buttons(speaker.locale), "line") if self.live else Told("", "")
        return card("", speaker.summary, told, locale=speaker.locale, theme=speaker.theme)


def checked_widgets(widgets: Any) -> tuple[UsageWidget, ...]:
    """Make sure that all can be shown another usage."""
    several = (widgets,) if isinstance(widgets, UsageWidget) else widgets
    try:
        known = tuple(several)
    except TypeError:
        known = (several,)
    for widget in known:
        if not isinstance(widget, UsageWidget):
            raise InvalidArgument.expected("widgets", "a list of our widgets, such as DrillChart", widget)
    return known


def checked_every(every: Any) -> int:
    """Make sure that it is a time to wait."""
    if not isinstance(every, int) or isinstance(every, bool) or not 1 <= every <= LONGEST_S:
        raise InvalidArgument.expected("every", f"a whole number of seconds from 1 to {LONGEST_S}", every)
    return every
