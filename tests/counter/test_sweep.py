"""Sweeping a shelf: what was scanned there against what should stand there, and the hub's books mended by it."""

from dataclasses import replace

import pytest

from desk_app.counter import check_out, receive, returns, sweep
from desk_app.domain import codes
from desk_app.domain.states import State
from desk_app.domain.sweeps import Sweep
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import Hub


@pytest.fixture
def shelved(hub: Hub) -> list[Parcel]:
    """Three parcels of three customers on A-01; A-02 is empty."""
    hub.shelf("A-01")
    those = [hub.ready(f"410{n}", name, email=f"{n}@exemple.fr")[0] for n, name in enumerate(("Anne", "Paul", "Zoé"))]
    hub.shelf("A-02")
    return those


def swept(hub: Hub, shelf: str, *scanned: str) -> Sweep:
    """What that sweep comes to."""
    found = sweep.sweep(hub.desk, shelf, scanned)
    assert found is not None
    return found


def ids(parcels: tuple[Parcel, ...]) -> list[str]:
    """Which they are."""
    return [parcel.id for parcel in parcels]


def test_a_shelf_that_is_as_it_should_be_is_right(hub: Hub, shelved: list[Parcel]) -> None:
    found = swept(hub, "A-01", *(p.id for p in shelved))
    assert (found.is_right, found.shelf.code, sorted(ids(found.standing))) == (True, "A-01", sorted(ids((*shelved,))))
    assert swept(hub, found.shelf.tag, *(p.id for p in shelved)) == found


def test_what_was_not_scanned_is_missing_in_the_order_it_stands(hub: Hub, shelved: list[Parcel]) -> None:
    found = swept(hub, "A-01", shelved[1].id)
    assert ids(found.standing) == [shelved[1].id]
    assert ids(found.missing) == [shelved[0].id, shelved[2].id]
    assert not found.is_right


def test_what_belongs_elsewhere_or_nowhere_yet_or_is_missing_is_misplaced(hub: Hub, shelved: list[Parcel]) -> None:
    receive.move(hub.desk, shelved[0].id, "A-02")
    returns.missing(hub.desk, shelved[1].id)
    found = swept(hub, "A-01", *(p.id for p in shelved))
    assert sorted(ids(found.misplaced)) == sorted([shelved[0].id, shelved[1].id])
    assert ids(found.standing) == [shelved[2].id]
    assert found.missing == ()


def test_what_has_left_or_never_came_is_gone(hub: Hub, shelved: list[Parcel]) -> None:
    check_out.hand_over(hub.desk, shelved[0].pickup_code)
    announced = hub.announce("4999")[0]
    found = swept(hub, "A-01", shelved[0].id, announced.id)
    assert sorted(ids(found.gone)) == sorted([shelved[0].id, announced.id])
    assert found.standing == ()


def test_what_names_no_parcel_is_unknown_once(hub: Hub, shelved: list[Parcel]) -> None:
    nobody = codes.new_parcel_id()
    found = swept(hub, "A-01", nobody, "3760012345678", nobody, "3760012345678")
    assert found.unknown == (nobody, "3760012345678")


def test_a_label_scanned_twice_is_one_parcel(hub: Hub, shelved: list[Parcel]) -> None:
    assert ids(swept(hub, "A-01", shelved[0].id, shelved[0].id.lower()).standing) == [shelved[0].id]


def test_labels_of_shelves_and_empty_lines_are_passed_over(hub: Hub, shelved: list[Parcel]) -> None:
    found = swept(hub, "A-01", "", *(p.id for p in shelved))
    assert swept(hub, "A-01", found.shelf.tag, "  ", *(p.id for p in shelved), found.shelf.tag).is_right


def test_overdue_ones_that_were_seen_are_marked(hub: Hub, shelved: list[Parcel]) -> None:
    hub.clock.advance(days=30)
    found = swept(hub, "A-01", shelved[0].id)
    assert ids(found.overdue) == [shelved[0].id]
    assert ids(found.standing) == [shelved[0].id]


@pytest.mark.parametrize("shelf", ["", "Z-99", "x" * 500])
def test_a_shelf_that_is_not_there_is_no_sweep(hub: Hub, shelf: str) -> None:
    assert sweep.sweep(hub.desk, shelf, [codes.new_parcel_id()]) is None


def test_looking_changes_nothing(hub: Hub, shelved: list[Parcel]) -> None:
    before, told = hub.rows(), len(hub.journal())
    swept(hub, "A-02", shelved[0].id)
    assert (hub.rows(), len(hub.journal())) == (before, told)


