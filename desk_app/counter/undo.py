"""Taking a handover back: timed, with a reason, journalled, never erased."""

from datetime import timedelta

from desk_app.counter import messages, opened
from desk_app.counter.deed import deed
from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain.cold import OutOfCold
from desk_app.domain.people import one_line
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store import cold, hubs, journal, lists, orders, parcels, payments, pickups, remarks
from desk_app.store.engine import Tx

_RECENT = timedelta(days=2)
_MINUTES = 10


def last(desk: Desk) -> Parcel | None:
    """What this counter handed over last, today or the day before, if it has not come back."""

    def ask(tx: Tx) -> Parcel | None:
        parcel_id = lists.last_collected(tx, desk.hub_id, desk.counter, desk.clock() - _RECENT)
        return parcels.by_id(tx, desk.hub_id, parcel_id) if parcel_id else None

    return desk.store.read(ask)


@deed
def undo(desk: Desk, parcel_id: str, reason: str, *, nonce: str | None = None) -> Answer:
    """Put a parcel that was handed over back where it stood, and make its code live again.

    Clerks take their own handover back within ``undo.minutes``, managers any. When no other piece of its order is
    with the customer, what was paid is given back: the next handover asks for it again.
    """
    act = desk.act("undo", nonce)
    why = one_line(reason)

    def do(tx: Tx) -> Answer:
        parcel = opened.parcel(tx, act, parcel_id)
        if not why:
            raise Refusal(Answer(Verdict.INVALID, {"field": "reason"}, (parcel,)))
        pickups.lock(tx, parcel.pickup_id)
        pickup_id = _reopened(tx, act, parcel)
        handover_id = _put_back(tx, act, parcel, pickup_id)
        if not desk.is_manager:
            _require_own(tx, act, parcel)
        if parcel.zone.is_cold:
            cold.begin(tx, act, parcel.id, OutOfCold.UNDONE, parcel.collected_at)
        back = _given_back(tx, act, parcel, handover_id)
        journal.write(tx, act, [journal.Line(Verdict.UNDONE, parcel.id, pickup_id, "paid_back" if back else "")])
        remarks.put(tx, act, parcel.id, RemarkKind.UNDO, why)
        messages.untell_collected(tx, act, parcel)
        return _undone(tx, parcel.id)

    return perform(desk, act, do, lambda tx, before: _undone(tx, before[0].parcel_id or ""))


def _require_own(tx: Tx, act: journal.Act, parcel: Parcel) -> None:
    """Raises Refusal for a colleague's handover, or one that was entered too long ago."""
    minutes = int(hubs.settings(tx, act.hub_id).get("undo.minutes", _MINUTES))
    entry = journal.last_of(tx, parcel.id, [Verdict.COLLECTED])
    is_own = entry is not None and entry.clerk == act.clerk and act.at - entry.at <= timedelta(minutes=minutes)
    if not is_own:
        raise Refusal(Answer(Verdict.NEEDS_MANAGER, {"n": minutes}, (parcel,)), parcel.pickup_id)


def _put_back(tx: Tx, act: journal.Act, parcel: Parcel, pickup_id: str) -> str | None:
    """Where it stood; which handover that undoes, if it was written down."""
    row = parcels.row_of(tx, parcel.id)
    before = State.RECEIVED if row["shelf_id"] is None else State.READY
    values = {"collected_at": None, "moved_at": act.at, "pickup_id": pickup_id, "handover_id": None}
    if not parcels.move(tx, parcel.id, State.COLLECTED, before, values):
        raise Refusal(Answer(Verdict.CANNOT_UNDO, {"state": parcel.state}, (parcel,)))
    found: str | None = row["handover_id"]
    return found


def _given_back(tx: Tx, act: journal.Act, parcel: Parcel, handover_id: str | None) -> int:
    """The cents that go back to the customer: none while another piece of the order is still with them."""
    if any(p.state is State.COLLECTED for p in parcels.of_order(tx, parcel.order_id)):
        return 0
    return payments.give_back(tx, act, parcel, handover_id)


def _reopened(tx: Tx, act: journal.Act, parcel: Parcel) -> str:
    """The pickup the parcel goes back to: its own, unless its order has been given to somebody else since."""
    person_id = orders.person_of(tx, parcel.order_id)
    if pickups.person_of(tx, parcel.pickup_id) == person_id:
        return pickups.reopen(tx, parcel.pickup_id, person_id)
    return pickups.open_for(tx, act.hub_id, [person_id], act.at)[person_id]


def _undone(tx: Tx, parcel_id: str) -> Answer:
    parcel = parcels.by_ids(tx, [parcel_id])[0]
    pickup = pickups.by_id(tx, parcel.pickup_id)
    args = {"customer": pickup.customer, "shelf": parcel.shelf or "", "shop": parcel.shop}
    return Answer(Verdict.UNDONE, args, (parcel,), pickup)
