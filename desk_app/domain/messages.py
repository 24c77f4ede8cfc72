"""What customers and shops are told: kinds of messages, and where one is on its way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk_app.domain.values import Reason


class MessageKind(StrEnum):
    """Why somebody is told something."""

    # customers
    READY = "ready"
    JOINED = "joined"  # one more parcel under the same code
    REMINDER = "reminder"
    LAST_DAY = "last_day"
    COLLECTED = "collected"
    # shops
    DROPPED_OFF = "dropped_off"
    SHOP_COLLECTED = "shop_collected"
    COMING_BACK = "coming_back"
    STATEMENT = "statement"  # of a day, instead of the three before it

    @property
    def is_for_shop(self) -> bool:
        """Whether a shop is told, and not a customer."""
        return self in _FOR_SHOPS


_FOR_SHOPS = frozenset(
    {MessageKind.DROPPED_OFF, MessageKind.SHOP_COLLECTED, MessageKind.COMING_BACK, MessageKind.STATEMENT}
)


class Channel(StrEnum):
    """The way a message goes."""

    EMAIL = "email"
    SMS = "sms"  # or what else the hub's other channel is


class MessageState(StrEnum):
    """Where a message is. What waits goes out by itself; what failed or was perhaps sent needs the clerk.

    SENDING is claimed by one counter and may be tried again when its claim has run out: nothing has been handed to a
    server. HANDING means that a server was given it and has not answered: nobody knows, so nobody sends it again.
    """

    WAITING = "waiting"
    SENDING = "sending"
    HANDING = "handing"
    PERHAPS = "perhaps"
    FAILED = "failed"
    SENT = "sent"
    CANCELLED = "cancelled"


UNSENT = frozenset(
    {MessageState.WAITING, MessageState.SENDING, MessageState.HANDING, MessageState.PERHAPS, MessageState.FAILED}
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as its row says. ``person_id`` or ``shop_id`` is who is told; ``address`` None is the newest known.

    ``once`` is the reason it is told for: the same reason again is the same message.
    """

    id: str
    once: str
    kind: MessageKind
    channel: Channel
    person_id: str | None
    shop_id: str | None
    pickup_id: str | None
    parcel_ids: tuple[str, ...]
    day: str
    address: str | None
    state: MessageState
    attempts: int
    trouble: Reason | None
    made_at: datetime
    next_try_at: datetime | None = None
    sent_at: datetime | None = None
