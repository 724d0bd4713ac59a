"""What Binder makes of this repository: a fresh environment, and JupyterLab's server in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import servers
from tests.browser.conftest import browser, open_page, page  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parents[2]
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "node_modules", "__pycache__")


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as a stranger gets it: nothing is installed, nothing built."""
    folder = tmp_path_factory.mktemp("binder") / "repository"
    shutil.copytree(REPOSITORY, folder, ignore=LEFT_BEHIND)
    shutil.rmtree(folder / "usage_widgets/widgets/static")
    return folder


@pytest.fixture(scope="session")
def environment(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with what `binder/` asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install = [folder / "bin/python", "-m", "pip", "install", "-q", "-r", "binder/requirements.txt"]
    subprocess.run(install, check=True, cwd=clone)
    return folder


@pytest.fixture(scope="session")
def binder(clone: Path, environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """JupyterLab as Binder runs it."""
    server = servers.start_binder(clone, environment, tmp_path_factory.mktemp("home"))
    yield server
    server.stop()
