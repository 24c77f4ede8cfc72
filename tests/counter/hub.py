"""A real hub for tests: two counters, three shops, a few shelves, and a clock that a test sets."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from desk_app.counter import announce, check_out, journal, lists, receive, setup
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.lists import Filter, Group
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Answer, JournalEntry, Parcel, Shelf, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store.columns import metadata
from desk_app.store.engine import Store

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SHOPS = ("La Belle Plume", "Maison Iris", "Fromagerie du Marché")
EMAIL, PHONE = "eloise@exemple.fr", "+33612345678"

TABLES = tuple(sorted(set(metadata.tables) - {"journal", "journal_head"}))
"""What a refusal leaves alone: everything but the journal."""


_WAITING = "state IN ('announced', 'received', 'ready', 'missing', 'returning')"
WRONG = (
    "SELECT parcel.id FROM parcel JOIN shop_order o ON o.id = order_id JOIN pickup ON pickup.id = pickup_id"
    f" WHERE {_WAITING} AND (pickup.person_id <> o.person_id OR pickup.closed_at IS NOT NULL)",
    "SELECT person_id FROM pickup WHERE closed_at IS NULL GROUP BY person_id HAVING COUNT(*) > 1",
    "SELECT id FROM pickup WHERE closed_at IS NULL"
    f" AND NOT EXISTS (SELECT 1 FROM parcel WHERE pickup_id = pickup.id AND {_WAITING})",
    "SELECT id FROM parcel WHERE (state = 'collected') <> (collected_at IS NOT NULL)",
    "SELECT id FROM parcel WHERE state = 'ready' AND (shelf_id IS NULL OR ready_at IS NULL OR received_at IS NULL)",
    "SELECT id FROM parcel WHERE state IN ('announced', 'cancelled') AND received_at IS NOT NULL",
    "SELECT o.person_id FROM shop_order o WHERE NOT EXISTS (SELECT 1 FROM parcel WHERE order_id = o.id)",
)
"""Questions that nobody ever answers."""


class Clock:
    """Goes on by a second each time it is read, so that no two actions are at the same time."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def advance(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


class Hub:
    """A hub in a store that has the schema."""

    def __init__(self, store: Store, shops: Sequence[str] = SHOPS, *, name: str = "") -> None:
        """The oldest hub, made when there is none, or the one of that name."""
        self.store = store
        self.clock = Clock()
        self.desk = open_desk(store, "Poste 1", "Camille", self.clock, hub_name="Maison", hub=name)
        self.other = Desk(store, self.desk.hub_id, "Poste 2", "Sacha", self.clock)
        for shop in shops:
            setup.save_shop(self.desk, Shop("", shop))
        self.shops = {shop.name: shop.id for shop in setup.shops(self.desk)}
        self.plume, self.iris, self.fromage = (self.shops[name] for name in SHOPS)

    def shelf(self, code: str, zone: Zone = Zone.AMBIENT, capacity: int | None = None) -> Shelf:
        """A new shelf."""
        setup.save_shelf(self.desk, Shelf("", code, "", zone, capacity))
        return next(shelf for shelf in setup.shelves(self.desk) if shelf.code == code)

    def announce(
        self, reference: str = "4127", customer: str = "Éloïse Lefèvre", shop: str | None = None, **said: Any
    ) -> tuple[Parcel, ...]:
        """The parcels of an order that a shop announces; the customer has an e-mail unless ``email`` says otherwise."""
        said.setdefault("email", EMAIL)
        said.setdefault("due_cents", 0)
        answer = announce.announce(self.desk, shop or self.plume, Announcement(reference, customer, **said))
        assert answer.verdict is Verdict.ANNOUNCED, answer
        return answer.parcels

    def ready(self, reference: str = "4127", customer: str = "Éloïse Lefèvre", **said: Any) -> tuple[Parcel, ...]:
        """The parcels of an order, all of them received on a shelf of their zone."""
        mine = self.announce(reference, customer, **said)
        zone = mine[0].zone
        if not any(shelf.zone is zone for shelf in setup.shelves(self.desk)):
            self.shelf(f"{zone.value[0].upper()}-1", zone)
        shelved = [receive.receive(self.desk, parcel.id) for parcel in mine]
        assert {answer.verdict for answer in shelved} == {Verdict.SHELVED}
        return tuple(answer.parcels[0] for answer in shelved)

    def collected(self, reference: str = "4127", customer: str = "Éloïse Lefèvre", **said: Any) -> tuple[Parcel, ...]:
        """The parcels of an order, handed over."""
        mine = self.ready(reference, customer, **said)
        answer = check_out.hand_over(self.desk, mine[0].pickup_code, [parcel.id for parcel in mine])
        assert answer.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL), answer
        return answer.parcels

    def parcel(self, parcel_id: str) -> Parcel:
        """A parcel as it stands."""
        found = lists.parcel(self.desk, parcel_id)
        assert found is not None
        return found

    def of_order(self, reference: str = "4127") -> list[Parcel]:
        """The pieces of an order as they stand, cancelled ones too."""
        every = lists.parcels(self.desk, Filter(group=Group.ALL, limit=10_000)).rows
        return sorted((p for p in every if p.order == reference), key=lambda p: p.piece)

    def states(self, reference: str = "4127") -> list[State]:
        """The states of an order's pieces."""
        return [parcel.state for parcel in self.of_order(reference)]

    def look(self, code: str) -> Answer:
        """What a pickup code opens."""
        return check_out.look(self.desk, code)

    def journal(self) -> tuple[JournalEntry, ...]:
        """Every journal entry, the newest first."""
        return journal.entries(self.desk, 10_000)

    def rows(self, tables: Sequence[str] = TABLES) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of some tables, sorted."""
        return {
            table: sorted((tuple(row) for row in self.query(f"SELECT * FROM {table}")), key=repr) for table in tables
        }

    def query(self, statement: str) -> list[Any]:
        """What a raw statement answers."""
        return self.store.read(lambda tx: list(tx.execute(text(statement))))

    def write(self, statement: str) -> None:
        """Run a raw statement."""
        self.store.write(lambda tx: tx.execute(text(statement)))

    def check(self) -> None:
        """Every open parcel is in an open pickup of its order's customer; nobody has two, none is empty."""
        for wrong in WRONG:
            assert self.query(wrong) == [], wrong
