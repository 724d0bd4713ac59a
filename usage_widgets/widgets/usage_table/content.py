"""What a usage table's page is handed: headings and rows, in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.selection import Value
    from usage_widgets.widgets.usage_table.groups import Group, Groups
    from usage_widgets.widgets.usage_table.words import Words


def content_of(groups: Groups, words: Words, path: Sequence[Value]) -> dict[str, Any]:
    """The table for the page. Its last rows, the rest and the total, have no values: they stay last and are no choice."""
    last = zip(words.last_rows(groups), groups.last, strict=False)  # nothing is shown of nothing
    return {
        "columns": [{"label": label, "numeric": at >= len(words.dimensions)} for at, label in enumerate(words.heads)],
        "rows": [_row(group, words.row(group)) for group in groups.named],
        "last": [_row(group, texts) for texts, group in last],
        "caption": words.caption(path),
        "summary": words.summary(groups, path),
        "crumbs": words.names(path),
    }


def _row(group: Group, texts: Sequence[str]) -> dict[str, Any]:
    return {"values": list(group.values), "texts": list(texts), "numbers": list(group.numbers)}
