"""The journal: who, when, at which counter, which parcel, which verdict; never a name, an address or a phone."""

from desk_app.counter import announce, check_out, journal, receive, undo
from desk_app.domain.codes import new_pickup_code
from desk_app.domain.people import fold
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import NOON, Hub

PERSONAL = ("xavière", "quéméneur", "xaviere", "quemeneur", "612345678", "12 34 56 78", "x.quem", "42 romans", "sonner")
SAID = Announcement(
    "7781",
    "Xavière Quéméneur",
    email="x.quem@exemple.fr",
    phone="0612345678",
    items="42 romans",
    note="sonner chez Quéméneur",
    pieces=2,
)


def a_day(hub: Hub) -> None:
    """Everything a customer can go through, refusals included."""
    desk = hub.desk
    hub.shelf("A-1")
    hub.shelf("F-1", Zone.CHILLED)
    announce.announce(desk, hub.plume, SAID)
    announce.announce(desk, hub.plume, Announcement("7781", "Xavière Quéméneur-Petit", phone="0623456789"))
    announce.announce(desk, hub.plume, Announcement("7781", "", phone="0612345678"))
    announce.import_orders(desk, hub.iris, [Announcement("9", "Xavière Quéméneur", email="x.quem@exemple.fr")])
    announce.import_orders(desk, hub.iris, [Announcement("9", "Xavière Quéméneur", cancelled=True)])
    code = receive.receive(desk, "7781", pieces=3).parcels[0].pickup_code
    receive.receive(desk, "7781")
    receive.receive(desk, "Quéméneur")  # a name typed where an order number goes
    receive.receive(desk, "7781", shelf="chez Quéméneur")
    receive.receive_unannounced(desk, hub.fromage, Announcement("U1", "Xavière Quéméneur", phone="0612345678"))
    mine = hub.of_order("7781")
    receive.move(desk, mine[0].id, "F-1")
    receive.move(desk, mine[0].id, "Quéméneur")
    for typed in (code, "Quéméneur", "0612345678", "x.quem@exemple.fr", new_pickup_code()):
        hub.look(typed)
        check_out.identify(desk, typed)
        check_out.hand_over(desk, typed, [mine[0].id])
        check_out.hand_over(desk, typed, ["Quéméneur"])
    check_out.hand_over(desk, code)
    undo.undo(desk, mine[0].id, "erreur de casier")
    undo.undo(desk, "Quéméneur", "erreur")


def test_the_journal_never_holds_a_name_or_a_phone(hub: Hub) -> None:
    a_day(hub)
    rows = hub.rows(("journal",))["journal"]
    assert len(rows) > 20
    text = fold(" ".join(str(cell) for row in rows for cell in row)) + " ".join(str(rows)).lower()
    assert [word for word in PERSONAL if word in text or fold(word) in text] == []
    kept = fold(str(hub.rows(("shop_order",))))
    assert all(fold(word) in kept for word in ("Quéméneur", "x.quem", "42 romans"))  # they are kept, elsewhere


def test_every_entry_says_who_when_and_where(hub: Hub) -> None:
    a_day(hub)
    entries = hub.journal()
    assert {(e.counter, e.clerk) for e in entries} == {("Poste 1", "Camille")}
    assert all(NOON < e.at <= hub.clock.now for e in entries)
    assert {e.action for e in entries} == {"announce", "import", "receive", "move", "look", "hand_over", "undo"}
    known = {row[0] for row in hub.query("SELECT id FROM parcel")}
    assert {e.parcel for e in entries} - {None} <= known


def test_newest_first_and_no_more_than_asked_for(hub: Hub) -> None:
    a_day(hub)
    every = hub.journal()
    assert [e.at for e in every] == sorted((e.at for e in every), reverse=True)
    assert journal.entries(hub.desk, 3) == every[:3]
    assert len(journal.entries(hub.desk)) == 50 if len(every) > 50 else len(every)


def test_several_parcels_of_one_action_share_its_moment(hub: Hub) -> None:
    mine = hub.ready(pieces=3)
    check_out.hand_over(hub.desk, mine[0].pickup_code)
    last = [e for e in hub.journal() if e.verdict is Verdict.COLLECTED]
    assert {e.parcel for e in last} == {p.id for p in mine}
    assert len({e.at for e in last}) == 1
