"""Answers from the request log of an LLM gateway: who uses which model, what it costs, and why.

>>> import usage_widgets as uw
>>> usage = uw.Usage.demo(days=7, requests=1_000, end="2026-06-30")
>>> usage.by("model", top=3).columns.tolist()
['model', 'cost', 'requests', 'label', 'is_other']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from usage_widgets.answers.cohorts.cohorts import Cohorts as Cohorts
    from usage_widgets.answers.cohorts.cohorts import cohorts as cohorts
    from usage_widgets.answers.compare.comparison import Comparison as Comparison
    from usage_widgets.answers.compare.comparison import compare as compare
    from usage_widgets.answers.explain.explanation import Explanation as Explanation
    from usage_widgets.answers.explain.explanation import explain_change as explain_change
    from usage_widgets.answers.forecast.forecast import Forecast as Forecast
    from usage_widgets.answers.forecast.forecast import forecast as forecast
    from usage_widgets.dashboards.dashboard import Dashboard as Dashboard
    from usage_widgets.dashboards.tile import Tile as Tile
    from usage_widgets.data.usage import Usage as Usage
    from usage_widgets.messages.options import options as options
    from usage_widgets.selection import OTHER as OTHER
    from usage_widgets.selection import Selection as Selection
    from usage_widgets.widgets.change_waterfall.change_waterfall import ChangeWaterfall as ChangeWaterfall
    from usage_widgets.widgets.cohort_table.cohort_table import CohortTable as CohortTable
    from usage_widgets.widgets.comparison_tiles.comparison_tiles import ComparisonTiles as ComparisonTiles
    from usage_widgets.widgets.drill_chart.drill_chart import DrillChart as DrillChart
    from usage_widgets.widgets.filter_bar.filter_bar import FilterBar as FilterBar
    from usage_widgets.widgets.forecast_chart.forecast_chart import ForecastChart as ForecastChart
    from usage_widgets.widgets.headline.headline import Headline as Headline
    from usage_widgets.widgets.live_bar.live_bar import LiveBar as LiveBar
    from usage_widgets.widgets.quality_card.quality_card import QualityCard as QualityCard
    from usage_widgets.widgets.time_series.time_series import TimeSeries as TimeSeries
    from usage_widgets.widgets.usage_map.usage_map import UsageMap as UsageMap
    from usage_widgets.widgets.usage_table.usage_table import UsageTable as UsageTable
    from usage_widgets.widgets.visit.visit import Visit as Visit

__version__ = "0.1.0"

_HOMES = {
    "ChangeWaterfall": "widgets.change_waterfall.change_waterfall",
    "CohortTable": "widgets.cohort_table.cohort_table",
    "Cohorts": "answers.cohorts.cohorts",
    "Comparison": "answers.compare.comparison",
    "ComparisonTiles": "widgets.comparison_tiles.comparison_tiles",
    "Dashboard": "dashboards.dashboard",
    "DrillChart": "widgets.drill_chart.drill_chart",
    "Explanation": "answers.explain.explanation",
    "FilterBar": "widgets.filter_bar.filter_bar",
    "Forecast": "answers.forecast.forecast",
    "ForecastChart": "widgets.forecast_chart.forecast_chart",
    "Headline": "widgets.headline.headline",
    "InvalidArgument": "errors",
    "InvalidDashboard": "errors",
    "InvalidUsageTable": "errors",
    "LiveBar": "widgets.live_bar.live_bar",
    "NotEnoughHistory": "errors",
    "OTHER": "selection",
    "QualityCard": "widgets.quality_card.quality_card",
    "Selection": "selection",
    "SourceError": "errors",
    "Tile": "dashboards.tile",
    "TimeSeries": "widgets.time_series.time_series",
    "UnknownKeyword": "errors",
    "UnknownName": "errors",
    "Usage": "data.usage",
    "UsageMap": "widgets.usage_map.usage_map",
    "UsageTable": "widgets.usage_table.usage_table",
    "UsageWidgetsError": "errors",
    "Visit": "widgets.visit.visit",
    "cohorts": "answers.cohorts.cohorts",
    "compare": "answers.compare.comparison",
    "explain_change": "answers.explain.explanation",
    "forecast": "answers.forecast.forecast",
    "options": "messages.options",
}
__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - the names are texts


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(_HOMES)}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
