"""What is set in a selection by name, from Python: an address carries it as it carries the filters of a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.errors import InvalidArgument
from usage_widgets.widgets._path import RefusedValue

if TYPE_CHECKING:
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Selection
    from usage_widgets.widgets._base import UsageWidget


class NamedFilters:
    """The clauses of a selection that no widget owns, as choices in the dimensions of what a widget shows.

    >>> import usage_widgets as uw
    >>> selection = uw.Selection()
    >>> selection.set("team", "search")
    >>> figures = uw.Headline(uw.Usage.demo(days=3, requests=50, end="2026-06-30"))
    >>> NamedFilters(selection, figures).choices
    {'team': ['search']}
    """

    linked = ("choices",)

    def __init__(self, selection: Selection, widget: UsageWidget) -> None:
        self.selection, self._widget = selection, widget

    @property
    def usage(self) -> Usage:
        """What the widget shows now: an older reading of the source is let go."""
        return self._widget.usage

    @property
    def choices(self) -> dict[str, list[Any]]:
        """What is set for each dimension.

        Raises:
            RefusedValue: on setting, a value is none of its dimension's kind.
        """
        own = [clause for key, clause in self.selection.held() if key == clause.dimension and not clause.excluded]
        return {clause.dimension: [*clause.values] for clause in own if clause.dimension in self.usage.dimensions}

    @choices.setter
    def choices(self, choices: dict[str, list[Any]]) -> None:
        for name, values in choices.items():
            if values == self.choices.get(name, []):
                continue
            try:
                checked = self.usage.dimension(name).checked(values)
            except InvalidArgument as error:
                raise RefusedValue(str(error)) from None
            if checked:
                self.selection.set(name, checked)
            else:
                self.selection.put(name, ())
