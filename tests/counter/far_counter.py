"""A counter of the hub at the end of a wire that a test cuts."""

from dataclasses import dataclass

from desk_app.counter import replay
from desk_app.counter.desk import Desk
from desk_app.counter.keeper import follow
from desk_app.counter.replay import Replayed
from desk_app.store.shared import SharedStore
from tests.end_to_end.relay import Relay


@dataclass
class Counter:
    """A counter of the hub with a copy of its own, and the wire to its server."""

    desk: Desk
    store: SharedStore
    wire: Relay

    def follow(self) -> None:
        """Bring its copy up to date."""
        follow(self.desk, self.store)

    def cut(self) -> None:
        """The server is gone from now on."""
        self.wire.refuse()

    def mend(self) -> Replayed:
        """It is back; what was done meanwhile goes there."""
        self.wire.mend()
        return replay.come_back(self.desk)
