"""What the tiles are asked for: the figures first, then their lines and what an opened one is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from usage_widgets.answers.compare.comparison import compare
from usage_widgets.answers.explain.explanation import KINDS, explain_change
from usage_widgets.selection import TAG, Clause
from usage_widgets.widgets.comparison_tiles.groups import ask_groups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from usage_widgets.answers.compare.comparison import Comparison
    from usage_widgets.answers.explain.explanation import Explanation
    from usage_widgets.data.usage import Usage
    from usage_widgets.widgets.comparison_tiles.groups import Groups


@dataclass(frozen=True)
class Wish:
    """What is compared.

    Args:
        measures: Names of measures.
        period: What `compare` takes as one.
        against: What that is set against.
        week_starts: "monday" or "sunday".
    """

    measures: tuple[str, ...]
    period: Any
    against: Any
    week_starts: str

    def compare(self, usage: Usage) -> Comparison:
        """All figures of a usage."""
        return compare(usage, self.measures, period=self.period, against=self.against, week_starts=self.week_starts)

    def explain(self, usage: Usage, measure: str, by: str) -> Explanation | None:
        """Why a figure has changed; None where that cannot be told."""
        if measure not in KINDS or by == TAG:
            return None
        return explain_change(
            usage, measure=measure, by=by, period=self.period, against=self.against, week_starts=self.week_starts
        )


@dataclass(frozen=True)
class Opened:
    """What an opened figure is made of.

    Args:
        groups: Its groups.
        explanation: Why it has changed; None where that cannot be told.
    """

    groups: Groups
    explanation: Explanation | None


@dataclass(frozen=True)
class Answer:
    """What is known.

    Args:
        comparison: All figures.
        is_empty: Whether neither side has a request.
        path: Where `opened` stands.
        opened: What is opened; None while all figures are looked at.
        lines: The line of each measure, as far as they are known.
    """

    comparison: Comparison
    is_empty: bool
    path: tuple[Any, ...] = ()
    opened: Opened | None = None
    lines: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def ask_figures(usage: Usage, wish: Wish) -> Answer:
    """The figures alone, which are there when the widget is made."""
    comparison = wish.compare(usage)
    pair = comparison.pair
    return Answer(comparison, is_empty=pair.current.is_empty and pair.previous.is_empty)


def ask_all(usage: Usage, wish: Wish, path: Sequence[Any], levels: Sequence[str], known: Answer | None) -> Answer:
    """The figures with their lines, and what is opened at a path; what is known is not asked again."""
    found = known or ask_figures(usage, wish)
    lines = found.lines or {name: found.comparison.lines(name) for name in wish.measures}
    opened = _opened(usage, wish, path, levels) if path else None
    return Answer(found.comparison, found.is_empty, tuple(path), opened, lines)


def clauses_of(path: Sequence[Any], levels: Sequence[str]) -> tuple[Clause, ...]:
    """The groups of a path as conditions; its first step is a measure."""
    return tuple(Clause(name, (value,)) for name, value in zip(levels, path[1:], strict=False))


def _opened(usage: Usage, wish: Wish, path: Sequence[Any], levels: Sequence[str]) -> Opened:
    measure, dimension = path[0], levels[len(path) - 1]
    within = usage.narrowed(clauses_of(path, levels))
    one = Wish((measure,), wish.period, wish.against, wish.week_starts)
    return Opened(ask_groups(one.compare(within), measure, dimension), wish.explain(within, measure, dimension))
