"""`Written`: what a widget is beside the live one. Files, a picture, and the plain HTML that is shown where it does not live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from usage_widgets.widgets._picture import Drawing, picture_of, table_drawing
from usage_widgets.widgets._published import is_published
from usage_widgets.widgets._saving import save
from usage_widgets.widgets._static import Look, Told, card, document, paragraph, styled, table

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from typing import Self

    from usage_widgets.widgets._base import UsageWidget

HANDLERS = ("_trait_notifiers", "_trait_validators")  # a copy has its own


class Written:
    """A widget's words, table and picture without a browser. A subclass may draw more than its table."""

    title: Any
    context: Any
    locale: Any
    theme: Any
    status: Any
    summary: Any
    asker: Any
    worded_table: Any
    look: Look = "table"
    """How its table is laid out where a style sheet is."""
    name_columns: int = 1
    """How many of its table's first columns are names; the others are figures."""
    keeps_its_answer = False
    """Whether its words are those of its last answer, so that an open question is answered before they are written."""

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write what it shows to a file: a picture (.svg), the numbers (.csv), or words, picture and table (.html).

        Args:
            path: The file; one of that name is replaced, at once and whole.

        Returns:
            Where it is.

        Raises:
            InvalidArgument: the ending is not known, or there can be no such file.
            OSError: it cannot be written; an old file is as it was.
        """
        return save(cast("UsageWidget", self), path)

    def picture(self) -> str:
        """What it shows as a picture with its words: SVG that needs nothing else."""
        return picture_of(self._heading(), self.context, self.summary, self._drawing(), locale=self.locale)

    def _heading(self) -> str:
        """What a picture is called that stands alone."""
        return str(self.title)

    def _drawing(self) -> Drawing:
        return table_drawing(self.worded_table(), locale=self.locale, names=self.name_columns)

    def _written(self) -> str:
        """Its HTML for a notebook; a page gets the style sheets too, which everybody else takes away."""
        html = self._static_html()
        return styled(html) if is_published() else html

    def _page(self) -> str:
        """Its HTML as a file of its own."""
        return document(self.title, self._static_html(), locale=self.locale)

    def _static_html(self, locale: str | None = None) -> str:
        """Heading, words, picture and table as HTML, without style sheets; in another language where one is given."""
        if self.keeps_its_answer:
            self.asker.settle()  # before there is a copy: the answer is delivered to the original
        speaker = self if locale in (None, self.locale) else self._in(locale)
        told = speaker._told()  # noqa: SLF001 - itself
        return card(speaker.title, speaker.context, told, locale=speaker.locale, theme=speaker.theme)

    def _in(self, locale: str | None) -> Self:
        """Itself in another language: a copy that no page knows, with the same answers and clauses."""
        twin: Any = type(self).__new__(type(self))  # ipywidgets refuses copy.copy: that would talk to the page
        state = cast("dict[str, Any]", self.__getstate__())
        vars(twin).update({name: value for name, value in state.items() if name not in HANDLERS})
        twin.comm, twin.original = None, self
        twin.locale = locale
        return twin

    def _told(self) -> Told:
        if self.status["state"] == "error":
            return Told(paragraph(self.status["message"], "uw-summary"), "")
        body = table(self.worded_table(), names=self.name_columns)
        return Told(paragraph(self.summary, "uw-summary"), body, self.look)
