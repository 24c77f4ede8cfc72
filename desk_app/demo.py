"""The demonstration hub: nine days of a believable one, lived through the counter's own functions up to now.

Nothing of it is real, and it never touches the user's data: it has a profile of its own.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk_app.counter import announce, check_out, receive, returns, setup
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.checks import Checks, Identity, Method, Paid
from desk_app.domain.people import fold
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel, Shelf, Shop
from desk_app.domain.zones import Zone
from desk_app.resources import FOLDER
from desk_app.settings import Settings, Start
from desk_app.store import orders
from desk_app.store.engine import Store, Tx

SEED = 64
ORDERS = 270  # with their pieces, about 300 parcels
DAYS = 9
CLERKS = ("Camille", "Idriss")
COUNTER = "Poste 1"
_ALL_SEEN = Checks(majority_seen=True, identity_seen=Identity.CARD, paid=(Paid(Method.CARD),))


@dataclass(slots=True)
class Clock:
    """A clock that is set."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Life:
    """What becomes of one order, and when."""

    shop: str
    announcement: Announcement
    announced: datetime
    received: datetime | None = None
    left: datetime | None = None
    end: State = State.COLLECTED
    unannounced: bool = False


def open_demonstration(settings: Settings, language: str) -> int:
    """Show the window on a demonstration hub of today; the window's exit status."""
    from desk_app.app import open_window  # noqa: PLC0415 - Qt only when there is a window

    profile = settings.profile / "demo"
    own = Settings(profile)
    own.set("counter.clerk", CLERKS[0])
    file = database_of_today(profile, datetime.now(UTC))
    own.set("database.url", f"sqlite:///{file}")  # the settings show what is in use
    return open_window(lambda: Start(own, language, own.database_url))


def database_of_today(profile: Path, now: datetime) -> Path:
    """The demonstration's database, built when there is none of today; older ones go."""
    profile.mkdir(parents=True, exist_ok=True)
    file = profile / f"demo-{now.astimezone():%Y-%m-%d}.sqlite"
    if not file.exists():
        for old in profile.glob("demo-*.sqlite*"):
            old.unlink()
        part = profile / "demo.part"
        for leftover in profile.glob("demo.part*"):
            leftover.unlink()
        desk = build(f"sqlite:///{part}", now)
        desk.store.close()  # folds the WAL into the file
        part.rename(file)
    return file


def build(url: str, now: datetime) -> Desk:
    """A hub with its last days in an empty database; the desk it gives has the real clock."""
    data = tomllib.loads((FOLDER / "demo" / "hub.toml").read_text(encoding="utf-8"))
    clock = Clock(now - timedelta(days=DAYS + 1))
    desk = open_desk(Store(url), COUNTER, CLERKS[0], clock, hub_name=data["name"])
    shops = _set_up(desk, data)
    events = sorted(_events(_lives(data, now), now), key=lambda event: event[0])
    for at, what, life in events:
        clock.now = at
        clerk = CLERKS[at.astimezone().hour >= 14]
        _happen(replace(desk, clerk=clerk), shops, what, life)
    return replace(desk, clock=lambda: datetime.now(UTC))


def _set_up(desk: Desk, data: dict[str, Any]) -> dict[str, Shop]:
    for key, value in data["settings"].items():
        setup.save_hub_setting(desk, key, value)
    for shop in data["shops"]:
        email = f"bonjour@{fold(shop['name']).replace(' ', '-')}.example"
        setup.save_shop(desk, Shop("", shop["name"], shop["trade"], shop["colour"], email))
    for row in data["shelves"]:
        zone, digits = Zone(row["zone"]), 2 if row["count"] > 2 else 1
        for number in range(1, row["count"] + 1):
            code = f"{row['prefix']}{number:0{digits}d}"
            shelf = Shelf("", code, "", zone, row["capacity"], for_returns=row.get("returns", False))
            setup.save_shelf(desk, shelf)
    return {shop.name: shop for shop in setup.shops(desk)}


