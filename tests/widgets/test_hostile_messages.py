"""Whoever opens a page can send any message to its kernel: none shows more than the page's usage, none breaks a widget."""

from __future__ import annotations

import inspect
import json
import logging
import re

import ibis
import pytest

import usage_widgets as uw
from usage_widgets.data.engine import Engine
from usage_widgets.widgets._guarded import GuardedWidget

TEAM, OTHER_TEAM = "legal", "engineering"
NAMES = {TEAM: "The legal team", OTHER_TEAM: "A team that nobody knows"}
PUBLIC = [getattr(uw, name) for name in uw._HOMES]
WIDGETS = [one for one in PUBLIC if isinstance(one, type) and issubclass(one, GuardedWidget)]
STEP = {"value": OTHER_TEAM}
NONSENSE = [
    *(None, True, -1, 0, 1.5, float("nan"), 10**30, "", "all", "x" * 10_000, "\ud800", "IPY_MODEL_x", "<b>"),
    *(
        [],
        [1],
        ["x"],
        [STEP],
        [STEP, STEP],
        [STEP] * 50,
        [{"other": True}],
        [{"value": None}],
        [{"value": {}}],
        [[[[]]]],
    ),
    *({}, {"value": 1}, {"team": [STEP]}, {"user": [STEP, {"value": None}]}, {"team": STEP}, {"preset": "all"}),
    *({"preset": "x"}, {"start": "2026-06-01", "end": "2026-07-01"}, {"start": "x", "end": []}, {"state": "error"}),
    f"?team={OTHER_TEAM}&chart={OTHER_TEAM}&chart=~unknown&bar.team={OTHER_TEAM}&period=all",
]
NO_MESSAGES = [
    {},
    {"content": None},
    {"content": {"data": None}},
    {"content": {"data": {}}},
    {"content": {"data": {"method": "update"}}},
    {"content": {"data": {"method": "update", "state": [["path", []]]}}},
    {"content": {"data": {"method": ["update"], "state": {"path": []}}}},
    {"content": {"data": {"method": "echo_update", "state": {"title": "x"}}}},
    {"content": {"data": {"method": "close"}}},
    {"content": {"data": {"method": "update", "state": {"path": []}, "buffer_paths": [["path", 0, "x"]]}}},
    {"content": {"data": {"method": "update", "state": {"close": 1, "usage": 1, "__class__": 1}}}},
]
SENSE = {"int": 1, "str": "2026-06-20", "bool": True, "float": 1.0, "list": [], "dict": {}}
WIRE_REFUSES = [NONSENSE[5], NONSENSE[10]]  # NaN and half a letter


@pytest.fixture(scope="module")
def demo():
    """A log whose statuses name people of other teams, so that reading finds them odd."""
    frame = uw.Usage.demo(days=5, requests=1_000, end="2026-06-30").to_frame()
    insiders = {*frame["user"][frame["team"] == TEAM]}
    frame["status"] = frame["user"].where(frame["user"].notna() & ~frame["user"].isin(insiders), frame["status"])
    return uw.Usage.from_frame(frame)


@pytest.fixture
def usage(demo):
    return demo.label("team", NAMES).where(team=TEAM)


@pytest.fixture
def hidden(demo):
    """People whom no message of these tests names."""
    inside, outside = demo.where(team=TEAM), demo.exclude(team=TEAM)
    people = {*outside.by("user")["user"]} - {*inside.by("user")["user"]} - {None}
    assert len(people) > 20
    assert {*demo.quality().frame.set_index("code").loc["unknown_status", "examples"].split(", ")} <= people
    return people


@pytest.fixture
def asked(monkeypatch):
    """Every question to the data from now on."""
    questions, to_arrow = [], Engine.to_arrow

    def recorded(self, expression):
        questions.append(str(ibis.to_sql(expression)))
        return to_arrow(self, expression)

    monkeypatch.setattr(Engine, "to_arrow", recorded)
    return questions


