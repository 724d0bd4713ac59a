"""What a usage table's page is handed: headings and rows, in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.selection import Value
    from usage_widgets.widgets.usage_table.groups import Groups, Numbers
    from usage_widgets.widgets.usage_table.words import Words


def content_of(groups: Groups, words: Words, path: Sequence[Value]) -> dict[str, Any]:
    """The table for the page. Its last rows, the rest and the total, have no values: they stay last and are no choice."""
    last_numbers = [*([groups.other] if groups.other_count else []), groups.total]
    last = zip(words.last_rows(groups), last_numbers, strict=False)  # nothing is shown of nothing
    return {
        "columns": [{"label": label, "numeric": at >= len(words.dimensions)} for at, label in enumerate(words.heads)],
        "rows": [_row(group.values, words.row(group), group.numbers) for group in groups.named],
        "last": [_row((), texts, numbers) for texts, numbers in last],
        "caption": words.caption(path),
        "summary": words.summary(groups, path),
        "crumbs": words.names(path),
    }


def _row(values: Sequence[Value], texts: Sequence[str], numbers: Numbers) -> dict[str, Any]:
    return {"values": list(values), "texts": list(texts), "numbers": list(numbers)}