def _lives(data: dict[str, Any], now: datetime) -> Iterator[Life]:
    dice = random.Random(SEED)
    people = _people(data, dice)
    yield from _eloise(now)
    yield from _rare(now)
    for number in range(ORDERS):
        shop = data["shops"][number % len(data["shops"])]
        name, email, phone = dice.choice(people)
        announcement = Announcement(
            f"{shop['prefix']}{100 + number}",
            name,
            email=email,
            phone=phone,
            items=dice.choice(shop["goods"]),
            pieces=shop.get("pieces", 1) if dice.random() < 0.5 else 1,
            zone=Zone(shop.get("zone", "ambient")),
            age_check=shop.get("age_check", False),
            due_cents=dice.randrange(800, 6000, 50) if shop.get("unpaid") and dice.random() < 0.4 else 0,
            slot=_slot(number, now) if shop.get("slots") else "",
        )
        yield _life(dice, shop["name"], announcement, now)


def _slot(number: int, now: datetime) -> str:
    """An hour of yesterday, today or tomorrow, as a shop writes it."""
    hour = 10 + number % 8
    return f"{now.astimezone() + timedelta(days=number % 3 - 1):%d/%m/%Y} {hour}h-{hour + 1}h"


def _people(data: dict[str, Any], dice: random.Random) -> list[tuple[str, str | None, str | None]]:
    """Customers as shops know them: some without e-mail, some without phone, never without both."""
    people = []
    for number in range(150):
        given, family = dice.choice(data["given"]), dice.choice(data["family"])
        email = f"{fold(given)}.{fold(family)}{number}@exemple.fr".replace(" ", "-")
        phone = f"+3353649{number:04d}"  # numbers kept for fiction
        has = dice.random()
        people.append((f"{given} {family}", email if has < 0.85 else None, phone if has > 0.25 else None))
    return people


def _eloise(now: datetime) -> Iterator[Life]:
    """A customer whose parcels wait in three shops' colours, with one more to come."""
    who: dict[str, Any] = {"email": "eloise.lefevre@exemple.fr", "phone": "+33536491178"}
    morning, evening = now - timedelta(hours=4), now - timedelta(hours=20)
    for shop, reference, items, zone, due, at in (
        ("La Belle Plume", "4127", "2 livres", Zone.AMBIENT, 0, evening),
        ("Maison Iris", "I-88", "Coffret visage", Zone.AMBIENT, 0, morning),
        ("Fromagerie du Marché", "2301", "Panier de fromages", Zone.CHILLED, 1250, morning),
        ("Épicerie Vidal", "V-552", "Panier gourmand", Zone.AMBIENT, 0, None),
    ):
        announcement = Announcement(reference, "Éloïse Lefèvre", items=items, zone=zone, due_cents=due, **who)
        yield Life(shop, announcement, now - timedelta(days=2), at)


def _rare(now: datetime) -> Iterator[Life]:
    """One of each end that chance may leave out."""
    announced, received, left = (now - timedelta(days=n) for n in (6, 5, 2))
    for number, end in enumerate((State.MISSING, State.RETURNING, State.RETURNED, State.DISPOSED)):
        announcement = Announcement(f"G{number + 90}", "Benoît Castaing", items="Vacherin 8 parts", zone=Zone.CHILLED)
        yield Life("Glaces Ostriz", announcement, announced, received, left, end)


