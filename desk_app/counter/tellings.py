"""What the words of a message need, read when it is sent: by then it may have nothing to tell any more."""

from dataclasses import replace
from datetime import date, datetime

from desk_app.counter import statements
from desk_app.domain.hours import opening_of
from desk_app.domain.messages import Message, MessageKind, Telling
from desk_app.domain.states import State
from desk_app.domain.told import Told
from desk_app.domain.values import Parcel, Shop
from desk_app.store import hubs, messages, parcels, people, pickups, places
from desk_app.store.engine import Tx

DEFAULT_LANGUAGE = "fr"

_MUST_BE = {
    MessageKind.COLLECTED: State.COLLECTED,
    MessageKind.SHOP_COLLECTED: State.COLLECTED,
    MessageKind.COMING_BACK: State.RETURNING,
}


def telling(tx: Tx, hub_id: str, message: Message, now: datetime) -> Telling | None:
    """What is to be told now; None when that has become pointless. Its address is empty when none is known."""
    stored = hubs.settings(tx, hub_id)
    said = Telling(
        hub=hubs.hub_name(tx, hub_id),
        hub_address=stored.get("hub.address", ""),
        hub_phone=stored.get("hub.phone", ""),
        opening=opening_of(stored),
        language=stored.get("messages.language", DEFAULT_LANGUAGE),
        address=message.address or "",
    )
    if message.shop_id is None:
        return _to_customer(tx, message, said, now)
    shop = places.shop_by_id(tx, hub_id, message.shop_id)
    if shop is None or shop.told is Told.NEVER:
        return None
    said = replace(said, shop=shop, language=shop.language, address=said.address or shop.email or "")
    return _to_shop(tx, hub_id, message, shop, said)


def _to_customer(tx: Tx, message: Message, said: Telling, now: datetime) -> Telling | None:
    if message.pickup_id is None or message.person_id is None:
        return None
    pickup = pickups.by_id(tx, message.pickup_id)
    there = [parcel for parcel in pickup.parcels if parcel.id in message.parcel_ids]
    mine = tuple(parcel for parcel in there if _is_worth_telling(message, parcel, said, now))
    language = people.language(tx, message.person_id)
    if not mine or language is None:
        return None
    return replace(
        said,
        language=language or said.language,
        address=said.address or pickup.email or pickup.phone or "",
        parcels=mine,
        pickup=pickup,
        proxy=messages.came_instead(tx, [parcel.id for parcel in mine if parcel.handover_id]),
    )


def _is_worth_telling(message: Message, parcel: Parcel, said: Telling, now: datetime) -> bool:
    if message.kind is MessageKind.COLLECTED:
        return parcel.state is State.COLLECTED
    if parcel.state is not State.READY or parcel.is_cancelled_here or parcel.is_too_late(now):
        return False
    if message.kind in (MessageKind.READY, MessageKind.JOINED):
        return True
    if parcel.keep_until is None or said.opening.day_of(parcel.keep_until).isoformat() != message.day:
        return False  # it is kept for another time by now
    is_its_day = said.opening.day_of(now).isoformat() == message.day
    return parcel.keep_until > now and is_its_day is (message.kind is MessageKind.LAST_DAY)


def _to_shop(tx: Tx, hub_id: str, message: Message, shop: Shop, said: Telling) -> Telling | None:
    if message.kind is MessageKind.STATEMENT:
        statement = statements.of_day(tx, hub_id, shop.id, date.fromisoformat(message.day))
        is_pointless = statement.is_quiet if not said.opening.is_open(statement.day) else statement.is_empty
        return None if is_pointless else replace(said, statement=statement)
    must_be = _MUST_BE.get(message.kind)
    found = parcels.of_hub(tx, hub_id, message.parcel_ids)
    mine = tuple(p for p in found if p.shop_id == shop.id and must_be in (None, p.state))
    return replace(said, parcels=mine) if mine else None
