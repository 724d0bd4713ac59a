"""What a cohort table is without a browser: a table with shades as HTML, and the same as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.widgets._palette import AXIS
from usage_widgets.widgets._picture import (
    COLUMN,
    FIGURE,
    GAP,
    INNER,
    QUIET,
    ROW,
    STRONG,
    Drawing,
    Face,
    line,
    text_at,
    widest,
)
from usage_widgets.widgets._static import Told, paragraph, room
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets.cohort_table.grid import MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.widgets.cohort_table.grid import Grid
    from usage_widgets.widgets.cohort_table.words import Words

MIX = 10  # percent of the hue a shade adds, as in cohort_table.css and written.css
HUE = (10, 132, 235)  # --uw-series-1
NARROWEST, TIGHT = 28.0, 8.0
SMALL_FIGURE = Face('style="font-variant-numeric:tabular-nums" font-size="11" font-weight="500"', 11)
SIZE, FIELD, HELP = 13, 44, 32  # of the live one's controls, in px
OF_ALL = ("users", "share")  # measures whose darkest shade is the whole cohort
BUTTONS = ("kit.table.copy", "kit.table.csv")


def told(said: str, notes: Sequence[str], grid: Grid, words: Words, measure: str) -> Told:
    """The words and the table of a measure, with room for what only the live one has."""
    if not grid.rows:
        title = text("cohort_table.empty.title", locale=words.locale)
        return Told("", paragraph(f"{title}. {said}", "uw-empty"))
    hint, about = (text(f"cohort_table.{key}", locale=words.locale) for key in ("hint", "overall.about"))
    below = _scale(words.locale, measure) + paragraph(words.shown(grid), "uw-context")
    below += paragraph(words.printed(grid), "uw-context uw-printed")
    buttons = room(*(width_of(text(key, locale=words.locale), SIZE) + 26 for key in BUTTONS))
    after = "".join(paragraph(note, "uw-context") for note in (about, *notes))
    body = (
        f'<div class="uw-shaded" role="region" tabindex="0" aria-label="{in_svg(words.caption(measure))}">{_table(grid, words, measure)}</div>{below}<div data-hint="{in_svg(hint)}"></div>'
        f'{buttons}<div class="uw-notes">{after}</div>'
    )
    labels = [words.measure(name) for name in MEASURES]
    select = max(width_of(label, SIZE) for label in labels) + FIELD
    return Told(paragraph(said, "uw-summary"), body, "cohorts", room(select, HELP))


def _scale(locale: str, measure: str) -> str:
    """What is blank; what is darker is drawn and said by the style sheet, as without it there are no shades."""
    darker = text(f"cohort_table.legend.{'share' if measure in OF_ALL else 'each'}", locale=locale)
    blank = in_html(text("cohort_table.blank", locale=locale))
    return f'<p class="uw-scale" dir="auto"><span>{blank}</span><span class="uw-ramp" data-label="{in_svg(darker)}"></span></p>'


def _table(grid: Grid, words: Words, measure: str) -> str:
    caption = in_html(words.caption(measure))
    steps = "".join(f'<th scope="col" align="right">{at}</th>' for at in range(grid.columns))
    head = (
        f'<tr><th scope="col" rowspan="2">{in_html(words.corner())}</th>'
        f'<th scope="colgroup" colspan="{grid.columns}">{in_html(words.since())}</th></tr><tr>{steps}</tr>'
    )
    shades = [*grid.shades(measure), []]
    sizes = [*(words.size(row.size) for row in grid.rows), ""]
    rows = "".join(map(_row, words.rows(grid, measure)[1:], shades, sizes))
    return f"<table><caption>{caption}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(cells: Sequence[str], shades: Sequence[int], size: str) -> str:
    name, _, *figures = cells
    members = f" <small>{in_html(size)}</small>" if size else ""
    styles = [f' style="--shade:{shade}"' if shade else "" for shade in shades]
    said = (
        f'<td align="right"{style}>{in_html(cell)}</td>' for cell, style in zip_longest(figures, styles, fillvalue="")
    )
    return f'<tr><th scope="row">{in_html(name)}{members}</th>{"".join(said)}</tr>'


@dataclass(frozen=True)
class Plan:
    """Where the columns of a picture are, in px: the names, the sizes and as many steps as fit."""

    sizes_end: float
    width: float
    steps: int

    @classmethod
    def of(cls, table: Sequence[tuple[str, ...]], columns: int) -> Plan:
        """The plan of a table: the widest text decides."""
        names, sizes, *_ = zip(*table, strict=True)
        end = widest(names, STRONG) + widest(sizes, STRONG) + 2 * GAP
        width = max(NARROWEST, widest([cell for row in table[1:] for cell in row[2:]], SMALL_FIGURE) + TIGHT)
        return cls(end, width, min(columns, int((INNER - end) / width)))

    def end(self, step: int) -> float:
        """The right edge of a step."""
        return self.sizes_end + self.width * (step + 1)


def drawn(grid: Grid, words: Words, measure: str) -> Drawing:
    """The table as a picture, as many of its first steps as fit."""
    table = words.rows(grid, measure)
    plan = Plan.of(table, grid.columns)
    below = [text("cohort_table.blank", locale=words.locale), words.shown(grid), words.fitting(plan.steps, grid)]
    notes = [note for note in below if note]
    top = ROW * (len(table) + 1)
    svg = [_drawn_head(table[0], plan, words.since())]
    for at, (row, shades) in enumerate(zip(table[1:], [*grid.shades(measure), []], strict=True), 2):
        svg.append(_drawn_row(row, shades, plan, at * ROW))
    svg += [text_at(0, top + ROW * (at + 0.5), note, QUIET) for at, note in enumerate(notes)]
    return Drawing("".join(svg), top + ROW * len(notes))


def _drawn_head(head: Sequence[str], plan: Plan, since: str) -> str:
    steps = (text_at(plan.end(at) - TIGHT / 2, ROW * 1.5, str(at), COLUMN, end=True) for at in range(plan.steps))
    return (
        text_at(plan.sizes_end + TIGHT, ROW / 2, since, COLUMN, room=INNER - plan.sizes_end)
        + text_at(0, ROW * 1.5, head[0], COLUMN)
        + text_at(plan.sizes_end - GAP, ROW * 1.5, head[1], COLUMN, end=True)
        + "".join(steps)
        + line(0, 2 * ROW, INNER, 2 * ROW, AXIS)
    )


def _drawn_row(row: Sequence[str], shades: Sequence[int], plan: Plan, top: float) -> str:
    name, size, *figures = row
    middle = top + ROW / 2
    cells = [text_at(0, middle, name), text_at(plan.sizes_end - GAP, middle, size, FIGURE, end=True)]
    ground = [_ground(plan, at, shade, top) for at, shade in enumerate(shades[: plan.steps]) if shade]
    cells += [
        text_at(plan.end(at) - TIGHT / 2, middle, said, SMALL_FIGURE, end=True)
        for at, said in enumerate(figures[: plan.steps])
    ]
    return "".join([*ground, *cells]) + line(0, top + ROW, INNER, top + ROW)


def _ground(plan: Plan, step: int, shade: int, top: float) -> str:
    left = plan.end(step) - plan.width
    return f'<rect x="{left:.1f}" y="{top}" width="{plan.width:.1f}" height="{ROW}" fill="{_mixed(shade)}"/>'


def _mixed(shade: int) -> str:
    """The colour of a shade on paper."""
    part = MIX * shade / 100
    return "#{:02x}{:02x}{:02x}".format(*(round(255 + (hue - 255) * part) for hue in HUE))
