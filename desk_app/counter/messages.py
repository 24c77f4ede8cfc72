"""Messages: what an action has told, inside its own transaction, and what a person makes of those not sent.

Words and addresses are read when a message is sent (``sending.py``), so nothing here is in an action's way: a customer
without any address has a message that waits.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from desk_app.counter.desk import Desk
from desk_app.domain.messages import (
    GATHER,
    GATHER_FOR_SHOPS,
    UNSENT,
    Channel,
    Listed,
    MessageKind,
    MessageState,
)
from desk_app.domain.people import normal_email, normal_phone
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal, messages
from desk_app.store.engine import Tx
from desk_app.store.journal import Act, Line
from desk_app.store.messages import Telling

_WAITING, _FAILED, _PERHAPS = MessageState.WAITING, MessageState.FAILED, MessageState.PERHAPS
MOST = 500


# what an action has told


def tell_ready(tx: Tx, act: Act, parcels: Sequence[Parcel]) -> None:
    """These stand on a shelf for the first time. A customer whose code was told already hears of one more."""
    for pickup_id, group in groupby(sorted(parcels, key=_pickup_of), _pickup_of):
        mine = list(group)
        if not _tell_customer(tx, act, MessageKind.READY, f"ready:{pickup_id}", mine):
            _tell_customer(tx, act, MessageKind.JOINED, f"joined:{mine[0].id}", mine)


def tell_waits(tx: Tx, act: Act, parcel: Parcel) -> None:
    """It waits for its customer, for the first time or again: they hear of it, unless they have."""
    if not messages.is_told(tx, act.hub_id, (MessageKind.READY, MessageKind.JOINED), parcel.pickup_id, parcel.id):
        tell_ready(tx, act, [parcel])


def tell_again(tx: Tx, act: Act, parcels: Sequence[Parcel]) -> None:
    """Their order has another address, or another customer: who has not got the code at that address, gets it."""
    for pickup_id, group in groupby(sorted(parcels, key=_pickup_of), _pickup_of):
        mine, once = list(group), f"ready:{pickup_id}"
        if _tell_customer(tx, act, MessageKind.READY, once, mine):
            continue
        told = messages.by_once(tx, act.hub_id, once)
        if told is not None and not messages.move(tx, told.id, {_FAILED}, _WAITING, attempts=0, next_try_at=act.at):
            _tell_customer(tx, act, MessageKind.READY, f"{once}:{act.nonce}", mine)


def tell_collected(tx: Tx, act: Act, parcels: Sequence[Parcel]) -> None:
    """These were handed over to one customer."""
    thanks = _to_customer(act, MessageKind.COLLECTED, f"collected:{act.nonce}", parcels)
    _tell_shops(tx, act, MessageKind.SHOP_COLLECTED, parcels, thanks)


def untell_collected(tx: Tx, act: Act, parcel: Parcel) -> None:
    """A parcel's handover is taken back: nobody is thanked for it any more."""
    _untell(tx, act, parcel, (MessageKind.COLLECTED, MessageKind.SHOP_COLLECTED))


def untell_coming_back(tx: Tx, act: Act, parcel: Parcel) -> None:
    """A parcel does not wait for its shop any more: the shop is not asked to fetch it."""
    _untell(tx, act, parcel, (MessageKind.COMING_BACK,))


def _untell(tx: Tx, act: Act, parcel: Parcel, kinds: Sequence[MessageKind]) -> None:
    for message in messages.unsent_about(tx, act.hub_id, kinds, parcel.id):
        left = [parcel_id for parcel_id in message.parcel_ids if parcel_id != parcel.id]
        if left:
            messages.tell_of(tx, message.id, left)
        else:
            messages.move(tx, message.id, {message.state}, MessageState.CANCELLED)


def tell_dropped_off(tx: Tx, act: Act, parcels: Sequence[Parcel]) -> None:
    """These came in from their shops."""
    _tell_shops(tx, act, MessageKind.DROPPED_OFF, parcels)


def tell_coming_back(tx: Tx, act: Act, parcels: Sequence[Parcel]) -> None:
    """These wait for their shops to fetch them back."""
    _tell_shops(tx, act, MessageKind.COMING_BACK, parcels)


def _tell_customer(tx: Tx, act: Act, kind: MessageKind, once: str, parcels: Sequence[Parcel]) -> bool:
    """Whether they will be told, by a new message or by one that still waits."""
    return once in messages.put(tx, act, _to_customer(act, kind, once, parcels), gathers=True)


def _to_customer(act: Act, kind: MessageKind, once: str, parcels: Sequence[Parcel]) -> Telling:
    first, parcel_ids = parcels[0], [parcel.id for parcel in parcels]
    channel = Channel.SMS if first.phone and not first.email else Channel.EMAIL
    return Telling(kind, once, act.at + GATHER, channel, pickup_id=first.pickup_id, parcel_ids=parcel_ids)


