"""`Dashboard`: a page as data, tiles on a grid; read from a file, written to one, shown over a usage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from usage_widgets.dashboards import document
from usage_widgets.dashboards.tile import Tile
from usage_widgets.errors import InvalidDashboard

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Sequence
    from typing import Self

    from usage_widgets.dashboards.grid import Grid

MOST_TILES = 100
MOST_LETTERS = 2_000
UNPRINTABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")


@dataclass(frozen=True)
class Dashboard:
    """Widgets over the same usage that filter each other, each in its place on 12 columns.

    Args:
        title: A heading for the page.
        description: A sentence about it.
        tiles: Its widgets; kept in reading order.

    Raises:
        InvalidDashboard: two tiles overlap or have the same id, or a field cannot be used.

    >>> import usage_widgets as uw
    >>> figures = uw.Tile("figures", "headline", row=0, options={"measures": ["requests", "users"]})
    >>> team = uw.Dashboard("Team", tiles=[figures])
    >>> grid = team.show(uw.Usage.demo(days=7, requests=500, end="2026-06-30"))
    >>> grid.widgets["figures"].table()["measure"].tolist()
    ['requests', 'users']
    """

    title: str
    description: str = ""
    tiles: Sequence[Tile] = ()

    def __post_init__(self) -> None:
        for name in ("title", "description"):
            value = getattr(self, name)
            if not isinstance(value, str) or len(value) > MOST_LETTERS or UNPRINTABLE.search(value):
                raise InvalidDashboard.expected(name, f"one line of text of at most {MOST_LETTERS:,} characters", value)
        object.__setattr__(self, "tiles", _in_reading_order(self.tiles))

    @property
    def rows(self) -> int:
        """How many rows its tiles fill.

        >>> Dashboard("Team", tiles=[Tile("figures", "headline", row=2, height=3)]).rows
        5
        """
        return max((tile.bottom for tile in self.tiles), default=0)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read a dashboard from a file; nothing in it is evaluated.

        Raises:
            InvalidDashboard: it holds none: a version, kind, field or option that is not known, a value that an option
                does not take, an overlap.
        """
        file = document.file_of(path)
        try:
            return cls.from_json(document.read(file))
        except InvalidDashboard as error:
            raise InvalidDashboard(f"{file}: {error}") from None

    @classmethod
    def from_json(cls, value: object) -> Self:
        """A dashboard of the value that its document holds.

        Raises:
            InvalidDashboard: it is not one.
        """
        known = document.checked(value)
        tiles = [Tile.from_json(tile, f"tile {number}") for number, tile in enumerate(known["tiles"], 1)]
        return cls(known.get("title", ""), known.get("description", ""), tiles)

    def to_json(self) -> dict[str, Any]:
        """The value that its document holds.

        >>> Dashboard("Team").to_json()
        {'version': 1, 'title': 'Team', 'description': '', 'tiles': []}
        """
        tiles = [tile.to_json() for tile in self.tiles]
        return {"version": document.VERSION, "title": self.title, "description": self.description, "tiles": tiles}

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file, over an older dashboard if there is one; the file is never half-written.

        Raises:
            InvalidDashboard: a file that is no dashboard of this version is there already; it is left as it is.
        """
        file = document.file_of(path)
        text = document.text_of(self.title, self.description, [tile.to_json() for tile in self.tiles])
        try:
            document.write(file, text)
        except InvalidDashboard as error:
            raise InvalidDashboard(f"{file}: {error}. Nothing was written: choose another name") from None

    def check(self, dimensions: Collection[str]) -> None:
        """Make sure that it can be shown over a usage of these dimensions; all else was checked when it was made.

        >>> wrong = Dashboard("Team", tiles=[Tile("models", "drill_chart", row=0, options={"path": ["modle"]})])
        >>> wrong.check(["model", "user"])
        Traceback (most recent call last):
        usage_widgets.errors.InvalidDashboard: tile 'models' (row 0, column 0), option path: unknown dimension 'modle'; did you mean 'model'? Known: model, user

        Raises:
            InvalidDashboard: an option names another dimension.
        """
        for tile in self.tiles:
            tile.check(dimensions)

    def show(self, usage: Any) -> Grid:
        """Draw it afresh over a usage, or over a frame that `Usage.from_frame` takes.

        Raises:
            InvalidDashboard: an option names a dimension that this usage does not have.
        """
        from usage_widgets.dashboards.grid import Grid  # noqa: PLC0415 - a document is read without any widget
        from usage_widgets.widgets._base import as_usage  # noqa: PLC0415

        known = as_usage(usage)
        self.check(known.dimensions)
        return Grid(self, known)


def _in_reading_order(tiles: Any) -> tuple[Tile, ...]:
    known = tuple(tiles) if isinstance(tiles, (list, tuple)) else (tiles,)
    for tile in known:
        if not isinstance(tile, Tile):
            raise InvalidDashboard.expected("tiles", "a list of Tile", tile)
    if len(known) > MOST_TILES:
        raise InvalidDashboard.expected("tiles", f"at most {MOST_TILES}", len(known))
    for one, other in combinations(known, 2):
        if one.id == other.id:
            raise InvalidDashboard(f"{other}: two tiles have this id. Rename one of them")
        if one.overlaps(other):
            row, column = max(one.row, other.row), max(one.column, other.column)
            raise InvalidDashboard(f"{other}: overlaps {one} in row {row}, column {column}. Move one of them")
    return tuple(sorted(known, key=lambda tile: (tile.row, tile.column)))
