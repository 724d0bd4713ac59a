"""Every error that usage_widgets raises on purpose.

UsageWidgetsError
├── InvalidArgument (ValueError)       an argument of the right name with a wrong value
│   └── InvalidDashboard (ValueError)  a dashboard, or a file of one, that cannot be used
├── UnknownName (LookupError)          a column, measure, dimension or value that is not there
│   └── UnknownKeyword (TypeError)     a keyword that a call does not take
├── InvalidUsageTable (ValueError)     a frame or file that cannot become a usage table
├── NotEnoughHistory (ValueError)      a series too short to say anything about what comes next
└── SourceError (OSError)              a source that cannot be reached or read
"""

from __future__ import annotations

import difflib
import functools
import inspect
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

P = ParamSpec("P")
R = TypeVar("R")


class UsageWidgetsError(Exception):
    """The base of all errors of this package."""


class InvalidArgument(UsageWidgetsError, ValueError):
    """An argument has a value that cannot be used."""

    @classmethod
    def expected(cls, argument: str, expected: str, got: object, *, fix: str = "") -> Self:
        """Say which argument, what was expected and what came.

        >>> print(InvalidArgument.expected("top", "a whole number from 1", 0))
        top: expected a whole number from 1, got 0
        """
        text = f"{argument}: expected {expected}, got {_short(got)}"
        return cls(f"{text}. {fix}" if fix else text)


class UnknownName(UsageWidgetsError, LookupError):
    """A name is not among the known ones."""

    @classmethod
    def among(cls, what: str, name: object, known: Iterable[str], *, fix: str = "") -> Self:
        """List the known names and the nearest one.

        >>> print(UnknownName.among("measure", "costs", ["cost", "requests"]))
        unknown measure 'costs'; did you mean 'cost'? Known: cost, requests
        """
        names = sorted({str(item) for item in known})
        near = difflib.get_close_matches(str(name), names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        text = f"unknown {what} {_short(name)}{hint} Known: {', '.join(names) or 'none'}"
        return cls(f"{text}. {fix}" if fix else text)


class UnknownKeyword(UnknownName, TypeError):
    """A call was given a keyword that it does not take."""


class InvalidDashboard(InvalidArgument):
    """A dashboard, or a file of one, says what cannot be shown."""


class InvalidUsageTable(UsageWidgetsError, ValueError):
    """What was given cannot become a usage table."""


class NotEnoughHistory(UsageWidgetsError, ValueError):
    """A series is too short to be continued."""

    @classmethod
    def of(cls, points: int, needed: int) -> Self:
        """Say how many points there are, and how many are needed.

        >>> print(NotEnoughHistory.of(2, 3))
        a forecast needs at least 3 known points, and there are 2. Widen the period or the filters
        """
        there = "there is 1" if points == 1 else f"there are {points}"
        return cls(f"a forecast needs at least {needed} known points, and {there}. Widen the period or the filters")


class SourceError(UsageWidgetsError, OSError):
    """A source cannot be reached, opened or read to its end."""


def known_keywords(call: Callable[P, R]) -> Callable[P, R]:
    """Answer an unknown keyword with the known ones and the nearest match.

    >>> @known_keywords
    ... def greet(*, name: str) -> str:
    ...     return name
    >>> greet(nam="Ada")
    Traceback (most recent call last):
    usage_widgets.errors.UnknownKeyword: unknown keyword of greet() 'nam'; did you mean 'name'? Known: name
    """
    parameters = [*inspect.signature(call).parameters.values()]
    known = [
        p.name
        for p in parameters
        if p.kind in (p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD) and p.name not in ("self", "cls")
    ]
    positional = next((p.name for p in parameters if p.kind is p.VAR_POSITIONAL), None)
    fix = f"Give the {positional} without a keyword" if positional else ""
    is_method = bool(parameters) and parameters[0].name in ("self", "cls")

    @functools.wraps(call)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name in kwargs:
            if name not in known:
                title = _title(call, args[0] if is_method else None)
                raise UnknownKeyword.among(f"keyword of {title}()", name, known, fix=fix)
        return call(*args, **kwargs)

    return checked


def _title(call: Callable[..., object], owner: object) -> str:
    """What the caller wrote: the class that was asked, not the one that defines the method."""
    if owner is None:
        return call.__name__
    named = owner.__name__ if isinstance(owner, type) else type(owner).__name__
    return named if call.__name__ == "__init__" else f"{named}.{call.__name__}"


def _short(value: object, limit: int = 120) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}…"
