"""A hub after some years of work: who came, what they ordered, where it stands, and what the journal says.

:func:`rows` gives it as rows of the tables, as ``counter`` would have written them, the oldest visit first. Seeded: the
same size is always the same hub. The present is :data:`NOW`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.names import Name, Names
from desk_app.domain import chain
from desk_app.domain.codes import ALPHABET, check_letter
from desk_app.domain.deadlines import HoldingPeriod, keep_until
from desk_app.domain.hours import opening_of
from desk_app.domain.people import deletions, fold, words
from desk_app.domain.states import OPEN, State
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store.orders import reference_key
from desk_app.store.places import sort_key
from desk_app.store.search import keys_of

NOW = datetime(2026, 3, 14, 15, 0, tzinfo=UTC)
YEARS = 3
MOST_OPEN = 20_000

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_SHOPS = (
    ("La Belle Plume", "Librairie", "#3b6ea5"),
    ("Fromagerie du Marché", "Fromagerie", "#b8860b"),
    ("Chez Amandine", "Pâtisserie", "#a0522d"),
    ("Le Fil d’Ariane", "Mercerie", "#8e4585"),
    ("Parfums d’Antan", "Parfumerie", "#6a5acd"),
    ("Cave Saint-Vincent", "Vins", "#722f37"),
    ("Au Bon Grain", "Épicerie", "#556b2f"),
    ("Les Petits Souliers", "Chaussures", "#8b4513"),
    ("Maison Quentin", "Maroquinerie", "#5d4037"),
    ("L’Atelier du Thé", "Thés", "#2e8b57"),
    ("Boucherie Lambert", "Boucherie", "#b22222"),
    ("Poissonnerie du Port", "Poissonnerie", "#1e6091"),
    ("La Boîte à Jouets", "Jouets", "#e07a1f"),
    ("Optique Centrale", "Optique", "#37474f"),
    ("Fleurs de Saison", "Fleuriste", "#c2185b"),
    ("Torréfaction Bellini", "Cafés", "#4e342e"),
    ("Papeterie Royale", "Papeterie", "#1565c0"),
    ("Bio et Compagnie", "Primeur", "#33691e"),
    ("Glacier des Alpes", "Glaces", "#00838f"),
    ("Disques Mistral", "Disques", "#212121"),
    ("Mode & Matières", "Vêtements", "#ad1457"),
    ("Quincaillerie Durand", "Quincaillerie", "#616161"),
    ("La Ruche", "Miels", "#f9a825"),
    ("Bijoux Éclat", "Bijouterie", "#7b5e00"),
    ("Cycles Morel", "Cycles", "#0d47a1"),
    ("Vapeur Douce", "Blanchisserie", "#0097a7"),
    ("Chocolats Rivière", "Chocolaterie", "#3e2723"),
    ("Terre et Feu", "Céramique", "#bf5b3f"),
    ("Électro Services", "Électroménager", "#455a64"),
    ("La Malle aux Tissus", "Tissus", "#6d4c41"),
)
_CHILLED_SHOPS = {"Fromagerie du Marché", "Boucherie Lambert", "Poissonnerie du Port"}
_FROZEN_SHOPS = {"Glacier des Alpes"}
_SHELVES = {Zone.AMBIENT: ("ABCDEFGHJK", 60), Zone.CHILLED: ("RS", 40), Zone.FROZEN: ("X", 20)}
_COUNTERS = (("Poste 1", "Camille"), ("Poste 2", "Yann"), ("Poste 3", "Inès"))
_HOSTS = ("exemple.fr", "courriel.example", "poste.example", "boite.example")
_ITEMS = ("1 × Coffret découverte", "2 × Carnet ligné", "1 × Panier du samedi", "3 × Savon de Marseille", "1 × Écharpe")


@dataclass(slots=True)
class Person:
    """A customer."""

    id: str
    name: Name
    email: str | None
    phone: str | None


@dataclass(slots=True)
class Builder:
    """Draws one hub."""

    size: int
    rng: Random = field(default_factory=lambda: Random(20260314))
    hub_id: str = ""
    shops: list[Row] = field(default_factory=list)
    shelves: dict[str, list[Row]] = field(default_factory=dict)
    orders_of: dict[str, int] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    ends: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Where each counter's chain ends."""

    def key(self, at: datetime) -> str:
        """What ``new_key`` would have made then."""
        milliseconds = int(at.timestamp() * 1000)
        return f"{milliseconds:012x}7{self.rng.getrandbits(12):03x}8{self.rng.getrandbits(60):015x}"

    def code(self, length: int) -> str:
        """A valid code that no other has."""
        letters = "".join(self.rng.choices(ALPHABET, k=length - 1))
        if letters in self.codes:
            return self.code(length)
        self.codes.add(letters)
        return letters + check_letter(letters)

    def nonce(self) -> str:
        """What names an action."""
        return f"{self.rng.getrandbits(128):032x}"

    def chained(self, row: Row) -> Row:
        """A row of the journal at the end of its counter's chain."""
        seq, before = self.ends.get(row["counter"], (0, chain.START))
        row["seq"] = seq + 1
        row["digest"] = chain.digest(before, row)
        self.ends[row["counter"]] = row["seq"], row["digest"]
        return row

    def heads(self) -> list[Row]:
        """The chains' heads."""
        return [{"hub_id": self.hub_id, "counter": name, "seq": seq} for name, (seq, _) in self.ends.items()]

    def places(self) -> Rows:
        """The hub, its shops and its shelves."""
        start = NOW - timedelta(days=366 * YEARS + 30)
        self.hub_id = self.key(start)
        self.shops = [self._shop(start, *shop) for shop in _SHOPS]
        for zone, (aisles, bays) in _SHELVES.items():
            codes = [f"{aisle}-{bay:02}" for aisle in aisles for bay in range(1, bays + 1)]
            self.shelves[zone] = [self._shelf(start, code, zone) for code in codes]
        return {
            "hub": [{"id": self.hub_id, "name": "Maison du commerce"}],
            "shop": self.shops,
            "shelf": [shelf for some in self.shelves.values() for shelf in some],
        }

    def _shop(self, at: datetime, name: str, trade: str, colour: str) -> Row:
        return {
            "id": self.key(at),
            "hub_id": self.hub_id,
            "name": name,
            "name_key": fold(name),
            "trade": trade,
            "colour": colour,
            "email": f"bonjour@{fold(name).replace(' ', '-')}.example",
            "phone": f"+3341{self.rng.randrange(10**7):07}",
            "active": True,
            "pickup_methods": json.dumps(["Retrait à la maison du commerce"], ensure_ascii=False),
            "hold_days": self.rng.choice((None, None, 10, 14)),
        }

    def _shelf(self, at: datetime, code: str, zone: Zone) -> Row:
        tag = self.code(7)
        capacity = 40 if zone is Zone.AMBIENT else 60
        shelf = {"id": self.key(at), "hub_id": self.hub_id, "code": code, "code_key": sort_key(code)}
        return shelf | {"tag": tag, "zone": zone, "capacity": capacity}

    def people(self, count: int) -> list[Person]:
        """Customers, each with an address or a phone or both."""
        names, taken = Names(self.rng), set[str]()
        return [self._person(names.new(), number, taken) for number in range(count)]

    def _person(self, name: Name, number: int, taken: set[str]) -> Person:
        dice = self.rng.random()
        local = f"{fold(name.given)}.{fold(name.family)}".replace(" ", "-")
        email = f"{local}@{self.rng.choice(_HOSTS)}"
        if email in taken:
            email = f"{local}{number}@{self.rng.choice(_HOSTS)}"
        taken.add(email)
        phone = f"+336{(number * 7_368_787 + 11_234_567) % 10**8:08}"  # a prime step: no two alike
        return Person("", name, email if dice < 0.85 else None, phone if dice > 0.2 else None)


