"""What a waterfall's page is handed: every picture at one path, in words and numbers, and the table."""

from __future__ import annotations

import json
from math import fsum
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.widgets._path import steps_to_json
from usage_widgets.widgets.change_waterfall.scene import Scene, Subject, scene_of, shown_parts, unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.widgets.change_waterfall.walk import Bar
    from usage_widgets.widgets.change_waterfall.words import Words

MOST_ROWS = 100
MOST_BYTES = 250_000
Cell = dict[str, Any]


def content_of(words: Words, at: str, place: tuple[str, str], top: int) -> dict[str, Any]:
    """The pictures of a path, the one that is looked at first; others stay behind where names are too long for all."""
    why = words.why
    summary, method = words.story()
    return {
        "at": at,
        "crumbs": list(words.crumbs),
        "unit": unit_of(why),
        "by": words.say("view.groups", dimension=words.dimension),
        "summary": summary,
        "method": method,
        "scenes": _scenes(words, place, top),
        "table": table_of(words),
    }


def _scenes(words: Words, place: tuple[str, str], top: int) -> dict[str, Any]:
    places = [("parts", ""), ("groups", ""), *(("groups", part) for part in shown_parts(words.why))]
    scenes: dict[str, Any] = {}
    left = MOST_BYTES
    for view, part in dict.fromkeys([place, *places]):
        scene = told(scene_of(words.why, view, part, top), words)
        left -= len(json.dumps(scene).encode())
        if left >= 0 or not scenes:
            scenes[part or view] = scene
    return scenes


def told(scene: Scene, words: Words) -> dict[str, Any]:
    """A picture in words and numbers."""
    bars = zip(scene.subjects, scene.bars, strict=True)
    axis = scene.axis
    number, label = words.headline(scene)
    return {
        "number": number,
        "label": label,
        "name": words.caption(scene),
        "part": words.part(scene.part) if scene.part else "",
        "axis": [axis.low, axis.high],
        "isBroken": axis.is_broken,
        "marks": [_mark(scene, subject, bar, words) for subject, bar in bars],
        "notes": words.notes(scene) if scene.bars else [],
        "hint": words.hint(scene),
        "chooses": scene.by_groups and words.below is None,
    }


def share_of(scene: Scene, bar: Bar, words: Words) -> str:
    """The share of a change in percent; nothing of a total, or where it says nothing."""
    says_something = bar.kind != "total" and scene.has_shares and words.is_known
    return words.share(bar.number / scene.whole) if says_something else ""


def _mark(scene: Scene, subject: Subject, bar: Bar, words: Words) -> dict[str, Any]:
    percent = share_of(scene, bar, words)
    step = steps_to_json([subject.value])[0] if subject.kind == "group" else None
    key = json.dumps(step, separators=(",", ":"), ensure_ascii=False) if step else subject.name or subject.kind
    return {
        "key": key,
        "label": words.label(subject),
        "number": None if bar.kind == "total" else bar.number,
        "share": None,
        "value": words.value(subject, bar),
        "percent": percent,
        "name": words.spoken(scene, subject, bar, percent),
        "opens": subject.kind == "part" or (subject.kind == "group" and words.below is not None),
        "isOther": subject.kind == "other",
        "kind": bar.kind,
        "tone": words.tone(bar),
        "start": bar.start,
        "end": bar.end,
        "details": words.details(scene, subject, bar, percent),
        "step": step,
        "part": subject.name if subject.kind == "part" else "",
    }


def table_of(words: Words) -> dict[str, Any]:
    """The groups by what their change is made of; the last row is the whole."""
    why = words.why
    parts = shown_parts(why)
    scene = scene_of(why, "groups", "", MOST_ROWS)
    heads = [words.dimension, words.previous, words.current, words.say("column.change"), *map(words.part, parts)]
    groups, columns = why.groups, ["previous", "current", "change", *parts]
    rows = [
        _row(words, str(label), [float(row[name]) for name in columns])
        for label, (_, row) in zip(_labels(words, scene), groups[:MOST_ROWS].iterrows(), strict=False)
    ]
    if len(rest := groups[MOST_ROWS:]):
        label = words.label(Subject("other", count=len(rest)))
        rows.append(_row(words, label, [fsum(rest[name]) for name in columns]))
    whole = [why.previous, why.current, why.change, *(float(why.totals[part]) for part in parts)]
    return {
        "caption": f"{words.caption(scene)}. {words.say('table.note')}",
        "columns": [{"label": head, "numeric": at > 0} for at, head in enumerate(heads)],
        "rows": rows,
        "foot": _row(words, words.say("column.total"), whole),
    }


def frame_of(words: Words) -> pd.DataFrame:
    """The groups by what their change is made of, in numbers."""
    groups = words.why.groups
    names = ["previous", "current", "change", *words.why.totals.index]
    values = [None if pd.isna(value) else value for value in groups["group"]]
    named = pd.DataFrame({"group": pd.Series(values, dtype=object)})
    return pd.concat([named, groups[names].astype("float64")], axis="columns")


def _labels(words: Words, scene: Scene) -> list[str]:
    return [words.label(subject) for subject in scene.subjects if subject.kind == "group"]


def _row(words: Words, label: str, numbers: Sequence[float]) -> list[Cell]:
    was, now, *changes = numbers
    sides = [{"text": words.plain(side), "raw": side} for side in (was, now)]
    return [{"text": label, "raw": label}, *sides, *({"text": words.amount(value), "raw": value} for value in changes)]
