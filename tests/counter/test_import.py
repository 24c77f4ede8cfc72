"""A file's orders: entered once, changed when they change, cancelled and taken back, never half."""

from dataclasses import replace

import pytest

from desk_app.counter import announce, check_out
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, ImportReport, Reason, RefusedRow
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import EMAIL, Hub


def orders(count: int, **said: object) -> list[Announcement]:
    """Orders of as many customers, as a file says them."""
    return [
        Announcement(
            f"#{1000 + n}",
            f"Client {n}",
            platform_id=f"gid-{n}",
            email=f"client{n}@exemple.fr",
            rows=(n + 2,),
            **said,  # type: ignore[arg-type]
        )
        for n in range(count)
    ]


def run(hub: Hub, file: list[Announcement], *, dry_run: bool = False) -> ImportReport:
    """Import a file of La Belle Plume."""
    return announce.import_orders(hub.desk, hub.plume, file, dry_run=dry_run)


def one(**said: object) -> list[Announcement]:
    """A file of one order."""
    return [replace(Announcement("4127", "Éloïse Lefèvre", email=EMAIL, rows=(2,)), **said)]  # type: ignore[arg-type]


def test_imported_then_the_same_file_again_changes_nothing(hub: Hub) -> None:
    file = orders(announce.BATCH + 7, pieces=2)
    progress: list[tuple[int, int]] = []
    report = announce.import_orders(
        hub.desk, hub.plume, file, on_progress=lambda done, total: progress.append((done, total))
    )
    assert report == ImportReport(new=57)
    assert progress == [(50, 57), (57, 57)]
    before = hub.rows((*hub.rows(), "journal"))
    assert len(before["parcel"]) == 114
    assert run(hub, file) == ImportReport(identical=57)
    assert hub.rows(tuple(before)) == before
    assert {(e.action, e.verdict) for e in hub.journal()} == {("import", Verdict.ANNOUNCED)}


def test_an_empty_file(hub: Hub) -> None:
    assert run(hub, []) == ImportReport()


def test_dry_run_counts_and_writes_nothing(hub: Hub) -> None:
    run(hub, orders(3))
    before = hub.rows((*hub.rows(), "journal"))
    file = [*orders(5), replace(orders(1)[0], cancelled=True), *one(due_cents=-5)]
    file[1] = replace(file[1], note="appeler")
    report = run(hub, file, dry_run=True)
    assert (report.new, report.changed, report.identical, report.cancelled) == (2, 1, 2, 1)
    assert len(report.refused) == 1
    assert hub.rows(tuple(before)) == before


def test_changed(hub: Hub) -> None:
    run(hub, orders(3))
    file = orders(3)
    file[1] = replace(file[1], note="appeler", due_cents=1250)
    assert run(hub, file) == ImportReport(changed=1, identical=2)
    assert [(p.note, p.amount_due_cents) for p in hub.of_order("#1001")] == [("appeler", 1250)]
    assert run(hub, file) == ImportReport(identical=3)


def test_cancelled(hub: Hub) -> None:
    code = hub.announce(pieces=2)[0].pickup_code
    file = [*one(cancelled=True, customer=""), *orders(1, cancelled=True)]  # the second was never announced
    assert run(hub, file) == ImportReport(cancelled=2)
    assert hub.states() == [State.CANCELLED] * 2
    assert hub.look(code).verdict is Verdict.CANCELLED
    cancelled = [e.parcel for e in hub.journal() if e.verdict is Verdict.CANCELLED and e.action == "import"]
    assert set(cancelled) == {p.id for p in hub.of_order()}
    before = hub.rows((*hub.rows(), "journal"))
    assert run(hub, file) == ImportReport(cancelled=2)
    assert hub.rows(tuple(before)) == before


def test_a_cancellation_taken_back(hub: Hub) -> None:
    first = hub.announce(pieces=2)
    run(hub, one(cancelled=True))
    assert run(hub, one(zone=Zone.CHILLED)) == ImportReport(changed=1)
    back = hub.of_order()
    assert [(p.id, p.state, p.piece, p.pieces, p.zone) for p in back] == [
        (p.id, State.ANNOUNCED, p.piece, 2, Zone.CHILLED) for p in first
    ]
    assert hub.look(back[0].pickup_code).verdict is Verdict.NOT_ARRIVED
    assert run(hub, one(zone=Zone.CHILLED)) == ImportReport(identical=1)


def test_a_cancellation_taken_back_with_as_many_pieces_as_the_order_last_had(hub: Hub) -> None:
    run(hub, one(pieces=3))
    run(hub, one(pieces=2))
    run(hub, one(cancelled=True))
    run(hub, one())
    assert hub.states() == [State.ANNOUNCED, State.ANNOUNCED, State.CANCELLED]


def test_a_cancellation_taken_back_joins_the_customers_open_pickup(hub: Hub) -> None:
    run(hub, one())
    run(hub, one(cancelled=True))
    other = hub.ready("4128")[0]
    run(hub, one())
    assert hub.of_order()[0].pickup_code == other.pickup_code


def test_a_cancellation_taken_back_for_somebody_else(hub: Hub) -> None:
    """The corrected order comes back to the corrected customer, under a code of their own."""
    old = hub.announce()[0]
    run(hub, one(cancelled=True))
    run(hub, one(customer="Jean Dupont", email="jean@exemple.fr"))
    back = hub.of_order()[0]
    assert back.state is State.ANNOUNCED
    answer = hub.look(back.pickup_code)
    assert answer.pickup is not None
    assert (answer.pickup.customer, answer.pickup.email) == ("Jean Dupont", "jean@exemple.fr")
    mine = hub.ready("9", "Éloïse Lefèvre")[0]
    assert mine.pickup_code != back.pickup_code
    assert {p.id for p in hub.look(mine.pickup_code).pickup.parcels} == {mine.id}  # type: ignore[union-attr]
    assert old.id == back.id


