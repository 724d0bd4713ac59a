"""Every version is pinned, also of what builds the package: pip gives an isolated build no constraints."""

from __future__ import annotations

import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def test_what_builds_the_package_is_pinned_as_it_is_installed():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    pinned = (REPOSITORY / "binder/constraints.txt").read_text().splitlines()
    assert set(project["build-system"]["requires"]) <= set(pinned)
