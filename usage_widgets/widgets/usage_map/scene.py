"""What the page draws of a map: rows, marks and a legend, all worded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.catalogue import text
from usage_widgets.widgets._path import key_of, steps_to_json
from usage_widgets.widgets.usage_map.colours import slot_of, slots
from usage_widgets.widgets.usage_map.world import is_drawn

if TYPE_CHECKING:
    from usage_widgets.widgets.usage_map.ranking import Row
    from usage_widgets.widgets.usage_map.shown import Shown
    from usage_widgets.widgets.usage_map.words import Words

LONGEST = 200  # letters of a value that the page sends back to open it


def scene_of(shown: Shown, words: Words) -> dict[str, Any]:
    """The scene of what is shown."""
    asked, empty = shown.asked, words.empty()
    rows = [] if empty else _rows(shown, words)
    return {
        "asked": asked_of(shown),
        "key": key_of(asked.path),
        "caption": words.caption(),
        "crumbs": words.crumbs(),
        "groups": words.groups(),
        "summary": words.summary(),
        "notes": words.notes(),
        "heads": words.heads(),
        "rows": rows,
        "marks": {} if shown.places.is_withheld else _marks(shown, words),
        "here": asked.path[0] if asked.path and is_drawn(asked.path[0]) else None,
        "legend": legend_of(shown, words),
        "empty": empty and {"title": empty[0], "text": empty[1]},
        "hint": words.hint(),
    }


def asked_of(shown: Shown) -> dict[str, Any]:
    """What was asked, as the page spells it."""
    asked = shown.asked
    return {
        "path": steps_to_json(asked.path),
        "measure": asked.measure,
        "per_user": asked.per_user,
        "scale": asked.scale,
    }


def legend_of(shown: Shown, words: Words) -> dict[str, Any]:
    """What the colours stand for: a title, the range of each class, and what has none."""
    classes, locale = shown.classes, words.locale
    measure = words.compared
    ranges = [
        text("usage_map.legend.range", locale=locale, start=words.compare(low), end=words.compare(high))
        if low != high
        else words.compare(low)
        for low, high in classes.ranges
    ]
    return {
        "title": text(f"usage_map.legend.{classes.scale}", locale=locale, measure=measure),
        "classes": [{"slot": slot, "text": said} for slot, said in zip(slots(len(ranges)), ranges, strict=True)],
        "none": text(
            "usage_map.legend.none_few" if shown.places.merged else "usage_map.legend.none",
            locale=locale,
            least=shown.least_users,
        ),
    }


def _rows(shown: Shown, words: Words) -> list[dict[str, Any]]:
    ranks = iter(range(1, len(shown.rows) + 1))
    return [_row(row, shown, words, next(ranks) if row.kind == "group" else None) for row in shown.rows]


def _row(row: Row, shown: Shown, words: Words, rank: int | None) -> dict[str, Any]:
    label, value, share = words.label(row), words.value(row), words.share(row)
    users = words.users(row) if shown.is_top else ""
    opens = shown.opens(row) and len(str(row.value)) <= LONGEST
    return {
        "key": key_of((row.value,)) if row.kind in ("group", "unknown") and opens else f"{row.kind} {rank}",
        "step": steps_to_json([row.value])[0] if opens else None,
        "code": row.value if shown.is_top and is_drawn(row.value) else None,
        "rank": rank,
        "label": label,
        "number": shown.figure(row) if shown.is_top else row.number,
        "value": value,
        "share": shown.share(row),
        "percent": share,
        "users": users,
        "count": row.users,
        "slot": slot_of(row, shown) if shown.is_top else None,
        "name": words.spoken(rank, label, value, share, row.users, users),
    }


def _marks(shown: Shown, words: Words) -> dict[str, dict[str, Any]]:
    """The countries of the map, whatever the list shows."""
    return {
        code: {
            "label": words.place(row.value),
            "value": f"{words.compared}: {words.compare(shown.figure(row), row.left_out)}",
            "slot": slot_of(row, shown),
        }
        for code, row in shown.on_map.items()
    }
