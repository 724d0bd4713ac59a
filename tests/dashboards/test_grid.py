"""A dashboard drawn: where its widgets stand, how they filter each other, and what is written before they live."""

from __future__ import annotations

import gc
import re
import weakref

import pytest
from ipywidgets.widgets import widget as ipywidget

import usage_widgets as uw
from usage_widgets.dashboards.publishing import published
from usage_widgets.messages.catalogue import languages
from usage_widgets.widgets._viewer import EVERY_LANGUAGE

PAGE = uw.Dashboard(
    "Team <i>",
    tiles=[
        uw.Tile("teams", "drill_chart", row=1, column=6, height=3, width=6, options={"path": ["team", "user"]}),
        uw.Tile("models", "drill_chart", row=1, height=2, width=6, options={"path": ["model", "user"]}),
        uw.Tile("figures", "headline", row=0, options={"measures": ["cost"], "title": "Money & <b>"}),
    ],
)


@pytest.fixture
def grid(usage):
    grid = PAGE.show(usage)
    yield grid
    grid.close()


def cost(grid):
    return grid.widgets["figures"].table()["value"].item()


def test_widgets_stand_in_reading_order_each_in_its_rectangle(grid):
    shown = [grid.widgets[name] for name in ("figures", "models", "teams")]
    assert [child for child in grid.children if child in shown] == shown
    letters = {child.layout.grid_area: letter for child, letter in zip(shown, "fmt", strict=True)}
    rows = re.findall('"(.*?)"', grid.layout.grid_template_areas)
    drawn = ["".join(letters.get(area, area) for area in row.split()) for row in rows]
    assert drawn[-4:] == ["f" * 12, "m" * 6 + "t" * 6, "m" * 6 + "t" * 6, "." * 6 + "t" * 6]


def test_each_show_is_a_fresh_grid_with_a_selection_of_its_own(grid, usage):
    other = PAGE.show(usage)
    grid.widgets["models"].drill("haiku")
    assert cost(grid) == 2.5
    assert cost(other) == 10.5
    other.close()


def test_a_widget_filters_all_others_but_not_itself(grid):
    grid.widgets["models"].drill("gpt-4o")
    assert cost(grid) == 8.0
    assert grid.widgets["teams"].table()["cost"].tolist() == [7.0, 1.0]
    assert grid.widgets["models"].reset().table()["cost"].tolist() == [8.0, 2.5]
    grid.selection.set("team", ["legal"])
    assert cost(grid) == 3.0


def test_a_dimension_that_the_usage_does_not_have_is_named_before_any_widget_is_made(usage, monkeypatch):
    monkeypatch.setattr(uw.DrillChart, "__init__", None)
    page = uw.Dashboard("Team", tiles=[*PAGE.tiles, uw.Tile("odd", "usage_table", row=9, options={"by": ["teem"]})])
    with pytest.raises(
        uw.InvalidDashboard, match=r"tile 'odd' \(row 9, .* option by: unknown dimension 'teem'; did you mean 'team'"
    ):
        page.show(usage)


def test_a_dimension_of_the_source_will_do(usage):
    frame = usage.to_frame().assign(cc="a")
    own = uw.Usage.from_frame(frame, dimensions={"cost_center": "cc"})
    grid = uw.Dashboard("Team", tiles=[uw.Tile("centers", "usage_table", row=0, options={"by": "cost_center"})]).show(
        own
    )
    assert grid.widgets["centers"].table()["cost_center"].tolist() == ["a"]
    grid.close()


def test_a_frame_will_do(usage):
    grid = uw.Dashboard("Team", tiles=[PAGE.tiles[0]]).show(usage.to_frame())
    assert cost(grid) == 10.5
    grid.close()


def test_a_dashboard_without_tiles_is_an_empty_grid(usage):
    uw.Dashboard("Empty").show(usage).close()


def test_closing_closes_every_widget(usage):
    grid = PAGE.show(usage)
    grid.widgets["models"].drill("gpt-4o")
    grid.close()
    assert [child for child in (grid, *grid.children) if child.comm is not None] == []
    assert len(grid.selection.changed) == 0


