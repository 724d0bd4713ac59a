"""Paths and nodes as the page is sent them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from usage_widgets.selection import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usage_widgets.data.drill import Node, Path, PathStep
    from usage_widgets.data.usage import Usage


def steps_to_json(steps: Iterable[PathStep], _widget: object = None) -> list[dict[str, Any]]:
    """A path for the page.

    >>> steps_to_json(["gpt-4o", None, OTHER])
    [{'value': 'gpt-4o'}, {'value': None}, {'other': True}]
    """
    return [{"other": True} if step is OTHER else {"value": step} for step in steps]


def steps_from_json(steps: Any, _widget: object = None) -> list[Any]:
    """A path from the page; whatever is not a step stays as it is, to be refused by the check of the trait."""
    if not isinstance(steps, list):
        return [steps]
    return [_step(step) for step in steps]


def _step(step: Any) -> Any:
    if step == {"other": True}:
        return OTHER
    return step["value"] if isinstance(step, dict) and set(step) == {"value"} else step


def key_of(path: Path) -> str:
    """The name of a node: the same text that the page makes of the path."""
    return json.dumps(steps_to_json(path), separators=(",", ":"), ensure_ascii=False)


def node_to_json(node: Node, dimension: str, usage: Usage) -> dict[str, Any]:
    """A node for the page, its values worded."""
    rest = {"count": node.other_count, "number": node.other} if node.other_count else None
    return {
        "dimension": node.dimension,
        "total": node.total,
        "count": node.count,
        "values": list(node.values),
        "labels": [usage.label_of(dimension, value) for value in node.values],
        "numbers": list(node.numbers),
        "other": rest,
    }
