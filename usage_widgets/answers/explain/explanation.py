"""`explain_change`: what a change is made of, for the whole and for each group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.analytics.decompose import PARTS, Kind, decompose
from usage_widgets.answers.explain.words import sentences
from usage_widgets.answers.paragraph import paragraph
from usage_widgets.answers.periods.pair import pair_of
from usage_widgets.data.cost_drivers import drivers_of
from usage_widgets.data.measures import INPUT, measure_named
from usage_widgets.data.usage import Usage
from usage_widgets.errors import InvalidArgument, known_keywords

if TYPE_CHECKING:
    from usage_widgets.answers.periods.pair import Pair
    from usage_widgets.selection import Value

TOKENS = ("tokens", "input_tokens", *INPUT, "output_tokens", "reasoning_output_tokens")
KINDS: dict[str, Kind] = {"cost": "cost", "requests": "calls", **dict.fromkeys(TOKENS, "tokens")}
"""What can be explained, and which factors it is made of."""


@dataclass(frozen=True, eq=False, repr=False)
class Explanation:
    """What a change is made of. Made by `explain_change`.

    Args:
        usage: What was asked, for the names of its groups.
        pair: Both sides.
        measure: Name of the measure.
        by: Name of the dimension of the groups.
        drivers: What each group's measure is made of, on the previous and on the current side.
    """

    usage: Usage
    pair: Pair
    measure: str
    by: str
    drivers: tuple[pd.DataFrame, pd.DataFrame]

    @property
    def previous(self) -> float:
        """The measure of the previous side, over the requests for which it is known."""
        return fsum(self.drivers[0]["value"])

    @property
    def current(self) -> float:
        """The measure of the current side, over the requests for which it is known."""
        return fsum(self.drivers[1]["value"])

    @property
    def change(self) -> float:
        """How much more the current side has; the parts sum to it."""
        return self.current - self.previous

    @cached_property
    def parts(self) -> pd.DataFrame:
        """What the change of each group is made of: `group` (None is unknown), `label`, `part`, `value`.

        A part is "volume" (how many calls there were), "mix" (which share of them the group had), "tokens" (a call), "cache"
        (how the input was shared over uncached, read and written tokens), "price" (a token of each kind), or "unit_cost" (a
        token of any kind, or a call without known tokens) in place of the last two where the cost of each kind is not
        known. A group that is on one side only has one part, "new" or "gone". The values sum to `change`.
        """
        parts = decompose(*self.drivers, KINDS[self.measure])
        parts.insert(1, "label", [self.label_of(group) for group in parts["group"]])
        return parts

    @cached_property
    def totals(self) -> pd.Series[float]:
        """The parts of the whole, by name, in the order in which people read them; only those that there are."""
        sums = {part: values["value"] for part, values in self.parts.groupby("part")}
        names = [part for part in PARTS[KINDS[self.measure]] if part in sums]
        return pd.Series([fsum(sums[name]) for name in names], index=names, dtype="float64", name="value")

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row a group, the largest change first.

        `group` (None is unknown), `label`, `previous`, `current`, `change`, and a column for each part in `totals`: 0 where
        the group has none.
        """
        keys = pd.Index(self.parts["group"].drop_duplicates(), dtype=object)
        by_group = [side.set_index("group")["value"].reindex(keys).fillna(0.0) for side in self.drivers]
        previous, current = (values.to_numpy() for values in by_group)
        rows = pd.DataFrame({"group": keys, "previous": previous, "current": current, "change": current - previous})
        rows.insert(1, "label", [self.label_of(group) for group in keys])
        for part in self.totals.index:
            values = self.parts[self.parts["part"] == part].set_index("group")["value"]
            rows[part] = values.reindex(keys).fillna(0.0).to_numpy()
        order = rows.assign(size=rows["change"].abs()).sort_values(["size", "label"], ascending=[False, True])
        return rows.loc[order.index].reset_index(drop=True)

    @property
    def left_out(self) -> tuple[int, int]:
        """How many requests are in no number because their value is not known: of the previous and the current side."""
        previous, current = (int((side["rows"] - side["calls"]).sum()) for side in self.drivers)
        return previous, current

    def label_of(self, group: Value, locale: str | None = None) -> str:
        """What people read for a group."""
        return self.usage.label_of(self.by, group, locale=locale)

    def explain(self, locale: str | None = None) -> str:
        """The change in words: its largest parts, the group that changed most, what is not known, how it was split."""
        return " ".join(self.sentences(locale))

    def sentences(self, locale: str | None = None) -> list[str]:
        """The same one by one; the first is the change with its largest parts."""
        return sentences(self, locale)

    def __repr__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        return paragraph(self.explain())


@known_keywords
def explain_change(
    usage: Any,
    *,
    measure: str = "cost",
    by: str = "model",
    period: Any = "month",
    against: Any = "previous",
    week_starts: str = "monday",
) -> Explanation:
    """Split a change into what caused it: volume, mix, tokens per call, cache use and price.

    The split is exact, and no factor is preferred: each gets its Shapley value, the difference that it makes averaged over
    all orders in which the factors can change. Calls are counted, retries and internal ones too, not requests: they cost as
    well, and more retries are more volume.

    Args:
        usage: A `Usage`, or a frame that `Usage.from_frame` takes.
        measure: "cost", "requests", "tokens" or a kind of tokens.
        by: Name of the dimension of the groups, any but "tag": a request counts once for each of its tags, so that they do
            not sum to the whole.
        period: As `compare` takes it: such as "month", the one that `as_of` lies in, "30d", "2026-05", or (start, end). A
            running one is set against the same part of the other.
        against: "previous"; "year", the same one a year ago; a period; or a group such as {"team": "support"}.
        week_starts: "monday" or "sunday".

    Returns:
        An `Explanation`: `parts`, `totals`, `groups`, `change`, `explain()`.

    Raises:
        InvalidArgument: an argument cannot be used, or the measure is not one that can be explained.
        UnknownName: there is no such measure or dimension.

    >>> import usage_widgets as uw
    >>> why = uw.explain_change(uw.Usage.demo(days=60, requests=2_000, end="2026-06-23"), measure="requests", by="team")
    >>> bool(why.change == why.totals.sum())
    True
    """
    known = usage if isinstance(usage, Usage) else Usage.from_frame(usage)
    pair = pair_of(known, period, against, week_starts=week_starts)
    check_explainable(known, measure, by)
    asked = measure_named(measure)
    drivers = drivers_of(pair.previous.usage, by, asked), drivers_of(pair.current.usage, by, asked)
    return Explanation(known, pair, measure, by, drivers)


def check_explainable(usage: Usage, measure: str, by: str) -> None:
    """Make sure that a measure can be split, and by that dimension.

    Raises:
        InvalidArgument: the measure is not made of known factors, or a request has several values of the dimension.
        UnknownName: there is no such measure or dimension.
    """
    measure_named(measure)
    if measure not in KINDS:
        raise InvalidArgument.expected("measure", f"one of {', '.join(KINDS)}", measure)
    if usage.dimension(by).kind == "tag":
        others = ", ".join(name for name in usage.dimensions if name != by)
        fix = f"A request counts once for each of its tags, so the parts would not sum to the whole. Split by: {others}"
        raise InvalidArgument.expected("by", "a dimension with one value for each request", by, fix=fix)
