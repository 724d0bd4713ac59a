"""`Timeline`: what the widgets over time have in common. Numbers at a grain, a window on them, finer ones for it, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from usage_widgets.data.calendar import Span
from usage_widgets.messages.catalogue import strings
from usage_widgets.widgets._base import UsageWidget
from usage_widgets.widgets._measured import checked_measure, offered
from usage_widgets.widgets._module import LOADER, module_of
from usage_widgets.widgets._questions import Asker, Question, Worker
from usage_widgets.widgets._timeline.grain import coarse_enough, finer
from usage_widgets.widgets._timeline.numbers import millisecond
from usage_widgets.widgets._timeline.offsets import offsets_over
from usage_widgets.widgets._timeline.window import checked_range, clipped, span_of, widened
from usage_widgets.widgets._trouble import log

if TYPE_CHECKING:
    from usage_widgets.data.usage import Usage
    from usage_widgets.widgets._timeline.numbers import Numbers, Total

LINKED: tuple[str, ...] = ("path", "measure", "window")
FORECASTS = Worker()
"""Makes forecasts: one that takes seconds holds up nobody who clicks."""


class Timeline(UsageWidget):
    """The base of the widgets over time. A subclass asks for the whole in `_ask`, and knows finer numbers.

    Its answer goes to the page by `_hand_over`.
    """

    linked = LINKED
    keeps_its_answer = True
    _esm = LOADER

    module = anywidget.WidgetTrait().tag(sync=True)
    """What draws it: all of a kind share one. Python to page."""
    measures: Any = traitlets.List().tag(sync=True)
    """[{name, label, unit, additive}]: what the page offers to measure. Python to page."""
    measure = traitlets.Unicode("cost").tag(sync=True, both=True)
    """What is measured. Both ways."""
    whole = traitlets.Dict().tag(sync=True)
    """The numbers of the whole span, at a grain that is coarse enough; empty while nothing is known. Python to page."""
    detail = traitlets.Dict().tag(sync=True)
    """Finer numbers of the window and what is beside it; empty where the whole will do. Python to page."""
    outlook = traitlets.Dict().tag(sync=True)
    """{every, times, end, lines, bands}: what is expected next; empty without a forecast. Python to page."""
    moments: Any = traitlets.List().tag(sync=True)
    """[{at, label, range}]: instants with a name. Python to page."""
    offsets: Any = traitlets.List().tag(sync=True)
    """[[at, ahead]]: from an instant on, local time is ahead of UTC by so many ms. Python to page."""
    extent: Any = traitlets.List().tag(sync=True)
    """[start, end] of all that can be seen, in UTC ms; empty without any. Python to page."""
    window: Any = traitlets.List().tag(sync=True, both=True)
    """What is seen: two ISO 8601 instants, half-open, or nothing for all. Both ways."""
    said = traitlets.Unicode().tag(sync=True)
    """All that is said about the numbers, names isolated by U+2068 and U+2069. Python to page."""

    _numbers: Numbers | None = None
    """The whole, as it was last answered."""
    _seen_extent: Span | None = None

    def __init__(self, usage: Usage, **traits: Any) -> None:
        self.zoomer = Asker(self._interrupt)
        self.forecaster = Asker(self._interrupt, FORECASTS)
        super().__init__(usage, module=module_of(self.kind_name), **traits)
        self.observe(self._on_window, "window")

    def reword(self) -> None:
        """Say everything in the widget's language."""
        super().reword()
        self.strings = strings("kit", "timeline", self.kind_name, locale=self.locale)
        self.measures = offered(self.usage, self.measure, locale=self.locale)
        if self._numbers is not None:
            self.whole = self._wired(self._numbers)

    def show(self, usage: Usage) -> None:
        """Show another usage, such as the same one a minute later; what is on the page stays until the answer is there."""
        self._drop_what_follows()  # while it still knows whose queries these are
        super().show(usage)

    def close(self) -> None:
        """Let go of the page, the selection and any open question."""
        if hasattr(self, "zoomer"):  # a refused argument leaves the widget unfinished
            self._drop_what_follows()
        super().close()

    def _drop_what_follows(self) -> None:
        """Forget what is asked after the whole."""
        self.zoomer.drop()
        self.forecaster.drop()

    def _settle(self) -> None:
        """Have the whole and its forecast answered."""
        self.asker.settle()
        self.forecaster.settle()

    def _static_html(self, locale: str | None = None) -> str:
        self._settle()  # before there is a copy: answers are delivered to the original
        return super()._static_html(locale)

    def refresh(self) -> None:
        """Ask for everything again, in the background where a kernel runs."""
        self._ask()

    def _ask(self) -> None:
        """Ask for the whole; its answer ends in `_hand_over`."""
        raise NotImplementedError

    def _finer(self, span: Span, every: str) -> Numbers:
        """Numbers of a span at a finer grain than the whole's, of the same lines; runs on the worker's thread."""
        raise NotImplementedError

    def _path_shown(self) -> list[Any]:
        """Where the numbers are of."""
        return []

    def _line_label(self, step: Any | Total) -> str:
        """What people read for a line."""
        raise NotImplementedError

    def _wired(self, numbers: Numbers) -> dict[str, Any]:
        return numbers.wired(self._path_shown(), self._line_label)

    def _hand_over(self, numbers: Numbers, *, ahead: Span | None = None) -> None:
        """Show other numbers; what is seen of them stays as far as it is still there.

        Args:
            numbers: The whole.
            ahead: What a forecast covers.
        """
        self._numbers = numbers
        with self.hold_sync():  # one message, so that no picture mixes two spans
            self.whole, self.detail = self._wired(numbers), {}
            self._set_extent(numbers.span, ahead)
        self._zoom()

    def _set_extent(self, past: Span | None, ahead: Span | None) -> None:
        known = [span for span in (past, ahead) if span is not None]
        self._seen_extent = Span(known[0].start, max(span.end for span in known)) if known else None
        self.extent = [millisecond(edge) for edge in self._seen_extent or ()]
        self.offsets = offsets_over(self._seen_extent) if self._seen_extent else []
        seen = span_of(self.window, self.usage.zone)
        is_left = seen and self._seen_extent and clipped(seen, self._seen_extent)
        self.window = [edge.isoformat() for edge in seen] if seen and is_left else []

    def _on_window(self, _change: Any) -> None:
        self._zoom()

    def _zoom(self) -> None:
        """Ask for finer numbers where the window needs them; none of what is still to come."""
        asked = self._needed()
        if asked is None:
            self.zoomer.drop()
            self.detail = {}
            return
        span, every = asked
        self.zoomer.ask(Question(lambda: self._finer(span, every), self._on_finer, self._on_zoom_failed, lambda: None))

    def _needed(self) -> tuple[Span, str] | None:
        """Which span is needed at which finer grain."""
        window, whole = span_of(self.window, self.usage.zone), self._numbers
        if window is None or whole is None or whole.span is None or window.end > whole.span.end:
            return None
        every, span = finer(whole, window), widened(window, whole.span)
        return None if every is None else (span, coarse_enough(every, span))

    def _on_finer(self, numbers: Numbers) -> None:
        self.detail = self._wired(numbers)

    def _on_zoom_failed(self, error: Exception) -> None:
        """What is coarse is still there, and true."""
        log(f"{type(self).__name__}: nothing finer", error)

    def _check_range(self, trait: str, value: Any, extent: Span | None) -> list[str]:
        return checked_range(trait, value, self.usage.zone, extent)

    @traitlets.validate("window")
    def _check_window(self, proposal: Any) -> list[str]:
        extent = self._seen_extent
        window = self._check_range("window", proposal.value, extent)
        is_all = extent is not None and window == [edge.isoformat() for edge in extent]
        return [] if is_all else window

    @traitlets.validate("measure")
    def _check_measure(self, proposal: Any) -> str:
        return checked_measure(self.usage, proposal.value)
