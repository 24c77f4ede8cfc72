"""What a scanner on a cable and a camera have in common: a thread that looks for its device, listens, and looks again
when the device has gone. No Qt: callbacks come on that thread.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import StrEnum
from threading import Event, Thread

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

LOOK_AGAIN_S = 1.0  # a device that is not there is looked for this often
CLOSE_S = 0.5  # a driver that takes longer to let go is not waited for


class State(StrEnum):
    """How it stands with a device."""

    SEARCHING = "searching"  # not there yet
    LISTENING = "listening"
    GONE = "gone"  # was there; looked for again
    REFUSED = "refused"  # there, but not to be had; tried again


OnState = Callable[[State, Reason | None], None]


class Absent(EnvironmentTrouble):
    """The device is not there, or not any more."""


class Refused(EnvironmentTrouble):
    """The device is there, but not to be had."""


class Reader(ABC):
    """Reads one device until it is closed. ``on_state`` is called when the state changes, with what to do about it."""

    def __init__(self, name: str, on_state: OnState) -> None:
        self._on_state = on_state
        self._stop = Event()
        self._state: State | None = None
        self._reason: Reason | None = None
        self._was_there = False
        self._thread = Thread(target=self._run, name=f"comptoir-{name}", daemon=True)

    def start(self) -> None:
        """Begin to look for the device."""
        self._thread.start()

    def close(self) -> None:
        """Let go of the device; returns within half a second, mostly in a tenth."""
        self._stop.set()
        self._thread.join(CLOSE_S)

    @abstractmethod
    def _listen(self) -> None:
        """Open the device and read it until ``_stop`` is set. Raises Absent or Refused."""

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except Absent as trouble:
                self._tell(State.GONE if self._was_there else State.SEARCHING, trouble.reason)
            except Refused as trouble:
                self._tell(State.REFUSED, trouble.reason)
            self._stop.wait(LOOK_AGAIN_S)

    def _tell(self, state: State, reason: Reason | None = None) -> None:
        """Say what has changed. A device that is still away is said once, with the first reason."""
        if state is self._state and (state is not State.REFUSED or reason == self._reason):
            return
        self._state, self._reason = state, reason
        self._was_there = self._was_there or state is State.LISTENING
        self._on_state(state, reason)
