"""`compare`: the same measures of two periods, or of two groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.analytics.compare import Change
from usage_widgets.answers.compare.lines import lines_of
from usage_widgets.answers.compare.words import headline, notes, sentence
from usage_widgets.answers.paragraph import paragraph
from usage_widgets.answers.periods.pair import pair_of
from usage_widgets.data.measures import checked_measures, with_left_out
from usage_widgets.errors import UnknownName, known_keywords
from usage_widgets.messages.options import CURRENT, checked_locale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from usage_widgets.answers.periods.pair import Pair, Side

DEFAULT = ("cost", "requests", "users")


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Measures of two sides. Made by `compare`.

    Args:
        pair: What is set against what.
        measures: Names of measures, in order.
        totals: The totals of both sides by measure, the current one first; also what counts the requests left out.
    """

    pair: Pair
    measures: tuple[str, ...]
    totals: tuple[Mapping[str, float], Mapping[str, float]]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a measure.

        `measure`, `current`, `previous`, `change` (in the unit of the measure; of shares 0.01 is a point), `relative`
        (NaN of shares, and where the previous number is 0), `status` ("up", "down", "same", "new", "gone"; None where
        a number is unknown), `relative_per_day` (NaN where the measure does not add up over time).
        """
        changes = {measure: self.change(measure) for measure in self.measures}
        return pd.DataFrame(
            {
                "measure": pd.Series(self.measures, dtype=object),
                "current": [change.current for change in changes.values()],
                "previous": [change.previous for change in changes.values()],
                "change": [change.amount for change in changes.values()],
                "relative": [change.relative for change in changes.values()],
                "status": pd.Series([change.status for change in changes.values()], dtype=object),
                "relative_per_day": [change.relative_per_day for change in changes.values()],
            }
        )

    def change(self, measure: str) -> Change:
        """What changed in one measure.

        Raises:
            UnknownName: it is not compared.
        """
        current, previous = (float(side[self._checked(measure)]) for side in self.totals)
        return self.change_between(measure, current, previous)

    def change_between(self, measure: str, current: float, previous: float) -> Change:
        """What changed between two numbers of a measure in these periods, such as those of one model."""
        known = self.pair.current.usage.measure(measure)
        one, other = (side.days for side in (self.pair.current, self.pair.previous))
        is_told = known.is_additive and (self.pair.has_same_length or self.pair.is_per_day)
        days = (one, other) if is_told and one is not None and other is not None else None
        return Change(current, previous, is_share=known.unit == "ratio", days=days)

    def lines(self, measure: str) -> pd.DataFrame:
        """The measure over both periods, step by step: `at` (number of the step, from 0), `current`, `previous`."""
        return lines_of(self.pair, self._checked(measure))

    def sentence_of(self, measure: str, locale: str | None = None) -> str:
        """One measure in a sentence, such as "$12,430, up $940 (8.2%) on Oct 1–22"."""
        return sentence(self, self._checked(measure), checked_locale(locale or CURRENT.locale))

    def explain(self, locale: str | None = None) -> str:
        """All measures in words, and what is to be known of the periods."""
        return " ".join(self.sentences(locale))

    def sentences(self, locale: str | None = None) -> list[str]:
        """The same one by one: what is set against what, each measure, then what is to be known."""
        chosen = checked_locale(locale or CURRENT.locale)
        return [headline(self, chosen), *notes(self, chosen)]

    def _checked(self, measure: str) -> str:
        if measure not in self.measures:
            raise UnknownName.among("measure of this comparison", measure, self.measures)
        return measure

    def __repr__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        return paragraph(self.explain())


@known_keywords
def compare(
    usage: Any,
    measures: Sequence[str] | str = DEFAULT,
    *,
    period: Any = "month",
    against: Any = "previous",
    week_starts: str = "monday",
) -> Comparison:
    """Set measures of two periods, or of two groups, against each other.

    A running period is set against the same part of the other one. Every measure is asked of each side as a whole:
    distinct users are never summed, averages are weighted.

    Args:
        usage: A `Usage`, or a frame that `Usage.from_frame` takes. What it is narrowed to stays.
        measures: Names of measures.
        period: "day", "week", "month", "quarter" or "year", the one that `as_of` lies in; "last_month" and so
            on, the whole one before; a length such as "30d" up to `as_of`; a name such as "2026-05", "2026-Q2" or "2026"; (start, end), the end not included; against a group
            also None: all of the view.
        against: "previous"; "year", the same one a year ago; a period by name or (start, end); or a group in the same
            period, such as {"team": "support"}.
        week_starts: "monday" or "sunday".

    Returns:
        A `Comparison`: `frame`, `explain()`, `lines(measure)`.

    Raises:
        InvalidArgument: an argument cannot be used.
        UnknownName: there is no such measure or dimension.

    >>> import usage_widgets as uw
    >>> usage = uw.Usage.demo(days=60, requests=2_000, seed=7, end="2026-06-23")
    >>> uw.compare(usage, ["requests"]).frame["status"].tolist()
    ['up']
    """
    names = checked_measures(measures)
    pair = pair_of(usage, period, against, week_starts=week_starts)
    asked = with_left_out(names)
    return Comparison(pair, tuple(names), (_totals(pair.current, asked), _totals(pair.previous, asked)))


def _totals(side: Side, measures: Sequence[str]) -> dict[str, float]:
    totals: dict[str, float] = side.usage.total(list(measures))
    return totals
