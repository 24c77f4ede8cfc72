"""Keeping a parcel longer: a customer has called and cannot come in time."""

from desk_app.counter import opened
from desk_app.counter.deed import deed
from desk_app.counter.desk import Desk, Refusal, opening, perform
from desk_app.domain.deadlines import LONGEST, kept_longer
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal, parcels, pickups
from desk_app.store.engine import Tx


@deed
def extend(desk: Desk, parcel_id: str, days: int, *, nonce: str | None = None) -> Answer:
    """Keep an ambient parcel that waits here ``days`` more opening days: after its limit, or after today if it is late.

    EXTENDED, or CANNOT_EXTEND for cold and hot goods and for what is not here; its sentence says until when.
    """
    act = desk.act("extend", nonce)

    def do(tx: Tx) -> Answer:
        parcel = opened.parcel(tx, act, parcel_id)
        if not 1 <= days <= LONGEST["hold_days"]:
            raise Refusal(Answer(Verdict.INVALID, {"field": "hold_days"}, (parcel,)))
        pickups.lock(tx, parcel.pickup_id)
        parcel = parcels.by_ids(tx, [parcel.id])[0]  # as it stands, now that nobody else moves it
        if not parcel.may_wait_longer or parcel.keep_until is None:
            args = {"state": parcel.state, "zone": parcel.zone}
            raise Refusal(Answer(Verdict.CANNOT_EXTEND, args, (parcel,)))
        limit = kept_longer(max(parcel.keep_until, act.at), days, opening(tx, act.hub_id))
        parcels.update(tx, parcel.id, {"keep_until": limit})
        journal.write(tx, act, [journal.Line(Verdict.EXTENDED, parcel.id, parcel.pickup_id, str(days))])
        return _extended(tx, parcel.id)

    return perform(desk, act, do, lambda tx, before: _extended(tx, before[0].parcel_id or ""))


def _extended(tx: Tx, parcel_id: str) -> Answer:
    parcel = parcels.by_ids(tx, [parcel_id])[0]
    args = {"customer": parcel.customer, "shop": parcel.shop, "order": parcel.order, "at": parcel.keep_until}
    return Answer(Verdict.EXTENDED, args, (parcel,))
