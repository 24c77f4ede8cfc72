"""Slips as print jobs: written like all others, read anew when they are sent, in nobody's way."""

from desk_app.counter import check_out, prints, receive
from desk_app.domain.prints import PrintKind, PrintState, Receipt
from desk_app.domain.values import Reason
from tests.counter.hub import Hub


def test_a_handover_slip_has_the_parcels_and_the_pickup_as_it_stands(hub: Hub) -> None:
    given, stays = hub.ready("1"), hub.ready("2")
    check_out.hand_over(hub.desk, given[0].pickup_code, [given[0].id])
    job = prints.queue(hub.desk, PrintKind.HANDOVER, [given[0].id])
    content = prints.content(hub.desk, job)
    (receipt,) = content.receipts
    assert content.hub == "Maison"
    assert [parcel.order for parcel in receipt.parcels] == ["1"]
    assert receipt.parcels[0].collected_at is not None
    assert receipt.pickup is not None
    assert [parcel.id for parcel in receipt.pickup.ready] == [stays[0].id]


def test_a_drop_off_slip_has_what_was_brought_in_its_order(hub: Hub) -> None:
    ids = [hub.ready(order)[0].id for order in ("2", "1", "3")]
    brought = receive.last_drop_off(hub.desk, hub.plume)
    job = prints.queue(hub.desk, PrintKind.DROP_OFF, [" ".join(parcel.id for parcel in brought)])
    (receipt,) = prints.content(hub.desk, job).receipts
    assert receipt == Receipt(tuple(hub.parcel(parcel_id) for parcel_id in ids))


def test_of_parcels_that_are_not_there_nothing_is_printed(hub: Hub) -> None:
    job = prints.queue(hub.desk, PrintKind.HANDOVER, ["BBBBBBBBBBBB"])
    assert prints.content(hub.desk, job).receipts == ()


def test_a_label_printer_that_is_off_holds_no_slip_up(hub: Hub) -> None:
    parcel = hub.ready()[0]
    label = prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [parcel.id])
    begun = prints.begin(hub.desk, label)
    assert begun is not None
    prints.failed(hub.desk, begun, Reason("devices.printer_stopped"), heals=True)
    slip = prints.queue(hub.desk, PrintKind.DROP_OFF, [parcel.id])
    prints.begin(hub.desk, label)
    due = prints.next_due(hub.desk)
    assert due is not None
    assert (due.id, due.state) == (slip.id, PrintState.WAITING)
