"""The analyst's grid: AG Grid's community edition, and constants only in what its page evaluates."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest
from ipywidgets.widgets.widget import _instances

import usage_widgets as uw
from usage_widgets.widgets.usage_table import grid

EVALUATED = ["_grid_options_mono_down", "js_helpers_custom", "js_pre_helpers", "js_pre_grid", "js_post_grid", "menu"]
HOSTILE = ["function(){alert(1)}", "helpers.alert", "__js__: alert(1)", '<img src=x onerror="alert(1)">']


@pytest.fixture
def in_notebook(monkeypatch):
    """As in the kernel of a notebook."""
    shell = SimpleNamespace(kernel=object())
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    for name in ("SERVER_SOFTWARE", "VOILA_BASE_URL", "VOILA_KERNEL_ID", "VOILA_PREHEAT"):
        monkeypatch.delenv(name, raising=False)


def grid_data(table):
    return table.grid.grid_data_in


def test_a_notebook_gets_a_grid_of_the_community_edition(usage, in_notebook):
    table = uw.UsageTable(usage, by=["model"], measures=["cost"], top=2)
    assert type(table.grid).__module__ == "ipyaggrid.community"
    assert table.grid.get_state("license") == {"license": "community"}
    assert grid_data(table) == [
        {"0": "gpt-4o", "1": 10.0, "texts": ["gpt-4o", "$10.00"], "at": 0, "id": '["gpt-4o"]'},
        {"0": "haiku", "1": 7.5, "texts": ["haiku", "$7.50"], "at": 1, "id": '["haiku"]'},
    ]
    assert [row["texts"] for row in table.grid.user_params["last"]] == [["Other (3)", "$2.50"], ["Total", "$20.00"]]


def test_the_grid_sorts_by_numbers_and_unknown_names_are_null(usage, in_notebook):
    table = uw.UsageTable(usage, by=["model", "user"], measures=["cost"])
    unknown = next(row for row in grid_data(table) if row["texts"][0] == "unknown")
    assert (unknown["0"], unknown["1"], unknown["2"]) == (None, "bob", 1.5)


def test_another_question_goes_into_the_same_grid_and_other_words_into_a_new_one(usage, in_notebook):
    selection = uw.Selection()
    table = uw.UsageTable(usage, by=["model"], measures=["cost"], selection=selection)
    first = table.grid
    selection.set("user", "bob")
    assert table.grid is first
    assert [row["texts"] for row in grid_data(table)] == [["gpt-4o", "$3.00"], ["unknown", "$1.50"]]
    table.locale = "de"
    assert table.grid is not first
    assert first.comm is None
    assert table.grid.user_params["headings"] == ["Modell", "Kosten"]
    assert table.grid.user_params["words"]["filterOoo"] == "Filtern …"


def test_the_written_words_of_another_language_leave_the_grid_alone(usage, in_notebook):
    table = uw.UsageTable(usage, by=["model"], measures=["cost"])
    first = table.grid
    assert "Kosten" in table._static_html("de")
    assert table.grid is first
    assert first.comm is not None


def test_nothing_of_it_is_left_once_its_table_has_another_or_is_closed(usage, in_notebook):
    before = {*_instances}
    table = uw.UsageTable(usage, by=["model"])
    table.layout  # noqa: B018 - made when a page asks
    first = {*_instances} - before
    table.locale = "de"
    assert len({*_instances} - before) == len(first)
    assert {*_instances} - before != first
    table.close()
    assert {*_instances} == before


def test_a_number_is_sorted_largest_first(usage, in_notebook):
    table = uw.UsageTable(usage, by=["model"], measures=["cost"])
    name, number = json.loads(table.grid._grid_options_mono_down)["columnDefs"]
    assert number["sortingOrder"] == ["desc", "asc", None]
    assert "sortingOrder" not in name


def test_what_the_page_evaluates_is_the_same_whatever_the_names(usage, in_notebook):
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": HOSTILE, "helpers_alert": HOSTILE, "cost": 1.0})
    log = uw.Usage.from_frame(frame, dimensions={"function_alert": "helpers_alert"})
    hostile = uw.UsageTable(log.label("model", {HOSTILE[0]: HOSTILE[1]}), by=["model", "function_alert"])
    plain = uw.UsageTable(usage, by=["model", "user"])
    for name in EVALUATED[:-1]:  # the menu's styles have a random number in their names
        assert getattr(hostile.grid, name) == getattr(plain.grid, name)
    evaluated = json.dumps([getattr(hostile.grid, name) for name in EVALUATED])
    assert not any(text in evaluated for text in (*HOSTILE, "function_alert", "Function alert", "Model"))
    assert {row["texts"][1] for row in grid_data(hostile)} == set(HOSTILE)


@pytest.mark.parametrize(
    ("variables", "hosts"),
    [
        ({}, True),
        ({"SERVER_SOFTWARE": "voila/0.5.13"}, False),
        ({"VOILA_PREHEAT": "True"}, False),
        ({"VOILA_BASE_URL": "/"}, False),
        ({"SERVER_SOFTWARE": "gunicorn"}, True),
    ],
)
def test_a_published_page_gets_our_own_table(in_notebook, monkeypatch, variables, hosts):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert grid.is_for_analysts() is hosts


def test_without_a_notebook_nothing_of_it_is_imported():
    code = """
import sys
import usage_widgets as uw
usage = uw.Usage.demo(days=2, requests=50, end="2026-06-30")
assert uw.UsageTable(usage).grid is None
print(sorted(name for name in sys.modules if "aggrid" in name))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_nowhere_else_is_the_grid_imported():
    """The package's own entry point would load the enterprise edition."""
    root = grid.__spec__.origin.removesuffix("widgets/usage_table/grid.py")
    found = subprocess.run(
        ["grep", "-rn", "--include=*.py", "ipyaggrid", root], capture_output=True, text=True, check=True
    )
    imports = [line for line in found.stdout.splitlines() if "import " in line]
    assert all("usage_table/grid.py" in line and "from ipyaggrid.community import Grid" in line for line in imports)
    assert len(imports) == 1
