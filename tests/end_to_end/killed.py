"""Handovers whose process is killed on the way: ``python -m tests.end_to_end.killed HOW URL HUB CODE CODE…``.

The parcels of every second code are handed over by a process of its own, which is killed at the next point: at the
first statement, the second, and so on (``statements``), every so many lines of Python (``lines``), or at any instant
(``instants``). The code before it is a rehearsal: later handovers run quicker than the first, and all are to be tried.
Prints what became of each: ``done``, or ``killed`` and the signal.
"""

import os
import random
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

from desk_app.counter.check_out import hand_over
from desk_app.counter.desk import Desk
from desk_app.domain.verdicts import Verdict
from desk_app.store.engine import Store


class Fuse:
    """Kills the process the n-th time it is passed."""

    def __init__(self, burns_at: int) -> None:
        self._left = burns_at

    def __call__(self, *_: object, **__: object) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1


def at_statements(engine: Engine, fuse: Fuse) -> None:
    """Before and after each statement, before and after each commit."""
    commit = engine.dialect.do_commit

    def do_commit(connection: object) -> None:
        fuse()
        commit(connection)  # type: ignore[arg-type]
        fuse()

    engine.dialect.do_commit = do_commit  # type: ignore[method-assign, assignment]
    event.listen(engine, "before_cursor_execute", lambda *_: fuse())
    event.listen(engine, "after_cursor_execute", lambda *_: fuse())


def at_lines(fuse: Fuse) -> None:
    """At each line of our own code, and of the driver's and SQLAlchemy's."""

    def trace(_frame: FrameType, what: str, _value: object) -> Any:
        if what == "line":
            fuse()
        return trace

    sys.settrace(trace)


def at_an_instant(seconds: float) -> None:
    """Whatever it is doing then; not even Python is asked."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def attempt(how: str, number: int, url: str, hub_id: str, rehearsed: str, code: str) -> None:
    """One handover in this process, after another."""
    store = Store(url)
    desk = Desk(store, hub_id, "Poste 1", "Camille")
    assert hand_over(desk, rehearsed, nonce=rehearsed).verdict is Verdict.COLLECTED_ALL
    if how == "statements":
        at_statements(store._writer, Fuse(number))
    elif how == "lines":
        at_lines(Fuse(number * 197))
    else:
        at_an_instant(random.Random(number).uniform(0.0001, 0.006))
    answer = hand_over(desk, code, nonce=code)
    sys.settrace(None)
    signal.setitimer(signal.ITIMER_REAL, 0)
    assert answer.verdict is Verdict.COLLECTED_ALL


def outcomes(how: str, url: str, hub_id: str, codes: list[str]) -> Iterator[str]:
    """What became of each attempt."""
    if url.startswith("postgresql"):
        import desk_app.store.postgres  # noqa: F401, PLC0415 - once for all, not in each process
    for number, (rehearsed, code) in enumerate(zip(codes[::2], codes[1::2], strict=True)):
        process = os.fork()
        if process == 0:
            attempt(how, number, url, hub_id, rehearsed, code)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        yield "done" if status == 0 else f"killed {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "failed"


if __name__ == "__main__":
    for outcome in outcomes(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]):
        print(outcome, flush=True)
