"""Which language a page is given in, and what is left of the others."""

from __future__ import annotations

from types import SimpleNamespace

import nbformat
import pytest
from jupyter_server import CallContext

from usage_widgets.dashboards.languages import PageWords, best_language, in_language
from usage_widgets.messages.catalogue import languages


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("*", "en"),
        ("de", "de"),
        ("DE-at", "de"),
        ("fr-CH, de;q=0.7, en;q=0.8", "en"),
        ("fr, de;q=0.5, en;q=0", "de"),
        ("de;q=0", "en"),
        ("<script>, ../../de", "en"),
        ("x" * 9_000, "en"),
    ],
)
def test_the_best_language_that_is_spoken(accepted, language):
    assert best_language(accepted) == language


def test_the_other_versions_are_left_out_wherever_they_stand():
    page = "<!--in en--><html lang=en>\n<!--/in--><!--in de--><html lang=de>\n<!--/in--><!-- in --><p>1 & <!--in de-->zwei<!--/in-->"
    assert in_language(page, "de") == "<html lang=de>\n<!-- in --><p>1 & zwei"
    assert in_language(page, "en") == "<html lang=en>\n<!-- in --><p>1 & "


def versions(metadata, **options):
    notebook = nbformat.v4.new_notebook(metadata=metadata)
    _, resources = PageWords(enabled=True, **options)(notebook, {})
    return {words["language"]: words for words in resources["versions"]}


def test_a_page_that_is_held_ready_is_written_in_every_language():
    written = versions({}, chosen_later=True)
    assert tuple(written) == languages()
    assert written["en"]["skip"] != written["de"]["skip"]


@pytest.mark.parametrize("options", [{}, {"chosen_later": True}])
def test_a_notebook_can_fix_its_language(options):
    assert list(versions({"lang": "de"}, **options)) == ["de"]
    hebrew = versions({"lang": "he"}, **options)["he"]
    assert (hebrew["direction"], hebrew["skip"]) == ("rtl", "Skip to the content")
    assert list(versions({"lang": '"><script>'}, **options)) == ["en"]


def test_another_server_is_given_the_language_of_its_request():
    assert list(versions({})) == ["en"]
    CallContext.set(
        CallContext.JUPYTER_HANDLER, SimpleNamespace(request=SimpleNamespace(headers={"Accept-Language": "de"}))
    )
    try:
        assert list(versions({})) == ["de"]
    finally:
        CallContext.set(CallContext.JUPYTER_HANDLER, None)
