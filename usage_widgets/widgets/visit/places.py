"""Which parameters of an address belong to which value of which widget.

    ?period=30d&team=search          the filters, named plainly: `period` or `from` and `to`, and each dimension
    &models=gpt-4o&models=azure      the path of the widget "models"
    &models.measure=tokens           its other traits

No name means two things: the names of widgets come before those of dimensions, which then get a tilde: `~models=…`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from usage_widgets.errors import InvalidArgument
from usage_widgets.widgets.visit.spelling import Period, Spelling, Steps, Word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from usage_widgets.widgets._base import UsageWidget

PLAIN = re.compile(r"[a-z][a-z0-9_]*")
KEPT = frozenset({"period", "from", "to", "token"})
"""Names that are no widget's and no dimension's; `token` is the server's."""


@dataclass(frozen=True)
class Place:
    """A value that an address carries: a trait of a widget or, for a dimension, what is chosen in it."""

    widget: UsageWidget
    trait: str
    spelling: Spelling
    dimension: str | None = None
    came: Any = field(init=False)
    """The value when the page was made: one that an address need not carry."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "came", self.now)

    @property
    def now(self) -> Any:
        """The value as it is."""
        value = getattr(self.widget, self.trait)
        return value if self.dimension is None else value.get(self.dimension, [])

    @property
    def absent(self) -> list[str]:
        """The labels of what is chosen, where the widget has looked and found nothing of any."""
        offered = getattr(self.widget, "options", {}).get(self.dimension, {"values": []})
        chosen = [found for found in offered["values"] if found["value"] in self.now]
        return [] if any(found["count"] for found in chosen) else [found["label"] for found in chosen]

    def put(self, value: Any) -> None:
        """Set the value.

        Raises:
            TraitError: the widget refuses it.
        """
        if value == self.now:
            return
        whole = value if self.dimension is None else {**getattr(self.widget, self.trait), self.dimension: value}
        setattr(self.widget, self.trait, whole)

    def written(self) -> list[tuple[str, str]]:
        """The parameters that an address needs; none while the value is as it came."""
        return [] if self.now == self.came else self.spelling.written(self.now)


def places_of(widgets: Mapping[str, UsageWidget]) -> list[Place]:
    """All values that an address carries, filters first; those of the first widget that filters are named plainly.

    Args:
        widgets: The widgets of a page by their names in an address.
    """
    names = sorted(widgets, key=lambda name: not _filters(widgets[name]))
    plain = names[0] if names and _filters(widgets[names[0]]) else None
    taken = KEPT | set(widgets)
    return [
        place
        for name in names
        for trait in widgets[name].linked
        for place in _places(widgets[name], trait, name, "" if name == plain else f"{name}.", taken)
    ]


def _filters(widget: UsageWidget) -> bool:
    return "choices" in widget.linked


def _places(widget: UsageWidget, trait: str, name: str, prefix: str, taken: Collection[str]) -> Iterator[Place]:
    if trait == "choices":
        for dimension in widget.usage.dimensions:
            yield Place(widget, trait, Steps(prefix + dimension_name(dimension, taken)), dimension)
    elif trait == "period" and _filters(widget):
        yield Place(widget, trait, Period(prefix))
    elif trait == "path" and name not in KEPT:
        yield Place(widget, trait, Steps(name))
    else:
        yield Place(widget, trait, _spelling(widget, trait)(f"{name}.{trait}"))


def dimension_name(dimension: str, taken: Collection[str]) -> str:
    """How a dimension is named in an address.

    >>> dimension_name("team", {"models"}), dimension_name("models", {"models"}), dimension_name("Cost centre", ())
    ('team', '~models', '~Cost centre')
    """
    return dimension if PLAIN.fullmatch(dimension) and dimension not in taken else f"~{dimension}"


def _spelling(widget: UsageWidget, trait: str) -> type[Steps | Word]:
    value = widget.trait_defaults(trait)
    if isinstance(value, (list, str)):
        return Steps if isinstance(value, list) else Word
    raise InvalidArgument.expected(f"linked, {trait}", "a trait that holds a text or steps", value)
