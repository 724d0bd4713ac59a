"""The one place that asks off the main thread: the newest question wins, answers land on the kernel's loop."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from usage_widgets.data.engine import IS_WANTED
from usage_widgets.widgets._trouble import log

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Found: TypeAlias = "tuple[T | None, Exception | None]"
"""An answer, or what went wrong."""
LATE_SECONDS = 0.2


@dataclass(frozen=True)
class Question(Generic[T]):
    """Something to find out, and what to do with the answer.

    Args:
        compute: Finds it out; runs on the worker's thread, or at once where no event loop runs.
        answered: Takes the answer, on the kernel's loop.
        failed: Takes the error, on the kernel's loop.
        late: Is called when the answer takes more than 0.2 s.
        can_wait: Whether what others ask about the same event comes first.
    """

    compute: Callable[[], T]
    answered: Callable[[T], None]
    failed: Callable[[Exception], None]
    late: Callable[[], None]
    can_wait: bool = False


class Worker:
    """A worker thread, shared by all widgets that ask the same."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="usage_widgets")
        self._turn = threading.Lock()
        self._asker: Asker | None = None
        self._thread: threading.Thread | None = None

    def submit(self, asker: Asker, work: Callable[[], T]) -> Future[T]:
        """Queue an asker's work."""
        return self._pool.submit(self._run, asker, work)

    def interrupt(self, asker: Asker) -> None:
        """Stop the query of an asker if it is that asker's turn."""
        with self._turn:
            if self._asker is asker and self._thread is not None:
                asker.interrupt(self._thread)

    def _run(self, asker: Asker, work: Callable[[], T]) -> T:
        with self._turn:
            self._asker, self._thread = asker, threading.current_thread()
        try:
            return work()
        finally:
            with self._turn:
                self._asker = None


WORKER = Worker()
"""Asks what is at hand."""
SOURCES = Worker()
"""Reads sources again: a database that does not answer holds up nobody who clicks."""


class Asker:
    """Asks for one widget: a newer question drops the older one and its answer.

    Args:
        interrupt: Stops the query that the given thread runs.
        worker: Whose thread the questions run on.
    """

    def __init__(self, interrupt: Callable[[threading.Thread], None], worker: Worker = WORKER) -> None:
        self.interrupt = interrupt
        self._worker = worker
        self._ticket = 0
        self._future: Future[Found[Any] | None] | None = None
        self._open: Question[Any] | None = None

    def ask(self, question: Question[T]) -> None:
        """Ask, in place of whatever was asked before."""
        self.drop()
        ticket, self._open = self._ticket, question
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._deliver(ticket, question, *_tried(question.compute))
            return
        # Else ipykernel would take the answer for a reply to whatever message came last, be it of a closed page.
        context = copy_context()
        late = loop.call_later(LATE_SECONDS, self._if_current, ticket, question.late)

        def work() -> Found[T] | None:
            if ticket != self._ticket:
                return None
            wanted = IS_WANTED.set(lambda: ticket == self._ticket)
            found = _tried(question.compute)
            IS_WANTED.reset(wanted)  # it would keep this widget alive
            loop.call_soon_threadsafe(late.cancel)
            loop.call_soon_threadsafe(self._land, ticket, question, *found, context=context)
            return found

        if question.can_wait:
            loop.call_soon(self._if_current, ticket, lambda: self._submit(work))
        else:
            self._submit(work)

    def settle(self) -> None:
        """Answer the question that is open, if any, before anything else: for a person who reads the numbers in Python.

        What the worker is at is waited for; what it has not begun is answered here.
        """
        if (question := self._open) is None:
            return
        begun = None if self._future is None or self._future.cancel() else self._future.result()
        found = begun or _tried(question.compute)
        self._ticket += 1  # what the worker has found lands later
        self._deliver(self._ticket, question, *found)

    def drop(self) -> None:
        """Forget the question that is open, if any, and stop its query."""
        self._ticket += 1
        self._open = None
        if self._future is not None and not self._future.cancel():
            self._worker.interrupt(self)
        self._future = None

    def _submit(self, work: Callable[[], Found[T] | None]) -> None:
        self._future = self._worker.submit(self, work)

    def _if_current(self, ticket: int, callback: Callable[[], None]) -> None:
        if ticket == self._ticket:
            callback()

    def _land(self, ticket: int, question: Question[T], answer: T | None, error: Exception | None) -> None:
        """Deliver where nobody is called back by whom an error could be caught: the loop would log variables too."""
        try:
            self._deliver(ticket, question, answer, error)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the kernel goes on
            log("an answer could not be followed", trouble)

    def _deliver(self, ticket: int, question: Question[T], answer: T | None, error: Exception | None) -> None:
        if ticket != self._ticket:
            return
        self._future = self._open = None
        if error is None:
            question.answered(answer)  # type: ignore[arg-type]
        else:
            question.failed(error)


def _tried(compute: Callable[[], T]) -> Found[T]:
    try:
        return compute(), None
    except Exception as error:  # noqa: BLE001 - whatever it is, the widget shows it
        return None, error
