"""Who carries messages in tests: keeps what it was given, and ends as a test says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk_app.counter.desk import Desk
from desk_app.counter.sending import Postman
from desk_app.domain.messages import Deliver, Message, MessageKind, Outcome, Sent, Tally, Telling


class Carrier:
    """Takes everything, unless ``ends`` gives other outcomes for the first ones."""

    def __init__(self, *ends: Outcome) -> None:
        self.ends = list(ends)
        self.taken: list[tuple[Message, Telling]] = []

    def __call__(self, message: Message, telling: Telling, handing: Callable[[], None]) -> Outcome:
        """A :data:`desk_app.domain.messages.Deliver`."""
        handing()
        self.taken.append((message, telling))
        return self.ends.pop(0) if self.ends else Sent()

    @property
    def kinds(self) -> list[MessageKind]:
        """What was taken, by kind, in its order."""
        return [message.kind for message, _telling in self.taken]

    @contextmanager
    def opened(self) -> Iterator[Deliver]:
        """As a post that is open."""
        yield self

    def go(self, desk: Desk) -> Tally:
        """One round of a postman of that desk."""
        return Postman(desk).go_round(self.opened)