def test_cancelled_but_here_is_said_and_marked_to_go_back(hub: Hub) -> None:
    parcel = hub.ready()[0]
    warned = RefusedRow(2, Reason("announce.cancelled_but_here", {"order": "4127"}))
    assert run(hub, one(cancelled=True)) == ImportReport(cancelled=1, warnings=(warned,))
    assert hub.parcel(parcel.id) == replace(parcel, return_reason=ReturnReason.CANCELLED)
    assert hub.look(parcel.pickup_code).verdict is Verdict.CANCELLED
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.CANCELLED
    assert run(hub, one()) == ImportReport(changed=1)  # the shop takes it back
    assert hub.parcel(parcel.id) == parcel
    assert hub.look(parcel.pickup_code).verdict is Verdict.READY


def test_cancelled_in_part(hub: Hub) -> None:
    """One piece is here, the other is not expected any more; taken back, it is expected again."""
    hub.ready()
    run(hub, one(pieces=2))
    report = run(hub, one(cancelled=True))
    assert [w.reason.key for w in report.warnings] == ["announce.cancelled_but_here"]
    assert hub.states() == [State.READY, State.CANCELLED]
    assert run(hub, one()) == ImportReport(changed=1)
    assert hub.states() == [State.READY, State.ANNOUNCED]


def test_collected_is_left_alone_and_said(hub: Hub) -> None:
    parcel = hub.collected()[0]
    gone = RefusedRow(2, Reason("announce.cancelled_but_collected", {"order": "4127"}))
    assert run(hub, one(cancelled=True)) == ImportReport(cancelled=1, warnings=(gone,))
    left = RefusedRow(2, Reason("announce.left_alone", {"order": "4127"}))
    assert run(hub, one(note="appeler", pieces=3)) == ImportReport(identical=1, warnings=(left,))
    assert run(hub, one()) == ImportReport(identical=1)
    assert hub.of_order() == [parcel]


def test_rows_that_cannot_be_entered_are_refused_and_the_others_are_not(hub: Hub) -> None:
    file = [
        *orders(2),
        *one(due_cents=-1),
        *one(pieces=1000, rows=(7, 8)),
        *one(reference=""),
        *one(customer="", rows=()),
    ]
    report = run(hub, file)
    assert report.new == 2
    assert [(r.row, r.reason.key) for r in report.refused] == [
        (2, "sentences.field_due"),
        (7, "sentences.field_pieces"),
        (2, "sentences.field_order"),
        (0, "sentences.field_customer"),
    ]


@pytest.mark.parametrize("same", ["4127", "#4127", " 41-27 "])
def test_an_order_twice_in_one_file_is_one_order(hub: Hub, same: str) -> None:
    file = [*one(), *orders(1), *one(reference=same, note="appeler"), *one(reference=same)]
    assert run(hub, file) == ImportReport(new=2, changed=1, identical=1)
    assert [(p.note, p.order) for p in hub.of_order()] == [("appeler", "4127")]


def test_an_order_announced_and_cancelled_in_one_file(hub: Hub) -> None:
    assert run(hub, [*one(), *one(cancelled=True)]) == ImportReport(new=1, cancelled=1)
    assert hub.states() == [State.CANCELLED]


def test_two_orders_of_one_platform_may_have_one_number(hub: Hub) -> None:
    file = [*one(platform_id="1"), *one(platform_id="2", customer="Jean Dupont", email=None)]
    assert run(hub, file) == ImportReport(new=2)
    assert run(hub, file) == ImportReport(identical=2)


def test_an_order_known_by_its_number_gets_its_platforms_id_once(hub: Hub) -> None:
    run(hub, one())
    assert run(hub, one(platform_id="99")) == ImportReport(identical=1)
    assert run(hub, one(platform_id="99", reference="renamed")) == ImportReport(identical=1)
    assert run(hub, one(reference="4127")) == ImportReport(identical=1)  # by hand, without the id
    assert run(hub, one(platform_id="100")) == ImportReport(new=1)  # another order, same number
    assert len(hub.of_order()) == 2


def test_one_customer_with_several_orders_in_a_file_has_one_code(hub: Hub) -> None:
    file = [replace(order, email=EMAIL) for order in orders(announce.BATCH + 5)]
    run(hub, file)
    assert len(hub.query("SELECT code FROM pickup")) == 1
    assert len(hub.query("SELECT id FROM person")) == 1


class Stopped(Exception):
    """The clerk has pressed Stop."""


def test_import_stopped_leaves_whole_batches_and_can_go_on(hub: Hub) -> None:
    file = orders(announce.BATCH * 2 + 1, pieces=2)

    def stop(done: int, _total: int) -> None:
        if done == announce.BATCH:
            raise Stopped

    with pytest.raises(Stopped):
        announce.import_orders(hub.desk, hub.plume, file, on_progress=stop)
    rows = hub.rows(("shop_order", "parcel", "person", "pickup"))
    assert {table: len(found) for table, found in rows.items()} == {
        "shop_order": announce.BATCH,
        "parcel": announce.BATCH * 2,
        "person": announce.BATCH,
        "pickup": announce.BATCH,
    }
    assert len(hub.journal()) == announce.BATCH * 2
    assert run(hub, file) == ImportReport(new=announce.BATCH + 1, identical=announce.BATCH)
    assert run(hub, file) == ImportReport(identical=len(file))


def test_a_shop_that_is_not_there_is_a_bug(hub: Hub) -> None:
    with pytest.raises(LookupError):
        announce.import_orders(hub.desk, "nobody", orders(1))
