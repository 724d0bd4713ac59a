"""A slow kernel, a failing one, a dead one, and nothing to show: what is on the page goes on working."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.notebook_files import write_notebook

from .conftest import HOSTS
from .hostile_log import SETUP
from .journey import chart_of, wait_until_told

AT_ONCE = 1_000  # ms: before a slow kernel could have answered
KERNEL_ID = {
    "voila": "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId",
    "lab": "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id",
}


def run(page, code):
    """Run code in the notebook's kernel, as its next cell would."""
    kernel = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
    return page.evaluate(f"async (code) => (await {kernel}.requestExecute({{ code }}).done).content.status", code)


def test_a_slow_kernel_is_said_and_held_levels_open_at_once(chart, live, mood):
    mood("slow")
    chart.click("Other (3)")
    chart.stands_at("OTHER", timeout=AT_ONCE)
    expect(chart.note()).to_be_hidden()
    chart.click("nano")
    expect(chart.note()).to_have_text("Loading…", timeout=AT_ONCE)
    assert chart.crumbs() == ["All", "Other (3)"]
    chart.go_back_to("All")
    chart.stands_at(timeout=AT_ONCE)
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o", timeout=AT_ONCE)
    mood("well")
    wait_until_told(live, path=["gpt-4o"])
    expect(chart.note()).to_be_hidden()


def test_a_late_answer_is_shown_when_it_comes(chart, live, mood):
    mood("slow")
    chart.measure("Tokens")
    expect(chart.note()).to_have_text("Loading…", timeout=AT_ONCE)
    expect(chart.said()).to_have_text("Loading…")
    assert chart.summary().startswith("Cost by Model")
    mood("well")
    expect(chart.root.locator(".uw-summary")).to_contain_text("Tokens by Model")
    expect(chart.note()).to_be_hidden()


def test_a_failure_is_named_and_can_be_tried_again(chart, live, mood):
    mood("broken")
    chart.measure("Tokens")
    expect(chart.note()).to_contain_text("Something went wrong")
    assert "s3cret" not in live.content()
    assert chart.summary().startswith("Cost by Model")
    mood("well")
    chart.root.get_by_role("button", name="Try again").click()
    expect(chart.root.locator(".uw-summary")).to_contain_text("Tokens by Model")
    expect(chart.note()).to_be_hidden()


def test_nothing_to_show_says_so(live):
    chart = chart_of(live, "Empty")
    expect(chart.root.get_by_text("Nothing to show", exact=True)).to_be_visible()
    expect(chart.root.get_by_role("listbox")).to_be_hidden()
    expect(chart.root.get_by_text("Table", exact=True)).to_be_hidden()
    assert chart.summary() == "Cost by Model: nothing to show."


@pytest.mark.parametrize("host", HOSTS)
def test_a_dead_kernel_is_named_and_held_levels_still_open(open_page, go_live, server_of, host):
    page = go_live(
        open_page(allow=["status of 404", "Comm not found", "Could not send widget sync message"]), host, "doomed"
    )
    chart = chart_of(page, "Core")
    kernel_id = page.evaluate(KERNEL_ID[host])
    [kernel] = [one for one in server_of(host).kernels().values() if kernel_id in " ".join(one.cmdline())]
    kernel.kill()
    if host == "lab":
        page.get_by_role("dialog", name="Kernel Restarting").get_by_role("button", name="Ok").click()
    chart.click("gpt-4o")
    chart.stands_at("gpt-4o", timeout=AT_ONCE)
    chart.click("azure")
    chart.stands_at("gpt-4o", "azure", timeout=AT_ONCE)
    chart.click("Other (2)")
    expect(chart.note()).to_have_text("Loading…", timeout=AT_ONCE)
    expect(chart.note()).to_contain_text("does not answer", timeout=15_000)
    chart.go_back_to("All")
    chart.stands_at(timeout=AT_ONCE)
    chart.draw_as("Pie")
    expect(chart.root.locator(".uw-slice").first).to_be_visible()


def test_views_of_a_chart_follow_each_other_python_and_a_reload(page, run_in_lab, notebook):
    twice = write_notebook(
        notebook.with_name("twice.ipynb"), SETUP.format(folder=str(notebook.parent)), "chart", "chart", "told"
    )
    run_in_lab(page, twice)
    one, other = (chart_of(page, "Core", view) for view in (0, 1))
    one.click("gpt-4o")
    other.stands_at("gpt-4o")
    other.draw_as("Pie")
    expect(one.root.locator(".uw-slice")).to_have_count(3)
    assert run(page, "chart.path = ['gpt-4o', 'azure']") == "ok"
    one.stands_at("gpt-4o", "azure")
    other.stands_at("gpt-4o", "azure")
    assert run(page, "chart.selected = ['user-14', 'user-13']; chart.kind = 'bar'") == "ok"
    expect(one.root.locator("[aria-selected=true]")).to_have_count(2)
    assert run(page, "chart.path = ['nobody has this']") == "ok"
    expect(one.root.get_by_role("button", name="Back to the top")).to_be_visible()
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    again = chart_of(page, "Core", 0)
    again.stands_at("nobody has this")
    again.root.get_by_role("button", name="Back to the top").click()
    again.stands_at()
    wait_until_told(page, path=[])


def test_written_words_are_no_formulas(page, run_in_lab, notebook):
    show = "from IPython.display import HTML\nHTML(chart._repr_mimebundle_()[0]['text/html'])"
    written = write_notebook(
        notebook.with_name("written.ipynb"), SETUP.format(folder=str(notebook.parent)), show, "HTML('$a$')"
    )
    run_in_lab(page, written)
    page.locator("mjx-container").wait_for()  # the last cell's: formulas are set by now
    words = page.locator(".jp-RenderedHTML", has_text="Cost by Model:")
    expect(words).to_contain_text(
        "Cost by Model: $1,455.50 in total, 14 models and unknown. Largest: gpt-4o with $400.00 (27.5%), then <img"
    )
    expect(words.locator("mjx-container")).to_have_count(0)
