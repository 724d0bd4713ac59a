"""What the traits of a time series may be set to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from usage_widgets.selection import OTHER
from usage_widgets.widgets._path import RefusedValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usage_widgets.data.calendar import Span
    from usage_widgets.widgets.time_series.answer import Answer


def is_day(step: Any) -> bool:
    """Whether a step is a day; an instant is none."""
    return type(step) is date


def check_days(steps: Sequence[Any], covered: Span | None, *, splits_at_the_top: bool) -> None:
    """Make sure that a path has at most one day, one that there are data of.

    Raises:
        RefusedValue: there are several, it is another one, or a line of everything is to be split.
    """
    days = [step for step in steps if is_day(step)]
    if len(days) > 1:
        raise RefusedValue.expected("path", "at most one day", steps)
    if steps and not splits_at_the_top and not is_day(steps[0]):
        raise RefusedValue.expected("path", "a day first, as the one line is of everything", steps)
    if days and covered is not None:
        first, last = covered.start.date(), covered.end.date()
        if not first <= days[0] <= last:
            raise RefusedValue.expected("path", f"a day from {first} to {last}", days[0])


def check_rest(steps: Sequence[Any], known: Answer | None) -> None:
    """Make sure that a path does not go into a rest that is known not to be there.

    Raises:
        RefusedValue: it does.
    """
    if known is None or known.node is None or known.node.other_count:
        return
    if [*steps] == [*known.place.path, OTHER]:
        raise RefusedValue.expected("path", "OTHER where there are more groups than are shown", steps)
