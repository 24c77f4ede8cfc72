"""A counter that goes on with an older program while another one upgrades the database: refused, whole, and told so."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.counter import announce, check_out, clerks, cold, prints, privacy, receive, setup, undo
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.prints import PrintKind
from desk_app.domain.values import Announcement, Shelf, Shop
from desk_app.domain.zones import Zone
from desk_app.store import migrate
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseUnusable
from tests.counter.carrier import Carrier
from tests.counter.hub import Hub
from tests.store.test_migrate import next_version

NEW = Announcement("9999", "Jeanne Martin", email="jeanne@exemple.fr")


class OldHub(Hub):
    """A hub with a parcel on its shelf, one that will come, one that is cold, and one that has left."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.here = self.ready("1")[0]
        self.announce("2", "Paul Garnier", email="paul@exemple.fr")
        self.cold = self.ready("3", "Anne Petit", email="anne@exemple.fr", zone=Zone.CHILLED)[0]
        self.left = self.collected("4", "Luc Petit", email="luc@exemple.fr")[0]


@pytest.fixture
def old(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OldHub:
    """The hub as an older program has it open, its connections in use, once a newer one has upgraded its database."""
    hub = OldHub(store)
    for _time in range(8):  # often enough that a driver has prepared its statements
        hub.look(hub.here.pickup_code)
    with next_version(tmp_path, monkeypatch), closing(Store(store.url)) as newer:
        migrate.prepare(newer)
    return hub


def everything(hub: Hub) -> dict[str, list[tuple[object, ...]]]:
    """All rows, read by a program that knows them."""
    with closing(Store(hub.store.url)) as store:
        reader = Hub.__new__(Hub)
        reader.store = store
        return reader.rows((*reader.rows(), "journal", "journal_head"))


ACTS: dict[str, Callable[[OldHub], object]] = {
    "announce": lambda hub: announce.announce(hub.desk, hub.plume, NEW),
    "import": lambda hub: announce.import_orders(hub.desk, hub.plume, [NEW]),
    "receive": lambda hub: receive.receive(hub.desk, "2", label=True),
    "hand over": lambda hub: check_out.hand_over(hub.desk, hub.here.pickup_code),
    "a wrong code": lambda hub: check_out.look(hub.desk, "BBBBBBBBB"),
    "undo": lambda hub: undo.undo(hub.desk, hub.left.id, "une erreur"),
    "cold": lambda hub: cold.take_out(hub.desk, hub.cold.id),
    "shop": lambda hub: setup.save_shop(hub.desk, Shop("", "Une autre")),
    "shelf": lambda hub: setup.save_shelf(hub.desk, Shelf("", "Z-9", "", Zone.AMBIENT)),
    "setting": lambda hub: setup.save_hub_setting(hub.desk, "retention.days", "90"),
    "clerk": lambda hub: clerks.save_clerk(hub.desk, Clerk("", "Sacha", Role.MANAGER), pin="48213"),
    "print": lambda hub: prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [hub.here.id]),
    "send": lambda hub: Carrier().go(hub.desk),
    "purge": lambda hub: privacy.purge(hub.desk),
}


def test_each_action_is_refused_and_nothing_is_written(old: OldHub) -> None:
    old.clock.advance(days=100)  # messages are due, and people
    before = everything(old)
    told = {}
    for name, act in ACTS.items():
        with pytest.raises(DatabaseUnusable) as refused:
            act(old)
        told[name] = refused.value.reason.key
    assert everything(old) == before
    assert set(told.values()) == {"errors.database_newer"}, told


def test_what_is_no_more_where_it_was_is_the_newer_programs_doing(old: OldHub) -> None:
    """Never taken for a bug of the older one."""
    old.write("ALTER TABLE parcel RENAME COLUMN shelf_key TO shelf_word")
    with pytest.raises(DatabaseUnusable) as refused:
        old.of_order("1")
    assert refused.value.reason.key == "errors.database_newer"
