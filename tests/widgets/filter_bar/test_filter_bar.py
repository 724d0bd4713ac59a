"""What the filters publish, what they offer, and what they refuse."""

from __future__ import annotations

import json

import pandas as pd
import pytest
import traitlets

import usage_widgets as uw
from usage_widgets.selection import Clause

ROWS = [  # start_time, team, model, tags
    ("2026-03-01T08:00", "search", "gpt-4o", ["chat"]),
    ("2026-03-20T08:00", "search", "haiku", ["chat", "batch"]),
    ("2026-03-21T08:00", "core", "gpt-4o", None),
    ("2026-03-22T08:00", None, "gpt-4o", ["batch"]),
    ("2026-03-23T08:00", "core", "tiny", ["chat"]),
    ("2026-03-24T12:00", "core", "gpt-4o", ["chat"]),
]


@pytest.fixture(scope="module")
def usage():
    frame = pd.DataFrame(ROWS, columns=["start_time", "team", "model", "tags"])
    return uw.Usage.from_frame(frame, time_zone="Europe/Berlin")


@pytest.fixture
def bar(usage):
    return uw.FilterBar(usage, dimensions=["team", "model"], period="all", selection=uw.Selection())


@pytest.fixture(scope="module")
def steady(usage):
    """A bar that nothing changes."""
    bar = uw.FilterBar(usage, dimensions=["team"], period="7d")
    bar.choices = {"team": ["search"]}
    return bar


def offered(bar, dimension):
    return {option["value"]: option["count"] for option in bar.options[dimension]["values"]}


def send(bar, **content):
    bar._handle_msg({"content": {"data": {"method": "custom", "content": content}}})


def test_it_publishes_its_period_and_its_choices(bar):
    bar.period = {"start": "2026-03-01", "end": "2026-03-23"}
    bar.choices = {"team": ["search", None]}
    assert bar.selection.of(bar) == (
        Clause("time", ("2026-03-01", "2026-03-23")),
        Clause("team", ("search", None)),
    )
    assert bar.usage.where(bar.selection).total("requests") == 3
    bar.choices, bar.period = {}, {"preset": "all"}
    assert bar.selection.held() == []


def test_it_has_a_period_from_the_start_and_a_selection_of_its_own(usage):
    bar = uw.FilterBar(usage, dimensions="team")
    assert bar.selection.filters == {"time": ("2026-02-23", "2026-03-25")}
    assert bar.dates == {"first": "2026-02-23", "last": "2026-03-24"}
    assert uw.FilterBar(usage, period=("2026-03-01", "2026-03-08")).period == {
        "start": "2026-03-01",
        "end": "2026-03-08",
    }


def test_all_data_shows_the_days_that_there_are(bar):
    assert bar.dates == {"first": "2026-03-01", "last": "2026-03-24"}
    assert bar.summary == "All data"


def test_all_data_shows_no_day_of_requests_that_the_usage_excludes(usage):
    bar = uw.FilterBar(usage.exclude(model="gpt-4o"), dimensions=["team"], period="all")
    assert bar.dates == {"first": "2026-03-20", "last": "2026-03-23"}
    bar.show(usage)
    assert bar.dates == {"first": "2026-03-01", "last": "2026-03-24"}


def test_it_offers_what_everybody_else_leaves(bar):
    assert offered(bar, "team") == {"core": 3, "search": 2, None: 1}
    bar.selection.set("model", "gpt-4o")
    assert offered(bar, "team") == {"core": 2, "search": 1, None: 1}
    bar.selection.clear()
    bar.choices = {"team": ["search"]}
    assert offered(bar, "team") == {"core": 3, "search": 2, None: 1}
    assert offered(bar, "model") == {"gpt-4o": 1, "haiku": 1}
    bar.period = {"start": "2026-03-20", "end": "2026-04-01"}
    assert offered(bar, "model") == {"haiku": 1}


def test_counts_are_those_of_the_usage(usage):
    bar = uw.FilterBar(usage, dimensions=["model", "tag", "weekday", "hour_of_day"], period="all")
    for name in ("model", "tag", "weekday", "hour_of_day"):
        frame = usage.by(name, measures=["requests"])
        assert offered(bar, name) == dict(zip(frame[name], frame["requests"], strict=True))


