"""Whose parcel it is: e-mail or phone exactly, never a name; and what a correction does."""

from dataclasses import replace

import pytest

from desk_app.counter import announce, check_out, find
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel
from desk_app.domain.verdicts import Verdict
from tests.counter.hub import EMAIL, Hub


def enter(hub: Hub, reference: str, customer: str = "Éloïse Lefèvre", **said: object) -> Parcel:
    """Announce, or announce again, an order of one piece."""
    announcement = Announcement(reference, customer, **said)  # type: ignore[arg-type]
    return announce.announce(hub.desk, hub.plume, announcement).parcels[0]


def people(hub: Hub) -> int:
    """How many customers the hub knows."""
    return len(hub.query("SELECT id FROM person"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"email": EMAIL}, {"email": " Eloise@EXEMPLE.fr"}),
        ({"phone": "06 12 34 56 78"}, {"phone": "+33 (0)6 12 34 56 78"}),
        ({"email": EMAIL, "phone": "0612345678"}, {"phone": "0612345678"}),
        ({"email": EMAIL, "phone": "0612345678"}, {"email": EMAIL}),
        ({"email": EMAIL}, {"email": EMAIL, "phone": "0612345678"}),
        ({"phone": "0612345678"}, {"email": EMAIL, "phone": "0612345678"}),
    ],
)
def test_one_customer_by_email_or_phone(hub: Hub, first: dict[str, str], second: dict[str, str]) -> None:
    one = enter(hub, "1", **first)
    two = enter(hub, "2", "E. Lefèvre-Martin", **second)
    assert one.pickup_code == two.pickup_code
    assert people(hub) == 1


def test_what_a_customer_is_known_by_grows(hub: Hub) -> None:
    one = enter(hub, "1", email=EMAIL)
    enter(hub, "2", email=EMAIL, phone="0612345678")
    assert enter(hub, "3", phone="0612345678", email="autre@exemple.fr").pickup_code == one.pickup_code
    assert enter(hub, "4", email="autre@exemple.fr").pickup_code == one.pickup_code


def test_the_email_is_surer_than_the_phone(hub: Hub) -> None:
    """A couple shares a phone; each has an address."""
    one = enter(hub, "1", email=EMAIL, phone="0612345678")
    two = enter(hub, "2", "Jean Lefèvre", email="jean@exemple.fr")
    both = enter(hub, "3", "Jean Lefèvre", email="jean@exemple.fr", phone="0612345678")
    assert both.pickup_code == two.pickup_code != one.pickup_code
    assert enter(hub, "4", phone="0612345678").pickup_code == one.pickup_code  # the phone stays whose it was


def test_a_name_alone_never_merges(hub: Hub) -> None:
    codes = {enter(hub, str(n), "Jean Dupont").pickup_code for n in range(3)}
    codes |= {enter(hub, "9", "Jean Dupont", email="jean@exemple.fr").pickup_code}
    assert len(codes) == 4
    assert people(hub) == 4


def test_one_open_pickup_for_each_customer(hub: Hub) -> None:
    codes = {enter(hub, str(n), email=EMAIL).pickup_code for n in range(5)}
    assert len(codes) == 1
    hub.check()


def test_a_corrected_email_keeps_the_code_when_it_was_a_slip(hub: Hub) -> None:
    before = enter(hub, "1", email="eloise@exmple.fr", phone="0612345678")
    after = enter(hub, "1", email=EMAIL)
    assert (after.pickup_code, after.email) == (before.pickup_code, EMAIL)
    assert people(hub) == 1
    assert find.customers(hub.desk, "eloise@exmple.fr") == ()
    assert [f.email for f in find.customers(hub.desk, EMAIL)] == [EMAIL]
    stranger = enter(hub, "2", "Quelqu’un d’autre", email="eloise@exmple.fr")  # it was theirs
    assert stranger.pickup_code != after.pickup_code
    hub.check()


def test_a_corrected_email_moves_the_parcel_to_the_customer_it_belongs_to(hub: Hub) -> None:
    right = enter(hub, "1", "Jean Dupont", email="jean@exemple.fr")
    wrong = enter(hub, "2", "Jean Dupont", email="jeanne@exemple.fr")
    assert wrong.pickup_code != right.pickup_code
    assert enter(hub, "2", "Jean Dupont", email="jean@exemple.fr").pickup_code == right.pickup_code
    assert hub.look(wrong.pickup_code).verdict is Verdict.NOTHING_READY  # the old code opens nothing
    hub.check()


