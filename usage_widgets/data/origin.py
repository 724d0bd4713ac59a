"""Where a usage comes from: the table behind it, its engine, and what can be said about it on a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import pandas as pd

from usage_widgets.data import listing
from usage_widgets.data.calendar import LocalClock
from usage_widgets.data.dimensions import BUILT_IN, Dimension

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from ibis.expr import types as ir

    from usage_widgets.data.engine import Engine
    from usage_widgets.data.quality import Finding

Kind = Literal["demo", "frame", "files", "table", "litellm"]


@dataclass(frozen=True, eq=False)
class Origin:
    """The unfiltered usage table and what is known of its source.

    Args:
        engine: Runs questions.
        table: Canonical columns, then the source's own dimensions.
        kind: What kind of source it is.
        name: What to call it on a page; never holds a secret.
        own_dimensions: Names of the source's own dimensions.
        read_at: When a live source was read, naive UTC; None for data that has an end of its own.
        ends_at: The instant that demo data goes up to, naive UTC.
        findings: What was found while reading, for the quality report.
        reopen: Reads the source again; gives the origin it is called with when that is still what the source has.
            None for data that cannot change.
    """

    engine: Engine
    table: ir.Table
    kind: Kind
    name: str
    own_dimensions: tuple[str, ...] = ()
    read_at: pd.Timestamp | None = None
    ends_at: pd.Timestamp | None = None
    findings: tuple[Finding, ...] = ()
    reopen: Callable[[Origin], Origin] | None = field(default=None, repr=False)
    _clocks: dict[str, LocalClock] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_demo(self) -> bool:
        """Whether the data are invented."""
        return self.kind == "demo"

    @property
    def is_live(self) -> bool:
        """Whether the source may have something newer later on."""
        return self.reopen is not None

    def refreshed(self) -> Origin:
        """What the source has now; this origin itself when nothing has changed.

        Raises:
            SourceError: the source cannot be reached or read.
        """
        return self if self.reopen is None else self.reopen(self)

    @property
    def dimensions(self) -> dict[str, Dimension]:
        """The built-in dimensions and the source's own."""
        return BUILT_IN | {name: Dimension(name, own=True) for name in self.own_dimensions}

    @cached_property
    def bounds(self) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """The first and last start_time, naive UTC; None without rows."""
        return listing.bounds(self.engine, self.table)

    @property
    def now(self) -> pd.Timestamp:
        """The instant that relative time counts from, naive UTC: the read of a live source, else the end of the data."""
        known = self.ends_at if self.read_at is None else self.read_at
        if known is not None:
            return known
        last = self.bounds[1] if self.bounds else pd.Timestamp.now("UTC").tz_localize(None)
        return (last + pd.Timedelta(microseconds=1)).ceil("s")

    def clock(self, zone: ZoneInfo) -> LocalClock:
        """The zone's offsets over all of the data."""
        if zone.key not in self._clocks:
            first, last = self.bounds or (self.now, self.now)
            self._clocks[zone.key] = LocalClock.over(zone, first, max(last, self.now))
        return self._clocks[zone.key]
