"""A tick of the page moves all widgets on to the same newer data; trouble leaves them as they are."""

from __future__ import annotations

import asyncio
import threading

import ipywidgets
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.data.view import View
from usage_widgets.widgets.live_bar import live_bar

HEADER = "start_time,model,user,cost\n"
ROW = "2026-03-01T08:00:00Z,gpt-4o,ada,1.5\n"
LATER = "2026-03-02T08:00:00Z,haiku,bob,2.5\n"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(HEADER + ROW)
    return file


@pytest.fixture
def clock(monkeypatch):
    """Seconds that the bar counts."""
    now = [1000.0]
    monkeypatch.setattr(live_bar, "monotonic", lambda: now[0])
    return now


def tick(bar, clock, seconds=60):
    clock[0] += seconds
    bar._handle_custom_msg({"type": "tick"}, [])


def test_a_tick_moves_everything_on(file, clock):
    usage = uw.Usage.from_files(file)
    headline, chart = uw.Headline(usage, measures=["cost"]), uw.DrillChart(usage, path=["model", "user"])
    bar = uw.LiveBar(usage, [headline, chart])
    file.write_text(HEADER + ROW + LATER)
    tick(bar, clock)
    assert headline.summary == "Cost: $4.00"
    assert chart.table()["model"].tolist() == ["haiku", "gpt-4o"]
    assert bar.usage.origin is headline.usage.origin is chart.usage.origin is not usage.origin


def test_widgets_keep_filters_path_and_selection(file, clock):
    usage, selection = uw.Usage.from_files(file), uw.Selection()
    narrowed = uw.Headline(usage.where(user="ada"), measures=["cost"])
    chart = uw.DrillChart(usage, path=["model", "user"], selection=selection)
    follower = uw.Headline(usage, measures=["cost"], selection=selection)
    bar = uw.LiveBar(usage, [narrowed, chart, follower])
    chart.drill("gpt-4o")
    file.write_text(HEADER + ROW + LATER + ROW)
    tick(bar, clock)
    assert narrowed.summary == "Cost: $3.00"
    assert chart.path == ["gpt-4o"]
    assert selection.filters == {"model": ["gpt-4o"]}
    assert follower.summary == "Cost: $3.00"


def test_the_page_gets_all_new_numbers_at_once(file, clock, monkeypatch):
    usage, gate, sent = uw.Usage.from_files(file), threading.Event(), []
    headline, chart = uw.Headline(usage, measures=["cost"]), uw.DrillChart(usage, path=["model"])
    table = uw.UsageTable(usage, by=["user"])
    bar = uw.LiveBar(usage, [headline, chart, table])
    ask_slowly = table._ask
    monkeypatch.setattr(table, "_ask", lambda: gate.wait(20) and ask_slowly())
    note_sent(monkeypatch, sent)

    async def page():
        file.write_text(HEADER + ROW + LATER)
        tick(bar, clock)
        await until(lambda: headline.summary == "Cost: $4.00" and len(chart.table()) == 2)
        assert bar.usage.as_of == headline.usage.as_of > usage.as_of
        assert sent == []
        gate.set()
        await until(lambda: sent)
        assert {*sent} == {headline, chart, table, bar}
        assert len(sent) == 4
        assert {row["texts"][0] for row in table.content["rows"]} == {"ada", "bob"}

    asyncio.run(page())


def test_a_closed_line_holds_nothing_back(file, clock, monkeypatch):
    usage, sent = uw.Usage.from_files(file), []
    headline = uw.Headline(usage, measures=["cost"])
    bar = uw.LiveBar(usage, [headline])
    note_sent(monkeypatch, sent)

    async def page():
        file.write_text(HEADER + ROW + LATER)
        tick(bar, clock)
        await until(lambda: headline.usage is not usage)
        bar.close()
        assert headline in sent

    asyncio.run(page())


def note_sent(monkeypatch, sent):
    """Collect the widgets that tell their page something else than that they are busy."""

    def note(widget, key=None):
        if key and key != "status":
            sent.append(widget)

    monkeypatch.setattr(ipywidgets.Widget, "send_state", note)


def test_sources_are_read_once_each(file, tmp_path, clock, monkeypatch):
    other = tmp_path / "other.csv"
    other.write_text(HEADER + LATER)
    one, two = uw.Usage.from_files(file), uw.Usage.from_files(other)
    widgets = [uw.Headline(usage, measures=["cost"]) for usage in (one, one.where(user="ada"), two)]
    bar = uw.LiveBar(one, widgets)
    read = []
    for usage in (one, two):
        monkeypatch.setitem(usage.origin.__dict__, "reopen", lambda origin: read.append(origin) or origin)
    tick(bar, clock)
    assert len(read) == 2
    assert {*read} == {one.origin, two.origin}


