"""`Grid`: a dashboard drawn, as live widgets and, until they have painted, as plain HTML in the same places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import traitlets
from ipywidgets import GridspecLayout

from usage_widgets.dashboards.kinds import widget_class
from usage_widgets.dashboards.tile import COLUMNS
from usage_widgets.messages.options import CURRENT
from usage_widgets.selection import Selection
from usage_widgets.widgets._base import STATIC
from usage_widgets.widgets._published import is_published
from usage_widgets.widgets._static import styled
from usage_widgets.widgets._viewer import every_language, is_nobodys_choice
from usage_widgets.widgets.live_bar.live_bar import LiveBar
from usage_widgets.widgets.visit.visit import Visit

if TYPE_CHECKING:
    from usage_widgets.dashboards.dashboard import Dashboard
    from usage_widgets.dashboards.tile import Tile
    from usage_widgets.data.usage import Usage
    from usage_widgets.widgets._base import UsageWidget

GAP = "16px"
LEAST_ROW = "40px"
TOP = 1  # the row above the tiles: how old the data are


class Grid(GridspecLayout):  # type: ignore[misc]
    """The widgets of a dashboard, in reading order.

    Args:
        dashboard: What stands where.
        usage: What all of it shows.
    """

    def __init__(self, dashboard: Dashboard, usage: Usage) -> None:
        super().__init__(n_rows=TOP + dashboard.rows, n_columns=COLUMNS, grid_gap=GAP)
        self.dashboard, self.selection = dashboard, Selection()
        self.widgets: dict[str, UsageWidget] = {}
        self.add_class("uw-grid")
        self.layout.overflow = "visible"
        self._grid_template_columns = f"repeat({COLUMNS}, minmax(0, 1fr))"
        self._grid_template_rows = f"auto repeat({max(dashboard.rows, 1)}, minmax({LEAST_ROW}, auto))"
        try:
            self._fill(usage)
        except BaseException:
            self.close()
            raise

    def _fill(self, usage: Usage) -> None:
        for tile in sorted(self.dashboard.tiles, key=lambda tile: tile.kind != "filter_bar"):
            self.widgets[tile.id] = self._made(tile, usage)  # the first pictures are filtered already
        self[0, :] = bar = LiveBar(usage, self.widgets.values())
        for tile in self.dashboard.tiles:
            self[TOP + tile.row : TOP + tile.bottom, tile.column : tile.end] = self.widgets[tile.id]
        visit = Visit(self.widgets, selection=self.selection)
        traitlets.dlink((visit, "locale"), (bar, "locale"))
        self.children += (visit,)

    def close(self) -> None:
        """Close the widgets too."""
        with self.selection.changed.blocked():  # nobody needs to follow any more
            for widget in {*self.children, *self.widgets.values()}:
                widget.close()
        super().close()
        self.layout.close()

    def __del__(self) -> None:
        """Nothing, as of every widget of ours."""

    def _made(self, tile: Tile, usage: Usage) -> UsageWidget:
        return widget_class(tile.kind)(usage, selection=self.selection, **tile.to_json()["options"])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.dashboard.title!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        data = {**super()._repr_mimebundle_(**kwargs), "text/plain": repr(self), "text/html": self._static_html()}
        if is_published():  # elsewhere style sheets are taken away
            data["text/html"] = _styled(data["text/html"])
        return {**data, **every_language(CURRENT.locale, lambda locale: _styled(self._static_html(locale)))}

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take nothing from the page: it may move the widgets, not the grid."""

    def _static_html(self, locale: str | None = None) -> str:
        columns, rows = self._grid_template_columns, self._grid_template_rows
        style = f"display:grid;grid-template-columns:{columns};grid-template-rows:{rows};gap:{GAP}"
        tiles = [
            (f"{TOP + tile.row + 1}/{tile.column + 1}/span {tile.height}/span {tile.width}", self.widgets[tile.id])
            for tile in self.dashboard.tiles
        ]
        cells = "".join(
            f'<div style="grid-area:{area}">{widget._static_html(locale if is_nobodys_choice(widget.locale) else None)}</div>'  # noqa: SLF001 - written as its widgets are
            for area, widget in [(f"1/1/span {TOP}/span {COLUMNS}", self.children[0]), *tiles]
        )
        return f'<div class="uw-grid" style="{style}">{cells}</div>'


def _styled(html: str) -> str:
    return f"<style>{_sheet()}</style>{styled(html)}"


@cache
def _sheet() -> str:
    return (STATIC / "grid.css").read_text(encoding="utf-8").strip()
