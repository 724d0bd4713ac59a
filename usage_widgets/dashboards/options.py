"""What an option of a tile may be: checked as its widget will check it, but before there is a usage."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from usage_widgets.dashboards.kinds import widget_class
from usage_widgets.data.breakdown import checked_count
from usage_widgets.data.dimensions import checked_names
from usage_widgets.data.measures import measure_named
from usage_widgets.errors import InvalidArgument, UnknownName
from usage_widgets.widgets.filter_bar.period import checked_period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from types import ModuleType

OF_ONE_DIMENSION = ("change_waterfall", "cohort_table")
"""What is split by one dimension, and by one only."""
MAY_BE_NOTHING = {"time_series": ("by", "forecast")}
MOST = {"top": "MOST_GROUPS", "forecast": "MOST_AHEAD"}
CHOICES = {"kind": ("kind of chart", "KINDS"), "every": ("step", "GRAINS")}
"""What is named, and where the module of the widget says which there are."""


def check_option(kind: str, name: str, value: Any, dimensions: Collection[str] | None = None) -> None:
    """Make sure that a widget of that kind takes the value.

    Args:
        kind: The kind of the tile.
        name: One of its options.
        value: What it is set to, as in JSON.
        dimensions: Those of the usage that is to be shown; None accepts any name, as a source has its own.

    >>> check_option("drill_chart", "top", 9999)
    Traceback (most recent call last):
    usage_widgets.errors.InvalidArgument: top: expected a whole number from 1 to 200, got 9999

    Raises:
        InvalidArgument: it is of another type, or out of bounds.
        UnknownName: there is no such measure, preset or dimension.
    """
    if value is None and name in MAY_BE_NOTHING.get(kind, ()):
        return
    home = import_module(widget_class(kind).__module__)
    match name:
        case "against" if isinstance(value, dict):
            _check_dimensions(name, [*value], dimensions)
        case _ if check := getattr(home, "CHECKS", {}).get(name):
            check(value)
        case "path" | "by" | "dimensions" | "drill":
            _check_dimensions(name, [value] if name == "by" and kind in OF_ONE_DIMENSION else value, dimensions)
        case "measures":
            _check_names(name, value, measure_named)
        case "measure":
            measure_named(value)
        case "period":
            checked_period(value)
        case "top" | "forecast" | "kind" | "every":
            _check_limited(name, value, home)
        case "title" if not isinstance(value, str):
            raise InvalidArgument.expected(name, "text", value)


def _check_dimensions(name: str, value: Any, known: Collection[str] | None) -> None:
    _check_names(name, value, partial(_check_dimension, name, known), least=0 if name == "dimensions" else 1)


def _check_limited(name: str, value: Any, home: ModuleType) -> None:
    if name in MOST:
        checked_count(value, name, most=getattr(home, MOST[name]))
        return
    what, known = CHOICES[name]
    if value not in getattr(home, known):
        raise UnknownName.among(what, value, getattr(home, known))


def _check_names(option: str, value: Any, find: Callable[[str], object], *, least: int = 1) -> None:
    if isinstance(value, dict):  # its keys would do as names
        raise InvalidArgument.expected(option, "one name or a list of several", value)
    checked_names(option, value, find, least=least)


def _check_dimension(option: str, known: Collection[str] | None, name: Any) -> None:
    if not isinstance(name, str):
        raise InvalidArgument.expected(option, "names of dimensions", name)
    if known is not None and name not in known:
        raise UnknownName.among("dimension", name, known)