def test_nothing_new_asks_and_sends_nothing(file, clock, monkeypatch):
    usage = uw.Usage.from_files(file)
    headline, chart = uw.Headline(usage), uw.DrillChart(usage, path=["model"])
    bar = uw.LiveBar(usage, [headline, chart])
    sent = sent_by(bar, headline, chart)
    monkeypatch.setattr(uw.Headline, "show", lambda *_: pytest.fail("was asked again"))
    tick(bar, clock)
    assert sent == []


def test_only_what_changed_is_sent(file, clock):
    usage = uw.Usage.from_files(file)
    headline, chart = uw.Headline(usage), uw.DrillChart(usage, path=["model"], title="Models")
    bar = uw.LiveBar(usage, [headline, chart])
    sent = sent_by(bar, headline, chart)
    file.write_text(HEADER + ROW.replace("Z,", ".5Z,"))  # the same numbers, a moment later
    tick(bar, clock)
    assert sent == []  # as the line says minutes
    file.write_text(HEADER + ROW.replace("08:00", "08:01"))
    tick(bar, clock)
    assert sorted(sent) == ["context", "context", "instant of as_of"]
    sent.clear()
    file.write_text(HEADER + ROW.replace("08:00", "08:01").replace("1.5", "2.5"))
    tick(bar, clock)
    assert sorted(sent) == ["cube", "items"]


def sent_by(*widgets) -> list[str]:
    """The names of the traits that are sent from now on."""
    sent = []
    for widget in widgets:
        widget.observe(lambda change: sent.append(named(change)), names=[*widget.traits(sync=True)])
    return sent


def named(change) -> str:
    return "instant of as_of" if change.name == "as_of" else change.name


def test_a_paused_page_stands_still_until_somebody_refreshes(file, clock):
    usage = uw.Usage.from_files(file)
    headline = uw.Headline(usage, measures=["cost"])
    bar = uw.LiveBar(usage, [headline])
    bar.set_state({"paused": True})
    file.write_text(HEADER + ROW + LATER)
    tick(bar, clock)
    assert headline.summary == "Cost: $1.50"
    bar._handle_custom_msg({"type": "refresh"}, [])
    assert headline.summary == "Cost: $4.00"
    assert bar.paused


def test_a_page_that_has_just_been_made_is_not_read_again(file, clock):
    usage = uw.Usage.from_files(file)
    bar = uw.LiveBar(usage)
    file.write_text(HEADER + ROW + LATER)
    tick(bar, clock, seconds=1)
    assert bar.usage is usage
    tick(bar, clock, seconds=3600)  # held ready for an hour
    assert bar.usage is not usage


def test_trouble_is_told_and_everything_stays(file, clock, caplog):
    usage = uw.Usage.from_files(file)
    headline = uw.Headline(usage, measures=["cost"])
    bar = uw.LiveBar(usage, [headline])
    as_of = bar.as_of
    file.unlink()
    tick(bar, clock)
    assert bar.status["state"] == "error"
    assert bar.status["message"] == "Could not refresh: Reading log.csv has failed."
    assert f"could not refresh: no files: {file}: expected a file" in caplog.text
    assert (headline.summary, headline.status["state"], bar.as_of) == ("Cost: $1.50", "ready", as_of)
    file.write_text(HEADER + ROW + LATER)
    tick(bar, clock)
    assert (bar.status["state"], headline.summary) == ("ready", "Cost: $4.00")


def test_a_widget_that_cannot_move_on_is_told_and_holds_up_nobody(file, clock, caplog):
    usage, selection, trouble = uw.Usage.from_files(file), uw.Selection(), [True]
    filters = uw.FilterBar(usage, dimensions=["model"], period="7d", selection=selection)
    headline = uw.Headline(usage, measures=["requests"])
    bar = uw.LiveBar(usage, [filters, headline])

    def fail(selected):
        whom = "somebody's name"
        return 1 / (0 if trouble else len(whom))

    selection.observe(fail)
    file.write_text(HEADER + ROW + LATER)
    tick(bar, clock)
    assert bar.status == {"state": "error", "message": "Could not refresh: Something went wrong."}
    (logged,) = caplog.messages
    assert logged.startswith("could not refresh: Traceback")
    assert logged.endswith("ZeroDivisionError: division by zero")
    assert "somebody's name" not in caplog.text
    assert headline.summary == "Requests: 2"
    trouble.clear()
    file.write_text(HEADER + ROW + LATER + LATER)
    tick(bar, clock)
    assert (bar.status["state"], headline.summary) == ("ready", "Requests: 3")


def test_an_error_of_no_kind_of_ours_is_not_repeated(file, clock, monkeypatch):
    bar = uw.LiveBar(uw.Usage.from_files(file))

    def fail(_origin):
        raise RuntimeError("host=db password=s3cret")

    monkeypatch.setitem(bar.usage.origin.__dict__, "reopen", fail)
    tick(bar, clock)
    assert bar.status["message"] == "Could not refresh: Something went wrong."


