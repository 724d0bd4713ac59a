"""What is chosen in each dimension, as the page is sent it and as it may send it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.errors import InvalidArgument
from usage_widgets.selection import OTHER
from usage_widgets.widgets._path import RefusedName, RefusedValue, checked_steps, steps_from_json, steps_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

MOST_CHOSEN = 1_000
"""Values of one dimension."""


def choices_to_json(choices: dict[str, list[Value]], _widget: object = None) -> dict[str, Any]:
    """Choices for the page.

    >>> choices_to_json({"team": ["search", None]})
    {'team': [{'value': 'search'}, {'value': None}]}
    """
    return {name: steps_to_json(values) for name, values in choices.items()}


def choices_from_json(choices: Any, _widget: object = None) -> Any:
    """Choices from the page; what is none is left for the check of the trait to refuse."""
    return {name: steps_from_json(steps) for name, steps in choices.items()} if isinstance(choices, dict) else choices


def checked_choices(choices: dict[Any, Any], usage: Usage, dimensions: Iterable[str]) -> dict[str, list[Value]]:
    """Make sure that a trait is set to values of the dimensions; those with none are left out.

    Raises:
        RefusedName: the filters do not have such a dimension.
        RefusedValue: a value is none of that dimension's kind, or there are more than 1,000.
    """
    for name in choices:
        if name not in dimensions:
            raise RefusedName.among("dimension", name, dimensions)
    return {name: _checked(name, choices[name], usage) for name in dimensions if choices.get(name)}


def _checked(name: str, values: Any, usage: Usage) -> list[Value]:
    if not isinstance(values, (list, tuple)) or OTHER in values:
        raise RefusedValue.expected("choices", f"a list of values of {name!r}", values)
    if len(values) > MOST_CHOSEN:
        raise RefusedValue.expected("choices", f"at most {MOST_CHOSEN:,} values of {name!r}", len(values))
    try:
        return [*dict.fromkeys(usage.dimension(name).checked(checked_steps("choices", values)))]
    except InvalidArgument as error:
        raise RefusedValue(str(error)) from None
