"""The tiles, or what an opened one is made of, as a table: texts for people, exact numbers for files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label
from usage_widgets.widgets.comparison_tiles.changes import amount, relative, signed_percent, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.analytics.compare import Change
    from usage_widgets.answers.compare.comparison import Comparison
    from usage_widgets.data.measures import Measure
    from usage_widgets.widgets.comparison_tiles.opened import Words

Cell = tuple[str, "float | str | None"]
"""What people read, and what files hold."""


@dataclass(frozen=True)
class Table:
    """Headings and rows; the first column is the name."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def worded(self) -> list[tuple[str, ...]]:
        """As people read it."""
        return [tuple(self.columns), *(tuple(cell for cell, _ in row) for row in self.rows)]

    def for_page(self, caption: str) -> dict[str, Any]:
        """As the page's table takes it."""
        columns = [{"label": label, "numeric": 0 < at < len(self.columns) - 1} for at, label in enumerate(self.columns)]
        rows = [[{"text": said, "raw": raw} for said, raw in row] for row in self.rows]
        return {"caption": caption, "columns": columns, "rows": rows}


def figures_table(comparison: Comparison, locale: str) -> Table:
    """One row a figure; the change per day only where the periods differ in length."""
    pair = comparison.pair
    by_day = pair.is_per_day
    rows = []
    for name in comparison.measures:
        measure, change = pair.current.usage.measure(name), comparison.change(name)
        left_out = [totals.get(measure.leaves_out.name, 0) if measure.leaves_out else 0 for totals in comparison.totals]
        per_day = change.relative_per_day
        rows.append(
            [
                (measure_label(name, locale), measure_label(name, locale)),
                *_numbers(measure, change, (left_out[0], left_out[1]), locale),
                *([(signed_percent(per_day, locale=locale), _known(per_day))] if by_day else []),
                _status(change, measure, pair.by_groups, locale),
            ]
        )
    return Table([_text("column.measure", locale), *_headings(comparison, locale, per_day=by_day)], rows)


def groups_table(words: Words) -> Table:
    """One row a group of what is opened, the rest last."""
    groups, locale = words.groups, words.locale
    rows = [
        [
            (words.label(group), words.label(group)),
            *_numbers(groups.measure, group.change, group.left_out, locale),
            _status(group.change, groups.measure, words.pair.by_groups, locale),
        ]
        for group in groups.all
    ]
    return Table([words.columns[0], *_headings(groups.comparison, locale)], rows)


def _headings(comparison: Comparison, locale: str, *, per_day: bool = False) -> list[str]:
    sides = [side.label(locale) for side in (comparison.pair.current, comparison.pair.previous)]
    columns = ("change", "relative", *(["per_day"] if per_day else []), "status")
    return [*sides, *(_text(f"column.{column}", locale) for column in columns)]


def _numbers(measure: Measure, change: Change, left_out: tuple[float, float], locale: str) -> list[Cell]:
    sides = zip((change.current, change.previous), left_out, strict=True)
    return [
        *((measure.worded(_known(number), out, locale=locale), _known(number)) for number, out in sides),
        (amount(change, measure, locale=locale), _known(change.amount)),
        (relative(change, locale=locale), _known(change.relative)),
    ]


def _status(change: Change, measure: Measure, by_groups: bool, locale: str) -> Cell:  # noqa: FBT001 - as the others
    word = told(change, measure, by_groups=by_groups, locale=locale)["word"]
    return word, word


def _known(number: float) -> float | None:
    return None if pd.isna(number) else float(number)


def _text(key: str, locale: str) -> str:
    return text(f"comparison_tiles.{key}", locale=locale)
