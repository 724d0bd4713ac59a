"""Names for people, of values that can be seen: whoever asks for one that a page leaves out learns no name."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from usage_widgets.selection import TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from usage_widgets.selection import Clause, Value

    Labels = Mapping[str, Mapping[Value, str]]


def labels_left(labels: Labels, clauses: Iterable[Clause]) -> Labels:
    """The labels of the values that clauses leave in their own dimension.

    >>> from usage_widgets.selection import Clause
    >>> labels_left({"user": {"u-1": "Ada", "u-2": "Bob"}}, [Clause("user", ("u-2",), excluded=True)])
    {'user': {'u-1': 'Ada'}}
    """
    return reduce(_left, clauses, labels)


def _left(labels: Labels, clause: Clause) -> Labels:
    is_beside_others = clause.dimension == TAG and not clause.excluded  # a request has several
    if is_beside_others or clause.dimension not in labels:
        return labels
    named, values = labels[clause.dimension], {*clause.values}
    kept = {value: label for value, label in named.items() if (value in values) != clause.excluded}
    return {**labels, clause.dimension: kept}