def test_mending_moves_finds_and_marks_missing(hub: Hub, shelved: list[Parcel]) -> None:
    receive.move(hub.desk, shelved[0].id, "A-02")
    returns.missing(hub.desk, shelved[1].id)
    answers = sweep.mend(hub.desk, swept(hub, "A-01", shelved[0].id, shelved[1].id))
    assert sorted(a.verdict for a in answers) == [Verdict.FOUND, Verdict.MOVED, Verdict.NOTED_MISSING]
    now = [hub.parcel(p.id) for p in shelved]
    assert [(p.state, p.shelf) for p in now[:2]] == [(State.READY, "A-01"), (State.READY, "A-01")]
    assert now[2].state is State.MISSING
    assert swept(hub, "A-01", shelved[0].id, shelved[1].id).is_right
    hub.check()


def test_the_journal_tells_of_the_sweep_and_its_counts(hub: Hub, shelved: list[Parcel]) -> None:
    receive.move(hub.desk, shelved[0].id, "A-02")
    sweep.mend(hub.desk, swept(hub, "A-01", shelved[0].id, shelved[1].id, "3760012345678"))
    newest = hub.journal()[0]
    assert (newest.verdict, newest.detail, newest.parcel) == (Verdict.SWEPT, "A-01 1/1/1/0/1 2", None)


def test_frozen_goods_on_an_ambient_shelf_are_refused_and_stay_where_they_are_known(hub: Hub) -> None:
    ice = hub.ready("2301", zone=Zone.FROZEN)[0]
    hub.shelf("A-01")
    answers = sweep.mend(hub.desk, swept(hub, "A-01", ice.id))
    assert [a.verdict for a in answers] == [Verdict.WRONG_ZONE]
    assert hub.parcel(ice.id).shelf == ice.shelf
    assert [e.verdict for e in hub.journal()[:2]] == [Verdict.SWEPT, Verdict.WRONG_ZONE]
    assert hub.journal()[0].detail.endswith(" 0")


def test_what_goes_back_to_its_shop_is_not_marked_missing(hub: Hub, shelved: list[Parcel]) -> None:
    returns.refuse(hub.desk, shelved[0].id)
    found = swept(hub, "A-01", shelved[1].id, shelved[2].id)
    assert ids(found.missing) == [shelved[0].id]
    assert sweep.mend(hub.desk, found) == []
    assert hub.parcel(shelved[0].id).state is State.RETURNING


def test_what_left_meanwhile_is_not_marked_missing(hub: Hub, shelved: list[Parcel]) -> None:
    found = swept(hub, "A-01")
    check_out.hand_over(hub.other, shelved[0].pickup_code)
    answers = sweep.mend(hub.desk, found)
    assert sorted(a.verdict for a in answers) == [
        Verdict.ALREADY_COLLECTED,
        Verdict.NOTED_MISSING,
        Verdict.NOTED_MISSING,
    ]
    assert hub.parcel(shelved[0].id).state is State.COLLECTED


def test_mending_twice_is_the_same(hub: Hub, shelved: list[Parcel]) -> None:
    receive.move(hub.desk, shelved[0].id, "A-02")
    found = swept(hub, "A-01", shelved[0].id)
    sweep.mend(hub.desk, found)
    state = [(p.id, p.state, p.shelf) for p in map(hub.parcel, ids((*shelved,)))]
    sweep.mend(hub.desk, replace(found))
    assert [(p.id, p.state, p.shelf) for p in map(hub.parcel, ids((*shelved,)))] == state


def test_a_full_shelf_is_swept_whole(hub: Hub) -> None:
    hub.shelf("A-01", capacity=60)
    those = hub.ready("5000", pieces=60)
    found = swept(hub, "A-01", *(p.id for p in those[:59]))
    assert (len(found.standing), ids(found.missing)) == (59, [those[59].id])


def test_one_that_does_not_belong_here_is_put_here_by_its_scan(hub: Hub, shelved: list[Parcel]) -> None:
    assert sweep.put_here(hub.desk, shelved[0].id, "A-02").verdict is Verdict.MOVED
    returns.missing(hub.desk, shelved[0].id)
    assert sweep.put_here(hub.desk, shelved[0].id, "A-01").verdict is Verdict.FOUND
    assert hub.parcel(shelved[0].id).shelf == "A-01"
    check_out.hand_over(hub.desk, shelved[0].pickup_code)
    assert sweep.put_here(hub.desk, shelved[0].id, "A-01").verdict is Verdict.ALREADY_COLLECTED
    assert sweep.put_here(hub.desk, codes.new_parcel_id(), "A-01").verdict is Verdict.UNKNOWN_PARCEL
