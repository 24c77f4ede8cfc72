"""Taking a handover back: timed, with a reason, journalled, never erased."""

from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain import scan
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal, lists, parcels, pickups
from desk_app.store.engine import Tx


def last(desk: Desk) -> Parcel | None:
    """What this counter handed over last, if it has not come back."""

    def ask(tx: Tx) -> Parcel | None:
        parcel_id = lists.last_collected(tx, desk.hub_id, desk.counter)
        return parcels.by_id(tx, parcel_id) if parcel_id else None

    return desk.store.read(ask)


def undo(desk: Desk, parcel_id: str, reason: str, *, nonce: str | None = None) -> Answer:
    """Put a parcel that was handed over back on its shelf, and make its code live again."""
    act = desk.act("undo", nonce)
    detail = " ".join(reason.split())

    def do(tx: Tx) -> Answer:
        parcel = parcels.by_id(tx, scan.decode(parcel_id).value)
        if parcel is None:
            raise Refusal(Answer(Verdict.UNKNOWN_PARCEL))
        if not detail:
            raise Refusal(Answer(Verdict.INVALID, {"field": "reason"}, (parcel,)))
        pickups.lock(tx, parcel.pickup_id)
        values = {"collected_at": None, "moved_at": act.at}
        if not parcels.move(tx, parcel.id, State.COLLECTED, State.READY, values):
            raise Refusal(Answer(Verdict.CANNOT_UNDO, {"state": parcel.state}, (parcel,)))
        pickup_id = pickups.reopen(tx, parcel.pickup_id)
        if pickup_id != parcel.pickup_id:
            parcels.update(tx, parcel.id, {"pickup_id": pickup_id})
        journal.write(tx, act, [journal.Line(Verdict.UNDONE, parcel.id, pickup_id, detail)])
        return _undone(tx, parcel.id)

    return perform(desk, act, do, lambda tx, before: _undone(tx, before[0].parcel_id or ""))


def _undone(tx: Tx, parcel_id: str) -> Answer:
    parcel = parcels.by_id(tx, parcel_id)
    assert parcel is not None
    pickup = pickups.by_id(tx, parcel.pickup_id)
    args = {"customer": pickup.customer, "shelf": parcel.shelf or "", "shop": parcel.shop}
    return Answer(Verdict.UNDONE, args, (parcel,), pickup)
