"""Chosen rows: as the page is sent them and may send them, and as conditions for everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from usage_widgets.errors import InvalidArgument
from usage_widgets.selection import OTHER, Clause
from usage_widgets.widgets._path import RefusedValue, checked_steps, steps_from_json, steps_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

Row = list["Value"]


def rows_trait() -> Any:
    """A list of rows, each a list of steps, that Python and the page both may set."""
    return traitlets.List().tag(sync=True, both=True, to_json=_rows_to_json, from_json=_rows_from_json)


def checked_values(trait: str, steps: Any, usage: Usage, dimensions: Sequence[str]) -> Row:
    """Make sure that there is a value of each dimension.

    Raises:
        RefusedValue: one is missing, too many, or no value of its dimension.
    """
    values = checked_steps(trait, steps) if isinstance(steps, (list, tuple)) else None
    if values is None or len(values) != len(dimensions) or OTHER in values:
        raise RefusedValue.expected(trait, f"a value of each of {', '.join(dimensions)}", steps)
    for name, value in zip(dimensions, values, strict=True):
        try:
            usage.dimension(name).checked(value)
        except InvalidArgument as error:
            raise RefusedValue(f"{trait}: {error}") from None
    return values


def clauses_of(rows: Iterable[Row], dimensions: Sequence[str]) -> tuple[Clause, ...]:
    """Rows as conditions, one a dimension.

    >>> clauses_of([["gpt-4o", "ada"], ["gpt-4o", "bob"]], ["model", "user"])
    (Clause(dimension='model', values=('gpt-4o',), excluded=False), Clause(dimension='user', values=('ada', 'bob'), excluded=False))
    """
    columns = zip(*rows, strict=True)
    return tuple(Clause(name, tuple(dict.fromkeys(values))) for name, values in zip(dimensions, columns, strict=False))


def is_expressible(rows: Sequence[Row]) -> bool:
    """Whether one condition a dimension can say it: the rows differ in one dimension at most.

    >>> is_expressible([["gpt-4o", "ada"], ["gpt-4o", "bob"]]), is_expressible([["gpt-4o", "ada"], ["haiku", "bob"]])
    (True, False)
    """
    return sum(len(set(values)) > 1 for values in zip(*rows, strict=True)) <= 1


def _rows_to_json(rows: Iterable[Row], _widget: object = None) -> list[list[dict[str, Any]]]:
    return [steps_to_json(row) for row in rows]


def _rows_from_json(rows: Any, _widget: object = None) -> list[Any]:
    return [steps_from_json(row) for row in rows] if isinstance(rows, list) else [rows]
