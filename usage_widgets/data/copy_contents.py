"""What a local copy holds and what it lacks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from usage_widgets.data.parquet_parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

NEVER = datetime(1970, 1, 1)  # noqa: DTZ001 - naive UTC, as all times of the engine


class Span(NamedTuple):
    """A half-open stretch of start times; without an end it reaches to the newest row."""

    since: datetime
    until: datetime | None

    def overlaps(self, part: Part) -> bool:
        """Whether rows of the part may lie in the span."""
        return part.last >= self.since and (self.until is None or part.first < self.until)


@dataclass(frozen=True)
class Contents:
    """What the copy holds: its columns, the half-open span that was read, when, and the files in time order.

    `version` tells how the source was mapped, `names` is the digest of the names that all rows bear.
    """

    version: int
    columns: str
    since: datetime
    until: datetime
    read_at: datetime
    parts: tuple[Part, ...]
    names: str

    @classmethod
    def nothing(cls, version: int, columns: str, since: datetime) -> Contents:
        """A copy before its first read."""
        return cls(version, columns, since, since, NEVER, (), "")

    def missing(self, since: datetime, until: datetime | None, overlap: timedelta) -> list[Span]:
        """What is still to be read: what lies before, and all from the newest row on, less the overlap."""
        newest = min(self._newest, self.read_at)  # a row may claim to be of the future
        again = max(newest - overlap, self.since)
        older = [Span(since, self.since)] if since < self.since else []
        newer = Span(again, until and max(until, self.until))
        return older if until and until <= again else [*older, newer]

    def is_fresh(self, since: datetime, until: datetime, *, asked: datetime, max_age: timedelta) -> bool:
        """Whether the copy holds the span and was not older than `max_age` when asked."""
        return self.since <= since and max(until - self.until, asked - self.read_at) <= max_age

    def extended(
        self, since: datetime, until: datetime | None, *, read_at: datetime, parts: Iterable[Part], names: str
    ) -> Contents:
        """The contents after a read of all that was missing."""
        after = replace(self, since=min(since, self.since), read_at=read_at, parts=tuple(parts), names=names)
        reached = until or max(read_at, after._newest + timedelta.resolution)  # noqa: SLF001 - its own class
        return replace(after, until=max(self.until, reached))

    @property
    def _newest(self) -> datetime:
        return max((part.last for part in self.parts), default=self.since)

    @classmethod
    def from_json(cls, text: str) -> Contents:
        """Read what `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: it is something else.
        """
        stored: dict[str, Any] = json.loads(text)
        parts = tuple(Part(**_with_times(part, "first", "last")) for part in stored["parts"])
        return cls(**_with_times(stored, "since", "until", "read_at") | {"parts": parts})

    def to_json(self) -> str:
        """The contents as text, times in ISO 8601."""
        return json.dumps(asdict(self), default=datetime.isoformat, indent=1)


def _with_times(stored: dict[str, Any], *names: str) -> dict[str, Any]:
    return stored | {name: datetime.fromisoformat(stored[name]) for name in names}