def test_what_is_chosen_is_offered_even_where_nothing_is_left_of_it(bar):
    bar.choices = {"team": ["legal"]}
    assert offered(bar, "team") == {"core": 3, "search": 2, None: 1, "legal": 0}


def test_a_tag_filters_requests_that_have_it(usage):
    bar = uw.FilterBar(usage, dimensions=["tag"], period="all")
    bar.choices = {"tag": ["batch", None]}
    assert usage.where(bar.selection).total("requests") == 3
    assert bar.summary == "All data; Tag: batch, unknown"


def test_an_hour_is_a_number(usage):
    bar = uw.FilterBar(usage, dimensions=["hour_of_day"], period="all")
    bar.set_state({"choices": {"hour_of_day": [{"value": 13}]}})
    assert usage.where(bar.selection).total("requests") == 1
    with pytest.raises(uw.InvalidArgument, match="whole number"):
        bar.choices = {"hour_of_day": ["13"]}


def test_every_clause_is_a_chip_whoever_has_set_it(bar):
    bar.period = {"preset": "7d"}
    bar.choices = {"team": ["search", "core"]}
    bar.selection.set("model", ["a", "b", "c", "d", "e"])
    bar.selection.put("chart", [Clause("provider", ("azure", None), excluded=True)])
    bar.selection.set("time", ("2026-03-20", "2026-03-22"))
    assert bar.chips == [
        "7 days to Mar 24, 2026",
        "Team: search, core",
        "Model: a, b and 3 more",
        "Provider: not azure, unknown",
        "Mar 20\u2009–\u200921, 2026",
    ]
    assert bar.summary == "; ".join(bar.chips)
    assert bar.worded_table()[:3] == [
        ("Filter", "Value"),
        ("Period", "7 days to Mar 24, 2026"),
        ("Team", "search, core"),
    ]
    table = bar.table()
    assert table["dimension"].tolist() == ["time", "team", "model", "provider", "time"]
    assert table["values"][3] == ["azure", None]
    assert table["excluded"].tolist() == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        (("2026-03-20T08:30", None), "from Mar 20, 2026, 8:30 AM"),
        ((None, "2026-03-20T08:30"), "before Mar 20, 2026, 8:30 AM"),
        (("2026-03-20", "2026-03-20T08:30"), "Mar 20, 2026, 12:00 AM – Mar 20, 2026, 8:30 AM"),
        ((None, None), "any time"),
        (("whenever", None), "('whenever', None)"),
    ],
)
def test_a_time_of_somebody_else_is_said_as_it_is(usage, edges, words):
    selection = uw.Selection()
    selection.put("chart", [Clause("time", edges)])
    bar = uw.FilterBar(usage, period="all", selection=selection)
    assert [chip.replace("\u202f", " ") for chip in bar.chips] == [words]


def test_a_chip_takes_away_its_clause_and_no_other(bar):
    bar.period = {"preset": "7d"}
    bar.choices = {"team": ["search"], "model": ["gpt-4o"]}
    bar.selection.set("provider", "azure")
    send(bar, type="remove", index=1, text="Team: search")
    assert bar.choices == {"model": ["gpt-4o"]}
    send(bar, type="remove", index=0, text="7 days to Mar 24, 2026")
    assert bar.period == {"preset": "all"}
    send(bar, type="remove", index=1, text="Provider: azure")
    assert bar.chips == ["Model: gpt-4o"]


def test_a_filter_that_two_have_set_is_one_chip_and_goes_from_both(usage):
    selection = uw.Selection()
    bar = uw.FilterBar(usage, dimensions=["team"], period="all", selection=selection)
    chart = uw.DrillChart(usage, path=["team", "model"], measure="requests", selection=selection)
    chart.drill("core")
    bar.choices = {"team": ["core"]}
    selection.set("team", "core")
    assert bar.chips == ["Team: core"]
    assert bar.table()["values"].tolist() == [["core"]]
    send(bar, type="remove", index=0, text="Team: core")
    assert (bar.chips, bar.choices, chart.path, selection.held()) == ([], {}, [], [])


