"""A locale that there are no words in: the words are English and say so, the page still runs as the locale does."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

from .drawn import draw

SPEAKS = "one => one.closest('[lang]').lang"
RUNS = "one => getComputedStyle(one).direction"


def widgets():
    usage = uw.Usage.from_frame(pd.DataFrame({"start_time": "2026-03-01", "model": ["a", "b"], "cost": [-1.0, None]}))
    return [
        uw.DrillChart(usage, path=["model"], kind="pie"),
        uw.UsageTable(usage, by=["model"]),
        uw.QualityCard(usage),
        uw.Headline(usage),
    ]


@pytest.mark.parametrize(("locale", "language"), [("ar", "en"), ("fr", "en"), ("de-AT", "de"), ("en-GB", "en")])
def test_words_say_which_language_they_are_in(page, monkeypatch, locale, language):
    monkeypatch.setattr(uw.options(), "locale", locale)
    for widget in widgets():
        draw(page, widget)
        root = page.locator("[data-usage-widget]")
        assert root.get_attribute("lang") == locale  # what page.js waits for
        assert root.evaluate(RUNS) == ("rtl" if locale == "ar" else "ltr")
        words = root.locator("h2, p:not(:empty), summary, button")
        assert {one.evaluate(SPEAKS) for one in words.all()} == {language}
        sentences = root.locator(".uw-summary, .uw-hint, .uw-why, .uw-findings p, .uw-verdict [dir]")
        assert {one.evaluate(RUNS) for one in sentences.all()} <= {"ltr"}


def test_a_note_about_the_address_says_which_language_it_is_in(page, monkeypatch):
    monkeypatch.setattr(uw.options(), "locale", "fr")
    visit = uw.Visit({})
    visit.follow("?bogus=1")
    draw(page, visit)
    assert page.get_by_text("bogus").evaluate(SPEAKS) == "en"
    visit.close()
