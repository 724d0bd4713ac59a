"""Notebooks that tests make up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from pathlib import Path


def write_notebook(path: Path, *sources: str, **metadata: str) -> Path:
    """A source that starts with # or ## is a markdown cell."""
    new = nbformat.v4
    cells = [
        new.new_markdown_cell(text) if text.startswith(("# ", "## ")) else new.new_code_cell(text) for text in sources
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new.new_notebook(cells=cells, metadata={"kernelspec": kernel, **metadata}), path)
    return path
