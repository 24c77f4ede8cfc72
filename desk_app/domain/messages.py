"""What customers and shops are told: kinds of messages, and where one is on its way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desk_app.domain.checks import Method
from desk_app.domain.opening import Opening
from desk_app.domain.values import Parcel, Pickup, Reason, Shop


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
NEEDS_PERSON = frozenset({MessageState.PERHAPS, MessageState.FAILED})

GATHER = timedelta(minutes=3)
"""How long a customer's message waits for what else is done for them: further pieces, or an undo."""

GATHER_FOR_SHOPS = timedelta(minutes=10)
"""What happens to a shop's parcels in so much time is told in one message."""

CLAIM = timedelta(minutes=5)
"""How long a counter may take to send one message; longer, and another one takes it for killed."""

PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 120, 240, *(360,) * 7))
"""Until the next try after the first failure, the second …; about two days later a message has failed."""


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


@dataclass(frozen=True, slots=True)
class Listed:
    """A message with whom it is for: their name, where it goes to (None: nowhere is known), their pickup code."""

    message: Message
    name: str
    address: str | None
    code: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What one round of sending came to. ``put_off`` waits for another try, ``cancelled`` had become pointless."""

    sent: int = 0
    failed: int = 0
    perhaps: int = 0
    put_off: int = 0
    cancelled: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A shop's day: its parcels that came and those that were collected on it, what waits and what goes back.

    ``waits`` is as it stood at the end of that day. ``goes_back`` is to go back to the shop, or went that day: its
    state says which. ``taken`` is the money taken for the shop that day, in cents, what was given back deducted.
    """

    shop: Shop
    day: date
    came: tuple[Parcel, ...] = ()
    left: tuple[Parcel, ...] = ()
    waits: tuple[Parcel, ...] = ()
    goes_back: tuple[Parcel, ...] = ()
    taken: tuple[tuple[Method, int], ...] = ()

    @property
    def taken_cents(self) -> int:
        """All of the money taken."""
        return sum(cents for _method, cents in self.taken)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened on that day."""
        return not (self.came or self.left or self.taken)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.is_quiet and not (self.waits or self.goes_back)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the words of one message need, read when it is sent.

    ``address`` is where it goes: an e-mail address or an E.164 number, as the channel of its message says.
    ``parcels`` are those it is about, as they are now, what has become pointless left out. A customer's message has
    ``pickup`` (their name, code, all their parcels and what is due); a shop's has ``shop``, and ``statement`` when it
    is one. ``proxy`` is who came instead of the customer; empty is the customer.
    """

    hub: str
    hub_address: str
    hub_phone: str
    opening: Opening
    language: str
    address: str
    parcels: tuple[Parcel, ...] = ()
    pickup: Pickup | None = None
    shop: Shop | None = None
    statement: Statement | None = None
    proxy: str = ""


# how sending one message ended


@dataclass(frozen=True, slots=True)
class Sent:
    """The server has taken it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken as it is: somebody mends it first."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Later:
    """It was not taken now, and is tried again after a pause. ``way_is_shut``: nothing else goes this way now."""

    reason: Reason
    way_is_shut: bool = False


@dataclass(frozen=True, slots=True)
class NoWay:
    """The hub has not set its channel up: it waits for that, however long, and no try is counted."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Unknown:
    """The server was given it and has not answered: nobody knows whether it was taken."""

    reason: Reason


Outcome = Sent | Refused | Later | NoWay | Unknown


class ClaimLost(Exception):
    """Raised by ``handing``: somebody else has the message by now, so that nothing may be sent."""


Deliver = Callable[[Message, Telling, Callable[[], None]], Outcome]
"""Sends one message: ``deliver(message, telling, handing)``.

It calls ``handing()`` right before the byte after which the server may have the message (the e-mail's DATA, the request
of an SMS), lets through whatever that raises, and gives back how it ended within :data:`CLAIM`. Two calls for the same
``message.id`` are the same message to the outside: its Message-ID is made of that id alone.
"""
