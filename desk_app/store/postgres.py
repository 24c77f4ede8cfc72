"""A connection to PostgreSQL that gives up on a server that takes what is said and never answers.

A dead network is noticed by the system and a slow statement by the server, but a server that hangs would hold the
counter's thread for good. Loaded with the first connection: SQLite needs none of it.
"""

from time import monotonic
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow

ANSWER_SECONDS = 16.0  # a little longer than the server's own limit of a statement
_LOOK_SECONDS = 0.1


class Connection(psycopg.Connection[TupleRow]):
    """Waits for each answer :data:`ANSWER_SECONDS` at most; then it is closed, and OperationalError raised."""

    def wait(self, gen: PQGen[RV], interval: float = _LOOK_SECONDS, *args: Any, **options: Any) -> RV:
        try:
            return super().wait(_limited(gen), interval, *args, **options)
        except _SilentServer:
            self.close()
            raise


class _SilentServer(psycopg.OperationalError):
    """Nothing came in time."""


def _limited(steps: PQGen[RV]) -> PQGen[RV]:
    """``steps``, given up when nothing has come; it is asked again and again, with 0 for nothing."""
    end = monotonic() + ANSWER_SECONDS
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if not ready and monotonic() > end:
                raise _SilentServer("the server does not answer")
            wanted = steps.send(ready)
    except StopIteration as last:
        return last.value  # type: ignore[no-any-return]
