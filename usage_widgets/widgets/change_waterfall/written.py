"""What a waterfall is as HTML without a browser: the same words as the live one, its bars in a table, and the table of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import in_html, in_svg
from usage_widgets.widgets._picture import FIGURE, widest
from usage_widgets.widgets._static import Told, paragraph, room, table
from usage_widgets.widgets._text_width import width_of
from usage_widgets.widgets.change_waterfall.picture import row_of

if TYPE_CHECKING:
    from usage_widgets.widgets._static import Table
    from usage_widgets.widgets.change_waterfall.scene import Scene
    from usage_widgets.widgets.change_waterfall.walk import Axis, Bar
    from usage_widgets.widgets.change_waterfall.words import Words

SIZE, BUTTON, HELP = 13, 26, 32  # of a button's words, what it adds to them, and the button of help, in px
SHAPES = {
    "same": "background:#767676;",
    "up": "clip-path:polygon(0 0,calc(100% - min(5px,100%)) 0,100% 50%,calc(100% - min(5px,100%)) 100%,0 100%);",
    "down": "clip-path:polygon(100% 0,min(5px,100%) 0,0 50%,min(5px,100%) 100%,100% 100%);"
    "background:repeating-linear-gradient(135deg,var(--uw-series-1) 0 2px,var(--uw-surface) 2px 5px);",
}
BROKEN = "background:linear-gradient(90deg,var(--uw-series-0) 10px,transparent 10px 14px,var(--uw-series-0) 14px);"
KEYS = {
    "total": ("M1 3h18v10h-18z", "var(--uw-series-0)"),
    "up": ("M1 3h13l5 5l-5 5h-13z", "var(--uw-series-1)"),
    "down": ("M19 3h-13l-5 5l5 5h13zM5 11l8-8M8 13l10-10M13 13l6-6", "none"),
}
NOTE = "max-width:88ch;margin-top:4px;overflow-wrap:anywhere"
LINE = "width:fit-content;min-height:32px;padding:6px 8px 6px 4px;font-weight:500"
EMPTY = "margin-top:16px;padding:40px 16px;border:1px dashed var(--uw-axis,#767676);border-radius:8px;text-align:center"
BACK = 48  # px: the way back to the top
TABLE = "margin-top:12px;padding-top:8px;border-top:1px solid var(--uw-line,#e0e0e0)"


def told(scene: Scene, words: Words, rows: Table) -> Told:
    """A waterfall at a path, in the view that is looked at."""
    number, label = words.headline(scene)
    total = f'<strong class="uw-total-number">{in_html(number)}</strong> <span dir="auto">{in_html(label)}</span>'
    said = f'{_way(scene, words)}<p class="uw-total">{total}</p>{paragraph(words.story()[0], "uw-summary")}'
    views = [words.say("view.parts"), words.say("view.groups", dimension=words.dimension)]
    controls = room(sum(width_of(view, SIZE) + BUTTON for view in views), HELP)
    if not scene.bars:
        return Told(said, _nothing(words), "bars", controls)
    return Told(said, _bars(scene, words) + _legend(scene, words) + _all_groups(rows, words), "bars", controls)


def _nothing(words: Words) -> str:
    """What is said in place of the bars."""
    title, why = (in_html(words.say(f"empty.{key}")) for key in ("title", "text"))
    back = f'<div class="uw-kept" style="height:{BACK}px"></div>' if words.crumbs else ""
    return f'<div style="{EMPTY}"><p><strong>{title}</strong></p><p style="margin-top:4px">{why}</p>{back}</div>'


def _way(scene: Scene, words: Words) -> str:
    """The way here; at the top only its room."""
    crumbs = [*([words.part(scene.part)] if scene.part else []), *words.crumbs]
    shown = " › ".join(f"<bdi>{in_html(crumb)}</bdi>" for crumb in [words.say("path.top"), *crumbs]) if crumbs else ""
    return f'<p class="uw-crumbs">{shown}</p>'


def _bars(scene: Scene, words: Words) -> str:
    """Each bar in a row with its name and figures."""
    lines = [row_of(scene, at, words) for at in range(len(scene.bars))]
    names, values, shares = zip(*lines, strict=True)
    width = 3 if any(shares) else 2
    heads = (words.caption(scene), words.say("column.change"), words.say("column.change"))[:width]
    drawn = [_bar(bar, scene.axis) for bar in scene.bars]
    broken = "--uw-axis:transparent;" if scene.axis.is_broken else ""  # no line where no zero is
    style = f"{broken}--zero:0;--names:{widest(names):.0f}px;--figures:{widest(values, FIGURE):.0f}px"
    shown = table([heads, *(line[:width] for line in lines)], marks=drawn, style=style)
    return f'<div class="uw-drawn" style="--below:0px">{shown}</div>'


def _bar(bar: Bar, axis: Axis) -> str:
    """A bar from where it begins, as parts of the room."""
    begin, end = sorted((axis.part(bar.start), axis.part(bar.end)))
    kind = {"total": ' class="uw-other"', "same": ' class="uw-zero"'}.get(bar.kind, "")
    shape = BROKEN if bar.kind == "total" and axis.is_broken else SHAPES.get(bar.kind, "")
    return f'<i{kind} style="{shape}--from:{begin:.4f};--part:{end - begin:.4f}"></i>'


def _legend(scene: Scene, words: Words) -> str:
    """What the looks mean, what must be known, and how it was worked out."""
    keys = " ".join(
        f'<span style="display:inline-flex;gap:6px;align-items:center">{_sign(path, fill)}'
        f"<span>{in_html(words.say(f'legend.{name}'))}</span></span>"
        for name, (path, fill) in KEYS.items()
    )
    notes = "".join(f'<p style="{NOTE}">{in_html(note)}</p>' for note in words.notes(scene))
    how = words.story()[1]
    title = f'<summary style="{LINE};margin-inline-start:-4px;color:var(--uw-ink,#1f1f1f);font-size:13px">{in_html(words.say("method"))}</summary>'
    method = f'<details style="margin:4px 0 0">{title}<p style="{NOTE}">{in_html(how)}</p></details>' if how else ""
    return (
        f'<div style="margin-top:8px;color:var(--uw-muted,#595959);font-size:12px">'
        f'<p style="display:flex;flex-wrap:wrap;gap:4px 20px">{keys}</p>{notes}{method}</div>'
        f'<div data-hint="{in_svg(words.hint(scene))}"></div>'
    )


def _sign(path: str, fill: str) -> str:
    stroke = "var(--uw-series-1)" if fill == "none" else fill
    shape = f'<path d="{path}" style="fill:{fill};stroke:{stroke}"/>'
    return f'<svg width="20" height="16" aria-hidden="true">{shape}</svg>'


def _all_groups(rows: Table, words: Words) -> str:
    """Every group with its parts, in a table that opens."""
    title = in_html(text("kit.table.title", locale=words.locale))
    note = paragraph(words.say("table.note"), "uw-context")
    return f'<details style="{TABLE}"><summary style="{LINE}">{title}</summary><div class="uw-rows">{table(rows)}</div>{note}</details>'
