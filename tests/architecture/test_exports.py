"""The public names are what they say, and complete."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import usage_widgets as uw

SOURCE = Path(uw.__file__)


@pytest.mark.parametrize("name", [*uw.__all__])
def test_every_public_name_is_there_and_documented(name):
    value = getattr(uw, name)
    assert name in dir(uw)
    if callable(value):
        assert value.__doc__
        assert value.__name__ == name


def test_every_name_lives_where_it_says():
    for name, home in uw._HOMES.items():
        assert getattr(uw, name) is getattr(import_module(f"usage_widgets.{home}"), name)


def test_type_checkers_see_what_is_called():
    tree = ast.parse(SOURCE.read_text("utf-8"))
    seen = {alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen - {None} == {name for name, home in uw._HOMES.items() if home != "errors"}


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(AttributeError, match=r"no attribute 'Usages'.*Usage"):
        uw.Usages  # noqa: B018
