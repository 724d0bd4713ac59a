"""`Grid`: a dashboard drawn, as live widgets and, until they have painted, as plain HTML in the same places."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from ipywidgets import GridspecLayout

from usage_widgets.dashboards.kinds import widget_class
from usage_widgets.dashboards.tile import COLUMNS
from usage_widgets.errors import InvalidDashboard, UsageWidgetsError
from usage_widgets.messages.catalogue import languages
from usage_widgets.selection import Selection
from usage_widgets.widgets._base import STATIC

if TYPE_CHECKING:
    from usage_widgets.dashboards.dashboard import Dashboard
    from usage_widgets.dashboards.tile import Tile
    from usage_widgets.data.usage import Usage
    from usage_widgets.widgets._base import UsageWidget

GAP = "16px"
LEAST_ROW = "40px"
EVERY_LANGUAGE = "application/vnd.usage-widgets.static+json"
"""{locale: HTML}: the page in every language, of which the server picks its viewer's."""


class Grid(GridspecLayout):  # type: ignore[misc]
    """The widgets of a dashboard, in reading order.

    Args:
        dashboard: What stands where.
        usage: What all of it shows.
    """

    def __init__(self, dashboard: Dashboard, usage: Usage) -> None:
        super().__init__(n_rows=max(dashboard.rows, 1), n_columns=COLUMNS, grid_gap=GAP)
        self.dashboard, self.selection = dashboard, Selection()
        self.widgets: dict[str, UsageWidget] = {}
        self.add_class("uw-grid")
        self.layout.overflow = "visible"
        self._grid_template_columns = f"repeat({COLUMNS}, minmax(0, 1fr))"
        self._grid_template_rows = f"repeat({self.n_rows}, minmax({LEAST_ROW}, auto))"
        try:
            for tile in dashboard.tiles:
                self.widgets[tile.id] = self[tile.row : tile.bottom, tile.column : tile.end] = self._made(tile, usage)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the widgets too."""
        for widget in self.children:
            widget.close()
        super().close()

    def _made(self, tile: Tile, usage: Usage) -> UsageWidget:
        try:
            return widget_class(tile.kind)(usage, selection=self.selection, **tile.options)
        except UsageWidgetsError as error:
            raise InvalidDashboard(f"{tile}, options: {error}") from error

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.dashboard.title!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        data: dict[str, Any] = {
            **super()._repr_mimebundle_(**kwargs),
            "text/plain": repr(self),
            "text/html": self._static_html(),
        }
        if "VOILA_KERNEL_ID" in os.environ:
            data[EVERY_LANGUAGE] = {locale: self._static_html(locale) for locale in languages()}
        return data

    def _static_html(self, locale: str | None = None) -> str:
        tiles = "".join(
            f'<div style="grid-area:{tile.row + 1}/{tile.column + 1}/span {tile.height}/span {tile.width}">'
            f"{_html_of(self.widgets[tile.id], locale)}</div>"
            for tile in self.dashboard.tiles
        )
        columns, rows = self._grid_template_columns, self._grid_template_rows
        style = f"display:grid;grid-template-columns:{columns};grid-template-rows:{rows};gap:{GAP}"
        return f'<div class="uw-grid" style="{style}"><style>{_css()}</style>{tiles}</div>'


def _html_of(widget: UsageWidget, locale: str | None) -> str:
    """The plain HTML of a widget, in its own language or in another; the page hears nothing of it."""
    own = widget.locale
    with widget.hold_sync():
        try:
            widget.locale = locale or own
            data, _ = widget._repr_mimebundle_()
        finally:
            widget.locale = own
    html: str = data["text/html"]
    return html


@cache
def _css() -> str:
    return (STATIC / "grid.css").read_text(encoding="utf-8")
