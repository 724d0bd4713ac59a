"""Viewers read nothing of the server in an error; its log has all of it, but nobody's variables."""

from __future__ import annotations

import asyncio

import pytest

import usage_widgets as uw
from usage_widgets.errors import InvalidUsageTable, SourceError

STEP = {"content": {"data": {"method": "update", "state": {"path": [{"other": True}]}}}}


@pytest.fixture
def chart(usage):
    """A chart in a selection of which a callback fails that holds a password."""
    chart = uw.DrillChart(usage, path=["model", "user"], top=1, selection=uw.Selection())
    chart.selection.observe(with_password)
    return chart


def with_password(_selection):
    word = "s3cr" + "3t"
    return 1 / (len(word) - len(word))


@pytest.mark.parametrize("kind", [SourceError, InvalidUsageTable])
def test_a_viewer_reads_the_public_name_of_a_source(usage, kind, caplog):
    figures = uw.Headline(usage)
    figures.locale = "de"
    figures._has_failed(kind("no files: /srv/billing/log.csv"))
    assert figures.status["message"] == f"Das Lesen von {usage.source} ist fehlgeschlagen."
    assert caplog.messages == ["Headline: no files: /srv/billing/log.csv"]


def test_python_reads_all_of_it(tmp_path):
    with pytest.raises(SourceError, match=str(tmp_path)):
        uw.Usage.from_files(tmp_path / "log.csv")


def test_what_a_page_has_set_off_is_logged_without_variables(chart, caplog):
    chart._handle_msg(STEP)
    assert_is_logged(caplog, "DrillChart: the page could not be followed")


def test_what_an_answer_has_set_off_is_logged_without_variables(chart, caplog):
    async def page():
        chart.refresh()
        chart._handle_msg(STEP)
        for _ in range(1000):
            if caplog.messages:
                return
            await asyncio.sleep(0.01)

    asyncio.run(page())
    assert_is_logged(caplog, "an answer could not be followed")


def test_what_has_failed_is_logged_without_variables(chart, caplog):
    with pytest.raises(Exception, match="with_password") as raised:
        chart.drill(uw.OTHER)
    chart._has_failed(raised.value)
    assert_is_logged(caplog, "DrillChart")
    assert chart.status["message"] == "Something went wrong."


def assert_is_logged(caplog, what):
    (said,) = caplog.messages
    assert said.startswith(f"{what}: Traceback")
    assert said.endswith("ZeroDivisionError: division by zero")
    assert "with_password" in said
    assert "s3cr3t" not in caplog.text
