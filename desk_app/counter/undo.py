"""Taking a handover back: timed, with a reason, journalled, never erased."""

from datetime import timedelta

from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain import scan
from desk_app.domain.cold import OutOfCold
from desk_app.domain.people import one_line
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store import cold, journal, lists, orders, parcels, pickups
from desk_app.store.engine import Tx

_RECENT = timedelta(days=2)


def last(desk: Desk) -> Parcel | None:
    """What this counter handed over last, today or the day before, if it has not come back."""

    def ask(tx: Tx) -> Parcel | None:
        parcel_id = lists.last_collected(tx, desk.hub_id, desk.counter, desk.clock() - _RECENT)
        return parcels.by_id(tx, parcel_id) if parcel_id else None

    return desk.store.read(ask)


def undo(desk: Desk, parcel_id: str, reason: str, *, nonce: str | None = None) -> Answer:
    """Put a parcel that was handed over back where it stood, and make its code live again."""
    act = desk.act("undo", nonce)
    detail = one_line(reason)

    def do(tx: Tx) -> Answer:
        parcel = parcels.by_id(tx, scan.decode(parcel_id).value)
        if parcel is None:
            raise Refusal(Answer(Verdict.UNKNOWN_PARCEL))
        if not detail:
            raise Refusal(Answer(Verdict.INVALID, {"field": "reason"}, (parcel,)))
        pickups.lock(tx, parcel.pickup_id)
        pickup_id = _reopened(tx, act, parcel)
        had_shelf = parcels.row_of(tx, parcel.id)["shelf_id"] is not None
        values = {"collected_at": None, "moved_at": act.at, "pickup_id": pickup_id}
        if not parcels.move(tx, parcel.id, State.COLLECTED, State.READY if had_shelf else State.RECEIVED, values):
            raise Refusal(Answer(Verdict.CANNOT_UNDO, {"state": parcel.state}, (parcel,)))
        if parcel.zone.is_cold:
            cold.begin(tx, act, parcel.id, OutOfCold.UNDONE, parcel.collected_at)
        journal.write(tx, act, [journal.Line(Verdict.UNDONE, parcel.id, pickup_id, detail)])
        return _undone(tx, parcel.id)

    return perform(desk, act, do, lambda tx, before: _undone(tx, before[0].parcel_id or ""))


def _reopened(tx: Tx, act: journal.Act, parcel: Parcel) -> str:
    """The pickup the parcel goes back to: its own, unless its order has been given to somebody else since."""
    person_id = orders.person_of(tx, parcel.order_id)
    if pickups.person_of(tx, parcel.pickup_id) == person_id:
        return pickups.reopen(tx, parcel.pickup_id)
    return pickups.open_for(tx, act.hub_id, [person_id], act.at)[person_id]


def _undone(tx: Tx, parcel_id: str) -> Answer:
    parcel = parcels.by_id(tx, parcel_id)
    assert parcel is not None
    pickup = pickups.by_id(tx, parcel.pickup_id)
    args = {"customer": pickup.customer, "shelf": parcel.shelf or "", "shop": parcel.shop}
    return Answer(Verdict.UNDONE, args, (parcel,), pickup)
