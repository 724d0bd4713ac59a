"""The page around the widgets, with a small widget in place of ours: what it is made of, and what it says when things fail."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .notebook_files import write_notebook

WIDGET = """
import anywidget, traitlets

class Small(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const root = Object.assign(document.createElement("section"), { className: "uw" });
        root.dataset.usageWidget = "small";
        root.innerHTML = `<h2>Live words</h2><button type="button">Double</button> <output>1</output>`;
        root.querySelector("button").onclick = () => { model.set("asked", model.get("asked") + 1); model.save_changes(); };
        model.on("change:number", () => (root.querySelector("output").textContent = model.get("number")));
        el.append(root);
        root.dataset.painted = "";
    } };'''
    _css = ".uw {height: 400px; overflow: hidden}"
    asked = traitlets.Int(0).tag(sync=True)
    number = traitlets.Int(1).tag(sync=True)

    @traitlets.observe("asked")
    def double(self, change):
        self.number *= 2

    def _repr_mimebundle_(self, **options):
        data, metadata = super()._repr_mimebundle_(**options)
        return {**data, "text/html": "<div style='--uw-height: 400px'><h2>Written words</h2><p style='height: 900px'></p></div>"}, metadata
"""
TITLE = "Usage <b>& cost"
SECRET = "s3cret%21word"


@pytest.fixture(scope="module")
def url(page_server, tmp_path_factory):
    cells = [f"# {TITLE}", WIDGET, "## *Words* in between", "Small()", "Small()"]
    notebook = write_notebook(tmp_path_factory.mktemp("notebooks") / "small.ipynb", *cells, title=TITLE)
    return page_server(notebook).url


def go_live(page, url):
    page.goto(url, wait_until="commit")
    page.wait_for_selector("body[data-state=live]", timeout=60_000)
    return page


def test_says_its_title_and_language(page, url):
    go_live(page, url)
    assert page.title() == TITLE
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert page.locator("html").get_attribute("lang") == "en"


def test_takes_its_title_from_the_file_name_without_metadata(publish, page, tmp_path):
    page.goto(publish(write_notebook(tmp_path / "02_monthly-LLM_costs.ipynb", "1")).url)
    assert page.title() == "Monthly LLM costs"


def test_takes_its_title_from_the_first_heading_and_says_it_once(publish, page, tmp_path):
    page.goto(publish(write_notebook(tmp_path / "costs.ipynb", f"# {TITLE}", "1")).url)
    assert page.title() == TITLE
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_has_its_landmarks_in_reading_order_and_the_widgets_in_main(page, url):
    go_live(page, url)
    landmarks = page.locator("body > header, main, body > footer")
    assert landmarks.evaluate_all("all => all.map((one) => one.localName)") == ["header", "main", "footer"]
    expect(page.get_by_role("main").locator("[data-usage-widget]")).to_have_count(2)


def test_skips_to_the_content_with_the_first_tab(page, url):
    go_live(page, url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Double").first).to_be_focused()


def test_scrolls_as_one_document(page, url):
    go_live(page, url)
    assert page.evaluate("document.scrollingElement.scrollHeight > innerHeight")
    inner = "all => all.filter((e) => e.scrollHeight > e.clientHeight + 1 && /auto|scroll|hidden/.test(getComputedStyle(e).overflowY)).length"
    assert page.locator("body *").evaluate_all(inner) == 0


def test_is_no_wider_than_a_narrow_window(open_page, url):
    page = go_live(open_page(viewport={"width": 320, "height": 640}), url)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


def test_can_be_read_without_script(open_page, url):
    page = open_page(java_script_enabled=False)
    page.goto(url)
    expect(page.get_by_role("heading", name="Written words")).to_have_count(2)


def test_written_words_give_way_to_the_live_ones_without_a_jump(open_page, url):
    page = open_page()
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts.push(entry.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    go_live(page, url)
    expect(page.get_by_role("heading", name="Written words")).to_have_count(0)
    expect(page.get_by_role("heading", name="Live words")).to_have_count(2)
    assert sum(page.evaluate("shifts")) < 0.001


def test_widgets_reach_their_kernel(page, url):
    go_live(page, url)
    page.get_by_role("button", name="Double").first.click()
    expect(page.locator("output").first).to_have_text("2")


def test_follows_the_colour_scheme_and_prints_light(page, url):
    go_live(page, url)

    body = page.locator("body")
    expect(body).to_have_attribute("data-jp-theme-light", "true")
    expect(body).to_have_css("background-color", "rgb(245, 245, 245)")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-jp-theme-light", "false")
    expect(body).to_have_css("background-color", "rgb(17, 17, 17)")
    page.emulate_media(color_scheme="dark", media="print")
    expect(body).to_have_attribute("data-jp-theme-light", "true")
    expect(body).to_have_css("color", "rgb(31, 31, 31)")


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "dark", "forced_colors": "active"},
        {"viewport": {"width": 320, "height": 640}},
    ],
    ids=["light", "dark", "forced colours", "narrow"],
)
def test_axe_finds_nothing(open_page, url, axe, options):
    assert axe(go_live(open_page(**options), url)) == []


def test_a_failed_cell_says_so_and_tells_nothing_else(publish, page, tmp_path):
    source = f"postgresql://reader:{SECRET}@db.example/litellm"
    failing = "import os; raise ValueError('from ' + os.environ['USAGE_WIDGETS_SOURCE'])"
    notebook = write_notebook(tmp_path / "failing.ipynb", failing)
    server = publish(notebook, USAGE_WIDGETS_SOURCE=source)
    page.goto(server.url)
    expect(page.get_by_role("heading", name="This part cannot be shown")).to_be_visible()
    commands = str([process.cmdline() for process in server.processes()])
    log = server.log.read_text()
    assert ": from ***" in log
    for secret in (SECRET, "s3cret!word"):
        assert secret not in page.content() + commands + log
    for detail in ("ValueError", "Traceback", "os.environ"):
        assert detail not in page.content()


def test_a_notebook_that_cannot_run_gets_a_page_in_words(publish, open_page, tmp_path):
    notebook = tmp_path / "broken.ipynb"
    notebook.write_text("{ no notebook")
    page = open_page(allow=["status of 400"])
    page.goto(publish(notebook).url)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page cannot be shown")
    expect(page.get_by_role("link", name="Try again")).to_be_visible()
    assert "broken.ipynb" not in page.content()


def test_a_dead_kernel_is_named_and_the_page_stays_readable(publish, open_page, tmp_path):
    server = publish(write_notebook(tmp_path / "mortal.ipynb", WIDGET, "Small()"), "--pool", "0")
    page = go_live(open_page(allow=["status of 404"]), server.url)
    for kernel in server.kernels().values():
        kernel.kill()
    expect(page.get_by_role("alert")).to_contain_text("no longer connected", timeout=15_000)
    expect(page.get_by_role("heading", name="Live words")).to_be_visible()
    page.get_by_role("button", name="Reload the page").click()
    page.wait_for_selector("body[data-state=live]", timeout=60_000)
    expect(page.get_by_role("alert")).to_be_empty()


def test_prints_on_light_paper_drawn_for_its_width_with_nothing_to_press(open_page, voila_url):
    page = go_live(open_page(color_scheme="dark"), voila_url("overview"))
    page.locator(".uw-drill-chart .uw-summary-line").first.click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    drawn = page.locator("svg.uw-marks").evaluate_all("all => all.map((one) => one.viewBox.baseVal.width)")
    paper = 186 / 25.4 * 96  # A4 within its margins
    assert drawn
    assert all(0.9 * paper < width < paper for width in drawn)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".uw").first).to_have_css("color", "rgb(31, 31, 31)")
    pressable = page.locator("main :is(button, select, input, summary):not(.uw-path *, .uw-legend *, .uw-table *)")
    assert pressable.filter(visible=True).evaluate_all("all => all.map((one) => one.outerHTML)") == []
    scroller = page.locator(".uw-table-scroll:has(table)").first
    assert scroller.evaluate("one => one.scrollHeight <= one.clientHeight")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(
        "width => document.querySelector('svg.uw-marks').viewBox.baseVal.width !== width", arg=drawn[0]
    )
