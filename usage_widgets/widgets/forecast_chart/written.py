"""What a forecast chart is as HTML without a browser: the same words as the live one, its picture and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._measured import OFFERED
from usage_widgets.widgets._static import Told, paragraph, table
from usage_widgets.widgets._timeline.written import WORDS_THEN_TABLE, controls, figure, rows, sight
from usage_widgets.widgets.forecast_chart.story import methods_offered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from usage_widgets.widgets._timeline.sketch import Sketch

BESIDE = "flex-wrap:wrap;gap:20px 32px;margin-top:12px"
"""A row where the style sheet says so; elsewhere there is no picture to stand beside."""
PICTURE = "flex:999 1 548px;min-width:0"
STORY = "display:grid;gap:12px;align-content:start;flex:1 1 320px;min-width:0;overflow-wrap:anywhere"
LARGE = "font-size:22px;line-height:28px;letter-spacing:-0.015em;text-wrap:balance"
BOX = "display:flex;gap:10px;font-size:14px;font-weight:500;padding:10px 12px;border:1px solid var(--uw-line,#e0e0e0);border-radius:6px"
SIGN = "flex:none;width:20px;height:20px;border:1.5px solid;border-radius:50%;font:700 12px/17px var(--uw-font,sans-serif);text-align:center"
FACT = "padding-block:8px;border-top:1px solid var(--uw-line,#e0e0e0)"
NAME = "display:block;font-size:12px;font-weight:400;line-height:16px"
NOTE = "margin-top:20px"
WIDE = "margin-top:28px;overflow-x:auto"
SIGNS = {"reliable": "✓", "unreliable": "!"}


def told(
    said: str, story: Mapping[str, Any], sketch: Sketch | None, steps: Sequence[tuple[str, ...]], *, locale: str
) -> Told:
    """What it is made from, the picture beside its story, the methods compared and the steps."""
    hint = f'<div data-hint="{in_svg(text("timeline.hint.forecast", locale=locale))}"></div>'
    picture = sight(sketch) + figure(sketch) + hint if sketch else ""
    title = f"<p><strong>{in_html(text('timeline.methods', locale=locale))}</strong></p>"
    columns, compared = story["methods"]["columns"], story["methods"]["rows"]
    beside = f'<div style="{WIDE}">{title}{table([tuple(columns), *map(tuple, compared)])}</div>' if compared else ""
    note = f'<div style="{NOTE}">{paragraph(story["note"], "uw-context")}</div>' if story["note"] else ""
    body = (
        f'<div class="uw-beside" style="{BESIDE}"><div style="{PICTURE}">{picture}{note}{beside}</div>'
        f'<div style="{STORY}">{_board(story, locale)}</div></div>{rows(steps, locale=locale)}'
    )
    return Told(paragraph(said, "uw-summary"), body, WORDS_THEN_TABLE, _room(locale))


def _board(story: Mapping[str, Any], locale: str) -> str:
    """The total and its range, how far to trust it, and the facts."""
    sign = SIGNS.get(story["verdict"]["code"], "?")
    question, verdict = text("timeline.verdict", locale=locale), story["verdict"]["text"]
    box = f'<span style="{SIGN}" aria-hidden="true">{sign}</span> <span><strong style="display:block">{in_html(question)}</strong> {in_html(verdict)}</span>'
    facts = (f"<span style='{NAME}'>{in_html(fact['name'])}</span> {in_html(fact['text'])}" for fact in story["facts"])
    return (
        f'<p dir="auto" style="{LARGE}"><strong>{in_html(story["headline"])}</strong></p>'
        + paragraph(story["range"], "uw-range")
        + f'<p dir="auto" style="{BOX}">{box}</p><div>'
        + "".join(f'<p dir="auto" style="{FACT}">{fact}</p>' for fact in facts)
        + "</div>"
    )


def _room(locale: str) -> str:
    """Where the measure, the method and help will be."""
    measures = [measure_label(name, locale) for name in OFFERED]
    methods = [method["label"] for method in methods_offered(locale)]
    fields = [(text("timeline.measure", locale=locale), measures), (text("timeline.method", locale=locale), methods)]
    return controls(fields, [])
