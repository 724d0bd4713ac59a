"""What a cohort table's page is handed: cells in words and numbers, of every measure, so that it switches by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.widgets._path import steps_to_json
from usage_widgets.widgets.cohort_table.grid import MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from usage_widgets.widgets.cohort_table.grid import Grid
    from usage_widgets.widgets.cohort_table.members import Members
    from usage_widgets.widgets.cohort_table.words import Words


def content_of(grid: Grid, words: Words) -> dict[str, Any]:
    """The table for the page."""
    return {
        "corner": words.corner(),
        "since": words.since(),
        "columns": grid.columns,
        "rows": [
            {"day": row.cohort.date().isoformat(), "name": words.cohort(row.cohort), "size": words.size(row.size)}
            for row in grid.rows
        ],
        "measures": {name: _measured(grid, words, name) for name in MEASURES},
        "shown": words.shown(grid),
        "is_cut": len(grid.rows) < grid.count,
    }


def _measured(grid: Grid, words: Words, measure: str) -> dict[str, Any]:
    return {
        "texts": [words.cells(row, measure) for row in grid.rows],
        "numbers": [list(row.numbers[measure]) for row in grid.rows],
        "shades": grid.shades(measure),
        "overall": {
            "name": words.overall_name(measure),
            "texts": words.overall(grid, measure),
            "numbers": list(grid.overall[measure]),
        },
    }


def place_of(path: Sequence[Any], members: Members, cohort: pd.Timestamp, words: Words) -> dict[str, Any]:
    """The members that a path leads to, for the page."""
    since = path[1] if len(path) > 1 else None
    head, *rows = words.list_rows(members)
    sums = [*(sums for _, sums in members.named), *([members.rest] if members.rest else []), members.total]
    known = [[each.requests, None if each.cost != each.cost else each.cost] for each in sums]
    return {
        "path": steps_to_json(path),
        "crumbs": words.crumbs(cohort, since),
        "caption": words.list_caption(members, cohort, since),
        "note": words.too_many(members),
        "columns": list(head),
        "rows": [{"texts": list(texts), "numbers": numbers} for texts, numbers in zip(rows, known, strict=True)],
    }