def test_the_button_is_answered_when_all_has_gone_well(file, clock, monkeypatch):
    bar, said = uw.LiveBar(uw.Usage.from_files(file)), []
    monkeypatch.setattr(bar, "send", said.append)
    file.unlink()
    bar._handle_custom_msg({"type": "refresh"}, [])
    assert (bar.status["state"], said) == ("error", [])
    file.write_text(HEADER + ROW + LATER)
    tick(bar, clock)  # whoever pressed has been told by then
    assert (bar.status["state"], said) == ("ready", [])
    bar._handle_custom_msg({"type": "refresh"}, [])
    assert said == [{"type": "answered"}]


def test_the_button_is_not_answered_where_a_widget_cannot_move_on(file, monkeypatch):
    usage, said = uw.Usage.from_files(file), []
    headline = uw.Headline(usage)
    bar = uw.LiveBar(usage, [headline])
    monkeypatch.setattr(bar, "send", said.append)
    monkeypatch.setattr(headline, "show", lambda _: 1 / 0)
    file.write_text(HEADER + ROW + LATER)
    bar._handle_custom_msg({"type": "refresh"}, [])
    assert (bar.status["state"], said) == ("error", [])


def test_a_slow_source_holds_up_nobody_and_is_asked_once(file, clock, monkeypatch):
    usage = uw.Usage.from_files(file)
    headline = uw.Headline(usage, measures=["cost"], selection=(selection := uw.Selection()))
    bar = uw.LiveBar(usage, [headline])
    gate, asked, said = threading.Event(), [], []
    bar.send = said.append
    bar.observe(lambda change: said.append(change.new["state"]), "status")

    def slow(origin):
        asked.append(origin)
        gate.wait(20)
        return origin

    monkeypatch.setitem(usage.origin.__dict__, "reopen", slow)

    async def page():
        tick(bar, clock)
        tick(bar, clock)
        bar._handle_custom_msg({"type": "refresh"}, [])
        await until(lambda: said == ["loading"])
        selection.set("user", "bob")
        await until(lambda: headline.summary != "Cost: $1.50")
        gate.set()
        await until(lambda: said[1:])

    asyncio.run(page())
    assert len(asked) == 1
    assert said == ["loading", "ready", {"type": "answered"}]


async def until(condition):
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came")


def test_what_cannot_change_is_not_live(usage, clock):
    bar = uw.LiveBar(usage)
    assert not bar.live
    tick(bar, clock)
    assert bar.usage is usage


def test_it_says_up_to_when_the_data_are(monkeypatch):
    usage = uw.Usage.demo(days=3, requests=50, end="2026-06-30T12:03", time_zone="Europe/Berlin")
    bar = uw.LiveBar(usage)
    bar.locale = "de"
    assert bar.as_of["time"] == "14:03"
    assert bar.summary == "Demodaten · Tage in Europe/Berlin · Datenstand 30.06.2026, 14:03"
    monkeypatch.setattr(live_bar.pd.Timestamp, "now", lambda _zone: usage.as_of)
    assert bar.summary == "Demodaten · Tage in Europe/Berlin · Datenstand 14:03"
    assert bar.table()["as_of"].tolist() == [usage.as_of]
    assert bar.worded_table() == [("Quelle", "Datenstand"), ("Demodaten · Tage in Europe/Berlin", "30.06.2026, 14:03")]
    assert "Datenstand 14:03" in bar._static_html()


@pytest.mark.parametrize("content", [None, "tick", {}, {"type": "tock"}, {"type": ["refresh"]}, [1]])
def test_other_messages_are_ignored(file, clock, content, monkeypatch):
    bar = uw.LiveBar(uw.Usage.from_files(file))
    monkeypatch.setattr(View, "refreshed", lambda _: pytest.fail("was read"))
    clock[0] += 60
    bar._handle_custom_msg(content, [])


def test_the_page_may_pause_and_nothing_else(file):
    bar = uw.LiveBar(uw.Usage.from_files(file))
    bar.set_state({"every": 1, "as_of": {}, "source": "x", "live": False, "paused": True})
    assert (bar.every, bar.source, bar.live, bar.paused) == (60, "log.csv · days in UTC", True, True)


@pytest.mark.parametrize("every", [0, 0.5, "60", None, True, 86_401])
def test_a_wrong_time_is_named(usage, every):
    with pytest.raises(uw.InvalidArgument, match="every: expected a whole number of seconds"):
        uw.LiveBar(usage, every=every)


@pytest.mark.parametrize("widgets", [["headline"], [None], 7, pd.DataFrame({"a": [1]})])
def test_wrong_widgets_are_named(usage, widgets):
    with pytest.raises(uw.InvalidArgument, match="widgets: expected"):
        uw.LiveBar(usage, widgets)


def test_one_widget_needs_no_list(usage):
    headline = uw.Headline(usage)
    assert uw.LiveBar(usage, headline).widgets == (headline,)
