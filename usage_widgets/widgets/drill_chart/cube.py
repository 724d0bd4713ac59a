"""The cube that a drill chart's page is handed: the nodes around a path, as many as a small message holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from usage_widgets.selection import OTHER
from usage_widgets.widgets._path import key_of
from usage_widgets.widgets.drill_chart.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from usage_widgets.data.drill import Drill, Node, Path

MOST_BYTES = 250_000
Nodes = dict["Path", "Node"]


def nodes_around(drill: Drill, path: Path, held: Nodes) -> Nodes:
    """The nodes a person at a path may step to, the nearest first: its own, those above, the rest, two levels below."""
    above = [path[:level] for level in range(len(path), -1, -1)]
    nodes = {step: held.get(step) or drill.node(step) for step in above}
    node = nodes[path]
    if node.other_count:
        rest = (*path, OTHER)
        nodes[rest] = held.get(rest) or drill.node(rest)
    children = drill.children(path, node)
    return nodes | children | drill.grandchildren(path, children)


def cube_of(nodes: Nodes, drill: Drill, locale: str) -> dict[str, Any]:
    """The measure and the nodes for the page; the farthest stay behind where names are too long for all."""
    return {"measure": drill.measure, "nodes": dict(_fitting(nodes, drill, locale))}


def _fitting(nodes: Nodes, drill: Drill, locale: str) -> Iterator[tuple[str, dict[str, Any]]]:
    left = MOST_BYTES
    for number, (path, node) in enumerate(nodes.items()):
        key, worded = key_of(path), _worded(node, drill, locale)
        left -= len(json.dumps({key: worded}, ensure_ascii=False).encode())
        if number and left < 0:
            return
        yield key, worded


def _worded(node: Node, drill: Drill, locale: str) -> dict[str, Any]:
    """A node for the page; a label only where people read something else than the value."""
    dimension = drill.dimensions[node.dimension]
    words = Words(drill, locale)
    labels = [drill.usage.label_of(dimension, value, locale=locale) for value in node.values]
    return {
        "dimension": node.dimension,
        "total": node.total,
        "count": node.count,
        "groups": words.groups(node),
        "named": words.named(node),
        "values": list(node.values),
        "labels": [None if label == value else label for label, value in zip(labels, node.values, strict=True)],
        "numbers": list(node.numbers),
        "other": {"count": node.other_count, "number": node.other} if node.other_count else None,
        "sums": node.sums,
        "partial": [at for at, left_out in enumerate(node.left_out) if left_out],
        "note": words.note(node),
    }
