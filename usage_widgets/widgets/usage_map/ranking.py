"""What a map ranks: its countries, none of them with too few users to be shown, or the groups below one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from usage_widgets.data.drill import Drill
from usage_widgets.data.measures import with_left_out

if TYPE_CHECKING:
    from usage_widgets.data.drill import Path
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Value

COUNTRY = "country"
USERS = "users"
MOST_PLACES = 300
MOST_GROUPS = 20
Kind = Literal["group", "unknown", "few", "rest"]
RANKED: tuple[Kind, ...] = ("group",)


@dataclass(frozen=True)
class Row:
    """One line of the list.

    Args:
        kind: A group that has a name, those without one, all with too few users in one, or what is beyond the list.
        value: The group's value; None unless it has a name.
        number: The measure; None is unknown, or not told.
        users: How many distinct users; None is not told.
        left_out: How many requests the number leaves out, as theirs is unknown.
        per_user: The number over the users, where both are told.
    """

    kind: Kind
    value: Value
    number: float | None
    users: float | None = None
    left_out: int = 0

    @property
    def per_user(self) -> float | None:
        """The number over the users, where both are told."""
        return self.number / self.users if self.users and self.number is not None else None


@dataclass(frozen=True)
class Ranking:
    """The rows of one level, and what they are of.

    Args:
        rows: Groups with a name first, the largest before the others.
        total: The measure over everything; None is unknown.
        left_out: How many requests that leaves out.
        count: How many groups have a name, those in a rest included.
        merged: How many groups have too few users to be shown by themselves.
        is_withheld: Whether all of it is by too few users to be told.
        names_users: Whether any user is known at all.
    """

    rows: tuple[Row, ...] = ()
    total: float | None = None
    left_out: int = 0
    count: int = 0
    merged: int = 0
    is_withheld: bool = False
    names_users: bool = True

    @property
    def groups(self) -> list[Row]:
        """The rows that have a name."""
        return [row for row in self.rows if row.kind in RANKED]


def countries(usage: Usage, measure: str, least_users: int) -> Ranking:
    """The countries of a usage; those with fewer users than that are one row without a name."""
    asked = [*dict.fromkeys([*with_left_out([measure]), USERS])]
    frame = usage.by(COUNTRY, measures=asked, top=MOST_PLACES)
    total = _row(usage.total(asked), usage, measure, "group", None)
    if len(frame) and _is_few(total.users, least_users):
        return Ranking(is_withheld=True, names_users=bool(total.users))
    is_known = frame[COUNTRY].notna() & ~frame["is_other"]
    is_few = frame[USERS] < least_users if least_users > 1 else frame[USERS] < 0
    named = [
        _row(group, usage, measure, "group", group[COUNTRY]) for group in frame[is_known & ~is_few].to_dict("records")
    ]
    few = frame[is_known & is_few]
    rows = [*named, *_few(usage, measure, [*few[COUNTRY]]), *_apart(frame[~is_known], usage, measure, least_users)]
    return Ranking(tuple(rows), total.number, total.left_out, int(is_known.sum()), len(few))


def below(usage: Usage, levels: tuple[str, ...], path: Path, measure: str, least_users: int) -> Ranking:
    """The groups at a path; nothing of a country with fewer users than that."""
    drill = Drill(usage, levels, measure, MOST_GROUPS)
    inside = drill.narrowed(path[:1])
    users = inside.total(USERS)
    if _is_few(users, least_users) and len(inside.by(levels[0], measures=USERS, top=1)):
        return Ranking(is_withheld=True, names_users=bool(users))
    node = drill.node(path)
    left_out = dict(enumerate(node.left_out))
    rows = [
        Row("unknown" if value is None else "group", value, number, left_out=left_out.get(at, 0))
        for at, (value, number) in enumerate(zip(node.values, node.numbers, strict=True))
    ]
    if node.other_count:
        rows.append(Row("rest", None, node.other, left_out=left_out.get(len(rows), 0)))
    return Ranking(tuple(rows), node.total, node.total_left_out, node.count - node.has_unknown)


def _few(usage: Usage, measure: str, values: list[Value]) -> list[Row]:
    """All groups with too few users in one; how many users these are is told of none."""
    if not values:
        return []
    together = usage.where(**{COUNTRY: values}).total(with_left_out([measure]))
    row = _row(together, usage, measure, "few", None)
    return [Row("few", None, None if measure == USERS else row.number, None, row.left_out)]


def _apart(frame: pd.DataFrame, usage: Usage, measure: str, least_users: int) -> list[Row]:
    """What is no country: those without one, and what is beyond the list. Of too few users only the measure is told."""
    rows = []
    for group in frame.to_dict("records"):
        row = _row(group, usage, measure, "rest" if group["is_other"] else "unknown", None)
        if _is_few(row.users, least_users):
            row = Row(row.kind, None, None if measure == USERS else row.number, None, row.left_out)
        rows.append(row)
    return rows


def _row(group: dict[str, float], usage: Usage, measure: str, kind: Kind, value: Value) -> Row:
    counted = usage.measure(measure).leaves_out
    number, users = (None if pd.isna(group.get(name)) else float(group[name]) for name in (measure, USERS))
    return Row(kind, value, number, users, int(group[counted.name]) if counted else 0)


def _is_few(users: float | None, least_users: int) -> bool:
    return least_users > 1 and (users or 0) < least_users