def test_the_phone_goes_with_the_parcel(hub: Hub) -> None:
    right = enter(hub, "1", email="jean@exemple.fr")
    enter(hub, "2", email="jeanne@exemple.fr", phone="0612345678")
    enter(hub, "2", email="jean@exemple.fr", phone="0612345678")
    assert enter(hub, "3", phone="0612345678").pickup_code == right.pickup_code
    hub.check()


def test_a_corrected_email_never_takes_the_other_orders_along(hub: Hub) -> None:
    """The shop had typed a customer's address into somebody else's order."""
    mine = enter(hub, "1", email=EMAIL)
    theirs = enter(hub, "2", "Jean Dupont", email=EMAIL)
    assert theirs.pickup_code == mine.pickup_code
    moved = enter(hub, "2", "Jean Dupont", email="jean@exemple.fr")
    assert moved.pickup_code != mine.pickup_code
    answer = hub.look(mine.pickup_code)
    assert answer.pickup is not None
    assert [p.order for p in answer.pickup.parcels] == ["1"]
    assert enter(hub, "3", email=EMAIL).pickup_code == mine.pickup_code
    assert enter(hub, "4", email="jean@exemple.fr").pickup_code == moved.pickup_code
    hub.check()


def test_a_corrected_email_keeps_a_customer_known_by_phone_together(hub: Hub) -> None:
    mine = enter(hub, "1", email=EMAIL, phone="0612345678")
    enter(hub, "2", email="eloise@exmple.fr", phone="0612345678")
    assert enter(hub, "2", email="lefevre@exemple.fr", phone="0612345678").pickup_code == mine.pickup_code
    assert people(hub) == 1


def test_a_corrected_email_of_a_parcel_on_its_shelf(hub: Hub) -> None:
    parcel = hub.ready()[0]
    hub.announce("9")  # so that the old customer has an order besides
    moved = enter(hub, "4127", "Jean Dupont", email="jean@exemple.fr")
    assert (moved.id, moved.state, moved.shelf) == (parcel.id, State.READY, parcel.shelf)
    assert hub.look(moved.pickup_code).verdict is Verdict.READY
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.WRONG_PARCEL
    hub.check()


def test_a_further_piece_after_a_correction_goes_to_the_right_customer(hub: Hub) -> None:
    first, _second = hub.ready(pieces=2)
    hub.announce("9")
    check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    said = Announcement("4127", "Jean Dupont", email="jean@exemple.fr", pieces=3)
    answer = announce.announce(hub.desk, hub.plume, said)
    assert [p.state for p in answer.parcels] == [State.COLLECTED, State.READY, State.ANNOUNCED]
    assert answer.parcels[2].pickup_code == answer.parcels[1].pickup_code != first.pickup_code
    hub.check()


def test_a_contact_added_later_joins_the_customer_it_is_known_of(hub: Hub) -> None:
    mine = enter(hub, "1", email=EMAIL)
    nameless = enter(hub, "2", email=None)
    assert nameless.pickup_code != mine.pickup_code
    assert enter(hub, "2", email=EMAIL).pickup_code == mine.pickup_code
    hub.check()


def test_a_corrected_name_is_the_pickups_too(hub: Hub) -> None:
    code = enter(hub, "1", "Eloise Lefevr", email=EMAIL).pickup_code
    enter(hub, "1", "Éloïse Lefèvre", email=EMAIL)
    answer = hub.look(code)
    assert answer.pickup is not None
    assert answer.pickup.customer == "Éloïse Lefèvre"
    assert [f.customer for f in find.customers(hub.desk, "lefèvre")] == ["Éloïse Lefèvre"]


def test_a_correction_after_all_have_left_changes_nothing(hub: Hub) -> None:
    gone = hub.collected()[0]
    after = announce.announce(hub.desk, hub.plume, Announcement("4127", "Jean Dupont", email="jean@exemple.fr"))
    assert after.parcels == (gone,)


def test_a_batch_recognises_as_one_by_one_would(hub: Hub) -> None:
    file = [
        Announcement("1", "Éloïse", email=EMAIL),
        Announcement("2", "Éloïse", email=EMAIL, phone="+33612345678"),
        Announcement("3", "E. Lefèvre", phone="+33612345678"),
        Announcement("4", "Éloïse"),
        Announcement("5", "Éloïse"),
    ]
    announce.import_orders(hub.desk, hub.plume, file)
    codes = [hub.of_order(str(n))[0].pickup_code for n in range(1, 6)]
    assert codes[0] == codes[1] == codes[2]
    assert len(set(codes)) == 3
    assert announce.import_orders(hub.desk, hub.plume, [replace(a, note="x") for a in file]).changed == 5
    assert [hub.of_order(str(n))[0].pickup_code for n in range(1, 6)] == codes
    hub.check()
