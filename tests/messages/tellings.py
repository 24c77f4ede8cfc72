"""Messages for tests: those of the demonstration, with what a test changes in them."""

from dataclasses import replace
from datetime import UTC, datetime

from desk_app.domain.messages import Channel, Message, MessageKind, MessageState, Telling
from desk_app.domain.values import Parcel
from desk_app.messages.sample import sample

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
HUB = {
    "hub.name": "Maison du commerce",
    "hub.address": "12 rue Victor-Hugo, 64000 Pau",
    "hub.phone": "+33559001122",
    "hub.hours": "mon-fri 10:00-13:00 14:00-19:00, sat 9:00-19:00",
}
TO, PHONE = "eloise@exemple.fr", "+33612345678"


def telling(kind: MessageKind = MessageKind.READY, language: str = "fr", address: str = TO) -> Telling:
    """What a message says to the demonstration customer or shop."""
    return replace(sample(kind, language, HUB, NOW), address=address)


def named(telling: Telling, name: str) -> Telling:
    """The same where customer, shops, orders, hub and proxy are called ``name``."""

    def renamed(parcels: tuple[Parcel, ...]) -> tuple[Parcel, ...]:
        return tuple(replace(p, customer=name, shop=name, order=name) for p in parcels)

    pickup, shop, day = telling.pickup, telling.shop, telling.statement
    return replace(
        telling,
        hub=name,
        hub_address=name,
        parcels=renamed(telling.parcels),
        pickup=pickup and replace(pickup, customer=name, parcels=renamed(pickup.parcels)),
        shop=shop and replace(shop, name=name),
        statement=day and replace(day, came=renamed(day.came), waits=renamed(day.waits)),
        proxy=name if telling.proxy else "",
    )


def message(kind: MessageKind = MessageKind.READY, channel: Channel = Channel.EMAIL) -> Message:
    """A row of the outbox."""
    row = (
        "0192a3b4",
        "once",
        kind,
        channel,
        "person",
        None,
        "pickup",
        (),
        "",
        None,
        MessageState.SENDING,
        1,
        None,
        NOW,
    )
    return Message(*row)
