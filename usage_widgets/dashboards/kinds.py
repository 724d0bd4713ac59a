"""What a tile can hold: the kinds, and the options that each takes."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from usage_widgets.widgets._base import UsageWidget

NOT_OPTIONS = ("selection",)
"""What the dashboard gives to its widgets by itself."""
_CLASSES = {
    "change_waterfall": "ChangeWaterfall",
    "cohort_table": "CohortTable",
    "comparison_tiles": "ComparisonTiles",
    "drill_chart": "DrillChart",
    "filter_bar": "FilterBar",
    "forecast_chart": "ForecastChart",
    "headline": "Headline",
    "quality_card": "QualityCard",
    "time_series": "TimeSeries",
    "usage_map": "UsageMap",
    "usage_table": "UsageTable",
}
KINDS = tuple(_CLASSES)


@cache
def widget_class(kind: str) -> type[UsageWidget]:
    """The class of a kind, imported when it is first needed.

    >>> widget_class("headline").__name__
    'Headline'
    """
    found: type[UsageWidget] = getattr(import_module(f"usage_widgets.widgets.{kind}.{kind}"), _CLASSES[kind])
    return found


@cache
def options_of(kind: str) -> tuple[str, ...]:
    """The options of a kind: the keywords that its class takes.

    >>> options_of("headline")
    ('measures', 'title')
    """
    parameters = inspect.signature(widget_class(kind)).parameters.values()
    return tuple(p.name for p in parameters if p.kind is p.KEYWORD_ONLY and p.name not in NOT_OPTIONS)
