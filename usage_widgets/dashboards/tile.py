"""`Tile`: one widget of a dashboard, with its place on the grid."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import KW_ONLY, dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from usage_widgets.dashboards.kinds import KINDS, options_of
from usage_widgets.errors import InvalidArgument, InvalidDashboard, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

COLUMNS = 12
MOST_ROWS = 200
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Tile:
    """A widget and the rectangle that it fills; rows and columns count from 0.

    Args:
        id: Names the tile, also in a page's address: letters, digits, "_" and "-".
        kind: What is shown, such as "drill_chart".
        row: The first row.
        column: The first of 12 columns.
        height: How many rows; they grow with what is in them.
        width: How many columns.
        options: Keywords of the widget: plain values, as in JSON.

    Raises:
        InvalidDashboard: the rectangle, the kind, an option or its value cannot be used.

    >>> Tile("models", "drill_chart", row=0, width=6, options={"measures": "cost"})
    Traceback (most recent call last):
    usage_widgets.errors.InvalidDashboard: tile 'models': unknown option of drill_chart 'measures'; did you mean 'measure'? Known: kind, measure, path, title, top
    """

    id: str
    kind: str
    _: KW_ONLY
    row: int
    column: int = 0
    height: int = 1
    width: int = COLUMNS
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not ID.fullmatch(self.id):
            raise InvalidDashboard.expected("tile, id", 'letters, digits, "_" and "-", a letter first', self.id)
        if self.kind not in KINDS:
            raise InvalidDashboard(f"{self}: {UnknownName.among('kind', self.kind, KINDS)}")
        self._check_place()
        object.__setattr__(self, "options", MappingProxyType(self._plain_options()))
        self.check()

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.row + self.height

    @property
    def end(self) -> int:
        """The first column after it."""
        return self.column + self.width

    def overlaps(self, other: Tile) -> bool:
        """Whether both fill a common cell.

        >>> Tile("a", "headline", row=0, height=2).overlaps(Tile("b", "headline", row=1))
        True
        """
        beside = self.end <= other.column or other.end <= self.column
        return not (beside or self.bottom <= other.row or other.bottom <= self.row)

    def check(self, dimensions: Collection[str] | None = None) -> None:
        """Make sure that its widget takes the values of its options.

        Args:
            dimensions: Those of a usage that it is to show; None accepts any.

        Raises:
            InvalidDashboard: a value cannot be used.
        """
        if self.options:
            from usage_widgets.dashboards.options import check_option  # noqa: PLC0415 - loads pandas and Ibis
        for name, value in self.options.items():
            try:
                check_option(self.kind, name, value, dimensions)
            except (InvalidArgument, UnknownName) as error:
                place = f"{self} (row {self.row}, column {self.column}), option {name}"
                raise InvalidDashboard(f"{place}: {str(error).removeprefix(f'{name}: ')}") from None

    def to_json(self) -> dict[str, Any]:
        """All fields, in order, as a copy."""
        named = {item.name: getattr(self, item.name) for item in fields(self)}
        return {**named, "options": deepcopy(dict(self.options))}

    @classmethod
    def from_json(cls, value: object, name: str) -> Tile:
        """A tile of a document; `name` says which one where it has no id.

        Raises:
            InvalidDashboard: it is not one.
        """
        if not isinstance(value, dict):
            raise InvalidDashboard.expected(name, 'a tile such as {"id": "models", "kind": "drill_chart", …}', value)
        named = f"tile {value['id']!r}" if isinstance(value.get("id"), str) else name
        known = [item.name for item in fields(cls)]
        for key in value:
            if key not in known:
                raise InvalidDashboard(f"{named}: {UnknownName.among('field', key, known)}")
        for key in known[:-1]:
            if key not in value:
                raise InvalidDashboard(f"{named}: the field {key!r} is missing. Needed: {', '.join(known[:-1])}")
        return cls(value["id"], value["kind"], **{key: value[key] for key in known[2:] if key in value})

    def __str__(self) -> str:
        return f"tile {self.id!r}"

    def __reduce__(self) -> tuple[Callable[..., Tile], tuple[dict[str, Any], str]]:
        return Tile.from_json, (self.to_json(), str(self))

    def _check_place(self) -> None:
        for name, least, most in (
            ("row", 0, MOST_ROWS - 1),
            ("column", 0, COLUMNS - 1),
            ("height", 1, MOST_ROWS),
            ("width", 1, COLUMNS),
        ):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
                raise InvalidDashboard.expected(f"{self}, {name}", f"a whole number from {least} to {most}", value)
        if self.end > COLUMNS:
            expected = f"at most {COLUMNS - self.column} from column {self.column}, as there are {COLUMNS}"
            raise InvalidDashboard.expected(f"{self}, width", expected, self.width)
        if self.bottom > MOST_ROWS:
            expected = f"at most {MOST_ROWS - self.row} from row {self.row}, as there are {MOST_ROWS}"
            raise InvalidDashboard.expected(f"{self}, height", expected, self.height)

    def _plain_options(self) -> dict[str, Any]:
        """A copy of its own, as a document would hold it."""
        given = dict(self.options) if isinstance(self.options, Mapping) else self.options
        try:
            plain = json.loads(json.dumps(given, ensure_ascii=False, allow_nan=False).encode())
        except (TypeError, ValueError, RecursionError):
            plain = None
        if not isinstance(plain, dict):
            raise InvalidDashboard.expected(f"{self}, options", "keywords with values as in JSON", self.options)
        known = options_of(self.kind)
        for name in plain:
            if name not in known:
                raise InvalidDashboard(f"{self}: {UnknownName.among(f'option of {self.kind}', name, known)}")
        return plain