@pytest.mark.parametrize("chip", [(0, "Team: search"), (1, "Team: core"), (-1, "Team: search"), (99, "Team: search")])
def test_a_chip_that_is_no_longer_there_takes_nothing_away(steady, chip):
    send(steady, type="remove", index=chip[0], text=chip[1])
    assert steady.chips == ["7 days to Mar 24, 2026", "Team: search"]


def test_clear_all_goes_back_to_the_first_period(usage):
    selection = uw.Selection()
    bar = uw.FilterBar(usage, dimensions=["team"], period="7d", selection=selection)
    assert not bar.can_clear
    bar.period, bar.choices = {"preset": "all"}, {"team": ["core"]}
    selection.set("model", "gpt-4o")
    assert bar.can_clear
    send(bar, type="clear")
    assert selection.filters == {"time": ("2026-03-18", "2026-03-25")}
    assert (bar.period, bar.choices, bar.can_clear) == ({"preset": "7d"}, {}, False)


def test_it_follows_when_python_clears_the_selection(bar):
    bar.period, bar.choices = {"preset": "7d"}, {"team": ["core"]}
    bar.selection.clear()
    assert (bar.period, bar.choices, bar.chips) == ({"preset": "all"}, {}, [])


def test_a_chart_beside_it_follows_and_is_followed(usage):
    selection = uw.Selection()
    bar = uw.FilterBar(usage, dimensions=["team"], period="all", selection=selection)
    chart = uw.DrillChart(usage, path=["model", "team"], measure="requests", selection=selection)
    bar.choices = {"team": ["core"]}
    assert chart.table()["requests"].tolist() == [2, 1]
    chart.drill("tiny")
    assert bar.chips == ["Team: core", "Model: tiny"]
    send(bar, type="remove", index=1, text="Model: tiny")
    assert chart.path == []


def test_a_later_usage_recounts_a_preset_and_leaves_chosen_dates(usage):
    bar = uw.FilterBar(usage, dimensions=["team"], period="7d")
    bar.show(usage.with_as_of("2026-03-26T00:00"))
    assert bar.selection.filters["time"] == ("2026-03-19", "2026-03-26")
    bar.show(usage.with_as_of("2026-03-26T00:01"))
    assert bar.selection.filters["time"] == ("2026-03-20", "2026-03-27")
    assert bar.chips == ["7 days to Mar 26, 2026"]
    bar.period = {"start": "2026-03-01", "end": "2026-03-02"}
    bar.show(usage.with_as_of("2026-04-01"))
    assert bar.selection.filters["time"] == ("2026-03-01", "2026-03-02")


def test_the_same_minute_later_tells_nobody(usage):
    bar = uw.FilterBar(usage.with_as_of("2026-03-24T13:00"), dimensions=["team"])
    told = []
    bar.selection.changed.connect(told.append)
    bar.show(usage.with_as_of("2026-03-24T13:01"))
    assert told == []


def test_dates_from_the_page_are_inclusive(bar):
    send(bar, type="dates", first="2026-03-20", last="2026-03-21")
    assert bar.period == {"start": "2026-03-20", "end": "2026-03-22"}
    assert bar.dates == {"first": "2026-03-20", "last": "2026-03-21"}
    assert bar.chips == ["Mar 20\u2009–\u200921, 2026"]


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("7d", {"preset": "7d"}),
        (("2026-03-01", "2026-03-23"), {"start": "2026-03-01", "end": "2026-03-23"}),
        (["2026-03-01", "2026-03-23"], {"start": "2026-03-01", "end": "2026-03-23"}),
    ],
)
def test_a_period_is_set_as_it_is_given_at_first(usage, bar, written, held):
    bar.period = written
    assert bar.period == bar.get_state(["period"])["period"] == held
    assert bar.selection.filters == uw.FilterBar(usage, period=written).selection.filters


