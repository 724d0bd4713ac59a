"""The README tells the truth: every widget, command and path that it names is there, and the other way round."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import usage_widgets as uw

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def test_every_name_it_uses_exists():
    for name in set(re.findall(r"\buw\.(\w+)", README)):
        assert hasattr(uw, name), name
    for name in set(re.findall(r"\bUsage\.(\w+)", README)) | set(re.findall(r"\busage\.(\w+)\(", README)):
        assert hasattr(uw.Usage, name), name


def test_every_public_name_is_in_it():
    missing = [name for name in uw.__all__ if not name.startswith("_") and name not in README]
    assert missing == []


@pytest.mark.parametrize("place", sorted(set(re.findall(r"\]\((?!http|#)([\w./-]+)\)", README))))
def test_every_path_it_names_exists(place):
    assert (ROOT / place).exists()


def test_every_make_target_it_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"\bmake (\w+)", README))
    assert {"dashboard", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_command_and_option_it_names_exists():
    lines = [line.split("#")[0] for line in README.splitlines() if re.match(r"(\.venv/bin/)?usage-widgets ", line)]
    assert lines
    for line in lines:
        command = line.split("usage-widgets ")[1].split()[0]
        shown = subprocess.run(
            [sys.executable, "-m", "usage_widgets", command, "--help"], capture_output=True, text=True, check=True
        ).stdout
        for option in re.findall(r"(--[\w-]+)", line):
            assert option in shown, line


def test_every_notebook_is_in_it():
    for notebook in (ROOT / "notebooks").rglob("*.ipynb"):
        assert str(notebook.relative_to(ROOT)) in README


def test_its_python_runs():
    for number, block in enumerate(re.findall(r"```python\n(.*?)```", README, re.DOTALL)):
        if "postgresql://" not in block and "logs/" not in block:
            exec(compile(block, f"README block {number}", "exec"), {})
