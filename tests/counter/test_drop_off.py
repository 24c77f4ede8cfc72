"""What a shop has just brought: one drop-off, from the first parcel to the last without a long pause."""

from desk_app.counter import check_out, receive
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from tests.counter.hub import EMAIL, Hub


def brought(hub: Hub) -> list[str]:
    """The orders of the bookshop's last drop-off."""
    return [parcel.order for parcel in receive.last_drop_off(hub.desk, hub.plume)]


def test_parcels_taken_in_one_after_the_other_are_one_drop_off(hub: Hub) -> None:
    for order in ("1", "2", "3"):
        hub.ready(order)
        hub.clock.advance(minutes=20)
    assert brought(hub) == ["1", "2", "3"]


def test_after_a_pause_it_is_another_one(hub: Hub) -> None:
    hub.ready("1")
    hub.clock.advance(minutes=31)
    hub.ready("2")
    hub.ready("3")
    assert brought(hub) == ["2", "3"]


def test_what_another_shop_or_counter_brought_is_not_in_it(hub: Hub) -> None:
    hub.ready("1")
    hub.ready("2", shop=hub.iris)
    receive.receive(hub.other, hub.announce("3")[0].id)
    assert brought(hub) == ["1"]


def test_all_pieces_and_unannounced_parcels_are_in_it(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce("1")
    receive.receive(hub.desk, "1", pieces=3)
    receive.receive_unannounced(hub.desk, hub.plume, Announcement("2", "Éloïse Lefèvre", email=EMAIL))
    assert brought(hub) == ["1", "1", "1", "2"]


def test_a_parcel_without_a_shelf_or_handed_over_since_was_brought_all_the_same(hub: Hub) -> None:
    hub.announce("1")
    receive.receive(hub.desk, "1")
    given = hub.collected("2")
    assert given[0].state is State.COLLECTED
    assert brought(hub) == ["1", "2"]


def test_what_was_only_announced_refused_moved_or_handed_over_is_none(hub: Hub) -> None:
    shelf = hub.shelf("B-1")
    hub.announce("1")
    assert brought(hub) == []
    parcel = hub.ready("2")[0]
    receive.receive(hub.desk, "2")  # it is here already
    hub.clock.advance(minutes=31)
    receive.move(hub.desk, parcel.id, shelf.code)
    check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])
    assert brought(hub) == ["2"]


def test_after_a_day_there_is_none(hub: Hub) -> None:
    hub.ready("1")
    hub.clock.advance(hours=25)
    assert brought(hub) == []