@pytest.fixture
def failures(caplog):
    """What has gone wrong inside of a handler."""
    caplog.set_level(logging.WARNING)
    return lambda: [text for text in caplog.messages if "could not be followed" in text or "Exception in" in text]


def made(widget, usage):
    if widget is uw.Visit:
        selection = uw.Selection()
        bar = uw.FilterBar(usage, dimensions=["team", "user"], selection=selection)
        return uw.Visit(widgets={"chart": uw.DrillChart(usage, selection=selection), "bar": bar}, selection=selection)
    return widget(usage)


def sent_by(widget):
    """What the page hears from now on."""
    messages = []
    widget.comm.send = lambda data=None, **_: messages.append(data)
    return messages


def hear(widget, **data):
    widget._handle_msg({"content": {"data": data}, "buffers": [b"x"]})


def custom_messages(widget):
    """Every message that the widget's sources name, each of its values in turn nonsense; and some that they do not."""
    source = "\n".join(inspect.getsource(inspect.getmodule(parent)) for parent in widget.mro()[:3])
    known = re.findall(r'case \{"type": "(\w+)"(.*?)\}', source) + re.findall(r'"type"\) == "(\w+)"()', source)
    assert len(known) == len(re.findall(r'case \{"type"|get\("type"\)', source))
    for kind, pattern in [*known, ("nonsense", '"text": str()')]:
        whole = {key: SENSE[like] for key, like in re.findall(r'"(\w+)": (\w+)\(', pattern)}
        yield {"type": kind, **whole}
        for key in whole:
            yield from ({"type": kind, **whole, key: value} for value in NONSENSE)


def everything(widget, messages):
    """All that anybody gets to see of a widget."""
    shown = [widget.get_state(), messages]
    if hasattr(widget, "table"):
        shown += [widget.summary, widget.table().to_dict(), widget.worded_table(), widget._static_html()]
    return repr(shown)


@pytest.mark.parametrize("widget", WIDGETS)
def test_no_message_reaches_rows_that_the_usage_excludes(widget, usage, hidden, asked, failures):
    one = made(widget, usage)
    messages = sent_by(one)
    asked.clear()
    for name in one.keys:
        for value in NONSENSE:
            hear(one, method="update", state={name: value})
    for content in [*NONSENSE, *custom_messages(widget)]:
        hear(one, method="custom", content=content)
    hear(one, method="request_state")
    shown = everything(one, messages)
    assert failures() == []
    assert [question for question in asked if f"'{TEAM}'" not in question] == []
    assert sorted(name for name in {*hidden, NAMES[OTHER_TEAM]} if name in shown) == []


@pytest.mark.parametrize("widget", WIDGETS)
def test_what_goes_to_the_page_only_is_never_taken_from_it(widget, usage):
    one = made(widget, usage)
    messages, state = sent_by(one), repr(one.get_state())
    assert {"_esm", "_css", "layout", "strings"} < set(one.keys)
    for name in set(one.keys) - set(one.trait_names(both=True)):
        for value in NONSENSE:
            hear(one, method="update", state={name: value}, buffer_paths=[[name]])
    assert messages == []
    assert repr(one.get_state()) == state


@pytest.mark.parametrize("widget", WIDGETS)
def test_a_refused_value_is_taken_back_in_every_view(widget, usage):
    one = made(widget, usage)
    view = one.get_state()
    messages = sent_by(one)
    for name in one.trait_names(sync=True, both=True):
        for value in NONSENSE:
            if value not in WIRE_REFUSES:
                hear(one, method="update", state={name: value})
    for message in messages:
        view.update(message["state"])
    names = one.trait_names(sync=True, both=True)
    assert json.dumps([view[name] for name in names]) == json.dumps([one.get_state(name)[name] for name in names])


@pytest.mark.parametrize("widget", WIDGETS)
def test_what_is_no_message_is_ignored(widget, usage, failures):
    one = made(widget, usage)
    state = repr(one.get_state())
    for message in NO_MESSAGES:
        one._handle_msg(message)
    assert repr(one.get_state()) == state
    assert failures() == []