def rows(size: int) -> Iterator[Rows]:
    """The hub's rows by table, some thousands at a time; ``size`` parcels, the newest of them open."""
    builder = Builder(size)
    yield builder.places()
    people = builder.people(size // 4 + min(size, MOST_OPEN) // 2)  # who comes, comes four times
    waiting = set[int]()
    yield from _visits(builder, people, waiting)
    yield from _findable(builder, people, waiting)
    yield {"journal_head": builder.heads()}


def _visits(builder: Builder, people: list[Person], waiting: set[int]) -> Iterator[Rows]:
    rng = builder.rng
    opened = min(builder.size // 2, MOST_OPEN)
    left, visit, pending = builder.size, _Visits(builder), 0
    span = timedelta(days=365 * YEARS)
    while left > 0:
        is_open = left <= opened
        number = rng.randrange(len(people)) if rng.random() < 0.5 else int(len(people) * rng.random() ** 2)
        if is_open and number in waiting:
            continue
        count = min(rng.choices((1, 2, 3, 4, 6), (60, 24, 10, 4, 2))[0], left if is_open else left - opened)
        at = NOW - timedelta(days=9, minutes=17) - span * ((left - opened) / builder.size)
        if is_open:
            waiting.add(number)
            at = NOW - timedelta(days=9) * (left / opened)
        visit.add(people[number], at, count, is_open=is_open)
        left -= count
        pending += count
        if pending >= 5_000 or not left:
            yield visit.take()
            pending = 0


def _findable(builder: Builder, people: list[Person], waiting: set[int]) -> Iterator[Rows]:
    """The search's own tables, as ``search.learn`` fills them."""
    vocabulary = set[str]()
    keys: list[Row] = []
    for number, person in enumerate(people):
        if not person.id:
            continue
        vocabulary |= set(words(person.name.full))
        row = {"person_id": person.id, "hub_id": builder.hub_id, "is_open": number in waiting}
        keys += [row | {"key": key} for key in sorted(keys_of(person.name.full, person.email, person.phone))]
    yield {"person_key": keys}
    every = sorted(vocabulary)
    ours = {"hub_id": builder.hub_id}
    slips = [ours | {"slip": slip, "word": word} for word in every if len(word) > 2 for slip in sorted(deletions(word))]
    yield {"name_word": [ours | {"word": word} for word in every], "name_slip": slips}


class _Visits:
    """Rows of visits: what was ordered, brought, shelved and handed over."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._rng = builder.rng
        self._opening = opening_of({})
        self._rows: Rows = {}

    def take(self) -> Rows:
        """What has been added since it was last taken."""
        taken, self._rows = self._rows, {}
        return taken

    def _write(self, table: str, row: Row) -> None:
        self._rows.setdefault(table, []).append(row)

    def add(self, person: Person, at: datetime, count: int, *, is_open: bool) -> None:
        """A customer orders ``count`` parcels at ``at``, of one shop or several."""
        if not person.id:
            self._meet(person, at)
        opened = {"id": self._builder.key(at), "hub_id": self._builder.hub_id, "code": self._builder.code(9)}
        leaves = None if is_open else at + timedelta(hours=self._rng.uniform(20, 190))
        pickup = opened | {"person_id": person.id, "opened_at": at, "closed_at": leaves}
        self._write("pickup", pickup)
        parcels = []
        while count > 0:
            pieces = min(count, self._rng.choices((1, 2, 3), (88, 9, 3))[0])
            parcels += self._order(person, pickup, at, pieces)
            count -= pieces
        if leaves is not None:
            self._journal("hand_over", leaves, [p for p in parcels if p["state"] is State.COLLECTED], "scanned")

    def _meet(self, person: Person, at: datetime) -> None:
        hub_id = self._builder.hub_id
        person.id = self._builder.key(at)
        self._write("person", {"id": person.id, "hub_id": hub_id, "name": person.name.full})
        for value in filter(None, (person.email, person.phone)):
            self._write("contact", {"hub_id": hub_id, "value": value, "person_id": person.id})

    def _order(self, person: Person, pickup: Row, at: datetime, pieces: int) -> list[Row]:
        shop = self._builder.shops[int(len(_SHOPS) * self._rng.random() ** 1.5)]
        number = self._builder.orders_of[shop["id"]] = self._builder.orders_of.get(shop["id"], 1000) + 1
        reference = (f"#{number}", f"{number}", f"CMD-{number}")[len(shop["name"]) % 3]
        order = self._order_row(person, shop, reference, at)
        self._write("shop_order", order)
        zone = self._zone(shop)
        marks = {"zone": zone, "age_check": shop["trade"] == "Vins", "pieces": pieces, "unannounced": False}
        keys = {"shop_key": shop["name_key"], "order_key": sort_key(reference), "customer_key": fold(order["customer"])}
        parcels = [
            marks | keys | self._parcel(pickup, order, piece + 1, at, zone, shop["hold_days"])
            for piece in range(pieces)
        ]
        for parcel in parcels:
            self._write("parcel", parcel)
        self._journal("import", at, parcels, "", Verdict.ANNOUNCED)
        return parcels

    def _order_row(self, person: Person, shop: Row, reference: str, at: datetime) -> Row:
        name = person.name.capitals if self._rng.random() < 0.05 else person.name.full
        return {
            "id": self._builder.key(at),
            "hub_id": self._builder.hub_id,
            "shop_id": shop["id"],
            "person_id": person.id,
            "match_key": f"ref:{reference_key(reference)}",
            "reference": reference,
            "reference_key": reference_key(reference),
            "customer": name,
            "email": person.email,
            "phone": person.phone,
            "items": self._rng.choice(_ITEMS),
            "item_count": self._rng.randint(1, 4),
            "amount_due_cents": self._rng.choice((0, 0, 0, 0, None, self._rng.randrange(500, 9000))),
            "note": "Sonner à l’arrivée" if self._rng.random() < 0.05 else "",
            "slot": "",
            "created_at": at - timedelta(minutes=self._rng.randrange(600)),
            "announced_at": at,
        }

    def _zone(self, shop: Row) -> Zone:
        if shop["name"] in _CHILLED_SHOPS:
            return Zone.CHILLED
        return Zone.FROZEN if shop["name"] in _FROZEN_SHOPS else Zone.AMBIENT

    def _state(self, at: datetime, *, is_open: bool) -> State:
        if not is_open:
            return self._rng.choices((State.COLLECTED, State.CANCELLED, State.RETURNED), (96, 3, 1))[0]
        if NOW - at < timedelta(days=3):
            return State.ANNOUNCED
        those = (State.READY, State.ANNOUNCED, State.RECEIVED, State.MISSING, State.RETURNING)
        return self._rng.choices(those, (88, 5, 5, 1, 1))[0]

    def _parcel(self, pickup: Row, order: Row, piece: int, at: datetime, zone: Zone, hold_days: int | None) -> Row:
        leaves = pickup["closed_at"]
        state = self._state(at, is_open=leaves is None)
        row = {
            "id": self._builder.code(12),
            "hub_id": pickup["hub_id"],
            "order_id": order["id"],
            "pickup_id": pickup["id"],
            "shop_id": order["shop_id"],
            "shelf_id": None,
            "shelf_key": "",
            "piece": piece,
            "state": state,
            "announced_at": at,
            "received_at": None,
            "ready_at": None,
            "collected_at": leaves if state is State.COLLECTED else None,
            "keep_until": None,
            "moved_at": at if leaves is None else leaves,
        }
        return row if state in {State.ANNOUNCED, State.CANCELLED} else row | self._shelved(row, zone, hold_days)

    def _shelved(self, row: Row, zone: Zone, hold_days: int | None) -> Row:
        at, state = row["announced_at"], row["state"]
        here = at + timedelta(hours=self._rng.uniform(1, 18))
        if state in OPEN and zone.is_cold:
            here = NOW - timedelta(hours=self._rng.uniform(1, 26))  # nobody lets cheese wait for a week
        period = HoldingPeriod() if hold_days is None else HoldingPeriod(hold_days)
        placed: Row = {"received_at": here, "keep_until": keep_until(here, zone, period, self._opening)}
        if state in OPEN:
            placed["moved_at"] = here
        shelf = None if state is State.RECEIVED else self._rng.choice(self._builder.shelves[zone])
        if shelf is not None:
            placed |= {"shelf_id": shelf["id"], "shelf_key": shelf["code_key"], "ready_at": here}
        verdict = Verdict.SHELVED if shelf else Verdict.RECEIVED
        self._journal("receive", here, [row], shelf["code"] if shelf else "", verdict)
        return placed

    def _journal(
        self, action: str, at: datetime, parcels: list[Row], detail: str, verdict: Verdict = Verdict.COLLECTED
    ) -> None:
        counter, clerk = self._rng.choice(_COUNTERS)
        nonce = self._builder.nonce()
        for line, parcel in enumerate(parcels):
            row = {"id": self._builder.key(at), "hub_id": parcel["hub_id"], "at": at, "counter": counter}
            row |= {"clerk": clerk, "action": action, "verdict": verdict, "detail": detail, "nonce": nonce}
            row |= {"parcel_id": parcel["id"], "pickup_id": parcel["pickup_id"], "line": line}
            self._write("journal", self._builder.chained(row))