@pytest.mark.parametrize("period", ["8d", ("2026-03-23", "2026-03-01"), ("2026-03-01",), 7, None])
def test_a_period_that_is_none_is_refused_in_python_too(steady, period):
    with pytest.raises((uw.InvalidArgument, uw.UnknownName)):
        steady.period = period
    assert steady.period == {"preset": "7d"}


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-03-21", "2026-03-20"), ("", "2026-03-20"), ("2026-02-30", "2026-03-20"), ("2026-03-20", "9999-12-31")],
)
def test_dates_that_are_none_change_nothing(steady, first, last):
    send(steady, type="dates", first=first, last=last)
    assert steady.period == {"preset": "7d"}
    assert steady.selection.filters["time"] == ("2026-03-18", "2026-03-25")


@pytest.mark.parametrize(
    "state",
    [
        {"period": {"preset": "8d"}},
        {"period": {"preset": ["7d"]}},
        {"period": {"preset": "7d", "start": "2026-03-01"}},
        {"period": {"start": "2026-03-01", "end": "2026-03-01"}},
        {"period": {"start": "2026-03-01"}},
        {"period": {"start": "20260301", "end": "2026-03-02"}},
        {"period": {"start": "1066-10-14", "end": "2026-03-02"}},
        {"period": "7d"},
        {"period": ["2026-03-01", "2026-03-02"]},
        {"choices": {"user": [{"value": "ada"}]}},
        {"choices": {"team": [{"other": True}]}},
        {"choices": {"team": [{"value": 1.5}]}},
        {"choices": {"team": [{"value": 7}]}},
        {"choices": {"team": "search"}},
        {"choices": [["team", "search"]]},
    ],
)
def test_a_page_cannot_set_what_is_no_filter(steady, state):
    before = (steady.period, steady.choices, steady.selection.held())
    with pytest.raises(traitlets.TraitError):
        steady.set_state(state)
    assert (steady.period, steady.choices, steady.selection.held()) == before


def test_a_page_cannot_widen_what_the_usage_excludes(usage):
    bar = uw.FilterBar(usage.where(team="core"), dimensions=["team", "model"], period="all")
    bar.set_state({"choices": {"team": [{"value": "search"}]}})
    assert bar.usage.where(bar.selection).total("requests") == 0
    send(bar, type="search", dimension="user", text="")
    send(bar, type="search", dimension="model", text="hai")
    assert bar.found["values"] == []
    bar.set_state({"options": {}, "chips": ["x"], "dates": {}})
    assert bar.chips == ["Team: search"]


def test_as_much_can_be_chosen_as_anybody_would(bar):
    names = [{"value": f"team {at}"} for at in range(1_001)]
    bar.set_state({"choices": {"team": names[:1_000]}})
    with pytest.raises(traitlets.TraitError, match=r"choices: expected at most 1,000 values of 'team', got 1001"):
        bar.set_state({"choices": {"team": names}})
    assert len(bar.choices["team"]) == 1_000


def test_choices_are_steps_on_the_page(bar):
    bar.set_state({"choices": {"model": [], "team": [{"value": None}, {"value": "core"}, {"value": None}]}})
    assert bar.choices == {"team": [None, "core"]}
    assert bar.get_state("choices") == {"choices": {"team": [{"value": None}, {"value": "core"}]}}


def test_thousands_of_values_are_searched_by_the_kernel():
    frame = pd.DataFrame({"user": [f"user {at:05} of a rather long name" for at in range(5_000)] * 2})
    frame["start_time"] = "2026-03-01T08:00"
    frame = frame.assign(team=frame["user"], model=frame["user"], project=frame["user"], end_user=frame["user"])
    usage = uw.Usage.from_frame(frame).label("user", {"user 04999 of a rather long name": "Ada"})
    bar = uw.FilterBar(usage, dimensions=["user", "team", "model", "project", "end_user"])
    held = bar.options["user"]
    assert (len(held["values"]), held["matches"], held["total"]) == (200, 5_000, 5_000)
    assert len(json.dumps(bar.get_state()).encode()) - len(bar._esm) - len(bar._css) < 300_000
    send(bar, type="search", dimension="user", text="ADA")
    assert bar.found == {
        "dimension": "user",
        "text": "ADA",
        "values": [{"value": "user 04999 of a rather long name", "label": "Ada", "count": 2}],
        "matches": 1,
        "total": 5_000,
    }
    send(bar, type="search", dimension="user", text="user 01")
    assert (len(bar.found["values"]), bar.found["matches"]) == (200, 1_000)


