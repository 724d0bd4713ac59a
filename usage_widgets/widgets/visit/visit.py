"""`Visit`: keeps a page's address and its state the same, and the page in its viewer's language."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from usage_widgets.errors import InvalidArgument, known_keywords
from usage_widgets.messages.catalogue import strings, text
from usage_widgets.messages.options import CURRENT, THEMES
from usage_widgets.selection import Selection
from usage_widgets.widgets._base import STATIC, UsageWidget
from usage_widgets.widgets._guarded import GuardedWidget
from usage_widgets.widgets._questions import Asker, Question
from usage_widgets.widgets._viewer import adopt
from usage_widgets.widgets.visit.address import (
    FOREIGN,
    Unusable,
    fits,
    read_query,
    shortened,
    write_query,
)
from usage_widgets.widgets.visit.named import NamedFilters
from usage_widgets.widgets.visit.places import places_of
from usage_widgets.widgets.visit.spelling import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usage_widgets.widgets.visit.places import Place

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
MOST_SAID = 5
ROUNDS = 2
"""A chart whose path lies in a rest tells the others only when it has its answer: then they ask once more."""


class Visit(GuardedWidget):
    """Filters, dates and drill paths of a page, in its address: links, back and forward.

    Unseen, but for a note when something in the address had to be ignored or leads to nothing. Where the address belongs
    to somebody else, as in JupyterLab, it stays as it is, and `link` is what a link to the published page would end in.
    No `UsageWidget`: it shows no usage, so there is nothing in it to name, sum up, tabulate or drill. A page has one
    address: the first visit that is made keeps it, others bring their widgets the viewer's language only.

    >>> import usage_widgets as uw
    >>> chart = uw.DrillChart(uw.Usage.demo(days=7, requests=500, end="2026-06-30"), path=["team", "model"])
    >>> visit = uw.Visit(widgets={"teams": chart})
    >>> chart.drill("search").kind = "pie"
    >>> visit.link
    '?teams=search&teams.kind=pie'
    """

    kind_name = "visit"
    _esm = STATIC / "visit.js"
    _css = STATIC / "visit.css"
    _keeper: ClassVar[Visit | None] = None
    """The one that keeps the address: decided here, as a page makes its widgets in no certain order."""

    keeps_address = traitlets.Bool().tag(sync=True)
    """Whether the page's address is this one's. Python to page."""
    link = traitlets.Unicode().tag(sync=True)
    """The query of an address that opens the page in this state; "" while it is as it came. Python to page."""
    names: Any = traitlets.List().tag(sync=True)
    """The parameters that are ours; the page leaves all others as they are. Python to page."""
    ignored: Any = traitlets.List().tag(sync=True)
    """What was ignored and what leads to nothing, a sentence each. Python to page."""
    answered = traitlets.Int(0).tag(sync=True)
    """The number of the page's last address that the widgets show. Python to page."""
    locale = traitlets.Unicode("en").tag(sync=True)
    """The language, BCP 47. Python to page."""
    theme = traitlets.Enum(THEMES, "auto").tag(sync=True)
    """"auto" follows the page. Python to page."""
    strings = traitlets.Dict().tag(sync=True)
    """The catalogue's entries of the locale that the page needs. Python to page."""

    @known_keywords
    def __init__(self, widgets: Mapping[str, UsageWidget], *, selection: Selection | None = None) -> None:
        """Carry the state of widgets.

        Args:
            widgets: The widgets of the page by the names that they have in its address: letters, digits, "_" and "-".
            selection: What is looked at together; what is set in it from Python is carried too.

        Raises:
            InvalidArgument: a widget is none of ours, or cannot be named like that.
        """
        self.widgets = checked_widgets(widgets)
        if selection is not None and not isinstance(selection, Selection):
            raise InvalidArgument.expected("selection", "a Selection or None", selection)
        self.selection = selection
        self.asker = Asker(lambda _thread: None)
        self._places = places_of({**self.widgets, **self._named()})
        self._problems: list[tuple[str, str]] = []
        self._is_following, self._is_cut = False, False
        super().__init__(
            names=[name for place in self._places for name in place.spelling.names],
            locale=CURRENT.locale,
            theme=CURRENT.theme,
        )
        Visit._keeper = Visit._keeper or self
        self.keeps_address = Visit._keeper is self
        self.reword()
        self.on_msg(self._on_page_message)
        for widget in self.widgets.values():
            widget.observe(self._write, list(widget.linked))
        if selection is not None:
            selection.changed.connect(self._write)

    def reword(self) -> None:
        """Say everything in the widget's language."""
        self.strings = strings("kit", self.kind_name, locale=self.locale)
        problems = [*([("too_much", "")] if self._is_cut else []), *self._problems]
        said = [text(f"visit.{key}", locale=self.locale, name=name) for key, name in problems[:MOST_SAID]]
        if more := len(problems) - len(said):
            said.append(text("visit.more", locale=self.locale, count=more))
        self.ignored = said

    def follow(self, search: str) -> bool:
        """Bring the widgets into the state that the query of an address names; what it does not name is as it came.

        Args:
            search: A query such as `link`. What cannot be used of it is told on the page, the rest is used.

        Returns:
            Whether anything has changed.
        """
        before, self._problems = [place.now for place in self._places], []
        try:
            given = read_query(search)
        except Unusable as error:
            given, self._problems = {}, [(str(error), "")]
        self._is_following = True
        try:
            for place in self._places:
                self._bring(place, {name: given[name] for name in place.spelling.names if name in given})
        finally:
            self._is_following = False
        self._problems += [("unknown", shortened(name)) for name in given if self._is_unknown(name)]
        self._write()
        self.reword()
        return before != [place.now for place in self._places]

    def close(self) -> None:
        """Let go of the page, the widgets and the selection."""
        if hasattr(self, "asker"):  # a refused argument leaves the widget unfinished
            self.asker.drop()
            for widget in self.widgets.values():
                widget.unobserve(self._write, list(widget.linked))
        if self.selection is not None:
            self.selection.changed.disconnect(self._write, missing_ok=True)
        if Visit._keeper is self:
            Visit._keeper = None
        super().close()

    def __del__(self) -> None:
        """Nothing: ipywidgets would close at the end of the process, when nobody is left to tell."""

    def _named(self) -> dict[str, Any]:
        if self.selection is None or not self.widgets:
            return {}
        name = "selection"
        while name in self.widgets:
            name += "_"
        return {name: NamedFilters(self.selection, next(iter(self.widgets.values())))}

    def _bring(self, place: Place, given: dict[str, list[str]]) -> None:
        try:
            place.put(place.spelling.read(given) if given else place.came)
        except (Unreadable, traitlets.TraitError):
            self._problems += [("refused", shortened(name)) for name in given]
            if given:
                self._bring(place, {})

    def _is_unknown(self, name: str) -> bool:
        return name not in self.names and not FOREIGN.fullmatch(name)

    def _write(self, _change: object = None) -> None:
        """Say the state as an address; what is too much for any is left out from a whole value on, and that is told."""
        if self._is_following:
            return
        longer = [*accumulate((place.written() for place in self._places), initial=[])]
        fitting = [pairs for pairs in longer if fits(pairs)]
        self.link = write_query(fitting[-1])
        was_cut, self._is_cut = self._is_cut, len(fitting) < len(longer)
        if was_cut != self._is_cut:
            self.reword()

    def _on_page_message(self, _widget: object, content: Any, _buffers: object) -> None:
        match content:
            case {"type": "went", "number": int(number), "search": str(search), "language": str(language)}:
                for widget in (self, *self.widgets.values()):
                    adopt(widget, language)
                self._settle(number, ROUNDS if self.follow(search) else 0)

    def _settle(self, number: int, rounds: int) -> None:
        """Tell the page once the widgets have their answers: what is asked after them is answered after them."""
        if not rounds:
            self._tell_absent()
            self.answered = number
            return
        nothing, on = (lambda *_: None), (lambda _: self._settle(number, rounds - 1))
        self.asker.ask(Question(nothing, on, nothing, nothing, can_wait=True))

    def _tell_absent(self) -> None:
        changed = (place for place in self._places if place.now != place.came)
        self._problems += [("absent", shortened(label)) for place in changed for label in place.absent]
        self.reword()

    @traitlets.observe("locale")
    def _on_locale(self, _change: Any) -> None:
        if self.strings:  # not while it is made
            self.reword()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.link!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/plain": repr(self), "text/html": self._static_html()}, metadata

    def _static_html(self) -> str:
        return '<div class="uw-static"></div>'


def checked_widgets(widgets: Any) -> dict[str, UsageWidget]:
    """Make sure that these are widgets of ours with names for an address."""
    if not isinstance(widgets, dict) or not all(isinstance(widget, UsageWidget) for widget in widgets.values()):
        raise InvalidArgument.expected("widgets", 'widgets by name, such as {"models": chart}', widgets)
    for name in widgets:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise InvalidArgument.expected("widgets", 'names of letters, digits, "_" and "-", a letter first', name)
    return dict(widgets)
