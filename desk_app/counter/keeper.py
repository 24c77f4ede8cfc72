"""Keeps a counter in step with its hub, whatever becomes of the server: a thread of its own waits here, turn by turn.

What changes at the hub comes into the counter's copy within the second; when the server goes the counter goes on
alone; when it is back, what the counter did goes there.
"""

import logging
from collections.abc import Callable
from threading import Event
from time import monotonic

from desk_app.counter import replay
from desk_app.counter.desk import Desk
from desk_app.counter.replay import Replayed
from desk_app.store.errors import DatabaseOffline
from desk_app.store.listening import EVERYTHING, NOTHING, Listener
from desk_app.store.shared import SharedStore

log = logging.getLogger(__name__)

TRY_AGAIN_SECONDS = 2.0  # a server that is away is asked whether it is back
FOLLOW_SECONDS = 0.3  # between two times that the copy follows
TURN_SECONDS = 2.0  # a connection that is broken is noticed
SIGN_SECONDS = 15.0  # a server that has told nothing is asked what has changed
ASK_HOUSE = EVERYTHING - {"journal", "visit"}


class Keeper:
    """Waits as a Listener does; see there. ``came_back`` and ``parted`` are called on the waiting thread."""

    def __init__(
        self,
        desk: Desk,
        came_back: Callable[[Replayed], None] = lambda _done: None,
        parted: Callable[[int], None] = lambda _known: None,
    ) -> None:
        """``came_back`` is told what was replayed; ``parted`` how many actions a restored server may have lost."""
        self._desk, self._came_back, self._parted = desk, came_back, parted
        self._listener = Listener(desk.store.url, desk.hub_id)
        self._woken, self._is_over = Event(), Event()
        self._due = NOTHING
        self._followed_at = 0.0
        if isinstance(desk.store, SharedStore):
            desk.store.watch(self.wake)

    def wait(self, seconds: float) -> frozenset[str]:
        """One turn: the tables that were written to. Nothing when there were none for so long, or when woken."""
        store = self._desk.store
        if not isinstance(store, SharedStore):
            return self._listener.wait(seconds)
        if store.is_alone:
            return self._try_again(store, min(seconds, TRY_AGAIN_SECONDS))
        if self._pause() <= 0 or not self._listener.is_listening:
            self._follow(store)
        if store.is_alone:
            return NOTHING
        told = self._listener.wait(min(seconds, max(0.0, self._pause()), TURN_SECONDS))
        self._due |= told
        return told

    def _pause(self) -> float:
        """Seconds until the copy is to follow: who listens is told first, and a busy hub is followed now and then."""
        return self._followed_at + (FOLLOW_SECONDS if self._due else SIGN_SECONDS) - monotonic()

    def wake(self) -> None:
        """Have :meth:`wait` return, now or the next time."""
        self._woken.set()
        self._listener.wake()

    def stop(self) -> None:
        """Have :meth:`wait` return soon, whatever it does; from any thread."""
        self._is_over.set()
        self.wake()

    def close(self) -> None:
        """Let go of the connection."""
        self._listener.close()

    def _try_again(self, store: SharedStore, seconds: float) -> frozenset[str]:
        done = replay.come_back(self._desk, lambda: not self._is_over.is_set())
        if store.is_alone:
            self._woken.wait(seconds)
            self._woken.clear()
            return NOTHING
        self._came_back(done)
        if done.lost:
            self._parted(done.lost)
        return EVERYTHING

    def _follow(self, store: SharedStore) -> None:
        """Into the copy with it; a server that does not answer is away."""
        told, self._due, self._followed_at = self._due, NOTHING, monotonic()
        try:
            if replay.waiting(self._desk):  # another program of this counter was alone
                store.belong_to(self._desk.hub_id)
                return
            lost = replay.follow(self._desk, store, house=bool(told & ASK_HOUSE), anew=told >= EVERYTHING)
            if lost:
                self._parted(lost)
        except DatabaseOffline as error:
            self._lose(store, error)

    def _lose(self, store: SharedStore, error: DatabaseOffline) -> None:
        try:
            store.go_alone(error)
        except DatabaseOffline:
            log.info("the counter does not go alone: %s", error.reason.key)
