"""The defaults of a page."""

from __future__ import annotations

import pytest

from usage_widgets import InvalidArgument, UnknownKeyword, options
from usage_widgets.messages.options import CURRENT, Options


@pytest.fixture(autouse=True)
def defaults():
    """Puts the page's defaults back."""
    yield
    vars(CURRENT).update(vars(Options()))


def test_what_is_not_given_stays():
    options(locale="de", time_zone="Europe/Berlin")
    assert options(theme="dark") == Options("de", "Europe/Berlin", "dark")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"locale": "xx-yy-zz"}, ["locale", "xx-yy-zz", "de"]),
        ({"locale": 5}, ["locale", "5"]),
        ({"theme": "pink"}, ["theme", "auto, light, dark", "pink"]),
        ({"time_zone": "Berlin"}, ["time_zone", "Europe/Berlin", "'Berlin'"]),
    ],
)
def test_a_wrong_value_is_named_and_changes_nothing(given, words):
    with pytest.raises(InvalidArgument) as raised:
        options(**given)
    assert all(word in str(raised.value) for word in words)
    assert vars(CURRENT) == vars(Options())


def test_a_wrong_keyword_is_named():
    with pytest.raises(UnknownKeyword, match="did you mean 'locale'"):
        options(local="de")
