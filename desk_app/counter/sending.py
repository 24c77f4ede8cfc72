"""Sending messages: each claimed by one counter of many, said to be handed over before it is, and never twice.

A counter that is killed leaves its claim behind: what it had not handed over yet is sent by another one when the claim
has run out; what a server may have is left to a person.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from desk_app.counter.desk import Desk
from desk_app.counter.reminders import plan
from desk_app.counter.tellings import telling
from desk_app.domain.messages import (
    PAUSES,
    Channel,
    ClaimLost,
    Deliver,
    Later,
    Message,
    MessageState,
    NoWay,
    Outcome,
    Refused,
    Sent,
    Tally,
    Unknown,
)
from desk_app.domain.values import Reason
from desk_app.store import messages
from desk_app.store.engine import Tx
from desk_app.store.errors import DatabaseOffline
from desk_app.store.keys import new_key

OpenPost = Callable[[], AbstractContextManager[Deliver]]
"""Opens the ways that messages go, for a round of sending."""

UNANSWERED = Reason("messages.unanswered")
"""A counter was killed, or lost its database, between handing a message over and hearing of it."""

BROKEN, NO_ADDRESS = Reason("messages.broken"), Reason("messages.no_address")
WAY_AGAIN, ADDRESS_AGAIN = timedelta(minutes=15), timedelta(hours=6)
"""When what has no way to go, or no address, is looked at again; what may change that hurries it."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """What is to be written of one sending."""

    message: Message
    token: str
    state: MessageState
    reason: Reason | None = None
    values: dict[str, Any] = field(default_factory=dict)


class Postman:
    """Sends the messages of one desk; used by one thread at a time."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is sent before it is asked for."""
        self._desk = desk
        self._shut: set[Channel] = set()
        self._unsaved: _Ended | None = None

    def go_round(self, open_post: OpenPost, is_stopped: Callable[[], bool] = lambda: False) -> Tally:
        """Plan what the time of day asks for, then :meth:`send_due`; the post is opened only when something is due."""
        self._save()
        plan(self._desk)
        if not self._is_due():
            return Tally()
        with open_post() as deliver:
            return self.send_due(deliver, is_stopped)

    def send_due(self, deliver: Deliver, is_stopped: Callable[[], bool] = lambda: False) -> Tally:
        """Send one after the other what is due, until nothing is or ``is_stopped`` says so between two of them.

        Raises DatabaseOffline; how the last message ended is then written at the next call.
        """
        ended: Counter[MessageState] = Counter()
        self._shut.clear()
        self._save()
        while not is_stopped():
            claimed = self._claim()
            if claimed is None:
                break
            self._unsaved = self._sent(deliver, *claimed)
            ended.update([self._unsaved.state] if self._unsaved else ())
            self._save()
        return Tally(
            sent=ended[MessageState.SENT],
            failed=ended[MessageState.FAILED],
            perhaps=ended[MessageState.PERHAPS],
            put_off=ended[MessageState.WAITING],
            cancelled=ended[MessageState.CANCELLED],
        )

    def _claim(self) -> tuple[Message, str] | None:
        """The next message and what proves that it is ours."""
        if not self._is_due():
            return None
        now, hub_id, token = self._desk.clock(), self._desk.hub_id, new_key()

        def do(tx: Tx) -> Message | None:
            messages.release(tx, hub_id, now, UNANSWERED)
            return messages.claim(tx, hub_id, now, token, self._shut)

        message = self._desk.store.write(do)
        return (message, token) if message else None

    def _is_due(self) -> bool:
        now = self._desk.clock()
        return self._desk.store.read(lambda tx: messages.is_work(tx, self._desk.hub_id, now))

    def _sent(self, deliver: Deliver, message: Message, token: str) -> _Ended | None:
        """Send one message; None when somebody else has it by now."""
        handing = _Handing(self._desk, message, token)
        perhaps = _Ended(message, token, MessageState.PERHAPS, UNANSWERED)
        try:
            return self._tried(deliver, message, token, handing)
        except ClaimLost:
            return None
        except DatabaseOffline:
            self._unsaved = perhaps if handing.done else self._waits(message, token)
            raise
        except Exception:
            self._unsaved = perhaps if handing.done else _Ended(message, token, MessageState.FAILED, BROKEN)
            self._save()
            raise

    def _tried(self, deliver: Deliver, message: Message, token: str, handing: "_Handing") -> _Ended:
        desk, now = self._desk, self._desk.clock()
        told = desk.store.read(lambda tx: telling(tx, desk.hub_id, message, now))
        if told is None:
            return _Ended(message, token, MessageState.CANCELLED)
        if not told.address:
            return self._waits(message, token, NO_ADDRESS, ADDRESS_AGAIN)
        message = replace(message, channel=Channel.EMAIL if "@" in told.address else Channel.SMS)
        handing.about = [parcel.id for parcel in told.parcels]
        return self._ended(message, token, deliver(message, told, handing))

    def _ended(self, message: Message, token: str, outcome: Outcome) -> _Ended:
        now = self._desk.clock()
        match outcome:
            case Sent():
                return _Ended(message, token, MessageState.SENT, None, {"sent_at": now, "channel": message.channel})
            case Refused(reason):
                return _Ended(message, token, MessageState.FAILED, reason)
            case Unknown(reason):
                return _Ended(message, token, MessageState.PERHAPS, reason)
            case NoWay(reason):
                self._shut.add(message.channel)
                hub_id, until = self._desk.hub_id, now + WAY_AGAIN
                self._desk.store.write(lambda tx: messages.park(tx, hub_id, message.channel, now, until, reason))
                return self._waits(message, token, reason, WAY_AGAIN)
            case Later(reason, way_is_shut):
                self._shut.update([message.channel] if way_is_shut else ())
                if message.attempts > len(PAUSES):
                    return _Ended(message, token, MessageState.FAILED, reason)
                due = now + PAUSES[message.attempts - 1]
                return _Ended(message, token, MessageState.WAITING, reason, {"next_try_at": due})

    def _waits(
        self, message: Message, token: str, reason: Reason | None = None, pause: timedelta = timedelta()
    ) -> _Ended:
        """It could not even be tried: that is no try, and it never fails of it."""
        due = self._desk.clock() + pause
        values = {"attempts": message.attempts - 1, "next_try_at": due, "channel": message.channel}
        return _Ended(message, token, MessageState.WAITING, reason, values)

    def _save(self) -> None:
        """Write how the last message ended; kept while the database is away."""
        ended = self._unsaved
        if ended is None:
            return
        end = ended.message.id, ended.token, ended.state, ended.reason
        self._desk.store.write(lambda tx: messages.finish(tx, *end, **ended.values))
        self._unsaved = None


class _Handing:
    """Called right before a server is given a message about some parcels: its row says so first, durably."""

    def __init__(self, desk: Desk, message: Message, token: str) -> None:
        self._desk, self._message, self._token = desk, message, token
        self.about: Sequence[str] = ()
        self.done = False

    def __call__(self) -> None:
        now = self._desk.clock()
        mine = self._message.id, self._token
        if not self._desk.store.write(lambda tx: messages.begin_handing(tx, *mine, now, self.about)):
            raise ClaimLost
        self.done = True
