"""A page loads no drawing library that its notebook does not name."""

from __future__ import annotations

from types import SimpleNamespace

import nbformat
import pytest

from usage_widgets.dashboards.labextensions import EVERY_PAGE, LABEXTENSIONS, only_needed
from usage_widgets.dashboards.publishing import find_notebook


def loaded(notebook):
    config = {"baseUrl": "/", "federated_extensions": [{"name": name} for name in [*LABEXTENSIONS, "somebody-elses"]]}
    settings = {"contents_manager": SimpleNamespace(root_dir=str(notebook.parent))}
    kept = only_needed(config, notebook_path=notebook.name, settings=settings, base_url="/", log=None)
    assert kept["baseUrl"] == "/"
    return {one["name"] for one in kept["federated_extensions"]}


def test_the_overview_needs_none():
    assert loaded(find_notebook("overview")) == set(EVERY_PAGE)


@pytest.mark.parametrize(
    ("code", "metadata", "more"),
    [
        ("1 + 1", {}, set()),
        ("from bqplot import pyplot", {}, {"bqplot", "bqscales"}),
        ("import ipyaggrid", {}, {"ipyaggrid"}),
        ("import mine", {"usage_widgets": {"draws_with": ["bqplot"]}}, {"bqplot", "bqscales"}),
    ],
)
def test_a_library_is_loaded_where_the_code_or_the_metadata_names_it(tmp_path, code, metadata, more):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)], metadata=metadata)
    nbformat.write(notebook, tmp_path / "page.ipynb")
    assert loaded(tmp_path / "page.ipynb") == {*EVERY_PAGE, *more}


def test_a_notebook_that_is_gone_needs_nothing_more(tmp_path):
    assert loaded(tmp_path / "gone.ipynb") == set(EVERY_PAGE)
