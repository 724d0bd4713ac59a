"""The published page in the language of whoever asks, whatever language its kernel was held ready in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .notebook_files import write_notebook

# A small widget that speaks English until it is told otherwise, as ours do in a kernel that was held ready.
WIDGET = """
import anywidget

class Small(anywidget.AnyWidget):
    _esm = '''export default { render({ el }) {
        const root = Object.assign(document.createElement("section"), { className: "uw", lang: "en", innerHTML: "<h2>Live</h2>" });
        root.dataset.usageWidget = "small";
        el.append(root);
        root.dataset.painted = "";
    } };'''

    def _repr_mimebundle_(self, **options):
        data, metadata = super()._repr_mimebundle_(**options)
        written = {"en": "<h2>Written</h2>", "de": "<h2>Geschrieben</h2>"}
        return {**data, "text/html": written["en"], "application/vnd.usage-widgets.static+json": written}, metadata
"""
TITLES = {"title": "Usage", "translations": {"de": {"title": "Nutzung & Kosten"}}}


@pytest.fixture(scope="module")
def url(page_server, tmp_path_factory):
    notebook = write_notebook(tmp_path_factory.mktemp("notebooks") / "small.ipynb", WIDGET, "Small()", **TITLES)
    return page_server(notebook).url


def now_speaks(page, language):
    page.locator("[data-usage-widget]").evaluate("(root, language) => (root.lang = language)", language)


def test_the_first_answer_is_in_the_language_that_is_asked_for(open_page, url):
    page = open_page(locale="de-AT", java_script_enabled=False)
    page.goto(url)
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.title() == "Nutzung & Kosten"
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_have_count(1)
    expect(page.get_by_role("heading", name="Geschrieben")).to_be_visible()
    assert "Die Diagramme brauchen JavaScript." in page.content()
    expect(page.get_by_role("contentinfo")).to_contain_text("Aus dem Anfrageprotokoll")
    assert "Written" not in page.content()


def test_english_stands_in_for_a_language_that_is_not_spoken(open_page, url):
    page = open_page(locale="fi-FI")
    page.goto(url)
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("heading", level=1)).to_have_text("Usage")
    page.wait_for_selector("body[data-state=live]")


def test_what_is_written_stays_until_the_live_words_are_in_the_same_language(open_page, url):
    page = open_page(locale="de-DE")
    page.goto(url, wait_until="commit")
    page.wait_for_selector("[data-usage-widget][data-painted]", state="attached")
    page.wait_for_function("document.body.dataset.state === 'read'")
    expect(page.get_by_role("heading", name="Geschrieben")).to_be_visible()
    expect(page.get_by_role("heading", name="Live")).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("Die Diagramme werden bedienbar gemacht …")
    now_speaks(page, "de")
    expect(page.get_by_role("heading", name="Live")).to_be_visible()
    expect(page.get_by_role("heading", name="Geschrieben")).to_have_count(0)


def test_live_words_in_another_language_are_better_than_none(open_page, url):
    page = open_page(locale="de-DE")
    page.clock.install()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("[data-usage-widget][data-painted]", state="attached")
    expect(page.get_by_role("heading", name="Geschrieben")).to_be_visible()
    page.clock.fast_forward(6_000)
    expect(page.get_by_role("heading", name="Live")).to_be_visible()


def test_a_page_without_a_visit_speaks_its_viewers_language(publish, open_page, tmp_path):
    code = "import usage_widgets as uw; uw.Headline(uw.Usage.demo(days=9, requests=500, end='2026-06-30'))"
    server = publish(write_notebook(tmp_path / "single.ipynb", code))
    written = open_page(locale="de-DE", java_script_enabled=False)
    written.goto(server.url)
    expect(written.get_by_role("heading", name="Kennzahlen")).to_be_visible()
    assert "Key figures" not in written.content()
    page = open_page(locale="de-DE")
    page.goto(server.url)
    page.wait_for_selector("body[data-state=live]", timeout=60_000)
    expect(page.locator("[data-usage-widget=headline]")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", name="Kennzahlen")).to_be_visible()


def test_numbers_without_the_links_filters_are_dimmed_and_say_so(open_page, url):
    page = open_page(locale="de-DE")
    page.goto(f"{url}?team=search", wait_until="commit")
    page.wait_for_selector("[data-usage-widget][data-painted]", state="attached")
    note = page.get_by_text("Die Filter dieses Links werden angewendet …").last
    expect(note).to_be_visible()
    expect(page.locator(".page-prepaint")).to_have_css("opacity", "0.4")
    now_speaks(page, "de")
    expect(note).to_be_hidden()


def test_a_token_is_no_filter(open_page, url):
    page = open_page(locale="de-DE")
    page.goto(f"{url}?token=x", wait_until="commit")
    page.wait_for_selector("[data-usage-widget][data-painted]", state="attached")
    expect(page.locator(".page-prepaint")).to_have_css("opacity", "1")


def test_a_wrong_address_is_answered_in_words(open_page, url, axe):
    page = open_page(locale="de-DE", allow=["status of 404"])
    page.goto(f"{url}nowhere")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hier gibt es keine Seite")
    assert page.locator("html").get_attribute("lang") == "de"
    assert axe(page) == []
    page.get_by_role("link", name="Zur Startseite").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nutzung & Kosten")


def test_a_language_that_runs_from_the_right_breaks_nothing(publish, open_page, tmp_path):
    code = "import usage_widgets as uw; uw.options(locale='he'); uw.Headline(uw.Usage.demo(days=9, requests=500, end='2026-06-30'))"
    notebook = write_notebook(tmp_path / "hebrew.ipynb", code, code.replace("Headline", "DrillChart"), lang="he")
    server = publish(notebook)
    for width in (1280, 320):
        page = open_page(viewport={"width": width, "height": 800})
        page.goto(server.url)
        page.wait_for_selector("body[data-state=live]", timeout=60_000)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert set(page.locator(".uw").evaluate_all("all => all.map((one) => getComputedStyle(one).direction)")) == {
            "rtl"
        }
        sides = "all => all.map((one) => getComputedStyle(one).textAlign)"  # also of a name in Latin letters
        assert set(page.locator(".uw [dir=auto]:is(h2, p, dt):not(.uw-empty *)").evaluate_all(sides)) == {"right"}
        outside = "all => all.map((one) => one.getBoundingClientRect()).filter(({ left, right }) => left < 0 || right > innerWidth).length"
        assert page.locator("main :is(p, h2, dt, dd, button, svg text)").evaluate_all(outside) == 0
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
