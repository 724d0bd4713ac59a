"""How a value is spelled in an address.

Text stands as it is. What is no text begins with a tilde, and so does text that begins with one: `~other` is the rest,
`~unknown` what is not known, `~none` an empty list, `~9` a whole number, `~2026-03-05` a day, `~~other` the text "~other",
`~,a,b` a row of texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote

from usage_widgets.selection import OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from usage_widgets.data.drill import PathStep

    Texts = Mapping[str, Sequence[str]]
    Step: TypeAlias = PathStep | date | list[PathStep]

NOTHING = "~none"
WORDS: dict[str, PathStep] = {"~other": OTHER, "~unknown": None}
NUMBER = re.compile(r"~(-?[0-9]{1,18})")
A_DAY = re.compile(r"~([0-9]{4}-[0-9]{2}-[0-9]{2})")
ROW, SEPARATOR = "~,", ","
DAY = timedelta(days=1)


class Unreadable(ValueError):
    """What an address says is not how we spell a value."""


class Spelling(Protocol):
    """How one value is spelled by the parameters of some names."""

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that spell it."""

    def written(self, value: Any) -> list[tuple[str, str]]:
        """The parameters of a value, in order."""

    def read(self, given: Texts) -> Any:
        """The value of parameters, at least one of which is given.

        Raises:
            Unreadable: they spell none.
        """


@dataclass(frozen=True)
class Word:
    """A text, such as the name of a measure."""

    name: str

    @property
    def names(self) -> tuple[str, ...]:
        """The one parameter."""
        return (self.name,)

    def written(self, value: object) -> list[tuple[str, str]]:
        """The text as it is; what only Python can say, such as two days, is in no address."""
        return [(self.name, value)] if isinstance(value, str) else []

    def read(self, given: Texts) -> str:
        """The text, which stands there once."""
        return _only(given[self.name])


@dataclass(frozen=True)
class Steps:
    """A drill path, values of a dimension, or rows of a table: a parameter for each.

    >>> Steps("models").written(["gpt-4o", None])
    [('models', 'gpt-4o'), ('models', '~unknown')]
    """

    name: str

    @property
    def names(self) -> tuple[str, ...]:
        """The one parameter."""
        return (self.name,)

    def written(self, value: Sequence[Step]) -> list[tuple[str, str]]:
        """Each step, or that there is none."""
        return [(self.name, step_text(step)) for step in value] or [(self.name, NOTHING)]

    def read(self, given: Texts) -> list[Step]:
        """The steps."""
        texts = given[self.name]
        return [] if list(texts) == [NOTHING] else [step_of(text) for text in texts]


@dataclass(frozen=True)
class Period:
    """A preset, or two days; the last one is part of the period, as people say it.

    >>> Period().written({"start": "2026-03-01", "end": "2026-04-01"})
    [('from', '2026-03-01'), ('to', '2026-03-31')]
    """

    prefix: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name of the preset, the first and the last day."""
        return (f"{self.prefix}period", f"{self.prefix}from", f"{self.prefix}to")

    def written(self, value: Mapping[str, str]) -> list[tuple[str, str]]:
        """The preset, or both days."""
        preset, first, last = self.names
        if "preset" in value:
            return [(preset, value["preset"])]
        return [(first, value["start"]), (last, (date.fromisoformat(value["end"]) - DAY).isoformat())]

    def read(self, given: Texts) -> dict[str, str]:
        """A preset, or the first day and the one after the last."""
        preset, first, last = self.names
        if set(given) == {preset}:
            return {"preset": _only(given[preset])}
        if set(given) != {first, last}:
            raise Unreadable(*given)
        try:
            after = date.fromisoformat(_only(given[last])) + DAY
        except (ValueError, OverflowError):
            raise Unreadable(last) from None
        return {"start": _only(given[first]), "end": after.isoformat()}


def step_text(step: Step) -> str:
    """A step, or a row of them, as text that no other step has.

    >>> [step_text(step) for step in ("gpt-4o", "~other", OTHER, None, 9, date(2026, 3, 5), ["search", "a,b"])]
    ['gpt-4o', '~~other', '~other', '~unknown', '~9', '~2026-03-05', '~,search,a%2Cb']
    """
    if isinstance(step, list):
        return ROW + SEPARATOR.join(map(_cell_text, step))
    if isinstance(step, str):
        return f"~{step}" if step.startswith("~") else step
    return next((word for word, meant in WORDS.items() if meant is step), f"~{step}")


def step_of(text: str) -> Step:
    """The step, or the row of them, that a text stands for.

    Raises:
        Unreadable: none.
    """
    if text.startswith(ROW):
        return [_plain_step(unquote(cell)) for cell in text.removeprefix(ROW).split(SEPARATOR)]
    return _plain_step(text)


def _plain_step(text: str) -> Any:
    if not text.startswith("~"):
        return text
    if text.startswith("~~"):
        return text[1:]
    if text in WORDS:
        return WORDS[text]
    if number := NUMBER.fullmatch(text):
        return int(number[1])
    if day := A_DAY.fullmatch(text):
        return _day(day[1])
    raise Unreadable(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(text) from None


def _cell_text(step: PathStep) -> str:
    return step_text(step).replace("%", "%25").replace(SEPARATOR, "%2C")


def _only(texts: Sequence[str]) -> str:
    if len(texts) != 1:
        raise Unreadable(*texts)
    return texts[0]
