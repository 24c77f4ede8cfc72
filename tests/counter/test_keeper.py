"""A counter is kept in step with its hub: what changes comes; a server that goes, or comes back, is noticed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import make_url

from desk_app.counter import check_out, keeper, lists, replay, setup
from desk_app.counter.desk import Desk, open_desk
from desk_app.counter.keeper import Keeper
from desk_app.counter.replay import Replayed
from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from desk_app.store.listening import EVERYTHING, NOTHING
from desk_app.store.shared import SharedStore
from tests.counter.hub import Hub
from tests.end_to_end.relay import Relay, relay

on_server = pytest.mark.parametrize("prepared_url", ["postgresql"], indirect=True)
LONG = 20.0


@dataclass
class Kept:
    """A counter with a copy and its keeper; ``said`` is what its keeper has said of the server."""

    desk: Desk
    store: SharedStore
    wire: Relay
    keeper: Keeper = field(init=False)
    said: list[Replayed | int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.desk, self.said.append, self.said.append)

    def until_alone(self) -> None:
        """Turns until the keeper has noticed that the server is away."""
        while not self.store.is_alone:
            self.keeper.wait(LONG)

    def until_copied(self, is_there: Callable[[Desk], object]) -> None:
        """Turns until it is in the copy."""
        copied = Desk(self.store.copy.store, self.desk.hub_id, "Poste 9", clock=self.desk.clock)
        while not is_there(copied):
            self.keeper.wait(LONG)

    def until_here(self, parcel: Parcel) -> None:
        """Turns until a parcel is ready in the copy."""
        self.until_copied(lambda copied: (there := lists.parcel(copied, parcel.id)) and there.state is State.READY)


@pytest.fixture
def kept(store: Store, hub: Hub, tmp_path: Path) -> Iterator[Kept]:
    with (
        relay(make_url(store.url).port or 0) as wire,
        closing(SharedStore(store.url.set(port=wire.port), tmp_path / "copy.sqlite", hub.clock)) as shared,
    ):
        made = Kept(open_desk(shared, "Poste 9", "Zoé", hub.clock), shared, wire)
        with closing(made.keeper):
            assert EVERYTHING in (made.keeper.wait(LONG), made.keeper.wait(LONG))
            yield made


@on_server
def test_what_others_do_is_in_the_copy(kept: Kept, hub: Hub) -> None:
    setup.save_shop(hub.desk, Shop("", "Nouvelle"))
    kept.until_copied(lambda copied: "Nouvelle" in {shop.name for shop in setup.shops(copied)})
    parcel = hub.ready()[0]
    kept.until_here(parcel)
    kept.wire.refuse()
    assert check_out.look(kept.desk, parcel.pickup_code).verdict is Verdict.READY


@on_server
def test_a_server_that_goes_is_noticed_while_nobody_asks(kept: Kept, hub: Hub) -> None:
    parcel = hub.ready()[0]
    kept.until_here(parcel)
    kept.wire.refuse()
    kept.until_alone()
    assert check_out.hand_over(kept.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL
    kept.wire.mend()
    while kept.store.is_alone:
        kept.keeper.wait(LONG)
    assert kept.said == [Replayed(replayed=1)]
    assert hub.parcel(parcel.id).state is State.COLLECTED


@on_server
def test_a_clerk_who_notices_first_wakes_the_keeper(kept: Kept, hub: Hub) -> None:
    parcel = hub.ready()[0]
    kept.until_here(parcel)
    kept.wire.refuse()
    waiting = Thread(target=kept.until_alone)
    waiting.start()
    assert check_out.look(kept.desk, parcel.pickup_code).verdict is Verdict.READY
    waiting.join(LONG)
    assert not waiting.is_alive()


@on_server
def test_no_room_for_the_copy_is_no_server_that_is_away(kept: Kept, hub: Hub) -> None:
    kept.store.copy.store.write(lambda tx: tx.exec_driver_sql("PRAGMA max_page_count=1").close())
    parcel = hub.announce(note="long " * 100_000)[0]
    while "journal" not in kept.keeper.wait(LONG):
        pass
    kept.keeper.wait(LONG)
    with pytest.raises(DatabaseOffline):
        replay.follow(kept.desk, kept.store)
    assert not kept.store.is_alone
    assert check_out.identify(kept.desk, parcel.id).verdict is Verdict.NOT_ARRIVED
    kept.store.copy.store.write(lambda tx: tx.exec_driver_sql("PRAGMA max_page_count=1000000").close())
    replay.follow(kept.desk, kept.store)
    copied = Desk(kept.store.copy.store, hub.desk.hub_id, "Poste 9")
    assert check_out.identify(copied, parcel.id).verdict is Verdict.NOT_ARRIVED


@on_server
def test_it_stops_while_the_server_is_away(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "TRY_AGAIN_SECONDS", LONG)
    kept.wire.refuse()
    kept.until_alone()
    waiting = Thread(target=lambda: kept.keeper.wait(LONG))
    waiting.start()
    kept.keeper.stop()
    waiting.join(LONG)
    assert not waiting.is_alive()


def test_without_a_copy_it_only_listens(hub: Hub) -> None:
    with closing(Keeper(hub.desk)) as alone:
        assert alone.wait(LONG) == EVERYTHING
        alone.wake()
        assert alone.wait(LONG) == NOTHING