def test_a_page_that_cannot_be_shown_leaves_nothing_behind(usage, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    closed = []
    monkeypatch.setattr(uw.Headline, "close", lambda widget: closed.append(widget.title))
    monkeypatch.setattr(uw.DrillChart, "__init__", fail)
    with pytest.raises(MemoryError):
        PAGE.show(usage)
    assert closed == ["Money & <b>"]


def test_what_is_written_has_the_same_places_and_is_escaped(grid):
    data = grid._repr_mimebundle_()
    assert data["text/plain"] == "Grid('Team <i>')"
    assert "application/vnd.jupyter.widget-view+json" in data
    html = data["text/html"]
    places = re.findall(r"grid-area:(.*?)\"", html)
    assert places == ["1/1/span 1/span 12", "2/1/span 1/span 12", "3/1/span 2/span 6", "3/7/span 3/span 6"]
    assert html.index("Money &amp; &lt;b&gt;") < html.index("gpt-4o") < html.index("search")
    assert "<b>" not in html
    assert EVERY_LANGUAGE not in data


def test_a_published_page_is_written_in_every_language_without_a_word_to_the_live_one(grid, monkeypatch):
    sent = []
    monkeypatch.setenv("VOILA_KERNEL_ID", "1")
    for widget in grid.widgets.values():
        monkeypatch.setattr(widget.comm, "send", lambda *message, **_: sent.append(message))
    versions = grid._repr_mimebundle_()[EVERY_LANGUAGE]
    assert set(versions) == set(languages())
    assert ("Cost" in versions["en"], "Kosten" in versions["en"]) == (True, False)
    assert ("Kosten" in versions["de"], "Cost by" in versions["de"]) == (True, False)
    assert {widget.locale for widget in grid.widgets.values()} == {"en"}
    assert sent == []
    grid.widgets["figures"].title = "Another"
    assert len(sent) == 1


def test_the_overview_can_be_shown_and_no_two_tiles_have_the_same_title():
    overview = uw.Dashboard.load(published("notebooks", "dashboards", "overview.json"))
    grid = overview.show(uw.Usage.demo(days=60, requests=2_000))
    titles = [widget.title for widget in grid.widgets.values()]
    assert len({*titles}) == len(titles) >= 5
    grid.close()


def test_above_all_it_says_how_old_it_is_and_below_it_keeps_the_address(grid):
    bar, *_, visit = grid.children
    assert {*bar.widgets} == {*visit.widgets.values()} == {*grid.widgets.values()}
    grid.widgets["models"].drill("haiku")
    assert visit.link == "?models=haiku"
    visit.locale = "de"
    assert bar.locale == "de"


def test_the_first_pictures_are_filtered_already_wherever_the_filters_stand(usage):
    filters = uw.Tile(
        "filters", "filter_bar", row=9, options={"period": ("2026-02-01", "2026-03-01"), "dimensions": []}
    )
    grid = uw.Dashboard("Team", tiles=[*PAGE.tiles, filters]).show(usage)
    assert [*grid.widgets] == ["filters", "figures", "models", "teams"]
    assert cost(grid) == 0
    grid.close()


def test_the_page_cannot_change_the_grid(grid):
    before = grid.children
    grid._handle_msg({"content": {"data": {"method": "update", "state": {"children": [], "_dom_classes": ["x"]}}}})
    assert grid.children == before
    assert grid._dom_classes == ("uw-grid",)


def test_a_closed_page_is_forgotten(usage):
    grid = PAGE.show(usage)
    left = [weakref.ref(widget) for widget in grid.widgets.values()]
    grid.close()
    del grid
    gc.collect()
    assert [widget() for widget in left] == [None] * len(left)


def test_nothing_of_a_closed_page_stays_in_the_registry_of_ipywidgets(usage):
    before = set(ipywidget._instances)
    grid = PAGE.show(usage)
    assert set(ipywidget._instances) > before
    grid.close()
    assert set(ipywidget._instances) <= before
