"""Whatever is called in a wrong way answers with an error of ours that names the argument."""

from __future__ import annotations

import inspect

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from usage_widgets import InvalidArgument, UnknownKeyword, UnknownName, Usage, UsageWidgetsError

FOR_OTHER_ROOMS = {"narrowed", "over", "rows", "question", "dimension", "measure", "covered", "label_of"}
PUBLIC = {
    name: inspect.signature(method)
    for name, method in inspect.getmembers(Usage, callable)
    if not name.startswith("_") and name not in FOR_OTHER_ROOMS
}
FRAME = pd.DataFrame({"start_time": ["2026-03-01"], "model": ["a"]})
NEEDED = {  # what a call needs besides
    "from_frame": {"frame": FRAME},
    "from_files": {"paths": "log.csv"},
    "from_litellm": {"url": "postgresql://localhost:1/none"},
    "from_table": {"table": ibis.memtable(pa.table({"start_time": ["2026-03-01"]}))},
    "label": {"dimension": "model", "labels": {}},
}
ANYTHING = {
    "ignoring",
    "name",
    "copy",
    "progress",
    "input_tokens_include_cache",
    "options",
}  # a truth, or shown as it is
TYPED = [
    (name, parameter.name)
    for name, signature in PUBLIC.items()
    for parameter in signature.parameters.values()
    if parameter.name not in {*ANYTHING, "self"}
]


def test_what_is_walked_is_there():
    assert {"between", "last", "where", "by", "series", "total", "head", "quality", "connect", "demo"} <= PUBLIC.keys()


@pytest.mark.parametrize("name", PUBLIC)
def test_an_unknown_keyword_is_named_with_the_known_ones(week, name):
    with pytest.raises(UnknownName, match=r"unknown .* 'no_such_word'.*Known: ") as raised:
        getattr(week, name)(**NEEDED.get(name, {}), no_such_word=1)
    assert "Opening" not in str(raised.value)


@pytest.mark.parametrize(("name", "argument"), TYPED)
@pytest.mark.parametrize("wrong", [object(), [object()]], ids=["an object", "a list of objects"])
def test_a_wrong_type_is_named(week, monkeypatch, tmp_path, name, argument, wrong):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.csv").write_text("start_time,model\n2026-03-01,a\n")
    parameter = PUBLIC[name].parameters[argument]
    given = {key: value for key, value in NEEDED.get(name, {}).items() if key != argument}
    is_positional = parameter.kind in (parameter.VAR_POSITIONAL, parameter.POSITIONAL_ONLY)
    key = "model" if parameter.kind is parameter.VAR_KEYWORD else argument
    with pytest.raises(UsageWidgetsError):
        getattr(week, name)(*([wrong] if is_positional else []), **given, **({} if is_positional else {key: wrong}))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda usage: usage.by(["model", "user"]), ["dimensions", "['model', 'user']", "by('model', 'user')"]),
        (lambda usage: usage.series(by=["model"]), ["dimension", "['model']", "Give one name, as a text"]),
        (lambda usage: usage.by("model", measures=None), ["measures", "cost", "None"]),
        (lambda usage: usage.total(None), ["measures", "None"]),
        (lambda usage: usage.total(measure="cost"), ["Usage.total()", "Give the measures without a keyword"]),
        (lambda usage: usage.series(every=["day"]), ["step", "['day']", "week"]),
        (lambda usage: usage.in_time_zone([]), ["time zone", "[]"]),
        (lambda usage: usage.label("user", ["Ada"]), ["labels", "mapping", "['Ada']"]),
        (lambda usage: usage.head(n=5), ["Usage.head()", "'n'", "count"]),
        (lambda usage: usage.last(days=30), ["Usage.last()", "length"]),
        (lambda usage: usage.where(model=5), ["model", "Give it as a text, '5'"]),
        (lambda usage: usage.from_frame(FRAME, columns=["cost"]), ["columns", "mapping"]),
        (lambda usage: usage.from_frame(FRAME, columns={"cost": 3}), ["columns", "'cost'", "3"]),
        (lambda usage: usage.from_frame(FRAME, columns={"ts": "end_time"}), ["columns={'end_time': 'ts'}"]),
        (lambda usage: usage.from_frame(FRAME, columns={"model": "team"}), ["columns={'team': 'model'}"]),
        (lambda usage: usage.from_frame(FRAME.assign(s=1), dimensions={"s": "shift"}), ["dimensions={'shift': 's'}"]),
        (lambda usage: usage.from_frame(FRAME, dimensions={"center": 3}), ["dimensions", "'center'", "3"]),
        (lambda usage: usage.demo(seed="x"), ["seed", "'x'"]),
        (lambda usage: usage.demo(seed=-1), ["seed", "-1"]),
        (lambda usage: usage.connect("log.csv", foo=1), ["Usage.from_files()", "foo"]),
    ],
)
def test_the_argument_and_what_came_are_said(week, call, words):
    with pytest.raises((InvalidArgument, UnknownName, UnknownKeyword)) as raised:
        call(week)
    for word in words:
        assert word in str(raised.value)


@pytest.mark.parametrize("name", ["", "a", "Nowhere/At_All"])
def test_a_zone_that_is_like_many_does_not_list_them_all(week, name):
    with pytest.raises(UnknownName, match="Europe/Berlin") as raised:
        week.in_time_zone(name)
    assert len(str(raised.value)) < 200


def test_numbers_and_lists_of_numpy_are_taken(week):
    assert len(week.head(np.int64(2))) == len(week.by("model", top=np.int64(1))) == 2
    hours = week.where(hour_of_day=np.array([9, 23]))
    assert hours.filters == {"hour_of_day": [9, 23]}
    assert hours.total("requests") == 3
    assert week.where(model=np.array(["gpt", "claude"])).total("requests") == week.where(model=["gpt", "claude"]).total(
        "requests"
    )
    assert Usage.demo(days=np.int64(2), requests=np.int64(5), seed=np.int64(1)).to_frame().shape[0] == 5
