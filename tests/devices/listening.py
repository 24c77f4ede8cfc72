"""What a reader tells, kept in order; tests wait for it."""

import queue

from desk_app.devices.camera import Frame
from desk_app.devices.reader import State
from desk_app.domain.values import Reason

PATIENCE_S = 20


class Heard:
    """The callbacks of a reader."""

    def __init__(self) -> None:
        self.scans: queue.Queue[str] = queue.Queue()
        self.states: queue.Queue[tuple[State, str]] = queue.Queue()
        self.frames: list[Frame] = []

    def on_scan(self, text: str) -> None:
        """A scan."""
        self.scans.put(text)

    def on_state(self, state: State, reason: Reason | None) -> None:
        """The state, and the reason's key."""
        self.states.put((state, reason.key if reason else ""))

    def scan(self) -> str:
        """The next scan."""
        return self.scans.get(timeout=PATIENCE_S)

    def state(self) -> tuple[State, str]:
        """The next state."""
        return self.states.get(timeout=PATIENCE_S)
