from __future__ import annotations

import asyncio
import threading
from contextvars import ContextVar
from functools import partial

import usage_widgets as uw
from usage_widgets.widgets._questions import Asker, Question


class Log:
    def __init__(self) -> None:
        self.answers, self.errors, self.lates = [], [], []

    def question(self, compute):
        return Question(compute, self.answers.append, self.errors.append, lambda: self.lates.append(True))


def test_without_a_loop_the_answer_is_there_at_once():
    log = Log()
    Asker(lambda thread: None).ask(log.question(lambda: 42))
    assert log.answers == [42]


def test_it_runs_beside_the_loop_and_answers_on_it():
    async def scenario():
        log, threads = Log(), []
        asker = Asker(lambda thread: None)
        asker.ask(log.question(lambda: threads.append(threading.current_thread()) or 1))
        assert log.answers == []
        await until(lambda: log.answers)
        assert threads[0] is not threading.main_thread()

    asyncio.run(scenario())


def test_an_answer_comes_in_the_context_of_its_question():
    parent, heard = ContextVar("parent", default="whoever came last"), []

    async def scenario():
        parent.set("the message that asked")
        Asker(lambda thread: None).ask(Question(lambda: 1, lambda _answer: heard.append(parent.get()), print, print))
        parent.set("a later message")
        await until(lambda: heard)

    asyncio.run(scenario())
    assert heard == ["the message that asked"]


def test_what_can_wait_comes_after_what_others_ask():
    order = []

    async def scenario():
        for name in ("patient", "first", "second"):
            compute = partial(order.append, name)
            Asker(lambda thread: None).ask(Question(compute, print, print, print, can_wait=name == "patient"))
        await until(lambda: len(order) == 3)

    asyncio.run(scenario())
    assert order == ["first", "second", "patient"]


def test_who_reads_the_numbers_in_python_need_not_wait():
    usage = uw.Usage.demo(days=7, requests=500, end="2026-06-30")

    async def scenario():
        selection = uw.Selection()
        figures = uw.Headline(usage, measures=["requests"], selection=selection)
        quality = uw.QualityCard(usage, selection=selection)
        table = uw.UsageTable(usage, by=["team"], selection=selection)
        chart = uw.DrillChart(usage, path=["team"], selection=selection)
        selection.set("user", ["nobody"])
        assert figures.summary == "Requests: 0"
        assert quality.table().empty
        assert table.table().empty
        assert chart.table().empty

    asyncio.run(scenario())


def test_what_is_being_answered_is_waited_for_and_not_asked_again():
    async def scenario():
        log, asked, release = Log(), threading.Event(), threading.Event()
        times = []

        def slow():
            times.append(1)
            asked.set()
            assert release.wait(10)
            return 42

        asker = Asker(lambda thread: None)
        asker.ask(log.question(slow))
        await until(asked.is_set)
        threading.Timer(0.05, release.set).start()
        asker.settle()
        assert (log.answers, len(times)) == ([42], 1)
        await asyncio.sleep(0.3)
        asker.settle()
        assert (log.answers, log.errors, log.lates, len(times)) == ([42], [], [], 1)
        asker.ask(log.question(lambda: 43))
        await until(lambda: log.answers == [42, 43])

    asyncio.run(scenario())


def test_an_error_that_is_waited_for_is_handed_over():
    async def scenario():
        log, asked, release = Log(), threading.Event(), threading.Event()
        asker = Asker(lambda thread: None)
        asker.ask(log.question(lambda: asked.set() or (release.wait(10) and 1 / 0)))
        await until(asked.is_set)
        threading.Timer(0.05, release.set).start()
        asker.settle()
        assert [type(error) for error in log.errors] == [ZeroDivisionError]

    asyncio.run(scenario())


def test_what_has_not_begun_is_answered_at_once():
    async def scenario():
        log, asked, release = Log(), threading.Event(), threading.Event()
        Asker(lambda thread: None).ask(log.question(lambda: asked.set() or (release.wait(10) and "other")))
        await until(asked.is_set)
        asker = Asker(lambda thread: None)
        for patient in (False, True):
            asker.ask(Question(lambda: "mine", log.answers.append, log.errors.append, print, can_wait=patient))
            asker.settle()
        assert log.answers == ["mine", "mine"]
        release.set()
        await until(lambda: "other" in log.answers)
        assert log.answers == ["mine", "mine", "other"]

    asyncio.run(scenario())


def test_the_newest_question_wins_and_the_running_one_is_interrupted():
    async def scenario():
        log, started, stop, interrupted = Log(), threading.Event(), threading.Event(), []

        def slow():
            started.set()
            stop.wait(10)
            return "stale"

        def interrupt(thread):
            interrupted.append(thread)
            stop.set()

        asker = Asker(interrupt)
        asker.ask(log.question(slow))
        await until(started.is_set)
        asker.ask(log.question(lambda: "middle"))
        asker.ask(log.question(lambda: "fresh"))
        await until(lambda: log.answers)
        await asyncio.sleep(0.05)
        assert log.answers == ["fresh"]
        assert interrupted
        assert log.errors == []

    asyncio.run(scenario())


def test_a_dropped_question_asks_no_further_query():
    async def scenario():
        log, steps, go_on = Log(), [], threading.Event()
        usage = uw.Usage.demo(days=1, requests=10, end="2026-06-30")
        engine, query = usage.origin.engine, usage.rows().limit(1)

        def several():
            for _ in range(5):
                engine.to_arrow(query)
                steps.append(1)
                go_on.wait(10)
            return "stale"

        asker = Asker(engine.interrupt)
        asker.ask(log.question(several))
        await until(lambda: steps)
        asker.drop()
        go_on.set()
        asker.ask(log.question(lambda: "fresh"))
        await until(lambda: log.answers)
        assert (log.answers, steps) == (["fresh"], [1])

    asyncio.run(scenario())


def test_an_asker_interrupts_nobody_else():
    async def scenario():
        log, started, stop, interrupted = Log(), threading.Event(), threading.Event(), []

        def slow():
            started.set()
            stop.wait(10)
            return "mine"

        Asker(interrupted.append).ask(log.question(slow))
        await until(started.is_set)
        other = Asker(interrupted.append)
        other.ask(log.question(lambda: "other"))
        other.drop()
        stop.set()
        await until(lambda: log.answers)
        assert (log.answers, interrupted) == (["mine"], [])

    asyncio.run(scenario())


def test_a_late_answer_says_so_once_and_an_early_one_does_not():
    async def scenario():
        late, early, release = Log(), Log(), threading.Event()
        Asker(lambda thread: None).ask(late.question(lambda: release.wait(10)))
        await until(lambda: late.lates)
        release.set()
        await until(lambda: late.answers)
        Asker(lambda thread: None).ask(early.question(lambda: 1))
        await until(lambda: early.answers)
        await asyncio.sleep(0.3)
        assert (late.lates, early.lates) == ([True], [])

    asyncio.run(scenario())


def test_an_error_is_handed_over():
    async def scenario():
        log = Log()
        Asker(lambda thread: None).ask(log.question(lambda: 1 / 0))
        await until(lambda: log.errors)
        assert isinstance(log.errors[0], ZeroDivisionError)

    asyncio.run(scenario())


async def until(condition, seconds: float = 5.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)
