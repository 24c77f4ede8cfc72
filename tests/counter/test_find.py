"""Finding a customer without a code, from the counter's side: their newest pickup, and what waits in it."""

import pytest

from desk_app.counter import find, lists
from desk_app.domain.lists import Filter, Group
from tests.counter.hub import EMAIL, PHONE, Hub


def test_found_with_what_is_ready_and_what_is_waited_for(hub: Hub) -> None:
    code = hub.ready("1", phone=PHONE)[0].pickup_code
    hub.announce("2", shop=hub.iris)
    found = find.customers(hub.desk, "lefevre")
    assert len(found) == 1
    assert (found[0].code, found[0].customer, found[0].email, found[0].phone) == (
        code,
        "Éloïse Lefèvre",
        EMAIL,
        PHONE,
    )
    assert (found[0].ready, found[0].waiting, found[0].closed_at) == (1, 1, None)
    assert set(found[0].shops) == {"La Belle Plume", "Maison Iris"}


@pytest.mark.parametrize("order", ["CMD-118", "cmd118", "#cmd 118", "CMD-118 "])
def test_found_by_an_order_number(hub: Hub, order: str) -> None:
    hub.announce("CMD-118")
    hub.announce("CMD-119", "Jean Dupont", email="jean@exemple.fr")
    assert [f.customer for f in find.customers(hub.desk, order)] == ["Éloïse Lefèvre"]


def test_found_by_an_order_number_typed_without_shift(hub: Hub) -> None:
    hub.announce("1042")
    assert [f.customer for f in find.customers(hub.desk, "&à'é")] == ["Éloïse Lefèvre"]
    assert [f.customer for f in find.customers(hub.desk, "?", alternatives=["7", "1042"])] == ["Éloïse Lefèvre"]


def test_a_name_is_never_a_number(hub: Hub) -> None:
    hub.announce("2LO", "Jean Dupont", email=None)  # é is 2, typed without Shift
    hub.announce("3", "Élodie Martin", email="elodie@exemple.fr")
    assert [f.customer for f in find.customers(hub.desk, "élo")] == ["Élodie Martin"]


def test_those_who_have_parcels_waiting_come_first(hub: Hub) -> None:
    gone = hub.collected("1", "Anne Martin", email="anne@exemple.fr")[0]
    hub.ready("2", "Zoé Martin", email="zoe@exemple.fr")
    found = find.customers(hub.desk, "martin")
    assert [f.customer for f in found] == ["Zoé Martin", "Anne Martin"]
    assert (found[1].code, found[1].ready, found[1].closed_at) == (gone.pickup_code, 0, gone.collected_at)
    assert found[1].shops == ("La Belle Plume",)


def test_the_open_pickup_is_the_one_found(hub: Hub) -> None:
    hub.collected("1")
    code = hub.ready("2")[0].pickup_code
    assert [f.code for f in find.customers(hub.desk, "lefevre")] == [code]


def test_no_more_than_asked_for(hub: Hub) -> None:
    for number in range(6):
        hub.announce(str(number), f"Martin {number}", email=None)
    assert len(find.customers(hub.desk, "martin", limit=4)) == 4
    assert len(find.customers(hub.desk, "martin")) == 6


@pytest.mark.parametrize(
    "text",
    ["", " ", "%", "_", "%%%", "\\", "'", '"; DROP TABLE person', "\x00", "\ud800", "a\x00@b", "x\\@", "*", "(", "-"],
)
def test_rubbish_finds_nobody_and_never_raises(hub: Hub, text: str) -> None:
    hub.announce()
    assert find.customers(hub.desk, text) == ()
    assert lists.parcels(hub.desk, Filter(group=Group.ALL, text=text)).total == (0 if text.strip() else 1)
