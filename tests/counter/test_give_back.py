"""A server that was restored from an older backup is given back what its counters know."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from desk_app.counter import announce, check_out, incidents, lists, receive, replay, undo
from desk_app.counter.replay import Replayed, follow
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel
from desk_app.store.engine import Store
from tests.counter.far_counter import Counter
from tests.counter.hub import Hub
from tests.counter.old_backup import OldBackup

pytestmark = pytest.mark.parametrize("prepared_url", ["postgresql"], indirect=True)


@contextmanager
def backed_up(store: Store) -> Iterator[Callable[[], None]]:
    """A backup of the server's database; what is yielded puts it in its place."""
    backup = OldBackup(store)
    try:
        yield backup.restore
    finally:
        backup.drop()


def test_a_restored_server_is_given_back_what_it_lost(counter: Counter, hub: Hub) -> None:
    """A backup of yesterday is put in its place: what this counter did since is known to it alone."""
    mine = [hub.ready(str(n), f"Client {n}", email=f"{n}@exemple.fr")[0] for n in (1, 2)]
    counter.follow()
    with backed_up(hub.store) as restore:
        check_out.hand_over(counter.desk, mine[0].pickup_code, nonce="n1")
        check_out.hand_over(counter.desk, mine[1].pickup_code, nonce="n2")
        assert follow(counter.desk, counter.store) == 0
        restore()
    assert hub.parcel(mine[0].id).state is State.READY
    assert follow(counter.desk, counter.store) == 2
    assert replay.give_back(counter.desk) == Replayed(replayed=2)
    assert [hub.parcel(p.id).state for p in mine] == [State.COLLECTED] * 2
    assert follow(counter.desk, counter.store) == 0


def test_a_standby_that_has_not_got_the_last_moment_is_noticed(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """The counter was answered, and its copy has not seen it yet: the line of the journal is nowhere any more."""
    counter.follow()
    with backed_up(hub.store) as standby:
        check_out.hand_over(counter.desk, parcel.pickup_code)
        standby()
    assert follow(counter.desk, counter.store) == 1
    assert follow(counter.desk, counter.store) == 1  # it is offered until it is given back, by another window too
    assert replay.give_back(counter.desk) == Replayed(replayed=1)
    assert hub.parcel(parcel.id).state is State.COLLECTED
    assert follow(counter.desk, counter.store) == 0


def test_what_was_done_in_a_moment_is_given_back_in_its_order(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    counter.follow()
    with backed_up(hub.store) as restore:
        check_out.hand_over(counter.desk, parcel.pickup_code, nonce="n2")
        undo.undo(counter.desk, parcel.id, "Changé d’avis", nonce="n1")
        restore()
    assert follow(counter.desk, counter.store) == 2
    assert replay.give_back(counter.desk) == Replayed(replayed=2)
    assert hub.parcel(parcel.id).state is State.READY


def test_an_announcement_that_changed_nothing_is_no_loss(counter: Counter, hub: Hub) -> None:
    counter.follow()
    for _ in range(2):
        announce.announce(counter.desk, hub.plume, Announcement("4711", "Anne Un", email="anne@exemple.fr"))
    assert follow(counter.desk, counter.store) == 0


def test_an_incident_is_given_back_too(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """The server that knew of it was restored: it is no less an incident."""
    counter.follow()
    with backed_up(hub.store) as restore:
        counter.cut()
        check_out.hand_over(counter.desk, parcel.pickup_code)
        check_out.hand_over(hub.desk, parcel.pickup_code)
        assert counter.mend() == Replayed(incidents=1)
        counter.follow()
        restore()
        check_out.hand_over(hub.desk, parcel.pickup_code)
        assert incidents.unsolved(hub.desk) == ()
        assert follow(counter.desk, counter.store) == 1
        assert replay.give_back(counter.desk) == Replayed(incidents=1)
        assert len(incidents.unsolved(hub.desk)) == 1


def test_what_shops_announced_since_the_backup_is_given_back_too(counter: Counter, hub: Hub) -> None:
    """At whatever counter it came in; with the same names, for their labels are on the parcels by now."""
    hub.shelf("A-1")
    counter.follow()
    with backed_up(hub.store) as restore:
        mine = hub.announce("4711", "Anne Un", pieces=2)
        taken_in = receive.receive(counter.desk, mine[0].id)
        counter.follow()
        restore()
        assert lists.parcel(hub.desk, mine[0].id) is None
        assert follow(counter.desk, counter.store) == 2
        assert replay.give_back(counter.desk) == Replayed(replayed=2)
        assert follow(counter.desk, counter.store) == 0
    back = hub.parcel(mine[0].id)
    assert (back.state, back.shelf, back.pickup_code) == (State.READY, "A-1", taken_in.parcels[0].pickup_code)
    assert hub.parcel(mine[1].id).state is State.ANNOUNCED
    hub.check()
