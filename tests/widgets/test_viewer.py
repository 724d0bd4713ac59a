"""A single widget on a published page speaks its viewer's language: what is written, and what is live."""

from __future__ import annotations

import pytest

import usage_widgets as uw
from usage_widgets.messages.catalogue import languages
from usage_widgets.messages.options import CURRENT, Options
from usage_widgets.widgets._viewer import EVERY_LANGUAGE


@pytest.fixture(autouse=True)
def restore_defaults(monkeypatch):
    monkeypatch.setenv("VOILA_KERNEL_ID", "1")
    yield
    vars(CURRENT).update(vars(Options()))


def made(usage):
    chart = uw.DrillChart(usage)
    return [chart, uw.Headline(usage), uw.FilterBar(usage), uw.QualityCard(usage), uw.LiveBar(usage, [chart])]


def tell(widget, language):
    """What a page does whose language the widget does not speak."""
    content = {"type": "language", "language": language}
    widget._handle_msg({"content": {"data": {"method": "custom", "content": content}}})


def versions(widget):
    return widget._repr_mimebundle_()[0].get(EVERY_LANGUAGE)


def test_it_is_written_in_every_language(usage):
    written = versions(uw.Headline(usage))
    assert set(written) == set(languages())
    assert ("Key figures" in written["en"], "Kennzahlen" in written["de"]) == (True, True)
    assert "Key figures" not in written["de"]


def test_a_notebook_is_written_in_one(usage, monkeypatch):
    monkeypatch.delenv("VOILA_KERNEL_ID")
    assert versions(uw.Headline(usage)) is None


def test_every_widget_adopts_the_viewers_language(usage):
    widgets = made(usage)
    for widget in widgets:
        tell(widget, "de")
    assert [widget.locale for widget in widgets] == ["de"] * len(widgets)
    assert widgets[1].title == "Kennzahlen"
    assert uw.Headline(usage).locale == "de"


@pytest.mark.parametrize("language", ["xx", "", "de;q=1", None, ["de"], {"a": 1}])
def test_a_language_without_words_changes_nothing(usage, language):
    figures = uw.Headline(usage)
    tell(figures, language)
    assert (figures.locale, CURRENT.locale) == ("en", "en")


def test_a_language_is_adopted_once(usage):
    figures = uw.Headline(usage)
    tell(figures, "de")
    tell(figures, "en")
    assert figures.locale == "de"


def test_what_the_author_has_chosen_for_a_widget_stays(usage):
    figures = uw.Headline(usage)
    figures.locale = "fr"
    tell(figures, "de")
    assert figures.locale == "fr"
    assert versions(figures) is None


def test_what_the_author_has_chosen_for_the_page_stays(usage):
    uw.options(locale="en")
    figures = uw.Headline(usage)
    tell(figures, "de")
    assert figures.locale == "en"
    assert versions(figures) is None
