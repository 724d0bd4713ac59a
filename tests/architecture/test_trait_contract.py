"""The traits that Python syncs are the ones that the page declares, and it declares each that it touches."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import anywidget
import pytest

import usage_widgets as uw

FRONT = Path(uw.__file__).parent / "widgets"
BODY = r"(?: extends (\w+))? \{\n(.*?)\n\}"
WIDGETS = [
    (uw.ChangeWaterfall, "change_waterfall", "WaterfallState"),
    (uw.CohortTable, "cohort_table", "CohortState"),
    (uw.ComparisonTiles, "comparison_tiles", "ComparisonState"),
    (uw.DrillChart, "drill_chart", "ChartState"),
    (uw.FilterBar, "filter_bar", "FilterBarState"),
    (uw.ForecastChart, "forecast_chart", "ForecastState"),
    (uw.Headline, "headline", "HeadlineState"),
    (uw.LiveBar, "live_bar", "LiveBarState"),
    (uw.QualityCard, "quality_card", "QualityState"),
    (uw.TimeSeries, "time_series", "TimeSeriesState"),
    (uw.UsageMap, "usage_map", "MapState"),
    (uw.UsageTable, "usage_table", "TableState"),
    (uw.Visit, "visit", "VisitState"),
]


def sources(folder):
    """What the module of a widget is made of: its own file and all that it imports."""
    found, left = {}, [FRONT / folder / f"{folder}.ts"]
    while left:
        file = left.pop().resolve()
        if file not in found:
            found[file] = file.read_text()
            left += [file.parent / f"{name}.ts" for name in re.findall(r'from "(\.[^"]+)"', found[file])]
    return "\n".join(found.values())


def written(widget):
    """The modules of a widget and of what it is made from."""
    parents = (parent for parent in widget.mro() if parent.__module__.startswith("usage_widgets."))
    return "\n".join(inspect.getsource(inspect.getmodule(parent)) for parent in parents)


def declared(name, text):
    parent, body = re.search(rf"interface {name}{BODY}", text, re.DOTALL).groups()
    own = set(re.findall(r"^  (\w+)\??:", body, re.MULTILINE))
    return own | (declared(parent, text) if parent else set())


def synced(widget):
    inherited = set(anywidget.AnyWidget.class_trait_names(sync=True))
    return {name for name in widget.class_trait_names(sync=True) if name not in inherited}


@pytest.mark.parametrize(("widget", "folder", "state"), WIDGETS)
def test_both_sides_know_the_same_traits(widget, folder, state):
    assert declared(state, sources(folder)) == synced(widget)


@pytest.mark.parametrize(("widget", "folder", "state"), WIDGETS)
def test_the_page_touches_only_declared_traits(widget, folder, state):
    touched = set(re.findall(r"""model\.[gs]et\(["'](\w+)["']""", sources(folder)))
    assert touched <= synced(widget)


@pytest.mark.parametrize(("widget", "folder", "state"), WIDGETS)
def test_every_trait_says_what_it_is_and_which_way_it_goes(widget, folder, state):
    python = written(widget)
    for name in synced(widget):
        assert re.search(rf'    {name}(: Any)? = .*\n    """.*(Python to page|Both ways)\.', python), name


@pytest.mark.parametrize(("widget", "folder", "state"), WIDGETS)
def test_the_page_may_set_exactly_what_goes_both_ways(widget, folder, state):
    said = {
        name for name in synced(widget) if re.search(rf'    {name}(: Any)? = .*\n    """.*Both ways\.', written(widget))
    }
    assert set(widget.class_trait_names(sync=True, both=True)) == said
