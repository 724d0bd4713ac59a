"""Errors say what came, what was expected and what there is."""

from __future__ import annotations

import pytest

from usage_widgets import errors
from usage_widgets.errors import (
    InvalidArgument,
    InvalidDashboard,
    InvalidUsageTable,
    SourceError,
    UnknownKeyword,
    UnknownName,
    UsageWidgetsError,
)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InvalidArgument, ValueError),
        (UnknownName, LookupError),
        (UnknownKeyword, TypeError),
        (InvalidDashboard, ValueError),
        (InvalidUsageTable, ValueError),
        (SourceError, OSError),
    ],
)
def test_every_error_is_ours_and_pythons(error, builtin):
    assert issubclass(error, UsageWidgetsError)
    assert issubclass(error, builtin)
    assert error.__name__ in errors.__doc__


def test_the_tree_in_the_docstring_is_complete():
    ours = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, UsageWidgetsError)]
    assert all(kind.__name__ in errors.__doc__ for kind in ours)


def test_the_nearest_name_is_offered_only_if_it_is_near():
    assert "did you mean 'cost'" in str(UnknownName.among("measure", "costs", ["cost", "users"]))
    assert str(UnknownName.among("measure", "zzz", ["cost", "users"])) == "unknown measure 'zzz'. Known: cost, users"
    assert "Known: none" in str(UnknownName.among("column", "a", []))


def test_a_long_value_is_cut_and_a_fix_is_said():
    text = str(InvalidArgument.expected("top", "a number", "x" * 10_000, fix="Give a number"))
    assert len(text) < 200
    assert text.endswith(". Give a number")


def test_an_unknown_keyword_is_answered_with_the_known_ones():
    @errors.known_keywords
    def draw(frame, /, *, top=1, title=""):
        return frame, top, title

    assert draw(1, top=2) == (1, 2, "")
    with pytest.raises(UnknownKeyword, match=r"tops.*did you mean 'top'.*Known: title, top"):
        draw(1, tops=2)
