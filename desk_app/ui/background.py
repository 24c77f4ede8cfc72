"""The one background door: work leaves the screen's thread here, and its answer comes back to it here.

A job runs on its lane's only thread, so jobs of one lane run in the order they were asked. ``then`` and
``failed`` are called on the screen's thread, where the door lives.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
log = logging.getLogger(__name__)


class Lane(StrEnum):
    """Jobs of one lane follow each other; lanes do not wait for one another."""

    DESK = "desk"  # the clerk's own reading and writing
    BULK = "bulk"  # imports and other long work
    PRINT = "print"
    DEVICES = "devices"  # scanners are let go of
    MESSAGES = "messages"  # what goes out to servers, which may be slow
    ASIDE = "aside"  # what nobody waits for, the next scan least of all


class Ticket:
    """What was asked. ``finished`` callbacks run on the screen's thread, after the answer or its cancelling."""

    def __init__(self) -> None:
        self._stop = Event()
        self._finished: list[Callable[[], None]] = []
        self.done = False

    @property
    def cancelled(self) -> bool:
        """Whether the answer is not wanted any more; also read by long jobs, from their thread."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Drop the answer. A job that has begun goes on to its end, unless it looks at ``cancelled``."""
        self._stop.set()
        self._close()

    def when_finished(self, call: Callable[[], None]) -> None:
        """Have ``call`` called once it is over; at once when it already is."""
        if self.done:
            call()
        else:
            self._finished.append(call)

    def _close(self) -> None:
        self.done = True
        calls, self._finished = self._finished, []
        for call in calls:
            call()


class Work:
    """What a long job is given: a place to tell its progress, and whether it should stop."""

    def __init__(self, ticket: Ticket, tell: Callable[[int, int], None]) -> None:
        self._ticket = ticket
        self._tell = tell

    @property
    def cancelled(self) -> bool:
        """Whether the job should stop at the next safe point."""
        return self._ticket.cancelled

    def progress(self, done: int, total: int) -> None:
        """Tell the screen how far it is; cheap enough to call for each row."""
        self._tell(done, total)


class _Progress:
    """Holds the newest figures of a job; one message at most is under way to the screen."""

    def __init__(self, ticket: Ticket, show: Callable[[int, int], None], send: Callable[["_Progress"], None]) -> None:
        self._ticket, self._show, self._send = ticket, show, send
        self._latest = (0, 0)
        self._under_way = False

    def tell(self, done: int, total: int) -> None:
        self._latest = (done, total)
        if not self._under_way:
            self._under_way = True
            self._send(self)

    def deliver(self) -> None:
        self._under_way = False
        if not self._ticket.done:
            self._show(*self._latest)


class _Outcome:
    """A finished job on its way to the screen's thread."""

    def __init__(self, ticket: Ticket, then: Callable[[Any], None], failed: Callable[[Exception], None] | None) -> None:
        self.ticket, self.then, self.failed = ticket, then, failed
        self.lane = Lane.DESK
        self.result: Any = None
        self.error: Exception | None = None


class Door(QObject):
    """The only way off the screen's thread and back."""

    trouble = Signal(object)  # the exception of any job that failed, wanted or not; before its ``failed``
    worked = Signal(Lane)  # a job of that lane came back without trouble
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"comptoir-{lane.value}") for lane in Lane
        }
        self._open: dict[Ticket, Lane] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        lane: Lane = Lane.DESK,
    ) -> Ticket:
        """Run ``job`` on ``lane``'s thread; ``then(result)`` or ``failed(exception)`` on the screen's."""
        ticket = Ticket()
        self._submit(_Outcome(ticket, then, failed), job, lane)
        return ticket

    def ask_long(
        self,
        job: Callable[[Work], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        lane: Lane = Lane.BULK,
    ) -> Ticket:
        """As :meth:`ask`, for a job that tells its progress (done, total) and stops when it is cancelled."""
        ticket = Ticket()
        figures = _Progress(ticket, progress, self._arrived.emit)
        self._submit(_Outcome(ticket, then, failed), lambda: job(Work(ticket, figures.tell)), lane)
        return ticket

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._open)

    def is_busy_on(self, lane: Lane) -> bool:
        """Whether an answer of that lane is still to come."""
        return lane in self._open.values()

    def close(self) -> None:
        """End cleanly: what was asked to be written is written, long work stops at its next safe point."""
        self._closed = True
        for ticket in list(self._open):
            ticket.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True)

    def _submit(self, outcome: _Outcome, job: Callable[[], Any], lane: Lane) -> None:
        if self._closed:
            outcome.ticket.cancel()
            return
        self._open[outcome.ticket] = lane
        self._pools[lane].submit(self._run, outcome, job, lane)

    def _run(self, outcome: _Outcome, job: Callable[[], Any], lane: Lane) -> None:
        """On the worker's thread."""
        try:
            outcome.result = job()
        except Exception as error:
            outcome.error = error
        outcome.lane = lane
        self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, arrived: object) -> None:
        if isinstance(arrived, _Progress):
            arrived.deliver()
        elif isinstance(arrived, _Outcome):
            self._open.pop(arrived.ticket, None)
            self._answer(arrived)

    def _answer(self, outcome: _Outcome) -> None:
        wanted = not outcome.ticket.cancelled
        try:
            if outcome.error is not None:
                self._fail(outcome, outcome.error, wanted)
            else:
                self.worked.emit(outcome.lane)
                if wanted:
                    outcome.then(outcome.result)
        finally:
            outcome.ticket._close()

    def _fail(self, outcome: _Outcome, error: Exception, wanted: bool) -> None:
        log.info("a job failed: %r", error)
        self.trouble.emit(error)
        if wanted and outcome.failed is not None:
            outcome.failed(error)
