"""What is published for a dashboard file: a notebook of one cell, made for as long as it is served."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from usage_widgets.dashboards.publishable import publishable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usage_widgets.dashboards.dashboard import Dashboard

DASHBOARD_VARIABLE = "USAGE_WIDGETS_DASHBOARD"
"""Tells the notebook's kernel where the file is; it is read anew for every viewer."""
CELL = f"""import os

import usage_widgets as uw

uw.Dashboard.load(os.environ["{DASHBOARD_VARIABLE}"]).show(uw.Usage.connect())"""


@contextmanager
def notebook_of(file: Path) -> Iterator[Path]:
    """A notebook that shows a dashboard file; it is gone afterwards.

    Raises:
        InvalidDashboard: the file holds none, or one that no page could show.
    """
    dashboard = publishable(file)
    os.environ[DASHBOARD_VARIABLE] = str(file.expanduser().resolve())
    with TemporaryDirectory(prefix="usage_widgets_") as folder:
        notebook = Path(folder, f"{file.stem}.ipynb")
        notebook.write_text(json.dumps(_notebook(dashboard)), encoding="utf-8")
        yield notebook


def _notebook(dashboard: Dashboard) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "dashboard",
        "metadata": {},
        "outputs": [],
        "source": CELL,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    said = {"title": dashboard.title, "description": dashboard.description}
    metadata = {"kernelspec": kernel, **{name: value for name, value in said.items() if value}}
    return {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
