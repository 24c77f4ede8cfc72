"""Parcels in walking order, what is due, what is ready."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Pickup, Shelf, shelf_sort_key, walking_order
from desk_app.domain.zones import Zone

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def parcel(
    shelf: str | None = "A-12",
    *,
    zone: Zone = Zone.AMBIENT,
    state: State = State.READY,
    order: str = "4127",
    piece: int = 1,
    shop: str = "La Belle Plume",
    due: int | None = 0,
    limit: datetime | None = None,
) -> Parcel:
    """A parcel with what matters here."""
    return Parcel(
        id=f"{shop}-{order}-{piece}",
        order_id=f"{shop}-{order}",
        shop_id=shop,
        pickup_id="pickup",
        shop=shop,
        trade="",
        colour="#000000",
        order=order,
        piece=piece,
        pieces=piece,
        customer="Éloïse Lefèvre",
        email=None,
        phone=None,
        items="",
        note="",
        zone=zone,
        age_check=False,
        unannounced=False,
        state=state,
        shelf_id=shelf,
        shelf=shelf,
        pickup_code="BKDFTRHLN",
        amount_due_cents=due,
        slot="",
        keep_until=limit,
        announced_at=NOON,
        received_at=NOON,
        ready_at=NOON,
        collected_at=None,
    )


def pickup(*parcels: Parcel) -> Pickup:
    """A pickup of these parcels."""
    return Pickup("id", "BKDFTRHLN", "Éloïse Lefèvre", None, None, NOON, None, parcels)


def test_shelves_are_walked_past_in_order() -> None:
    right = ["A", "A-2", "A-03", "A-12", "A-100", "A-100-2", "B-1", "C"]
    shuffled = random.Random(1).sample(right, len(right))
    assert sorted(shuffled, key=shelf_sort_key) == right


@pytest.mark.parametrize("code", [None, "", "12", "12A", "A", "É-1", "²", "٣", "A--1", " "])
def test_any_shelf_code_can_be_sorted(code: str | None) -> None:
    others = [None, "A-2", "12", "7B"]
    assert len(sorted([code, *others], key=shelf_sort_key)) == 5


def test_chilled_comes_last_and_frozen_after_it() -> None:
    right = [
        parcel("A-2"),
        parcel("A-12", order="4127", piece=1),
        parcel("A-12", order="4127", piece=2),
        parcel("A-12", order="4128"),
        parcel("B-1"),
        parcel("A-1", zone=Zone.CHILLED),
        parcel("F-2", zone=Zone.CHILLED),
        parcel("A-1", zone=Zone.FROZEN),
    ]
    shuffled = random.Random(2).sample(right, len(right))
    assert sorted(shuffled, key=walking_order) == right


def test_what_is_ready_and_what_is_not_here() -> None:
    ready, expected, missing = parcel(), parcel(state=State.ANNOUNCED), parcel(state=State.MISSING)
    gone = [parcel(state=state) for state in (State.COLLECTED, State.CANCELLED, State.RETURNED, State.DISPOSED)]
    mine = pickup(ready, expected, missing, *gone)
    assert mine.ready == (ready,)
    assert mine.not_here == (expected, missing)


def test_what_is_due_is_counted_once_an_order_and_only_of_what_is_ready() -> None:
    mine = pickup(
        parcel(order="1", piece=1, due=1250),
        parcel(order="1", piece=2, due=1250),
        parcel(order="2", due=300),
        parcel(order="3", due=0),
        parcel(order="4", due=99_00, state=State.ANNOUNCED),
        parcel(order="5", due=700, shop="Maison Iris"),
        parcel(order="6", due=0, shop="Fromagerie"),
    )
    assert mine.due() == {"La Belle Plume": 1550, "Maison Iris": 700}


def test_one_unknown_amount_makes_its_shop_unknown() -> None:
    amounts = [parcel(order="1", due=1250), parcel(order="2", due=None), parcel(order="3", due=300)]
    assert pickup(*amounts).due() == {"La Belle Plume": None}
    assert pickup(*reversed(amounts)).due() == {"La Belle Plume": None}


def test_a_parcel_knows_when_it_is_late() -> None:
    late, in_time = NOON + timedelta(days=1), NOON - timedelta(days=1)
    assert parcel(limit=NOON).is_overdue(late)
    assert not parcel(limit=NOON).is_overdue(in_time)
    assert not parcel(limit=NOON).is_too_late(late)
    assert parcel(limit=NOON, zone=Zone.CHILLED).is_too_late(late)


@pytest.mark.parametrize(
    ("capacity", "occupied", "full"), [(None, 99, False), (2, 1, False), (2, 2, True), (2, 3, True)]
)
def test_a_full_shelf(capacity: int | None, occupied: int, full: bool) -> None:
    assert Shelf("id", "A-1", "", Zone.AMBIENT, capacity, occupied).is_full is full
