"""Drill paths, as the page is sent them and as it may send them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.errors import InvalidArgument, UnknownName
from usage_widgets.selection import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usage_widgets.data.drill import Path, PathStep
    from usage_widgets.data.usage import Usage

MOST_RESTS = 24
"""How often a path may go into a rest: each is a question."""


class RefusedValue(InvalidArgument, traitlets.TraitError):
    """A trait was set to a value that cannot be used; it keeps the old one, also when the page has set it."""


class RefusedName(UnknownName, traitlets.TraitError):
    """A trait was set to a name that is not there; it keeps the old one."""


def steps_trait() -> Any:
    """A list of steps that Python and the page both may set."""
    return traitlets.List().tag(sync=True, both=True, to_json=steps_to_json, from_json=steps_from_json)


def dated_steps_trait() -> Any:
    """A list of steps that may be days too."""
    return traitlets.List().tag(sync=True, both=True, to_json=steps_to_json, from_json=dated_steps_from_json)


def checked_steps(trait: str, steps: Any) -> list[Any]:
    """Make sure that a trait is set to steps.

    Raises:
        RefusedValue: one of them is not a text, a whole number, None or OTHER.
    """
    for step in steps:
        if step is not OTHER and step is not None and (not isinstance(step, (str, int)) or isinstance(step, bool)):
            raise RefusedValue.expected(trait, "texts, whole numbers, None or OTHER", step)
    return list(steps)


def check_values(usage: Usage, trait: str, dimension: str, values: Sequence[Any]) -> None:
    """Make sure that values are of a dimension.

    Raises:
        RefusedValue: one is not.
    """
    try:
        usage.dimension(dimension).checked(list(values))
    except InvalidArgument as error:
        raise RefusedValue(f"{trait}: {error}") from None


def steps_to_json(steps: Iterable[PathStep | date], _widget: object = None) -> list[dict[str, Any]]:
    """A path for the page.

    >>> steps_to_json(["gpt-4o", None, OTHER, date(2026, 3, 5)])
    [{'value': 'gpt-4o'}, {'value': None}, {'other': True}, {'day': '2026-03-05'}]
    """
    return [_step_to_json(step) for step in steps]


def steps_from_json(steps: Any, _widget: object = None) -> list[Any]:
    """A path from the page; whatever is not a step stays a dict, to be refused by the check of the trait."""
    return [_step(step) for step in steps] if isinstance(steps, list) else [{"not a list": steps}]


def dated_steps_from_json(steps: Any, _widget: object = None) -> list[Any]:
    """A path from the page, where days may be among its steps; the same of what is none."""
    return [_day(step) for step in steps_from_json(steps)]


def _step_to_json(step: PathStep | date) -> dict[str, Any]:
    if step is OTHER:
        return {"other": True}
    return {"day": step.isoformat()} if isinstance(step, date) else {"value": step}


def _day(step: Any) -> Any:
    match step:
        case {"not a step": {"day": str(day), **others}} if not others:
            try:
                found = date.fromisoformat(day)
            except ValueError:
                return step
            return found if found.isoformat() == day else step
    return step


def _step(step: Any) -> Any:
    if step == {"other": True}:
        return OTHER
    return step["value"] if isinstance(step, dict) and set(step) == {"value"} else {"not a step": step}


def key_of(path: Path) -> str:
    """The name of a node: the same text that the page makes of the path."""
    return json.dumps(steps_to_json(path), separators=(",", ":"), ensure_ascii=False)
