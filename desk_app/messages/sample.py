"""A message to nobody: the demonstration customer and shop, to look at words before they are sent to anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desk_app.domain.checks import Method
from desk_app.domain.hours import opening_of
from desk_app.domain.messages import MessageKind, Statement, Telling
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Pickup, Shop
from desk_app.domain.zones import Zone
from desk_app.settings import BY_KEY

CODE = "BKDFTRHLN"
_HOUSE = ("hub.name", "hub.address", "hub.phone")
_CUSTOMER = "Éloïse Lefèvre"
_BOOKS, _CHEESE = Shop("plume", "La Belle Plume"), Shop("fromage", "Fromagerie du Marché")


def sample(kind: MessageKind, language: str, hub: Mapping[str, str], now: datetime) -> Telling:
    """What the words of a message of ``kind`` are filled with; ``hub`` are its settings, as counter.setup has them."""
    name, street, phone = (hub.get(key) or str(BY_KEY[key].default) for key in _HOUSE)
    nobody = Telling(name, street, phone, opening_of(hub), language, address="")
    if kind.is_for_shop:
        day = _statement(now) if kind is MessageKind.STATEMENT else None
        return replace(nobody, parcels=_pieces(kind, now), shop=_CHEESE, statement=day)
    is_collected = kind is MessageKind.COLLECTED
    waiting = _parcels(State.COLLECTED if is_collected else State.READY, now)
    about = waiting[:1] if kind is MessageKind.JOINED else waiting
    everything = (*waiting, _parcel("4188", _BOOKS, State.ANNOUNCED, now))
    proxy = "Paul Garnier" if is_collected else ""
    return replace(nobody, parcels=about, pickup=_pickup(everything, now), proxy=proxy)


def _parcels(state: State, now: datetime) -> tuple[Parcel, ...]:
    books = [_parcel("4127", _BOOKS, state, now, piece, 2) for piece in (1, 2)]
    return (*books, _parcel("2301", _CHEESE, state, now))


def _pickup(parcels: Sequence[Parcel], now: datetime) -> Pickup:
    return Pickup("pickup", CODE, _CUSTOMER, "eloise@exemple.fr", None, now, None, tuple(parcels))


def _pieces(kind: MessageKind, now: datetime) -> tuple[Parcel, ...]:
    states = {MessageKind.SHOP_COLLECTED: State.COLLECTED, MessageKind.COMING_BACK: State.RETURNING}
    return tuple(_parcel(order, _CHEESE, states.get(kind, State.READY), now) for order in ("2301", "2307"))


def _statement(now: datetime) -> Statement:
    came = tuple(_parcel(order, _CHEESE, State.READY, now) for order in ("2301", "2307", "2312"))
    left = tuple(_parcel(order, _CHEESE, State.COLLECTED, now) for order in ("2288", "2290"))
    back = (_parcel("2254", _CHEESE, State.RETURNING, now),)
    taken = ((Method.CARD, 4150), (Method.CASH, 1250))
    return Statement(_CHEESE, now.astimezone().date(), came, left, came, back, taken)


def _parcel(order: str, shop: Shop, state: State, now: datetime, piece: int = 1, pieces: int = 1) -> Parcel:
    is_cheese = shop is _CHEESE
    return Parcel(
        id=f"{order}/{piece}",
        order_id=order,
        shop_id=shop.id,
        pickup_id="pickup",
        shop=shop.name,
        trade=shop.trade,
        colour=shop.colour,
        order=order,
        piece=piece,
        pieces=pieces,
        customer=_CUSTOMER,
        email=None,
        phone=None,
        items="",
        note="",
        zone=Zone.CHILLED if is_cheese else Zone.AMBIENT,
        age_check=False,
        unannounced=False,
        state=state,
        shelf_id=None,
        shelf=None,
        pickup_code=CODE,
        amount_due_cents=1250 if is_cheese and state is State.READY else 0,
        slot="",
        keep_until=now + timedelta(days=1 if is_cheese else 7),
        announced_at=now,
        received_at=now,
        ready_at=now,
        collected_at=now if state is State.COLLECTED else None,
        return_reason=ReturnReason.OVERDUE if state is State.RETURNING else None,
    )
