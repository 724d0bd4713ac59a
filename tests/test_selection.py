"""What everybody looks at together."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Thread

import pandas as pd
import pytest

from usage_widgets import OTHER, InvalidArgument, Selection, UnknownName, Usage
from usage_widgets.selection import Clause, Other


class Widget:
    """Anything that owns clauses."""


class Follower:
    """Has some dimensions."""

    def __init__(self, *known: str) -> None:
        self.known = known

    def check_clause(self, clause: Clause) -> None:
        if clause.dimension not in self.known:
            raise UnknownName.among("dimension", clause.dimension, self.known)


def test_clauses_of_everybody_but_one():
    selection, chart, table = Selection(), Widget(), Widget()
    selection.set("model", ["a", "b"], owner=chart)
    selection.set("model", ["b", "c"], owner=table)
    selection.set("team", None)
    assert selection.filters == {"model": ["b"], "team": [None]}
    assert [clause.values for clause in selection.clauses(ignoring=chart)] == [("b", "c"), (None,)]
    assert len(selection.clauses(ignoring=Widget())) == len(selection.clauses()) == 3


def test_setting_again_replaces_only_the_same_dimension_of_the_same_owner():
    selection, chart = Selection(), Widget()
    selection.set("model", "a", owner=chart)
    selection.set("team", "x", owner=chart)
    selection.set("model", ["b"], owner=chart)
    assert selection.filters == {"team": ["x"], "model": ["b"]}
    selection.set("model", "a")
    selection.set("model", "b")
    assert selection.filters["model"] == ["b"]


def test_an_owner_can_leave():
    selection, chart = Selection(), Widget()
    selection.set("model", "a", owner=chart)
    selection.put(chart, [])
    assert selection.filters == {}


def test_one_clause_is_taken_away_from_everybody_who_has_set_it():
    selection, chart, table, heard = Selection(), Widget(), Widget(), []
    selection.set("model", "a", owner=chart)
    selection.set("team", "x", owner=chart)
    selection.set("user", "ada")
    selection.set("model", "a", owner=table)
    selection.changed.connect(heard.append)
    selection.remove(Clause("model", ("a",)))
    selection.remove(Clause("model", ("a",)))
    assert (selection.of(chart), selection.of(table)) == ((Clause("team", ("x",)),), ())
    assert [clause.dimension for _, clause in selection.held()] == ["team", "user"]
    assert heard == [None]


def test_excluded_values_are_shown_apart():
    selection = Selection()
    selection.put("one", [Clause("model", ("a",), excluded=True)])
    selection.put("two", [Clause("model", ("b", "a"), excluded=True)])
    assert selection.filters == {"not model": ["a", "b"]}


def test_all_tags_that_are_asked_for_are_shown():
    selection = Selection()
    selection.put("one", [Clause("tag", ("prod",))])
    selection.put("two", [Clause("tag", ("customer-facing", "prod"))])
    assert selection.filters == {"tag": ["prod", "customer-facing"]}


def test_observers_hear_of_changes_and_only_of_changes():
    selection, heard = Selection(), []
    selection.observe(lambda changed: heard.append(changed.filters))
    selection.set("model", "a")
    selection.set("model", ["a"])
    selection.set("time", ("2026-03-01", "2026-03-08"))
    selection.clear()
    selection.clear()
    assert heard == [{"model": ["a"]}, {"model": ["a"], "time": ("2026-03-01", "2026-03-08")}, {}]


def test_ranges_of_time_overlap_whether_texts_or_instants():
    selection, brush = Selection(), Widget()
    later = pd.Timestamp("2026-03-03", tz="Europe/Berlin")
    selection.set("time", ("2026-03-01", "2026-03-08"))
    selection.set("time", (later, None), owner=brush)
    assert selection.filters["time"] == (later, "2026-03-08")


@pytest.mark.parametrize("values", ["2026-03-01", ("2026-03-01",), ("a", "b"), (1, 2), [None, None, None], None])
def test_time_is_a_pair_of_dates(values):
    with pytest.raises(InvalidArgument, match=r"time: expected a .start, end. pair") as raised:
        Selection().set("time", values)
    assert repr(values) in str(raised.value)


@pytest.mark.parametrize(
    "edges",
    [
        ("2026-03-08", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        (pd.Timestamp("2026-03-08", tz="Europe/Berlin"), "2026-03-01"),
        ("2026-03-01T08:00", pd.Timestamp("2026-03-01T07:00")),
    ],
)
def test_time_ends_after_its_start(edges):
    selection = Selection()
    with pytest.raises(InvalidArgument, match="the end after the start"):
        selection.set("time", edges)
    assert selection.filters == {}


def test_an_hour_that_the_clock_shows_twice_ends_after_its_start():
    start = pd.Timestamp("2026-10-25T00:30Z").tz_convert("Europe/Berlin")
    selection = Selection()
    selection.set("time", (start, start + pd.Timedelta(hours=1)))
    assert selection.filters["time"][0].hour == selection.filters["time"][1].hour == 2


@pytest.fixture
def restless():
    """Threads that take turns all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_it_is_read_while_another_thread_changes_it(restless):
    selection = Selection()
    for number in range(1_000):
        selection.set(f"dimension {number}", "a")

    def change() -> None:
        for _ in range(1_000):
            selection.set("model", "a")
            selection.put("model", ())

    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(change)
        while not changing.done():
            assert len(selection.held()) >= 1_000
            assert len(selection.clauses()) >= 1_000
        changing.result()


