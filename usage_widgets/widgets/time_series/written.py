"""What a time series is as HTML without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._measured import OFFERED
from usage_widgets.widgets._static import Told, paragraph
from usage_widgets.widgets._timeline.grain import GRAINS
from usage_widgets.widgets._timeline.written import WORDS_THEN_TABLE, controls, figure, kept, rows, sight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.widgets._timeline.sketch import Sketch
    from usage_widgets.widgets.time_series.place import Place
    from usage_widgets.widgets.time_series.words import Words


def told(words: Words, place: Place, said: str, sketch: Sketch, shown: Sequence[tuple[str, ...]]) -> Told:
    """The way here, what is said, the picture and its table."""
    locale = words.locale
    fields = [
        (text("timeline.measure", locale=locale), [measure_label(name, locale) for name in OFFERED]),
        (text("timeline.every", locale=locale), [text(f"timeline.every.{grain}", locale=locale) for grain in GRAINS]),
    ]
    drags = [text(f"timeline.drag.{drag}", locale=locale) for drag in ("select", "move")]
    above = _way(words, place) + paragraph(said, "uw-summary") + sight(sketch, least=32, above=4)
    hint = f'<div data-hint="{in_svg(words.hint(place))}"></div>'
    return Told(above, figure(sketch) + hint + rows(shown, locale=locale), WORDS_THEN_TABLE, controls(fields, drags))


def _way(words: Words, place: Place) -> str:
    """The way here; at the top only its room."""
    if not place.path:
        return kept("28px", above=12)
    crumbs = [text("timeline.path.top", locale=words.locale), *words.crumbs(place)]
    shown = " › ".join(f"<bdi>{in_html(crumb)}</bdi>" for crumb in crumbs)
    return f'<p style="min-height:28px;margin:12px 0 0">{shown}</p>'
