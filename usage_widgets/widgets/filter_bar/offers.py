"""What a filter offers to choose: the values of a dimension with their requests, as many as a page can hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

MOST_SENT = 200
MOST_LETTERS = 200
"""Of a text that is searched for; the page's field takes no more either."""


@dataclass(frozen=True)
class Offer:
    """All values of a dimension with the requests of each, most first, and what people read for them."""

    counts: dict[Value, int]
    label: Callable[[Value], str]

    def page(self, *, text: str = "", chosen: Iterable[Value] = ()) -> dict[str, Any]:
        """What the page is sent: the first values whose label holds a text, and those already chosen.

        >>> Offer({"gpt-4o": 3, "haiku": 2}, str).page(text="HAI")
        {'values': [{'value': 'haiku', 'label': 'haiku', 'count': 2}], 'matches': 1, 'total': 2}
        """
        wanted = text.casefold()
        matching = [value for value, label in self._searched.items() if wanted in label] if wanted else [*self.counts]
        sent = dict.fromkeys([*matching[:MOST_SENT], *chosen])
        values = [{"value": value, "label": self.label(value), "count": self.counts.get(value, 0)} for value in sent]
        return {"values": values, "matches": len(matching), "total": len(self.counts)}

    @cached_property
    def _searched(self) -> dict[Value, str]:
        return {value: self.label(value).casefold() for value in self.counts}


def counted(usage: Usage, dimension: str) -> dict[Value, int]:
    """The values of a dimension with the requests of each, most first."""
    frame = usage.by(dimension, measures=["requests"])
    return dict(zip(frame[dimension].tolist(), frame["requests"].astype(int).tolist(), strict=True))