def test_two_threads_that_write_for_one_owner_lose_nothing():
    selection, chart, others, heard = Selection(), Widget(), [], []
    selection.set("user", "ada", owner=chart)
    selection.changed.connect(lambda _: heard.append(selection.filters))
    with ThreadPoolExecutor(1) as pool:

        class Interrupted(str):
            """A name that lets another thread write while its clause is put in its place."""

            __slots__ = ()
            __hash__ = str.__hash__

            def __ne__(self, other: object) -> bool:
                others.append(pool.submit(selection.set, "team", "core", owner=chart))
                wait(others, timeout=0.1)
                return str(self) != other

        selection.set(Interrupted("model"), "a", owner=chart)
        others[0].result()
    assert selection.filters == heard[-1] == {"user": ["ada"], "model": ["a"], "team": ["core"]}
    assert len(heard) == 2


def test_who_hears_of_a_change_may_write_whatever_thread_wrote(restless):
    selection = Selection()
    selection.observe(lambda seen: seen.set("user", seen.filters["model"]))

    def write(owner: Widget) -> None:
        for number in range(200):
            selection.set("model", str(number), owner=owner)

    with ThreadPoolExecutor(2) as pool:
        for written in [pool.submit(write, Widget()) for _ in range(2)]:
            written.result(timeout=60)
    assert selection.filters["user"] == selection.filters["model"] == ["199"]


def test_what_nobody_who_follows_knows_is_refused_and_nothing_changes():
    selection, chart, table, heard = Selection(), Follower("team"), Follower("team", "shift"), []
    selection.changed.connect(heard.append)
    selection.follow(chart)
    selection.follow(table)
    with pytest.raises(UnknownName, match="unknown dimension 'temas'; did you mean 'team'"):
        selection.set("temas", "core")
    with pytest.raises(UnknownName, match="'temas'"):
        selection.put("somebody", [Clause("team", ("core",)), Clause("temas", ("core",))])
    assert (selection.filters, heard) == ({}, [])
    selection.set("shift", "night")
    selection.leave(table)
    with pytest.raises(UnknownName, match="'shift'"):
        selection.set("shift", "day")
    assert selection.filters == {"shift": ["night"]}


def test_who_is_gone_is_asked_no_more():
    selection, follower = Selection(), Follower("team")
    selection.follow(follower)
    del follower
    gc.collect()
    selection.set("colour", "red")
    assert selection.filters == {"colour": ["red"]}


def test_a_widget_may_be_collected_in_the_middle_of_a_change():
    selection = Selection()

    class Closing(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other):
            selection.put("closed", ())
            return str(self) == other

    selection.put("closed", [Clause("model", ("a",))])
    selection.put("open", [Clause("team", (Closing("core"),)), Clause("team", ("legal",))])
    change = Thread(target=selection.remove, args=[Clause("team", ("legal",))], daemon=True)
    change.start()
    change.join(5)
    assert not change.is_alive()
    assert selection.filters == {"team": ["core"]}


def test_tags_of_several_owners_must_all_be_there():
    selection = Selection()
    selection.put("one", [Clause("tag", ("a",))])
    selection.put("other", [Clause("tag", ("b",))])
    frame = pd.DataFrame({"start_time": ["2026-03-01"] * 3, "tags": [["a", "b"], ["a"], ["b"]], "cost": [1, 2, 4.0]})
    usage = Usage.from_frame(frame)
    assert selection.filters == {"tag": ["a", "b"]}
    assert usage.where(selection).total("cost") == 1
    assert usage.where(**selection.filters).total("cost") == 7


def test_the_rest_is_one_value_with_a_plain_name():
    assert OTHER is Other.OTHER
    assert repr(OTHER) == "OTHER"
    assert OTHER != "Other"


def test_it_says_what_it_holds():
    selection = Selection()
    selection.set("model", ["a"])
    assert repr(selection) == "Selection({'model': ['a']})"
