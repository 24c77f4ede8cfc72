"""What a pickup's code opens, and what it means now."""

from collections.abc import Sequence
from datetime import datetime

from desk_app.counter import elsewhere
from desk_app.counter.desk import Refusal
from desk_app.counter.tries import Tries
from desk_app.domain import scan
from desk_app.domain.scan import Kind
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel, Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal, parcels, pickups
from desk_app.store.engine import Tx

GONE = {
    State.COLLECTED: Verdict.ALREADY_COLLECTED,
    State.CANCELLED: Verdict.CANCELLED,
    State.RETURNED: Verdict.RETURNED,
    State.RETURNING: Verdict.RETURNED,
    State.DISPOSED: Verdict.THROWN_AWAY,
}


def find(tx: Tx, act: journal.Act, code: str, *, locked: bool = False) -> tuple[Pickup | None, Answer]:
    """The pickup, or why this hub has none; ``locked`` against other counters until the transaction ends.

    Raises Paused while the counter has tried too many codes.
    """
    tried = Tries(tx, act)
    read = scan.decode(code)
    found = None
    if read.kind is Kind.PICKUP:
        found = pickups.by_code(tx, act.hub_id, read.value, locked=locked)
        other = elsewhere.of_code(tx, act, read.value) if found is None else None
        if other is not None:
            return None, other
    wrong = Verdict.MISREAD if read.kind is Kind.MISREAD else Verdict.UNKNOWN_CODE
    return found, tried.refusal(wrong) if found is None else Answer(wrong)


def parcel(tx: Tx, act: journal.Act, label: str) -> Parcel:
    """The parcel of this hub with that label. Raises Refusal."""
    parcel_id = scan.decode(label).value
    found = parcels.by_id(tx, act.hub_id, parcel_id)
    if found is None:
        raise Refusal(no_parcel(tx, act, parcel_id))
    return found


def no_parcel(tx: Tx, act: journal.Act, parcel_id: str) -> Answer:
    """Why this hub has no such parcel: another one has, or none."""
    return elsewhere.of_parcel(tx, act, parcel_id) or Answer(Verdict.UNKNOWN_PARCEL)


def state_of(tx: Tx, pickup: Pickup, now: datetime) -> Answer:
    """What a pickup's code means now."""
    if pickup.closed_at is not None:
        return gone(tx, pickup, pickup.parcels)
    good = [p for p in pickup.ready if not p.is_too_late(now)]
    missing = [p for p in pickup.not_here if p.state is State.MISSING]
    still = pickup.still_here
    args: dict[str, object] = {
        "n": len(good) or len(still),
        "shops": len({p.shop for p in good}),
        "customer": pickup.customer,
        "waiting": len(pickup.not_here) - len(missing),
        "late": len(pickup.ready) - len(good),
        "missing": len(missing),
        "back": len(still),
        "shelf": ", ".join(dict.fromkeys(p.shelf for p in still if p.shelf)),
    }
    return Answer(_open_verdict(pickup, good, now), args, pickup=pickup)


def _open_verdict(pickup: Pickup, good: Sequence[Parcel], now: datetime) -> Verdict:
    if not good:
        return _nothing_verdict(pickup)
    if len(good) < len(pickup.ready):
        return Verdict.PARTLY_TOO_LATE
    if pickup.not_here or pickup.still_here:
        return Verdict.PARTLY_READY
    return Verdict.OVERDUE if any(p.is_overdue(now) for p in good) else Verdict.READY


def _nothing_verdict(pickup: Pickup) -> Verdict:
    """Why an open pickup has nothing to be handed over as it stands."""
    if pickup.still_here:
        return Verdict.STILL_HERE
    if pickup.ready:
        return Verdict.TOO_LATE
    if any(p.state is not State.MISSING for p in pickup.not_here):
        return Verdict.NOT_ARRIVED
    if pickup.not_here:
        return Verdict.STILL_MISSING
    return Verdict.CANCELLED if any(p.is_cancelled_here for p in pickup.parcels) else Verdict.RETURNED


def gone(tx: Tx, pickup: Pickup, those: Sequence[Parcel]) -> Answer:
    """Parcels that have left: when, from which counter, by whom."""
    collected = [p for p in those if p.collected_at]
    if not collected:
        verdict = next((GONE[p.state] for p in those if p.state in GONE), Verdict.NOTHING_READY)
        return Answer(verdict, {"customer": pickup.customer}, tuple(those), pickup)
    last = max(collected, key=lambda p: p.collected_at or pickup.opened_at)
    return Answer(Verdict.ALREADY_COLLECTED, {"customer": pickup.customer, **who_collected(tx, last)}, (last,), pickup)


def who_collected(tx: Tx, parcel: Parcel) -> dict[str, object]:
    """When a collected parcel left, from which counter, by whom."""
    entry = journal.last_of(tx, parcel.id, [Verdict.COLLECTED])
    return {
        "at": parcel.collected_at,
        "counter": entry.counter if entry else "",
        "clerk": entry.clerk if entry else "",
    }
