"""One engine asked from many threads at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import ibis
import pytest

from usage_widgets import Usage
from usage_widgets.data.engine import Engine, local_backend


def test_answers_are_the_same_from_eight_threads(random_usage):
    questions = [
        lambda: random_usage.by("model", measures=["cost", "users"], top=2).to_csv(),
        lambda: random_usage.series("cost", by="user", top=3).to_csv(),
        lambda: random_usage.values("tag").to_csv(),
        lambda: random_usage.quality().explain(),
    ]
    expected = [ask() for ask in questions]
    with ThreadPoolExecutor(8) as pool:
        found = [[job.result() for job in [pool.submit(ask) for ask in questions]] for _ in range(4)]
    assert found == [expected] * 4


def test_files_can_be_asked_from_any_thread(tmp_path):
    (tmp_path / "log.csv").write_text("start_time,model\n2026-03-01,a\n")
    usage = Usage.from_table(ibis.duckdb.connect().read_csv(tmp_path / "log.csv"))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(usage.total, "requests").result() == 1


def endless() -> ibis.Expr:
    """Small in memory, and hours of work."""
    numbers = ibis.range(0, 30_000).unnest().name("i").as_table()
    return numbers.cross_join(numbers.view(), numbers.rename(j="i")).count()


def test_an_interrupt_stops_the_query_of_one_thread_only():
    engine = Engine(local_backend())
    errors, running = {}, threading.Barrier(3)

    def ask(name):
        engine.to_arrow(ibis.literal(1).as_scalar())
        running.wait()
        try:
            engine.to_arrow(endless())
        except duckdb.InterruptException as error:
            errors[name] = error

    one, two = threading.Thread(target=ask, args=["one"]), threading.Thread(target=ask, args=["two"])
    one.start()
    two.start()
    running.wait()
    stop(engine, one)
    assert [*errors] == ["one"]
    assert two.is_alive(), "the other goes on"
    assert engine.to_arrow(ibis.literal(2).as_scalar()).as_py() == 2, "and we can ask too"
    stop(engine, two)
    assert [*errors] == ["one", "two"]


def stop(engine: Engine, thread: threading.Thread) -> None:
    """Interrupts until it has happened: before the query has begun there is nothing to stop."""
    for _ in range(200):
        engine.interrupt(thread)
        thread.join(0.05)
        if not thread.is_alive():
            return
    pytest.fail("it was not interrupted")


def test_nothing_happens_where_nothing_runs():
    engine = Engine(local_backend())
    engine.interrupt(threading.current_thread())
    assert engine.to_arrow(ibis.literal(1).as_scalar()).as_py() == 1
    engine.interrupt(threading.current_thread())
    assert engine.to_arrow(ibis.literal(1).as_scalar()).as_py() == 1


def test_threads_that_are_gone_leave_no_cursor():
    engine = Engine(local_backend())
    thread = threading.Thread(target=engine.to_arrow, args=[ibis.literal(1).as_scalar()])
    thread.start()
    thread.join()
    assert len(engine._cursors) == 1
    del thread
    assert len(engine._cursors) == 0
