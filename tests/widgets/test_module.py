"""The code of a widget with much of it is sent once."""

from __future__ import annotations

from ipywidgets import Widget

import usage_widgets as uw
from usage_widgets.widgets._base import STATIC
from usage_widgets.widgets._module import LOADER, module_of


def test_widgets_of_a_kind_share_their_code(usage):
    one, other = uw.TimeSeries(usage), uw.TimeSeries(usage)
    assert one.module is other.module
    assert one.module.source == (STATIC / "time_series.js").read_text("utf-8")


def test_what_each_widget_sends_is_small(usage):
    assert uw.TimeSeries(usage)._esm == LOADER.read_text("utf-8")
    assert len(uw.TimeSeries(usage)._esm) < 1_000


def test_a_module_that_was_closed_is_made_again():
    closed = module_of("time_series")
    closed.close()
    assert module_of("time_series").comm is not None
    assert module_of("time_series") is not closed


def test_the_page_cannot_change_the_code():
    module = module_of("time_series")
    code = module.source
    module.set_state({"source": "alert(1)"})
    assert module.source == code


def test_each_kind_has_its_own():
    assert module_of("forecast_chart") is not module_of("time_series")
    assert isinstance(module_of("forecast_chart"), Widget)
