"""`Module`: the page's code of one kind of widget, sent once a kernel and not with every widget."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import traitlets

from usage_widgets.widgets._guarded import GuardedWidget

STATIC = Path(__file__).parent / "static"
LOADER = STATIC / "module_loader.js"
"""What each widget sends instead: it draws with the module of its kind."""


class Module(GuardedWidget):
    """Holds the code; is never shown."""

    _esm = "export default {}"

    source = traitlets.Unicode().tag(sync=True)
    """An ES module. Python to page."""


def module_of(kind: str) -> Module:
    """The module of a kind of widget, made when its first widget is."""
    module = _module(kind)
    if module.comm is None:  # somebody has closed all widgets
        _module.cache_clear()
        module = _module(kind)
    return module


@cache
def _module(kind: str) -> Module:
    return Module(source=(STATIC / f"{kind}.js").read_text(encoding="utf-8"))
