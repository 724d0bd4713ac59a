"""A published page in the language of its viewer.

A page that is held ready is written before anybody asks for it: what differs by language stands in it once in each, and
the viewer's version is chosen as it is sent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from babel import negotiate_locale
from jupyter_server import CallContext
from jupyter_server.i18n import parse_accept_lang_header
from nbconvert.preprocessors import Preprocessor
from tornado.web import HTTPError
from traitlets import Bool
from voila.tornado.handler import TornadoVoilaHandler

from usage_widgets.errors import InvalidArgument
from usage_widgets.messages.catalogue import languages, strings
from usage_widgets.messages.options import babel_locale, checked_locale

if TYPE_CHECKING:
    from nbformat import NotebookNode

VERSION = re.compile(r"<!--in ([\w-]+)-->(.*?)<!--/in-->", re.DOTALL)


def best_language(accepted: str) -> str:
    """The one of our languages that an Accept-Language header likes best; English where it likes none.

    >>> best_language("fr-CH, de-AT;q=0.8, en;q=0.7"), best_language("nonsense;;q=x")
    ('de', 'en')
    """
    preferred = reversed(parse_accept_lang_header(accepted.lower()))  # type: ignore[no-untyped-call]
    return negotiate_locale(preferred, languages()) or "en"


def in_language(html: str, language: str) -> str:
    """What is written in every language, in one.

    >>> in_language("<p><!--in en-->Yes<!--/in--><!--in de-->Ja<!--/in--></p>", "de")
    '<p>Ja</p>'
    """
    return VERSION.sub(lambda version: version[2] if version[1] == language else "", html)


def page_words(language: str) -> dict[str, str]:
    """The page's own sentences, and the direction in which they run."""
    direction = babel_locale(language).text_direction
    return {**strings("page", locale=language), "language": language, "direction": direction}


class PageWords(Preprocessor):
    """Hands the template its words, as `resources.versions`: one for each language that the page is to be written in."""

    chosen_later = Bool(default_value=False, help="Whether `PageHandler` chooses the viewer's version.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Add the words of the notebook's own language, if it names one, else of every language or the viewer's."""
        if own := nb.metadata.get("lang"):
            chosen: tuple[str, ...] = (_known(own),)
        elif self.chosen_later:
            chosen = languages()
        else:
            chosen = (_asked_language(),)
        resources["versions"] = [page_words(language) for language in chosen]
        return nb, resources


class PageHandler(TornadoVoilaHandler):  # type: ignore[misc]
    """Answers with the viewer's version of the page, and with a page in words where there is none."""

    @property
    def language(self) -> str:
        """The language of whoever asks."""
        return best_language(self.request.headers.get("Accept-Language", ""))

    @property
    def template_namespace(self) -> dict[str, Any]:
        """What a page about an error is made of."""
        return {**super().template_namespace, "words": page_words(self.language)}

    def write(self, chunk: Any) -> None:
        """Send a piece of the page."""
        super().write(in_language(chunk, self.language) if isinstance(chunk, str) else chunk)

    def redirect_to_file(self, path: str) -> None:
        """Lead to a picture beside the notebook; there is no other page.

        Raises:
            HTTPError: It is no picture.
        """
        if not any(re.fullmatch(allowed, path, re.IGNORECASE) for allowed in self.voila_configuration.file_allowlist):
            raise HTTPError(404)
        super().redirect_to_file(path)


def _asked_language() -> str:
    """The language of the request that is being answered: JupyterLab's own server makes each page when it is asked for."""
    handler = CallContext.get(CallContext.JUPYTER_HANDLER)
    return best_language(handler.request.headers.get("Accept-Language", "") if handler else "")


def _known(language: object) -> str:
    try:
        return checked_locale(language)  # type: ignore[arg-type]
    except InvalidArgument:
        return "en"