def test_a_search_text_is_as_long_as_the_field_takes(steady):
    send(steady, type="search", dimension="team", text="x" * 100_000)
    assert steady.found == {"dimension": "team", "text": "x" * 200, "values": [], "matches": 0, "total": 3}


def test_labels_are_made_ready_for_searching_once(usage, monkeypatch):
    bar = uw.FilterBar(usage, dimensions=["model"], period="all")
    made, label_of = [], type(usage).label_of
    monkeypatch.setattr(type(usage), "label_of", lambda *args, **more: made.append(args[2]) or label_of(*args, **more))
    for text in ("q", "qu", "qui"):
        send(bar, type="search", dimension="model", text=text)
    assert sorted(made) == ["gpt-4o", "haiku", "tiny"]
    bar.locale = "de"
    send(bar, type="search", dimension="model", text="HAI")
    assert [option["label"] for option in bar.found["values"]] == ["haiku"]


@pytest.mark.parametrize("content", [{"type": "search"}, {"type": ["x"]}, "x", None, {"type": "remove", "index": "0"}])
def test_messages_that_are_none_are_ignored(steady, content):
    before = steady.get_state()
    steady._handle_msg({"content": {"data": {"method": "custom", "content": content}}})
    assert steady.get_state() == before


def test_without_requests_there_is_nothing_to_choose(usage):
    bar = uw.FilterBar(usage.where(model="none such"), dimensions=["team"])
    assert bar.options == {"team": {"values": [], "matches": 0, "total": 0}}
    empty = uw.Usage.from_frame(pd.DataFrame({"start_time": pd.to_datetime([]), "team": []}))
    assert uw.FilterBar(empty, dimensions=["team"], period="all").dates == {"first": "", "last": ""}


def test_it_speaks_the_language_of_its_viewer(bar):
    bar.period, bar.choices = {"preset": "30d"}, {"team": [None]}
    bar.locale = "de"
    assert bar.title == "Filter"
    assert bar.summary == "30 Tage bis 24. März 2026; Team: unbekannt"
    assert bar.options["team"]["values"][-1]["label"] == "unbekannt"
    bar.period = {"preset": "month"}
    assert bar.chips[0] == "1.–24. März 2026"


def test_a_filter_that_cannot_be_asked_is_said_and_can_be_taken_away(usage):
    selection = uw.Selection()
    selection.set("colour", "red")
    bar = uw.FilterBar(usage, period="all", selection=selection)
    assert bar.status["state"] == "error"
    assert "unknown dimension 'colour'" in bar.status["message"]
    send(bar, type="remove", index=0, text="Colour: red")
    assert bar.status["state"] == "ready"


def test_a_csv_file_of_it_can_be_read(bar, tmp_path):
    bar.period = {"start": "2026-03-01", "end": "2026-03-23"}
    bar.choices = {"team": ["search", None, "core"]}
    assert bar.save(tmp_path / "x.csv").read_text("utf-8-sig").splitlines() == [
        "dimension,values,excluded",
        'time,"2026-03-01; 2026-03-23",False',
        'team,"search; ; core",False',
    ]


def test_a_closed_bar_filters_nothing(bar):
    bar.choices = {"team": ["core"]}
    selection = bar.selection
    bar.close()
    assert selection.filters == {}


def test_bad_arguments_are_named(usage):
    with pytest.raises(uw.UnknownName, match="did you mean 'team'"):
        uw.FilterBar(usage, dimensions=["teem"])
    with pytest.raises(uw.InvalidArgument, match=r"dimensions: .*each once"):
        uw.FilterBar(usage, dimensions=["team", "team"])
    with pytest.raises(uw.UnknownName, match="preset '30'"):
        uw.FilterBar(usage, period="30")
    with pytest.raises(uw.InvalidArgument, match="selection"):
        uw.FilterBar(usage, selection={})
    with pytest.raises(uw.UnknownKeyword, match="dimensions"):
        uw.FilterBar(usage, dimension=["team"])
