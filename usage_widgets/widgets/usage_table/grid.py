"""The one gate to ipyaggrid. Its page evaluates texts among the options, so these are constants.

Whatever comes from outside travels as data: the rows as rows, the headings and words as `user_params`.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from usage_widgets.widgets._published import is_published

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Content = dict[str, Any]

TEXT = "function(cell) { return cell.data.texts[cell.column.getColId()]; }"
IDENTITY = "function(row) { return row.data.id; }"
NO_SPACE = "function(cell) { return cell.event.key === ' '; }"
UNKNOWN_LAST = """function(a, b, nodeA, nodeB, isDescending) {
    if (a === null || b === null) return ((a === null) - (b === null)) * (isDescending ? -1 : 1);
    return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}"""
TAKE_PARAMETERS = """
    const given = view.model.get('user_params');
    gridOptions.columnDefs.forEach((column, at) => {
        column.headerName = column.headerTooltip = given.headings[at];
    });
    gridOptions.localeText = given.words;
    gridOptions.pinnedBottomRowData = given.last;
"""
FOLLOW_PARAMETERS = """
    view.listenTo(view.model, 'change:user_params', () => {
        gridOptions.api.setPinnedBottomRowData(view.model.get('user_params').last);
    });
"""
COLUMN = {
    "valueFormatter": TEXT,
    "tooltipValueGetter": TEXT,
    "suppressKeyboardEvent": NO_SPACE,
    "comparator": UNKNOWN_LAST,
    "sortable": True,
    "resizable": True,
    "flex": 1,
}
OPTIONS = {"enableBrowserTooltips": True, "ensureDomOrder": True, "getRowId": IDENTITY}
CHOICE = {"rowSelection": "multiple", "suppressRowClickSelection": True}
NAME = {"filter": "agTextColumnFilter", "minWidth": 140}
LARGEST_FIRST = ["desc", "asc", None]
NUMBER = {
    "filter": "agNumberColumnFilter",
    "minWidth": 110,
    "type": "numericColumn",
    "sortingOrder": LARGEST_FIRST,
}


def is_for_analysts() -> bool:
    """Whether this is the kernel of a notebook: not of a published page, nor a host without classic widgets."""
    ipython = sys.modules.get("IPython")
    has_kernel = getattr(ipython and ipython.get_ipython(), "kernel", None) is not None
    return has_kernel and not is_published()


def create_grid(content: Content, words: Mapping[str, str], *, is_choosable: bool) -> Any:
    """A grid of a table's content; the words are AG Grid's own, by its keys."""
    from ipyaggrid.community import Grid  # noqa: PLC0415 - most kernels need none

    columns = [
        {"field": str(at), **COLUMN, **(NUMBER if column["numeric"] else NAME)}
        for at, column in enumerate(content["columns"])
    ]
    return Grid(
        grid_data=_rows(content["rows"]),
        grid_options={"columnDefs": columns, **OPTIONS, **(CHOICE if is_choosable else {})},
        user_params={**_parameters(content), "words": dict(words)},
        js_pre_grid=[TAKE_PARAMETERS],
        js_post_grid=[FOLLOW_PARAMETERS],
        theme="ag-theme-balham",
        columns_fit="",
        sync_grid=False,
    )


def update_grid(grid: Any, content: Content) -> None:
    """Show other rows in a grid; its words stay."""
    grid.user_params = {**grid.user_params, **_parameters(content)}
    grid.update_grid_data(_rows(content["rows"]))


def _parameters(content: Content) -> Content:
    return {"headings": [column["label"] for column in content["columns"]], "last": _rows(content["last"])}


def _rows(rows: Iterable[Content]) -> list[Content]:
    """Each cell's value, null where unknown, under the number of its column, and beside them what people read."""
    return [
        {**_cells(row), "texts": row["texts"], "at": at, "id": json.dumps(row["values"])} for at, row in enumerate(rows)
    ]


def _cells(row: Content) -> dict[str, Any]:
    names = row["texts"][: len(row["texts"]) - len(row["numbers"])]
    known = [text if value is not None else None for text, value in zip(names, row["values"], strict=False)]
    return {str(at): cell for at, cell in enumerate([*(known or names), *row["numbers"]])}
