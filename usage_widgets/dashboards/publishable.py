"""Whether a dashboard file can be published: what would be wrong on every viewer's page is said before there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usage_widgets.dashboards.dashboard import Dashboard
from usage_widgets.data.dimensions import BUILT_IN
from usage_widgets.errors import InvalidDashboard

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = '{"id": "figures", "kind": "headline", "row": 0, "column": 0, "height": 2, "width": 12, "options": {}}'
OWN = "For a dimension of your own, publish a notebook that opens the usage with it"


def publishable(file: Path) -> Dashboard:
    """The dashboard of a file, which shows something, and only what every source has; no source is opened.

    Raises:
        InvalidDashboard: it holds none, or one that no page could show.
    """
    dashboard = Dashboard.load(file)
    if not dashboard.tiles:
        raise InvalidDashboard(f"{file}: tiles: expected at least one, got none. Add one, such as {EXAMPLE}")
    try:
        dashboard.check(BUILT_IN)
    except InvalidDashboard as error:
        raise InvalidDashboard(f"{file}: {error}. {OWN}") from None
    return dashboard
