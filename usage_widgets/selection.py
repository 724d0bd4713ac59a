"""Which part of the data everyone looks at: clauses, each owned by the widget that set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from usage_widgets.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

TIME = "time"
TAG = "tag"
Value = str | int | None


class Other(Enum):
    """The rest, as a step of a drill path: everything outside the top, of the same dimension."""

    OTHER = "Other"

    def __repr__(self) -> str:
        return "OTHER"


OTHER = Other.OTHER


@dataclass(frozen=True)
class Clause:
    """One condition: a dimension has one of the values, or none of them; "time" has a half-open (start, end)."""

    dimension: str
    values: tuple[Any, ...]
    excluded: bool = False


def filters_of(clauses: Iterable[Clause]) -> dict[str, Any]:
    """What a set of clauses amounts to, readable: twice the same dimension is the intersection.

    A request may have several tags: all that are asked for are shown.

    >>> filters_of([Clause("model", ("a", "b")), Clause("model", ("b",)), Clause("team", ("x",), excluded=True)])
    {'model': ['b'], 'not team': ['x']}
    """
    filters: dict[str, Any] = {}
    for clause in clauses:
        name = f"not {clause.dimension}" if clause.excluded else clause.dimension
        if clause.dimension == TIME:
            filters[TIME] = _overlap(filters.get(TIME), clause.values)
        elif clause.excluded or clause.dimension == TAG:
            filters[name] = [*dict.fromkeys([*filters.get(name, []), *clause.values])]
        else:
            filters[name] = [value for value in clause.values if value in filters.get(name, clause.values)]
    return filters


def _overlap(one: tuple[Any, Any] | None, other: tuple[Any, ...]) -> tuple[Any, Any]:
    if one is None:
        return (other[0], other[1])
    starts = [value for value in (one[0], other[0]) if value is not None]
    ends = [value for value in (one[1], other[1]) if value is not None]
    return (max(starts, default=None, key=_wall_clock), min(ends, default=None, key=_wall_clock))


def _is_span(values: tuple[Any, ...]) -> bool:
    """Whether these are a start and a later end; None leaves a side open."""
    try:
        edges = [datetime.fromisoformat(str(value)) for value in values if value is not None]
    except ValueError:
        return False
    if any(edge.tzinfo is None for edge in edges):
        edges = [_wall_clock(edge) for edge in edges]
    return len(values) == 2 and edges == sorted({*edges})


def _wall_clock(value: object) -> datetime:
    """What a date shows, whether a text or an instant of the usage's zone."""
    return datetime.fromisoformat(str(value)).replace(tzinfo=None)


class Selection:
    """What everybody looks at together. Every widget filters by all clauses but its own.

    >>> selection = Selection()
    >>> selection.set("model", ["gpt-4o"])
    >>> selection.filters
    {'model': ['gpt-4o']}
    """

    changed = Signal(object)

    def __init__(self) -> None:
        self._clauses: dict[Hashable, tuple[Clause, ...]] = {}  # another thread may change it: read from a copy

    @property
    def filters(self) -> dict[str, Any]:
        """All clauses together, by dimension; "time" is a (start, end) pair."""
        return filters_of(self.clauses())

    def clauses(self, *, ignoring: object = None) -> tuple[Clause, ...]:
        """The clauses of everybody but one owner."""
        mine = _owner(ignoring)
        return tuple(clause for owner, own in self._clauses.copy().items() if owner != mine for clause in own)

    def held(self) -> list[tuple[Hashable, Clause]]:
        """Each clause with the key of its owner, in the order in which owners came."""
        return [(key, clause) for key, own in self._clauses.copy().items() for clause in own]

    def of(self, owner: object) -> tuple[Clause, ...]:
        """The clauses of one owner."""
        return self._clauses.get(_owner(owner), ())

    def remove(self, key: Hashable, clause: Clause) -> None:
        """Take one clause away from the owner with that key, as `held` names it; the owner follows."""
        if clause in self._clauses.get(key, ()):
            self._clauses[key] = tuple(own for own in self._clauses[key] if own != clause)
            self.changed.emit(None)

    def set(self, name: str, values: object, *, owner: object = None) -> None:
        """Set the clause of one dimension, or "time" to a (start, end) pair; None as `values` means unknown.

        Args:
            name: A dimension, or "time".
            values: One value or a list of them; for "time" a pair of dates, half-open.
            owner: The widget that sets it, or None for a clause set in Python.

        Raises:
            InvalidArgument: "time" was not given a pair of dates or times, or its end is not after its start.
        """
        chosen = tuple(values) if isinstance(values, (list, tuple, set, frozenset)) else (values,)
        if name == TIME and not _is_span(chosen):
            expected = 'a (start, end) pair, the end after the start, such as ("2026-03-01", "2026-04-01")'
            raise InvalidArgument.expected("time", expected, values)
        holder = name if owner is None else owner
        others = (clause for clause in self._clauses.get(_owner(holder), ()) if clause.dimension != name)
        self.put(holder, [*others, Clause(name, chosen)])

    def put(self, owner: object, clauses: Iterable[Clause]) -> None:
        """Replace all clauses of one owner; none takes the owner out."""
        key, new = _owner(owner), tuple(clauses)
        if self._clauses.get(key, ()) == new:
            return
        if new:
            self._clauses[key] = new
        else:
            self._clauses.pop(key, None)
        self.changed.emit(owner)

    def clear(self) -> None:
        """Take all clauses away."""
        if self._clauses:
            self._clauses.clear()
            self.changed.emit(None)

    def observe(self, callback: Callable[[Selection], object]) -> None:
        """Call back with this selection after every change."""
        self.changed.connect(lambda: callback(self))

    def __repr__(self) -> str:
        return f"Selection({self.filters})"


def _owner(owner: object) -> Hashable:
    """Its key: a copy of a widget, made to be written in another language, has what its original has set."""
    return owner if isinstance(owner, (str, type(None))) else id(getattr(owner, "original", owner))
