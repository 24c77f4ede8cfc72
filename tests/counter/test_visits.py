"""Two counters that have the same pickup open see each other, and which of them was first."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.counter import check_out, undo, visits
from desk_app.counter.desk import Desk
from desk_app.domain.values import Parcel
from desk_app.domain.visits import Visitor
from desk_app.store.columns import metadata
from desk_app.store.engine import Store
from tests.counter.hub import Hub


@pytest.fixture
def parcel(hub: Hub) -> Parcel:
    """What both want to hand over."""
    return hub.ready()[0]


def who(found: tuple[Visitor, ...]) -> list[tuple[str, str]]:
    """Counters and clerks."""
    return [(visitor.counter, visitor.clerk) for visitor in found]


def others(desk: Desk, parcel: Parcel) -> list[tuple[str, str]]:
    """Who else has the parcel's pickup open."""
    seen = visits.see(desk, parcel.pickup_id)
    assert seen is not None
    return who(seen.others)


def test_each_of_two_counters_learns_of_the_other(hub: Hub, parcel: Parcel) -> None:
    assert visits.begin(hub.desk, parcel.pickup_id) == ()
    assert who(visits.begin(hub.other, parcel.pickup_id)) == [("Poste 1", "Camille")]
    assert others(hub.desk, parcel) == [("Poste 2", "Sacha")]


def test_a_counter_that_opens_another_pickup_has_left_the_first(hub: Hub, parcel: Parcel) -> None:
    second = hub.ready("4128", "Paul Garnier", email="paul@exemple.fr")[0]
    for wanted in (parcel, second, second):
        visits.begin(hub.desk, wanted.pickup_id)
    assert others(hub.other, parcel) == []
    assert others(hub.other, second) == [("Poste 1", "Camille")]


def test_a_counter_that_closes_its_card_is_not_there_any_more(hub: Hub, parcel: Parcel) -> None:
    visits.begin(hub.desk, parcel.pickup_id)
    visits.end(hub.desk)
    visits.end(hub.desk)
    assert others(hub.other, parcel) == []


def test_a_card_that_was_forgotten_is_not_told_and_is_cleared_away(hub: Hub, parcel: Parcel) -> None:
    visits.begin(hub.desk, parcel.pickup_id)
    hub.clock.advance(minutes=11)
    assert others(hub.other, parcel) == []
    visits.begin(hub.other, parcel.pickup_id)
    assert [row.counter for row in hub.query("SELECT counter FROM visit")] == ["Poste 2"]


def test_the_journal_knows_nothing_of_it(hub: Hub, parcel: Parcel) -> None:
    before = hub.journal()
    visits.begin(hub.desk, parcel.pickup_id)
    visits.see(hub.other, parcel.pickup_id)
    visits.end(hub.desk)
    assert hub.journal() == before


def test_what_another_counter_has_handed_over_is_known_with_its_name(hub: Hub, parcel: Parcel) -> None:
    second = hub.ready("4128")[0]
    check_out.hand_over(hub.other, parcel.pickup_code, [parcel.id])
    check_out.hand_over(hub.desk, parcel.pickup_code, [second.id])
    seen = visits.see(hub.desk, parcel.pickup_id)
    assert seen is not None
    assert list(seen.taken) == [parcel.id]
    assert who(tuple(seen.taken.values())) == [("Poste 2", "Sacha")]


def test_what_was_taken_back_is_not_gone(hub: Hub, parcel: Parcel) -> None:
    check_out.hand_over(hub.other, parcel.pickup_code, [parcel.id])
    undo.undo(hub.other, parcel.id, "Erreur de client")
    seen = visits.see(hub.desk, parcel.pickup_id)
    assert seen is not None
    assert seen.taken == {}


def test_a_pickup_of_another_database_is_not_seen(hub: Hub) -> None:
    assert visits.see(hub.desk, "another") is None


def test_a_counter_on_its_own_copy_sees_nobody_and_writes_nothing(hub: Hub, tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'copy.sqlite'}", is_copy=True)) as copy:
        copy.write(metadata.create_all)
        alone = replace(hub.desk, store=copy)
        assert visits.begin(alone, "some pickup") == ()
        visits.end(alone)


def test_a_database_that_is_away_is_nothing_to_wait_for(hub: Hub, tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'nowhere' / 'hub.sqlite3'}")) as away:
        desk = replace(hub.desk, store=away)
        assert visits.begin(desk, "some pickup") == ()
        visits.end(desk)
