"""Postmen that are killed on the way: ``python -m tests.end_to_end.killed_postman URL HUB MAILBOX TRIES``.

Each try, the next message is sent by a process of its own, which is killed at the next point: before or after each
statement and commit, before and after the server has taken it. Prints where the message then stands and how the
process ended; another postman comes by when its claim has run out. What the server has taken is in the file MAILBOX.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from desk_app.counter.desk import Desk
from desk_app.counter.sending import Postman
from desk_app.domain.messages import CLAIM, Message, MessageState, Outcome, Sent, Telling
from desk_app.store import messages
from desk_app.store.engine import Store
from tests.counter.hub import NOON
from tests.end_to_end.killed import Fuse, at_statements

BETWEEN = timedelta(hours=1)
"""Message number N is due N of these after noon."""


class Server:
    """Takes messages for good; the fuse may burn before and after it does."""

    def __init__(self, mailbox: Path, fuse: Callable[[], None]) -> None:
        self._mailbox, self._fuse = mailbox, fuse

    def __call__(self, message: Message, _telling: Telling, handing: Callable[[], None]) -> Outcome:
        handing()
        self._fuse()
        with self._mailbox.open("a") as file:
            file.write(f"{message.id}\n")
        self._fuse()
        return Sent()


def attempt(url: str, hub_id: str, mailbox: Path, at: datetime, fuse: Fuse | None) -> None:
    """Send what is due then, and be killed on the way."""
    with closing(Store(url)) as store:
        if fuse is not None:
            at_statements(store._writer, fuse)
        Postman(Desk(store, hub_id, "Poste 1", clock=lambda: at)).send_due(Server(mailbox, fuse or (lambda: None)))


def in_a_process(do: Callable[[], None]) -> int:
    """How a process that does it ends: its signal, or 0."""
    process = os.fork()
    if process == 0:
        do()
        os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def states(url: str, hub_id: str) -> dict[MessageState, int]:
    """How many messages are not sent yet, by state."""
    with closing(Store(url)) as store:
        return store.read(lambda tx: messages.counts(tx, hub_id))


def outcomes(url: str, hub_id: str, mailbox: Path, tries: int) -> Iterator[str]:
    """Of each try: how the process ended, and what is not sent then."""
    for number in range(tries):
        at = NOON + number * BETWEEN
        ended = in_a_process(partial(attempt, url, hub_id, mailbox, at, Fuse(number)))
        left = states(url, hub_id)
        stands = [state for state in (MessageState.SENDING, MessageState.HANDING) if state in left]
        yield f"{ended} {stands[0] if stands else 'settled'} {left.get(MessageState.WAITING, 0)}"
        later = at + CLAIM + timedelta(minutes=1)
        assert in_a_process(partial(attempt, url, hub_id, mailbox, later, None)) == 0


if __name__ == "__main__":
    for outcome in outcomes(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])):
        print(outcome, flush=True)
