"""The board that the page is handed: every figure, and what is opened, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.answers.compare.words import other_label
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._path import steps_to_json
from usage_widgets.widgets.comparison_tiles.changes import told
from usage_widgets.widgets.comparison_tiles.lines import paths
from usage_widgets.widgets.comparison_tiles.opened import Words
from usage_widgets.widgets.comparison_tiles.table import figures_table, groups_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.answers.compare.comparison import Comparison
    from usage_widgets.widgets.comparison_tiles.answer import Answer

NO_LINES = {"current": "", "previous": ""}


def board_of(answer: Answer, levels: Sequence[str], locale: str) -> dict[str, Any]:
    """Everything that is known, in one language."""
    comparison, words = answer.comparison, opened_words(answer, levels, locale)
    table = groups_table(words) if words else figures_table(comparison, locale)
    return {
        "path": steps_to_json(answer.path),
        "pair": comparison.sentences(locale)[0],
        "sides": sides(comparison, locale),
        "tiles": [_tile(answer, name, locale) for name in comparison.measures],
        "notes": notes(comparison, locale),
        "empty": answer.is_empty,
        "detail": words.detail() if words else None,
        "table": table.for_page(words.caption if words else text("comparison_tiles.title", locale=locale)),
    }


def opened_words(answer: Answer, levels: Sequence[str], locale: str) -> Words | None:
    """The words of what is opened; None while all figures are looked at."""
    return Words(answer.opened, answer.path, levels, locale) if answer.opened else None


def sides(comparison: Comparison, locale: str) -> list[str]:
    """What people call the current side, then the other one."""
    return [comparison.pair.current.label(locale), other_label(comparison, locale)]


def notes(comparison: Comparison, locale: str) -> list[str]:
    """What is to be known of the two sides, after the figures themselves."""
    return comparison.sentences(locale)[1 + len(comparison.measures) :]


def _tile(answer: Answer, name: str, locale: str) -> dict[str, Any]:
    comparison = answer.comparison
    pair, measure, change = comparison.pair, comparison.pair.current.usage.measure(name), comparison.change(name)
    left_out = [totals.get(measure.leaves_out.name, 0) if measure.leaves_out else 0 for totals in comparison.totals]
    numbers = [None if pd.isna(number) else number for number in (change.current, change.previous)]
    current, previous = (measure.worded(*pair_, locale=locale) for pair_ in zip(numbers, left_out, strict=True))
    names = sides(comparison, locale)
    return {
        "name": name,
        "label": measure_label(name, locale),
        "value": current,
        "known": numbers[0] is not None,
        "of": names[0] if pair.by_groups else "",
        "other": text("comparison_tiles.of_side", locale=locale, side=names[1], value=previous),
        "sentence": comparison.sentence_of(name, locale),
        "lines": paths(answer.lines[name]) if name in answer.lines else NO_LINES,
        **told(change, measure, by_groups=pair.by_groups, locale=locale),
    }
