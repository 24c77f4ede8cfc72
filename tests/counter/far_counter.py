"""A counter of the hub at the end of a wire that a test cuts."""

from contextlib import closing
from dataclasses import dataclass

from desk_app.counter import replay
from desk_app.counter.desk import Desk
from desk_app.counter.replay import Replayed, follow
from desk_app.store.copies import Copy
from desk_app.store.copy_rows import WORDS
from desk_app.store.shared import SharedStore
from tests.end_to_end.relay import Relay
from tests.store.copied import COPIED, rows


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

    def agrees(self) -> bool:
        """Whether its copy is as one that is filled now."""
        with closing(Copy(self.store.copy.file.with_name("fresh.sqlite"), self.desk.clock)) as fresh:
            fresh.prepare()
            fresh.fill(self.store.server, self.desk.hub_id)
            return rows(fresh.store, (*COPIED, *WORDS)) == rows(self.store.copy.store, (*COPIED, *WORDS))
