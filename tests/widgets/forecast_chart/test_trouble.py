"""A forecast chart that fails says so, in the language that is read."""

from __future__ import annotations

import pytest

import usage_widgets as uw
from usage_widgets.messages.catalogue import text
from usage_widgets.widgets.forecast_chart.forecast_chart import ForecastChart
from usage_widgets.widgets.forecast_chart.wishes import Wishes


def broken(*_args, **_keywords):
    raise RuntimeError("a secret")


@pytest.mark.parametrize(
    "part",
    [
        "story.Story.told",
        "story.Story.said",
        "forecast_chart.outlook_of",
        "forecast_chart.moments_of",
        "story.verdict_in_short",
    ],
)
def test_a_forecast_that_cannot_be_told_is_trouble_of_the_widget_only(wild, monkeypatch, tmp_path, part):
    with monkeypatch.context() as patch:
        patch.setattr(f"usage_widgets.widgets.forecast_chart.{part}", broken)
        chart = uw.ForecastChart(wild, budget=500)
        assert chart.status == {"state": "error", "message": "Something went wrong."}
        assert (chart.story, chart.outlook, chart.moments) == ({}, {}, [])
        assert "Something went wrong." in chart._repr_mimebundle_()[0]["text/html"]
        assert chart.save(tmp_path / "x.svg").exists()
        assert len(chart.table()) == 100
        chart.method = "linear"
        chart.locale = "de"
        assert chart.status["state"] == "error"
    chart.refresh()
    assert (chart.status["state"], chart.story["headline"] != "") == ("ready", True)


@pytest.mark.parametrize("failing", [Wishes.forecast, ForecastChart._find_past])
def test_another_language_repeats_the_trouble_and_no_forecast_is_being_made(usage, monkeypatch, failing):
    owner = Wishes if failing is Wishes.forecast else ForecastChart
    with monkeypatch.context() as patch:
        patch.setattr(owner, failing.__name__, broken)
        chart = uw.ForecastChart(usage)
        for locale in ("en", "de"):
            chart.locale = locale
            trouble = text("kit.status.error", locale=locale)
            assert chart.status == {"state": "error", "message": trouble}
            assert chart.summary == trouble
            assert text("forecast_chart.said.waiting", locale=locale) not in chart.said
    chart.refresh()
    assert (chart.status["state"], chart.story["verdict"]["code"]) == ("ready", "reliable")
    chart.locale = "en"
    assert chart.status["state"] == "ready"
    assert "99 days of history" in chart.said


def test_a_method_that_fails_leaves_the_chart_to_another(usage, monkeypatch):
    chart = uw.ForecastChart(usage)
    with monkeypatch.context() as patch:
        patch.setattr(Wishes, "forecast", broken)
        chart.method = "linear"
        assert chart.status["state"] == "error"
    chart.locale = "de"
    assert chart.status["message"] == text("kit.status.error", locale="de")
    chart.method = "seasonal_naive"
    assert (chart.status["state"], chart.story["verdict"]["code"]) == ("ready", "reliable")
