"""What a filter offers to choose: the values of a dimension with their requests, as many as a page can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

MOST_SENT = 200


@dataclass(frozen=True)
class Offer:
    """All values of a dimension with the requests of each, most first."""

    counts: dict[Value, int]

    @classmethod
    def of(cls, usage: Usage, dimension: str) -> Offer:
        """Ask a usage."""
        frame = usage.by(dimension, measures=["requests"])
        return cls(dict(zip(frame[dimension].tolist(), frame["requests"].astype(int).tolist(), strict=True)))

    def page(self, label: Callable[[Value], str], *, text: str = "", chosen: Iterable[Value] = ()) -> dict[str, Any]:
        """What the page is sent: the first values whose label holds a text, and those already chosen.

        >>> Offer({"gpt-4o": 3, "haiku": 2}).page(str, text="HAI")
        {'values': [{'value': 'haiku', 'label': 'haiku', 'count': 2}], 'matches': 1, 'total': 2}
        """
        wanted = text.casefold()
        matching = [value for value in self.counts if not wanted or wanted in label(value).casefold()]
        sent = dict.fromkeys([*matching[:MOST_SENT], *chosen])
        values = [{"value": value, "label": label(value), "count": self.counts.get(value, 0)} for value in sent]
        return {"values": values, "matches": len(matching), "total": len(self.counts)}
