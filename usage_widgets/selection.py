"""Which part of the data everyone looks at: clauses, each owned by the widget that set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakSet

from psygnal import Signal

from usage_widgets.errors import InvalidArgument, UsageWidgetsError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from typing import TypeAlias

    Held: TypeAlias = "dict[Hashable, tuple[Clause, ...]]"

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

    A request may have several tags: all that any clause names are listed.

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


class Follower(Protocol):
    """Whoever looks at what is selected, such as a widget."""

    def check_clause(self, clause: Clause) -> object:
        """Make sure that it can be narrowed by a clause; raises an error of ours where not."""


class Selection:
    """What everybody looks at together. Every widget filters by all clauses but its own.

    Any thread may write: each change is made whole, then everybody is told, one change after the other.

    >>> selection = Selection()
    >>> selection.set("model", ["gpt-4o"])
    >>> selection.filters
    {'model': ['gpt-4o']}
    """

    changed = Signal(object)

    def __init__(self) -> None:
        self._clauses: Held = {}  # replaced, never changed: who reads it reads it whole
        self._turn = RLock()  # to collect garbage may close a widget in the middle of a change
        self._followers: WeakSet[Follower] = WeakSet()

    @property
    def filters(self) -> dict[str, Any]:
        """All clauses together, to be read, by dimension; "time" is a (start, end) pair.

        Tags that several owners have set are all listed, but are no choice of one: a request must have a tag of each
        owner's. `usage.where(selection)` filters by that.
        """
        return filters_of(self.clauses())

    def clauses(self, *, ignoring: object = None) -> tuple[Clause, ...]:
        """The clauses of everybody but one owner."""
        mine = _owner(ignoring)
        return tuple(clause for owner, own in self._clauses.items() if owner != mine for clause in own)

    def held(self) -> list[tuple[Hashable, Clause]]:
        """Each clause with the key of its owner, in the order in which owners came."""
        return [(key, clause) for key, own in self._clauses.items() for clause in own]

    def of(self, owner: object) -> tuple[Clause, ...]:
        """The clauses of one owner."""
        return self._clauses.get(_owner(owner), ())

    def set(self, name: str, values: object, *, owner: object = None) -> None:
        """Set the clause of one dimension, or "time" to a (start, end) pair; None as `values` means unknown.

        Args:
            name: A dimension, or "time".
            values: One value or a list of them; for "time" a pair of dates, half-open.
            owner: The widget that sets it, or None for a clause set in Python.

        Raises:
            InvalidArgument: "time" was not given a pair of dates or times, or its end is not after its start; or the
                values are none of that dimension.
            UnknownName: none of the widgets that follow has such a dimension.
        """
        chosen = tuple(values) if isinstance(values, (list, tuple, set, frozenset)) else (values,)
        if name == TIME and not _is_span(chosen):
            expected = 'a (start, end) pair, the end after the start, such as ("2026-03-01", "2026-04-01")'
            raise InvalidArgument.expected("time", expected, values)
        new = Clause(name, chosen)
        self._check(new)
        holder = name if owner is None else owner
        self._change(holder, lambda own: (*(clause for clause in own if clause.dimension != name), new))

    def put(self, owner: object, clauses: Iterable[Clause]) -> None:
        """Replace all clauses of one owner; none takes the owner out.

        Raises:
            UsageWidgetsError: a clause is such as none of those who follow can be narrowed by.
        """
        new = tuple(clauses)
        for clause in new:
            self._check(clause)
        self._change(owner, lambda _: new)

    def remove(self, clause: Clause) -> None:
        """Take one clause away from everybody who has set it; they follow."""

        def without(held: Held) -> Held:
            return {key: tuple(each for each in own if each != clause) for key, own in held.items()}

        self._replace(without, None)

    def clear(self) -> None:
        """Take all clauses away."""
        self._replace(lambda _: {}, None)

    def observe(self, callback: Callable[[Selection], object]) -> None:
        """Call back with this selection after every change."""
        self.changed.connect(lambda: callback(self))

    def follow(self, follower: Follower) -> None:
        """Refuse from now on what nobody who follows can be narrowed by."""
        with self._turn:
            self._followers.add(follower)

    def leave(self, follower: Follower) -> None:
        """Ask a follower no more."""
        with self._turn:
            self._followers.discard(follower)

    def _check(self, clause: Clause) -> None:
        """One who can be narrowed by it is enough: the others have data of their own, and say what they cannot show."""
        with self._turn:
            followers = [*self._followers]
        errors = []
        for follower in followers:
            try:
                follower.check_clause(clause)
            except UsageWidgetsError as error:
                errors.append(error)
            else:
                return
        if errors:
            raise errors[0]

    def _change(self, owner: object, change: Callable[[tuple[Clause, ...]], tuple[Clause, ...]]) -> None:
        key = _owner(owner)
        self._replace(lambda held: {**held, key: change(held.get(key, ()))}, owner)

    def _replace(self, change: Callable[[Held], Held], owner: object) -> None:
        """Change what is held in one turn, then tell of it: whoever hears may write too, so the turn is over by then."""
        with self._turn:
            before, after = None, self._clauses
            while self._clauses is not before:  # else a widget that was closed meanwhile would be back
                before = self._clauses
                after = {key: own for key, own in change(before).items() if own}
            if after == before:
                return
            self._clauses = after
        self.changed.emit(owner)

    def __repr__(self) -> str:
        return f"Selection({self.filters})"


def _owner(owner: object) -> Hashable:
    """Its key: a copy of a widget, made to be written in another language, has what its original has set."""
    return owner if isinstance(owner, (str, type(None))) else id(getattr(owner, "original", owner))
