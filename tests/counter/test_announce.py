"""Announcing by hand: new, changed, the same again, or why not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk_app.counter import announce, find, receive, setup
from desk_app.counter.entering import MOST_DUE, MOST_PIECES
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import EMAIL, PHONE, Hub

SAID = Announcement("4127", "Éloïse Lefèvre", email="Eloise@Exemple.fr", phone="06 12 34 56 78", pieces=2)


def test_announced(hub: Hub) -> None:
    said = replace(
        SAID,
        items="2 romans",
        item_count=2,
        zone=Zone.CHILLED,
        age_check=True,
        due_cents=1250,
        note="sonner",
        slot="samedi",
    )
    answer = announce.announce(hub.desk, hub.plume, said)
    assert (answer.verdict, answer.args) == (Verdict.ANNOUNCED, {"order": "4127", "shop": "La Belle Plume", "n": 2})
    first, second = answer.parcels
    assert (first.piece, second.piece, first.pieces) == (1, 2, 2)
    assert first.id != second.id
    for parcel in answer.parcels:
        assert (parcel.customer, parcel.email, parcel.phone) == ("Éloïse Lefèvre", EMAIL, PHONE)
        assert (parcel.items, parcel.zone, parcel.age_check) == ("2 romans", Zone.CHILLED, True)
        assert (parcel.amount_due_cents, parcel.note, parcel.slot) == (1250, "sonner", "samedi")
        assert (parcel.state, parcel.shelf, parcel.unannounced) == (State.ANNOUNCED, None, False)
        assert parcel.announced_at == hub.journal()[0].at


def test_an_unknown_amount_is_not_nothing(hub: Hub) -> None:
    assert hub.announce("1", due_cents=None)[0].amount_due_cents is None
    assert hub.announce("2", due_cents=0)[0].amount_due_cents == 0


def test_already_announced(hub: Hub) -> None:
    first = announce.announce(hub.desk, hub.plume, SAID)
    before = hub.rows((*hub.rows(), "journal"))
    for again in (SAID, replace(SAID, reference=" #4127"), replace(SAID, pieces=None, email=None, phone="")):
        answer = announce.announce(hub.desk, hub.plume, again)
        assert (answer.verdict, answer.args) == (Verdict.ALREADY_ANNOUNCED, first.args)
        assert answer.parcels == first.parcels
    assert hub.rows(tuple(before)) == before


def test_the_same_number_of_another_shop_is_another_order(hub: Hub) -> None:
    announce.announce(hub.desk, hub.plume, SAID)
    assert announce.announce(hub.desk, hub.iris, SAID).verdict is Verdict.ANNOUNCED
    assert len(hub.of_order()) == 4


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ({"items": "3 romans"}, ("items", "3 romans")),
        ({"due_cents": 500}, ("amount_due_cents", 500)),
        ({"note": "appeler"}, ("note", "appeler")),
        ({"slot": "lundi"}, ("slot", "lundi")),
        ({"zone": Zone.FROZEN}, ("zone", Zone.FROZEN)),
        ({"age_check": True}, ("age_check", True)),
        ({"customer": "Éloïse Lefebvre"}, ("customer", "Éloïse Lefebvre")),
        ({"phone": "0623456789"}, ("phone", "+33623456789")),
    ],
)
def test_changed(hub: Hub, change: dict[str, object], read: tuple[str, object]) -> None:
    before = announce.announce(hub.desk, hub.plume, SAID).parcels
    answer = announce.announce(hub.desk, hub.plume, replace(SAID, **change))  # type: ignore[arg-type]
    assert answer.verdict is Verdict.ANNOUNCED
    assert [getattr(p, read[0]) for p in answer.parcels] == [read[1]] * 2
    assert [p.id for p in answer.parcels] == [p.id for p in before]
    assert [p.pickup_code for p in answer.parcels] == [p.pickup_code for p in before]
    entry = hub.journal()[0]
    assert (entry.verdict, entry.parcel, entry.detail) == (Verdict.ANNOUNCED, before[0].id, "changed")
    again = announce.announce(hub.desk, hub.plume, replace(SAID, **change))  # type: ignore[arg-type]
    assert again.verdict is Verdict.ALREADY_ANNOUNCED


def test_an_empty_cell_does_not_erase(hub: Hub) -> None:
    before = announce.announce(hub.desk, hub.plume, replace(SAID, due_cents=1250, note="sonner")).parcels
    announce.announce(hub.desk, hub.plume, replace(SAID, email=None, phone=None, items="2 romans"))
    after = hub.of_order()
    assert [(p.email, p.phone, p.amount_due_cents, p.note) for p in after] == [
        (p.email, p.phone, p.amount_due_cents, p.note) for p in before
    ]


def test_more_pieces_then_fewer(hub: Hub) -> None:
    announce.announce(hub.desk, hub.plume, SAID)
    more = announce.announce(hub.desk, hub.plume, replace(SAID, pieces=3))
    assert (more.args["n"], [(p.piece, p.pieces) for p in more.parcels]) == (3, [(1, 3), (2, 3), (3, 3)])
    assert len({p.pickup_code for p in more.parcels}) == 1
    fewer = announce.announce(hub.desk, hub.plume, replace(SAID, pieces=1))
    assert [(p.piece, p.pieces) for p in fewer.parcels] == [(1, 1)]
    assert hub.states() == [State.ANNOUNCED, State.CANCELLED, State.CANCELLED]
    back = announce.announce(hub.desk, hub.plume, replace(SAID, pieces=4))
    assert [(p.piece, p.pieces) for p in back.parcels] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    added = [e.parcel for e in hub.journal() if e.verdict is Verdict.ANNOUNCED][:4]
    assert set(added) == {p.id for p in back.parcels}


def test_fewer_pieces_than_are_here_already_change_nothing(hub: Hub) -> None:
    hub.ready(pieces=2)
    for _ in range(2):
        answer = announce.announce(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", pieces=1))
        assert answer.verdict is Verdict.ALREADY_ANNOUNCED
    assert [(p.state, p.pieces) for p in hub.of_order()] == [(State.READY, 2)] * 2


def test_a_further_piece_while_the_first_is_here(hub: Hub) -> None:
    first = hub.ready(zone=Zone.CHILLED)[0]
    answer = announce.announce(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", pieces=2))
    assert answer.verdict is Verdict.ANNOUNCED
    second = answer.parcels[1]
    assert (second.state, second.zone, second.shelf, second.received_at) == (State.ANNOUNCED, Zone.CHILLED, None, None)
    assert second.pickup_code == first.pickup_code
    assert hub.look(first.pickup_code).verdict is Verdict.PARTLY_READY


def test_the_zone_of_what_is_here_is_the_counters(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.shelf("F-1", Zone.CHILLED)
    hub.announce(pieces=2)
    receive.receive(hub.desk, "4127")
    announce.announce(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", zone=Zone.CHILLED))
    assert [p.zone for p in hub.of_order()] == [Zone.AMBIENT, Zone.CHILLED]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reference": ""}, "order"),
        ({"reference": " \x00\u200b"}, "order"),
        ({"customer": "  "}, "customer"),
        ({"email": "eloise@"}, "email"),
        ({"phone": "06 12"}, "phone"),
        ({"pieces": 0}, "pieces"),
        ({"pieces": MOST_PIECES + 1}, "pieces"),
        ({"due_cents": -1}, "due"),
        ({"due_cents": MOST_DUE + 1}, "due"),
        ({"due_cents": 10**12}, "due"),
    ],
)
def test_invalid(hub: Hub, change: dict[str, object], field: str) -> None:
    before = hub.rows()
    answer = announce.announce(hub.desk, hub.plume, replace(SAID, **change))  # type: ignore[arg-type]
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": field})
    assert hub.rows() == before
    assert [(e.action, e.verdict, e.parcel) for e in hub.journal()] == [("announce", Verdict.INVALID, None)]


def test_the_most_that_may_be_due(hub: Hub) -> None:
    assert hub.announce(due_cents=MOST_DUE, pieces=MOST_PIECES)[0].amount_due_cents == MOST_DUE


def test_unknown_shop(hub: Hub) -> None:
    assert announce.announce(hub.desk, "nobody", SAID).verdict is Verdict.UNKNOWN_SHOP


def test_what_cannot_be_written_is_left_out(hub: Hub) -> None:
    """Zero bytes and half characters come in by files and command lines; PostgreSQL takes neither."""
    said = replace(
        SAID, reference="41\x0027\ud83d", customer="Éloïse\t\x00 Lefèvre\udcff", note="a\x00b\nc", items="\x00"
    )
    parcel = announce.announce(hub.desk, hub.plume, said).parcels[0]
    assert (parcel.order, parcel.customer, parcel.note, parcel.items) == ("4127", "Éloïse Lefèvre", "ab c", "")


def test_accents_are_kept_composed(hub: Hub) -> None:
    parcel = hub.announce(customer="E\u0301loi\u0308se Lefe\u0300vre")[0]
    assert parcel.customer == "Éloïse Lefèvre"


@pytest.mark.parametrize("reference", ["###", "№ 12", "注文-7", "%", "_", "a" * 120])
def test_any_order_number_can_be_received(hub: Hub, reference: str) -> None:
    hub.shelf("A-1")
    hub.announce("another")
    hub.announce(reference)
    assert receive.receive(hub.desk, reference).args["order"] == reference


def test_known_customers_complete_a_form(hub: Hub) -> None:
    hub.announce("1", phone="0612345678")
    hub.announce("2", "Jean Dupont", email=None)
    hub.announce("3", "Jeanne Petit", email="jeanne@exemple.fr")
    known = announce.known_customers(hub.desk, "lefev")
    assert [(k.name, k.email, k.phone) for k in known] == [("Éloïse Lefèvre", EMAIL, PHONE)]
    assert {k.name for k in announce.known_customers(hub.desk, "jea")} == {"Jean Dupont", "Jeanne Petit"}
    assert announce.known_customers(hub.desk, "") == ()
    assert len(announce.known_customers(hub.desk, "jea", limit=1)) == 1


def test_a_known_customer_is_completed_as_they_were_last_named(hub: Hub) -> None:
    hub.announce("1", "E. Lefevre")
    hub.announce("2", "Éloïse Lefèvre", phone="0612345678")
    known = announce.known_customers(hub.desk, "lefevre")
    assert [(k.name, k.phone) for k in known] == [("Éloïse Lefèvre", PHONE)]


def test_a_name_of_another_script_is_found(hub: Hub) -> None:
    hub.announce("1", "Мария Иванова", email=None)
    hub.announce("2", "王小明", email=None)
    assert [f.customer for f in find.customers(hub.desk, "иван")] == ["Мария Иванова"]
    assert [f.customer for f in find.customers(hub.desk, "王")] == ["王小明"]


def test_a_slot_that_names_a_day_is_a_moment(hub: Hub) -> None:
    first, second = hub.announce(slot="28/11/2026 14h-16h", pieces=2)
    assert first.slot_at == second.slot_at == datetime(2026, 11, 28, 13, 0, tzinfo=UTC)
    assert first.slot == "28/11/2026 14h-16h"
    assert hub.announce("2", slot="samedi")[0].slot_at is None
    assert hub.announce("3")[0].slot_at is None


def test_a_slot_is_by_the_hubs_clock(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "hub.time_zone", "Indian/Reunion")
    assert hub.announce(slot="28/11/2026 14h")[0].slot_at == datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


def test_another_slot_moves_what_is_here_too_and_new_pieces_have_it(hub: Hub) -> None:
    parcel = hub.ready(slot="28/11/2026 14h")[0]
    hub.announce(slot="2026-11-30 10:00-12:00", pieces=2)
    moved = [p.slot_at for p in hub.of_order()]
    assert moved == [datetime(2026, 11, 30, 9, 0, tzinfo=UTC)] * 2
    assert hub.parcel(parcel.id).state is State.READY
    hub.announce(slot="un de ces jours")
    assert [(p.slot, p.slot_at) for p in hub.of_order()] == [("un de ces jours", None)] * 2


def test_a_new_piece_takes_nothing_of_the_fate_of_the_first(hub: Hub) -> None:
    first = hub.ready(zone=Zone.CHILLED)[0]
    hub.write(
        "UPDATE parcel SET handover_id = 'h', return_reason = 'damaged', warm_since = received_at, warm_seconds = 90"
        f" WHERE id = '{first.id}'"
    )
    hub.announce(zone=Zone.CHILLED, pieces=2)
    second = hub.of_order()[1]
    assert (second.handover_id, second.return_reason, second.warm_since, second.warm_seconds) == (None, None, None, 0)
