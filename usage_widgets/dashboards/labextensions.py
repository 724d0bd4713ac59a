"""Which modules of the front end a page loads: those of every page, and a drawing library where its notebook names it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler

EVERY_PAGE = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
BY_LIBRARY = {"bqplot": ("bqplot", "bqscales"), "ipyaggrid": ("ipyaggrid",)}
HASHED = re.compile(r"\.[0-9a-f]{8,}\.js")
YEAR_SECONDS = 31_536_000
LABEXTENSIONS = [*EVERY_PAGE, *(name for names in BY_LIBRARY.values() for name in names)]


def needed_by(notebook: Path) -> set[str]:
    """The labextensions that a notebook's page needs: it names a library in its code, or in its metadata for others that do.

    >>> needed_by(Path("no such notebook")) == set(EVERY_PAGE)
    True
    """
    try:
        text = notebook.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    return {*EVERY_PAGE, *(name for library, names in BY_LIBRARY.items() if library in text for name in names)}


def only_needed(
    page_config: dict[str, Any], *, notebook_path: str, settings: dict[str, Any], **_other: Any
) -> dict[str, Any]:
    """Voilà's `page_config_hook`: leave out what the notebook does not need."""
    needed = needed_by(Path(settings["contents_manager"].root_dir, notebook_path))
    kept = [one for one in page_config["federated_extensions"] if one["name"] in needed]
    return {**page_config, "federated_extensions": kept}


class ModuleHandler(FileFindHandler):
    """Lets browsers keep modules whose name changes with what is in them; Voilà would have each asked for at every visit."""

    def set_headers(self) -> None:
        """Say how long the file may be kept."""
        super().set_headers()
        if HASHED.search(self.request.path):
            self.set_header("Cache-Control", f"max-age={YEAR_SECONDS}, immutable")
