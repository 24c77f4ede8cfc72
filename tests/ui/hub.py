"""A small real hub for the screens: three shops, six shelves, and parcels as a test wants them."""

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.counter import announce, check_out, lists, receive, setup
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.values import Announcement, Parcel, Pickup, Shelf, Shop
from desk_app.domain.zones import Zone
from desk_app.store.engine import Store

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SHOPS = (
    Shop("", "La Belle Plume", "librairie", "#7a4fa3"),
    Shop("", "Maison Iris", "cosmétiques", "#c04f7c"),
    Shop("", "Fromagerie du Marché", "", "#dda033"),
)
SHELVES = ("A-02", "A-12", "B-03", "C-07")


class Hub:
    """A store with a clock that tests can set."""

    def __init__(self, url: str) -> None:
        self.now = NOON
        self.store = Store(url)
        self.desk = self.open_desk()
        if not setup.shops(self.desk):  # a copy of a hub has them
            self._furnish()
        self.shops = {shop.name: shop for shop in setup.shops(self.desk)}
        self._orders = 4100

    def _furnish(self) -> None:
        for shop in SHOPS:
            setup.save_shop(self.desk, shop)
        for code in SHELVES:
            setup.save_shelf(self.desk, Shelf("", code, "", Zone.AMBIENT))
        setup.save_shelf(self.desk, Shelf("", "F-02", "", Zone.CHILLED))
        setup.save_shelf(self.desk, Shelf("", "G-01", "", Zone.FROZEN))

    def open_desk(self) -> Desk:
        """The first counter, with Camille at it."""
        return open_desk(self.store, "Poste 2", "Camille", lambda: self.now, hub_name="La Maison")

    def announce(self, customer: str, shop: str = "La Belle Plume", **values: object) -> Parcel:
        """A parcel that will come."""
        self._orders += 1
        email = f"{customer.split(maxsplit=1)[0].lower()}@exemple.fr".encode("ascii", "ignore").decode()
        said = {"reference": str(self._orders), "customer": customer, "email": email, "due_cents": 0, **values}
        answer = announce.announce(self.desk, self.shops[shop].id, Announcement(**said))  # type: ignore[arg-type]
        assert answer.parcels, answer
        return answer.parcels[0]

    def ready(self, customer: str, shop: str = "La Belle Plume", shelf: str | None = None, **values: object) -> Parcel:
        """A parcel on its shelf."""
        announced = self.announce(customer, shop, **values)
        answer = receive.receive(self.desk, announced.id, shelf=shelf)
        assert answer.parcels, answer
        return answer.parcels[0]

    def shelves(self) -> tuple[Shelf, ...]:
        """All shelves."""
        return setup.shelves(self.desk)

    def parcel(self, parcel_id: str) -> Parcel:
        """A parcel as the store has it now."""
        found = lists.parcel(self.desk, parcel_id)
        assert found is not None
        return found

    def pickup(self, code: str) -> Pickup:
        """What stands under a pickup code."""
        found = check_out.look(self.desk, code).pickup
        assert found is not None
        return found

    def later(self, **span: float) -> None:
        """Let time go by."""
        self.now += timedelta(**span)

    def go_away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on the database does not answer: its file has gone, and a folder stands in its place."""
        monkeypatch.setattr("desk_app.store.engine.BUSY_SECONDS", 0)
        assert self.store.file is not None
        self.store.close()
        self.store.file.rename(self.store.file.with_suffix(".away"))
        self.store.file.mkdir()

    def come_back(self) -> None:
        """The database answers again."""
        assert self.store.file is not None
        self.store.close()
        self.store.file.rmdir()
        self.store.file.with_suffix(".away").rename(self.store.file)

    def close(self) -> None:
        """Close the store."""
        self.store.close()