def _tell_shops(tx: Tx, act: Act, kind: MessageKind, parcels: Sequence[Parcel], *also: Telling) -> None:
    """Shops that want to hear of each thing; what happens within some minutes is one message."""
    due, number = _round_of(act.at)
    by_shop: dict[str, list[str]] = {}
    for parcel in sorted(parcels, key=lambda parcel: parcel.shop_id):  # in an order that two counters share
        if parcel.shop_hears:
            by_shop.setdefault(parcel.shop_id, []).append(parcel.id)
    tellings = [
        Telling(kind, f"{kind.value}:{shop_id}:{number}", due, shop_id=shop_id, parcel_ids=mine)
        for shop_id, mine in by_shop.items()
    ]
    told = messages.put(tx, act, *also, *tellings, gathers=True)
    late = [one for one in tellings if one.once not in told]  # that round was sent already where clocks differ
    messages.put(tx, act, *(replace(one, once=f"{kind.value}:{one.shop_id}:{act.nonce}") for one in late), gathers=True)


def _round_of(at: datetime) -> tuple[datetime, int]:
    """The end of the round that ``at`` is in, and its number."""
    number = int(at.timestamp() // GATHER_FOR_SHOPS.total_seconds())
    return datetime.fromtimestamp((number + 1) * GATHER_FOR_SHOPS.total_seconds(), UTC), number


def _pickup_of(parcel: Parcel) -> str:
    return parcel.pickup_id


# what is known


def listed(desk: Desk, states: Sequence[MessageState] = (), limit: int = MOST) -> tuple[Listed, ...]:
    """Messages with whom they are for, the newest first: those in these states, or all that are not sent."""
    return desk.store.read(lambda tx: messages.listed(tx, desk.hub_id, states or tuple(UNSENT), limit))


def counts(desk: Desk) -> dict[MessageState, int]:
    """How many are not sent, by state; what failed or was perhaps sent needs a person."""
    return desk.store.read(lambda tx: messages.counts(tx, desk.hub_id))


# what a person decides


def retry(desk: Desk, message_id: str, to: str | None = None) -> Answer:
    """Send it again, now, to the address ``to`` from now on where one is given.

    MESSAGE_WAITS, UNKNOWN_MESSAGE when it is sent, cancelled or being sent, or INVALID for what is no address.
    """
    email, phone = normal_email(to), normal_phone(to)
    if to and not (email or phone):
        return Answer(Verdict.INVALID, {"field": "address"})
    values: dict[str, Any] = {"attempts": 0, "next_try_at": desk.clock()}
    if to:
        values |= {"address": email or phone, "channel": Channel.EMAIL if email else Channel.SMS}
    return _decide(desk, message_id, {_WAITING, _FAILED, _PERHAPS}, _WAITING, Verdict.MESSAGE_WAITS, **values)


def retry_failed(desk: Desk) -> Answer:
    """Send all that failed again, now; what was perhaps sent is decided one by one. MESSAGE_WAITS with how many."""
    failed = listed(desk, [_FAILED], limit=10_000)
    done = [retry(desk, one.message.id).verdict is Verdict.MESSAGE_WAITS for one in failed]
    return Answer(Verdict.MESSAGE_WAITS, {"n": sum(done)})


def cancel(desk: Desk, message_id: str) -> Answer:
    """Send it never. MESSAGE_CANCELLED, or UNKNOWN_MESSAGE as for :func:`retry`."""
    before = {_WAITING, _FAILED, _PERHAPS}
    return _decide(desk, message_id, before, MessageState.CANCELLED, Verdict.MESSAGE_CANCELLED)


def arrived(desk: Desk, message_id: str) -> Answer:
    """What was perhaps sent did arrive. MESSAGE_SENT, or UNKNOWN_MESSAGE when nobody was in doubt."""
    return _decide(desk, message_id, {_PERHAPS}, MessageState.SENT, Verdict.MESSAGE_SENT, sent_at=desk.clock())


def hurry(desk: Desk) -> None:
    """Everything that waits, for more parcels or for a better moment, is due now."""
    now = desk.clock()
    desk.store.write(lambda tx: messages.hurry(tx, desk.hub_id, now))


def _decide(
    desk: Desk, message_id: str, before: set[MessageState], state: MessageState, verdict: Verdict, **values: Any
) -> Answer:
    act = desk.act("message")

    def do(tx: Tx) -> Answer:
        message = messages.by_id(tx, desk.hub_id, message_id)
        if message is None or not messages.move(tx, message.id, before, state, **values):
            return Answer(Verdict.UNKNOWN_MESSAGE, {"message": message_id})
        journal.write(tx, act, [Line(verdict, None, message.pickup_id, message.kind)])
        return Answer(verdict, {"n": 1})

    return desk.store.write(do)