def _life(dice: random.Random, shop: str, announcement: Announcement, now: datetime) -> Life:
    """Announced over the last days, dropped off the next morning or so, fetched when people do."""
    announced = now - timedelta(days=dice.uniform(0, DAYS), minutes=10)
    received = announced + timedelta(hours=dice.uniform(2, 30))
    if received > now - timedelta(minutes=5):
        return Life(shop, announcement, announced)
    cold = announcement.zone is not Zone.AMBIENT
    left = received + timedelta(hours=dice.uniform(1, 20) if cold else dice.expovariate(1 / 50) + 0.5)
    luck = dice.random()
    life = Life(shop, announcement, announced, received, left if left < now - timedelta(minutes=2) else None)
    if luck < 0.04:
        return replace(life, received=None, left=received, end=State.CANCELLED)
    if luck < 0.06:
        return replace(life, left=None if announced > now - timedelta(days=3) else now, end=State.MISSING)
    if luck < 0.13 and life.left:
        return replace(life, end=dice.choice([State.RETURNING, State.RETURNED, State.DISPOSED]))
    if luck < 0.17:
        return replace(life, left=None)  # waits, and grows late
    return replace(life, unannounced=luck > 0.97)


def _events(lives: Iterator[Life], now: datetime) -> Iterator[tuple[datetime, str, Life]]:
    for life in lives:
        if not life.unannounced:
            yield life.announced, "announced", life
        if life.received:
            received = max(_while_open(life.received, now), life.announced + timedelta(minutes=1))
            yield received, "received", life
            if life.announcement.zone in (Zone.CHILLED, Zone.FROZEN):
                yield received + timedelta(seconds=45), "in_the_cold", life
            if life.left:
                yield max(_while_open(life.left, now), received + timedelta(minutes=1)), life.end, life
        elif life.left:
            yield life.left, life.end, life


def _while_open(at: datetime, now: datetime) -> datetime:
    """The same share of the day, between nine and seven; of the last hours when that is still to come."""
    day = at.astimezone()
    share = (day.hour + day.minute / 60) / 24
    open_at = day.replace(hour=9, minute=0) + timedelta(hours=10 * share)
    return open_at if open_at < now else now - timedelta(minutes=5 + 100 * share)


def _happen(desk: Desk, shops: dict[str, Shop], what: str, life: Life) -> None:
    shop = shops[life.shop]
    reference = life.announcement.reference
    if what == "announced":
        announce.announce(desk, shop.id, life.announcement)
    elif what == "received" and life.unannounced:
        receive.receive_unannounced(desk, shop.id, life.announcement)
    elif what == "received":
        receive.receive(desk, reference, shop_id=shop.id, pieces=life.announcement.pieces)
    elif what == "in_the_cold":
        for parcel in desk.store.read(lambda tx: _here(tx, desk, shop, reference)):
            receive.move(desk, parcel.id, parcel.shelf or "")
    elif what == State.CANCELLED:
        announce.import_orders(desk, shop.id, [replace(life.announcement, cancelled=True)])
    else:
        _leave(desk, shop, reference, State(what))


def _leave(desk: Desk, shop: Shop, reference: str, end: State) -> None:
    mine = desk.store.read(lambda tx: _here(tx, desk, shop, reference))
    if end is State.COLLECTED and mine:
        check_out.hand_over(desk, mine[0].pickup_code, [p.id for p in mine], checks=_ALL_SEEN)
        return
    for parcel in mine:
        _end(desk, parcel, end)


def _end(desk: Desk, parcel: Parcel, end: State) -> None:
    """A parcel that its customer does not take."""
    if end is State.MISSING:
        returns.missing(desk, parcel.id)
    elif end is State.DISPOSED:
        returns.damaged(desk, parcel.id, "Emballage ouvert, contenu abîmé")
        returns.dispose(desk, parcel.id, "Abîmé, invendable")
    else:
        returns.refuse(desk, parcel.id, "Ne convient pas")
        if end is State.RETURNED:
            returns.give_back(desk, parcel_ids=[parcel.id], taken_by="Inès Delmas", slip=False)


def _here(tx: Tx, desk: Desk, shop: Shop, reference: str) -> list[Parcel]:
    found = orders.by_reference(tx, desk.hub_id, reference, shop.id)
    return [p for order in found for p in order.parcels if p.state is State.READY]
