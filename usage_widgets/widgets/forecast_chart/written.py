"""What a forecast chart is as HTML without a browser: the same words as the live one, its picture and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._escaping import in_html
from usage_widgets.widgets._static import Told, paragraph, table
from usage_widgets.widgets._timeline.measured import OFFERED
from usage_widgets.widgets._timeline.written import controls, figure, rows
from usage_widgets.widgets.forecast_chart.story import methods_offered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from usage_widgets.widgets._timeline.sketch import Sketch

BESIDE = "flex-wrap:wrap;gap:20px 32px"  # nothing where no style sheet lays it out, as there is no picture then
PICTURE = "flex:999 1 480px;min-width:0"
STORY = "flex:1 1 300px;min-width:0;max-width:480px;overflow-wrap:anywhere"
LARGE = "font-size:28px;line-height:36px;letter-spacing:-0.02em"
BOX = "margin:12px 0;padding:10px 12px;border:1px solid var(--uw-line,#e0e0e0);border-radius:6px"
FACT, NAME = "margin:8px 0", "display:block"
WIDE = "margin-top:16px;overflow-x:auto"


def told(
    said: str, story: Mapping[str, Any], sketch: Sketch | None, steps: Sequence[tuple[str, ...]], *, locale: str
) -> Told:
    """What it is made from, the picture beside its story, the methods compared and the steps."""
    picture = "" if sketch is None else figure(sketch)
    columns, compared = story["methods"]["columns"], story["methods"]["rows"]
    beside = f'<div style="{WIDE}">{table([tuple(columns), *map(tuple, compared)])}</div>' if compared else ""
    body = (
        f'<div class="uw-beside" style="{BESIDE}"><div style="{PICTURE}">{picture}{beside}</div>'
        f'<div style="{STORY}">{_board(story, locale)}</div></div>{rows(steps, locale=locale)}'
    )
    return Told(paragraph(said, "uw-summary"), body, "table", _room(locale))


def _board(story: Mapping[str, Any], locale: str) -> str:
    """The total and its range, how far to trust it, what is behind it."""
    verdict = f"<strong>{in_html(text('timeline.verdict', locale=locale))}</strong> {in_html(story['verdict']['text'])}"
    facts = (
        f"<strong style='{NAME}'>{in_html(fact['name'])}</strong> {in_html(fact['text'])}" for fact in story["facts"]
    )
    return (
        f'<p dir="auto" style="{LARGE}"><strong>{in_html(story["headline"])}</strong></p>'
        + paragraph(story["range"], "uw-summary")
        + f'<p dir="auto" style="{BOX}">{verdict}</p>'
        + "".join(f'<p dir="auto" style="{FACT}">{fact}</p>' for fact in facts)
        + paragraph(story["note"], "uw-context")
    )


def _room(locale: str) -> str:
    """Where the measure, the method and help will be."""
    measures = [measure_label(name, locale) for name in OFFERED]
    methods = [method["label"] for method in methods_offered(locale)]
    fields = [(text("timeline.measure", locale=locale), measures), (text("timeline.method", locale=locale), methods)]
    return controls(fields, [])
