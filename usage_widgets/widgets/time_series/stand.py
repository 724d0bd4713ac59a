"""What a time series stands on, as conditions for everybody else, and what is left of it when one is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.selection import OTHER, TAG, TIME, Clause
from usage_widgets.widgets.time_series.checks import is_day
from usage_widgets.widgets.time_series.place import span_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from usage_widgets.widgets.time_series.place import Place


def clauses_of(
    place: Place, drilled: Iterable[Clause], chosen: Sequence[str], selected: Sequence[Any], zone: ZoneInfo
) -> list[Clause]:
    """The conditions of a place.

    Args:
        place: The place.
        drilled: Those of the values of its path.
        chosen: The range that is chosen, or nothing; it lies within the day of the path.
        selected: The lines that are chosen on the last level.
        zone: The zone of the day.
    """
    time = tuple(chosen)
    if not time and place.day is not None:
        time = tuple(edge.isoformat() for edge in span_of_day(place.day, zone))
    lines = [Clause(place.levels[-1], tuple(selected))] if selected else []
    return [*drilled, *([Clause(TIME, time)] if time else []), *lines]


def path_without(path: Sequence[Any], levels: Sequence[str], gone: set[str]) -> list[Any]:
    """The path up to where it still holds.

    >>> from datetime import date
    >>> path_without(["search", date(2026, 3, 5), "gpt-4o"], ["team", "model", "user"], {"time"})
    ['search']
    """
    depth = 0
    for at, step in enumerate(path):
        if (TIME if is_day(step) else levels[depth]) in gone:
            return list(path[:at])
        depth += not is_day(step) and step is not OTHER
    return list(path)


def may_have_new_rest(place: Place, others: Iterable[Clause]) -> bool:
    """Whether a new rank may have changed the rest that it stands in; two charts in a rest would chase each other."""
    if place.values[-1:] != (OTHER,):
        return False
    own = place.dimension  # a rest of tags is not said by exclusion
    return not any(clause.excluded or clause.dimension == own == TAG for clause in others)
